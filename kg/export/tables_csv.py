"""A folder of CSV tables: observations, entities, relations, reports."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.csv_text import BOM, csv_text
from kg.export.tables import (
    ENTITIES,
    NUMBERS,
    OBSERVATIONS,
    RELATIONS,
    REPORTS,
    entities,
    observations,
    relations,
    reports,
)
from kg.model import Graph
from kg.ontology import Ontology


def files(graph: Graph, ontology: Ontology, base: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of each table; see ``kg.export.tables`` and ``csv_text``."""
    namespaces = ontology.namespaces(base)
    for name, columns, rows in (
        ("observations", OBSERVATIONS, observations(graph, namespaces)),
        ("entities", ENTITIES, entities(graph, namespaces)),
        ("relations", RELATIONS, relations(graph, namespaces)),
        ("reports", REPORTS, reports(graph, namespaces)),
    ):
        yield f"{name}.csv", (BOM + csv_text(columns, rows, NUMBERS)).encode()
