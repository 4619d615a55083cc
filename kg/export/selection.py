"""A part of a graph: of some years, of some classes, around a name. Pure: Graph → Graph.

What is kept stays whole: a kept relation keeps its statements with their evidence and report, a kept figure
its indicator, group, year, place, report and evidence. No edge leads to a node that is left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import UsageError
from kg.export.lookup import Lookup
from kg.model import Edge, Graph, Literal
from kg.ontology import Ontology

_CONTEXT = ("wr:Report", "wr:Year", "wr:Place")  # kept with what needs them; nearly all is two hops from them
_PROOF = ("wr:Statement", "wr:Evidence", "oa:TextPositionSelector")
_NEEDED = (  # what a kept node cannot be understood without
    *("wr:indicator", "wr:group", "wr:year", "wr:place", "wr:report", "wr:evidence", "wr:reportYear"),
    *("wr:within", "oa:hasSource", "oa:hasSelector"),
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep: facts of ``years``, things of ``classes`` (names or labels; subclasses count), what is
    at most ``hops`` relations away from what is called ``around``. Empty means no condition."""

    years: frozenset[int] = frozenset()
    classes: frozenset[str] = frozenset()
    around: str = ""
    hops: int = 1


def select(graph: Graph, selection: Selection, ontology: Ontology) -> Graph:
    """The part of ``graph`` that ``selection`` describes; with an empty selection, all of it.

    First years, then what is around, then classes: a way may lead through things of another class.
    UsageError for a class that the ontology does not have or a name that nothing in the graph bears.
    """
    if selection == Selection():
        return graph
    facts = _Facts(graph, selection.years)
    kept, start = facts.of_years() if selection.years else facts.things, set()
    if selection.around:
        start = _called(selection.around, graph, facts.look)
        kept = _near(start, kept, facts, graph, selection.hops)
    if selection.classes:
        wanted = _classes(selection.classes, ontology)
        every = kept if selection.years or selection.around else facts.look.types.keys() - facts.ends.keys()
        kept = start | {name for name in every if facts.look.types[name] in wanted}
    return _whole(graph, kept, facts)


def need_years(graph: Graph, years: frozenset[int]) -> None:
    """UsageError for years of which the graph says nothing."""
    facts = _Facts(graph, years)
    known = {int(year) for name in (*facts.ends, *facts.figures) if (year := facts.year(name))}
    if years and known.isdisjoint(years):
        wanted, there = (" ".join(map(str, sorted(some))) for some in (years, known))
        raise UsageError(f"--year {wanted}: the graph says nothing of it; it has {there or 'no year'}")


class _Facts:
    """A graph's statements and figures, and which of them the years allow.

    ``ends`` are subject, property and object by statement, ``things`` what is neither proof nor context.
    """

    def __init__(self, graph: Graph, years: frozenset[int]) -> None:
        self.look = look = Lookup(graph)
        self.years = years
        self.ends = {
            name: (
                look.first(name, "rdf:subject"),
                look.first(name, "rdf:predicate"),
                look.first(name, "rdf:object"),
            )
            for name in look.named("wr:Statement")
        }
        self.figures = look.named("wr:Outcome", "wr:Target")
        self.context = set(look.named(*_CONTEXT))
        self.things = look.types.keys() - self.context - set(look.named(*_PROOF))

    def year(self, name: str) -> str:
        """The year of a statement or figure, else that of its report."""
        return self.look.year(name) or self.look.year(self.look.first(name, "wr:report"), "wr:reportYear")

    def allowed(self, name: str) -> bool:
        """Whether the fact is of one of the years; what has no year is judged by its ends."""
        year = self.year(name)
        return not self.years or not year or int(year) in self.years

    def of_years(self) -> set[str]:
        """The figures of the years and the things of which a statement of the years speaks."""
        left_out = {name for name in self.figures if not self.allowed(name)}
        kept = set(self.figures)
        for name in kept - left_out:
            kept |= {self.look.first(name, "wr:indicator"), self.look.first(name, "wr:group")}
        for name, (subject, _, object_) in self.ends.items():
            if self.year(name) and self.allowed(name):
                kept |= {subject, object_}
        return (kept & self.things) - left_out


