"""JSON-LD (W3C; 1.0 and 1.1 alike): one object per individual, with a context of plain terms inside the file.

A property goes by its local name (``activeIn``), and the context says what kind of value it has, so that
the objects hold names, texts and numbers only; a value of another kind is written out in full.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, BinaryIO

from kg.model import Graph, Literal
from kg.ontology import Ontology
from kg.store import Triple, sorted_triples

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what every JSON reader gives back digit by digit

Json = dict[str, Any]


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write ``graph`` with individuals under ``base``, one individual a line."""
    found = sorted_triples(graph)
    terms = _terms(ontology, {property_ for _, property_, _ in found})
    context: Json = dict(ontology.namespaces(base))
    context |= {term: _definition(name, kind) for name, (term, kind) in sorted(terms.items())}
    out.write(b'{"@context": ' + _json(context, indent=2) + b',\n"@graph": [')
    between = b"\n"
    for node in _objects(found, terms):
        out.write(between + _json(node))
        between = b",\n"
    out.write(b"\n]}\n")


def _terms(ontology: Ontology, used: Iterable[str]) -> dict[str, tuple[str, str]]:
    """For each property its term and what its values are: ``@id``, ``@language`` or a datatype.

    Two properties of one local name keep their prefixes.
    """
    locals_ = [name.partition(":")[2] for name in ontology.properties]
    terms = {}
    for name in used:
        known, local = ontology.properties.get(name), name.partition(":")[2]
        if known is None:
            continue
        if known.kind == "object":
            kind = "@id"
        else:
            kind = (
                "@language"
                if known.kind == "annotation" or "rdf:langString" in known.range
                else known.range[0]
            )
        terms[name] = (local if locals_.count(local) == 1 else name, kind)
    return terms


def _definition(name: str, kind: str) -> Json:
    if kind == "@language":
        return {"@id": name, "@language": "zh"}
    return {"@id": name} if kind == "xsd:string" else {"@id": name, "@type": kind}


def _objects(found: list[Triple], terms: Mapping[str, tuple[str, str]]) -> Iterator[Json]:
    for subject, said in groupby(found, key=lambda triple: triple[0]):
        node: Json = {"@id": subject}
        for property_, values in groupby(said, key=lambda triple: triple[1]):
            if property_ == "rdf:type":
                key, written = "@type", [target for _, _, target in values]
            else:
                key, kind = terms.get(property_, (property_, ""))
                written = [_value(target, kind) for _, _, target in values]
            node[key] = written[0] if len(written) == 1 else written
        yield node


def _value(target: str | Literal, kind: str) -> Any:
    if isinstance(target, str):
        return target if kind == "@id" else {"@id": target}
    plain = "@language" if target.language == "zh" else target.datatype or "xsd:string"
    if plain == kind and not (target.language and target.language != "zh"):
        number = kind == "xsd:integer" and _INTEGER.fullmatch(target.value)
        return int(target.value) if number else target.value
    if target.language:
        return {"@value": target.value, "@language": target.language}
    return {"@value": target.value, "@type": target.datatype} if target.datatype else {"@value": target.value}


def _json(value: Any, indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()
