"""The parts that linking groups, as lines that sort by their group.

["programmes","id:place-…"] ⇥ ["Life","id:programme-…",…]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, groupby, islice
from typing import Any

from orjson import dumps, loads

from kg.linking_parts import ALONE, Fact, Key, Life, Name, Part

_VALUE = Fact._fields.index("value")
_ALONE = tuple(dumps([kind])[:-1] for kind in sorted(ALONE))


def part_lines(found: Iterable[tuple[Key, Part]]) -> bytes:
    """Parts with their keys as sorted lines."""
    lines = []
    before, values = None, b""
    for key, part in found:
        if part is not before:  # a part that has several keys comes with one after the other
            before, values = part, dumps(_values(part))
        lines.append(b"%b\t%b\n" % (dumps(key), values))
    return b"".join(sorted(lines))


def groups(lines: Iterable[bytes]) -> Iterator[tuple[Key, list[Part]]]:
    """Each key with its parts, of sorted lines; groups of one that link to nothing are passed over."""
    for head, members in groupby(lines, key=lambda line: line[: line.index(b"\t")]):
        coming = iter(members)
        first = list(islice(coming, 2))
        if len(first) > 1 or head.startswith(_ALONE):
            yield tuple(loads(head)), _gathered(chain(first, coming), len(head) + 1)


def _gathered(lines: Iterable[bytes], start: int) -> list[Part]:
    """The parts of a group, which stand in its lines from ``start`` on. A group may be a whole country's:
    words that its parts share are held once, and so is a programme of which they tell different years."""
    found: list[Part] = []
    words: dict[str, str] = {}
    for line in lines:
        values = loads(line[start:])
        part = _part(*(words.setdefault(v, v) if type(v) is str else v for v in values))
        before = found[-1] if found else None
        if isinstance(part, Life) and isinstance(before, Life) and part[:-1] == before[:-1]:
            found[-1] = before._replace(years=before.years | part.years)
        else:
            found.append(part)
    return found


def _values(part: Part) -> list[Any]:
    if isinstance(part, Name):
        return ["Name", *part]
    if isinstance(part, Life):
        return ["Life", *part.in_order()]
    values: list[Any] = ["Fact", *part]
    values[1 + _VALUE] = str(part.value)
    return values


def _part(kind: str, *values: Any) -> Part:
    match kind:
        case "Name":
            return Name(*values)
        case "Life":
            iri, label, names, head, years = values
            return Life(iri, label, frozenset(names), head, frozenset((n, year) for n, year in years))
    number = Decimal(values[_VALUE])
    return Fact._make([*values[:_VALUE], number, *values[_VALUE + 1 :]])
