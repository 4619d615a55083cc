"""Where lines, headings, sentences and clauses begin and end (pure, on cleaned text)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

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


class Sentence(NamedTuple):
    """A sentence between ``start`` and ``end`` with its clauses, mark left off."""

    start: int
    end: int
    clauses: tuple[tuple[int, int], ...]
    heading: bool
    line: int
    period: int = 0  # where the run of sentences joined by ； or 其中, 例如 begins

    def clause_at(self, position: int) -> tuple[int, int] | None:
        """The clause that holds the character at ``position``."""
        index = bisect_right(self.clauses, position, key=lambda clause: clause[0]) - 1
        return self.clauses[index] if index >= 0 and position < self.clauses[index][1] else None

    def clause_after(self, position: int) -> tuple[int, int] | None:
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
        marks: list[tuple[int, int]] = []
        for m in _MARK.finditer(text, start, end):
            span = first, until = m.span()
            if first < at or (inside and _within(inside, first)):
                continue  # one of several stops in a row, or in quotes
            marks.append(span)
            mark = text[first]
            if mark in _STOPS:
                if stop := _STOP.match(text, first, end):
                    until = stop.end()
                _add(sentences, at, until, marks, heading, number, period)
                at, marks = until, []
                if mark not in "；;" and not text.startswith(("其中", "例如"), at):
                    period = at
        if at < end:
            _add(sentences, at, end, marks, heading, number, period)
    return Layout(tuple(sentences))


def _add(
    sentences: list[Sentence],
    start: int,
    end: int,
    marks: list[tuple[int, int]],
    heading: bool,
    line: int,
    period: int,
) -> None:
    """Add a sentence whole, or, where it has no end in sight, cut at its last mark in reach."""
    first = 0
    while end - start > _LONGEST_SENTENCE:
        last = bisect_right(marks, (start + _LONGEST_SENTENCE, 0)) - 1
        cut = marks[last][1] if last >= first else start + _LONGEST_SENTENCE
        clauses = _clauses(start, cut, marks[first : last + 1])
        sentences.append(Sentence(start, cut, clauses, heading, line, period))
        start, first = cut, max(first, last + 1)
    clauses = _clauses(start, end, marks[first:] if first else marks)
    sentences.append(Sentence(start, end, clauses, heading, line, period))


def _is_heading(text: str, start: int, end: int) -> bool:
    if end - start > _LONGEST_HEADING:
        return False
    return not _STOP.search(text, start, end) or bool(_SECTION.match(text, start, end))


def _enclosed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost spans between an opening mark and its partner, in order."""
    spans: list[tuple[int, int]] = []
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


def _within(spans: list[tuple[int, int]], position: int) -> bool:
    index = bisect_right(spans, (position, position)) - 1
    return index >= 0 and spans[index][0] < position < spans[index][1]


def _clauses(start: int, end: int, marks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    parts: list[tuple[int, int]] = []
    at = start
    for a, b in marks:
        if a > at:
            parts.append((at, a))
        if b > at:
            at = b
    if at < end:
        parts.append((at, end))
    return tuple(parts)
