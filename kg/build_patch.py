"""The graph of a few changed documents, made from the last whole merge.

What a document gave before and gives now are lines that go and lines that come. They name the groups to link
again and the individuals to merge again; the rest of the graph is copied as it stands. A line that several
documents give is counted, so it goes with the last of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build_cache import Cache
from kg.build_document import Built
from kg.build_kept import DoubtError, Kept, Section
from kg.build_merge import decisions, linked
from kg.build_sorting import FEW_BYTES, Sorter
from kg.curation_entry import Entry
from kg.ontology import Ontology
from kg.store_records import merged

if TYPE_CHECKING:
    from kg.export.void import Description

_FEW = 40  # one document in so many may come or go; with more, a whole merge is as fast
_COMES, _GOES, _END = b"\0+\n", b"\0-\n", 3  # line ends; 0 comes before all that a line may hold


class Patch:
    """Takes what each document gave (in brief where it has not changed), then writes the graph."""

    def __init__(self, kept: Kept, cache: Cache, stage: Path, ontology: Ontology, inferred: bool) -> None:
        self._kept, self._cache, self._ontology, self._inferred = kept, cache, ontology, inferred
        self._parts = Sorter(stage / "parts", FEW_BYTES)
        self._lines = Sorter(stage / "graph", FEW_BYTES)
        self._found = bytearray(kept.documents)
        self._few = max(2, kept.documents // _FEW)
        self._changed = 0
        self._missing = False

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
        for _, before, now in _changes(self._parts, self._kept.parts):
            for parts, end in ((before, _GOES), (now, _COMES)):
                for lines in linked(parts, self._ontology, entries):
                    self._lines.add(lines.replace(b"\n", end))

    def _edits(
        self, namespaces: Mapping[str, str], gone: Description, come: Description
    ) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Each individual that is not what it was: how its block begins, the one before and the one now."""
        from kg.export import turtle

        for head, *both in _changes(self._lines, self._kept.lines):
            before, now = ("".join(merged(lines)) for lines in both)
            if before != now:
                blocks = []
                for record, census in ((before, gone), (now, come)):
                    census.count([record] if record else [])
                    blocks.append("".join(turtle.blocks([record] if record else [], namespaces)).encode())
                yield head[:-1] + b" ", blocks[0], blocks[1]


def _changes(delta: Iterable[bytes], section: Section) -> Iterator[tuple[bytes, list[bytes], list[bytes]]]:
    """What changed lines begin with, up to their tab, with the distinct lines of that beginning: those that
    are kept, and those after lines have come and gone."""
    for head, lines in groupby(delta, key=lambda line: line[: line.index(b"\t") + 1]):
        net: Counter[bytes] = Counter()
        for line in lines:
            net[line[:-_END] + b"\n"] += 1 if line.endswith(_COMES) else -1
        if any(net.values()):
            before = Counter(section.of(head))
            net.update(before)
            if min(net.values()) < 0:
                raise DoubtError
            yield head, list(before), sorted(+net)