def _near(start: set[str], kept: set[str], facts: _Facts, graph: Graph, hops: int) -> set[str]:
    """What is within so many relations of ``start``, in either direction; reports, years and places are
    no way through, unless one of them is the start."""
    beside: dict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        if isinstance(edge.target, str) and (not edge.evidence or facts.allowed(edge.evidence)):
            beside[edge.source].add(edge.target)
            beside[edge.target].add(edge.source)
    found, border = set(start), set(start)
    for _ in range(hops):
        border = {other for name in border for other in beside[name] & kept} - found
        found |= border
    return found


def _called(name: str, graph: Graph, look: Lookup) -> set[str]:
    """Whatever bears the name as label, other label or IRI."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for node in graph.nodes:
        if node.type not in _PROOF:
            for known in (node.label, node.iri, node.iri.removeprefix("id:")):
                bearers[known].add(node.iri)
    for edge in graph.edges:
        if edge.property == "skos:altLabel" and isinstance(edge.target, Literal):
            bearers[edge.target.value].add(edge.source)
    if name not in bearers:
        near = get_close_matches(name, sorted(bearers), n=3, cutoff=0.5)
        hint = f"; near: {', '.join(near)}" if near else ""
        raise UsageError(f"--around {name}: nothing in the graph is called that{hint}")
    return bearers[name] & look.types.keys()


def _classes(names: frozenset[str], ontology: Ontology) -> set[str]:
    """The classes meant and all below them."""
    meant = set()
    for name in names:
        found = {
            known.name
            for known in ontology.classes.values()
            if name in (known.name, known.name.partition(":")[2], *known.labels.values())
        }
        if not found:
            known_names = ", ".join(known.removeprefix("wr:") for known in sorted(ontology.classes))
            raise UsageError(f"--class {name}: no such class; there are {known_names}")
        meant |= found
    return {name for name in ontology.classes if ontology.ancestors(name) & meant}


def _whole(graph: Graph, kept: set[str], facts: _Facts) -> Graph:
    """The kept nodes with what proves and explains them."""
    look = facts.look
    stated = {
        name
        for name, (subject, property_, object_) in facts.ends.items()
        if property_ != "wr:mentionedIn" and subject in kept and _fits(name, object_, kept, facts)
    }
    reports = {look.first(name, "wr:report") for name in stated | kept}
    stated |= {
        name
        for name, (subject, property_, report) in facts.ends.items()
        if property_ == "wr:mentionedIn" and subject in kept and (facts.allowed(name) or report in reports)
    }
    whole = kept | stated | {facts.ends[name][2] for name in stated}
    waiting = list(whole)
    while waiting:
        name = waiting.pop()
        for property_ in _NEEDED:
            fresh = {str(target) for target in look.all(name, property_)} - whole
            whole |= fresh
            waiting += fresh
    nodes = frozenset(node for node in graph.nodes if node.iri in whole)
    return Graph(nodes, frozenset(edge for edge in graph.edges if _stays(edge, whole, look)))


def _fits(name: str, object_: str, kept: set[str], facts: _Facts) -> bool:
    """Whether a statement about something kept leads to something kept, in an allowed year."""
    if object_ in kept:
        return facts.allowed(name)
    if object_ not in facts.context:
        return object_ not in facts.look.types and facts.allowed(name)
    if facts.year(name):
        return facts.allowed(name)
    number = facts.look.first(object_, "wr:yearNumber")
    return not facts.years or not number or int(number) in facts.years


def _stays(edge: Edge, whole: set[str], look: Lookup) -> bool:
    if edge.source not in whole or (edge.evidence and edge.evidence not in whole):
        return False
    return not isinstance(edge.target, str) or edge.target in whole or edge.target not in look.types
