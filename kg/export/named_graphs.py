"""Which report says a triple: the named graphs of N-Quads and TriG.

A named graph bears the IRI of its report and holds what that report says: its own description, the
statements, evidence and figures that it backs and the things that it names. The default graph holds
what belongs to no report: years, places, indicators, inferences. A triple of two reports stands in
both graphs, and all graphs together hold exactly the triples of the Turtle file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.export.lookup import Lookup
from kg.model import Graph
from kg.store import as_oxigraph, expand, sorted_triples

if TYPE_CHECKING:
    import pyoxigraph as ox

_OWNERS = ("wr:report", "wr:mentionedIn", "oa:hasSource")  # what leads from a thing to its report


def quads(graph: Graph, namespaces: Mapping[str, str]) -> Iterator[ox.Quad]:
    """The quads, the default graph first, then report by report, each in the order of its triples."""
    import pyoxigraph as ox

    own = _reports_of(graph)
    backing: dict[tuple[str, str, object], set[str]] = defaultdict(set)
    for edge in graph.edges:
        if edge.evidence:
            backing[edge.source, edge.property, edge.target].update(own.get(edge.evidence, ()))
    by_report = defaultdict(list)
    for triple in sorted_triples(graph):
        subject, property_, target = triple
        if property_ == "wr:mentionedIn" and isinstance(target, str):
            reports = {target}
        else:
            reports = backing[triple] if triple in backing else own.get(subject, set())
        for report in reports or {""}:
            by_report[report].append(triple)
    for report in sorted(by_report):
        name = ox.NamedNode(expand(report, namespaces)) if report else ox.DefaultGraph()
        for found in as_oxigraph(by_report[report], namespaces):
            yield ox.Quad(found.subject, found.predicate, found.object, name)


def _reports_of(graph: Graph) -> dict[str, set[str]]:
    """The reports that each name belongs to."""
    look = Lookup(graph)
    own: dict[str, set[str]] = {}
    for name, type_ in look.types.items():
        if type_ == "wr:Report":
            own[name] = {name}
            continue
        own[name] = {t for p in _OWNERS for t in look.all(name, p) if isinstance(t, str)}
    for name, type_ in look.types.items():
        if type_ == "wr:Evidence":
            for selector in look.all(name, "oa:hasSelector"):
                own.setdefault(str(selector), set()).update(own[name])
    return own
