"""Which outcome a later report gives for the target that an earlier one set, and whether it was met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.linking_parts import Fact
from kg.ontology_indicators import IndicatorWords

# An amount many times its target is another quantity under the same name (a five-year total, a part).
_FARTHEST = 3


@dataclass(frozen=True, slots=True)
class Result:
    """``outcome`` tells what became of ``target``; ``met`` is None where the words do not decide."""

    outcome: Fact
    target: Fact
    met: bool | None
    score: Decimal


def results(found: Sequence[Fact], words: IndicatorWords) -> Iterator[Result]:
    """At most one outcome for each target among the facts of one indicator in one place: the same measure,
    unit and year, from the earliest later report that gives exactly one value; none where reports
    leave a choice."""
    outcomes: defaultdict[tuple[str, str, int], list[Fact]] = defaultdict(list)
    targets: defaultdict[tuple[str, str, int], list[Fact]] = defaultdict(list)
    for fact in found:
        if fact.one_year:
            (targets if fact.planned else outcomes)[fact.measure, fact.unit, fact.year].append(fact)
    for key, wanted in targets.items():
        for target in wanted:
            outcome = _outcome(target, outcomes.get(key, ()))
            if outcome is not None:
                yield Result(outcome, target, _met(outcome, target, wanted, words), _score(outcome))


def _outcome(target: Fact, reached: Sequence[Fact]) -> Fact | None:
    later: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in reached:
        if _may_tell(fact, target):
            later[fact.report_year].append(fact)
    for _, candidates in sorted(later.items()):
        if len({(fact.value, fact.direction) for fact in candidates}) == 1:
            return min(candidates, key=lambda fact: (fact.report, fact.start, fact.iri))
    return None


def _may_tell(fact: Fact, target: Fact) -> bool:
    if fact.report_year <= target.report_year or fact.report_year < fact.year + fact.government:
        return False
    if fact.measure == "change":
        return True
    return target.value <= fact.value * _FARTHEST and fact.value <= target.value * _FARTHEST


def _score(outcome: Fact) -> Decimal:
    """How sure: a report of the year itself or the next one tells first hand."""
    return Decimal("0.95") if outcome.report_year - outcome.year <= 1 else Decimal("0.8")


def _met(outcome: Fact, target: Fact, wanted: Sequence[Fact], words: IndicatorWords) -> bool | None:
    upward = target.direction != "down"
    goal = _signed(target, upward)
    low, high = _bounds(outcome, upward)
    bounds = {_signed(t, upward) for t in wanted if t.evidence == target.evidence}
    if len(bounds) > 1:  # 6.5%－7%: inside is met, of outside the words say nothing
        inside = low is not None and high is not None and min(bounds) <= low and high <= max(bounds)
        return True if inside else None
    sense = target.comparator or words.desired.get(target.label, "")
    if sense in ("up", "down") and target.measure == "change" and not upward:
        sense = "down" if sense == "up" else "up"  # values are counted downwards then
    if sense in (">=", ">", "up"):
        return _decided(low is not None and low >= goal, high is not None and high < goal)
    if sense in ("<=", "<", "down"):
        return _decided(high is not None and high <= goal, low is not None and low > goal)
    return True if low == high == goal else None


def _decided(yes: bool, no: bool) -> bool | None:
    return True if yes else False if no else None


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
