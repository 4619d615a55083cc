"""The account of a document: every number and every quoted phrase is taken, rejected or unmatched."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Any

from kg.model import Reading, Text

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = re.compile(
    r"(?=[零〇一二两三四五六七八九十百千万亿翻])(?:[百千万]分之[零〇一二三四五六七八九十百千万亿点两]+|(?<![零〇一二两三四五六七八九十百千万亿])[零〇一二两三四五六七八九]*[十百千万亿][零〇一二两三四五六七八九十百千万亿]*"
    r"|[一二两三四五六七八九](?=[个项条名家所件次种类人元年月日届期座户])|一半|翻番)"
)
_QUOTES = re.compile(r"“[^“”\n]{1,60}”|《[^《》\n]{1,80}》")
_SHOWN = 100  # characters of an entry: more than any quoted phrase has


def account(reading: Reading) -> dict[str, Any]:
    """Counts of taken, rejected and unmatched numbers and quoted phrases, and an ``entry`` for each that is
    not taken. Names that a rule turned down are listed under ``names``."""
    return {
        "numbers": _numbers(reading),
        "quotes": _quotes(reading),
        "names": [
            entry(reading.text, r.start, r.end, r.rule, r.reason)
            for r in reading.rejected
            if r.kind == "name"
        ],
    }


def entry(text: Text, start: int, end: int, rule: str, reason: str) -> dict[str, Any]:
    """What became no fact: its place in the published text as evidence has it (code points, half-open), the
    cleaned words there (the first of many), the rule that turned it down and why."""
    words, place = text.chars[start:end], text.span(start, end)
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return {"start": place[0], "end": place[1], "text": shown, "rule": rule, "reason": reason}


def _numbers(reading: Reading) -> dict[str, Any]:
    text = reading.text.chars
    taken = _Spans(
        [(m.start, m.end, m.rule, "") for m in reading.mentions if m.type in ("wr:Outcome", "wr:Target")]
    )
    names = _Spans(
        [
            (m.start, m.end, m.rule, "part of a name")
            for m in reading.mentions
            if m.type not in ("wr:Outcome", "wr:Target")
        ]
    )
    rejected = _Spans([(r.start, r.end, r.rule, r.reason) for r in reading.rejected if r.kind == "number"])
    spans = sorted([*(m.span() for m in _DIGITS.finditer(text)), *(m.span() for m in _WORDS.finditer(text))])
    return _tally(reading, spans, taken, (rejected, names))


def _quotes(reading: Reading) -> dict[str, Any]:
    names = _Spans(
        [
            (m.start - 1, m.end + 1, m.rule, "")
            for m in reading.mentions
            if m.type not in ("wr:Outcome", "wr:Target")
        ]
    )
    clauses = _Spans(
        sorted(
            (
                int(str(m.attributes["clause_start"])),
                int(str(m.attributes["clause_end"])),
                m.rule,
                "stands in the clause of an observation",
            )
            for m in reading.mentions
            if m.type in ("wr:Outcome", "wr:Target")
        )
    )
    rejected = _Spans(
        [(r.start - 1, r.end + 1, r.rule, r.reason) for r in reading.rejected if r.kind in ("name", "quote")]
    )
    spans = [m.span() for m in _QUOTES.finditer(reading.text.chars)]
    return _tally(reading, spans, names, (rejected, clauses))


def _tally(
    reading: Reading, spans: list[tuple[int, int]], taken: _Spans, reasons: tuple[_Spans, _Spans]
) -> dict[str, Any]:
    counts = {"taken": 0, "rejected": 0, "unmatched": 0}
    rejected: list[dict[str, Any]] = []
    unmatched: list[dict[str, Any]] = []
    for start, end in spans:
        if taken.holding(start, end):
            counts["taken"] += 1
        elif why := reasons[0].holding(start, end) or reasons[1].holding(start, end):
            counts["rejected"] += 1
            rejected.append(entry(reading.text, start, end, why[2], why[3]))
        else:
            counts["unmatched"] += 1
            unmatched.append(entry(reading.text, start, end, "", "no rule applies"))
    return {**counts, "rejections": rejected, "left": unmatched}


class _Spans:
    """Spans with a rule and a reason, asked which of them overlaps a place."""

    def __init__(self, spans: list[tuple[int, int, str, str]]) -> None:
        self.spans = sorted(spans)
        self.starts = [s[0] for s in self.spans]
        self.reach = list(accumulate((s[1] for s in self.spans), max))  # how far all up to it extend

    def holding(self, start: int, end: int) -> tuple[int, int, str, str] | None:
        index = bisect_left(self.starts, end) - 1
        while index >= 0 and self.reach[index] > start:
            if self.spans[index][1] > start:
                return self.spans[index]
            index -= 1
        return None
