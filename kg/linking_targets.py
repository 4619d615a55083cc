"""Which outcome a later report gives for the target that an earlier one set."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from kg.indicators import core, matter
from kg.linking_met import met
from kg.linking_parts import Fact
from kg.ontology_indicators import IndicatorWords

# A figure many times its target is another quantity under the same name: a five-year total, a part.
_FARTHEST = 3
_ALIKE, _NEARLY = Decimal("0.6"), Decimal("0.75")  # likeness of wordings
_CLOSE = {True: Decimal("1.5"), False: Decimal("1.25")}  # how far figures may differ under nearly one wording
_POINTS = Decimal(2)  # … and rates: 2% and 3.5% may be one, 2% and 9% not
_YEARS = 2  # ahead: the aim of a plan of several years
_NEAR = 300  # characters: a paragraph
_FIRST_HAND, _LATE, _CHOSEN = Decimal("0.95"), Decimal("0.8"), Decimal("0.85")

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """``outcome`` tells what became of ``target``; ``met`` is None where the words do not decide."""

    outcome: Fact
    target: Fact
    met: bool | None
    score: Decimal
    method: str


def results(found: Sequence[Fact], words: IndicatorWords) -> Iterator[Result]:
    """At most one outcome for each target among the facts of one place and year.

    The outcome has the target's measure, unit and basis and stands in the earliest later report that can
    tell. Of the same indicator, it is the one value that this report gives; where it gives several, the one
    beside other outcomes, if only one is there. Else it is a figure of like wording and like size.
    """
    outcomes: defaultdict[Key, list[Fact]] = defaultdict(list)
    targets: defaultdict[Key, list[Fact]] = defaultdict(list)
    for fact in found:
        (targets if fact.planned else outcomes)[_key(fact)].append(fact)
    chosen: list[Result] = []
    unclear: list[tuple[Key, Fact, list[Fact]]] = []
    missing: list[tuple[Key, Fact]] = []
    for key, wanted in sorted(targets.items()):
        told = {target.iri: _earliest(target, outcomes.get(key, ())) for target in wanted}
        for target in _aims([target for target in wanted if told[target.iri]] or wanted):
            candidates = told[target.iri]
            if len({(fact.value, fact.direction) for fact in candidates}) == 1:
                one = min(candidates, key=_place)
                score = _FIRST_HAND if one.report_year - one.year <= 1 else _LATE
                chosen.append(Result(one, target, met(one, target, wanted, words), score, "same-indicator"))
            elif candidates:
                unclear.append((key, target, candidates))
            elif target.label not in words.names:
                missing.append((key, target))
    yield from chosen
    anchors = _anchors(result.outcome for result in chosen)
    for key, target, candidates in unclear:
        beside = _beside(candidates, anchors)
        if beside is not None:
            verdict = met(beside, target, targets[key], words)
            yield Result(beside, target, verdict, _CHOSEN, "same-indicator-beside-other-outcomes")
    yield from _alike(missing, outcomes, targets, words)


def _key(fact: Fact) -> Key:
    return fact.indicator, fact.measure, fact.unit, fact.basis


def _aims(wanted: Sequence[Fact]) -> Iterator[Fact]:
    """The targets without those that their report contradicts: it sets one for an indicator and year, if
    a range. Where it has several figures, the one with 左右, 以上 or 以内 is surely aimed at."""
    by_report: defaultdict[str, list[Fact]] = defaultdict(list)
    for target in wanted:
        by_report[target.report].append(target)
    for own in by_report.values():
        for aims in (own, [target for target in own if target.comparator]):
            if len({frozenset(t.value for t in own if t.evidence == a.evidence) for a in aims}) == 1:
                yield from aims
                break


def _earliest(target: Fact, told: Iterable[Fact]) -> list[Fact]:
    """The candidates of the first report year that has any."""
    later: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in told:
        if _may_tell(fact, target):
            later[fact.report_year].append(fact)
    return later[min(later)] if later else []


def _may_tell(fact: Fact, target: Fact) -> bool:
    if fact.report_year <= target.report_year or fact.report_year < fact.year + fact.government:
        return False
    if fact.measure == "change" and target.year - target.report_year < _YEARS:
        return fact.value <= max(target.value * _FARTHEST, target.value + _POINTS)
    if fact.measure == "change":  # 16% in five years is not told by 5.6% in the last of them
        return target.value <= fact.value * 2 and fact.value <= target.value * 2
    return target.value <= fact.value * _FARTHEST and fact.value <= target.value * _FARTHEST


def _place(fact: Fact) -> tuple[str, int, str]:
    return fact.report, fact.start, fact.iri


def _anchors(outcomes: Iterable[Fact]) -> dict[str, list[int]]:
    """Where each report tells of the year: the offsets of outcomes that left no choice."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for outcome in outcomes:
        found[outcome.report].add(outcome.start)
    return {report: sorted(starts) for report, starts in found.items()}


