"""What a format hands over: a text and what its container says about it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from unicodedata import category

from kg.errors import SourceError
from kg.model import Source
from kg.reading.limits import EMPTY, Options, met
from kg.reading.metadata import derive, is_title, short_place

_BLANK = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))  # controls, invisible characters, spaces
KINDS = ("review", "government")


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody other than the text says about a document; None where nobody does."""

    title: str | None = None
    year: int | None = None
    place: str | None = None
    issuer: str | None = None
    kind: str | None = None
    encoding: str | None = None

    def over(self, other: Given) -> Given:
        """This, and the other where this says nothing."""
        gaps = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **gaps)


@dataclass(frozen=True, slots=True)
class Document:
    """``part`` tells documents of one file apart ("" where it holds only one); ``extracted`` names
    how the text was won from a file that is not text."""

    text: str
    part: str = ""
    given: Given = field(default_factory=Given)
    extracted: str | None = None
    notes: tuple[str, ...] = ()


def source_of(document: Document, name: str, given: Given, options: Options) -> Source:
    """The document with its metadata: options before ``given`` before the container before the text. A file
    whose name is the title that its text does not have is read as if it stood there.

    Raises SourceError for a document that is empty or too long."""
    text, notes = document.text, list(document.notes)
    if all(category(c) in _BLANK for c in text):
        raise SourceError(EMPTY)
    if len(text) > options.limits.document_chars:
        allowed = f"{options.limits.document_chars:,} allowed {met('document_chars')}"
        raise SourceError(f"{len(text):,} characters, more than the {allowed}")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        data = text.encode("utf-8")
        notes.append("half a surrogate pair replaced by U+FFFD")
    said = Given(options.title, options.year, options.place).over(given).over(document.given)
    own, stem = derive(text), _stem(name).rpartition("/")[2]
    found = derive(text, said.title) if said.title else own
    if not (said.title or found.title or document.part) and is_title(stem):
        found, said = derive(text, stem), replace(said, title=stem)
        notes.append("title taken from the file's name")
    if said.year is None:
        notes += found.notes
    year = found.year if said.year is None else said.year
    place = short_place(said.place) if said.place else found.place
    kind = said.kind or found.kind
    return Source(
        id=document.part or _stem(name),
        text=text,
        title=said.title or found.title,
        year=year,
        place=place,
        sha256=sha256(data).hexdigest(),
        file=f"{name}#{document.part}" if document.part else name,
        kind=kind,
        issuer=said.issuer or found.issuer,
        extracted=document.extracted,
        notes=tuple(notes),
        told=(year, place, kind) != (own.year, own.place, own.kind),
    )


def _stem(name: str) -> str:
    head, dot, _ = name.rpartition(".")
    return head if dot and head and not head.endswith("/") else name
