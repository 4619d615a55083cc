"""A graph by subject, for the formats that put one thing on one line."""

from __future__ import annotations

from collections import defaultdict

from kg.model import Edge, Graph, Literal

Term = str | Literal


class Lookup:
    """What a graph says of each name. All lists are sorted, so that sets leave no trace of their order.

    ``types`` and ``labels`` are by name, ``statements`` the edges that a statement backs, sorted.
    """

    def __init__(self, graph: Graph) -> None:
        self.types = {node.iri: node.type for node in graph.nodes}
        self.labels = {node.iri: node.label for node in graph.nodes}
        self._out: dict[str, dict[str, list[Term]]] = defaultdict(dict)
        for edge in sorted(graph.edges, key=edge_order):
            values = self._out[edge.source].setdefault(edge.property, [])
            if not values or values[-1] != edge.target:
                values.append(edge.target)

    def all(self, name: str, property_: str) -> list[Term]:
        """The values of the property, sorted."""
        return self._out.get(name, {}).get(property_, [])

    def first(self, name: str, property_: str) -> str:
        """The first value as text: a name, or what the literal says; "" for none."""
        values = self.all(name, property_)
        return _text(values[0]) if values else ""

    def joined(self, name: str, property_: str) -> str:
        """All values as a person reads them: labels of what is named, literals as they are."""
        return "；".join(self.label(value) if isinstance(value, str) else value.value
                        for value in self.all(name, property_))  # fmt: skip

    def label(self, name: str) -> str:
        """The label of a name; of a figure its indicator, value and unit; else the name."""
        indicator = self.first(name, "wr:indicator")
        if not indicator:
            return self.labels.get(name) or name
        return f"{self.label(indicator)} {self.first(name, 'wr:value')}{self.first(name, 'wr:unit')}"

    def year(self, name: str, property_: str = "wr:year") -> str:
        """The number of the year that the property leads to."""
        return self.first(self.first(name, property_), "wr:yearNumber")

    def named(self, *types: str) -> list[str]:
        """The names of these classes, sorted."""
        return sorted(name for name, type_ in self.types.items() if type_ in types)

    def properties(self, name: str) -> dict[str, list[Term]]:
        """All that is said of the name, by property."""
        return self._out.get(name, {})


def edge_order(edge: Edge) -> tuple[str, ...]:
    """The order of edges: by subject, property, target, evidence."""
    target = edge.target
    if isinstance(target, str):
        return edge.source, edge.property, "", target, "", "", edge.evidence
    return (
        edge.source,
        edge.property,
        "literal",
        target.value,
        target.datatype,
        target.language,
        edge.evidence,
    )


def _text(term: Term) -> str:
    return term if isinstance(term, str) else term.value
