"""Numbers of Chinese prose and their units: characters in, values out (pure).

Handles Arabic digits, Chinese numerals, mixed forms (1.42万亿), percentages in words (百分之五),
fractions (三分之二), ratios (2.5∶1), 一半, 翻一番, ranges (6%－6.5%) and the words around a number
that change what it means (近, 余, 以上).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_SCALES = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}

_ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_CHINESE = r"(?:[零〇○一二两三四五六七八九十百万亿]|千(?![瓦米克卡]))+(?:点[零〇一二三四五六七八九]+)?"
_SCALE = "万亿|[百千]亿|百万|千万|十亿|亿|万|千(?![米克瓦伏卡分])|百(?!分)"

NUMBER = re.compile(
    rf"(?=[\d零〇○一二两三四五六七八九十百千万亿半翻])(?:"
    rf"(?P<per>[百千万]分之)(?P<per_of>{_ARABIC}|{_CHINESE})"
    rf"|(?P<below>[二两三四五六七八九十百]+|\d+)分之(?P<above>[一二两三四五六七八九十]+|\d+)"
    rf"|(?P<slash>(?<![\d/.])\d{{1,2}}/\d{{1,2}})(?![\d/.月日])"
    rf"|(?P<half>一半(?!以上干部)|半数(?!次))"
    rf"|(?P<fan>翻(?:了)?(?:近|约|超过)?(?P<fan_of>[一两二三四五六]|\d)?番)"
    rf"|(?P<digits>{_ARABIC})(?P<in1>[余多来几])?(?P<scale>{_SCALE})?(?:(?<=[万亿])(?P<rest>\d{{1,4}})(?P<rest_scale>[千百万]))?(?P<in2>[余多])?(?P<more>亿|万)?"
    rf"|(?P<words>{_CHINESE})(?P<in3>[余多来几])?(?P<scale3>{_SCALE})?(?P<in4>[余多])?"
    rf")"
)
_LONGEST = 40  # characters of a number
_NOT_MODIFIER = re.compile(r"(?:[节制合公契预]约|[附靠临邻亲贴]近|[加以之础]上)$")
_RATIO = re.compile(r"[∶:：比](\d+(?:\.\d+)?)(?![\d%])")
_CLOCK = re.compile(r"\d{1,2}[:：][0-5]\d(?![.\d])")
_RANGE = re.compile(r"[-－—–~～〜至到]{1,2}(?=[\d一二两三四五六七八九十])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. ``start``–``end`` covers modifiers and unit, ``first`` is where the
    digits start, ``last`` where they end (before the unit)."""

    start: int
    end: int
    first: int
    last: int
    value: Decimal
    unit: str | None
    modifier: str | None = None
    comparator: str | None = None
    form: str = "number"  # number | fraction | ratio | half | fan
    in_words: bool = False
    partner: int | None = None  # the other end of a range starts here


def chinese_value(word: str) -> Decimal:
    """The value of a Chinese numeral: 二千四百 → 2400, 一九五五 → 1955, 三点五 → 3.5, 十 → 10.

    Raises ValueError for a run of characters that is no numeral.
    """
    whole, _, part = word.partition("点")
    if len(whole) == 2 and all(c in _DIGITS for c in whole):
        raise ValueError(f"two digits in a row are a guess, not a number: {word}")
    if whole and all(c in _DIGITS for c in whole):
        total = int("".join(str(_DIGITS[c]) for c in whole))
    else:
        total, section, digit = 0, 0, -1
        for c in whole:
            if c in _DIGITS:
                digit = _DIGITS[c]
            elif c in _SMALL:
                section += (1 if digit < 0 else digit) * _SMALL[c]
                digit = -1
            elif c in _LARGE:
                section += max(digit, 0)
                if c == "亿":
                    total = (total + section or 1) * _LARGE[c]
                else:
                    total += (section or 1) * _LARGE[c]
                section, digit = 0, -1
            else:
                raise ValueError(f"not a numeral: {word}")
        total += section + max(digit, 0)
    if part:
        return Decimal(total) + Decimal("0." + "".join(str(_DIGITS[c]) for c in part))
    return Decimal(total)


def _plain(word: str) -> Decimal:
    if len(word) > _LONGEST:
        raise ValueError(f"no number that a report could mean: {word[:_LONGEST]}…")
    return Decimal(word.replace(",", "").replace("，", "")) if word[0].isdigit() else chinese_value(word)


