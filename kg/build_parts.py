"""The parts that linking groups, as lines that sort by their group.

["programmes","id:place-…"] ⇥ ["Life","id:programme-…",…]
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from kg.linking_parts import ALONE, Fact, Key, Life, Name, Part

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def part_lines(found: Iterable[tuple[Key, Part]]) -> bytes:
    """Parts with their keys as sorted lines."""
    return "".join(sorted(f"{_dump(key)}\t{_dump(_values(part))}\n" for key, part in found)).encode()


def groups(lines: Iterable[bytes]) -> Iterator[tuple[Key, list[Part]]]:
    """Each key with its parts, of sorted lines; groups of one that link to nothing are passed over."""
    for head, members in groupby(lines, key=lambda line: line[: line.index(b"\t")]):
        first, *others = members
        if others or head.startswith(_ALONE):
            found = [_part(json.loads(line[len(head) + 1 :])) for line in (first, *others)]
            yield tuple(json.loads(head)), found


def _values(part: Part) -> list[Any]:
    match part:
        case Name(iri, label, national):
            return ["Name", iri, label, national]
        case Life(iri, label, names, head, years):
            return ["Life", iri, label, sorted(names), head, sorted(years)]
    values: list[Any] = ["Fact", *_fields(part)]
    values[_VALUE] = str(part.value)
    return values


_fields = attrgetter(*Fact.__slots__)
_VALUE = 1 + Fact.__slots__.index("value")
_ALONE = tuple(_dump([kind]).encode()[:-1] for kind in sorted(ALONE))


def _part(values: list[Any]) -> Part:
    match values[0]:
        case "Name":
            return Name(*values[1:])
        case "Life":
            _, iri, label, names, head, years = values
            return Life(
                iri, label, frozenset(names), head, frozenset((number, year) for number, year in years)
            )
    values[_VALUE] = Decimal(values[_VALUE])
    return Fact(*values[1:])
