"""One indicator through the years, and reported changes that its levels contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kg.linking_facts import Fact
from kg.linking_targets import of_one_year
from kg.ontology_indicators import IndicatorWords

Key = tuple[bool, str, str, str, str, str]
Series = dict[int, Fact]

_SHORTEST = 4  # 培训, 项目: such a name alone does not say what is counted
_SLACK = Decimal(1)  # a percentage point, for figures that were rounded before they were printed
_SHARE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The ``change`` cannot hold beside the two ``levels``; ``score`` grows with the distance."""

    change: Fact
    levels: tuple[Fact, Fact]
    score: Decimal


def series(found: Sequence[Fact], words: IndicatorWords) -> dict[Key, Series]:
    """For each (planned, place, indicator, kind, unit, basis) its years in order, each with the
    one fact that stands for it. A year for which its nearest report gives several values is left out."""
    grouped: defaultdict[Key, defaultdict[int, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in found:
        named = len(fact.label) >= _SHORTEST or fact.label in words.names
        if fact.year is not None and named and of_one_year(fact, words):
            basis = "" if fact.basis in words.year_before else fact.basis
            key = (fact.planned, fact.place, fact.indicator, fact.kind, fact.unit, basis)
            grouped[key][fact.year].append(fact)
    return {
        key: {year: one for year in sorted(years) if (one := _one(years[year])) is not None}
        for key, years in grouped.items()
    }


def _one(same_year: Sequence[Fact]) -> Fact | None:
    nearest = min(abs((f.report_year or 0) - (f.year or 0)) for f in same_year)
    first_hand = [f for f in same_year if abs((f.report_year or 0) - (f.year or 0)) == nearest]
    if len({(f.value, f.direction) for f in first_hand}) > 1:
        return None
    return min(first_hand, key=lambda f: (f.report, f.start, f.iri))


def steps(all_series: dict[Key, Series]) -> Iterator[tuple[Fact, Fact]]:
    """(a fact, the one before it), for all neighbours in a series."""
    for years in all_series.values():
        for earlier, later in pairwise(years.values()):
            yield later, earlier


def contradictions(all_series: dict[Key, Series], words: IndicatorWords) -> Iterator[Contradiction]:
    """Changes against the year before (增长20%) that the levels of the two years do not bear out.

    Growth in constant prices never follows from levels in current ones, and rounded or bounded
    figures (约, 超过) decide nothing: such are left alone.
    """
    levels = {
        (place, indicator, unit): years
        for (planned, place, indicator, kind, unit, _), years in all_series.items()
        if not planned and kind == "level"
    }
    by_indicator: defaultdict[tuple[str, str], list[tuple[str, Series]]] = defaultdict(list)
    for (place, indicator, unit), years in levels.items():
        by_indicator[place, indicator].append((unit, years))
    for (planned, place, indicator, kind, unit, basis), years in all_series.items():
        if planned or basis or kind != "change":
            continue
        for level_unit, known in by_indicator.get((place, indicator), ()):
            for year, change in years.items():
                now, before = known.get(year), known.get(year - 1)
                if now and before and change.label not in words.constant_prices:
                    score = _distance(change, now, before, absolute=unit == level_unit)
                    if score is not None and unit in ("%", level_unit):
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
    digits = fact.value.normalize()
    exponent = digits.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
