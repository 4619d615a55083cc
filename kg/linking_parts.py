"""What linking needs to know of a graph, in parts small enough to be sorted and grouped by key.

A part of one document does not depend on any other document, so the parts of a union are those of
its documents: linking may run over one graph, a stream of lines or a cluster, with one result.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kg.indicators import fold, is_vague, skeleton
from kg.model import Graph, Node
from kg.model_subjects import Said, Subjects, first_name, first_text
from kg.ontology_indicators import IndicatorWords

SCOPED = frozenset({"wr:Programme", "wr:Institution", "wr:Policy", "wr:Meeting", "wr:Goal"})


class Fact(NamedTuple):
    """One observation of one year. ``value`` is in the folded ``unit``; ``measure`` is "change" or "amount"
    (a level and a share are told apart by their unit); ``basis`` is "" where a change is against the year
    before; ``government`` says that its report reviews the year before; ``start`` is its clause's offset."""

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
    year: int
    report: str
    report_year: int
    government: bool
    evidence: str
    start: int


class Life(NamedTuple):
    """A programme, its names and head noun, and the years (number, name) that reports give it."""

    iri: str
    label: str
    names: frozenset[str]
    head: str
    years: frozenset[tuple[int, str]]

    def in_order(self) -> tuple[str, str, list[str], str, list[tuple[int, str]]]:
        """Its values, those without an order sorted."""
        return self.iri, self.label, sorted(self.names), self.head, sorted(self.years)


class Name(NamedTuple):
    """An indicator or another entity by its label; ``national`` where it belongs to no place."""

    iri: str
    label: str
    national: bool = True


Part = Fact | Life | Name
Key = tuple[str, ...]
ALONE = frozenset({"programmes"})  # kinds of groups in which a part has something to say by itself


def parts(graph: Graph | Subjects, words: IndicatorWords) -> Iterator[tuple[Key, Part]]:
    """The parts of a graph, each with the key of the group in which it is linked; in no order."""
    index = graph if isinstance(graph, Subjects) else Subjects.of(graph)
    facts = _Facts(index, words)
    for node in index.nodes:
        if node.type in ("wr:Outcome", "wr:Target"):
            fact = facts.of(node)
            if fact is not None:
                place = index.name(node.iri, "wr:place") or index.name(fact.report, "wr:place")
                yield ("series", place, fact.indicator), fact
                yield ("targets", place, str(fact.year)), fact
        elif node.type == "wr:Indicator":
            yield from _indicator(node, words)
        elif node.type == "wr:Year":
            yield ("years",), Name(node.iri, index.text(node.iri, "wr:yearNumber"))
        elif node.type in SCOPED and node.label:
            place = index.name(node.iri, "wr:place")
            yield ("entities", node.type, node.label), Name(node.iri, node.label, national=not place)
            if node.type == "wr:Programme":
                yield ("programmes", place), _life(node, index)


