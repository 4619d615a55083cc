"""RDF 1.2 Turtle: evidence as annotation of the triple that it backs.

    id:programme-1 wr:targets id:targetgroup-2 ~ id:statement-3 {| wr:rule "…" ; wr:year id:year-2025 |} .

Each wr:Statement becomes a reifier (W3C, RDF 1.2 Turtle, "Reifying Triples" and "Annotation Syntax"), so
its rdf:subject, rdf:predicate and rdf:object are not written. rdflib, Virtuoso and raptor of today
cannot read this; pyoxigraph, Oxigraph and Jena 5 can.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import BinaryIO

from kg.export.terms import Names, write_blocks
from kg.model import Graph
from kg.ontology import Ontology
from kg.store import Term, Triple, sorted_triples
from kg.store_records import term

_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write ``graph`` with individuals under ``base``."""
    namespaces = ontology.namespaces(base)
    names = Names(namespaces)
    backing: dict[Triple, list[str]] = defaultdict(list)
    for edge in graph.edges:
        if edge.evidence:
            backing[edge.source, edge.property, edge.target].append(edge.evidence)
    inside = {name for statements in backing.values() for name in statements}
    said = {
        subject: list(own) for subject, own in groupby(sorted_triples(graph), key=lambda triple: triple[0])
    }

    def value(target: Term) -> str:
        if isinstance(target, str):
            return names[target]
        lexical, mark, datatype = term(target).rpartition("^^")
        return f"{lexical}^^{names[datatype]}" if mark and target.datatype else term(target)

    def pair(triple: Triple) -> str:
        _, property_, target = triple
        return f"{names['a' if property_ == 'rdf:type' else property_]} {value(target)}"

    def annotation(statement: str) -> str:
        own = " ; ".join(pair(triple) for triple in said.get(statement, ()) if triple[1] not in _PARTS)
        return f" ~ {names[statement]}" + (f" {{| {own} |}}" if own else "")

    def block(subject: str) -> str:
        lines = (pair(triple) + "".join(map(annotation, sorted(backing[triple]))) for triple in said[subject])
        return f"\n{names[subject]} " + " ;\n    ".join(lines) + " .\n"

    out.write("".join(f"@prefix {p}: <{iri}> .\n" for p, iri in sorted(namespaces.items())).encode())
    write_blocks((block(subject) for subject in said if subject not in inside), out)
