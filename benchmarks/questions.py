"""Each shipped question, asked of one large graph through kg and through plain rdflib.

    python -m benchmarks.questions [TRIPLES]

The graph is built from so much of the corpus, or of copies of the seeds (see ``benchmarks.archive``), that it
has about TRIPLES (200,000). Both read the same Turtle file, and their rows must be the same. Times are of the
processor. The whole is what ``kg query`` does: loading the file and answering. The exit code is 1 where rows
differ or where the whole takes kg more than a tenth of rdflib's time for any question.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib

from benchmarks.archive import corpus, write_jsonl
from kg.build_graph import build
from kg.query import ask, questions
from kg.store import load_store, namespaces_of

TRIPLES_A_CHARACTER = 0.42  # of reports
ROUNDS = 5  # of the fast one; the slow one runs once


def graph_of(triples: int, folder: Path) -> tuple[str, Path, int]:
    """What was built, the file and its number of triples."""
    what, rows = corpus()
    size, taken = 0, []
    for row in rows:
        if size * TRIPLES_A_CHARACTER >= triples:
            break
        taken.append(row)
        size += len(row["text"])
    write_jsonl(taken, folder / "reports.jsonl")
    summary = build([str(folder / "reports.jsonl")], folder / "out")
    return f"{len(taken)} of the {what}", folder / "out" / "graph.ttl", summary.triples


def timed(action: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    result = action()
    return result, time.process_time() - start


def by_kg(text: str, store: ox.Store, namespaces: dict[str, str]) -> bytes | None:
    result = ask(text, store, namespaces)
    assert isinstance(result, ox.QuerySolutions)
    return result.serialize(format=ox.QueryResultsFormat.JSON)


def by_rdflib(text: str, graph: rdflib.Graph) -> bytes | None:
    return graph.query(text).serialize(format="json")


def rows_of(content: bytes | None) -> list[tuple[str, ...]]:
    """The rows of SPARQL JSON, sorted, numbers by value."""
    found = json.loads(content or b"")
    names = found["head"]["vars"]
    return sorted(
        tuple(_plain(row[name]["value"]) if name in row else "" for name in names)
        for row in found["results"]["bindings"]
    )


def _seconds(pair: tuple[Any, float]) -> float:
    return pair[1]


def _plain(text: str) -> str:
    try:
        return f"{round(Decimal(text), 9).normalize():f}"
    except InvalidOperation:
        return text


def main() -> None:
    """Print a table of times; exit with 1 where a question is not ten times as fast, or differs."""
    warnings.simplefilter("ignore")
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        what, file, triples = graph_of(wanted, Path(folder))
        print(f"{what}: {triples:,} triples\n")
        print("| | rows | rdflib, s | kg, s | kg / rdflib | the whole |\n|---|---|---|---|---|---|")
        plain, slow_load = timed(lambda: rdflib.Graph().parse(file))
        store, fast_load = min((timed(lambda: load_store(file)) for _ in range(ROUNDS)), key=_seconds)
        print(f"| loading the file | | {slow_load:.2f} | {fast_load:.2f} | {fast_load / slow_load:.3f} | |")
        namespaces = namespaces_of(store)
        for known in questions():
            ways = (timed(partial(by_kg, known.text, store, namespaces)) for _ in range(ROUNDS))
            answer, fast = min(ways, key=_seconds)
            expected, slow = timed(partial(by_rdflib, known.text, plain))
            same = rows_of(answer) == rows_of(expected)
            whole = (fast_load + fast) / (slow_load + slow)
            failed |= not same or whole > 0.1
            count = len(rows_of(answer)) if same else "differ"
            row = f"{known.name} | {count} | {slow:.3f} | {fast:.4f} | {fast / slow:.4f} | {whole:.3f}"
            print(f"| {row} |", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
