"""Programmes over time, and entities whose names say that they are close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kg.linking_parts import Life, Name

Pair = tuple[str, str, Decimal]

_RENAMED = Decimal("0.9")  # the whole name of one is the name of the other without its head noun
_SAME_CORE = Decimal("0.6")  # 健康中国战略 and 健康中国行动 may be one after the other or side by side
_SAME_BEGINNING = Decimal("0.5")  # the most that a shared beginning says
_PREFIX = 4

NEIGHBOURS = Decimal("0.8")
REORDERED = Decimal("0.85")
ELSEWHERE = Decimal("0.5")


def merged(found: Iterable[Life]) -> list[Life]:
    """One life for each programme, with all its names and years, ordered by name."""
    same: defaultdict[str, list[Life]] = defaultdict(list)
    for life in found:
        same[life.iri].append(life)
    return [
        Life(
            iri,
            label=min(life.label for life in own),
            names=frozenset().union(*(life.names for life in own)),
            head=min((life.head for life in own if life.head), default=""),
            years=frozenset().union(*(life.years for life in own)),
        )
        for iri, own in sorted(same.items())
    ]


def successions(found: Sequence[Life]) -> Iterator[Pair]:
    """(later programme, earlier one, score) among the programmes of one place that have no year in common
    and share a name.

    Names are shared when one is the other's name without its head noun. Of those that are left, two of
    the same head noun that begin alike are a candidate of low score where no third one does.
    """
    renamed: dict[tuple[str, str], Decimal] = {}
    by_name: defaultdict[str, list[Life]] = defaultdict(list)
    for life in found:
        for name in {life.label, *life.names}:
            by_name[name].append(life)
    for name, same in by_name.items():
        for later, earlier in _in_order(same):
            pair = later.iri, earlier.iri
            score = _RENAMED if name in (later.label, earlier.label) else _SAME_CORE
            renamed[pair] = max(score, renamed.get(pair, score))
    for (one, other), score in sorted(renamed.items()):
        yield one, other, score
    settled = {iri for pair in renamed for iri in pair}
    by_prefix: defaultdict[tuple[str, str], list[Life]] = defaultdict(list)
    for life in found:
        if life.head and life.iri not in settled and len(life.label) - len(life.head) > _PREFIX:
            by_prefix[life.head, life.label[:_PREFIX]].append(life)
    for _, alike in sorted(by_prefix.items()):
        if len(alike) == 2:
            for later, earlier in _in_order(alike):
                likeness = _likeness(later, earlier)
                if likeness is not None:
                    yield later.iri, earlier.iri, likeness


def _in_order(alike: Sequence[Life]) -> Iterator[tuple[Life, Life]]:
    """Each programme with the one before it, where they have no year in common."""
    dated = sorted((life for life in alike if life.years), key=lambda life: (sorted(life.years), life.iri))
    for earlier, later in pairwise(dated):
        if max(earlier.years) < min(later.years):
            yield later, earlier


def _likeness(later: Life, earlier: Life) -> Decimal | None:
    cores = later.label.removesuffix(later.head), earlier.label.removesuffix(earlier.head)
    shared = next((i for i, (a, b) in enumerate(zip(*cores, strict=False)) if a != b), min(map(len, cores)))
    longest = max(map(len, cores))
    if shared < _PREFIX or shared * 2 < longest:
        return None
    return (_SAME_BEGINNING * shared / longest).quantize(Decimal("0.01"))


def same_words(found: Sequence[Name]) -> Iterator[Pair]:
    """Indicators that differ by hollow words (专业, 各类) only: the shortest with each of the others."""
    centre, *others = _by_length(found)
    for other in others:
        shared = 2 * len(centre.label)
        score = (Decimal(shared) / (shared + len(other.label) - len(centre.label))).quantize(Decimal("0.01"))
        yield _pair(centre, other, score)


def same_characters(found: Sequence[Name]) -> Iterator[Pair]:
    """Indicators of the same characters in which words moved as wholes (城镇新增就业, 新增城镇就业)."""
    centre, *others = _by_length(found)
    for other in others:
        pairs, moved = (
            {name.label[i : i + 2] for i in range(len(name.label) - 1)} for name in (centre, other)
        )
        if len(centre.label) > _PREFIX and 2 * len(pairs & moved) >= len(pairs):
            yield _pair(centre, other, REORDERED)


def neighbours(found: Sequence[Name]) -> Iterator[Pair]:
    """Two statistics that the vocabulary calls close, where both are there."""
    for one, other in pairwise(_by_length(found)):
        yield _pair(one, other, NEIGHBOURS)


def namesakes(found: Sequence[Name]) -> Iterator[Pair]:
    """Entities of one class and label in several places: the national one, or else the first, with
    each of the others."""
    centre, *others = sorted(set(found), key=lambda name: (not name.national, name.iri))
    for other in others:
        yield _pair(centre, other, ELSEWHERE)


def _by_length(found: Sequence[Name]) -> list[Name]:
    return sorted(set(found), key=lambda name: (len(name.label), name.label, name.iri))


def _pair(one: Name, other: Name, score: Decimal) -> Pair:
    return min(one.iri, other.iri), max(one.iri, other.iri), score
