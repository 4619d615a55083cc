"""Taking out of a graph what the shapes turn down, and what then hangs in the air."""

from __future__ import annotations

from pathlib import Path

from kg.export import turtle
from kg.model import Edge, Graph
from kg.ontology import Ontology
from kg.store import read
from kg.validate import Violation, validate

_IN_NODE = ("", "rdf:type", "rdfs:label")  # what cannot go without its node


def quarantine(graph: Graph, ontology: Ontology) -> tuple[Graph, tuple[Violation, ...]]:
    """The part of ``graph`` that conforms to the shapes beside ``ontology``, and every violation met.

    A value that a property must not have goes alone; a node that lacks what it needs, or has what it must
    not, goes with all that is said of it. Statements and the relations that they back go together. Repeated
    until nothing is left to object to.
    """
    met: list[Violation] = []
    while found := validate(graph, ontology.folder).violations:
        met += found
        smaller = _without(graph, found)
        if smaller == graph:  # a violation that no single value causes: its node goes
            smaller = _settled(graph, graph.edges, {violation.node for violation in found})
        graph = smaller
    return graph, tuple(met)


def quarantine_file(path: Path, ontology: Ontology) -> tuple[Violation, ...]:
    """Take out of the Turtle file what violates the shapes; every violation met. A file that conforms is left
    as it is, byte for byte. Errors as ``kg.validate.validate``."""
    met = validate(path, ontology.folder).violations
    if met:
        graph, base = read(path, ontology)
        with path.open("wb") as out:
            turtle.write(quarantine(graph, ontology)[0], ontology, base, out)
    return met


def _without(graph: Graph, found: tuple[Violation, ...]) -> Graph:
    values = {(v.node, v.property, v.value) for v in found if v.property not in _IN_NODE and v.value != ""}
    nodes = {v.node for v in found if v.property in _IN_NODE or v.value == ""}
    kept = frozenset(edge for edge in graph.edges if (edge.source, edge.property, edge.target) not in values)
    return _settled(graph, kept, nodes)


def _settled(graph: Graph, edges: frozenset[Edge], gone: set[str]) -> Graph:
    """The graph with those edges and without the nodes ``gone``; nothing leads to what is not there, and
    no statement repeats a triple that is gone."""
    known = {node.iri for node in graph.nodes}
    while True:
        kept = frozenset(
            edge
            for edge in edges
            if edge.source not in gone and edge.target not in gone and edge.evidence not in gone
        )
        triples = {(edge.source, edge.property, edge.target) for edge in kept}
        spoken: dict[str, dict[str, object]] = {}
        for edge in kept:
            if edge.property in ("rdf:subject", "rdf:predicate", "rdf:object"):
                spoken.setdefault(edge.source, {})[edge.property[4:]] = edge.target
        idle = {
            name
            for name, parts in spoken.items()
            if (parts.get("subject"), parts.get("predicate"), parts.get("object")) not in triples
        }
        if not idle & known:
            break
        gone, edges, known = gone | idle, kept, known - idle
    return Graph(frozenset(node for node in graph.nodes if node.iri not in gone), kept)
