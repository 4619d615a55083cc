"""Names and literals of records as the RDF syntaxes write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import BinaryIO

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")  # what needs no escape in Turtle
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_AT_ONCE = 4096  # individuals written together
_REMEMBERED = 1 << 17  # names kept: classes, properties and years recur, most individuals soon do


def write_blocks(blocks: Iterable[str], out: BinaryIO) -> None:
    """Write pieces of text as UTF-8, many at once."""
    waiting: list[str] = []
    for block in blocks:
        waiting.append(block)
        if len(waiting) == _AT_ONCE:
            out.write("".join(waiting).encode())
            waiting.clear()
    out.write("".join(waiting).encode())


def is_name(text: str) -> bool:
    """Whether the value of a record is a name and not a literal, number or truth value."""
    return text[0] not in '"+-.0123456789' and text not in ("true", "false")


def split_datatype(text: str) -> tuple[str, str]:
    """A literal of a record and the name of its datatype ("" for none, or a language)."""
    lexical, mark, datatype = text.rpartition('"^^')
    return (f'{lexical}"', datatype) if mark and '"' not in datatype else (text, "")


def iri(name: str, namespaces: Mapping[str, str]) -> str:
    """The IRI of a name; what no IRI may hold is percent-encoded."""
    prefix, _, local = name.partition(":")
    known = namespaces.get(prefix)
    whole = name if known is None else known + local
    if _FORBIDDEN.search(whole):
        return _FORBIDDEN.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8", "replace")), whole)
    return whole


class Names(dict[str, str]):
    """How Turtle writes a name: as a CURIE where its grammar allows that, else as an IRI in brackets."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        super().__init__(a="a")
        self._namespaces = namespaces

    def __missing__(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        short = prefix == "_" or (prefix in self._namespaces and _LOCAL.fullmatch(local))
        written = name if short else f"<{iri(name, self._namespaces)}>"
        if len(self) < _REMEMBERED:
            self[name] = written
        return written


class Iris(dict[str, str]):
    """How N-Triples writes a name: as an IRI in brackets, or a blank node."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        super().__init__(a=f"<{RDF_TYPE}>")
        self._namespaces = namespaces

    def __missing__(self, name: str) -> str:
        written = name if name.startswith("_:") else f"<{iri(name, self._namespaces)}>"
        if len(self) < _REMEMBERED:
            self[name] = written
        return written
