"""The tidy table of observations as CSV, for spreadsheets and data frames."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.csv_text import BOM, csv_text
from kg.export.tables import NUMBERS, OBSERVATIONS, observations
from kg.model import Graph
from kg.ontology import Ontology


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write one line per observation; see ``kg.export.tables.observations`` and ``csv_text``."""
    rows = observations(graph, ontology.namespaces(base))
    out.write((BOM + csv_text(OBSERVATIONS, rows, NUMBERS)).encode())
