"""Graph → records: one line of text for each individual, in the words of Turtle.

    id:year-2025 ⇥ a wr:Year ⇥ rdfs:label "2025年"@zh ⇥ wr:yearNumber 2025

Records are what processes exchange, what the cache keeps and what a build sorts and merges: text sorts
fast, needs no graph in memory, and becomes Turtle by changing tabs into line breaks. Names stay short
(CURIEs), so a record does not depend on the base IRI. Pairs are in code point order; ``a`` is rdf:type and
comes first by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from kg.model import Graph, Literal
from kg.model_subjects import Subjects

_NODE = {"rdf:type": "a", "rdfs:label": "rdfs:label"}  # what a node says itself
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# What Turtle writes without quotes: datatype → whether a lexical form is such.
_BARE: Mapping[str, Callable[[str], object]] = {
    "xsd:integer": re.compile(r"[+-]?[0-9]+").fullmatch,
    "xsd:decimal": re.compile(r"[+-]?[0-9]+\.[0-9]+").fullmatch,  # rdflib would read .5 as 0.5
    "xsd:boolean": frozenset(("true", "false")).__contains__,
}


def records(graph: Graph | Subjects, prefixes: Container[str] = ()) -> list[str]:
    """The records of a graph, sorted, each ended by a line break; every triple is in one pair.

    A record ends in a tab as well where Turtle can have it as it is: no property has two values, and all
    names are plain ones under the given ``prefixes``. Most are, and are written many times faster.
    """
    graph = graph if isinstance(graph, Subjects) else Subjects.of(graph)
    plain = _Plain(prefixes)
    pairs: dict[str, list[str]] = {}
    odd = set()
    for name, type_, label in graph.nodes:
        own = pairs.setdefault(name, [])
        if own or not plain[type_]:
            odd.add(name)
        own.append(f"a {type_}")
        if label:
            own.append(f'rdfs:label "{_escaped(label)}"@zh')
    for name, said in graph.said.items():
        own = pairs.setdefault(name, [])
        for property_, values in said.items():
            if property_ in _NODE:  # the node may say the same
                property_ = _NODE[property_]
                odd.add(name)
            for value in values:
                if isinstance(value, str):
                    own.append(f"{property_} {value}")
                    known = plain[value]
                else:
                    own.append(f"{property_} {term(value)}")
                    known = plain[value.datatype]
                if not known:
                    odd.add(name)
            if len(values) > 1 or not plain[property_]:
                odd.add(name)
    lines = []
    for name, own in pairs.items():
        if name in odd or not plain[name]:
            lines.append("\t".join((name, *sorted(set(own)))) + "\n")
        else:
            own.sort()
            lines.append("\t".join((name, *own)) + "\t\n")
    lines.sort()
    return lines


class _Plain(dict[str, bool]):
    """Whether Turtle writes a name as a record does: a CURIE of a known prefix without escapes."""

    def __init__(self, prefixes: Container[str]) -> None:
        super().__init__({"": True, "a": True})
        self._prefixes = prefixes

    def __missing__(self, name: str) -> bool:
        prefix, _, local = name.partition(":")
        known = prefix == "id" or prefix in self._prefixes
        simple = local.isascii() and local.replace("-", "a").replace("_", "a").isalnum()
        self[name] = plain = known and simple and local[0] != "-"
        return plain


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
    subject, *pairs = first.rstrip(b"\t\n").split(b"\t")
    own = set(pairs).union(*(other.rstrip(b"\t\n").split(b"\t")[1:] for other in others))
    return b"\t".join((subject, *sorted(own))).decode() + "\n"


def term(literal: Literal) -> str:
    """A literal as Turtle writes it, its lexical form kept."""
    value, datatype, language = literal
    if language:
        return f'"{_escaped(value)}"@{language}'
    if not datatype:
        return f'"{_escaped(value)}"'
    bare = _BARE.get(datatype)
    return value if bare and bare(value) else f'"{_escaped(value)}"^^{datatype}'


def _escaped(value: str) -> str:
    """Line breaks, tabs and quotes as Turtle escapes them; half a surrogate pair is no character."""
    if value.isalnum() or not _SPECIAL.search(value):
        return value
    return _SPECIAL.sub(_escape, value)


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
