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
from kg.model_subjects import Subjects
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
    labels = {node.iri: node.label for node in index.nodes if node.type == "wr:Indicator"}
    for node in index.nodes:
        if node.type in ("wr:Outcome", "wr:Target"):
            fact = _fact(node, index, labels, words)
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


def _fact(node: Node, index: Subjects, labels: dict[str, str], words: IndicatorWords) -> Fact | None:
    """The observation as a fact; None where it lacks its indicator, value, year or report year, where
    its indicator is too vague to be followed, its clause speaks of a longer period than a year, or an
    outcome only recalls what was aimed at (低于13%的预期目标)."""
    indicator, number = index.name(node.iri, "wr:indicator"), index.text(node.iri, "wr:value")
    report, evidence = index.name(node.iri, "wr:report"), index.name(node.iri, "wr:evidence")
    years, report_years = _years(index, node.iri, "wr:year"), _years(index, report, "wr:reportYear")
    if not (indicator and number and years and report_years):
        return None
    selector, label = index.name(evidence, "oa:hasSelector"), labels.get(indicator, "")
    clause = index.text(evidence, "oa:exact")
    if is_vague(label, words) or any(word in clause for word in words.periods):
        return None
    if node.type == "wr:Outcome" and any(word in clause for word in words.aims):
        return None
    kind = index.name(node.iri, "wr:kind").removeprefix("wr:")
    unit, value = fold(index.text(node.iri, "wr:unit"), Decimal(number), words)
    return Fact(
        iri=node.iri,
        planned=node.type == "wr:Target",
        indicator=indicator,
        label=label,
        value=value,
        unit=unit,
        measure="change" if kind == "change" else "amount",
        kind=kind,
        direction=index.name(node.iri, "wr:direction").removeprefix("wr:"),
        comparator=index.text(node.iri, "wr:comparator"),
        basis=_basis(index.text(node.iri, "wr:basis"), years[0][0], words),
        year=years[0][0],
        report=report,
        report_year=report_years[0][0],
        government=index.text(report, "wr:reportKind") == "government",
        evidence=evidence,
        start=int(index.text(selector, "oa:start") or 0),
    )


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
