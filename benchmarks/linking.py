"""How the time of linking grows.

    python -m benchmarks.linking

A graph of reports by several places over twenty years, each with targets, outcomes and programmes, is
linked at 1, 4 and 16 times its size. Processor time per observation stays level where growth is linear.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time

from kg.build_workers import few_collections
from kg.linking import link
from kg.model import Edge, Graph, Literal, Node
from kg.ontology import load_ontology

SIZES = (1, 4, 16)
PLACES, YEARS, ROUNDS = 5, range(2001, 2021), 3


def archive(places: int, indicators: tuple[str, ...]) -> Graph:
    """The graph of one report a year for each place."""
    nodes: set[Node] = set()
    edges: set[Edge] = set()
    for year in (*YEARS, YEARS[-1] + 1):
        nodes.add(Node(f"id:year-{year}", "wr:Year", f"{year}年"))
        edges.add(Edge(f"id:year-{year}", "wr:yearNumber", Literal(str(year), "xsd:integer")))
    for number, name in enumerate(indicators):
        nodes.add(Node(f"id:indicator-{number}", "wr:Indicator", name))
    for place in range(places):
        for year in YEARS:
            _report(place, year, len(indicators), nodes, edges)
    return Graph(frozenset(nodes), frozenset(edges))


def _report(place: int, year: int, indicators: int, nodes: set[Node], edges: set[Edge]) -> None:
    report, here = f"id:report-{place}-{year}", f"id:place-{place}"
    nodes |= {Node(report, "wr:Report"), Node(here, "wr:Place", f"地方{place}")}
    edges.add(Edge(report, "wr:reportYear", f"id:year-{year + 1}"))
    edges.add(Edge(report, "wr:reportKind", Literal("government")))
    for number in range(indicators):
        told, aimed = ("wr:Outcome", year, 100 + year % 7), ("wr:Target", year + 1, 101 + year % 5)
        for type_, of, value in (told, aimed):
            one = f"id:observation-{place}-{year}-{number}-{type_[3:]}"
            evidence = f"id:evidence-{place}-{year}-{number}"
            nodes |= {Node(one, type_), Node(evidence, "wr:Evidence")}
            edges |= {
                Edge(one, "wr:indicator", f"id:indicator-{number}"),
                Edge(one, "wr:value", Literal(str(value + number), "xsd:decimal")),
                Edge(one, "wr:unit", Literal("元", language="zh")),
                Edge(one, "wr:kind", "wr:level"),
                Edge(one, "wr:year", f"id:year-{of}"),
                Edge(one, "wr:report", report),
                Edge(one, "wr:place", here),
                Edge(one, "wr:evidence", evidence),
            }
    programme = f"id:programme-{place}-{year // 5}"
    nodes.add(Node(programme, "wr:Programme", f"第{year // 5}期人才工程"))
    edges.add(Edge(programme, "wr:activeIn", f"id:year-{year}"))
    edges.add(Edge(programme, "wr:place", here))


def main() -> None:
    """Print size, median time and time per observation, with few collections as in a build; exit with 1 where
    it grows with the size."""
    indicators = tuple(sorted(set(load_ontology().indicators.names.values())))[:20]
    print("a graph of several places over twenty years, at 1, 4 and 16 times its size\n")
    print("| size | observations | inferred | seconds | µs an observation |\n|---|---|---|---|---|")
    costs = []
    for size in SIZES:
        graph = archive(PLACES * size, indicators)
        count = sum(node.type in ("wr:Outcome", "wr:Target") for node in graph.nodes)
        seconds = []
        for _ in range(ROUNDS):
            gc.collect()
            start = time.process_time()
            with few_collections():
                linked = link(graph)
            seconds.append(time.process_time() - start)
        median = statistics.median(seconds)
        costs.append(median / count)
        inferred = len(linked.nodes) - len(graph.nodes)
        print(f"| {size}× | {count} | {inferred} | {median:.2f} | {costs[-1] * 1e6:.0f} |")
    sys.exit(1 if costs[2] > 1.5 * costs[1] else 0)


if __name__ == "__main__":
    main()
