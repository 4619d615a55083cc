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

_INSTITUTION = "wr:Institution"


def institution_types(ontology: Ontology) -> Mapping[str, str]:
    """The types that an institution may have, with their labels; empty where any will do."""
    return values_of(ontology, "wr:institutionType")


@lru_cache(maxsize=256)
def known(curation: Curation, ontology: Ontology) -> Curation:
    """The same corrections, types of institutions by their names where they are given by their labels.

    CurationError where one names a class or property that the ontology lacks, a class of things that no
    report names or counts, or a type that no institution has."""
    terms = {*ontology.classes, *ontology.properties, "wr:Number"}
    things = {*(name for name in ontology.classes if "wr:Entity" in ontology.ancestors(name)), *OBSERVATIONS}
    return Curation(tuple(_known(entry, terms, things, ontology) for entry in curation.entries))


def _known(entry: Entry, terms: set[str], things: set[str], ontology: Ontology) -> Entry:
    changes = dict(entry.changes)
    changed = str(changes.get("class") or "")
    for term in (entry.type, entry.relation, changed):
        if term and term not in terms:
            raise CurationError(f"{entry.place}: {term} is not in the ontology; kg vocabulary lists what is")
    accepted = entry.type if entry.action == "accept" else ""
    for term in (changed, accepted.replace("wr:Observation", "")):
        if term and term not in things:
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
