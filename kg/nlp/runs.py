"""Quantities of a sentence in runs: members with nothing but joints between them (80期、9854人次)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.nlp.layout import Sentence
from kg.nlp.numbers import Quantity

_JOIN = re.compile(r"^[、,，和及与并以或\s]*$|^(?:以及|并且)$")
_HARD_SEPARATOR = re.compile(r"、|(?:和(?<!国家和)|并|及|以及)(?=[^、和]{0,12}$)")
COUNTED_STOP = re.compile(
    r"[，；。：！？]|(?<=[^领达受感拿找想直])[到赴](?!达|位|期|场|会)|前往|来自|(?:完全|全部|专门|主要)?用于|等(?=[^，。]{0,3}$)"
)


@dataclass(slots=True)
class Run:
    """A run and the text on both sides of it, up to its neighbours or the edges of its clause."""

    members: list[Quantity]
    clause: tuple[int, int]
    left_start: int
    right_end: int = 0
    joined: bool = False  # follows a run of its clause after 、 or 和
    followed: bool = False  # another follows it with no mark between
    continues: bool = False  # follows a run of its clause with no mark between

    @property
    def alike(self) -> bool:
        """Whether all members count in one unit."""
        return len({q.unit for q in self.members}) == 1


def runs_of(text: str, sentence: Sentence, found: Sequence[Quantity]) -> list[Run]:
    """The runs of a sentence, of which ``found`` are the quantities in order."""
    runs: list[Run] = []
    at = 0
    for start, end in sentence.clauses:
        opened = len(runs)
        inside: list[Quantity] = []
        while at < len(found) and found[at].first < end:
            if found[at].first >= start:
                inside.append(found[at])
            at += 1
        last_end = start
        for q in inside:
            between = text[last_end : q.start]
            open_run = runs[-1] if runs and runs[-1].clause == (start, end) and last_end > start else None
            if open_run and (
                _JOIN.match(between)
                or q.partner == open_run.members[-1].start
                or _joined_range(between, open_run, q)
            ):
                open_run.members.append(q)
            else:
                run = Run([q], (start, end), last_end)
                if open_run:
                    cut = _separator(between)
                    open_run.right_end = last_end + cut[0]
                    run.left_start = last_end + cut[1]
                    run.joined = cut[1] > cut[0] or cut[1] > 0
                    run.continues = open_run.followed = not run.joined
                runs.append(run)
            last_end = q.end
        for run in runs[opened:]:
            run.right_end = run.right_end or end
    return runs


def _joined_range(between: str, run: Run, q: Quantity) -> bool:
    return len(between) <= 2 and between in ("到", "至", "—", "-") and run.members[-1].unit == q.unit


def _separator(between: str) -> tuple[int, int]:
    """Where the right side of one run ends and the left side of the next begins in ``between``."""
    if between.endswith("等") and "、" in between:
        return len(between), 0
    best = None
    for m in _HARD_SEPARATOR.finditer(between):
        best = m
        if m.group() == "、":
            rest = between[m.end() :]
            if "、" not in rest:
                break
    if best is not None and best.start() >= 0:
        first = between.find("、")
        if first == 0:
            return 0, 1
        return best.start(), best.end()
    stop = COUNTED_STOP.search(between)
    if stop and stop.start() > 0:
        return stop.start(), stop.start()
    return len(between), 0
