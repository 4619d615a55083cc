"""Where the points of a page stand: time runs from left to right, each class has a lane.

A force layout of such a graph is a ball of threads. Here a point's lane says what it is, its column
when it was reported (what two years share stands between them), and networkx's spring layout only
says who is near whom inside a cell, so that relations stay short. The same input gives the same
whole numbers. Distances are pixels at zoom 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

ROW, LANE_GAP, SLOT_GAP, ITEM_GAP, EM = 20, 22, 36, 20, 14
ASPECT = 1.5  # of a window with the side panel open
_SPRING = 450  # nodes; networkx needs scipy from 500 on, and its time is quadratic

Cell = tuple[int, int]  # lane, slot
Rows = dict[int, dict[int, int]]  # of each lane of each block


@dataclass(frozen=True, slots=True)
class Item:
    """A point to place: its lane (top to bottom), slot (left to right), block (what a page opens with
    is 0, the rest stands below it) and the width in pixels that its label takes."""

    lane: int
    slot: int
    block: int
    width: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Whole-pixel positions, one for each item, and the number, left edge and width of each slot."""

    positions: tuple[tuple[int, int], ...]
    slots: tuple[tuple[int, int, int], ...]


def text_width(text: str) -> float:
    """The width in pixels of a label at zoom 1; a wide (Chinese) character is one em."""
    return EM * sum(1.0 if east_asian_width(c) in "WFA" else 0.56 for c in text)


