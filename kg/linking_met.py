"""Whether an outcome reaches its target: decided only where the words of both decide."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kg.linking_parts import Fact
from kg.ontology_indicators import IndicatorWords


def met(outcome: Fact, target: Fact, wanted: Sequence[Fact], words: IndicatorWords) -> bool | None:
    """True or false, None where the words leave it open; ``wanted`` are the targets of the same indicator,
    measure, unit and year.

    Of a range (6.5%－7%), inside is met and outside undecided. 以上 and 以内 decide, 左右 only when hit
    exactly; a bare figure decides by the side that its indicator is wanted on (more jobs, lower prices).
    """
    upward = target.direction != "down"
    goal = _signed(target, upward)
    low, high = _bounds(outcome, upward)
    bounds = {_signed(other, upward) for other in wanted if other.evidence == target.evidence}
    if len(bounds) > 1:
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
