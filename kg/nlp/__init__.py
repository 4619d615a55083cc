"""Text → Reading: a spaCy pipeline on character tokens, its rules and words from the ontology.

spaCy objects stay in this package. ``load`` makes the pipeline, ``read_text`` runs it on one text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import SourceError, UsageError
from kg.model import Reading, Text
from kg.ontology import Ontology, load_ontology
from kg.rules import Rule, load_rules

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load", "make_nlp", "read_text"]

_TOKENIZER = {"nlp": {"lang": "zh", "tokenizer": {"@tokenizers": "workreport_characters"}}}
COMPONENTS = ("workreport_layout", "workreport_names", "workreport_quantities", "workreport_claims")


def load(model: str | None = None, ontology: Ontology | None = None) -> Language:
    """The pipeline with the rules of ``ontology`` (None: the one shipped), on an installed Chinese
    pipeline ``model`` (a package name or a folder) or, without one, on a blank one.

    Raises RuleError or OntologyError for broken data, UsageError for a model that cannot be loaded.
    """
    ontology = ontology or load_ontology()
    rules = load_rules(ontology.folder / "rules", lexicon_words(ontology), _terms(ontology))
    return _unbounded(make_nlp(ontology, rules, model))


def make_nlp(ontology: Ontology, rules: Iterable[Rule], model: str | None = None) -> Language:
    """A spaCy ``Language`` whose last components are ours; their rules and words travel as JSON
    configuration, so that ``to_disk`` and ``spacy.load`` give the same readings."""
    import spacy

    from kg.nlp import (  # noqa: F401  (they register what the configuration names)
        characters,
        claims_component,
        layout_component,
        names_component,
        quantities_component,
    )

    nlp = _installed(model) if model else spacy.blank("zh", config=_TOKENIZER)
    if set(COMPONENTS) <= set(nlp.pipe_names):
        return nlp  # saved with rules of its own
    lexicon = {name: list(words) for name, words in lexicon_words(ontology).items()}
    comparators = {
        name: c.attributes["comparator"]
        for name, c in ontology.lexicon.items()
        if "comparator" in c.attributes
    }
    data = [rule.to_json() for rule in rules]
    nlp.add_pipe("workreport_layout")
    nlp.add_pipe("workreport_names", config={"rules": data, "lexicon": lexicon})
    nlp.add_pipe(
        "workreport_quantities", config={"rules": data, "lexicon": lexicon, "comparators": comparators}
    )
    nlp.add_pipe("workreport_claims", config={"rules": data, "lexicon": lexicon})
    return nlp


def _unbounded(nlp: Language) -> Language:
    """Our components alone need no limit on length: spaCy's is for parsers."""
    if set(nlp.pipe_names) <= set(COMPONENTS):
        nlp.max_length = sys.maxsize
    return nlp


def lexicon_words(ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """The words of each lexicon class; ``place`` holds the names of places.ttl."""
    return {name: c.words for name, c in ontology.lexicon.items()} | {"place": tuple(sorted(ontology.places))}


def read_text(nlp: Language, text: Text) -> Reading:
    """All that one cleaned text says; mentions in order of place."""
    from kg.nlp.draft import Draft, begin

    source = text.source
    damaged = tuple(text.cleaned(start, end) for start, end, _ in text.damaged)
    draft = Draft(text.chars, source.year, source.place, source.title, source.kind, damaged)
    if not text.chars.strip():
        return Reading(text, (), (), ())
    if len(text.chars) > nlp.max_length:
        raise SourceError(
            f"{len(text.chars):,} characters, more than the {nlp.max_length:,} that --model takes"
        )
    doc = nlp.make_doc(text.chars)
    begin(doc, draft)
    nlp(doc)
    mentions = sorted(draft.mentions, key=lambda m: (m.start, m.end, m.type, m.name))
    rejected = sorted(draft.rejected, key=lambda r: (r.start, r.end, r.kind, r.rule))
    return Reading(text, tuple(mentions), tuple(draft.claims), tuple(rejected), draft.dates)


def _terms(ontology: Ontology) -> tuple[str, ...]:
    return (*ontology.classes, *ontology.properties)


def _installed(model: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(Path(model) if Path(model).exists() else model)
    except (OSError, ValueError, ImportError) as error:
        reason = " ".join(str(error).split())[:160]
        raise UsageError(
            f"--model {model}: not an installed spaCy pipeline or its folder: {reason}"
        ) from error
    if nlp.lang != "zh":
        raise UsageError(f"--model {model}: a pipeline for '{nlp.lang}'; a Chinese one (zh) is needed")
    return nlp
