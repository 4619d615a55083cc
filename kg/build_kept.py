"""The last whole merge in one file, so that the next build need only patch it (see kg.build_patch).

    parts to link ⇥ lines of the graph ⇥ names of the cache's entries ⇥ graph.ttl ⇥ head ⇥ checksum

All four are sorted; parts and lines stand there as often as they were given, so that what one document gave
can be taken out. The file takes the place of the one before it in one step, is never changed, and says what
it depends on; one that is damaged is as good as none.
"""

from __future__ import annotations

import json
import mmap
import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

NAME = "merge"
NAME_BYTES = 65  # a SHA-256 in hexadecimal and a line break
_TAIL = 24  # bytes at the end: checksum and size of the head
_AT_ONCE = 4096  # lines
_CHUNK = 1 << 20
_EDITS = 256  # after which memory is given back


class DoubtError(Exception):
    """What is kept cannot be relied on, or does not help: the graph is to be made anew."""


class Keeper:
    """Writes the file while a merge goes on; of no use once ``given_up``."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._ends, self._sum = out, [0], 0
        self.given_up = False

    def take(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The same lines, kept as the next section."""
        coming = iter(lines)
        while some := list(islice(coming, _AT_ONCE)):
            self._write(b"".join(some))
            yield from some
        self._ends.append(self._out.tell())

    def take_names(self, names: Iterable[bytes]) -> None:
        """The names of all entries, a line each; the same one twice could not be told apart."""
        before = b""
        for name in self.take(names):
            self.given_up |= name == before or len(name) != NAME_BYTES
            before = name

    def take_graph(self, graph: Path, start: int) -> None:
        """The blocks of a Turtle file, after the ``start`` bytes of its prefixes."""
        last = b"\n"
        with graph.open("rb") as content:
            content.seek(start)
            while chunk := content.read(_CHUNK):
                self._write(chunk)
                self.given_up |= b"\n\n<" in last[-2:] + chunk  # not in the order of the records
                last = chunk
        self._ends.append(self._out.tell())

    def finish(self, key: str, facts: Mapping[str, Any]) -> None:
        """The head: what the merge depends on, and what there is to know of it."""
        head = json.dumps({"key": key, "ends": self._ends, "facts": facts}).encode()
        self._write(head)
        self._out.write(b"%010d %012d\n" % (self._sum, len(head)))

    def _write(self, content: bytes) -> None:
        self._sum = crc32(content, self._sum)
        self._out.write(content)


@contextmanager
def keeping(folder: Path) -> Iterator[Keeper]:
    """A keeper whose file replaces the one in ``folder`` on leaving without an error."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"{NAME}.{os.getpid()}"
    try:
        with temporary.open("wb", _CHUNK) as out:
            keeper = Keeper(out)
            yield keeper
        if not keeper.given_up:
            temporary.replace(folder / NAME)
    finally:
        temporary.unlink(missing_ok=True)


class Section:
    """A sorted stretch of the file, of lines or of blocks of Turtle; ``find`` goes forwards only."""

    def __init__(self, content: mmap.mmap, start: int, end: int, separator: bytes = b"\n") -> None:
        self._content, self._end, self._separator = content, end, separator
        self._at = start

    def find(self, head: bytes) -> int:
        """Where the first line or block stands that does not come before ``head``."""
        self._at = self._first(head)
        return self._at

    def of(self, head: bytes) -> Iterator[bytes]:
        """The lines that begin with ``head``, where that does not come before what was found last."""
        at = self._first(head)
        while at < self._end and self._content[at : at + len(head)] == head:
            after = self._content.find(b"\n", at, self._end) + 1
            yield self._content[at:after]
            at = after

    def _first(self, head: bytes) -> int:
        """By steps that double, then by halves."""
        content, separator, low, high = self._content, self._separator, self._at, self._end
        step = 256
        while low < high:
            middle = min(low + step, (low + high) // 2)
            at = content.rfind(separator, low, middle)
            begin = low if at < 0 else at + len(separator)
            if content[begin : begin + len(head)] < head:
                after = content.find(separator, begin, self._end)
                low = self._end if after < 0 else after + len(separator)
                step *= 2
            else:
                high = begin
        return low


class Kept:
    """The file, opened; ``facts`` are those that it was finished with."""

    def __init__(self, content: mmap.mmap, head: Mapping[str, Any]) -> None:
        self.content, self.facts = content, head["facts"]
        start, parts, lines, names, graph = head["ends"]
        self.parts, self.lines = Section(content, start, parts), Section(content, parts, lines)
        self._names, self.documents = lines, (names - lines) // NAME_BYTES
        self._bounds = names, graph
        self._graph = Section(content, names + 1, graph, b"\n\n")  # the line break of an empty line first

    def name(self, number: int) -> str:
        """The name of an entry, by its place in the order of names."""
        start = self._names + number * NAME_BYTES
        return self.content[start : start + NAME_BYTES - 1].decode()

    def number(self, name: str) -> int | None:
        """The place of a name; None where it is not among them."""
        at = bisect_left(range(self.documents), name, key=self.name)
        return at if at < self.documents and self.name(at) == name else None

    def copy(self, edits: Iterable[tuple[bytes, bytes, bytes]], out: BinaryIO) -> None:
        """Write the blocks, some of them changed: (how it begins, the block before, the block now), in order.

        DoubtError where a block is not what it should be."""
        (at, end), left = self._bounds, _EDITS
        with memoryview(self.content) as content:
            for head, before, now in edits:
                found = self._graph.find(head)
                begin = found - 1 if found < end else end
                there = content[found : found + len(head)] == head
                if there != bool(before) or content[begin : begin + len(before)] != before:
                    raise DoubtError
                out.write(content[at:begin])
                out.write(now)
                at = begin + len(before)
                left -= 1
                if not left:
                    left = _EDITS
                    self._let_go()
            out.write(content[at:end])

    def _let_go(self) -> None:
        """Give back the memory of what has been looked at; the file has it."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.content.madvise(mmap.MADV_DONTNEED)


@contextmanager
def kept(folder: Path, key: str) -> Iterator[Kept | None]:
    """What is kept in ``folder``, if it is whole and depends on the same; else None."""
    try:
        with (folder / NAME).open("rb") as file:
            head = _head(file, key)
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if head else None
    except (OSError, ValueError):
        head = content = None
    if head is None or content is None:
        yield None
        return
    with content:
        yield Kept(content, head)


def _head(file: BinaryIO, key: str) -> dict[str, Any] | None:
    """The head of a file that depends on the same and has its checksum."""
    size = file.seek(0, os.SEEK_END)
    file.seek(size - _TAIL)
    said, length = map(int, file.read().split())
    file.seek(size - _TAIL - length)
    head = json.loads(file.read(length))
    if not isinstance(head, dict) or head.get("key") != key:
        return None
    file.seek(0)
    left, checksum = size - _TAIL, 0
    while left and (chunk := file.read(min(_CHUNK, left))):
        checksum = crc32(chunk, checksum)
        left -= len(chunk)
    return head if checksum == said else None