@dataclass(frozen=True)
class NumberWords:
    """The lexicon words that the number grammar needs, compiled once."""

    unit: Callable[[str, int], re.Match[str] | None]
    not_unit: Callable[[str, int], re.Match[str] | None]
    before: Mapping[str, str]  # modifier → comparator
    after: Mapping[str, str]
    within: str = ">"

    def modifier_before(self, text: str, at: int) -> str | None:
        for n in range(min(4, at), 0, -1):
            word = text[at - n : at]
            if word in self.before:
                return None if _NOT_MODIFIER.search(text, max(0, at - n - 1), at) else word
        return None

    def modifier_after(self, text: str, at: int) -> str | None:
        for n in (4, 3, 2):
            word = text[at : at + n]
            if len(word) == n and word in self.after:
                return word
        return None


def quantities(text: str, words: NumberWords) -> Iterator[Quantity]:
    """Every number of ``text`` in order, whether or not it reports something."""
    at, pending = 0, None
    while m := NUMBER.search(text, at):
        try:
            found = _quantity(text, m, words)
        except ValueError:
            at = m.end()
            continue
        nxt = _RANGE.match(text, found.end)
        if pending is not None:
            if found.unit is None and pending.unit:
                found = replace(found, unit=pending.unit)
            yield _first_of_range(pending, found, text)
            found, pending = replace(found, partner=pending.start), None
            yield found
        elif nxt and found.form == "number" and found.modifier in (None, *words.before):
            pending = found
            at = nxt.end()
            continue
        else:
            yield found
        at = max(found.end, m.end())
    if pending is not None:
        yield pending


def _first_of_range(low: Quantity, high: Quantity, text: str) -> Quantity:
    """The low end takes unit and scale from the high end where it has none: 20—25万人."""
    value, unit = low.value, low.unit
    if unit is None:
        unit = high.unit
        scale = re.search(rf"({_SCALE})[余多]?$", text[high.first : high.last])
        if scale and not re.search(rf"({_SCALE})[余多]?$", text[low.first : low.last]):
            value *= _SCALES[scale.group(1)]
    return replace(low, value=value, unit=unit, partner=high.start)


def _quantity(text: str, m: re.Match[str], words: NumberWords) -> Quantity:
    start, end = m.span()
    modifier: str | None = None
    comparator: str | None = None
    form, unit, in_words = "number", None, False
    if m["per"]:
        base = {"百": "%", "千": "‰", "万": "‱"}[m["per"][0]]
        value, unit, in_words = _plain(m["per_of"]), base, True
        last = end
    elif m["below"]:
        value, form, last, in_words = _plain(m["above"]) / _plain(m["below"]), "fraction", end, True
    elif m["slash"]:
        above, _, below = m["slash"].partition("/")
        if not int(below):
            raise ValueError("a fraction of nothing")
        value, form, last = Decimal(above) / Decimal(below), "fraction", end
    elif m["half"]:
        value, form, last, in_words = Decimal("0.5"), "half", end, True
    elif m["fan"]:
        value, unit, form, last, in_words = _plain(m["fan_of"] or "一"), "番", "fan", end, True
    else:
        number = m["digits"] or m["words"]
        in_words = m["digits"] is None
        modifier = m["in1"] or m["in2"] or m["in3"] or m["in4"]
        value = _plain(number)
        if scale := m["scale"] or m["scale3"]:
            value *= _SCALES[scale]
        if m["rest"]:
            value += _plain(m["rest"]) * _SCALES[m["rest_scale"]]
        if m["more"]:
            value *= _SCALES[m["more"]]
        if modifier:
            comparator = words.within
        last = end
        ratio = _RATIO.match(text, end)
        if (
            ratio
            and m["digits"]
            and not modifier
            and Decimal(ratio.group(1))
            and text[end] != "比"
            and not _CLOCK.match(text, m.start())
        ):
            value, form, last = value / Decimal(ratio.group(1)), "ratio", ratio.end()
            end = last
        else:
            hit = words.unit(text, end)
            blocked = words.not_unit(text, end)
            if hit and not (blocked and blocked.end() > hit.end()):
                unit, end = hit.group(), hit.end()
                if unit == "倍" and text[end : end + 1] == "半":
                    value, end = value + Decimal("0.5"), end + 1
                if not modifier and text[end : end + 1] in ("多", "余") and unit != "个":
                    modifier, comparator = text[end], words.within
                    end += 1
    if unit == "百分点":
        unit = "个百分点"
    if before := words.modifier_before(text, start):
        start -= len(before)
        if modifier is None:
            modifier, comparator = before, words.before[before]
    if after := words.modifier_after(text, end):
        end += len(after)
        if modifier is None:
            modifier, comparator = after, words.after[after]
    value = value.normalize() if value == value.to_integral_value() else value
    return Quantity(start, end, m.start(), last, value, unit, modifier, comparator, form, in_words)
