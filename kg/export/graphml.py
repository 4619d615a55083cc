"""GraphML (graphml.graphdrawing.org), for Gephi, yEd, Cytoscape and networkx."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.network import network
from kg.model import Graph
from kg.ontology import Ontology


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write the network of ``graph``; see ``kg.export.network``."""
    import networkx as nx

    # write_graphml would take lxml where that is installed, and lay the same text out differently
    nx.write_graphml_xml(network(graph, ontology, base), out)
