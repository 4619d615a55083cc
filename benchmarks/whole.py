"""A whole build against the straightforward pipeline and against the bound, and one against two processes.

python -m benchmarks.whole
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.archive import corpus, write_jsonl
from benchmarks.measure import ROOT, Cost, median, run, table

TIMES = 3


def main(times: int = TIMES) -> str:
    """The table, of medians; ratios leave start-up aside (a build of one sentence, its own peak)."""
    name, rows = corpus()
    with tempfile.TemporaryDirectory() as folder:
        archive, small, out = (Path(folder) / each for each in ("rows.jsonl", "small.jsonl", "out"))
        size = write_jsonl(rows, archive) / 1e6
        write_jsonl([{**rows[0], "text": "2024年引进人才5名。"}], small)

        def build(path: Path, jobs: int = 1) -> Cost:
            return run("-m", "kg", "build", path, "-o", out, "--no-html", "--no-cache", "-j", str(jobs))

        def plain(path: Path) -> Cost:
            return run("-m", "benchmarks.straightforward", path, out.with_suffix(".ttl"))

        ways = {
            "kg build": (median(times, lambda: build(small)), median(times, lambda: build(archive))),
            "kg build -j 2": (
                median(times, lambda: build(small, 2)),
                median(times, lambda: build(archive, 2)),
            ),
            "straightforward": (median(times, lambda: plain(small)), median(times, lambda: plain(archive))),
        }
        bound = min(float(_bound(archive)) for _ in range(times))
        triples = {
            "kg build": _count(out / "graph.ttl"),
            "kg build -j 2": _count(out / "graph.ttl"),
            "straightforward": _count(out.with_suffix(".ttl")),
        }
    lines = []
    for way, (start, whole) in ways.items():
        work = whole.seconds - start.seconds if way.endswith("2") else whole.processor - start.processor
        lines.append(
            [
                way, f"{whole.seconds:.2f}", f"{start.seconds:.2f}", f"{work:.2f}", f"{size / work:.2f}",
                f"{whole.peak / 1e6:.0f}", f"{triples[way]:,}",
            ]
        )  # fmt: skip
    lines.append(["bound", "", "", f"{bound:.3f}", f"{size / bound:.0f}", "", ""])
    own, two, other = (ways[way] for way in ways)
    ratio = (other[1].processor - other[0].processor) / (own[1].processor - own[0].processor)
    head = ("way", "seconds", "of which start-up", "seconds of work", "MB/s", "peak MB", "triples")
    return (
        f"{name}, {size:.2f} MB of text in UTF-8\n\n{table(head, lines)}\n\n"
        f"kg build does its work in 1/{ratio:.1f} of the straightforward pipeline's time a core, at "
        f"1/{(own[1].processor - own[0].processor) / bound:.0f} of the bound; two processes take "
        f"1/{own[1].seconds / two[1].seconds:.2f} of the time of one by the clock, "
        f"1/{(own[1].seconds - own[0].seconds) / (two[1].seconds - two[0].seconds):.2f} start-up aside. "
        "Work is in processor seconds, start-up aside; that of two processes by the clock."
    )


def _bound(archive: Path) -> str:
    command = [sys.executable, "-m", "benchmarks.bound", str(archive)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split()[0]


def _count(graph: Path) -> int:
    import pyoxigraph as ox

    return sum(1 for _ in ox.parse(path=graph, format=ox.RdfFormat.TURTLE))


if __name__ == "__main__":
    print(main())
