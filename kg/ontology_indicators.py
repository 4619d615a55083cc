"""The vocabulary of indicators and units, read from ``indicators.ttl`` (SKOS).

It belongs to the ontology's room: the only third-party library here is rdflib.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError

if TYPE_CHECKING:
    from rdflib import Graph

IND = "https://w3id.org/workreport/indicators#"
WR = "https://w3id.org/workreport/ontology#"


@dataclass(frozen=True, eq=False, slots=True)
class IndicatorWords:
    """What ``indicators.ttl`` says; all words are plain Chinese strings.

    ``names`` leads from every wording to the canonical name (canonical names to themselves),
    ``inner`` holds (short form, full name) to replace anywhere. The four strip lists are longest
    first. ``desired`` is "up" or "down" by canonical name, ``constant_prices`` and ``close`` hold
    canonical names. ``units`` leads from a unit to (the unit it folds to, factor).
    """

    names: Mapping[str, str]
    inner: tuple[tuple[str, str], ...]
    before_any: tuple[str, ...]
    before_standard: tuple[str, ...]
    after_any: tuple[str, ...]
    after_standard: tuple[str, ...]
    hollow: tuple[str, ...]
    desired: Mapping[str, str]
    constant_prices: frozenset[str]
    close: frozenset[tuple[str, str]]
    units: Mapping[str, tuple[str, Decimal]]


@lru_cache(maxsize=4)
def load_indicators(folder: Path) -> IndicatorWords:
    """The vocabulary in ``folder / "indicators.ttl"``.

    Raises OntologyError for a file that is missing, is no Turtle, gives one wording to two
    indicators or has a factor that is no number.
    """
    import rdflib
    from rdflib.namespace import SKOS

    path = folder / "indicators.ttl"
    graph = rdflib.Graph()
    try:
        graph.parse(data=path.read_text(encoding="utf-8"), format="turtle")
    except FileNotFoundError as error:
        raise OntologyError(f"{path}: not found; the ontology folder must hold it") from error
    except Exception as error:  # rdflib raises whatever its parser meets
        raise OntologyError(f"{path}: not valid Turtle: {' '.join(str(error).split())[:200]}") from error

    def label(concept: rdflib.term.Node) -> str:
        labels = graph.objects(concept, SKOS.prefLabel)
        found = [str(o) for o in labels if getattr(o, "language", None) != "en"]
        if len(found) != 1:
            raise OntologyError(f"{path}: {concept} needs exactly one skos:prefLabel")
        return found[0]

    indicators = sorted(graph.subjects(SKOS.inScheme, rdflib.URIRef(IND + "indicators")), key=str)
    names: dict[str, str] = {}
    inner: dict[str, str] = {}
    for concept in indicators:
        name = label(concept)
        short = [str(o) for o in graph.objects(concept, SKOS.hiddenLabel)]
        inner.update(dict.fromkeys(short, name))
        for word in [name, *short, *map(str, graph.objects(concept, SKOS.altLabel))]:
            if names.setdefault(word, name) != name:
                raise OntologyError(f"{path}: “{word}” names both {names[word]} and {name}; keep one")

    def words(local: str) -> tuple[str, ...]:
        found = {str(o) for o in graph.objects(rdflib.URIRef(IND + local), SKOS.altLabel)}
        return tuple(sorted(found, key=lambda word: (-len(word), word)))

    def attribute(local: str) -> dict[str, str]:
        predicate = rdflib.URIRef(WR + local)
        return {label(c): str(o) for c in indicators for o in graph.objects(c, predicate)}

    return IndicatorWords(
        names=names,
        inner=tuple(sorted(inner.items(), key=lambda pair: (-len(pair[0]), pair))),
        before_any=words("before-any"),
        before_standard=words("before-standard"),
        after_any=words("after-any"),
        after_standard=words("after-standard"),
        hollow=words("hollow"),
        desired=attribute("desired"),
        constant_prices=frozenset(n for n, p in attribute("prices").items() if p == "constant"),
        close=frozenset(
            (min(a, b), max(a, b))
            for c in indicators
            for o in graph.objects(c, SKOS.closeMatch)
            for a, b in [(label(c), label(o))]
        ),
        units=_units(graph, path),
    )


def _units(graph: Graph, path: Path) -> dict[str, tuple[str, Decimal]]:
    import rdflib
    from rdflib.namespace import SKOS

    found: dict[str, tuple[str, Decimal]] = {}
    for concept in sorted(graph.subjects(SKOS.inScheme, rdflib.URIRef(IND + "units")), key=str):
        base = graph.value(concept, SKOS.broader) or concept
        factor = graph.value(concept, rdflib.URIRef(WR + "factor")) or "1"
        try:
            folded = str(graph.value(base, SKOS.prefLabel)), Decimal(str(factor))
        except InvalidOperation as error:
            raise OntologyError(f"{path}: {concept}: wr:factor “{factor}” is no number") from error
        for predicate in (SKOS.prefLabel, SKOS.altLabel):
            found.update((str(word), folded) for word in graph.objects(concept, predicate))
    return found
