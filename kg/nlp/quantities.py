"""Which numbers of a text report something: each is taken, or turned down by a named rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Rejected
from kg.nlp.numbers import NumberWords, Quantity, quantities
from kg.rules import Rule, words_pattern

_BEFORE, _AFTER = 12, 24  # how far a number rule may look
_QUOTE = re.compile(r"[“‘《][^“”‘’《》\n]{1,40}[”’》]")
_SMALL_UNITS = frozenset(
    [
        "个",
        "项",
        "种",
        "条",
        "次",
        "类",
        "批",
        "点",
        "级",
        "位",
        "面",
        "部",
        "门",
        "场",
        "步",
        "手",
        "方",
        "层",
        "道",
        "件",
        "片",
        "块",
        "处",
        "节",
        "篇",
        "句",
        "对",
        "双",
        "支",
        "组",
        "队",
        "口",
        "环",
        "分",
        "班",
        "团",
        "科",
        "域",
        "发",
        "章",
        "大类",
        "款",
        "本",
        "张",
        "届",
        "期",
        "轮",
        "代",
        "些",
        "例",
        "根",
        "列",
        "天",
        "日",
        "年",
        "里",
        "头",
        "套",
    ]
)
_COUNTABLE = frozenset(("名", "人", "元", "亩", "吨", "人次", "美元", "户", "所", "家", "公里", "倍"))
_CREATING = re.compile(
    r"(?:新建|建成|新增|增设|创建|获批|投产|通车|新设|开通|竣工|新开|扩建|开工|建立|成立|举办|召开)[^，。；、]{0,6}$"
)


_PLACE = re.compile(r"\{([NCD])\}")
_Pattern = re.Pattern[str]


@dataclass(frozen=True)
class _Side:
    """Rules that look at one side of a number only, tried as one pattern; ``rules`` by group name."""

    pattern: _Pattern | None
    rules: Mapping[str, Rule]

    @classmethod
    def of(cls, parts: Sequence[tuple[Rule, str]], frame: str) -> _Side:
        rules = {f"r{i}": rule for i, (rule, _) in enumerate(parts)}
        joined = "|".join(f"(?P<r{i}>{part})" for i, (_, part) in enumerate(parts))
        return cls(re.compile(frame.format(joined)) if parts else None, rules)


@dataclass(frozen=True)
class NumberRules:
    """The rejecting rules for numbers of one form (digits or words), each split at its number."""

    after: _Side
    before: _Side
    both: tuple[tuple[Rule, _Pattern, _Pattern], ...]

    @classmethod
    def compiled(cls, rules: Sequence[Rule]) -> dict[str, NumberRules]:
        """``D`` and ``C`` → the rules for numbers in digits and in words, from the ``rejected:number``
        rules; the alternatives at the top level of a pattern each hold one ``{N}``, ``{D}`` or ``{C}``."""
        parts = [
            (rule, *_PLACE.split(alternative))
            for rule in rules
            for alternative in split_alternatives(rule.pattern)
        ]
        return {form: cls._of([p for p in parts if p[2] in ("N", form)]) for form in "DC"}

    @classmethod
    def _of(cls, parts: Sequence[tuple[Rule, str, str, str]]) -> NumberRules:
        return cls(
            _Side.of([(rule, after) for rule, before, _, after in parts if not before], "{}"),
            _Side.of([(rule, before) for rule, before, _, after in parts if not after], "(?:{})$"),
            tuple(
                (rule, re.compile(f"(?:{before})$"), re.compile(after))
                for rule, before, _, after in parts
                if before and after
            ),
        )

    def verdict(self, text: str, first: int, last: int) -> Rule | None:
        """The rule that turns down the number ``text[first:last]``."""
        right = text[last : last + _AFTER]
        if self.after.pattern and (m := self.after.pattern.match(right)) and m.lastgroup:
            return self.after.rules[m.lastgroup]
        left = text[max(0, first - _BEFORE) : first]
        if first <= _BEFORE:
            left = "\n" + left
        if self.before.pattern and (m := self.before.pattern.search(left)) and m.lastgroup:
            return self.before.rules[m.lastgroup]
        return next(
            (rule for rule, before, after in self.both if after.match(right) and before.search(left)), None
        )


def split_alternatives(pattern: str) -> list[str]:
    """A regular expression taken apart at the ``|`` that stand outside groups and classes."""
    parts, depth, in_class, at, i = [], 0, False, 0, 0
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            i += 1
        elif in_class:
            in_class = c != "]"
        elif c == "[":
            in_class = True
        elif c == "(":
            depth += 1
        elif c == ")":
            depth -= 1
        elif c == "|" and not depth:
            parts.append(pattern[at:i])
            at = i + 1
        i += 1
    parts.append(pattern[at:])
    return parts


def number_words(lexicon: Mapping[str, Sequence[str]], comparators: Mapping[str, str]) -> NumberWords:
    """The number grammar's words from the lexicon; ``comparators`` maps a class to its comparator."""
    before = {w: comparators[c] for c in comparators if c.endswith("_before") for w in lexicon[c]}
    after = {w: comparators[c] for c in comparators if c.endswith("_after") for w in lexicon[c]}
    return NumberWords(
        re.compile(words_pattern(lexicon["unit"])).match,
        re.compile(words_pattern(lexicon["not_unit"])).match,
        before,
        after,
    )


