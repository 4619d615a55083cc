"""The observations and programmes of a graph as small values that linking can group and compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kg.indicators import fold
from kg.model import Edge, Graph, Literal
from kg.ontology_indicators import IndicatorWords


@dataclass(frozen=True, slots=True)
class Fact:
    """One observation. ``value`` is in the folded ``unit``; ``measure`` is "change" or "amount"
    (a level and a share are told apart by their unit); ``start`` is the offset of its clause in
    the report, ``clause`` the clause itself; ``government`` says that its report reviews the year before."""

    iri: str
    planned: bool
    indicator: str
    label: str
    value: Decimal
    unit: str
    measure: str
    kind: str
    direction: str
    comparator: str
    basis: str
    year: int | None
    report: str
    report_year: int | None
    government: bool
    place: str
    start: int
    clause: str


@dataclass(frozen=True, slots=True)
class Life:
    """A programme, its names, its place ("" where national) and the years that reports give it."""

    iri: str
    label: str
    names: frozenset[str]
    head: str
    place: str
    years: tuple[int, ...]


class Index:
    """Edges by source and property; asks for one value take the smallest, so that no answer depends
    on the order of a set."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self._targets: defaultdict[tuple[str, str], list[str | Literal]] = defaultdict(list)
        for edge in edges:
            self._targets[edge.source, edge.property].append(edge.target)

    def names(self, source: str, property_: str) -> list[str]:
        found = self._targets.get((source, property_), ())
        return sorted({t for t in found if isinstance(t, str)})

    def name(self, source: str, property_: str) -> str:
        return next(iter(self.names(source, property_)), "")

    def texts(self, source: str, property_: str) -> list[str]:
        found = self._targets.get((source, property_), ())
        return sorted({t.value for t in found if isinstance(t, Literal)})

    def text(self, source: str, property_: str) -> str:
        return next(iter(self.texts(source, property_)), "")

    def year(self, source: str, property_: str) -> int | None:
        """The number of the year that ``source`` is linked to, None where it is not."""
        number = self.text(self.name(source, property_), "wr:yearNumber")
        return int(number) if number else None


def facts(graph: Graph, index: Index, words: IndicatorWords) -> list[Fact]:
    """All observations of a graph that have an indicator and a value, ordered by name."""
    labels = {n.iri: n.label for n in graph.nodes if n.type == "wr:Indicator"}
    found = []
    for node in graph.nodes:
        if node.type not in ("wr:Outcome", "wr:Target"):
            continue
        indicator, number = index.name(node.iri, "wr:indicator"), index.text(node.iri, "wr:value")
        if not indicator or not number:
            continue
        report, evidence = index.name(node.iri, "wr:report"), index.name(node.iri, "wr:evidence")
        selector = index.name(evidence, "oa:hasSelector")
        kind = index.name(node.iri, "wr:kind").removeprefix("wr:")
        unit, value = fold(index.text(node.iri, "wr:unit"), Decimal(number), words)
        found.append(
            Fact(
                iri=node.iri,
                planned=node.type == "wr:Target",
                indicator=indicator,
                label=labels.get(indicator, ""),
                value=value,
                unit=unit,
                measure="change" if kind == "change" else "amount",
                kind=kind,
                direction=index.name(node.iri, "wr:direction").removeprefix("wr:"),
                comparator=index.text(node.iri, "wr:comparator"),
                basis=index.text(node.iri, "wr:basis"),
                year=index.year(node.iri, "wr:year"),
                report=report,
                report_year=index.year(report, "wr:reportYear"),
                government=index.text(report, "wr:reportKind") == "government",
                place=index.name(node.iri, "wr:place") or index.name(report, "wr:place"),
                start=int(index.text(selector, "oa:start") or 0),
                clause=index.text(evidence, "oa:exact") or index.text(selector, "oa:exact"),
            )
        )
    return sorted(found, key=lambda fact: fact.iri)


def lives(graph: Graph, index: Index) -> list[Life]:
    """All programmes of a graph, ordered by name."""
    found = []
    for node in graph.nodes:
        if node.type == "wr:Programme":
            head = index.text(node.iri, "wr:programmeType")
            core = node.label.removesuffix(head) if head else ""
            names = {*index.texts(node.iri, "skos:altLabel"), *([core] if len(core) >= 4 else [])}
            found.append(
                Life(
                    iri=node.iri,
                    label=node.label,
                    names=frozenset(names - {node.label}),
                    head=head,
                    place=index.name(node.iri, "wr:place"),
                    years=_years(node.iri, index),
                )
            )
    return sorted(found, key=lambda life: life.iri)


def _years(programme: str, index: Index) -> tuple[int, ...]:
    active = index.names(programme, "wr:activeIn")
    numbers = {int(n) for year in active for n in index.texts(year, "wr:yearNumber")}
    if not numbers:
        reports = index.names(programme, "wr:mentionedIn")
        numbers = {y for report in reports if (y := index.year(report, "wr:reportYear")) is not None}
    return tuple(sorted(numbers))
