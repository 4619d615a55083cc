"""Where lines, headings, sentences and clauses begin and end (pure, on cleaned text)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[。！？!?；;…]+[”’）)]?")
_MARK = re.compile(r"[，,；;：:。！？!?…\n]|——")
_OPEN, _CLOSE = "“‘《（([〔【「『", "”’》）)]〕】」』"
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|——|第[一二三四五六七八九十]+[章部节])"
)
_LONGEST_HEADING = 45
_BRACKET_REACH = 60  # an opening mark with no partner this near is stray


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence between ``start`` and ``end`` with its clauses, mark left off."""

    start: int
    end: int
    clauses: tuple[tuple[int, int], ...]
    heading: bool
    line: int
    period: int = 0  # where the run of sentences joined by ； begins


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
        at = period = start
        for stop in _STOP.finditer(text, start, end):
            if stop.end() > at and _balanced(text, at, stop.start()):
                sentences.append(
                    Sentence(at, stop.end(), _clauses(text, at, stop.end()), heading, number, period)
                )
                at = stop.end()
                if text[stop.start()] not in "；;":
                    period = at
        if at < end:
            sentences.append(Sentence(at, end, _clauses(text, at, end), heading, number, period))
    return Layout(tuple(sentences))


def _is_heading(text: str, start: int, end: int) -> bool:
    line = text[start:end]
    if len(line) > _LONGEST_HEADING or _STOP.search(line):
        return bool(_SECTION.match(line)) and len(line) <= _LONGEST_HEADING
    return True


def _balanced(text: str, start: int, end: int) -> bool:
    part = text[max(start, end - _BRACKET_REACH) : end]
    depth = 0
    for c in part:
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE and depth:
            depth -= 1
    return depth == 0


def _clauses(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    parts: list[tuple[int, int]] = []
    at = start
    for mark in _MARK.finditer(text, start, end):
        if (
            text[mark.start()] in "：:"
            and text[mark.start() - 1 : mark.start()].isdigit()
            and text[mark.end() : mark.end() + 1].isdigit()
        ):
            continue
        if not _balanced(text, at, mark.start()):
            continue
        if mark.start() > at:
            parts.append((at, mark.start()))
        at = mark.end()
    if at < end:
        parts.append((at, end))
    return tuple(parts)
