"""GEXF 1.2 (gexf.net), for Gephi."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.network import network
from kg.model import Graph
from kg.ontology import Ontology


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write the network of ``graph``; see ``kg.export.network``."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(network(graph, ontology, base), version="1.2draft")
    for meta in writer.xml.iter("meta"):
        del meta.attrib["lastmodifieddate"]  # the day of the export would change the bytes
    writer.write(out)
