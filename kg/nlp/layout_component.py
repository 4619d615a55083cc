"""The component that finds lines, sentences and clauses, and tells the Doc where sentences start."""

from __future__ import annotations

import numpy as np
from spacy.attrs import SENT_START  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.draft import draft_of
from kg.nlp.layout import lay_out


@Language.component("workreport_layout")
def layout(doc: Doc) -> Doc:
    """Set the draft's layout and, on character tokens, the sentence starts."""
    draft = draft_of(doc)
    draft.layout = lay_out(draft.text)
    if len(doc) == len(draft.text) and len(doc):
        starts = np.full((len(doc), 1), -1, dtype="int64").astype("uint64")
        starts[[0, *(s.start for s in draft.layout.sentences)], 0] = 1
        doc.from_array([SENT_START], starts)  # type: ignore[arg-type]  # the stub wants a protocol
    return doc
