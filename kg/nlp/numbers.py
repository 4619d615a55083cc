"""Numbers of Chinese prose and their units: characters in, values out (pure).

Handles Arabic digits, Chinese numerals, mixed forms (1.42万亿), percentages in words (百分之五),
fractions (三分之二), ratios (2.5∶1), 一半, 翻一番, ranges (6%－6.5%) and the words around a number
that change what it means (近, 余, 以上).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_TENTHS = {"亩": "分", "元": "角", "斤": "两", "尺": "寸"}
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
_NUMERAL = r"[零〇○一二三四五六七八九十百万亿]|两(?<![万亿]两(?![百千万]))|千(?![瓦米克卡])"
_CHINESE = rf"(?:{_NUMERAL})+(?:点[零〇一二三四五六七八九]+)?"
_SCALE = "万亿|[百千]亿|百万|千万|十亿|亿|万|千(?![米克瓦伏卡分])|百(?!分)"

_BEGIN = re.compile(r"[\d零〇○一二两三四五六七八九十百千万亿半翻]")  # looked for alone, which is faster
NUMBER = re.compile(
    rf"(?:(?P<per>[百千万]分之)(?P<per_of>{_ARABIC}|{_CHINESE})"
    rf"|(?P<below>[二两三四五六七八九十百]+|\d+)分之(?P<above>[一二两三四五六七八九十]+|\d+)"
    rf"|(?P<slash>(?<![\d/.])\d{{1,2}}/\d{{1,2}})(?![\d/.月日])"
    rf"|(?P<half>一半(?!以上干部)|半数(?!次))"
    rf"|(?P<fan>翻(?:了)?(?:近|约|超过)?(?P<fan_of>[一两二三四五六]|\d)?番)"
    rf"|(?P<digits>{_ARABIC})(?P<in1>[余多来几])?(?P<scale>{_SCALE})?(?:(?<=[万亿])(?P<rest>\d{{1,4}})(?P<rest_scale>[千百万]))?(?P<in2>[余多])?(?P<more>亿|万)?"
    rf"|(?P<words>{_CHINESE})(?P<in3>几[十百千]|[余多来几])?(?P<scale3>{_SCALE})?(?P<in4>[余多])?"
    rf")"
)
_LONGEST = 40  # characters of a number
_NOT_MODIFIER = re.compile(r"(?:[节制合公契预签]约|[附靠临邻亲贴]近|[加以之础迈跨站登跃]上)$")
_RATIO = re.compile(r"[∶:：比](\d+(?:\.\d+)?)(?![\d%])")
_CLOCK = re.compile(r"\d{1,2}[:：][0-5]\d(?![.\d])")
_TO = "-－—–~～〜至到"
_RANGE = re.compile(rf"[{_TO}]{{1,2}}(?=[\d一二两三四五六七八九十])")


class Quantity(NamedTuple):
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
                elif total and not section and digit < 0:
                    total *= _LARGE[c]  # 七万万
                else:
                    total += (section or 1) * _LARGE[c]
                section, digit = 0, -1
            else:
                raise ValueError(f"not a numeral: {word}")
        total += section + max(digit, 0)
    if part:
        return Decimal(total) + Decimal("0." + "".join(str(_DIGITS[c]) for c in part))
    return Decimal(total)


@lru_cache(maxsize=4096)
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

    @cached_property
    def _before_ends(self) -> frozenset[str]:
        return frozenset(word[-1] for word in self.before)

    @cached_property
    def _after_starts(self) -> frozenset[str]:
        return frozenset(word[0] for word in self.after)

    def unit_at(self, text: str, at: int) -> str | None:
        """The unit that begins at ``at``, unless it begins a longer word that is none."""
        hit = self.unit(text, at)
        if hit is None:
            return None
        blocked = self.not_unit(text, at)
        return None if blocked and blocked.end() > hit.end() else hit.group()

    def modifier_before(self, text: str, at: int) -> str | None:
        if text[at - 1 : at] not in self._before_ends:
            return None
        for n in range(min(4, at), 0, -1):
            word = text[at - n : at]
            if word in self.before:
                return None if _NOT_MODIFIER.search(text, max(0, at - n - 1), at) else word
        return None

    def modifier_after(self, text: str, at: int) -> str | None:
        if text[at : at + 1] not in self._after_starts:
            return None
        for n in (4, 3, 2):
            word = text[at : at + n]
            if len(word) == n and word in self.after:
                return word
        return None


def quantities(text: str, words: NumberWords) -> Iterator[Quantity]:
    """Every number of ``text`` in order, whether or not it reports something."""
    at, pending = 0, None
    while begin := _BEGIN.search(text, at):
        m = NUMBER.match(text, begin.start())
        if m is None:
            at = begin.end()
            continue
        try:
            found = _quantity(text, m, words)
        except ValueError:
            at = m.end()
            continue
        nxt = _RANGE.match(text, found.end) if text[found.end : found.end + 1] in _TO else None
        if pending is not None:
            if found.unit is None and pending.unit:
                found = found._replace(unit=pending.unit)
            yield _first_of_range(pending, found, text)
            found, pending = found._replace(partner=pending.start), None
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
    return low._replace(value=value, unit=unit, partner=high.start)


def _quantity(text: str, m: re.Match[str], words: NumberWords) -> Quantity:
    first, end = m.span()
    start, last, form, unit, in_words = first, end, "number", None, True
    modifier: str | None = None
    comparator: str | None = None
    digits = m["digits"]
    if written := digits or m["words"]:
        value, modifier = _written(m, written)
        in_words = digits is None
        if digits and not modifier and (ratio := _ratio_to(text, m)):
            value, form, end = value / ratio[0], "ratio", ratio[1]
            last = end
        elif unit := words.unit_at(text, end):
            end += len(unit)
            if unit == "倍" and text[end : end + 1] == "半":
                value, end = value + Decimal("0.5"), end + 1
            elif (tenth := _DIGITS.get(text[end : end + 1])) and text[end + 1 : end + 2] == _TENTHS.get(unit):
                value, end = value + Decimal(tenth) / 10, end + 2  # 二亩〔五分〕
            if not modifier and text[end : end + 1] in ("多", "余") and unit != "个":
                modifier = text[end]
                end += 1
        comparator = words.within if modifier else None
    elif m["per"]:
        value, unit = _plain(m["per_of"]), {"百": "%", "千": "‰", "万": "‱"}[m["per"][0]]
    elif m["below"]:
        value, form = _plain(m["above"]) / _plain(m["below"]), "fraction"
    elif m["slash"]:
        above, _, below = m["slash"].partition("/")
        if not int(below):
            raise ValueError("a fraction of nothing")
        value, form, in_words = Decimal(above) / Decimal(below), "fraction", False
    elif m["half"]:
        value, form = Decimal("0.5"), "half"
    else:
        value, unit, form = _plain(m["fan_of"] or "一"), "番", "fan"
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
    return Quantity(start, end, first, last, value, unit, modifier, comparator, form, in_words)


def _written(m: re.Match[str], written: str) -> tuple[Decimal, str | None]:
    """The value of digits or words with their scales, and the word among them that makes it rough."""
    value = _plain(written)
    if len(written) == m.end() - m.start():
        return value, None  # nothing behind it, as behind most
    scale, rest, more = m["scale"] or m["scale3"], m["rest"], m["more"]
    if scale:
        whole = m["words"].rpartition("亿")[0] if m["words"] else ""  # 一亿〔一千七百〕多万
        above = _plain(whole + "亿") if whole else Decimal(0)
        value = above + (value - above) * _SCALES[scale]
    if rest:
        value += _plain(rest) * _SCALES[m["rest_scale"]]
    if more:
        value *= _SCALES[more]
    rough = m["in1"] or m["in2"] or m["in3"] or m["in4"]
    return value, rough and rough[0]  # 一百〔几十〕亿


def _ratio_to(text: str, m: re.Match[str]) -> tuple[Decimal, int] | None:
    """The second number of a ratio (2.5∶〔1〕) and where it ends; None where there is none."""
    ratio = _RATIO.match(text, m.end())
    if ratio is None or ratio[0][0] == "比" or _CLOCK.match(text, m.start()):
        return None
    value = Decimal(ratio[1])
    return (value, ratio.end()) if value else None
