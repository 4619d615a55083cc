"""The law of evidence: the published text between two offsets, cleaned by itself, is the quote."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from kg.cleaning import quote
from kg.model import Text

Span = tuple[int, int]

_STOP = re.compile(r"[。！？!?][”’」』）)]*|\n")


class Passage(NamedTuple):
    """A stretch of the published text (code points, half-open) and what it cleans to."""

    start: int
    end: int
    quote: str


class Sentences:
    """Where the sentences and lines of a cleaned text begin and end."""

    def __init__(self, chars: str) -> None:
        self._chars = chars
        self._ends = [match.end() for match in _STOP.finditer(chars)]

    def around(self, start: int, end: int) -> Span:
        """The whole sentences that hold the span, without white space around them."""
        first = bisect_right(self._ends, start)
        begin = self._ends[first - 1] if first else 0
        last = bisect_right(self._ends, end - 1)
        return self._trim(begin, self._ends[last] if last < len(self._ends) else len(self._chars))

    def line(self, start: int, end: int) -> Span:
        """The whole lines that hold the span, without white space around them."""
        breaks = self._breaks
        first, last = bisect_left(breaks, start), bisect_left(breaks, end)
        begin = breaks[first - 1] + 1 if first else 0
        return self._trim(begin, breaks[last] if last < len(breaks) else len(self._chars))

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self._chars)]

    def _trim(self, start: int, end: int) -> Span:
        part = self._chars[start:end]
        return end - len(part.lstrip()), start + len(part.rstrip())


def passages(text: Text, sentences: Sentences, spans: Iterable[Span]) -> Mapping[Span, Passage]:
    """For every span of the cleaned text the passage that proves it.

    Where the span itself does not clean to its words (a mark that belongs to its first character stands
    outside it), its sentence is taken, then its line; a span without entry has no proof.
    """
    found: dict[Span, Passage] = {}
    waiting = {span: span for span in spans}
    for wider in (None, sentences.around, sentences.line):
        if wider is not None:
            waiting = {span: wider(*span) for span in waiting}
        held = _held(text, sorted(set(waiting.values())))
        found.update((span, held[place]) for span, place in waiting.items() if place in held)
        waiting = {span: place for span, place in waiting.items() if place not in held}
        if not waiting:
            break
    return found


def _held(text: Text, spans: list[Span]) -> dict[Span, Passage]:
    source, chars = text.source.text, text.chars
    held: dict[Span, Passage] = {}
    for span in spans:
        start, end = text.span(*span)
        words = chars[span[0] : span[1]]
        if quote(source[start:end]) == words:
            held[span] = Passage(start, end, words)
    return held
