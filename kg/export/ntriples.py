"""N-Triples (W3C, RDF 1.1 N-Triples), written straight from records: a line for each triple.

Lines stand in the order of the names of their subjects, and those of one subject in code point order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from kg.export.terms import Iris, is_name, split_datatype, write_blocks
from kg.model import Graph
from kg.ontology import Ontology
from kg.store_records import records


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write ``graph`` with individuals under ``base``. UsageError for a base that is no IRI."""
    write_records(records(graph), ontology.namespaces(base), out)


def write_records(lines: Iterable[str], namespaces: Mapping[str, str], out: BinaryIO) -> None:
    """Write sorted records (see ``kg.store_records``) as they come, in memory that does not grow."""
    write_blocks(blocks(lines, namespaces), out)


def blocks(lines: Iterable[str], namespaces: Mapping[str, str]) -> Iterator[str]:
    """The triples of each record, a line each."""
    iris = Iris(namespaces)
    for line in lines:
        name, *pairs = line.rstrip("\t\n").split("\t")
        subject = iris[name]
        said = []
        for pair in pairs:
            verb, _, value = pair.partition(" ")
            if is_name(value):
                value = iris[value]
            elif not value.endswith(('"', '"@zh')):
                value = _literal(value, iris)
            said.append(f"{subject} {iris[verb]} {value} .\n")
        said.sort()
        yield "".join(said)


def _literal(text: str, iris: Iris) -> str:
    if text[0] != '"':
        kind = "boolean" if text in ("true", "false") else "decimal" if "." in text else "integer"
        return f'"{text}"^^{iris[f"xsd:{kind}"]}'
    lexical, datatype = split_datatype(text)
    return f"{lexical}^^{iris[datatype]}" if datatype else text
