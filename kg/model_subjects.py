"""A graph by its individuals: the same triples, in the order in which records and linking ask for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Graph, Literal, Node

Term = str | Literal
Said = Mapping[str, Sequence[Term]]  # property → its values


@dataclass(frozen=True, slots=True)
class Subjects:
    """``nodes`` with their classes and labels; ``said``: subject → property → its values, none twice."""

    nodes: Collection[Node]
    said: Mapping[str, Said]

    @classmethod
    def of(cls, graph: Graph) -> Subjects:
        """Those of a graph; which statement backs a triple is left out."""
        said: dict[str, dict[str, list[Term]]] = {}
        for source, property_, target in {edge[:3] for edge in graph.edges}:
            said.setdefault(source, {}).setdefault(property_, []).append(target)
        return cls(graph.nodes, said)

    def names(self, subject: str, property_: str) -> list[str]:
        """The individuals and classes that ``property_`` of ``subject`` leads to, sorted."""
        return sorted(v for v in self._values(subject, property_) if isinstance(v, str))

    def name(self, subject: str, property_: str) -> str:
        """The first of ``names``, "" where there is none."""
        return first_name(self.said.get(subject, {}), property_)

    def texts(self, subject: str, property_: str) -> list[str]:
        """The texts of the literals of ``property_``, sorted."""
        return sorted({v.value for v in self._values(subject, property_) if not isinstance(v, str)})

    def text(self, subject: str, property_: str) -> str:
        """The first of ``texts``, "" where there is none."""
        return first_text(self.said.get(subject, {}), property_)

    def _values(self, subject: str, property_: str) -> Sequence[Term]:
        own = self.said.get(subject)
        return own.get(property_, ()) if own is not None else ()


def first_name(said: Said, property_: str) -> str:
    """The first individual or class that ``property_`` leads to, "" where there is none."""
    values = said.get(property_, ())
    if len(values) == 1 and isinstance(values[0], str):
        return values[0]
    return min((v for v in values if isinstance(v, str)), default="")


def first_text(said: Said, property_: str) -> str:
    """The first text among the literals of ``property_``, "" where there is none."""
    values = said.get(property_, ())
    if len(values) == 1 and not isinstance(values[0], str):
        return values[0].value
    return min((v.value for v in values if not isinstance(v, str)), default="")