def _beside(candidates: Sequence[Fact], anchors: dict[str, list[int]]) -> Fact | None:
    """The one candidate that stands near an anchor of its report."""
    near = [fact for fact in candidates if _distance(fact.start, anchors.get(fact.report, ())) <= _NEAR]
    if len({(fact.value, fact.direction) for fact in near}) != 1:
        return None
    return min(near, key=_place)


def _distance(start: int, anchors: Sequence[int]) -> int:
    at = bisect_left(anchors, start)
    return min((abs(start - anchor) for anchor in anchors[max(at - 1, 0) : at + 1]), default=_NEAR + 1)


def _alike(
    missing: Sequence[tuple[Key, Fact]],
    outcomes: dict[Key, list[Fact]],
    targets: dict[Key, list[Fact]],
    words: IndicatorWords,
) -> Iterator[Result]:
    """Targets that only another wording tells of; no outcome that some target claims by its own."""
    free: defaultdict[tuple[str, ...], dict[str, list[Fact]]] = defaultdict(dict)
    for key, told in outcomes.items():
        if key not in targets and told[0].label not in words.names:
            free[key[1:]][told[0].label] = told
    for key, target in missing:
        figures = chain.from_iterable(free.get(key[1:], {}).values())
        candidates = _earliest(target, (fact for fact in figures if _like(fact, target, words)))
        if len({(fact.value, fact.direction) for fact in candidates}) == 1:
            one = min(candidates, key=_place)
            likeness = _likeness(target.label, one.label, words)
            score = (Decimal("0.5") + likeness * Decimal("0.4")).quantize(Decimal("0.01"))
            yield Result(one, target, met(one, target, targets[key], words), score, "like-indicator")


def _like(fact: Fact, target: Fact, words: IndicatorWords) -> bool:
    """Whether figure and wording are alike; the wordings are compared last, for that takes longest."""
    rate = fact.measure == "change" and fact.unit == "%"
    if fact.direction != target.direction or not (rate or _close(fact, target, _CLOSE[True])):
        return False
    if rate and abs(fact.value - target.value) > _POINTS:
        return False
    likeness = _likeness(target.label, fact.label, words)
    nearly = likeness >= _NEARLY
    if likeness < _ALIKE or not (fact.unit or nearly):
        return False
    return rate or _close(fact, target, _CLOSE[nearly])


def _close(fact: Fact, target: Fact, factor: Decimal) -> bool:
    return target.value <= fact.value * factor and fact.value <= target.value * factor


@lru_cache(maxsize=16384)
def _likeness(one: str, other: str, words: IndicatorWords) -> Decimal:
    """Dice's coefficient of the pairs of neighbouring characters, 0 to 1; names about the same matter
    (中央财政安排科技投入, 中央财政用于科技的支出) are alike at least."""
    (pairs, about), (others, about_other) = _wording(one, words), _wording(other, words)
    total = len(pairs) + len(others)
    dice = Decimal(2 * len(pairs & others)) / total if total else Decimal(0)
    return max(dice, _ALIKE) if about == about_other else dice


@lru_cache(maxsize=8192)
def _wording(name: str, words: IndicatorWords) -> tuple[frozenset[str], str]:
    """The pairs of neighbouring characters of a name, and its matter."""
    bare = core(name, words)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1)), matter(name, words)
