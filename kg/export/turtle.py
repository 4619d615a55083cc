"""Turtle (W3C, RDF 1.1 Turtle), written straight from records: a block for each individual.

The same graph gives the same bytes: individuals by name, what is said of each by property and value in
code point order, numbers as they were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        if line.endswith("\t\n") and not line.endswith("\t\t\n"):  # plain, each property with one value
            yield "\n" + line[:-2].replace("\t", " ", 1).replace("\t", " ;\n    ") + " .\n"
            continue
        subject, *pairs = line.rstrip("\t\n").split("\t")
        said = [pair.split(" ", 1) for pair in pairs]
        if not line.endswith("\t\n"):
            subject = names[subject]
            said = [[names[verb], _value(value, names)] for verb, value in said]
        yield _block(subject, said)


def _block(subject: str, said: Iterable[Sequence[str]]) -> str:
    """What is said of an individual, as pairs of a property and a value, each property once."""
    parts = [f"\n{subject} "]
    before = ""
    for verb, value in said:
        if verb == before:
            parts.append(f", {value}")
        else:
            parts.append(f" ;\n    {verb} {value}" if before else f"{verb} {value}")
            before = verb
    return "".join((*parts, " .\n"))


def _value(text: str, names: Names) -> str:
    """A name or a literal as Turtle has it."""
    if is_name(text):
        return names[text]
    lexical, datatype = split_datatype(text)
    return f"{lexical}^^{names[datatype]}" if datatype else text
