"""Decisions about inferred links, which no single document holds: kept, signed or taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.curation_entry import Entry, bare
from kg.model import Edge, Graph, Literal

LINKS = ("skos:closeMatch", "wr:evolvesFrom")


def decided(
    graph: Graph, labels: Mapping[str, str], entries: Iterable[Entry], hits: Counter[str] | None = None
) -> Graph:
    """The graph without the links that people rejected, those that they accepted signed by them. Of several
    entries about one link the last decides; ``hits`` counts by its key the links that it decided.

    ``labels`` are those of the individuals that links lead to and from."""
    verdicts = {(_ends(entry.relation, *entry.names)): entry for entry in entries if entry.relation in LINKS}
    if not verdicts:
        return graph
    hits = Counter() if hits is None else hits
    gone: set[str] = set()
    signed: set[Edge] = set()
    for edge in graph.edges:
        if edge.property in LINKS and isinstance(edge.target, str):
            names = (bare(labels.get(iri, "")) for iri in (edge.source, edge.target))
            verdict = verdicts.get(_ends(edge.property, *names))
            if verdict is None:
                continue
            hits[verdict.key] += 1
            if verdict.action == "reject":
                gone.add(edge.evidence)
            else:
                signed.add(Edge(edge.evidence, "wr:curatedBy", Literal(verdict.who)))
    return Graph(
        frozenset(node for node in graph.nodes if node.iri not in gone),
        frozenset(e for e in graph.edges if e.source not in gone and e.evidence not in gone) | signed,
    )


def apart(one: str, other: str, entries: Sequence[Entry]) -> bool:
    """Whether people have said whether two names are close."""
    ends = _ends("skos:closeMatch", bare(one), bare(other))
    return any(_ends(entry.relation, *entry.names) == ends for entry in entries if entry.relation)


def _ends(relation: str, one: str, other: str) -> tuple[str, str, str]:
    """The link; which of two close ones comes first says nothing."""
    first, second = sorted((one, other)) if relation == "skos:closeMatch" else (one, other)
    return relation, first, second
