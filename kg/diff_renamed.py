"""What went under one name and is there under another: merged into something, renamed, or parted again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.linking_parts import SCOPED
from kg.model import Graph
from kg.model_subjects import Subjects

COUNTED = frozenset({"wr:TargetGroup", "wr:Indicator"})  # named, but facts only by what is said of them


@dataclass(frozen=True, slots=True)
class _Thing:
    type: str
    label: str
    others: frozenset[str]
    places: frozenset[str]
    quotes: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        return self.others | {self.label}


def named_classes(graph: Graph) -> frozenset[str]:
    """The classes of what reports call by a name: the shipped ones, and what the graph has beside them."""
    mentioned = {edge.source for edge in graph.edges if edge.property == "wr:mentionedIn"}
    return (SCOPED | COUNTED).union(node.type for node in graph.nodes if node.iri in mentioned)


def renamed(a: Graph, b: Graph) -> dict[str, str]:
    """The names (IRIs) of what only one of the graphs has → that of the same thing in the other.

    It is the same where the other bears the label of the one as an alternative label and did not before;
    where it bears the short name that the place of both completes (市政府); or where it is new, one label is
    a part of the other, and the same sentence speaks of both. What could be several things is none of them.
    """
    one, other = _things(a), _things(b)
    return {**_to(one, other), **_to(other, one)}


def _to(one: Mapping[str, _Thing], other: Mapping[str, _Thing]) -> dict[str, str]:
    named: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for iri, thing in other.items():
        for name in (*thing.names, *(() if iri in one else thing.quotes)):
            named[thing.type, name].add(iri)
    found = {}
    for iri in one.keys() - other.keys():
        gone = one[iri]
        near = {each for name in gone.names | gone.quotes for each in named[gone.type, name]}
        known = [each for each in near if _same(gone, other[each], one.get(each))]
        if len(known) == 1:
            found[iri] = known[0]
    return found


def _same(gone: _Thing, there: _Thing, before: _Thing | None) -> bool:
    """``before`` is what ``there`` was on the side of ``gone``, if it was there already."""
    shared = gone.places & there.places
    if gone.places and there.places and not shared:
        return False
    if gone.label in there.names:
        return before is None or gone.label not in before.names
    if shared and any(gone.label.endswith(name) for name in gone.others & there.others):
        return True
    alike = gone.label in there.label or there.label in gone.label
    return before is None and (there.label in gone.names or (alike and bool(gone.quotes & there.quotes)))


def _things(graph: Graph) -> dict[str, _Thing]:
    index = Subjects.of(graph)
    named = named_classes(graph)
    quotes: defaultdict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        if edge.property == "wr:mentionedIn":
            quotes[edge.source].update(index.texts(index.name(edge.evidence, "wr:evidence"), "oa:exact"))
    return {
        node.iri: _Thing(
            node.type,
            node.label,
            frozenset(index.texts(node.iri, "skos:altLabel")),
            frozenset(index.names(node.iri, "wr:place")),
            frozenset(quotes[node.iri]),
        )
        for node in graph.nodes
        if node.type in named
    }
