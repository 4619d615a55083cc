"""The component that finds the names of programmes, institutions, policies, meetings and goals."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Mention
from kg.nlp.draft import add_spans, draft_of
from kg.nlp.names import ENTITY_CLASSES, NameFinder
from kg.nlp.words import Words
from kg.rules import PlainRules, PlainWords, Rule

_LABELS = {"ORG": "wr:Institution"}  # of a model's entities, those that name what we look for
_SHORTEST = 4  # a model's organisation of fewer characters is seldom a name


class Names:
    """Rules first; a loaded model's organisations join where no rule has found a name."""

    def __init__(self, finder: NameFinder) -> None:
        self.finder = finder

    def __call__(self, doc: Doc) -> Doc:
        draft = draft_of(doc)
        found, rejected = self.finder.find(draft.text)
        covered = [(m.start, m.end) for m in found]
        for ent in doc.ents:
            kind = _LABELS.get(ent.label_)
            start, end = ent.start_char, ent.end_char
            if kind and end - start >= _SHORTEST and not any(a < end and start < b for a, b in covered):
                attributes = {"type": "other", "aliases": (), "stage": None, "scope": "local", "full": None}
                found.append(Mention(start, end, draft.text[start:end], kind, attributes, "model"))
        found.sort(key=lambda m: (m.start, m.end, m.name))
        draft.mentions += found
        draft.rejected += rejected
        for kind in dict.fromkeys((*ENTITY_CLASSES, *(m.type for m in found))):
            add_spans(doc, _group(kind), [m for m in found if m.type == kind])
        return doc


def _group(kind: str) -> str:
    """The span group of a class: ``wr:Policy`` → ``policies``."""
    name = kind.partition(":")[2].lower()
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


@Language.factory("workreport_names", default_config={"rules": [], "lexicon": {}})
def create_names(nlp: Language, name: str, rules: PlainRules, lexicon: PlainWords) -> Names:
    """From rules and lexicon as plain data, so that a saved pipeline carries them."""
    return Names(NameFinder([Rule.from_json(rule) for rule in rules], lexicon, Words.from_lexicon(lexicon)))
