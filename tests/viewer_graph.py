"""Graphs for the tests of the page, in the shapes that mapping gives: large ones and an attack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from kg.model import Edge, Graph, Literal, Node

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script><!--<script>",
    '"><img src=x onerror=alert(3)>',
    "<a href='javascript:alert(4)'>href=x</a>",
    "${alert(5)} {{7*7}} {% raw %}",
    "行\u2028分\u2029隔 \u202e翻转 \x00\x1b",
    "__proto__",
    "constructor",
    "]]>&lt;&#60;&amp;",
)


def name_of(kind: str, *parts: object) -> str:
    return f"id:{kind}-{sha256('|'.join(map(str, (kind, *parts))).encode()).hexdigest()[:16]}"


@dataclass
class Draft:
    """A graph under construction, in the shapes that mapping promises."""

    nodes: set[Node] = field(default_factory=set)
    edges: set[Edge] = field(default_factory=set)
    years: dict[str, int] = field(default_factory=dict)

    def graph(self) -> Graph:
        return Graph(frozenset(self.nodes), frozenset(self.edges))

    def year(self, number: int) -> str:
        iri = f"id:year-{number}"
        self.nodes.add(Node(iri, "wr:Year", f"{number}年"))
        self.edges.add(Edge(iri, "wr:yearNumber", Literal(str(number), "xsd:integer")))
        return iri

    def report(self, title: str, year: int, place: str) -> str:
        digest = sha256(title.encode()).hexdigest()
        iri, where = name_of("report", digest), name_of("place", place)
        self.nodes |= {Node(iri, "wr:Report", title), Node(where, "wr:Place", place)}
        self.edges |= {
            Edge(iri, "wr:reportYear", self.year(year)),
            Edge(iri, "wr:place", where),
            Edge(iri, "dcterms:title", Literal(title, language="zh")),
            Edge(iri, "wr:sha256", Literal(digest)),
            Edge(iri, "wr:file", Literal(f"{year}-{place}.txt")),
        }
        self.years[iri] = year
        return iri

    def entity(self, type_: str, label: str, aliases: Iterable[str] = (), kind: str = "") -> str:
        iri = name_of(type_.partition(":")[2].lower(), label)
        self.nodes.add(Node(iri, type_, label))
        self.edges |= {Edge(iri, "skos:altLabel", Literal(alias, language="zh")) for alias in aliases}
        if kind:
            self.edges.add(Edge(iri, f"{type_.lower()}Type", Literal(kind, language="zh")))
        return iri

    def evidence(self, report: str, quote: str) -> str:
        start = int(sha256((report + quote).encode()).hexdigest()[:4], 16)
        iri, selector = name_of("evidence", report, quote), name_of("selector", report, quote)
        self.nodes |= {Node(iri, "wr:Evidence"), Node(selector, "oa:TextPositionSelector")}
        self.edges |= {
            Edge(iri, "oa:hasSource", report),
            Edge(iri, "oa:hasSelector", selector),
            Edge(iri, "oa:exact", Literal(quote, language="zh")),
            Edge(selector, "oa:start", Literal(str(start), "xsd:integer")),
            Edge(selector, "oa:end", Literal(str(start + len(quote)), "xsd:integer")),
        }
        return iri

    def state(self, s: str, p: str, o: str, report: str, quote: str, rule: str, year: int = 0) -> str:
        """A relation with its statement."""
        evidence = self.evidence(report, quote)
        iri = name_of("statement", s, p, o, report, evidence)
        self.nodes.add(Node(iri, "wr:Statement"))
        self.edges |= {
            Edge(s, p, o, iri),
            Edge(iri, "rdf:subject", s),
            Edge(iri, "rdf:predicate", p),
            Edge(iri, "rdf:object", o),
            Edge(iri, "wr:report", report),
            Edge(iri, "wr:year", self.year(year or self.years[report])),
            Edge(iri, "wr:evidence", evidence),
            Edge(iri, "wr:rule", Literal(rule)),
        }
        return iri

    def mention(self, entity: str, report: str, quote: str, rule: str = "quoted-name-with-head") -> None:
        self.state(entity, "wr:mentionedIn", report, report, quote, rule)
        if entity.startswith("id:programme"):
            year = self.year(self.years[report])
            self.state(entity, "wr:activeIn", year, report, quote, rule)

    def infer(self, s: str, p: str, o: str, by: str, score: str = "") -> None:
        iri = name_of("statement", s, p, o, by)
        self.nodes.add(Node(iri, "wr:Statement"))
        self.edges |= {
            Edge(s, p, o, iri),
            Edge(iri, "rdf:subject", s),
            Edge(iri, "rdf:predicate", p),
            Edge(iri, "rdf:object", o),
            Edge(iri, "wr:inferredBy", Literal(by)),
        }
        if score:
            self.edges.add(Edge(iri, "wr:score", Literal(score, "xsd:decimal")))

    def observe(
        self,
        report: str,
        indicator: str,
        value: str,
        unit: str,
        quote: str,
        *,
        kind: str = "level",
        planned: bool = False,
        year: int = 0,
        modifier: str = "",
        direction: str = "",
        group: str = "",
        programme: str = "",
        basis: str = "",
    ) -> str:
        type_ = "wr:Target" if planned else "wr:Outcome"
        iri = name_of("observation", report, quote, indicator, value, kind)
        self.nodes.add(Node(iri, type_))
        year = year or self.years[report]
        edges = {
            Edge(iri, "wr:indicator", self.entity("wr:Indicator", indicator)),
            Edge(iri, "wr:value", Literal(value, "xsd:decimal")),
            Edge(iri, "wr:kind", f"wr:{kind}"),
            Edge(iri, "wr:year", self.year(year)),
            Edge(iri, "wr:report", report),
            Edge(iri, "wr:evidence", self.evidence(report, quote)),
            Edge(iri, "wr:rule", Literal("number-unit-noun")),
        }
        if unit:
            edges.add(Edge(iri, "wr:unit", Literal(unit, language="zh")))
        if modifier:
            edges.add(Edge(iri, "wr:modifier", Literal(modifier, language="zh")))
        if basis:
            edges.add(Edge(iri, "wr:basis", Literal(basis, language="zh")))
        if direction:
            edges.add(Edge(iri, "wr:direction", f"wr:{direction}"))
        if group:
            edges.add(Edge(iri, "wr:group", self.entity("wr:TargetGroup", group)))
        self.edges |= edges
        if programme:
            self.state(programme, "wr:hasObservation", iri, report, quote, "number-in-programme")
        return iri


def large(size: int) -> Graph:
    """About ``size`` shown nodes: reports of many years and places that share programmes and groups."""
    d = Draft()
    reports = [
        d.report(f"{year}年{place}工作报告", year, place)
        for place in ("东州", "西州", "南州", "北州")
        for year in range(2011, 2026)
    ]
    groups = [d.entity("wr:TargetGroup", f"群体{i}") for i in range(max(4, size // 40))]
    bodies = [d.entity("wr:Institution", f"机构{i}") for i in range(max(4, size // 20))]
    for i in range(size - len(groups) - len(bodies) - len(reports) - 15):
        report = reports[i * 7919 % len(reports)]
        programme = d.entity("wr:Programme", f"第{i}号培养计划")
        quote = f"深入实施“第{i}号培养计划”，面向群体{i % len(groups)}。"
        d.mention(programme, report, quote)
        d.state(programme, "wr:targets", groups[i * 31 % len(groups)], report, quote, "programme-for-group")
        if i % 2:
            d.state(programme, "wr:implementedBy", bodies[i * 17 % len(bodies)], report, quote, "led-by")
        if i % 11 == 0:
            later = reports[(i * 7919 + 1) % len(reports)]
            d.mention(programme, later, quote)
    return d.graph()


def attack() -> Graph:
    """Text that would run or break the page wherever it is not treated as text."""
    d = Draft()
    for title in HOSTILE:
        report = d.report(f"报告{title}", 2025, f"地{title}")
        for text in HOSTILE:
            programme = d.entity("wr:Programme", f"计划{text}", [text], text)
            group = d.entity("wr:TargetGroup", f"群{text}")
            d.mention(programme, report, f"实施{text}计划。", text)
            d.state(programme, "wr:targets", group, report, f"面向{text}。", text)
            indicator, quote = f"指标{text}", f"{text}达5。"
            d.observe(report, indicator, "5", text, quote, programme=programme, modifier=text, basis=text)
    return d.graph()
