"""What a person saw in the text and no rule did: a mention made from a correction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg.curation_entry import FIGURES, OBSERVATIONS, Entry
from kg.model import Mention, Reading, Scalar

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿半]+")
_ZEROS = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_LONGEST_SCALE = 2

RULE = "curation"


def places(chars: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text, whatever white space lies between their characters."""
    letters = [re.escape(c) for c in words if not c.isspace()]
    return [m.span() for m in re.finditer(r"\s*".join(letters), chars)] if letters else []


def added(reading: Reading, entry: Entry, around: Sequence[tuple[int, int]]) -> Mention | str:
    """The mention that an accepting entry describes, or what the entry or the text lacks for it.

    ``around`` are the places of its quote.
    """
    if not entry.type:
        return "give its class to add it"
    chars = reading.text.chars
    if entry.type in (*OBSERVATIONS, "wr:Observation"):
        return _figure(reading, entry, around)
    name = entry.names[0]
    held = [p for p in places(chars, name) if not around or any(a <= p[0] and p[1] <= b for a, b in around)]
    spans = held or around
    if not spans:
        return "its name does not stand in the text: give the words around it as 'quote'"
    attributes: dict[str, Scalar] = {
        "type": None, "aliases": (), "stage": None, "scope": "local", "full": None,
    }  # fmt: skip
    return Mention(*spans[0], name, entry.type, attributes, RULE)


def _figure(reading: Reading, entry: Entry, around: Sequence[tuple[int, int]]) -> Mention | str:
    if not around or not entry.value:
        return "to add a figure, give its 'value' and, as 'quote', the words that state it"
    clause = around[0]
    numbers = list(_NUMBER.finditer(reading.text.chars, *clause))
    exact = [m for m in numbers if _amount(m) == Decimal(entry.value)]
    start, end = (exact or numbers)[0].span() if numbers else clause
    known = _status(entry)
    status, year = known or "achieved", reading.text.source.year
    if reading.dates is not None:
        status, year = reading.dates.figure(start, end, status=known)
    attributes: dict[str, Scalar] = {
        "value": entry.value, "unit": None, "modifier": None, "comparator": None, "kind": "level",
        "direction": None, "basis": None, "status": status, "year": year, "group": None, "programme": None,
        "clause_start": clause[0], "clause_end": clause[1],
    }  # fmt: skip
    return Mention(start, end, entry.names[0], FIGURES[status], attributes, RULE)


def _status(entry: Entry) -> str | None:
    """Whether the entry says of a figure that it is achieved or planned; None where it leaves it open."""
    given = dict(entry.changes)
    of_class = {class_: status for status, class_ in FIGURES.items()}
    status = given.get("status") or of_class.get(str(given.get("class") or entry.type))
    return status if isinstance(status, str) else None


def _amount(number: re.Match[str]) -> Decimal | None:
    """The value of a number in digits with the scale after it (1.2万); None of one in words."""
    if not number.group()[0].isdigit() or not number.group()[0].isascii():
        return None
    tail = number.string[number.end() : number.end() + _LONGEST_SCALE]
    scale = next((s for n in range(_LONGEST_SCALE, -1, -1) if (s := tail[:n]) in _ZEROS), "")
    return Decimal(number.group().replace(",", "")).scaleb(_ZEROS[scale])
