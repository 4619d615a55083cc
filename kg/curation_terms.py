"""Corrections held against an ontology: its classes and properties, and the types that institutions have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from kg.curation_entry import OBSERVATIONS, Curation, Entry
from kg.curation_values import one_of
from kg.errors import CurationError
from kg.ontology import Ontology
from kg.ontology_values import values_of
from kg.wording import nearest

_INSTITUTION, _NUMBER = "wr:Institution", "wr:Number"


def institution_types(ontology: Ontology) -> Mapping[str, str]:
    """The types that an institution may have, with their labels; empty where any will do."""
    return values_of(ontology, "wr:institutionType")


@lru_cache(maxsize=256)
def known(curation: Curation, ontology: Ontology) -> Curation:
    """The same corrections, types of institutions by their names where they are given by their labels.

    CurationError where one names a class or property that the ontology lacks, a class of things that no
    report names or counts, or a type that no institution has."""
    things = [name for name in ontology.classes if "wr:Entity" in ontology.ancestors(name)]
    return Curation(tuple(_known(entry, things, ontology) for entry in curation.entries))


def _known(entry: Entry, things: list[str], ontology: Ontology) -> Entry:
    changes = dict(entry.changes)
    changed = str(changes.get("class") or "")
    for name in (entry.type, changed):
        if name and name != _NUMBER and name not in ontology.classes:
            classes = [each for each in things if each != "wr:Entity"]
            classes += ["wr:Observation", *OBSERVATIONS, _NUMBER]
            raise CurationError(f"{entry.place}: {_unknown(name, 'classes', classes)}")
    if entry.relation and entry.relation not in ontology.properties:
        relations = _between(things, ontology)
        raise CurationError(f"{entry.place}: {_unknown(entry.relation, 'relations', relations)}")
    accepted = entry.type if entry.action == "accept" else ""
    for term in (changed, accepted.replace("wr:Observation", "")):
        if term and term not in (*things, *OBSERVATIONS):
            raise CurationError(
                f"{entry.place}: nothing there is a {term}; give Outcome, Target or a class below wr:Entity"
            )
    class_, given = changes.get("class") or entry.type, changes.get("type")
    types = institution_types(ontology) if given and class_ in ("", _INSTITUTION) else {}
    if not types:
        return entry
    try:
        changes["type"] = one_of("type", types, given)
    except ValueError as wrong:
        if class_:
            raise CurationError(f"{entry.place}: {wrong}") from None
        return replace(entry, type="wr:Programme")  # whose type may be any word
    return replace(entry, changes=tuple(sorted(changes.items())))


def _unknown(name: str, what: str, there: list[str]) -> str:
    """That there is no such class or relation, and which one was meant, or else which there are."""
    known = [each.rpartition(":")[2] for each in there]
    hint = nearest(name.rpartition(":")[2], known) or f"; its {what} are {', '.join(known)}"
    return f"{name} is not in the ontology{hint}"


def _between(things: list[str], ontology: Ontology) -> list[str]:
    """The relations that things may have to each other and to figures."""
    pairs = [(one, other) for one in things for other in (*things, *OBSERVATIONS)]
    links = [known.name for known in ontology.properties.values() if known.kind == "object"]
    return [name for name in links if any(ontology.admits(one, name, other) for one, other in pairs)]
