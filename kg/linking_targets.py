"""Which outcome a later report gives for the target that an earlier one set, and whether it was met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.linking_facts import Fact
from kg.ontology_indicators import IndicatorWords

Key = tuple[str, str, str, str, int]

# An amount many times its target is another quantity under the same name (a five-year total, a part).
_FARTHEST = Decimal(3)


@dataclass(frozen=True, slots=True)
class Result:
    """``outcome`` tells what became of ``target``; ``met`` is None where the words do not decide."""

    outcome: Fact
    target: Fact
    met: bool | None
    score: Decimal


def results(found: Sequence[Fact], words: IndicatorWords) -> Iterator[Result]:
    """At most one outcome for each target: same place, indicator, measure, unit and year, from the
    earliest later report that gives exactly one value; none where reports leave a choice."""
    outcomes: defaultdict[Key, list[Fact]] = defaultdict(list)
    targets: defaultdict[Key, list[Fact]] = defaultdict(list)
    for fact in found:
        if fact.year is not None and fact.report_year is not None and of_one_year(fact, words):
            key = (fact.place, fact.indicator, fact.measure, fact.unit, fact.year)
            (targets if fact.planned else outcomes)[key].append(fact)
    for key, wanted in targets.items():
        reached = outcomes.get(key, [])
        for target in wanted:
            outcome = _outcome(target, reached)
            if outcome is not None:
                yield Result(outcome, target, _met(outcome, target, wanted, words), _score(outcome))


def of_one_year(fact: Fact, words: IndicatorWords) -> bool:
    """Whether the clause speaks of one year, and not of a period's total or yearly mean."""
    return not any(word in fact.clause for word in words.periods)


def _outcome(target: Fact, reached: Sequence[Fact]) -> Fact | None:
    later: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in reached:
        if _may_tell(fact, target):
            later[fact.report_year or 0].append(fact)
    for _, candidates in sorted(later.items()):
        if len({(fact.value, fact.direction) for fact in candidates}) == 1:
            return min(candidates, key=lambda fact: (fact.report, fact.start, fact.iri))
    return None


def _may_tell(fact: Fact, target: Fact) -> bool:
    assert fact.year is not None  # only facts with years are grouped
    assert fact.report_year is not None
    assert target.report_year is not None
    if fact.report_year <= target.report_year or fact.report_year < fact.year + fact.government:
        return False
    if fact.measure == "change":
        return True
    return target.value <= fact.value * _FARTHEST and fact.value <= target.value * _FARTHEST


def _score(outcome: Fact) -> Decimal:
    """How sure: a report of the year itself or the next one tells first hand."""
    late = (outcome.report_year or 0) - (outcome.year or 0)
    return Decimal("0.95") if late <= 1 else Decimal("0.8")


def _met(outcome: Fact, target: Fact, wanted: Sequence[Fact], words: IndicatorWords) -> bool | None:
    low, high = _bounds(outcome, upward=_upward(target))
    goal = _signed(target, upward=_upward(target))
    if low is None and high is None:
        return None
    others = {_signed(t, upward=_upward(target)) for t in wanted if _one_range(t, target)}
    if len(others) > 1:  # 6.5%－7%: inside is met, outside the words do not say
        inside = low is not None and high is not None and min(others) <= low and high <= max(others)
        return True if inside else None
    sense = target.comparator or words.desired.get(target.label, "")
    if sense in ("up", "down") and target.measure == "change" and target.direction == "down":
        sense = "down" if sense == "up" else "up"  # values are counted downwards then
    if sense in (">=", ">", "up"):
        return _decided(low is not None and low >= goal, high is not None and high < goal)
    if sense in ("<=", "<", "down"):
        return _decided(high is not None and high <= goal, low is not None and low > goal)
    return True if low == high == goal else None


def _decided(yes: bool, no: bool) -> bool | None:
    return True if yes else False if no else None


def _upward(target: Fact) -> bool:
    return target.direction != "down"


def _signed(fact: Fact, upward: bool) -> Decimal:
    """The value counted in the target's direction: 下降2% is −2 where growth was wanted."""
    if fact.measure != "change" or not fact.direction:
        return fact.value
    return fact.value if (fact.direction == "up") == upward else -fact.value


def _bounds(outcome: Fact, upward: bool) -> tuple[Decimal | None, Decimal | None]:
    """What the outcome's own words leave open: 超过1300万 has no upper bound, 约 has none at all."""
    value = _signed(outcome, upward)
    same_way = value == outcome.value
    if outcome.comparator in (">=", ">"):
        return (value, None) if same_way else (None, value)
    if outcome.comparator in ("<=", "<"):
        return (None, value) if same_way else (value, None)
    return (None, None) if outcome.comparator else (value, value)


def _one_range(one: Fact, other: Fact) -> bool:
    return one.report == other.report and one.start == other.start and one.clause == other.clause
