"""A graph across years: what became of targets, series, programmes over time. Pure: graph in, graph out.

Every inferred triple has a wr:Statement with wr:inferredBy, the method below that found it, and
wr:score where the method is not certain. Only names, values and years of the graph are used, each
method groups by entity, and nothing that a report says is changed or removed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from kg.linking_facts import Fact, Index, Life, facts, lives
from kg.linking_names import close_indicators, namesakes, successions
from kg.linking_series import contradictions, series, steps
from kg.linking_targets import Result, results
from kg.model import Edge, Graph, Literal, Node
from kg.ontology import load_ontology
from kg.ontology_indicators import IndicatorWords

SCOPED = frozenset({"wr:Programme", "wr:Institution", "wr:Policy", "wr:Meeting", "wr:Goal"})


@dataclass(frozen=True, slots=True)
class Inference:
    """A triple that no text states: by which method, and how sure (None: certain given the graph).
    ``met`` goes to the Statement of an outcome."""

    subject: str
    property: str
    object: str | Literal
    method: str
    score: Decimal | None = None
    met: bool | None = None


def link(graph: Graph, words: IndicatorWords | None = None) -> Graph:
    """The graph with its inferred facts, whatever inferred facts it had before.

    ``words`` are those of the ontology that the graph was built with; without, of the shipped one.

    Depends on the set of reported facts only: ``link(link(g)) == link(g)``,
    ``link(link(a) | b) == link(a | b)`` and ``without_inferred(link(g)) == without_inferred(g)``.
    """
    words = words or load_ontology().indicators
    said = without_inferred(graph)
    nodes: set[Node] = set()
    edges: set[Edge] = set()
    for inference in _inferences(said, words):
        statement = _statement_name(inference)
        nodes.add(Node(statement, "wr:Statement"))
        edges.add(Edge(inference.subject, inference.property, inference.object, statement))
        edges.update(_statement_edges(statement, inference))
    return said | Graph(frozenset(nodes), frozenset(edges))


def without_inferred(graph: Graph) -> Graph:
    """What the reports themselves say: the graph less every inferred triple and its Statement."""
    inferred = {edge.source for edge in graph.edges if edge.property == "wr:inferredBy"}
    if not inferred:
        return graph
    return Graph(
        frozenset(node for node in graph.nodes if node.iri not in inferred),
        frozenset(e for e in graph.edges if e.source not in inferred and e.evidence not in inferred),
    )


def _inferences(graph: Graph, words: IndicatorWords) -> Iterator[Inference]:
    index = Index(graph.edges)
    found = facts(graph, index, words)
    return chain(
        _of_targets(list(results(found, words))),
        _of_series(found, words),
        _of_programmes(lives(graph, index), graph, index),
        _of_names(graph, index, words),
        _of_years(graph, index),
    )


def _of_targets(found: list[Result]) -> Iterator[Inference]:
    verdicts: dict[str, set[bool | None]] = {}
    for result in found:
        one, other = result.outcome.iri, result.target.iri
        yield Inference(one, "wr:outcomeOf", other, "target-and-outcome", result.score, result.met)
        verdicts.setdefault(one, set()).add(result.met)
    for outcome, verdict in verdicts.items():
        met = verdict.pop() if len(verdict) == 1 else None
        if met is not None:
            yield Inference(outcome, "wr:met", _boolean(met), "target-and-outcome")


def _of_series(found: list[Fact], words: IndicatorWords) -> Iterator[Inference]:
    all_series = series(found, words)
    for later, earlier in steps(all_series):
        yield Inference(later.iri, "wr:previous", earlier.iri, "series-of-one-indicator")
    for wrong in contradictions(all_series, words):
        for level in wrong.levels:
            yield Inference(
                wrong.change.iri, "wr:inconsistentWith", level.iri, "change-against-levels", wrong.score
            )


def _of_programmes(found: list[Life], graph: Graph, index: Index) -> Iterator[Inference]:
    years = {index.text(n.iri, "wr:yearNumber"): n.iri for n in graph.nodes if n.type == "wr:Year"}
    for life in found:
        if life.years:
            first, last = years[str(life.years[0])], years[str(life.years[-1])]
            yield Inference(life.iri, "wr:firstReported", first, "years-of-reports")
            yield Inference(life.iri, "wr:lastReported", last, "years-of-reports")
    for later, earlier, score in successions(found):
        yield Inference(later, "wr:evolvesFrom", earlier, "name-of-successor", score)


def _of_names(graph: Graph, index: Index, words: IndicatorWords) -> Iterator[Inference]:
    labels = {node.iri: node.label for node in graph.nodes if node.type == "wr:Indicator"}
    for one, other, score in close_indicators(labels, words):
        yield Inference(one, "skos:closeMatch", other, "near-indicators", score)
    scoped = [node for node in graph.nodes if node.type in SCOPED and node.label]
    national = frozenset(node.iri for node in scoped if not index.name(node.iri, "wr:place"))
    for one, other, score in namesakes(scoped, national):
        yield Inference(one, "skos:closeMatch", other, "same-name-elsewhere", score)


def _of_years(graph: Graph, index: Index) -> Iterator[Inference]:
    years = {int(index.text(n.iri, "wr:yearNumber") or 0): n.iri for n in graph.nodes if n.type == "wr:Year"}
    for number, year in years.items():
        if number + 1 in years:
            yield Inference(year, "wr:nextYear", years[number + 1], "calendar")


def _statement_name(inference: Inference) -> str:
    target = inference.object
    parts = (inference.subject, inference.property, target if isinstance(target, str) else target.value)
    digest = hashlib.sha256("|".join((*parts, inference.method)).encode()).hexdigest()
    return f"id:statement-{digest[:16]}"


def _statement_edges(statement: str, inference: Inference) -> Iterable[Edge]:
    yield Edge(statement, "rdf:subject", inference.subject)
    yield Edge(statement, "rdf:predicate", inference.property)
    yield Edge(statement, "rdf:object", inference.object)
    yield Edge(statement, "wr:inferredBy", Literal(inference.method))
    if inference.score is not None:
        yield Edge(statement, "wr:score", Literal(str(inference.score), "xsd:decimal"))
    if inference.met is not None:
        yield Edge(statement, "wr:met", _boolean(inference.met))


def _boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", "xsd:boolean")