def find(
    text: str, words: NumberWords, rules: Mapping[str, NumberRules], names: Sequence[tuple[int, int]] = ()
) -> tuple[list[Quantity], list[Rejected]]:
    """The quantities of ``text``, and every other number with the reason it is none. ``names`` are the
    spans of names, whose numbers are their own."""
    taken: list[Quantity] = []
    rejected: list[Rejected] = []
    quotes = [m.span() for m in _QUOTE.finditer(text)]
    spans = sorted(names)
    at_quote = at_name = 0
    turned_down: set[int] = set()
    for q in _with_shared_units(list(quantities(text, words)), text):
        while at_quote < len(quotes) and quotes[at_quote][1] <= q.first:
            at_quote += 1
        quoted = at_quote < len(quotes) and quotes[at_quote][0] < q.first
        while at_name < len(spans) and spans[at_name][1] <= q.first:
            at_name += 1
        if at_name < len(spans) and spans[at_name][0] <= q.first and q.last <= spans[at_name][1]:
            verdict: tuple[str, str] | None = ("inside-name", "part of a name")
        else:
            verdict = _verdict(text, q, rules, quoted)
        if verdict is None and q.partner in turned_down:
            verdict = ("range", "the other end of the range is none")
        if verdict is None:
            taken.append(q)
        else:
            turned_down.add(q.start)
            rejected.append(Rejected(q.first, q.end, "number", *verdict))
    bad = {q.start for q in taken if q.partner in turned_down}
    if bad:
        rejected += [
            Rejected(q.first, q.end, "number", "range", "the other end of the range is none")
            for q in taken
            if q.start in bad
        ]
        taken = [q for q in taken if q.start not in bad]
    return taken, rejected


def _with_shared_units(found: list[Quantity], text: str) -> list[Quantity]:
    """15、22个百分点: a bare number takes the unit of the one that it is coordinated with."""
    for i in range(len(found) - 2, -1, -1):
        q, after = found[i], found[i + 1]
        short = q.unit is None or (q.unit == "个" and str(after.unit).startswith("个") and after.unit != "个")
        if (
            short
            and after.unit
            and q.form == "number"
            and not q.in_words
            and text[q.end : after.start] in ("、", "和", "，")
        ):
            found[i] = replace(q, unit=after.unit)
    return found


def _verdict(
    text: str, q: Quantity, rules: Mapping[str, NumberRules], quoted: bool
) -> tuple[str, str] | None:
    if quoted:
        return "inside-quotes", "inside a quoted name or a title"
    if q.form in ("half", "fan"):
        return None
    if rule := rules["D" if text[q.first].isdigit() else "C"].verdict(text, q.first, q.last):
        return rule.id, rule.reason
    if q.form != "number":
        return None
    if q.in_words and q.unit != "%" and q.unit != "‰":
        return _small_word(text, q)
    if (
        q.unit is None
        and q.last - q.first <= 4
        and not _scaled(text, q)
        and "." not in text[q.first : q.last]
    ):
        following = text[q.end : q.end + 1]
        before = text[q.start - 1 : q.start]
        nothing_counted = (
            not following or following in "，。；、\n 和至" or not "\u4e00" <= following <= "\u9fff"
        )
        if nothing_counted and before not in tuple("达到为至近超由从的"):
            return "bare-number", "a small number with neither unit nor counted noun"
    if q.unit == "年":
        return "duration", "a span of years"
    return None


def _scaled(text: str, q: Quantity) -> bool:
    return any(c in "万亿" for c in text[q.first : q.last])


def _small_word(text: str, q: Quantity) -> tuple[str, str] | None:
    if q.unit is None and not (q.value >= 10000 and _scaled(text, q) and q.last - q.first >= 2):
        return "word-without-unit", "a number word with no measure word"
    if (
        q.unit not in _COUNTABLE
        and q.start == q.first
        and all(c in "十百千万亿" for c in text[q.first : q.last].rstrip("多余"))
    ):
        return "round-word", "a round word that stands for many"
    if q.value <= 1 and q.partner is None and q.unit not in ("倍", "番"):
        return "one", "一 as an article"
    if q.unit in _SMALL_UNITS and q.value < 10 and not _CREATING.search(text[max(0, q.start - 12) : q.start]):
        return "small-count", "a small count in words that sums up or introduces"
    return None
