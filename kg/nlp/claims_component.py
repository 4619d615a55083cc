"""The component that relates mentions."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.claims import ClaimFinder
from kg.nlp.draft import draft_of
from kg.nlp.groups import Groups
from kg.nlp.relation_rules import RelationFinder
from kg.nlp.words import Words
from kg.rules import PlainRules, PlainWords, Rule


class Claims:
    """Fills in the draft's claims and each observation's programme."""

    def __init__(self, finder: ClaimFinder, stated: RelationFinder) -> None:
        self.finder = finder
        self.stated = stated

    def __call__(self, doc: Doc) -> Doc:
        draft = draft_of(doc)
        draft.claims, draft.mentions = self.finder.find(draft.text, draft.laid_out, draft.mentions)
        claims, rejected = self.stated.find(draft.text, draft.laid_out, draft.mentions)
        draft.claims = list(dict.fromkeys((*draft.claims, *claims)))
        draft.rejected += rejected
        return doc


@Language.factory("workreport_claims", default_config={"rules": [], "lexicon": {}})
def create_claims(nlp: Language, name: str, rules: PlainRules, lexicon: PlainWords) -> Claims:
    """From rules and lexicon as plain data."""
    stated = RelationFinder([Rule.from_json(rule) for rule in rules])
    return Claims(ClaimFinder(Groups(Words.from_lexicon(lexicon))), stated)
