"""A text under correction that never forgets where its characters came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import overload

Edit = tuple[int, int, str]
"""Replace ``chars[start:end]`` (never empty) by the string."""

Segment = tuple[int, int, int]
"""(place in the text, source start, source end): a stretch whose characters are copies, one for
one, of the source's from ``source start`` on, where source end is -1; otherwise each of its
characters stands for the whole of ``source[start:end]``."""


class Places(Sequence[int]):
    """Source offset of every character, kept as stretches: a few bytes for each correction
    instead of eight for each character."""

    __slots__ = ("_ends", "_keys", "_length", "_segments")

    def __init__(self, segments: Sequence[Segment], length: int, *, ends: bool) -> None:
        self._segments = segments
        self._keys = [s[0] for s in segments]
        self._length = length
        self._ends = ends

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._length))]
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError(index)
        at, start, end = self._segments[bisect_right(self._keys, index) - 1]
        if end < 0:
            return start + index - at + self._ends
        return end if self._ends else start


class Draft:
    """``chars`` and, for each, its place in the source; changed by whole passes of edits."""

    def __init__(self, chars: str) -> None:
        self.chars = chars
        self._segments: list[Segment] = [(0, 0, -1)] if chars else []

    def exchange(self, chars: str) -> None:
        """Take a text of the same length, character for character."""
        if len(chars) != len(self.chars):
            raise ValueError("not the same length")
        if chars != self.chars:
            self.chars = chars

    def replace(self, edits: Iterable[Edit]) -> list[int]:
        """Apply edits in text order, none overlapping another; where each stands in the new text.
        Characters put in for others stand for all of the source that they replace."""
        seams: list[int] = []
        out: list[str] = []
        segments: list[Segment] = []
        old, length = self._segments, 0
        done = index = 0
        for start, end, new in edits:
            if start > done:
                index = self._copy(done, start, index, length, segments)
                out.append(self.chars[done:start])
                length += start - done
            seams.append(length)
            if new:
                first = self._source(start)[0]
                last = self._source(end - 1)[1]
                segments.append((length, first, last))
                out.append(new)
                length += len(new)
            done = end
        if not done:
            return seams
        if done < len(self.chars):
            self._copy(done, len(self.chars), index, length, segments)
            out.append(self.chars[done:])
        self.chars = "".join(out)
        self._segments = segments or old[:0]
        return seams

    def _copy(self, start: int, end: int, index: int, at: int, segments: list[Segment]) -> int:
        """Append the stretches of ``chars[start:end]``, now beginning at ``at``; return where in
        the old stretches the search may go on."""
        old = self._segments
        last = len(old) - 1
        while index < last and old[index + 1][0] <= start:
            index += 1
        begin, source, source_end = old[index]
        segments.append((at, source + start - begin if source_end < 0 else source, source_end))
        while index < last and old[index + 1][0] < end:
            index += 1
            begin, source, source_end = old[index]
            segments.append((at + begin - start, source, source_end))
        return index

    def _source(self, index: int) -> tuple[int, int]:
        old = self._segments
        low = bisect_right(old, (index, 1 << 62, 0)) - 1
        at, start, end = old[low]
        return (start + index - at, start + index - at + 1) if end < 0 else (start, end)

    def places(self) -> tuple[Sequence[int], Sequence[int]]:
        """Start and end in the source of every character."""
        n = len(self.chars)
        if self._segments == [(0, 0, -1)] or not n:
            return range(n), range(1, n + 1)
        return Places(self._segments, n, ends=False), Places(self._segments, n, ends=True)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of ``chars[start:end]``."""
        return self._source(start)[0], self._source(end - 1)[1]
