"""The lines of all documents, sorted together, linked group by group, merged and written as Turtle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build_document import Built
from kg.build_kept import Keeper, keeping
from kg.build_parts import groups
from kg.build_sorting import FEW_BYTES, Sorter, distinct
from kg.curation_entry import Entry
from kg.curation_links import LINKS, decided
from kg.linking import link_group
from kg.linking_parts import Fact, Key, Part
from kg.model import Graph
from kg.ontology import Ontology
from kg.store_records import merged, records

if TYPE_CHECKING:
    from kg.export.void import Description


class Merge:
    """Takes what each document gave, then writes the graph; ``keep`` is the folder to keep the merge in, and
    what it depends on beside its lines. ``decided``: how many links each correction decided, by its key."""

    def __init__(
        self, stage: Path, ontology: Ontology, inferred: bool = True, keep: tuple[Path, str] | None = None
    ) -> None:
        self._stage, self._ontology, self._inferred, self._keep = stage, ontology, inferred, keep
        self._lines, self._parts = Sorter(stage / "graph"), Sorter(stage / "parts", FEW_BYTES)
        self._names = Sorter(stage / "names", FEW_BYTES)
        self.decided: Counter[str] = Counter()

    def add(self, built: Built) -> None:
        """Take the lines of a document."""
        self._lines.add(built.records)
        if self._inferred:
            self._parts.add(built.parts)
        if self._keep:
            self._names.add(f"{built.entry}\n".encode())

    def write(self, path: Path, namespaces: Mapping[str, str], entries: Sequence[Entry]) -> Description:
        """Write the graph to ``path``, less the links that ``entries`` take out; what has been counted."""
        with ExitStack() as stack:
            keeper = stack.enter_context(keeping(self._keep[0])) if self._keep else None
            census = self._write(path, namespaces, entries, keeper)
            if keeper and self._keep:
                from kg.export.turtle import head

                keeper.take_names(self._names)
                keeper.take_graph(path, len(head(namespaces).encode()))
                told = {"decisions": decisions(entries), "decided": self.decided}
                facts = {**told, "census": census.counted()}
                keeper.finish(self._keep[1], facts)
        return census

    def _write(
        self, path: Path, namespaces: Mapping[str, str], entries: Sequence[Entry], keeper: Keeper | None
    ) -> Description:
        from kg.export import turtle
        from kg.export.void import Description

        census = Description()
        take: Callable[[Iterable[bytes]], Iterator[bytes]] = keeper.take if keeper else iter
        for lines in linked(take(self._parts), self._ontology, entries, self.decided):
            self._lines.add(lines)
        with path.open("wb") as out:
            turtle.write_records(census.of(merged(distinct(take(self._lines)))), namespaces, out)
        return census


def linked(
    parts: Iterable[bytes], ontology: Ontology, entries: Sequence[Entry], decided: Counter[str]
) -> Iterator[bytes]:
    """The lines that each group of sorted parts infers; ``decided`` counts the links that ``entries`` did."""
    for key, found in groups(distinct(parts)):
        graph = _linked(key, found, ontology, entries, decided)
        yield "".join(records(graph, ontology.prefixes)).encode()


def _linked(
    key: Key, found: Iterable[Part], ontology: Ontology, entries: Sequence[Entry], hits: Counter[str]
) -> Graph:
    """What a group infers, less what people have taken out."""
    if not entries:
        return link_group(key, found, ontology.indicators)
    parts = list(found)
    labels = {part.iri: part.label for part in parts if not isinstance(part, Fact)}
    return decided(link_group(key, parts, ontology.indicators), labels, entries, hits)


def decisions(entries: Iterable[Entry]) -> list[str]:
    """What of the corrections linking depends on: a hash each."""
    return [entry.key for entry in entries if entry.relation in LINKS]
