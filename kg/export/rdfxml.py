"""RDF/XML (W3C, RDF 1.1 XML Syntax)."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.xml_text import require_xml
from kg.model import Graph
from kg.ontology import Ontology
from kg.store import triples
from kg.store_text import serialise


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write ``graph`` with individuals under ``base``. BuildError for characters that XML does not have."""
    require_xml(graph)
    namespaces = ontology.namespaces(base)
    out.write(serialise(triples(graph, namespaces), "rdf", namespaces))
