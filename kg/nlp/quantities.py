"""Which numbers of a text report something: each is taken, or turned down by a named rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.model import Rejected
from kg.nlp.number_rules import NumberRules
from kg.nlp.numbers import NumberWords, Quantity, quantities
from kg.rules import Rule, words_pattern

_QUOTE = re.compile(r"[“‘《][^“”‘’《》\n]{1,40}[”’》]")
_CREATING = re.compile(
    r"(?:新建|建成|新增|增设|创建|获批|投产|通车|新设|开通|竣工|新开|扩建|开工|建立|成立|举办|召开|设有|下设|内设|出台|推出)[^，。；、]{0,6}$"
)
_CREATED = re.compile(r"[一-龥]{1,8}?(?:入选|获批|获评|荣获|投产|竣工|开工|通车|建成|开通|挂牌)")
_REACH = 12  # characters before a small count in which a creating verb may stand
_SHORT = 4  # digits of a number that needs a unit or a noun to be one
_WHOLESALE = ("亩", "吨", "元", "公里", "千瓦")  # 万亩良田: a size, not a count
_LEADS_TO = frozenset("达到为至近超由从的")  # words right before a number that has neither

Verdict = tuple[str, str]


@dataclass(frozen=True)
class QuantityFinder:
    """Numbers by the grammar, verdicts by the rules; made once per pipeline. ``small`` and ``round`` are the
    measure words that make a small or a round number word a figure of speech or a count."""

    words: NumberWords
    rules: Mapping[str, NumberRules]
    small: frozenset[str]
    round: frozenset[str]

    @classmethod
    def of(
        cls, lexicon: Mapping[str, Sequence[str]], comparators: Mapping[str, str], rules: Sequence[Rule]
    ) -> QuantityFinder:
        """From the lexicon, the comparator of each modifier class, and the ``rejected:number`` rules."""
        before = {w: comparators[c] for c in comparators if c.endswith("_before") for w in lexicon[c]}
        after = {w: comparators[c] for c in comparators if c.endswith("_after") for w in lexicon[c]}
        unit, not_unit = (re.compile(words_pattern(lexicon[c])).match for c in ("unit", "not_unit"))
        return cls(
            NumberWords(unit, not_unit, before, after),
            NumberRules.compiled([rule for rule in rules if rule.yields == "rejected:number"]),
            frozenset(lexicon["small_count_unit"]),
            frozenset(lexicon["round_count_unit"]),
        )

    def find(
        self, text: str, names: Sequence[tuple[int, int]] = (), damaged: Sequence[tuple[int, int]] = ()
    ) -> tuple[list[Quantity], list[Rejected]]:
        """The quantities of ``text``, and every other number with the reason it is none. ``names`` are
        the spans of names, whose numbers are their own; ``damaged`` those of characters that are lost."""
        taken: list[Quantity] = []
        rejected: list[Rejected] = []
        named = _mask(text, names)
        lost = _Touched(damaged)
        quoted = _mask(text, (m.span() for m in _QUOTE.finditer(text)))
        for q in _with_shared_units(list(quantities(text, self.words)), text):
            verdict: Verdict | None
            if damaged and lost.touches(q):
                verdict = ("damaged", "damaged: characters of it or beside it are lost")
            elif named[q.first] and named[q.last - 1]:
                verdict = ("inside-name", "part of a name")
            elif quoted[q.first]:
                verdict = ("inside-quotes", "inside a quoted name or a title")
            else:
                verdict = self._verdict(text, q)
            if verdict is None:
                taken.append(q)
            else:
                rejected.append(Rejected(q.first, q.end, "number", *verdict))
        return _whole_ranges(taken, rejected)

    def _verdict(self, text: str, q: Quantity) -> Verdict | None:
        if q.form in ("half", "fan"):
            return None
        form = "D" if text[q.first].isdigit() else "C"
        if rule := self.rules[form].verdict(text, q.first, q.last):
            return rule.id, rule.reason
        if q.form != "number":
            return None
        if q.in_words and q.unit not in ("%", "‰"):
            return self._of_word(text, q)
        if q.unit is None and text[q.first : q.last].endswith(".0") and text[q.first - 2 : q.first] != "指数":
            return "version", "the number of a version"
        if q.unit is None and _is_bare(text, q):
            return "bare-number", "a small number with neither unit nor counted noun"
        if q.unit == "年" and "." not in text[q.first : q.last] and "年限" not in text[q.start - 6 : q.start]:
            return "duration", "a span of years"
        return None

    def _of_word(self, text: str, q: Quantity) -> Verdict | None:
        word = text[q.first : q.last]
        if q.unit is None and (q.value < 10_000 or len(word) < 2 or not _scaled(word)):
            return "word-without-unit", "a number word with no measure word"
        round_word = q.start == q.first and not word.rstrip("多余").strip("十百千万亿")
        if round_word and (q.unit not in self.round or (q.unit in _WHOLESALE and _is_han(text, q.end))):
            return "round-word", "a round word that stands for many"
        if q.value <= 1 and q.partner is None and q.unit not in ("倍", "番"):
            return "one", "一 as an article"
        if (
            q.unit in self.small
            and q.value < 10
            and not _CREATING.search(text[max(0, q.start - _REACH) : q.start])
            and not (q.unit in ("个", "项") and _CREATED.match(text, q.end))
        ):
            return "small-count", "a small count in words that sums up or introduces"
        return None


def _mask(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    """1 for each character of ``text`` that lies in one of the spans."""
    mask = bytearray(len(text))
    for start, end in spans:
        mask[start:end] = b"\x01" * (end - start)
    return mask


class _Touched:
    """Damaged spans, asked for quantities: a digit beside one may be half a number."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]
        self.reach = list(accumulate((end for _, end in self.spans), max))

    def touches(self, q: Quantity) -> bool:
        index = bisect_right(self.starts, max(q.last, q.end - 1)) - 1
        return index >= 0 and self.reach[index] >= min(q.first, q.start + 1)


def _is_bare(text: str, q: Quantity) -> bool:
    """A short whole number with nothing that it could count."""
    number = text[q.first : q.last]
    if len(number) > _SHORT or _scaled(number) or "." in number or text[q.start - 1 : q.start] in _LEADS_TO:
        return False
    return text[q.end : q.end + 1] in ("", "和", "至") or not _is_han(text, q.end)


def _is_han(text: str, at: int) -> bool:
    return "\u4e00" <= text[at : at + 1] <= "\u9fff"


def _scaled(number: str) -> bool:
    return "万" in number or "亿" in number


def _with_shared_units(found: list[Quantity], text: str) -> list[Quantity]:
    """15、22个百分点: a bare number takes the unit of the one that it is coordinated with."""
    for i in range(len(found) - 2, -1, -1):
        q, after = found[i], found[i + 1]
        unit = after.unit
        if q.in_words or unit is None or q.form != "number" or q.unit not in (None, "个"):
            continue
        longer = q.unit is None or (unit.startswith("个") and unit != "个")
        if longer and text[q.end : after.start] in ("、", "和", "，"):
            found[i] = q._replace(unit=unit)
    return found


def _whole_ranges(taken: list[Quantity], rejected: list[Rejected]) -> tuple[list[Quantity], list[Rejected]]:
    """A range whose one end is turned down has no other end."""
    starts = {q.start for q in taken}
    broken = [q for q in taken if q.partner is not None and q.partner not in starts]
    if not broken:
        return taken, rejected
    more = [Rejected(q.first, q.end, "number", "range", "the other end of the range is none") for q in broken]
    return [q for q in taken if q not in broken], rejected + more