class _Facts:
    """Observations of one graph as facts; what many of them share is looked up once."""

    def __init__(self, index: Subjects, words: IndicatorWords) -> None:
        self._index, self._words = index, words
        self._labels = {node.iri: node.label for node in index.nodes if node.type == "wr:Indicator"}
        self._numbers: dict[str, int | None] = {}
        self._reports: dict[str, tuple[int | None, bool]] = {}

    def of(self, node: Node) -> Fact | None:
        """The observation as a fact; None where it lacks its indicator, value, year or report year, where
        its indicator is too vague to be followed, its clause speaks of a longer period than a year, or an
        outcome only recalls what was aimed at (低于13%的预期目标)."""
        index, words = self._index, self._words
        said = index.said.get(node.iri, {})
        indicator, number = first_name(said, "wr:indicator"), first_text(said, "wr:value")
        report, evidence = first_name(said, "wr:report"), first_name(said, "wr:evidence")
        year, (report_year, government) = self._year(said, "wr:year"), self._report(report)
        if not (indicator and number) or year is None or report_year is None:
            return None
        label, shown = self._labels.get(indicator, ""), index.said.get(evidence, {})
        clause = first_text(shown, "oa:exact")
        if is_vague(label, words) or _speaks_of(words.periods, clause):
            return None
        if node.type == "wr:Outcome" and _speaks_of(words.aims, clause):
            return None
        kind = first_name(said, "wr:kind").removeprefix("wr:")
        unit, value = fold(first_text(said, "wr:unit"), Decimal(number), words)
        return Fact(
            iri=node.iri,
            planned=node.type == "wr:Target",
            indicator=indicator,
            label=label,
            value=value,
            unit=unit,
            measure="change" if kind == "change" else "amount",
            kind=kind,
            direction=first_name(said, "wr:direction").removeprefix("wr:"),
            comparator=first_text(said, "wr:comparator"),
            basis=_basis(first_text(said, "wr:basis"), year, words),
            year=year,
            report=report,
            report_year=report_year,
            government=government,
            evidence=evidence,
            start=int(index.text(first_name(shown, "oa:hasSelector"), "oa:start") or 0),
        )

    def _year(self, said: Said, property_: str) -> int | None:
        """The first of the years that ``property_`` leads to."""
        found = [self._number(year) for year in said.get(property_, ()) if isinstance(year, str)]
        return min((number for number in found if number is not None), default=None)

    def _number(self, year: str) -> int | None:
        if year not in self._numbers:
            number = self._index.text(year, "wr:yearNumber")
            self._numbers[year] = int(number) if number else None
        return self._numbers[year]

    def _report(self, report: str) -> tuple[int | None, bool]:
        """Its year, and whether it reviews the year before."""
        if report not in self._reports:
            said = self._index.said.get(report, {})
            government = first_text(said, "wr:reportKind") == "government"
            self._reports[report] = self._year(said, "wr:reportYear"), government
        return self._reports[report]


def _speaks_of(words: tuple[str, ...], clause: str) -> bool:
    for word in words:  # noqa: SIM110  half the time of any(), and every observation is asked
        if word in clause:
            return True
    return False


def _basis(basis: str, year: int, words: IndicatorWords) -> str:
    """ "" for the year before; the words themselves for any other (比2010年, 比年初)."""
    named = any(word in basis for word in words.year_before) or f"{year - 1}年" in basis
    return "" if named else basis


def _indicator(node: Node, words: IndicatorWords) -> Iterator[tuple[Key, Part]]:
    """The indicator in the group of its hollow-free name, of its characters, and of each pair of
    neighbouring statistics that it belongs to."""
    name = Name(node.iri, node.label)
    if not is_vague(node.label, words):
        yield ("same words", skeleton(node.label, words)), name
        yield ("same characters", "".join(sorted(node.label))), name
    for pair in words.close:
        if node.label in pair:
            yield ("neighbours", *pair), name


def _life(node: Node, index: Subjects) -> Life:
    head = index.text(node.iri, "wr:programmeType")
    core = node.label.removesuffix(head) if head else ""
    names = {*index.texts(node.iri, "skos:altLabel"), *([core] if len(core) >= 4 else [])}
    years = _years(index, node.iri, "wr:activeIn") or [
        year
        for report in index.names(node.iri, "wr:mentionedIn")
        for year in _years(index, report, "wr:reportYear")
    ]
    return Life(node.iri, node.label, frozenset(names - {node.label}), head, frozenset(years))


def _years(index: Subjects, source: str, property_: str) -> list[tuple[int, str]]:
    """The years that ``source`` is linked to: (number, name)."""
    found = index.names(source, property_)
    if len(found) == 1:
        return [(int(number), found[0]) for number in index.texts(found[0], "wr:yearNumber")]
    return sorted((int(number), year) for year in found for number in index.texts(year, "wr:yearNumber"))
