"""A graph across years: what became of targets, series, programmes over time. Pure: graph in, graph out.

Every inferred triple has a wr:Statement with wr:inferredBy, the method below that found it, and
wr:score where the method is not certain. Nothing that a report says is changed or removed.

``link`` serves a graph in memory. Where documents stream or are spread over machines, group the
``parts`` of each document by key and give each group to ``link_group``: the union is the same.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.linking_names import Pair, merged, namesakes, neighbours, same_characters, same_words, successions
from kg.linking_parts import Fact, Key, Life, Name, Part, parts
from kg.linking_series import contradictions, series, steps
from kg.linking_targets import results
from kg.model import Edge, Graph, Literal, Node
from kg.ontology import load_ontology
from kg.ontology_indicators import IndicatorWords

__all__ = ["Inference", "link", "link_group", "parts", "without_inferred"]


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
    groups: defaultdict[Key, list[Part]] = defaultdict(list)
    for key, part in parts(said, words):
        groups[key].append(part)
    inferred = [link_group(key, own, words) for key, own in groups.items()]
    return Graph(
        said.nodes.union(*(group.nodes for group in inferred)),
        said.edges.union(*(group.edges for group in inferred)),
    )


def without_inferred(graph: Graph) -> Graph:
    """What the reports themselves say: the graph less every inferred triple and its Statement."""
    inferred = {edge.source for edge in graph.edges if edge.property == "wr:inferredBy"}
    if not inferred:
        return graph
    return Graph(
        frozenset(node for node in graph.nodes if node.iri not in inferred),
        frozenset(e for e in graph.edges if e.source not in inferred and e.evidence not in inferred),
    )


def link_group(key: Key, found: Iterable[Part], words: IndicatorWords) -> Graph:
    """The inferred triples of all the parts that have one key, and their Statements; parts may come in
    any order and more than once."""
    inferred = set(_METHODS[key[0]](sorted(set(found), key=_order), words))
    nodes: set[Node] = set()
    edges: set[Edge] = set()
    for inference in inferred:
        statement = _statement_name(inference)
        nodes.add(Node(statement, "wr:Statement"))
        edges.add(Edge(inference.subject, inference.property, inference.object, statement))
        edges.update(_statement_edges(statement, inference))
    return Graph(frozenset(nodes), frozenset(edges))


def _order(part: Part) -> tuple[object, ...]:
    """One order for parts; a thing has several of them where rows say different things of one text."""
    return part.in_order() if isinstance(part, Life) else part


def _targets(found: Sequence[Fact], words: IndicatorWords) -> Iterator[Inference]:
    verdicts: defaultdict[str, set[bool | None]] = defaultdict(set)
    for result in results(found, words):
        one, other = result.outcome.iri, result.target.iri
        yield Inference(one, "wr:outcomeOf", other, result.method, result.score, result.met)
        verdicts[one].add(result.met)
    for outcome, verdict in verdicts.items():
        if len(verdict) == 1 and None not in verdict:
            yield Inference(outcome, "wr:met", _boolean(True in verdict), "figure-against-target")


def _series(found: Sequence[Fact], words: IndicatorWords) -> Iterator[Inference]:
    all_series = series(found)
    for later, earlier in steps(all_series):
        yield Inference(later.iri, "wr:previous", earlier.iri, "series-of-one-indicator")
    for wrong in contradictions(all_series, words):
        for level in wrong.levels:
            yield Inference(
                wrong.change.iri, "wr:inconsistentWith", level.iri, "change-against-levels", wrong.score
            )


def _programmes(found: Sequence[Life], words: IndicatorWords) -> Iterator[Inference]:
    programmes = merged(found)
    for life in programmes:
        if life.years:
            yield Inference(life.iri, "wr:firstReported", min(life.years)[1], "years-of-reports")
            yield Inference(life.iri, "wr:lastReported", max(life.years)[1], "years-of-reports")
    for later, earlier, score in successions(programmes):
        yield Inference(later, "wr:evolvesFrom", earlier, "name-of-successor", score)


def _years(found: Sequence[Name], words: IndicatorWords) -> Iterator[Inference]:
    years = {int(name.label): name.iri for name in found if name.label}
    for number, year in years.items():
        if number + 1 in years:
            yield Inference(year, "wr:nextYear", years[number + 1], "calendar")


Method = Callable[..., Iterator[Inference]]


def _close(method: str, pairs: Callable[[Sequence[Name]], Iterable[Pair]]) -> Method:
    def matches(found: Sequence[Name], words: IndicatorWords) -> Iterator[Inference]:
        for one, other, score in pairs(found):
            yield Inference(one, "skos:closeMatch", other, method, score)

    return matches


# how the parts of a group are linked, by the first word of its key
_METHODS: dict[str, Method] = {
    "targets": _targets,
    "series": _series,
    "programmes": _programmes,
    "entities": _close("same-name-elsewhere", namesakes),
    "same words": _close("near-indicator-by-words", same_words),
    "same characters": _close("near-indicator-by-order", same_characters),
    "neighbours": _close("neighbouring-statistic", neighbours),
    "years": _years,
}


def _statement_name(inference: Inference) -> str:
    target = inference.object if isinstance(inference.object, str) else inference.object.value
    text = "|".join((inference.subject, inference.property, target, inference.method))
    return f"id:statement-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _statement_edges(statement: str, inference: Inference) -> Iterator[Edge]:
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
