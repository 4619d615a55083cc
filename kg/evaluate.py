"""Predictions against gold annotations: precision, recall and F1, the misses and the extras.

How two rows match is the guidelines' rule: entities by name or alias, observations by value, unit,
kind, status and a similar indicator (Dice on characters of 0.5, or one holds the other), relations
by both ends and the property. Rows marked optional count neither for nor against.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
ENTITIES = ("programmes", "institutions", "policies", "meetings", "goals")
LISTS = (*ENTITIES, "observations", "relations")
FIELDS = ("year", "modifier", "direction")
_NOISE = re.compile(r"[\s“”\"'‘’「」『』《》〈〉()（）,，、。;；:：·+\-—]")
_SAME_UNIT = {"人": "名", "位": "名", "％": "%", "个大类": "大类", "余名": "名"}


@dataclass(frozen=True, slots=True)
class Score:
    """How many rows were found of those predicted and those expected, and which were not."""

    found: int = 0
    predicted: int = 0
    expected: int = 0
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        return _share(self.found, self.predicted, self.expected)

    @property
    def recall(self) -> float:
        return _share(self.found, self.expected, self.predicted)

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.predicted + other.predicted,
            self.expected + other.expected,
            self.missed + other.missed,
            self.extra + other.extra,
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A score for each list, and how many of the ``matched`` observations agree in softer fields."""

    lists: Mapping[str, Score]
    fields: Mapping[str, int]
    matched: int = 0

    @property
    def micro(self) -> Score:
        return sum(self.lists.values(), Score())

    def __add__(self, other: Evaluation) -> Evaluation:
        return Evaluation(
            {name: self.lists[name] + other.lists[name] for name in LISTS},
            {name: self.fields[name] + other.fields[name] for name in FIELDS},
            self.matched + other.matched,
        )


NOTHING = Evaluation(dict.fromkeys(LISTS, Score()), dict.fromkeys(FIELDS, 0))


def evaluate(gold: Row, pred: Row) -> Evaluation:
    """Compare two annotations of one document. KeyError where a row lacks a field it must have."""
    scores: dict[str, Score] = {}
    canonical: dict[str, str] = {}
    for name in ENTITIES:
        expected, predicted = _rows(gold, name), _rows(pred, name)
        pairs = _pair_entities(expected, predicted)
        canonical |= {_bare(predicted[j]["name"]): _bare(expected[i]["name"]) for i, j in pairs}
        scores[name] = _score(expected, predicted, pairs, lambda entity: entity["name"])
    expected, predicted = _rows(gold, "observations"), _rows(pred, "observations")
    pairs = _pair_observations(expected, predicted)
    scores["observations"] = _score(expected, predicted, pairs, _in_words)
    scores["relations"] = _score_relations(gold, pred, canonical)
    agree = {
        f: sum((expected[i].get(f) or None) == (predicted[j].get(f) or None) for i, j in pairs)
        for f in FIELDS
    }
    return Evaluation(scores, agree, len(pairs))


def _rows(annotation: Row, name: str) -> Sequence[Any]:
    return annotation.get(name) or []


def _score(
    expected: Sequence[Row],
    predicted: Sequence[Row],
    pairs: Sequence[tuple[int, int]],
    in_words: Callable[[Row], str],
) -> Score:
    optional = {i for i, row in enumerate(expected) if row.get("optional")}
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    return Score(
        found=sum(i not in optional for i in met),
        predicted=len(predicted) - sum(i in optional for i in met),
        expected=len(expected) - len(optional),
        missed=tuple(in_words(row) for i, row in enumerate(expected) if i not in met | optional),
        extra=tuple(in_words(row) for j, row in enumerate(predicted) if j not in used),
    )


def _pair_entities(expected: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[int, int]]:
    names = [_names(p) for p in predicted]
    pairs: list[tuple[int, int]] = []
    free = list(range(len(predicted)))
    for i, row in enumerate(expected):
        wanted = _names(row)
        j = next((j for j in free if wanted & names[j]), None)
        if j is not None:
            pairs.append((i, j))
            free.remove(j)
    return pairs


def _pair_observations(expected: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[int, int]]:
    """The most alike first; ties in document order."""
    likely = [
        (-likeness, i, j)
        for i, g in enumerate(expected)
        for j, p in enumerate(predicted)
        if _same_quantity(g, p) and (likeness := _likeness(g, p)) >= 0.5
    ]
    pairs: list[tuple[int, int]] = []
    met: set[int] = set()
    used: set[int] = set()
    for _, i, j in sorted(likely):
        if i not in met and j not in used:
            met.add(i)
            used.add(j)
            pairs.append((i, j))
    return pairs


def _same_quantity(gold: Row, pred: Row) -> bool:
    return (
        _number(gold["value"]) == _number(pred["value"])
        and gold["kind"] == pred["kind"]
        and gold["status"] == pred["status"]
        and _unit(gold["unit"]) in ("", _unit(pred["unit"]))
    )


def _likeness(gold: Row, pred: Row) -> float:
    said = _bare(pred["indicator"])
    return max(_dice(_bare(a), said) for a in (gold["indicator"], *(gold.get("indicator_aliases") or [])))


def _dice(a: str, b: str) -> float:
    shared = 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b)) if a or b else 0.0
    shorter, longer = sorted((a, b), key=len)
    return max(shared, 0.5) if len(shorter) >= 3 and shorter in longer else shared


def _score_relations(gold: Row, pred: Row, canonical: Mapping[str, str]) -> Score:
    def bare(triple: Sequence[str]) -> tuple[str, str, str]:
        subject, name, target = triple
        ends = [canonical.get(_bare(end), _bare(end)) for end in (subject, target)]
        return ends[0], name, ends[1]

    expected = {bare(t) for t in _rows(gold, "relations")}
    optional = {bare(t) for t in _rows(gold, "optional_relations")}
    predicted = {bare(t) for t in _rows(pred, "relations")} - (optional - expected)
    return Score(
        len(expected & predicted),
        len(predicted),
        len(expected),
        tuple(" ".join(t) for t in sorted(expected - predicted)),
        tuple(" ".join(t) for t in sorted(predicted - expected)),
    )


def _bare(text: str | None) -> str:
    """A name without quotes, spaces, punctuation, case and width."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text or "")).lower()


def _unit(unit: str | None) -> str:
    bare = _bare(unit)
    return _SAME_UNIT.get(bare, bare)


def _names(entity: Row) -> set[str]:
    return {_bare(entity["name"]), *map(_bare, entity.get("aliases") or [])}


def _number(value: Any) -> float | None:
    try:
        return round(float(value), 6)
    except (TypeError, ValueError, OverflowError):
        return None


def _share(found: int, of: int, other: int) -> float:
    """found / of; with nothing to divide by it is 1 where nothing was there to find either."""
    return found / of if of else float(not other)


def _in_words(o: Row) -> str:
    return f"{o['indicator']} = {o['value']}{o['unit'] or ''} [{o['kind']}, {o['status']}]"
