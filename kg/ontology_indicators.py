"""The vocabulary of indicators and units, from ``indicators.ttl`` (SKOS)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kg.ontology_turtle import TurtleFile


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

    Raises OntologyError for a concept without exactly one Chinese name, a wording given to two
    indicators or a factor that is no number.
    """
    concepts = _members(file, "ind:indicators")
    names: dict[str, str] = {}
    inner: dict[str, str] = {}
    for concept in concepts:
        name = _label(file, concept)
        short = _words(file, concept, "skos:hiddenLabel")
        inner.update(dict.fromkeys(short, name))
        for word in (name, *short, *_words(file, concept)):
            if names.setdefault(word, name) != name:
                raise file.error(concept, f"takes “{word}”, which names {names[word]} already; keep one")

    def attribute(property_: str) -> dict[str, str]:
        return {_label(file, c): o.value for c in concepts for o in file.literals(c, property_)}

    close = [(_label(file, c), _label(file, o)) for c in concepts for o in file.names(c, "skos:closeMatch")]
    return IndicatorWords(
        names=names,
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
    return sorted(s for s in file.subjects if scheme in file.names(s, "skos:inScheme"))


def _label(file: TurtleFile, concept: str) -> str:
    found = [o.value for o in file.literals(concept, "skos:prefLabel") if o.language != "en"]
    if len(found) != 1:
        raise file.error(concept, "needs exactly one skos:prefLabel that is not @en")
    return found[0]


def _words(file: TurtleFile, concept: str, property_: str = "skos:altLabel") -> tuple[str, ...]:
    found = {o.value for o in file.literals(concept, property_)}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _units(file: TurtleFile) -> dict[str, tuple[str, Decimal]]:
    found: dict[str, tuple[str, Decimal]] = {}
    for concept in _members(file, "ind:units"):
        base = next(iter(file.names(concept, "skos:broader")), concept)
        factor = next((o.value for o in file.literals(concept, "wr:factor")), "1")
        try:
            folded = _label(file, base), Decimal(factor)
        except InvalidOperation as error:
            raise file.error(concept, f"has the wr:factor “{factor}”, which is no number") from error
        found.update(dict.fromkeys((_label(file, concept), *_words(file, concept)), folded))
    return found
