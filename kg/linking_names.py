"""Programmes over time, and entities whose names say that they are close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from kg.indicators import skeleton
from kg.linking_facts import Life
from kg.model import Node
from kg.ontology_indicators import IndicatorWords

Pair = tuple[str, str, Decimal]

_RENAMED = Decimal("0.9")  # the whole name of one is the name of the other without its head noun
_SAME_CORE = Decimal("0.7")
_LOWEST = Decimal("0.5")  # below: only the first words are the same
_ELSEWHERE = Decimal("0.5")
_PREFIX = 4


def successions(found: Sequence[Life]) -> Iterator[Pair]:
    """(later programme, earlier one, score): the same place, no year in common, and a shared name.

    Names are shared when one is the other's name without its head noun, or, as a candidate of low
    score, when two of the same head noun begin alike and no third one does.
    """
    renamed: set[tuple[str, str]] = set()
    by_name: defaultdict[tuple[str, str], list[Life]] = defaultdict(list)
    for life in found:
        for name in {life.label, *life.names}:
            by_name[life.place, name].append(life)
    for (_, name), same in sorted(by_name.items()):
        for later, earlier in _in_order(same):
            if (later.iri, earlier.iri) not in renamed:
                renamed.add((later.iri, earlier.iri))
                whole = name in (later.label, earlier.label)
                yield later.iri, earlier.iri, _RENAMED if whole else _SAME_CORE
    by_prefix: defaultdict[tuple[str, str, str], list[Life]] = defaultdict(list)
    for life in found:
        if life.head and len(life.label) - len(life.head) > _PREFIX:
            by_prefix[life.place, life.head, life.label[:_PREFIX]].append(life)
    for _, alike in sorted(by_prefix.items()):
        if len(alike) == 2:
            for later, earlier in _in_order(alike):
                score = _likeness(later, earlier)
                if score is not None and (later.iri, earlier.iri) not in renamed:
                    yield later.iri, earlier.iri, score


def _in_order(alike: Sequence[Life]) -> Iterator[tuple[Life, Life]]:
    """Each programme with the last one before it that it has no year in common with."""
    dated = sorted((life for life in alike if life.years), key=lambda life: (life.years, life.iri))
    for earlier, later in pairwise(dated):
        if earlier.years[-1] < later.years[0]:
            yield later, earlier


def _likeness(later: Life, earlier: Life) -> Decimal | None:
    cores = later.label.removesuffix(later.head), earlier.label.removesuffix(earlier.head)
    shared = next((i for i, (a, b) in enumerate(zip(*cores, strict=False)) if a != b), min(map(len, cores)))
    longest = max(map(len, cores))
    if shared < _PREFIX or shared * 2 < longest:
        return None
    return (_LOWEST * shared / longest).quantize(Decimal("0.01"))


def close_indicators(labels: Mapping[str, str], words: IndicatorWords) -> Iterator[Pair]:
    """(indicator, indicator, score) for names that differ by hollow words or by word order only,
    and for the neighbouring statistics that the vocabulary names; each pair in code point order."""
    by_label = {label: iri for iri, label in sorted(labels.items())}
    found: dict[tuple[str, str], Decimal] = {}
    for one, other in words.close:
        if one in by_label and other in by_label:
            _keep(found, by_label[one], by_label[other], Decimal("0.8"))
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for label in by_label:
        groups["words", skeleton(label, words)].append(label)
        groups["order", "".join(sorted(label))].append(label)
    for (way, _), alike in groups.items():
        centre, *others = sorted(alike, key=lambda label: (len(label), label))
        for other in others:
            score = Decimal("0.85") if way == "order" else _dice(centre, other)
            if way == "words" or (len(centre) > _PREFIX and _same_pairs(centre, other)):
                _keep(found, by_label[centre], by_label[other], score)
    for (a, b), score in sorted(found.items()):
        yield a, b, score


def _keep(found: dict[tuple[str, str], Decimal], one: str, other: str, score: Decimal) -> None:
    pair = (min(one, other), max(one, other))
    found[pair] = max(score, found.get(pair, score))


def _dice(one: str, other: str) -> Decimal:
    """Twice the shorter over both lengths: what two names share where one holds the other's characters."""
    shared = 2 * min(len(one), len(other))
    return (Decimal(shared) / (len(one) + len(other))).quantize(Decimal("0.01"))


def _same_pairs(one: str, other: str) -> bool:
    """Whether at least half of the neighbouring characters are the same, so words moved as wholes."""
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    others = {other[i : i + 2] for i in range(len(other) - 1)}
    return 2 * len(pairs & others) >= len(pairs)


def namesakes(nodes: Iterable[Node], national: frozenset[str]) -> Iterator[Pair]:
    """(entity, entity, score) for entities of one class and label in several places: each with the
    national one, or else with the first."""
    same: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for node in nodes:
        same[node.type, node.label].append(node.iri)
    for _, alike in sorted(same.items()):
        centre, *others = sorted(alike, key=lambda iri: (iri not in national, iri))
        for other in others:
            yield min(centre, other), max(centre, other), _ELSEWHERE
