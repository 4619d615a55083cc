"""Terms of pyoxigraph as terms of rdflib, for what only knows rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import rdflib

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def as_rdflib(quads: Iterable[Any]) -> rdflib.Graph:
    """Quads or triples of pyoxigraph as one rdflib graph in memory, without the names of graphs.

    Reading a file this way takes half the time of rdflib's own parsers.
    """
    import pyoxigraph as ox
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    known: dict[Any, rdflib.term.Node] = {}

    def term(node: Any) -> rdflib.term.Node:
        made = known.get(node)
        if made is None:
            if isinstance(node, ox.NamedNode):
                made = rdflib.URIRef(node.value)
            elif isinstance(node, ox.BlankNode):
                made = rdflib.BNode(node.value)
            elif node.language:
                made = rdflib.Literal(node.value, lang=node.language)
            elif node.datatype.value == _STRING:  # rdflib takes "a" and "a"^^xsd:string for two
                made = rdflib.Literal(node.value)
            else:
                made = rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value))
            known[node] = made
        return made

    for quad in quads:
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph
