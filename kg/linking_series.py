"""One indicator through the years, and reported changes that its levels contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kg.linking_parts import Fact
from kg.ontology_indicators import IndicatorWords

Series = Mapping[int, Fact]

_SPIKE = 3
_SLACK = Decimal(1)  # a percentage point, for figures that were rounded before they were printed
_SHARE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class What:
    """What a series is of, within one indicator and place; ``basis`` is "" for the year before."""

    planned: bool
    kind: str
    unit: str
    basis: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The ``change`` cannot hold beside the two ``levels``; ``score`` grows with the distance."""

    change: Fact
    levels: tuple[Fact, Fact]
    score: Decimal


def series(found: Sequence[Fact]) -> dict[What, Series]:
    """The series among the facts of one indicator in one place: years in order, each with the one fact
    that stands for it. A year for which its nearest report gives several values is left out."""
    grouped: defaultdict[What, defaultdict[int, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in found:
        grouped[What(fact.planned, fact.kind, fact.unit, fact.basis)][fact.year].append(fact)
    known = {
        what: [one for year in sorted(years) if (one := _one(years[year]))] for what, years in grouped.items()
    }
    return {what: {fact.year: fact for fact in _level(facts)} for what, facts in known.items()}


def _one(same_year: Sequence[Fact]) -> Fact | None:
    nearest = min(abs(fact.report_year - fact.year) for fact in same_year)
    first_hand = [fact for fact in same_year if abs(fact.report_year - fact.year) == nearest]
    if len({(fact.value, fact.direction) for fact in first_hand}) > 1:
        return None
    return min(first_hand, key=lambda fact: (fact.report_year, fact.report, fact.start, fact.iri))


def _level(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts without lone spikes: a figure many times both its neighbours is another quantity, such
    as a five-year total in a report that ends a plan."""
    for at, fact in enumerate(facts):
        beside = [abs(other.value) for other in (*facts[max(at - 1, 0) : at], *facts[at + 1 : at + 2])]
        if len(beside) < 2 or fact.kind == "change" or fact.value <= max(beside) * _SPIKE:
            yield fact


def steps(all_series: Mapping[What, Series]) -> Iterator[tuple[Fact, Fact]]:
    """(a fact, the one before it), for all neighbours in a series."""
    for years in all_series.values():
        for earlier, later in pairwise(years.values()):
            yield later, earlier


def contradictions(all_series: Mapping[What, Series], words: IndicatorWords) -> Iterator[Contradiction]:
    """Changes against the year before (增长20%) that the levels of the two years do not bear out.

    Growth in constant prices never follows from levels in current ones, and bounded figures
    (约, 超过) decide nothing: such are left alone.
    """
    for what, changes in all_series.items():
        if what.planned or what.basis or what.kind != "change":
            continue
        for other, levels in all_series.items():
            absolute = what.unit == other.unit
            if other.planned or other.kind != "level" or not (absolute or what.unit == "%"):
                continue
            for year, change in changes.items():
                now, before = levels.get(year), levels.get(year - 1)
                if now and before and change.label not in words.constant_prices:
                    score = _distance(change, now, before, absolute)
                    if score is not None:
                        yield Contradiction(change, (now, before), score)


def _distance(change: Fact, now: Fact, before: Fact, absolute: bool) -> Decimal | None:
    """How far the levels are from the change, 0.5 to 1, or None where they agree or cannot tell."""
    if change.comparator or now.comparator or before.comparator or before.value <= 0:
        return None
    moved = now.value - before.value
    implied = moved if absolute else moved / before.value * 100
    reported = change.value if change.direction == "up" else -change.value
    rounding = _rounding(now) + _rounding(before)
    allowed = max(abs(reported) * _SHARE, rounding if absolute else rounding / before.value * 100 + _SLACK)
    distance = abs(implied - reported)
    if distance <= allowed:
        return None
    return (distance / (distance + allowed)).quantize(Decimal("0.01"))


def _rounding(fact: Fact) -> Decimal:
    """Half a unit of the last digit that is not a trailing zero: 1.39万亿 is good to 0.005万亿."""
    exponent = fact.value.normalize().as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