def arrange(items: Sequence[Item], edges: Iterable[tuple[int, int]]) -> Arrangement:
    """Positions of ``items`` given who is related to whom."""
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in edges:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    cells: dict[int, dict[Cell, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, item in enumerate(items):
        cells[item.block][item.lane, item.slot].append(i)
    wish = _spring(items, near)
    rows: Rows = {}
    for _ in range(4):  # as in layered drawing: each lane follows its neighbours' places
        lists = {block: _ordered(items, cells[block], near, wish) for block in sorted(cells)}
        rows = rows or _rows(items, lists)
        columns = {block: _columns(lists[block], rows[block]) for block in lists}
        slots, places = _stack(items, columns)
        wish = {i: sum(places[j][0] for j in sorted(near[i])) / len(near[i]) for i in near}
    return Arrangement(tuple(places[i] for i in range(len(items))), slots)


def _spring(items: Sequence[Item], near: Mapping[int, set[int]]) -> dict[int, float]:
    """A first left-to-right order: the spring layout of the most related part, spread to the rest."""
    import networkx

    chosen = sorted(near, key=lambda i: (-len(near[i]), i))[:_SPRING]
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(sorted(chosen))
    inside = set(chosen)
    graph.add_edges_from(sorted((i, j) for i in chosen for j in near[i] if i < j and j in inside))
    start = {i: (items[i].slot + 1e-3 * n / len(chosen), items[i].lane) for n, i in enumerate(graph)}
    found = networkx.spring_layout(graph, pos=start, iterations=60, seed=7) if len(graph) > 1 else {}
    wish = {i: float(place[0]) for i, place in found.items()}
    for i in sorted(near, key=lambda i: (-len(near[i]), i)):
        known = [wish[j] for j in sorted(near[i]) if j in wish]
        wish.setdefault(i, sum(known) / len(known) if known else 0.0)
    return wish


def _ordered(
    items: Sequence[Item],
    cells: Mapping[Cell, list[int]],
    near: Mapping[int, set[int]],
    wish: Mapping[int, float],
) -> dict[Cell, list[int]]:
    """Each cell with the related first, by where they wish to be, then the rest by length."""
    return {
        cell: sorted((i for i in inside if i in near), key=lambda i: (wish[i], -len(near[i]), i))
        + sorted((i for i in inside if i not in near), key=lambda i: (items[i].width, i))
        for cell, inside in cells.items()
    }


def _columns(lists: Mapping[Cell, list[int]], rows: Mapping[int, int]) -> dict[Cell, list[list[int]]]:
    """Each cell as even newspaper columns of at most its lane's rows."""
    found = {}
    for cell, inside in lists.items():
        height = -(-len(inside) // -(-len(inside) // rows[cell[0]]))
        found[cell] = [inside[n : n + height] for n in range(0, len(inside), height)]
    return found


def _width(items: Sequence[Item], columns: list[list[int]]) -> float:
    return sum(max(items[i].width for i in column) + ITEM_GAP for column in columns)


def _rows(items: Sequence[Item], lists: Mapping[int, Mapping[Cell, list[int]]]) -> Rows:
    """How many rows each lane of each block gets: the first block takes about the shape of a window,
    the others fit below it."""
    found: Rows = {}
    room: dict[int, float] = {}
    for block, cells in lists.items():
        longest: dict[int, int] = {}
        for (lane, _), inside in cells.items():
            longest[lane] = max(longest.get(lane, 0), len(inside))
        rows = dict.fromkeys(sorted(longest), 1)
        while True:
            columns = _columns(cells, rows)
            widths = {cell: _width(items, lists) for cell, lists in columns.items()}
            if room:
                tight = sorted({cell[0] for cell, width in widths.items() if width > room.get(cell[1], 0.0)})
            else:
                tight = _tight(widths, _heights(columns))
            growing = [lane for lane in tight if longest[lane] > rows[lane]]
            if not growing:
                break
            for lane in growing:
                rows[lane] += max(1, rows[lane] // 8)
        found[block] = rows
        for (_, slot), width in widths.items():
            room[slot] = max(room.get(slot, 0.0), width)
    return found


def _heights(columns: Mapping[Cell, list[list[int]]]) -> dict[int, int]:
    """The rows that each lane really has."""
    found: dict[int, int] = {}
    for (lane, _), lists in columns.items():
        found[lane] = max(found.get(lane, 0), len(lists[0]))
    return found


def _tight(widths: Mapping[Cell, float], heights: Mapping[int, int]) -> list[int]:
    """The lane that makes the whole too wide for a window, if any."""
    slots: dict[int, tuple[float, int]] = {}
    for (lane, slot), width in widths.items():
        slots[slot] = max(slots.get(slot, (0.0, lane)), (width, lane))
    wide = sum(width for width, _ in slots.values()) + SLOT_GAP * len(slots)
    high = sum(heights.values()) * ROW + LANE_GAP * len(heights)
    return [max(slots.values())[1]] if wide > ASPECT * high else []


def _stack(
    items: Sequence[Item],
    columns: Mapping[int, Mapping[Cell, list[list[int]]]],
) -> tuple[tuple[tuple[int, int, int], ...], dict[int, tuple[int, int]]]:
    """Cells to pixels: slots side by side in all blocks alike, lanes one below the other."""
    widths: dict[int, float] = {}
    for block in columns.values():
        for (_, slot), lists in block.items():
            widths[slot] = max(widths.get(slot, 0.0), _width(items, lists))
    order = sorted(widths)
    left = dict(zip(order, _running(widths[slot] + SLOT_GAP for slot in order), strict=False))
    places, top = {}, 0
    for number in sorted(columns):
        heights = _heights(columns[number])
        for lane in sorted(heights):
            for (of, slot), lists in columns[number].items():
                x = left[slot] if of == lane else 0.0
                for column in lists if of == lane else ():
                    for row, i in enumerate(column):
                        places[i] = (round(x), top + row * ROW)
                    x += max(items[i].width for i in column) + ITEM_GAP
            top += heights[lane] * ROW + LANE_GAP
        top += 2 * LANE_GAP
    return tuple((slot, round(left[slot]), round(widths[slot])) for slot in order), places


def _running(steps: Iterable[float]) -> list[float]:
    total = [0.0]
    for step in steps:
        total.append(total[-1] + step)
    return total
