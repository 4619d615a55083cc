"""Holding a build to the shapes: what violates one is taken out of the graph and kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.model import Graph
from kg.ontology import Ontology

_ABOUT = frozenset(("rdf:subject", "rdf:object"))


class Checked(NamedTuple):
    """What of a graph conforms, what was ``lost``, and why: the message of a shape for each individual that
    violates one or speaks of one that does, and what was ``violated``, a line each."""

    kept: Graph
    lost: Graph
    why: Mapping[str, str]
    violated: tuple[str, ...]


def check(file: Path, ontology: Ontology) -> Checked | None:
    """The graph in ``file`` and what must leave it, None where it conforms to the shapes.

    An individual that violates a shape goes with all that is said of it and by it; what was said with its
    help alone (a statement about it) goes too. About 0.1 ms a triple.
    """
    from kg.store import read_graph
    from kg.validate import validate

    report = validate(file, ontology.folder)
    if report.conforms:
        return None
    why = {violation.node: violation.message for violation in reversed(report.violations)}
    kept, lost = split(read_graph(file), why)
    about = {e.source: why[e.target] for e in lost.edges if e.property in _ABOUT and e.target in why}
    violated = tuple(f"{each.about()}: {each.complaint()}" for each in report.violations)
    return Checked(kept, lost, {**about, **why}, violated)


def split(graph: Graph, names: Iterable[str]) -> tuple[Graph, Graph]:
    """The graph without the individuals ``names``, and what it loses. Their union is the graph."""
    out = set(names)
    out |= {edge.source for edge in graph.edges if edge.property in _ABOUT and edge.target in out}
    nodes = frozenset(node for node in graph.nodes if node.iri not in out)
    edges = frozenset(e for e in graph.edges if not out.intersection((e.source, e.target, e.evidence)))
    return Graph(nodes, edges), Graph(graph.nodes - nodes, graph.edges - edges)
