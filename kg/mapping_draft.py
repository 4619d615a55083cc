"""The graph of one document while it is being made: its report, its statements and their evidence."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.mapping_evidence import Passage, Span
from kg.mapping_names import individual, report_name, year_name
from kg.model import Edge, Graph, Literal, Mention, Node, Rejected, Source
from kg.model_subjects import Subjects, Term
from kg.ontology import Ontology, Place
from kg.reading.pdf import page_of

_MANY = 32  # values of one property
UNQUOTABLE = "its sentence cannot be quoted from the file"


@dataclass(slots=True)
class Effect:
    """What a correction came to: the ``individuals`` that show it, and why some of it was ``refused`` (""
    where nothing was)."""

    individuals: set[str] = field(default_factory=set)
    refused: str = ""


class Draft:
    """Nodes and edges so far, and what was turned down.

    ``report`` is the name of the document's wr:Report, ``place`` its place and ``here`` that place's
    name (None where unknown). ``effects`` are those of the corrections that the reading bears, by their keys.
    """

    def __init__(self, source: Source, ontology: Ontology, proofs: Mapping[Span, Passage]) -> None:
        self.source = source
        self.ontology = ontology
        self.rejected: list[Rejected] = []
        self.effects: dict[str, Effect] = {}
        self.report = report_name(source)
        self.place = self.place_of(source.place) if source.place else None
        self.here: str | None = None
        self._proofs = proofs
        self._nodes: dict[Node, None] = {}
        self._said: dict[str, dict[str, list[Term]]] = {}
        self._many: dict[tuple[str, str], set[Term]] = {}
        self._backed: list[tuple[str, str, str, str]] = []  # triples with the statement that backs them
        self._stated: dict[tuple[str, str, str, str | None], str] = {}
        self._evidence: dict[tuple[int, int], str] = {}
        self._years: dict[int, str] = {}
        self._places: dict[Place, str] = {}
        self._add_report()

    def subjects(self) -> Subjects:
        """All that was added, by individual."""
        return Subjects(self._nodes, self._said)

    def graph(self) -> Graph:
        """All that was added, each triple with the statements that back it."""
        backed = {triple[:3] for triple in self._backed}
        triples = (
            (source, property_, value)
            for source, own in self._said.items()
            for property_, values in own.items()
            for value in values
        )
        edges = {Edge(*triple) for triple in triples if triple not in backed}
        edges.update(Edge(*triple) for triple in self._backed)
        return Graph(frozenset(self._nodes), frozenset(edges))

    def node(self, name: str, type_: str, label: str = "") -> None:
        """Add an individual."""
        self._nodes[Node(name, type_, label)] = None

    def edge(self, source: str, property_: str, target: Term, statement: str = "") -> None:
        """Add a triple."""
        own = self._said.get(source)
        if own is None:
            own = self._said[source] = {}
        values = own.get(property_)
        if values is None:
            own[property_] = [target]
        elif self._is_new(source, property_, target, values):
            values.append(target)
        if statement and isinstance(target, str):
            self._backed.append((source, property_, target, statement))

    def _is_new(self, source: str, property_: str, target: Term, values: list[Term]) -> bool:
        """Whether the value is not there yet; of many values a set is kept, for a programme may have all the
        figures of a text."""
        if len(values) < _MANY:
            return target not in values
        known = self._many.setdefault((source, property_), set())
        if len(known) < len(values):
            known.update(values)
        new = target not in known
        known.add(target)
        return new

    def text(self, source: str, property_: str, value: object, language: str = "") -> None:
        """Add a literal, unless there is none."""
        literal = literal_of(value, language)
        if literal is not None:
            self.edge(source, property_, literal)

    def describe(self, name: str, type_: str, label: str, said: Iterable[tuple[str, Term | None]]) -> None:
        """Add an individual with what is said of it, each property once; None is nothing."""
        self.node(name, type_, label)
        if name not in self._said:
            self._said[name] = {property_: [value] for property_, value in said if value is not None}
            return
        for property_, value in said:
            if value is not None:
                self.edge(name, property_, value)

    def reject(self, mention: Mention, kind: str, reason: str) -> None:
        """Count a mention as turned down."""
        self.rejected.append(Rejected(mention.start, mention.end, kind, mention.rule, reason))
        self.refuse(keys(mention), reason)

    def show(self, corrections: Iterable[str], individual: str) -> None:
        """Note that an individual shows what corrections said."""
        for key in corrections:
            self.effects.setdefault(key, Effect()).individuals.add(individual)

    def refuse(self, corrections: Iterable[str], reason: str) -> None:
        """Note that something which corrections said is not admitted."""
        for key in corrections:
            self.effects.setdefault(key, Effect()).refused = reason

    def state(
        self,
        subject: str,
        property_: str,
        target: str,
        span: Span,
        rule: str,
        year: int | None,
        stage: str | None = None,
        curated: Iterable[str] = (),
    ) -> str | None:
        """Add a relation and the wr:Statement that backs it, unless the document has said it before; the
        statement names those who ``curated`` it. Its name; None where no passage proves it."""
        known = self._stated.get((subject, property_, target, stage))
        if known is not None:
            self.sign(known, curated)
            return known
        evidence = self.evidence(span)
        if evidence is None:
            self.rejected.append(Rejected(*span, "claim", rule, UNQUOTABLE))
            return None
        key = (subject, property_, target, self.report, evidence, *self.beyond(year))
        statement = individual("wr:Statement", *key)
        self._stated[subject, property_, target, stage] = statement
        self.edge(subject, property_, target, statement)
        self.describe(
            statement,
            "wr:Statement",
            "",
            (
                ("rdf:subject", subject),
                ("rdf:predicate", property_),
                ("rdf:object", target),
                ("wr:report", self.report),
                ("wr:evidence", evidence),
                ("wr:rule", literal_of(rule)),
                ("wr:stage", literal_of(stage, "zh")),
                ("wr:year", None if year is None else self.year(year)),
            ),
        )
        self.sign(statement, curated)
        return statement

    def sign(self, name: str, curated: Iterable[str]) -> None:
        """Say who has curated a fact."""
        for who in curated:
            self.text(name, "wr:curatedBy", who)

    def evidence(self, span: Span) -> str | None:
        """The wr:Evidence for a span of the cleaned text; None where no passage proves it."""
        passage = self._proofs.get(span)
        if passage is None:
            return None
        known = self._evidence.get(passage[:2])
        if known is not None:
            return known
        start, end = str(passage.start), str(passage.end)
        evidence = self._evidence[passage[:2]] = individual("wr:Evidence", self.report, start, end)
        selector = f"id:selector-{evidence[-16:]}"
        exact = literal_of(passage.quote, "zh")  # twice: the selector whole by itself, the quote at one hop
        page = page_of(self.source, passage.start)
        where = (
            ("oa:hasSource", self.report),
            ("oa:hasSelector", selector),
            ("oa:exact", exact),
            ("wr:page", None if page is None else Literal(str(page), "xsd:integer")),
        )
        self.describe(evidence, "wr:Evidence", "", where)
        offsets = (("oa:start", Literal(start, "xsd:integer")), ("oa:end", Literal(end, "xsd:integer")))
        self.describe(selector, "oa:TextPositionSelector", "", (*offsets, ("oa:exact", exact)))
        return evidence

    def beyond(self, year: int | None) -> tuple[str, ...]:
        """What the name of a fact says of its year: nothing where that is the report's own. So the facts of
        one text that is read in two ways (with two titles, or corrected in one of its files) contradict
        each other, and not themselves."""
        return () if year in (None, self.source.year) else (str(year),)

    def year(self, number: int) -> str:
        """The wr:Year of that number."""
        name = self._years.get(number)
        if name is None:
            name = self._years[number] = year_name(number)
            self.node(name, "wr:Year", f"{number}年")
            self.edge(name, "wr:yearNumber", Literal(str(number), "xsd:integer"))
        return name

    def place_of(self, name: str) -> Place:
        """The place of that name; one that ``places.ttl`` does not have is called what the text calls it."""
        return self.ontology.places.get(name) or Place(name, name, names=(name,))

    def add_place(self, place: Place) -> str:
        """The wr:Place and those that it lies within."""
        known = self._places.get(place)
        if known is not None:
            return known
        name = self._places[place] = individual("wr:Place", place.official, "")
        self.node(name, "wr:Place", place.official)
        for other in place.names:
            if other != place.official:
                self.text(name, "skos:altLabel", other, "zh")
        self.text(name, "wr:placeLevel", place.level)
        if place.parent is not None:
            self.edge(name, "wr:within", self.add_place(self.place_of(place.parent)))
        return name

    def _add_report(self) -> None:
        source = self.source
        self.node(self.report, "wr:Report", source.title or source.file or source.id)
        self.text(self.report, "dcterms:title", source.title, "zh")
        self.text(self.report, "wr:sha256", source.sha256)
        self.text(self.report, "wr:file", source.file)
        self.text(self.report, "wr:issuer", source.issuer, "zh")
        self.text(self.report, "wr:reportKind", source.kind)
        self.text(self.report, "wr:textOf", source.extracted)
        if source.year is not None:
            self.edge(self.report, "wr:reportYear", self.year(source.year))
        if self.place is not None:
            self.here = self.add_place(self.place)
            self.edge(self.report, "wr:place", self.here)


def keys(mention: Mention) -> tuple[str, ...]:
    """The keys of the corrections that changed or confirmed a mention."""
    found = mention.attributes.get("corrections")
    return found if isinstance(found, tuple) else ()


@lru_cache(maxsize=1024, typed=True)
def literal_of(value: Hashable, language: str = "") -> Literal | None:
    """A literal, None where there is nothing to say."""
    return None if value is None or value == "" else Literal(str(value), "", language)
