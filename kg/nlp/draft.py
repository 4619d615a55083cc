"""What the components of the pipeline pass on, kept with the Doc while it lives."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from kg.model import Claim, Mention, Rejected
from kg.nlp.dates import Dates
from kg.nlp.layout import Layout

_KEY = "workreport"


@dataclass(slots=True)
class Draft:
    """A reading in the making; ``text`` is the Doc's text, asked for once (it is rebuilt at each call)."""

    text: str
    year: int | None = None
    place: str | None = None
    title: str | None = None
    kind: str = "review"
    damaged: tuple[tuple[int, int], ...] = ()
    layout: Layout | None = None
    dates: Dates | None = None
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def laid_out(self) -> Layout:
        """The layout; raises ValueError where no layout component ran before."""
        if self.layout is None:
            raise ValueError("the component workreport_layout must come first in the pipeline")
        return self.layout


def draft_of(doc: Doc) -> Draft:
    """The draft of a Doc, begun where it has none (a text with no metadata)."""
    draft = doc.user_data.get(_KEY)
    if draft is None:
        draft = doc.user_data[_KEY] = Draft(doc.text)
    return draft


def begin(doc: Doc, draft: Draft) -> None:
    """Give a Doc its draft, with what is known of the document."""
    doc.user_data[_KEY] = draft


def add_spans(doc: Doc, group: str, mentions: list[Mention]) -> None:
    """Put mentions on the Doc as a span group, for whoever uses the pipeline in spaCy."""
    if len(doc) == len(draft_of(doc).text):  # a token a character
        doc.spans[group] = [Span(doc, m.start, m.end) for m in mentions]
        return
    spans = [doc.char_span(m.start, m.end, alignment_mode="expand") for m in mentions]
    doc.spans[group] = [span for span in spans if span is not None]
