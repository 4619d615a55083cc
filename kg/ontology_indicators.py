"""The vocabulary of indicators and units, from ``indicators.ttl`` (SKOS)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kg.ontology_turtle import TurtleFile

_SCHEMES = ("ind:indicators", "ind:units", "ind:words")


@dataclass(frozen=True, eq=False, slots=True)
class IndicatorWords:
    """What ``indicators.ttl`` says; all words are plain Chinese strings, word lists longest first.

    ``names`` leads from every wording to the canonical name (canonical names to themselves),
    ``inner`` holds (short form, full name) to replace anywhere. ``desired`` is "up" or "down" by
    canonical name, ``constant_prices`` and ``close`` hold canonical names. ``units`` leads from a
    unit to (the unit it folds to, factor).
    """

    names: Mapping[str, str]
    inner: tuple[tuple[str, str], ...]
    before_any: tuple[str, ...]
    before_standard: tuple[str, ...]
    after_any: tuple[str, ...]
    after_standard: tuple[str, ...]
    hollow: tuple[str, ...]
    vague: tuple[str, ...]
    aims: tuple[str, ...]
    periods: tuple[str, ...]
    year_before: frozenset[str]
    desired: Mapping[str, str]
    constant_prices: frozenset[str]
    close: frozenset[tuple[str, str]]
    units: Mapping[str, tuple[str, Decimal]]


def indicators_of(file: TurtleFile) -> IndicatorWords:
    """The vocabulary in the file.

    Raises OntologyError for a concept without exactly one Chinese name, a name or wording given to two
    indicators or two units, a factor that is no number, and a scheme, broader unit or neighbour that the file
    does not have.
    """
    concepts = _members(file, "ind:indicators")
    owners = _owners(file, concepts, "skos:hiddenLabel", "skos:altLabel")
    inner = {w: _label(file, c) for c in concepts for w in _words(file, c, "skos:hiddenLabel")}

    def attribute(property_: str) -> dict[str, str]:
        return {_label(file, c): o.value for c in concepts for o in file.literals(c, property_)}

    near = [(c, o) for c in concepts for o in file.references(c, "skos:closeMatch", concepts, "indicator")]
    close = [(_label(file, one), _label(file, other)) for one, other in near]
    return IndicatorWords(
        names={word: _label(file, concept) for word, concept in owners.items()},
        inner=tuple(sorted(inner.items(), key=lambda pair: (-len(pair[0]), pair))),
        before_any=_words(file, "ind:before-any"),
        before_standard=_words(file, "ind:before-standard"),
        after_any=_words(file, "ind:after-any"),
        after_standard=_words(file, "ind:after-standard"),
        hollow=_words(file, "ind:hollow"),
        vague=_words(file, "ind:vague"),
        aims=_words(file, "ind:aims"),
        periods=_words(file, "ind:periods"),
        year_before=frozenset(_words(file, "ind:year-before")),
        desired=attribute("wr:desired"),
        constant_prices=frozenset(n for n, p in attribute("wr:prices").items() if p == "constant"),
        close=frozenset((min(pair), max(pair)) for pair in close),
        units=_units(file),
    )


def _members(file: TurtleFile, scheme: str) -> list[str]:
    schemes = {*_SCHEMES, *file.typed("skos:ConceptScheme")}
    return [s for s in file.subjects if scheme in file.references(s, "skos:inScheme", schemes, "scheme")]


def _owners(file: TurtleFile, concepts: list[str], *properties: str) -> dict[str, str]:
    """The names and other words of the concepts, each with the concept that it names."""
    owners: dict[str, str] = {}
    for concept in concepts:
        others = (word for property_ in properties for word in _words(file, concept, property_))
        for word in (_label(file, concept), *others):
            first = owners.setdefault(word, concept)
            if first != concept:
                raise file.error(concept, f"takes “{word}”, which names {first} already; keep one")
    return owners


def _label(file: TurtleFile, concept: str) -> str:
    found = [o.value for o in file.literals(concept, "skos:prefLabel") if o.language != "en"]
    if len(found) != 1:
        raise file.error(concept, "needs exactly one skos:prefLabel that is not @en")
    return found[0]


def _words(file: TurtleFile, concept: str, property_: str = "skos:altLabel") -> tuple[str, ...]:
    found = {o.value for o in file.literals(concept, property_)}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _units(file: TurtleFile) -> dict[str, tuple[str, Decimal]]:
    concepts = _members(file, "ind:units")
    folds: dict[str, tuple[str, Decimal]] = {}
    for concept in concepts:
        base = next(iter(file.references(concept, "skos:broader", concepts, "unit")), concept)
        factor = next((o.value for o in file.literals(concept, "wr:factor")), "1")
        try:
            folds[concept] = _label(file, base), Decimal(factor)
        except InvalidOperation as error:
            raise file.error(concept, f"has the wr:factor “{factor}”, which is no number") from error
    return {word: folds[concept] for word, concept in _owners(file, concepts, "skos:altLabel").items()}
