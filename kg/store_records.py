"""Graph → records: one line of text for each individual, in the words of Turtle.

    id:year-2025 ⇥ a wr:Year ⇥ rdfs:label "2025年"@zh ⇥ wr:yearNumber 2025

Records are what processes exchange, what the cache keeps and what a build sorts and merges: text sorts
fast, needs no graph in memory, and becomes Turtle by changing tabs into line breaks. Names stay short
(CURIEs), so a record does not depend on the base IRI. Pairs are in code point order; ``a`` is rdf:type and
comes first by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import lru_cache

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


def records(graph: Graph | Subjects, prefixes: Iterable[str] = ()) -> list[str]:
    """The records of a graph, sorted, each ended by a line break; every triple is in one pair.

    A record ends in a tab as well where all its names are plain ones under the given ``prefixes``, so that
    Turtle can have it as it is, and in two where, besides, a property has several values. Most are plain, and
    are written many times faster.
    """
    graph = graph if isinstance(graph, Subjects) else Subjects.of(graph)
    written = _Written()
    names: set[str] = set()
    found: dict[str, list[str]] = {}
    several = set()
    for name, type_, label in graph.nodes:
        if name in found:
            several.add(name)
        pairs = found.setdefault(name, [])
        pairs.append(f"a {type_}")
        names.add(type_)
        if label:
            pairs.append(f'rdfs:label "{_escaped(label)}"@zh')
    for name, said in graph.said.items():
        pairs = found.setdefault(name, [])
        most = len(pairs) + len(said)
        names.update(said)
        for property_, values in said.items():
            verb = _NODE.get(property_, property_)
            for value in values:
                if isinstance(value, str):
                    names.add(value)
                    pairs.append(f"{verb} {value}")
                else:
                    pairs.append(f"{verb} {written[value]}")
        if len(pairs) > most or not said.keys().isdisjoint(_NODE):  # the node may say the same
            several.add(name)
    lines = []
    for name, pairs in found.items():
        mark = "\t\n"
        if name in several:
            pairs, mark = list(set(pairs)), "\t\t\n"
        pairs.sort()
        lines.append("\t".join((name, *pairs)) + mark)
    plain = _plain_names(tuple(prefixes))
    odd = {name for name in names.union(found, written.datatypes) if not plain(name)}
    if odd:
        lines = [_without_mark(line, odd) for line in lines]
    lines.sort()
    return lines


class _Written(dict[Literal, str]):
    """How Turtle writes a literal; ``datatypes`` are those that it had to name."""

    def __init__(self) -> None:
        super().__init__()
        self.datatypes: set[str] = set()

    def __missing__(self, literal: Literal) -> str:
        self[literal] = text = term(literal)
        if literal.datatype and text.endswith(literal.datatype):
            self.datatypes.add(literal.datatype)
        return text


@lru_cache(maxsize=8)
def _plain_names(prefixes: tuple[str, ...]) -> Callable[[str], object]:
    """Whether a name is a CURIE of one of the prefixes that needs no escape."""
    known = "|".join(map(re.escape, ("id", *prefixes)))
    return re.compile(f"a|(?:{known}):[A-Za-z0-9_][A-Za-z0-9_-]*").fullmatch


def _without_mark(line: str, odd: Set[str]) -> str:
    """The record, its mark taken away where one of its names is odd."""
    name, *pairs = line.rstrip("\t\n").split("\t")
    used = {name}
    for pair in pairs:
        verb, _, value = pair.partition(" ")
        used |= {verb, value.rpartition('"^^')[2]}
    return line if odd.isdisjoint(used) else line.rstrip("\t\n") + "\n"


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
    plain = all(line.endswith(b"\t\n") for line in (first, *others))
    return b"\t".join((subject, *sorted(own))).decode() + ("\t\t\n" if plain else "\n")


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
