"""Facts → pyvis: which points and lines the picture has, how large and where.

pyvis assembles nodes, edges and options; its own templates are not used (they need a CDN, write in the
locale's encoding and let titles run as HTML).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.export.html_facts import TIES, Entity, Facts
from kg.export.layout import ASPECT, ROW, Arrangement, Item, arrange, text_width

WHOLE, FIRST = 1500, 1000  # up to so many points a page opens with all, past it with the most connected
QUIET = 40  # indicators; past it the page opens without them
_LONGEST = 16  # characters of a label in the picture
_SLOT = 210  # pixels that a column of labels takes
_LANES = (  # from top to bottom; classes that are not here come next, indicators last
    "wr:Year",
    "wr:Report",
    "wr:Programme",
    "wr:TargetGroup",
    "wr:Policy",
    "wr:Institution",
    "wr:Goal",
    "wr:Meeting",
)
_SHAPES = {
    "wr:Programme": "dot",
    "wr:TargetGroup": "hexagon",
    "wr:Policy": "diamond",
    "wr:Institution": "square",
    "wr:Goal": "star",
    "wr:Meeting": "triangle",
    "wr:Indicator": "triangleDown",
    "wr:Report": "square",
}
_OPTIONS = """{
  "physics": {"enabled": false},
  "layout": {"improvedLayout": false},
  "interaction": {"hover": true, "tooltipDelay": 100000, "keyboard": false, "selectConnectedEdges": false},
  "nodes": {"borderWidth": 0, "labelHighlightBold": false},
  "edges": {
    "width": 1,
    "selectionWidth": 0,
    "hoverWidth": 0,
    "arrows": {"to": {"enabled": true, "scaleFactor": 0.35}},
    "smooth": {"enabled": true, "type": "cubicBezier", "forceDirection": "vertical", "roundness": 0.45}
  }
}"""


@dataclass(frozen=True, slots=True)
class Line:
    """A relation as drawn: once for each pair and property, however often it is said."""

    source: int
    property: str
    target: int


@dataclass(frozen=True, slots=True)
class Picture:
    """``nodes``, ``edges`` and ``options`` as vis-network takes them, ``slots`` (number, left, width) of the
    columns, ``ranks`` of the entities (0 for the most connected) and ``hidden``, the classes that the
    page opens without."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: Any
    slots: tuple[tuple[int, int, int], ...]
    ranks: tuple[int, ...]
    hidden: tuple[str, ...]


class _Known(list[int]):
    """pyvis looks ids up in a list, at quadratic cost; ours are 0, 1, 2 …"""

    def __contains__(self, item: object) -> bool:
        return isinstance(item, int) and 0 <= item < len(self)


def picture_of(facts: Facts) -> Picture:
    """The network of ``facts``, laid out."""
    from pyvis.network import Network

    lines = tuple(dict.fromkeys(_lines(facts)))
    weights = _weights(facts)
    counts = Counter(entity.type for entity in facts.entities)
    hidden = ("wr:Indicator",) if counts["wr:Indicator"] > QUIET else ()
    ranks = _ranks(facts.entities, weights, hidden)
    arrangement = _arrange(facts.entities, lines, ranks, hidden)
    network = Network(directed=True)
    network.node_ids = _Known()
    for i, (entity, (x, y)) in enumerate(zip(facts.entities, arrangement.positions, strict=True)):
        network.add_node(
            i,
            label=short(entity),
            shape=_SHAPES.get(entity.type, "dot"),
            group=entity.type.rpartition(":")[2],
            x=x,
            y=y,
            size=_size(entity, weights[i]),
        )
    for n, line in enumerate(lines):
        network.add_edge(line.source, line.target, id=n, property=line.property)
    network.set_options(_OPTIONS)
    return Picture(network.nodes, network.edges, network.options, arrangement.slots, ranks, hidden)


def short(entity: Entity) -> str:
    """A label as the picture shows it; the panel shows all of it. Titles of reports may be longer."""
    longest = 24 if entity.type == "wr:Report" else _LONGEST
    return entity.label if len(entity.label) <= longest else entity.label[: longest - 1] + "…"


def _lines(facts: Facts) -> Iterator[Line]:
    for r in facts.relations:
        if r.property not in TIES:
            yield Line(r.subject, r.property, r.object)
    for figure in facts.figures:
        if figure.indicator >= 0:
            for programme in figure.programmes:
                yield Line(programme, "wr:hasObservation", figure.indicator)
            if figure.group >= 0:
                yield Line(figure.indicator, "wr:group", figure.group)


