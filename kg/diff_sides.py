"""The two sides of ``kg diff``: builds, reports or years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.diff import Difference, diff
from kg.diff_renamed import COUNTED, named_classes
from kg.errors import KgError, QueryError, UsageError
from kg.model import Graph
from kg.model_subjects import Subjects
from kg.store import graph_file, rdf_syntax, read_graph

_SAYING = ("wr:Statement", "wr:Outcome", "wr:Target")


def compare(a: str, b: str, build: str | Path = "exports") -> Difference:
    """What ``b`` says differently from ``a``.

    Each is a graph file or the folder of a build, or else a year or a report (its name, title or file
    name) in ``build``. Between two graphs a fact includes its year, otherwise not.
    UsageError for a side that is none of these, QueryError for one that is missing or not RDF.
    """
    match _is_graph(a), _is_graph(b):
        case True, True:
            return diff(read_graph(a), read_graph(b))
        case True, False:
            raise _unlike(a, b)
        case False, True:
            raise _unlike(b, a)
    if not graph_file(build).exists():
        raise UsageError(
            f"{build}: no graph there to look {a} and {b} up in; name that of a build with --build"
        )
    whole = read_graph(build)
    return diff(_side(a, whole, build), _side(b, whole, build), across_years=True)


def _is_graph(text: str) -> bool:
    """Whether it names a folder or an RDF file, be it there or not; .txt is a report's, not N-Triples."""
    if Path(text).is_dir():
        return graph_file(text).exists() or not _is_year(text)
    suffix = Path(text).suffix.lower()
    return suffix != ".txt" and rdf_syntax(suffix) is not None


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal()


def _unlike(graph: str, other: str) -> KgError:
    """Why a graph is not compared with the other, which is none."""
    rule = "compare a graph with another graph, a year or a report with another"
    if not graph_file(graph).exists():
        return QueryError(f"{graph}: not found; {rule}")
    what = "a year" if _is_year(other) else "no graph" if Path(other).exists() else ""
    told = f"{other}: {what or 'not found'}, and {graph} is a graph: {rule}"
    return UsageError(told) if what else QueryError(told)


def _side(text: str, whole: Graph, build: str | Path) -> Graph:
    index = Subjects.of(whole)
    if _is_year(text):
        years = {number for node in whole.nodes for number in index.texts(node.iri, "wr:yearNumber")}
        if text not in years:
            there = " ".join(sorted(years)) or "none"
            raise UsageError(f"{text}: no such year in {build} (--build names another); it has {there}")
        return of_year(whole, int(text))
    reports = {node.iri: node.label for node in whole.nodes if node.type == "wr:Report"}
    meant = [
        iri
        for iri, label in reports.items()
        if text in (iri, iri.removeprefix("id:"), label, *index.texts(iri, "wr:file"))
    ]
    if len(meant) == 1:
        return of_report(whole, meant[0])
    if meant:  # 政府工作报告 is the whole title of many
        raise UsageError(
            f"{text}: {len(meant)} reports of {build} are called so; "
            f"give the file name of one: {_some(_called(iri, reports, index) for iri in meant)}"
        )
    known = _some(_called(iri, reports, index) for iri in reports) or "none"
    raise UsageError(f"{text}: no graph file, no year and no report of {build}; it has: {known}")


def _called(report: str, titles: Mapping[str, str], index: Subjects) -> str:
    """Its title, or where others bear that too, its file name."""
    own = titles[report]
    alone = sum(title == own for title in titles.values()) == 1
    return own if alone else index.text(report, "wr:file") or report


def _some(names: Iterable[str]) -> str:
    return "; ".join(sorted(names)[:5])


def of_year(graph: Graph, year: int) -> Graph:
    """What the graph says of one year."""
    index = Subjects.of(graph)
    years = {n.iri for n in graph.nodes if str(year) in index.texts(n.iri, "wr:yearNumber")}
    return _slice(graph, index, lambda name: not years.isdisjoint(index.names(name, "wr:year")))


def of_report(graph: Graph, report: str) -> Graph:
    """What one report says; ``report`` is its name in the graph (``id:report-…``)."""
    index = Subjects.of(graph)
    return _slice(graph, index, lambda name: report in index.names(name, "wr:report"))


def _slice(graph: Graph, index: Subjects, keep: Callable[[str], bool]) -> Graph:
    """The statements and observations to keep, what they speak of, and what is inferred of that."""
    kept = {node.iri for node in graph.nodes if node.type in _SAYING and keep(node.iri)}
    ends = ("rdf:subject", "rdf:object")
    spoken = {name for statement in kept for end in ends for name in index.names(statement, end)}
    inferred = {edge.source for edge in graph.edges if edge.property == "wr:inferredBy"}
    sayable = {*_SAYING, *named_classes(graph)} - COUNTED
    hidden = {node.iri for node in graph.nodes if node.type in sayable} - kept - spoken
    return Graph(
        frozenset(node for node in graph.nodes if node.iri not in hidden or node.iri in inferred),
        frozenset(
            edge
            for edge in graph.edges
            if edge.source in inferred
            or (edge.source not in hidden and (not edge.evidence or edge.evidence in kept | inferred))
        ),
    )
