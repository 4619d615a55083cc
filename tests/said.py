"""Graphs for tests of linking, one report at a time, in the form that mapping gives them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kg.indicators import canonical
from kg.model import Edge, Graph, Literal, Node
from kg.ontology import load_ontology

WORDS = load_ontology().indicators


@dataclass(frozen=True)
class Said:
    """One quantity of a report; ``clause`` is its evidence, standing at ``start``."""

    indicator: str
    value: str
    unit: str = "人"
    year: int | None = 2023
    planned: bool = False
    kind: str = "level"
    direction: str = ""
    comparator: str = ""
    basis: str = ""
    start: int = 0
    clause: str = ""


@dataclass(frozen=True)
class Named:
    """One programme of a report; ``local`` ones belong to the report's place."""

    name: str
    type: str = ""
    aliases: tuple[str, ...] = ()
    local: bool = True
    stage: str = ""


def iri(class_: str, *parts: object) -> str:
    return f"id:{class_}-{hashlib.sha256('|'.join(map(str, parts)).encode()).hexdigest()[:16]}"


def observation(report: str, said: Said) -> str:
    return iri("outcome", report, said.start, said.indicator, said.kind, said.value, said.planned)


def report(year: int, *facts: Said | Named, place: str = "全国", kind: str = "government") -> Graph:
    """The graph of one report."""
    name = iri("report", year, place)
    nodes = {Node(name, "wr:Report", f"{place}{year}"), Node(iri("place", place), "wr:Place", place)}
    edges = {
        Edge(name, "wr:reportYear", f"id:year-{year}"),
        Edge(name, "wr:place", iri("place", place)),
        Edge(name, "wr:reportKind", Literal(kind)),
        Edge(name, "wr:file", Literal(f"{place}-{year}.txt")),
    }
    for number in {year, *(f.year for f in facts if isinstance(f, Said) and f.year is not None)}:
        nodes.add(Node(f"id:year-{number}", "wr:Year", f"{number}年"))
        edges.add(Edge(f"id:year-{number}", "wr:yearNumber", Literal(str(number), "xsd:integer")))
    graph = Graph(frozenset(nodes), frozenset(edges))
    for fact in facts:
        graph |= _observed(name, place, fact) if isinstance(fact, Said) else _named(name, year, place, fact)
    return graph


def _observed(name: str, place: str, said: Said) -> Graph:
    label = canonical(said.indicator, WORDS)
    indicator, one = iri("indicator", label), observation(name, said)
    evidence, selector = iri("evidence", name, said.start), iri("selector", name, said.start)
    clause = said.clause or f"{said.indicator}{said.value}{said.unit}"
    nodes = {
        Node(indicator, "wr:Indicator", label),
        Node(one, "wr:Target" if said.planned else "wr:Outcome"),
        Node(evidence, "wr:Evidence"),
        Node(selector, "oa:TextPositionSelector"),
    }
    edges = {
        Edge(one, "wr:indicator", indicator),
        Edge(one, "wr:value", Literal(said.value, "xsd:decimal")),
        Edge(one, "wr:kind", f"wr:{said.kind}"),
        Edge(one, "wr:report", name),
        Edge(one, "wr:place", iri("place", place)),
        Edge(one, "wr:evidence", evidence),
        Edge(evidence, "oa:hasSource", name),
        Edge(evidence, "oa:hasSelector", selector),
        Edge(evidence, "oa:exact", Literal(clause, language="zh")),
        Edge(selector, "oa:start", Literal(str(said.start), "xsd:integer")),
    }
    if said.unit:
        edges.add(Edge(one, "wr:unit", Literal(said.unit, language="zh")))
    if said.year is not None:
        edges.add(Edge(one, "wr:year", f"id:year-{said.year}"))
    if said.direction:
        edges.add(Edge(one, "wr:direction", f"wr:{said.direction}"))
    if said.comparator:
        edges.add(Edge(one, "wr:comparator", Literal(said.comparator)))
    if said.basis:
        edges.add(Edge(one, "wr:basis", Literal(said.basis, language="zh")))
    return Graph(frozenset(nodes), frozenset(edges))


def _named(report_name: str, year: int, place: str, named: Named) -> Graph:
    one = programme(named, place)
    evidence = iri("evidence", report_name, named.name)
    nodes = {Node(one, "wr:Programme", named.name), Node(evidence, "wr:Evidence")}
    edges = {
        Edge(evidence, "oa:exact", Literal(f"{named.stage or '实施'}“{named.name}”", language="zh")),
        *(Edge(one, "skos:altLabel", Literal(alias, language="zh")) for alias in named.aliases),
    }
    for property_, target in (("wr:mentionedIn", report_name), ("wr:activeIn", f"id:year-{year}")):
        statement = iri("statement", one, property_, target)
        nodes.add(Node(statement, "wr:Statement"))
        edges |= {
            Edge(one, property_, target, statement),
            Edge(statement, "rdf:subject", one),
            Edge(statement, "rdf:predicate", property_),
            Edge(statement, "rdf:object", target),
            Edge(statement, "wr:report", report_name),
            Edge(statement, "wr:year", f"id:year-{year}"),
            Edge(statement, "wr:evidence", evidence),
        }
        if named.stage and property_ == "wr:activeIn":
            edges.add(Edge(statement, "wr:stage", Literal(named.stage, language="zh")))
    if named.type:
        edges.add(Edge(one, "wr:programmeType", Literal(named.type, language="zh")))
    if named.local:
        edges.add(Edge(one, "wr:place", iri("place", place)))
    return Graph(frozenset(nodes), frozenset(edges))


def programme(named: Named, place: str = "全国") -> str:
    return iri("programme", named.name, place if named.local else "")
