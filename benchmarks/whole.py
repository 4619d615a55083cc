"""A whole build against the straightforward pipeline and against the bound, and one against two processes.

python -m benchmarks.whole
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.archive import corpus, write_jsonl
from benchmarks.measure import ROOT, Cost, median, run, table

TIMES = 3
BUILD, BUILD_2, BUILD_PLAIN = "kg build", "kg build -j 2", "straightforward"
ANNOTATE, ANNOTATE_PLAIN = "kg annotate", "straightforward, names and quantities only"
BOUND = "bound"
HEAD = ("way", "seconds", "of which start-up", "seconds of work", "MB/s", "peak MB", "triples")


@dataclass(frozen=True, slots=True)
class Way:
    """What a command costs on one sentence (its start-up) and on the archive."""

    start: Cost
    whole: Cost

    @property
    def work(self) -> float:
        """Processor seconds, start-up aside."""
        return self.whole.processor - self.start.processor

    @property
    def waited(self) -> float:
        """Seconds by the clock, start-up aside."""
        return self.whole.seconds - self.start.seconds


def main(times: int = TIMES) -> str:
    """The table, of medians, and the ratios."""
    name, rows = corpus()
    with tempfile.TemporaryDirectory() as folder:
        archive, small, out = (Path(folder) / each for each in ("rows.jsonl", "small.jsonl", "out"))
        size = write_jsonl(rows, archive) / 1e6
        write_jsonl([{**rows[0], "text": "2024年引进人才5名。"}], small)
        build = ("-m", "kg", "build", "-o", out, "--no-html", "--no-cache")
        plain = ("-m", "benchmarks.straightforward")
        commands: dict[str, tuple[tuple[str | Path, ...], tuple[str | Path, ...]]] = {
            BUILD: ((*build, "-j", "1"), ()),
            BUILD_2: ((*build, "-j", "2"), ()),
            BUILD_PLAIN: (plain, (out.with_suffix(".ttl"),)),
            ANNOTATE: (("-m", "kg", "annotate", "-j", "1"), ()),
            ANNOTATE_PLAIN: (plain, ()),
        }
        ways = {
            way: Way(*(median(times, partial(run, *before, path, *after)) for path in (small, archive)))
            for way, (before, after) in commands.items()
        }
        bound = min(_bound(archive) for _ in range(times))
        triples = {BUILD: _count(out / "graph.ttl"), BUILD_PLAIN: _count(out.with_suffix(".ttl"))}
    lines = [_line(way, cost, size, triples.get(way, "")) for way, cost in ways.items()]
    lines.append([BOUND, "", "", f"{bound:.3f}", f"{size / bound:.0f}", "", ""])
    own, two = ways[BUILD], ways[BUILD_2]
    build_ratio = ways[BUILD_PLAIN].work / own.work
    annotate_ratio = ways[ANNOTATE_PLAIN].work / ways[ANNOTATE].work
    return (
        f"{name}, {size:.2f} MB of text in UTF-8; work is in processor seconds, start-up aside, that of two "
        f"processes by the clock\n\n{table(HEAD, lines)}\n\n"
        f"- A build does its work {build_ratio:.1f} times as fast as the straightforward pipeline, "
        f"at 1/{own.work / bound:.0f} of the bound.\n"
        f"- Annotations alone are made {annotate_ratio:.1f} times as fast as "
        "by the straightforward pipeline.\n"
        f"- Two processes are {own.waited / two.waited:.2f} times as fast as one, start-up included "
        f"{own.whole.seconds / two.whole.seconds:.2f} times."
    )


def _line(way: str, cost: Way, size: float, triples: str) -> list[str]:
    work = cost.waited if way == BUILD_2 else cost.work
    return [
        way, f"{cost.whole.seconds:.2f}", f"{cost.start.seconds:.2f}", f"{work:.2f}", f"{size / work:.2f}",
        f"{cost.whole.peak / 1e6:.0f}", triples,
    ]  # fmt: skip


def _bound(archive: Path) -> float:
    command = [sys.executable, "-m", "benchmarks.bound", str(archive)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return float(said.split()[0])


def _count(graph: Path) -> str:
    import pyoxigraph as ox

    return f"{sum(1 for _ in ox.parse(path=graph, format=ox.RdfFormat.TURTLE)):,}"


if __name__ == "__main__":
    print(main())
