"""The closed lists of the shapes: a property that takes some literals only, and what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg.model import Literal
from kg.ontology import Ontology
from kg.ontology_turtle import read_turtle


@lru_cache(maxsize=64)
def values_of(ontology: Ontology, property_: str) -> Mapping[str, str]:
    """The literals that ``shapes.ttl`` allows as values of the property (sh:in), in its order, each with the
    Chinese label of the concept in ``workreport.ttl`` that has it as its skos:notation ("" for none);
    empty where any value will do. OntologyError for a file that is missing or not Turtle."""
    shapes, terms = (read_turtle(ontology.folder / name) for name in ("shapes.ttl", "workreport.ttl"))
    labels = {
        notation.value: label.value
        for concept in terms.typed("skos:Concept")
        for notation in terms.literals(concept, "skos:notation")
        for label in terms.literals(concept, "skos:prefLabel")
        if label.language == "zh"
    }
    found = (
        value
        for shape in shapes.typed("sh:PropertyShape")
        if property_ in shapes.names(shape, "sh:path")
        for head in shapes.names(shape, "sh:in")
        for value in shapes.members(head)
    )
    return {value.value: labels.get(value.value, "") for value in found if isinstance(value, Literal)}
