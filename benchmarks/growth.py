"""What a build costs as the archive grows: time, triples and memory at 1, 4, 16 and 64 times its size.

python -m benchmarks.growth [SIZE...]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.archive import copies, corpus, write_jsonl
from benchmarks.measure import run, table

SIZES = (1, 4, 16, 64)


def main(sizes: tuple[int, ...] = SIZES) -> str:
    """The table; memory is the peak of the build's process."""
    name, rows = corpus()
    lines = []
    peaks = {}
    with tempfile.TemporaryDirectory() as folder:
        archive, out = Path(folder) / "rows.jsonl", Path(folder) / "out"
        for size in sizes:
            content = write_jsonl(copies(rows, size), archive) / 1e6
            cost = run("-m", "kg", "build", archive, "-o", out, "--no-html", "--no-cache")
            triples = _triples(out / "manifest.json")
            peaks[size] = cost.peak
            lines.append(
                [
                    f"{size}×", f"{len(rows) * size:,}", f"{content:.1f}", f"{cost.processor:.1f}",
                    f"{cost.processor / content:.2f}", f"{triples:,}", f"{triples / content:,.0f}",
                    f"{cost.peak / 1e6:.0f}",
                ]
            )  # fmt: skip
    head = (
        "size",
        "reports",
        "MB",
        "processor seconds",
        "seconds a MB",
        "triples",
        "triples a MB",
        "peak MB",
    )
    after = ""
    if 4 in peaks:
        after = f"\n\nPeak at {sizes[-1]}×: {peaks[sizes[-1]] / peaks[4]:.2f} of that at 4×."
    return f"Copies of the {name}, each with other figures and another year\n\n{table(head, lines)}{after}"


def _triples(manifest: Path) -> int:
    """From the first lines: the manifest of many documents is long."""
    with manifest.open(encoding="utf-8") as lines:
        return next(int(line.strip(' ",\n').split(": ")[1]) for line in lines if '"triples"' in line)


if __name__ == "__main__":
    print(main(tuple(map(int, sys.argv[1:])) or SIZES))
