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
from collections.abc import Container, Iterable, Iterator

from kg.model import Graph, Literal

_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]+\.[0-9]+")  # rdflib would read .5 as 0.5


def records(graph: Graph, prefixes: Container[str] = ()) -> list[str]:
    """The records of a graph, sorted, each ended by a line break; every triple is in one pair.

    A record ends in a tab as well where Turtle can have it as it is: no property has two values, and all
    names are plain ones under the given ``prefixes``. Most are, and are written many times faster.
    """
    plain = _Plain(prefixes)
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    more: defaultdict[str, set[str]] = defaultdict(set)  # further values of a property
    odd = set()
    for node in graph.nodes:
        own = said[node.iri]
        if own.setdefault("a", node.type) != node.type:
            more[node.iri].add(f"a {node.type}")
        if node.label:
            label = f'"{_escaped(node.label)}"@zh'
            if own.setdefault("rdfs:label", label) != label:
                more[node.iri].add(f"rdfs:label {label}")
        if not (plain[node.iri] and plain[node.type]):
            odd.add(node.iri)
    for edge in graph.edges:
        source, verb, target = edge.source, edge.property, edge.target
        if verb == "rdf:type":
            verb = "a"
        value = target if isinstance(target, str) else term(target)
        if said[source].setdefault(verb, value) != value:
            more[source].add(f"{verb} {value}")
        name = target if isinstance(target, str) else target.datatype
        if not (plain[name] and plain[verb] and plain[source]):
            odd.add(source)
    lines = []
    for subject, own in said.items():
        pairs = [f"{verb} {value}" for verb, value in own.items()]
        if subject in more:
            pairs += more[subject]
        pairs.sort()
        ending = "\n" if subject in more or subject in odd else "\t\n"
        lines.append("\t".join((subject, *pairs)) + ending)
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
        self[name] = plain = known and _LOCAL.fullmatch(local) is not None
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
