"""Graph → records: one line of text for each individual, in the words of Turtle.

    id:year-2025 ⇥ a wr:Year ⇥ rdfs:label "2025年"@zh ⇥ wr:yearNumber 2025

Records are what processes exchange, what the cache keeps and what a build sorts and merges: text sorts
fast, needs no graph in memory, and becomes Turtle by changing tabs into line breaks. Names stay short
(CURIEs), so a record does not depend on the base IRI. Pairs are in code point order; ``a`` is rdf:type and
comes first by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.model import Graph, Literal

_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]+\.[0-9]+")  # rdflib would read .5 as 0.5


def records(graph: Graph) -> list[str]:
    """The records of a graph, sorted, each ended by a line break; every triple is in one pair."""
    pairs: defaultdict[str, set[str]] = defaultdict(set)
    for node in graph.nodes:
        own = pairs[node.iri]
        own.add(f"a {node.type}")
        if node.label:
            own.add(f'rdfs:label "{_escaped(node.label)}"@zh')
    for edge in graph.edges:
        target, verb = edge.target, "a" if edge.property == "rdf:type" else edge.property
        pairs[edge.source].add(f"{verb} {target if isinstance(target, str) else term(target)}")
    return sorted("\t".join((subject, *sorted(own))) + "\n" for subject, own in pairs.items())


def merged(lines: Iterable[bytes]) -> Iterator[str]:
    """Sorted, distinct records of several graphs as those of their union: one for each individual."""
    subject, waiting = b"", b""
    alike: list[bytes] = []  # further records of the same individual
    for line in lines:
        if line.startswith(subject) and waiting:
            alike.append(line)
            continue
        if waiting:
            yield _union(waiting, alike) if alike else waiting.decode()
            alike = []
        subject, waiting = line[: line.index(b"\t") + 1], line
    if waiting:
        yield _union(waiting, alike) if alike else waiting.decode()


def _union(first: bytes, others: list[bytes]) -> str:
    subject, *pairs = first[:-1].split(b"\t")
    own = set(pairs).union(*(other[:-1].split(b"\t")[1:] for other in others))
    return b"\t".join((subject, *sorted(own))).decode() + "\n"


def term(literal: Literal) -> str:
    """A literal as Turtle writes it, its lexical form kept."""
    value = literal.value
    if literal.language:
        return f'"{_escaped(value)}"@{literal.language}'
    match literal.datatype:
        case "xsd:integer" if _INTEGER.fullmatch(value):
            return value
        case "xsd:decimal" if _DECIMAL.fullmatch(value):
            return value
        case "xsd:boolean" if value in ("true", "false"):
            return value
        case "":
            return f'"{_escaped(value)}"'
    return f'"{_escaped(value)}"^^{literal.datatype}'


def _escaped(value: str) -> str:
    """Line breaks, tabs and quotes as Turtle escapes them; half a surrogate pair is no character."""
    return _SPECIAL.sub(_escape, value) if _SPECIAL.search(value) else value


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
