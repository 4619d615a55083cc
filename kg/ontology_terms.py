"""The classes and properties of ``workreport.ttl`` (OWL)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from kg.ontology_turtle import TurtleFile
from kg.wording import nearest

KINDS = {
    "owl:ObjectProperty": "object",
    "owl:DatatypeProperty": "datatype",
    "owl:AnnotationProperty": "annotation",
}


@dataclass(frozen=True, slots=True, eq=False)
class OntologyClass:
    """A class: ``labels`` and ``comments`` by language, ``parents`` its direct superclasses, ``scoped``
    whether one name in two places is two individuals, ``only`` what a property of its members
    must lead to (owl:allValuesFrom)."""

    name: str
    labels: Mapping[str, str]
    comments: Mapping[str, str]
    parents: tuple[str, ...]
    scoped: bool
    only: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class OntologyProperty:
    """A property: ``kind`` is "object", "datatype" or "annotation"; ``domain`` and ``range`` hold the
    classes of which one must apply, empty for no condition."""

    name: str
    kind: str
    labels: Mapping[str, str]
    comments: Mapping[str, str]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    parents: tuple[str, ...]


def classes_of(file: TurtleFile) -> dict[str, OntologyClass]:
    """The named owl:Class terms, in the order of the file.

    Raises OntologyError for one without label in Chinese and English or below an unknown wr: class.
    """
    classes = {}
    for name in file.typed("owl:Class"):
        if name.startswith("_:"):
            continue
        above = file.names(name, "rdfs:subClassOf")
        restrictions = [b for b in above if "owl:Restriction" in file.names(b, "rdf:type")]
        classes[name] = OntologyClass(
            name=name,
            labels=_by_language(file, name, "rdfs:label", required=True),
            comments=_by_language(file, name, "rdfs:comment"),
            parents=tuple(parent for parent in above if parent not in restrictions),
            scoped=any(literal.value == "true" for literal in file.literals(name, "wr:scoped")),
            only={
                property_: tuple(chain(*(_union(file, o) for o in file.names(b, "owl:allValuesFrom"))))
                for b in restrictions
                for property_ in file.names(b, "owl:onProperty")
            },
        )
    for known in classes.values():
        _require(file, known.name, known.parents, classes)
    return classes


def properties_of(file: TurtleFile) -> dict[str, OntologyProperty]:
    """The owl properties, in the order of the file, whichever their kind.

    Raises OntologyError for one without label in Chinese and English, or with an unknown wr: class as
    domain or range.
    """
    classes = dict.fromkeys(file.typed("owl:Class"))
    properties = {}
    for type_, kind in KINDS.items():
        for name in file.typed(type_):
            properties[name] = known = OntologyProperty(
                name=name,
                kind=kind,
                labels=_by_language(file, name, "rdfs:label", required=True),
                comments=_by_language(file, name, "rdfs:comment"),
                domain=_ends(file, name, "rdfs:domain", "schema:domainIncludes"),
                range=_ends(file, name, "rdfs:range", "schema:rangeIncludes"),
                parents=file.names(name, "rdfs:subPropertyOf"),
            )
            _require(file, name, (*known.domain, *known.range), classes)
    order = {name: at for at, name in enumerate(file.subjects)}
    return dict(sorted(properties.items(), key=lambda item: order[item[0]]))


def _ends(file: TurtleFile, name: str, *predicates: str) -> tuple[str, ...]:
    ends = chain(*(file.names(name, predicate) for predicate in predicates))
    return tuple(chain(*(_union(file, end) for end in ends)))


def _union(file: TurtleFile, name: str) -> tuple[str, ...]:
    """The members of an owl:unionOf, or the class itself."""
    heads = file.names(name, "owl:unionOf") if name.startswith("_:") else ()
    found = chain(*(file.members(head) for head in heads)) if heads else (name,)
    return tuple(each for each in found if isinstance(each, str))


def _require(file: TurtleFile, name: str, used: tuple[str, ...], classes: Mapping[str, object]) -> None:
    for other in used:
        if other.startswith("wr:") and other not in classes:
            raise file.error(
                name, f"uses {other}, which is no owl:Class of this file{nearest(other, classes)}"
            )


def _by_language(file: TurtleFile, name: str, predicate: str, *, required: bool = False) -> dict[str, str]:
    found = {literal.language: literal.value for literal in file.literals(name, predicate)}
    if required and not {"zh", "en"} <= found.keys():
        raise file.error(name, f"needs {predicate} in @zh and in @en")
    return found
