"""TriG (W3C, RDF 1.1 TriG): Turtle with a block per report."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.named_graphs import quads
from kg.model import Graph
from kg.ontology import Ontology
from kg.store_text import serialise


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write ``graph`` with individuals under ``base``; see ``kg.export.named_graphs``."""
    namespaces = ontology.namespaces(base)
    out.write(serialise(quads(graph, namespaces), "trig", namespaces))
