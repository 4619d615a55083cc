"""A graph as a network to draw: things and figures are points, what is said of them are lines.

Statements, evidence and selectors become attributes of the lines that they back, so that a line carries
year, report, sentence and rule. Several reports that say the same are several lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.lookup import Lookup, edge_order
from kg.export.xml_text import require_xml
from kg.model import Graph
from kg.ontology import Ontology
from kg.store import expand

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.MultiDiGraph[str]

_HIDDEN = ("wr:Statement", "wr:Evidence", "oa:TextPositionSelector")


def network(graph: Graph, ontology: Ontology, base: str) -> Network:
    """The network, in an order that depends on the content of ``graph`` only.

    Points carry ``label``, ``class``, ``iri`` and their literals by local name (``value`` as a number);
    lines ``label``, ``property`` and, where known, ``year``, ``report``, ``sentence``, ``rule``,
    ``stage``, ``inferred_by`` and ``score``. BuildError for characters that XML does not have.
    """
    import networkx as nx

    require_xml(graph)
    namespaces = ontology.namespaces(base)
    look = Lookup(graph)
    drawn: Network = nx.MultiDiGraph()
    for name, type_ in sorted(look.types.items()):
        if type_ not in _HIDDEN:
            own = {"class": type_, "iri": expand(name, namespaces), **_texts(look, name)}
            drawn.add_node(name, label=look.label(name), **own)
    number = 0
    for edge in sorted(graph.edges, key=edge_order):
        if isinstance(edge.target, str) and edge.source in drawn and edge.target in drawn:
            known = ontology.properties.get(edge.property)
            label = known.labels["zh"] if known else edge.property
            said = {"label": label, "property": edge.property, **statement(look, edge.evidence)}
            drawn.add_edge(edge.source, edge.target, key=f"e{number}", id=f"e{number}", **said)
            number += 1
    return drawn


def statement(look: Lookup, name: str) -> dict[str, str | int | float]:
    """What a statement says about its triple; nothing for ""."""
    if not name:
        return {}
    evidence = look.first(name, "wr:evidence")
    texts = {
        "report": look.label(look.first(name, "wr:report")),
        "sentence": look.first(evidence, "oa:exact"),
        "rule": look.first(name, "wr:rule"),
        "stage": look.first(name, "wr:stage"),
        "inferred_by": look.first(name, "wr:inferredBy"),
    }
    found: dict[str, str | int | float] = {key: text for key, text in texts.items() if text}
    if year := look.year(name):
        found["year"] = int(year)
    if score := look.first(name, "wr:score"):
        found["score"] = float(score)
    return found


def _texts(look: Lookup, name: str) -> dict[str, str | float]:
    found: dict[str, str | float] = {}
    for property_, values in look.properties(name).items():
        texts = [value.value for value in values if not isinstance(value, str)]
        if texts:
            key = property_.partition(":")[2]
            found[key] = float(texts[0]) if property_ in ("wr:value", "wr:yearNumber") else "；".join(texts)
    return found
