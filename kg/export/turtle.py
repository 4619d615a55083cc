"""Turtle (W3C, RDF 1.1 Turtle), written straight from records: a block for each individual.

The same graph gives the same bytes: individuals by name, what is said of each by property and value in
code point order, numbers as they were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from kg.export.terms import Names, is_name, split_datatype, write_blocks
from kg.model import Graph
from kg.ontology import Ontology
from kg.store_records import records


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write ``graph`` with individuals under ``base``. UsageError for a base that is no IRI."""
    write_records(records(graph, ontology.prefixes), ontology.namespaces(base), out)


def write_records(lines: Iterable[str], namespaces: Mapping[str, str], out: BinaryIO) -> None:
    """Write sorted records (see ``kg.store_records``) as they come, in memory that does not grow."""
    out.write(head(namespaces).encode())
    write_blocks(blocks(lines, namespaces), out)


def head(namespaces: Mapping[str, str]) -> str:
    """What stands before the blocks: the prefixes, one a line."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(namespaces.items()))


def blocks(lines: Iterable[str], namespaces: Mapping[str, str]) -> Iterator[str]:
    """Each record as Turtle: an empty line, the subject, a line for each property."""
    names = Names(namespaces)
    for line in lines:
        if line.endswith("\t\n"):  # a plain record
            yield "\n" + line[:-2].replace("\t", " ", 1).replace("\t", " ;\n    ") + " .\n"
            continue
        subject, *pairs = line[:-1].split("\t")
        said: list[str] = []
        before = ""
        for pair in pairs:
            verb, _, value = pair.partition(" ")
            if is_name(value):
                value = names[value]
            elif not value.endswith(('"', '"@zh')):
                value = _literal(value, names)
            if verb == before:
                said.append(f", {value}")
            else:
                said.append(f" ;\n    {names[verb]} {value}" if before else f"{names[verb]} {value}")
                before = verb
        yield f"\n{names[subject]} {''.join(said)} .\n"


def _literal(text: str, names: Names) -> str:
    lexical, datatype = split_datatype(text)
    return f"{lexical}^^{names[datatype]}" if datatype else text
