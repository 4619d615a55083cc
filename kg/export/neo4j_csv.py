"""Files for ``neo4j-admin database import`` (Neo4j Operations Manual, "CSV header format").

``nodes.csv`` and ``relationships.csv`` begin with the header that the importer wants. Cells are written as
they are: a database reads them, no spreadsheet. Labels are the class names, relationship types
the property names in Neo4j's style (``IMPLEMENTED_BY``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.export.csv_text import csv_text
from kg.export.network import network
from kg.model import Graph
from kg.ontology import Ontology

_LEADING = ("iri:ID", "label", ":LABEL")
_ENDS = (":START_ID", ":END_ID", ":TYPE")
_TYPED = {
    "value": "value:double",
    "yearNumber": "yearNumber:int",
    "year": "year:int",
    "score": "score:double",
}


def files(graph: Graph, ontology: Ontology, base: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of both files; the points and lines are those of ``kg.export.network``."""
    drawn = network(graph, ontology, base)
    iris = {name: said["iri"] for name, said in drawn.nodes(data=True)}
    nodes = [
        _typed(said, ("iri", "class"))
        | {"iri:ID": said["iri"], "label": said["label"], ":LABEL": said["class"].partition(":")[2]}
        for _, said in drawn.nodes(data=True)
    ]
    lines = [
        _typed(said, ("id", "label", "property"))
        | {":START_ID": iris[source], ":END_ID": iris[target], ":TYPE": _relationship(said["property"])}
        for source, target, said in drawn.edges(data=True)
    ]
    for name, leading, rows in (("nodes.csv", _LEADING, nodes), ("relationships.csv", _ENDS, lines)):
        columns = [*leading, *sorted({column for row in rows for column in row} - set(leading))]
        yield name, csv_text(columns, rows, safe=False).encode()


def _typed(said: dict[str, Any], without: tuple[str, ...]) -> dict[str, str]:
    return {_TYPED.get(key, key): str(value) for key, value in said.items() if key not in without}


def _relationship(property_: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", property_.partition(":")[2]).upper()
