"""The component that relates mentions."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.claims import ClaimFinder
from kg.nlp.draft import draft_of
from kg.nlp.groups import Groups
from kg.nlp.words import Words


class Claims:
    """Fills in the draft's claims and each observation's programme."""

    def __init__(self, finder: ClaimFinder) -> None:
        self.finder = finder

    def __call__(self, doc: Doc) -> Doc:
        draft = draft_of(doc)
        draft.claims, draft.mentions = self.finder.find(draft.text, draft.laid_out, draft.mentions)
        return doc


@Language.factory("workreport_claims", default_config={"lexicon": {}})
def create_claims(nlp: Language, name: str, lexicon: dict[str, list[str]]) -> Claims:
    """From the lexicon as plain data."""
    return Claims(ClaimFinder(Groups(Words.from_lexicon(lexicon))))
