"""What it costs to build again when one document of a thousand has changed.

python -m benchmarks.incremental [DOCUMENTS]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.archive import copies, corpus
from benchmarks.measure import Cost, median, run, table

_TIMES = 3  # so often is one document changed again; the median is told


def main(number: int = 1000) -> str:
    """The table: builds after changes, each of the folder as the one before left it; and whether the last
    has the bytes of a full build."""
    name, rows = corpus()
    with tempfile.TemporaryDirectory() as folder:
        documents, out, full = (Path(folder) / each for each in ("documents", "out", "full"))
        documents.mkdir()
        for n, row in zip(range(number), copies(rows, number // len(rows) + 1), strict=False):
            (documents / f"{n:05}.txt").write_text(
                f"{row['year']}年{row['place']}工作报告\n{row['text']}", "utf-8"
            )
        steps: list[tuple[str, Callable[[], object]]] = [
            ("full", lambda: None),
            ("nothing changed", lambda: None),
            ("one changed", lambda: _change(documents, range(7, 8))),
            ("one added", lambda: (documents / "added.txt").write_bytes(_changed(documents, 8))),
            ("one removed", (documents / "00009.txt").unlink),
            ("ten more changed", lambda: _change(documents, range(10, 20))),
        ]
        spent = []
        for what, change in steps:
            times = _TIMES if what == "one changed" else 1
            cost = median(times, partial(_cost, change, documents, out))
            spent.append((what, cost.processor))
        anew = run("-m", "kg", "build", documents, "-o", full, "--no-html", "--no-cache")
        same = all(file.read_bytes() == (out / file.name).read_bytes() for file in full.iterdir())
    spent.append(("full, with --no-cache", anew.processor))
    lines = [(what, f"{cost:.2f}", f"{cost / spent[0][1]:.1%}") for what, cost in spent]
    told = "the same bytes as a full build" if same else "NOT the bytes of a full build"
    shown = table(("build", "processor seconds", "share"), lines)
    return f"{number:,} reports ({name}, copied)\n\n{shown}\n\n{told}"


def _cost(change: Callable[[], object], documents: Path, out: Path) -> Cost:
    change()
    return run("-m", "kg", "build", documents, "-o", out, "--no-html")


def _change(documents: Path, numbers: range) -> None:
    for number in numbers:
        (documents / f"{number:05}.txt").write_bytes(_changed(documents, number))


def _changed(documents: Path, number: int) -> bytes:
    """A document with one more sentence."""
    return (documents / f"{number:05}.txt").read_bytes() + "\n全年引进人才4321名。\n".encode()


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
