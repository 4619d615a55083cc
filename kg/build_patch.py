"""The graph of a few changed documents, made from the last whole merge.

What a document gave before and gives now are lines that go and lines that come. They name the groups to link
again and the individuals to merge again; the rest of the graph is copied as it stands. A line that several
documents give is counted, so it goes with the last of them.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build_cache import Cache
from kg.build_document import Built
from kg.build_kept import DoubtError, Kept, Section
from kg.build_merge import decisions, linked
from kg.build_sorting import FEW_BYTES, Sorter, distinct
from kg.curation_entry import Entry
from kg.ontology import Ontology
from kg.store_records import merged

if TYPE_CHECKING:
    from kg.export.void import Description

_FEW = 40  # one document in so many may come or go; with more, a whole merge is as fast
_COMES, _GOES, _END = b"\0+\n", b"\0-\n", 3  # line ends; 0 comes before all that a line may hold


class Patch:
    """Takes what each document gave (in brief where it has not changed), then writes the graph. ``decided``:
    how many links each correction decided, by its key."""

    def __init__(self, kept: Kept, cache: Cache, stage: Path, ontology: Ontology, inferred: bool) -> None:
        self._kept, self._cache, self._ontology, self._inferred = kept, cache, ontology, inferred
        self._parts = Sorter(stage / "parts", FEW_BYTES)
        self._lines = Sorter(stage / "graph", FEW_BYTES)
        self._found = bytearray(kept.documents)
        self._few = max(2, kept.documents // _FEW)
        self._changed = 0
        self._missing = False
        self.decided = Counter(kept.facts["decided"])

    def add(self, built: Built) -> None:
        """Take a document; its lines, where the kept merge has not got them. What is in doubt waits for
        ``write``, as there may be more documents to tell of."""
        number = self._kept.number(built.entry) if built.brief else None
        if number is not None and not self._found[number]:
            self._found[number] = 1
            return
        self._changed += 1
        if self._changed <= self._few:
            self._take(self._cache.entry(built.entry) if built.brief else built, _COMES)

    def write(self, path: Path, namespaces: Mapping[str, str], entries: Sequence[Entry]) -> Description:
        """Write the graph to ``path``, less the links that ``entries`` take out; what has been counted.

        DoubtError where that is better done from the beginning."""
        from kg.export.turtle import head
        from kg.export.void import Description

        many = self._changed + self._found.count(0) > self._few
        if many or self._kept.facts["decisions"] != decisions(entries):
            raise DoubtError
        for number, found in enumerate(self._found):
            if not found:
                self._take(self._cache.entry(self._kept.name(number)), _GOES)
        if self._missing:
            raise DoubtError
        self._link(entries)
        gone, come = Description(), Description()
        with path.open("wb") as out:
            out.write(head(namespaces).encode())
            self._kept.copy(self._edits(namespaces, gone, come), out)
        return Description(**self._kept.facts["census"]).changed(gone, come)

    def _take(self, built: Built | None, end: bytes) -> None:
        if built is None:
            self._missing = True
            return
        self._lines.add(built.records.replace(b"\n", end))
        if self._inferred:
            self._parts.add(built.parts.replace(b"\n", end))

    def _link(self, entries: Sequence[Entry]) -> None:
        """Lines that come and go with groups of other parts than before."""
        for change in _changes(self._parts, self._kept.parts):
            gone, come = Counter[str](), Counter[str]()
            for parts, end, decided in ((change.before(), _GOES, gone), (change.now(), _COMES, come)):
                for lines in linked(parts, self._ontology, entries, decided):
                    self._lines.add(lines.replace(b"\n", end))
            self.decided = self.decided + come - gone

    def _edits(
        self, namespaces: Mapping[str, str], gone: Description, come: Description
    ) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Each individual that is not what it was: how its block begins, the one before and the one now."""
        from kg.export import turtle

        for change in _changes(self._lines, self._kept.lines):
            blocks = []
            for lines, census in ((change.before(), gone), (change.now(), come)):
                record = list(merged(lines))
                census.count(record)
                blocks.append("".join(turtle.blocks(record, namespaces)).encode())
            if blocks[0] != blocks[1]:
                yield change.head[:-1] + b" ", blocks[0], blocks[1]


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines that come and go among those of a section that begin with ``head``."""

    section: Section
    head: bytes
    come: list[bytes]
    gone: set[bytes]

    def before(self) -> Iterator[bytes]:
        """Its lines in the section, each once."""
        return distinct(self.section.of(self.head))

    def now(self) -> Iterator[bytes]:
        """Its lines after the change."""
        return heapq.merge((line for line in self.before() if line not in self.gone), sorted(self.come))


def _changes(delta: Iterable[bytes], section: Section) -> Iterator[_Change]:
    """The changes of sorted lines that come and go: of those that are not there yet, or not any more."""
    for head, lines in groupby(delta, key=lambda line: line[: line.index(b"\t") + 1]):
        net: Counter[bytes] = Counter()
        for line in lines:
            net[line[:-_END] + b"\n"] += 1 if line.endswith(_COMES) else -1
        section.find(head)
        change = _Change(section, head, [], set())
        for line, more in net.items():
            there = sum(1 for _ in section.of(line)) if more else 0
            if there + more < 0:
                raise DoubtError
            if more and not there:
                change.come.append(line)
            elif more and not there + more:
                change.gone.add(line)
        if change.come or change.gone:
            yield change