def _weights(facts: Facts) -> tuple[int, ...]:
    """How much is said of each entity."""
    found = Counter[int]()
    for r in facts.relations:
        if r.property not in TIES:
            found.update((r.subject, r.object))
        elif r.property == "wr:mentionedIn":
            found.update((r.subject,))
    for figure in facts.figures:
        found.update(i for i in (figure.indicator, figure.group, *figure.programmes) if i >= 0)
    return tuple(found[i] for i in range(len(facts.entities)))


def _size(entity: Entity, weight: int) -> float:
    if entity.type in ("wr:Year", "wr:Report"):
        return 6
    base = {"wr:Programme": 5.0, "wr:Indicator": 3.0, "wr:TargetGroup": 3.5}.get(entity.type, 4.0)
    return round(base + min(4.5, 1.1 * math.sqrt(weight)), 1)


def opens_with(count: int) -> int:
    """How many of ``count`` points a page shows at first."""
    return count if count <= WHOLE else FIRST


def _ranks(entities: Sequence[Entity], weights: Sequence[int], hidden: Sequence[str]) -> tuple[int, ...]:
    """The most connected first; years and reports, which all the others hang on, before them, and
    classes that the page opens without after them."""
    first = {"wr:Year": 0, "wr:Report": 1, **dict.fromkeys(hidden, 3)}
    order = sorted(range(len(entities)), key=lambda i: (first.get(entities[i].type, 2), -weights[i], i))
    ranks = [0] * len(entities)
    for rank, i in enumerate(order):
        ranks[i] = rank
    return tuple(ranks)


def _arrange(
    entities: Sequence[Entity], lines: Sequence[Line], ranks: Sequence[int], hidden: Sequence[str]
) -> Arrangement:
    lanes = {type_: i for i, type_ in enumerate(_LANES)}
    others = sorted({e.type for e in entities} - lanes.keys() - {"wr:Indicator"})
    lanes |= {type_: len(lanes) + i for i, type_ in enumerate(others)}
    lanes["wr:Indicator"] = len(lanes)
    first = opens_with(len(entities))
    items = [
        Item(
            lanes[entity.type],
            slot,
            int(rank >= first or entity.type in hidden),
            text_width(short(entity)) + 12,
        )
        for entity, slot, rank in zip(entities, _slots(entities), ranks, strict=True)
    ]
    return arrange(items, ((line.source, line.target) for line in lines))


def _slots(entities: Sequence[Entity]) -> list[int]:
    """Columns: of time where the reports have several years, else of reports.

    What was reported first in column a and last in column b stands at a + b: even slots are of one
    column, odd ones lie between two. What several reports of one year share stands in the middle.
    """
    reports = {i: e for i, e in enumerate(entities) if e.type == "wr:Report"}
    year = {i: max((y for _, y in e.presence), default=0) for i, e in reports.items()}
    known = sorted(set(year.values()) - {0})
    by_time = len(known) > 1
    keys = known if by_time else sorted(reports, key=lambda i: (reports[i].label, i))
    column = _bins(keys, sum(text_width(short(e)) + 40 for e in entities))
    last = len(set(column.values())) - 1
    middle = max(0, last) if last < 1 or last % 2 else last + 1  # an odd slot belongs to no column
    telling: dict[int, set[int]] = {}  # of a year, the years of the reports that speak of it
    for report, number in (pair for entity in entities for pair in entity.presence):
        if year.get(report):
            telling.setdefault(number, set()).add(year[report])
    found = []
    for entity in entities:
        if by_time and entity.type == "wr:Year":
            number = max((y for _, y in entity.presence), default=0)
            own = [column[min(telling.get(number, known), key=lambda k: (abs(k - number), k))]]
        elif by_time:
            own = [column[year[report]] for report, _ in entity.presence if year.get(report)]
        else:
            own = [column[report] for report, _ in entity.presence if report in column]
        found.append(min(own) + max(own) if own and (by_time or len(set(own)) == 1) else middle)
    return found


def _bins(keys: Sequence[int], length: float) -> dict[int, int]:
    """Neighbouring years (or reports) share a column where a wide window has no room for each."""
    width = (length * ROW * ASPECT) ** 0.5
    count = min(len(keys), max(3, round((width / _SLOT + 1) / 2)))
    return {key: n * count // len(keys) for n, key in enumerate(keys)}
