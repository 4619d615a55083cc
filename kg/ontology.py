"""Turtle → Ontology: the classes, properties, lexicon and places that everything else goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from kg.errors import UsageError
from kg.ontology_indicators import IndicatorWords, indicators_of
from kg.ontology_lexicon import LexiconClass, lexicon_of
from kg.ontology_places import Place, full_name, places_of
from kg.ontology_terms import OntologyClass, OntologyProperty, classes_of, properties_of
from kg.ontology_turtle import read_turtle

__all__ = ["LexiconClass", "Ontology", "OntologyClass", "OntologyProperty", "Place", "load_ontology"]

DEFAULT_BASE = "https://w3id.org/workreport/id/"


@dataclass(frozen=True, slots=True, eq=False)
class Ontology:
    """What ``ontology/`` says. Names are CURIEs by ``prefixes``; lexicon classes go by bare name,
    places by each of their names. ``folder`` is where it was read from."""

    folder: Path
    prefixes: Mapping[str, str]
    classes: Mapping[str, OntologyClass]
    properties: Mapping[str, OntologyProperty]
    lexicon: Mapping[str, LexiconClass]
    places: Mapping[str, Place]
    indicators: IndicatorWords
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def ancestors(self, name: str) -> frozenset[str]:
        """The class and all classes above it, those of other vocabularies included."""
        known = self._ancestors.get(name)
        if known is None:
            known = self._ancestors[name] = self._above(name)
        return known

    def _above(self, name: str) -> frozenset[str]:
        found = {name}
        waiting = [name]
        while waiting:
            known = self.classes.get(waiting.pop())
            fresh = [parent for parent in known.parents if parent not in found] if known else []
            found.update(fresh)
            waiting += fresh
        return frozenset(found)

    def objection(self, subject: str, property_: str, target: str) -> str | None:
        """Why the ontology does not admit that an individual of class ``subject`` has ``property_`` with
        one of class (or datatype) ``target``; None where it does."""
        known = self.properties.get(property_)
        if known is None:
            return f"{property_} is no property of the ontology"
        classes, targets = self.ancestors(subject), self.ancestors(target)
        if known.domain and not classes.intersection(known.domain):
            return f"{subject} is outside the domain of {property_}"
        if known.range and not targets.intersection(known.range):
            return f"{target} is outside the range of {property_}"
        for name in sorted(classes):
            only = self.classes[name].only.get(property_, ()) if name in self.classes else ()
            if only and not targets.intersection(only):
                return f"{property_} of a {name} leads to {' or '.join(only)}, not to {target}"
        return None

    def admits(self, subject: str, property_: str, target: str) -> bool:
        """Whether domain, range and class restrictions allow the property between the two classes."""
        return self.objection(subject, property_, target) is None

    def full_name(self, name: str, place: str | None) -> str | None:
        """The name of a body with its place in front (市委 of 巴中: 巴中市委); see ``kg.ontology_places``."""
        return full_name(name, place, self.places)

    def is_national(self, name: str, institution_type: str) -> bool:
        """Whether a body or meeting belongs to no place: its name begins with a word of ``national_lead``
        (中央经济工作会议) or ends in one of a lexicon class of the type with ``wr:scope "national"`` (教育部,
        any 大学)."""
        leads = self.lexicon.get("national_lead")
        words = _national_words(self, institution_type)
        return bool(leads and name.startswith(leads.words)) or any(
            name[start:] in words for start in range(len(name))
        )

    @property
    def standing_bodies(self) -> tuple[str, ...]:
        """The names of bodies that begin with the level of their place (市委, 省政府), the longest first:
        the words of lexicon classes with ``wr:levelFirst "true"``."""
        return self._words_by_level("true")

    @property
    def no_levels(self) -> tuple[str, ...]:
        """Words that only begin like a level (国际, 市场): of classes with ``wr:levelFirst "false"``."""
        return self._words_by_level("false")

    def _words_by_level(self, first: str) -> tuple[str, ...]:
        classes = (known for known in self.lexicon.values() if known.attributes.get("levelFirst") == first)
        words = {word for known in classes for word in known.words}
        return tuple(sorted(words, key=lambda word: (-len(word), word)))

    def namespaces(self, base: str = DEFAULT_BASE) -> dict[str, str]:
        """The prefixes and ``id``, the base of individuals.

        Raises UsageError unless ``base`` is an absolute ASCII IRI that ends in ``/`` or ``#``.
        """
        scheme, colon, rest = base.partition(":")
        forbidden = any(not "!" <= c <= "~" or c in '<>"{}|^`\\' for c in base)
        if forbidden or not colon or not rest or not scheme.isalnum() or base[-1] not in "/#":
            raise UsageError(f"--base {base!r}: give an absolute ASCII IRI that ends in / or #")
        return {**self.prefixes, "id": base}


@lru_cache(maxsize=64)
def _national_words(ontology: Ontology, institution_type: str) -> frozenset[str]:
    given = {"institutionType": institution_type, "scope": "national"}.items()
    classes = (known for known in ontology.lexicon.values() if given <= known.attributes.items())
    return frozenset(word for known in classes for word in known.words)


def load_ontology(folder: Path | None = None) -> Ontology:
    """The ontology in ``folder``; without one, the copy inside the installed package or else the
    checkout's ``ontology/``.

    Raises OntologyError naming file, line and term. Loading takes about 50 ms; a folder with unchanged
    files is loaded once per process.
    """
    where = folder if folder is not None else shipped_folder()
    names = ("workreport.ttl", "lexicon.ttl", "places.ttl", "indicators.ttl")
    content = sha256()
    for name in names:
        if (where / name).is_file():
            content.update((where / name).read_bytes())
    return _load(where, content.hexdigest())


def shipped_folder() -> Path:
    """The folder of ontology files that belongs to this copy of the package."""
    inside = Path(__file__).parent / "_ontology"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "ontology"


@lru_cache(maxsize=4)
def _load(folder: Path, _content: str) -> Ontology:
    terms = read_turtle(folder / "workreport.ttl")
    return Ontology(
        folder=folder,
        prefixes=dict(sorted(terms.prefixes.items())),
        classes=classes_of(terms),
        properties=properties_of(terms),
        lexicon=lexicon_of(read_turtle(folder / "lexicon.ttl")),
        places=places_of(read_turtle(folder / "places.ttl")),
        indicators=indicators_of(read_turtle(folder / "indicators.ttl")),
    )
