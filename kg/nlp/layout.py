"""Where lines, headings, sentences and clauses begin and end (pure, on cleaned text)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

Span = tuple[int, int]
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[。！？!?；;…]+[”’）)]?")
_STOPS = "。！？!?；;…"
_MARK = re.compile(  # but none that is part of a number: 2.5：1, 1,256户
    r"[，,；;：:。！？!?…—](?:(?<=[；;。！？!?…])|(?<=[，,])(?!(?<=\d[，,])\d{3}(?!\d))|(?<=[：:])(?!(?<=\d[：:])\d)|(?<=—)—)"
)
_PARTNER = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "（": "）",
    "(": ")",
    "[": "]",
    "〔": "〕",
    "【": "】",
    "「": "」",
    "『": "』",
}
_BRACKET = re.compile("[" + re.escape("".join(_PARTNER) + "".join(_PARTNER.values())) + "]")
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|——|第[一二三四五六七八九十]+[章部节])"
)
_LONGEST_HEADING = 45
_LONGEST_SENTENCE = 2000  # characters; four times the longest of 60 reports: what relates things in a
# sentence may then try them all, however long a line has no stop
_BRACKET_REACH = 60  # characters; marks further apart are no pair


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of ``text`` between ``start`` and ``end``."""

    text: str
    start: int
    end: int
    inside: Sequence[Span]  # of its line: what stands between an opening mark and its partner
    heading: bool
    line: int
    period: int  # where the run of sentences joined by ； or 其中, 例如 begins
    _clauses: tuple[Span, ...] | None = None

    @property
    def clauses(self) -> tuple[Span, ...]:
        """Its clauses in order, marks left off; looked for when first asked, as few sentences are."""
        if self._clauses is None:
            marks = _marks(self.text, self.start, self.end, self.inside)
            self._clauses = tuple(_between(self.start, self.end, marks))
        return self._clauses

    def clause_at(self, position: int) -> Span | None:
        """The clause that holds the character at ``position``."""
        index = bisect_right(self.clauses, position, key=lambda clause: clause[0]) - 1
        return self.clauses[index] if index >= 0 and position < self.clauses[index][1] else None

    def clause_after(self, position: int) -> Span | None:
        """The first clause that begins after ``position``."""
        index = bisect_right(self.clauses, position, key=lambda clause: clause[0])
        return self.clauses[index] if index < len(self.clauses) else None


@dataclass(frozen=True)
class Layout:
    """The sentences of a text in order."""

    sentences: tuple[Sentence, ...]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the character at ``position``."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self.sentences[index].end:
            return self.sentences[index]
        return None

    @property
    def _starts(self) -> list[int]:
        starts = self.__dict__.get("_cache")
        if starts is None:
            starts = [s.start for s in self.sentences]
            self.__dict__["_cache"] = starts
        return starts


def lay_out(text: str) -> Layout:
    """Sentences end at 。！？； and at line ends, clauses at ，； and ：outside quotes and brackets."""
    sentences: list[Sentence] = []
    for number, line in enumerate(_LINE.finditer(text)):
        start, end = line.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        heading = _is_heading(text, start, end)
        inside = _enclosed(text, start, end)
        at = period = start
        for stop in _STOP.finditer(text, start, end):
            first, until = stop.span()
            if inside and _within(inside, first):
                continue
            sentence = Sentence(text, at, until, inside, heading, number, period)
            sentences += _cut(sentence) if until - at > _LONGEST_SENTENCE else (sentence,)
            at = until
            if text[first] not in "；;" and not text.startswith(("其中", "例如"), at):
                period = at
        if at < end:
            sentences += _cut(Sentence(text, at, end, inside, heading, number, period))
    return Layout(tuple(sentences))


def begins_in(pattern: re.Pattern[str], text: str, layout: Layout) -> Iterator[bool]:
    """For each sentence, in order, whether a match of ``pattern`` begins in it; looked for in the whole text,
    which is faster than in one sentence after another."""
    places = (m.start() for m in pattern.finditer(text))
    place = next(places, len(text))
    for sentence in layout.sentences:
        while place < sentence.start:
            place = next(places, len(text))
        yield place < sentence.end


def _cut(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence whole, or, where it has no end in sight, cut at its last mark in reach."""
    while sentence.end - sentence.start > _LONGEST_SENTENCE:
        reach = sentence.start + _LONGEST_SENTENCE
        marks = _marks(sentence.text, sentence.start, sentence.end, sentence.inside)
        cut = max((end for start, end in marks if start <= reach), default=reach)
        yield replace(sentence, end=cut)
        sentence = replace(sentence, start=cut)
    yield sentence


def _marks(text: str, start: int, end: int, inside: Sequence[Span]) -> Iterator[Span]:
    """The marks between clauses, up to the first that ends a sentence."""
    for m in _MARK.finditer(text, start, end):
        if inside and _within(inside, m.start()):
            continue
        yield m.span()
        if m[0] in _STOPS:
            return


def _is_heading(text: str, start: int, end: int) -> bool:
    if end - start > _LONGEST_HEADING:
        return False
    return not _STOP.search(text, start, end) or bool(_SECTION.match(text, start, end))


def _enclosed(text: str, start: int, end: int) -> list[Span]:
    """The outermost spans between an opening mark and its partner, in order."""
    spans: list[Span] = []
    opened: list[tuple[str, int]] = []
    for m in _BRACKET.finditer(text, start, end):
        c, at = m.group(), m.start()
        if c in _PARTNER:
            opened.append((_PARTNER[c], at))
            continue
        while opened and opened[-1][0] != c:
            opened.pop()  # an opening mark with no partner
        if opened:
            first = opened.pop()[1]
            if at - first <= _BRACKET_REACH:
                while spans and spans[-1][0] > first:
                    spans.pop()
                spans.append((first, at))
    return spans


def _within(spans: Sequence[Span], position: int) -> bool:
    index = bisect_right(spans, (position, position)) - 1
    return index >= 0 and spans[index][0] < position < spans[index][1]


def _between(start: int, end: int, marks: Iterable[Span]) -> Iterator[Span]:
    """What stands between marks."""
    for a, b in marks:
        if a > start:
            yield start, a
        start = b
    if start < end:
        yield start, end
