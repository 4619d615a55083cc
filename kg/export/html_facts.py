"""A graph rearranged for looking at: what has a name, what is said of it, in figures too, and where.

Statements, evidence, selectors and observations are no points of the picture: they become relations
and figures of the things they speak of. Names become positions in tuples, which keeps a page small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Graph, Literal

FIGURES = ("wr:Outcome", "wr:Target", "wr:Observation")
TIES = (  # what ties an entity to reports and years rather than to another entity
    "wr:mentionedIn",
    "wr:activeIn",
    "wr:reportYear",
    "wr:firstReported",
    "wr:lastReported",
    "wr:nextYear",
)
_UNSEEN = {*FIGURES, "wr:Statement", "wr:Evidence", "oa:TextPositionSelector", "wr:Place", ""}
_ORDER = (
    "wr:Programme",
    "wr:TargetGroup",
    "wr:Policy",
    "wr:Institution",
    "wr:Goal",
    "wr:Meeting",
    "wr:Indicator",
    "wr:Report",
    "wr:Year",
)
_NAMES = {"rdfs:label", "skos:altLabel", "rdf:type", "dcterms:title", "wr:yearNumber"}

Presence = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Entity:
    """A point of the picture. ``presence`` says in which (report, year) it occurs, -1 and 0 for unknown."""

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    presence: Presence


@dataclass(frozen=True, slots=True)
class Source:
    """Where and how something is said; -1, 0 and "" for what is not known."""

    report: int = -1
    year: int = 0
    quote: int = -1
    rule: str = ""
    inferred: str = ""
    score: str = ""
    note: str = ""
    people: str = ""  # who confirmed or corrected it


@dataclass(frozen=True, slots=True)
class Relation:
    """What one place of one report says of two entities."""

    subject: int
    property: str
    object: int
    source: Source


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation; ``indicator``, ``group`` and ``programmes`` are entities (-1 for none)."""

    iri: str
    indicator: int
    planned: bool
    group: int
    programmes: tuple[int, ...]
    words: tuple[tuple[str, str], ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage: its report and place there (code points, -1 for unknown) and its words."""

    report: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a page shows. ``links`` are (figure, property, figure, note), as between years."""

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    figures: tuple[Figure, ...]
    links: tuple[tuple[int, str, int, str], ...]
    quotes: tuple[Quote, ...]


def facts_of(graph: Graph) -> Facts:
    """Everything of ``graph`` that a person can look at, in an order that depends on its content only."""
    return _Reader(graph).facts()


class _Reader:
    """Looks the graph up by subject; lists are sorted, so that sets leave no trace of their order."""

    def __init__(self, graph: Graph) -> None:
        nodes = sorted(graph.nodes, key=lambda node: (node.iri, node.type, node.label))
        self.types = {node.iri: node.type for node in nodes}
        self.labels = {node.iri: node.label for node in nodes}
        self.out: dict[str, dict[str, list[str | Literal]]] = defaultdict(dict)
        for edge in graph.edges:
            self.out[edge.source].setdefault(edge.property, []).append(edge.target)
        for own in self.out.values():
            for values in own.values():
                if len(values) > 1:
                    values.sort(key=_text)
        seen = [iri for iri, type_ in self.types.items() if type_ not in _UNSEEN]
        rank = {type_: i for i, type_ in enumerate(_ORDER)}
        seen.sort(key=lambda iri: (rank.get(self.types[iri], len(rank)), self.types[iri], iri))
        self.index = {iri: i for i, iri in enumerate(seen)}
        self.figure_iris = sorted(iri for iri, type_ in self.types.items() if type_ in FIGURES)
        self.statements = sorted(iri for iri, type_ in self.types.items() if type_ == "wr:Statement")
        self.quotes: dict[str, int] = {}
        self.numbers: dict[str, int] = {}

    def facts(self) -> Facts:
        stated = [(iri, self._triple(iri)) for iri in self.statements]
        relations = [Relation(*triple, self._source(iri)) for iri, triple in stated if triple is not None]
        relations += self._unstated({(r.subject, r.property, r.object) for r in relations})
        figures, links = self._figures()
        presence = self._presence(relations, figures)
        quotes = tuple(self._quote(iri) for iri in self.quotes)
        entities = tuple(self._entity(iri, frozenset(presence[i])) for iri, i in self.index.items())
        return Facts(entities, tuple(dict.fromkeys(relations)), figures, links, quotes)

    def _first(self, iri: str, property_: str) -> str:
        own = self.out.get(iri)
        values = own.get(property_) if own else None
        return _text(values[0]) if values else ""

    def _triple(self, statement: str) -> tuple[int, str, int] | None:
        subject = self.index.get(self._first(statement, "rdf:subject"))
        object_ = self.index.get(self._first(statement, "rdf:object"))
        if subject is None or object_ is None:
            return None
        return subject, self._first(statement, "rdf:predicate"), object_

    def _source(self, iri: str) -> Source:
        evidence = self._first(iri, "wr:evidence")
        quote = self.quotes.setdefault(evidence, len(self.quotes)) if evidence else -1
        report = self._first(iri, "wr:report") or self._first(evidence, "oa:hasSource")
        return Source(
            report=self.index.get(report, -1),
            year=self._year(self._first(iri, "wr:year")),
            quote=quote,
            rule=self._first(iri, "wr:rule"),
            inferred=self._first(iri, "wr:inferredBy"),
            score=self._first(iri, "wr:score"),
            note=self._first(iri, "wr:stage") or self._first(iri, "wr:met"),
            people="、".join(sorted(map(_text, self.out.get(iri, {}).get("wr:curatedBy", ())))),
        )

    def _year(self, iri: str) -> int:
        if iri not in self.numbers:
            number = self._first(iri, "wr:yearNumber") or iri.removeprefix("id:year-")
            self.numbers[iri] = int(number) if number.isdecimal() else 0
        return self.numbers[iri]

    def _unstated(self, stated: set[tuple[int, str, int]]) -> Iterable[Relation]:
        """Triples between entities which no statement backs, such as a report and its year."""
        for iri, subject in self.index.items():
            for property_, targets in sorted(self.out.get(iri, {}).items()):
                for target in targets:
                    object_ = self.index.get(target) if isinstance(target, str) else None
                    if object_ is not None and (subject, property_, object_) not in stated:
                        yield Relation(subject, property_, object_, Source())

    def _figures(self) -> tuple[tuple[Figure, ...], tuple[tuple[int, str, int, str], ...]]:
        owners: dict[str, set[int]] = defaultdict(set)
        links: set[tuple[str, str, str, str]] = set()
        figure = {iri: i for i, iri in enumerate(self.figure_iris)}
        for statement in self.statements:
            subject, property_, object_ = (
                self._first(statement, f"rdf:{part}") for part in ("subject", "predicate", "object")
            )
            if subject in figure and object_ in figure:
                links.add((subject, property_, object_, self._first(statement, "wr:met")))
        stated = {link[:3] for link in links}
        for iri in self.out.keys() & (self.index.keys() | figure.keys()):
            for property_, targets in self.out[iri].items():
                for target in targets:
                    if isinstance(target, str) and target in figure:
                        if iri in self.index:
                            owners[target].add(self.index[iri])
                        elif (iri, property_, target) not in stated:
                            links.add((iri, property_, target, self._first(iri, "wr:met")))
        figures = tuple(self._figure(iri, tuple(sorted(owners[iri]))) for iri in self.figure_iris)
        return figures, tuple((figure[s], p, figure[o], note) for s, p, o, note in sorted(links))

    def _figure(self, iri: str, programmes: tuple[int, ...]) -> Figure:
        names = ("value", "unit", "modifier", "kind", "direction", "basis")
        words = ((name, self._first(iri, f"wr:{name}").removeprefix("wr:")) for name in names)
        return Figure(
            iri,
            self.index.get(self._first(iri, "wr:indicator"), -1),
            self.types[iri] == "wr:Target",
            self.index.get(self._first(iri, "wr:group"), -1),
            programmes,
            tuple((name, word) for name, word in words if word),
            self._source(iri),
        )

    def _presence(self, relations: list[Relation], figures: tuple[Figure, ...]) -> list[set[tuple[int, int]]]:
        found: list[set[tuple[int, int]]] = [set() for _ in self.index]
        numbers = {i: self._year(iri) for iri, i in self.index.items() if self.types[iri] == "wr:Year"}
        years = {i: self._year(self._first(iri, "wr:reportYear")) for iri, i in self.index.items()}
        for r in relations:
            report, year = r.source.report, r.source.year or numbers.get(r.object, 0)
            if report >= 0 or r.property == "wr:activeIn":
                found[r.subject].add((report, year or years.get(report, 0)))
                found[r.object].add((report, year or years.get(report, 0)))
        for figure in figures:
            place = (figure.source.report, figure.source.year or years.get(figure.source.report, 0))
            for i in (figure.indicator, figure.group, *figure.programmes):
                if i >= 0:
                    found[i].add(place)
        for r in relations:
            known = {report for report, _ in found[r.subject]}
            if r.property == "wr:mentionedIn" and r.object not in known:
                found[r.subject].add((r.object, years[r.object]))
        for i, year in years.items():
            if year:
                found[i] = {(i, year)}
        for i, number in numbers.items():
            found[i] = {(-1, number)}
        return found

    def _quote(self, evidence: str) -> Quote:
        selector = self._first(evidence, "oa:hasSelector")
        start, end = (self._first(selector, f"oa:{end}") for end in ("start", "end"))
        return Quote(
            self.index.get(self._first(evidence, "oa:hasSource"), -1),
            int(start) if start.isdecimal() else -1,
            int(end) if end.isdecimal() else -1,
            self._first(evidence, "oa:exact") or self._first(selector, "oa:exact"),
        )

    def _entity(self, iri: str, presence: Presence) -> Entity:
        own = self.out.get(iri, {})
        label = self.labels[iri] or self._first(iri, "rdfs:label") or self._first(iri, "dcterms:title")
        aliases = tuple(dict.fromkeys(_text(alias) for alias in own.get("skos:altLabel", ())))
        details = []
        for property_, values in sorted(own.items()):
            for value in values:
                if isinstance(value, Literal) and property_ not in _NAMES:
                    details.append((property_, value.value))
                elif isinstance(value, str) and self.types.get(value) == "wr:Place":
                    details.append((property_, self.labels[value] or value))
        label = label or iri.removeprefix("id:")
        return Entity(iri, self.types[iri], label, aliases, tuple(details), presence)


def _text(value: str | Literal) -> str:
    return value.value if isinstance(value, Literal) else value
