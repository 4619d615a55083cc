"""Sorting more lines than memory holds: sorted runs on disk, merged as a stream.

Lines are bytes with their line end; their order is that of their bytes, which for UTF-8 is the order
of code points. An external merge sort (Knuth, TAOCP 3, 5.4): the same lines give the same output
whatever the order they came in and however they were cut into runs.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

RUN_BYTES = 32 << 20  # of a graph's lines; of what is less, a part of that is enough
FEW_BYTES = RUN_BYTES // 4
FAN_IN = 64  # how many runs are read at once: each holds a file open
_OVERHEAD = 41  # bytes that Python keeps beside those of a line: its header and its place in the list


class Sorter:
    """Takes lines in any order, gives them back sorted, each as often as it came.

    What does not fit into ``run_bytes`` of memory goes to files whose names begin with ``path``; they are
    removed as soon as they are read.
    """

    def __init__(self, path: Path, run_bytes: int = RUN_BYTES) -> None:
        self._path, self._limit = path, run_bytes
        self._lines: list[bytes] = []
        self._held = 0
        self._runs: list[Path] = []
        self._made = 0

    def add(self, text: bytes) -> None:
        """Add lines, each of which ends with a line break."""
        lines = text.splitlines(keepends=True)
        self._lines += lines
        self._held += len(text) + _OVERHEAD * len(lines)
        if self._held > self._limit:
            self._spill()

    def __iter__(self) -> Iterator[bytes]:
        """The lines, sorted. To be called once, when all are added."""
        if not self._runs:
            self._lines.sort()
            yield from self._lines
            return
        self._spill()
        while len(self._runs) > FAN_IN:
            self._runs = [*self._runs[FAN_IN:], self._write(_merge(self._runs[:FAN_IN]))]
        yield from _merge(self._runs)

    def _spill(self) -> None:
        self._lines.sort()  # they come in sorted pieces, which sorting makes use of
        self._runs.append(self._write(self._lines))
        self._lines, self._held = [], 0

    def _write(self, lines: Iterable[bytes]) -> Path:
        path = self._path.with_name(f"{self._path.name}-{self._made}.run")
        self._made += 1
        with path.open("wb", 1 << 20) as run:
            run.writelines(lines)
        return path


def _merge(runs: list[Path]) -> Iterator[bytes]:
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("rb", 1 << 16)) for path in runs]
        yield from heapq.merge(*files)
    for path in runs:
        path.unlink()


def distinct(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Sorted lines, each once."""
    last = b""
    for line in lines:
        if line != last:
            last = line
            yield line
