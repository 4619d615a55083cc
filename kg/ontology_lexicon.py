"""The lexicon: kinds of words by class, read from ``lexicon.ttl`` (SKOS)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.ontology_turtle import TurtleFile


@dataclass(frozen=True, slots=True, eq=False)
class LexiconClass:
    """One kind of word. ``words`` holds its own and those of all narrower classes, the longest
    first, then in code point order; ``narrower`` names all classes below it, sorted."""

    name: str
    words: tuple[str, ...]
    attributes: Mapping[str, str]
    narrower: tuple[str, ...]


def lexicon_of(file: TurtleFile) -> dict[str, LexiconClass]:
    """The classes of ``lexicon.ttl`` by name: every skos:Concept of the prefix ``lex:``.

    Raises OntologyError for a skos:broader that leads nowhere or in a circle, an empty word, a word in
    another language than Chinese, or an attribute that is no literal or has two values.
    """
    concepts = [s for s in file.typed("skos:Concept") if s.startswith("lex:")]
    known = frozenset(concepts)
    broader: dict[str, tuple[str, ...]] = {}
    for concept in concepts:
        broader[concept] = file.references(concept, "skos:broader", known, "class")
    below: dict[str, set[str]] = {concept: set() for concept in concepts}
    for concept in concepts:
        for above in _above(concept, broader, file):
            below[above].add(concept)
    own = {concept: _words(concept, file) for concept in concepts}
    lexicon = {}
    for concept in concepts:
        words = set(own[concept]).union(*(own[narrower] for narrower in below[concept]))
        name = concept.removeprefix("lex:")
        lexicon[name] = LexiconClass(
            name=name,
            words=tuple(sorted(words, key=lambda word: (-len(word), word))),
            attributes=_attributes(concept, file),
            narrower=tuple(sorted(narrower.removeprefix("lex:") for narrower in below[concept])),
        )
    return lexicon


def _above(concept: str, broader: Mapping[str, tuple[str, ...]], file: TurtleFile) -> set[str]:
    found: set[str] = set()
    waiting = list(broader[concept])
    while waiting:
        above = waiting.pop()
        if above == concept:
            raise file.error(concept, "is broader than itself; break the circle of skos:broader")
        if above not in found:
            found.add(above)
            waiting += broader[above]
    return found


def _words(concept: str, file: TurtleFile) -> list[str]:
    words = []
    for literal in file.literals(concept, "skos:altLabel"):
        if literal.language not in ("", "zh"):
            raise file.error(concept, f'has the word "{literal.value}"@{literal.language}; use @zh or none')
        if not literal.value or literal.value != literal.value.strip():
            raise file.error(concept, f'has the word "{literal.value}", empty or with space around it')
        words.append(literal.value)
    return words


def _attributes(concept: str, file: TurtleFile) -> dict[str, str]:
    attributes = {}
    for predicate in file.subjects[concept]:
        if predicate.startswith("wr:"):
            values = file.literals(concept, predicate)
            if len(values) != 1:
                raise file.error(concept, f"needs exactly one literal as {predicate}")
            attributes[predicate.removeprefix("wr:")] = values[0].value
    return attributes
