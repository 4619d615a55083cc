"""The values that flow through the house, standard library only.

    file ─read▶ Source ─clean▶ Text ─nlp▶ Reading ─map▶ Graph ─∪▶ Graph ─link▶ Graph ─write▶ files

Ontology terms are written as CURIEs (``"wr:Programme"``), individuals as ``"id:…"`` names;
the writers expand both, so no value depends on the base IRI of a build.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

Scalar = str | int | float | bool | tuple[str, ...] | None
Attributes = Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Source:
    """A document as published.

    ``text`` is the decoded file (or the text extracted from it: ``extracted`` then names how),
    the very characters that evidence offsets count; a form feed parts the pages of a PDF.
    ``sha256`` is of the text in UTF-8 (of a plain UTF-8 file: of its bytes), so that the same text
    under two names, or in two encodings, is one report. ``year`` and ``place`` are None where
    neither the document nor its reader says them; ``kind``
    is ``"review"`` (综述, 总结: reports its own year) or ``"government"`` (政府工作报告: reviews
    the year before and plans its own). ``told``: one of these three is what somebody else says, and
    not what the text says of itself, so that the same text may be another report elsewhere.
    """

    id: str
    text: str
    title: str | None = None
    year: int | None = None
    place: str | None = None
    sha256: str = ""
    file: str = ""
    kind: str = "review"
    issuer: str | None = None
    extracted: str | None = None
    notes: tuple[str, ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Cleaned characters, each with its half-open place in the source.

    ``chars[i]`` comes from ``source.text[starts[i]:ends[i]]``. Neither array ever decreases.
    ``damaged`` holds source spans that could not be repaired, each with what is wrong.
    """

    source: Source
    chars: str
    starts: Sequence[int]
    ends: Sequence[int]
    damaged: tuple[tuple[int, int, str], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets (Unicode code points, half-open) of the cleaned span."""
        if not 0 <= start < end <= len(self.chars):
            raise ValueError(f"empty or outside the text: {start}, {end}")
        return self.starts[start], self.ends[end - 1]

    def cleaned(self, start: int, end: int) -> tuple[int, int]:
        """The cleaned span that comes from ``source.text[start:end]``; an empty one where nothing does."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    @classmethod
    def unchanged(cls, source: Source) -> Text:
        """The text of a source that needs no cleaning."""
        n = len(source.text)
        return cls(source, source.text, array("I", range(n)), array("I", range(1, n + 1)))


@dataclass(frozen=True, slots=True)
class Mention:
    """What the cleaned text names between ``start`` and ``end``, or a quantity it reports.

    ``type`` is the ontology class (``wr:Programme``, ``wr:Outcome``, …), ``name`` the canonical
    name as the text gives it (of an observation: its indicator), ``rule`` the id of the rule.
    """

    start: int
    end: int
    name: str
    type: str
    attributes: Attributes = field(default_factory=dict, hash=False)
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the sentence ``start``–``end`` says of two mentions, not yet checked by the ontology.
    ``curated`` names the people who confirmed or added it, ``corrections`` their entries."""

    subject: Mention
    property: str
    object: Mention
    rule: str
    start: int
    end: int
    curated: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()


class Rejected(NamedTuple):
    """A candidate that was turned down: where, of what kind (``number``, ``quote``, ``name``,
    ``claim``), by which rule and why."""

    start: int
    end: int
    kind: str
    rule: str
    reason: str


class Dates(Protocol):
    """Says when what stands somewhere in a text is about, for whoever finds more there than the rules."""

    def name(self, start: int) -> int | None:
        """The year of what is named at ``start``."""

    def figure(
        self, start: int, end: int, base: bool = False, status: str | None = None
    ) -> tuple[str, int | None]:
        """Status and year of the figure between ``start`` and ``end``, its ``status`` as known."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says, and what was turned down on the way; ``dates`` None for no text."""

    text: Text
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]
    dates: Dates | None = field(default=None, compare=False, repr=False)


# A graph has hundreds of thousands of these: tuples are made and hashed several times faster.


class Literal(NamedTuple):
    """An RDF literal: its lexical form and a datatype (``xsd:decimal``) or a language (``zh``).

    >>> kg.Literal("28.9", "xsd:decimal").value
    '28.9'
    """

    value: str
    datatype: str = ""
    language: str = ""


class Node(NamedTuple):
    """An individual: its name (``id:programme-6f1c…``), class and canonical label ("" for none).

    >>> kg.Node("id:year-2025", "wr:Year", "2025年").label
    '2025年'
    """

    iri: str
    type: str
    label: str = ""


class Edge(NamedTuple):
    """A triple of the graph: ``target`` is a name (``id:…``, ``wr:level``) or a literal;
    ``evidence`` the name of the wr:Statement that backs it ("" for what needs none).

    >>> graph = kg.read_graph("exports")
    >>> sorted({edge.target for edge in graph.edges if edge.property == "wr:activeIn"})
    ['id:year-2021', 'id:year-2025']
    """

    source: str
    property: str
    target: str | Literal
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges; ``|`` is set union, so builds may merge in any order and grouping.

    >>> graph = kg.read_graph("exports")
    >>> graph | graph == graph | kg.Graph()
    True
    """

    nodes: frozenset[Node] = frozenset()
    edges: frozenset[Edge] = frozenset()

    def __repr__(self) -> str:
        """What a notebook or a log shows of it: a graph of one report is a megabyte of names."""
        return f"Graph({len(self.nodes)} nodes, {len(self.edges)} edges)"

    def __or__(self, other: Graph) -> Graph:
        return Graph(self.nodes | other.nodes, self.edges | other.edges)
