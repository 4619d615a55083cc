"""What it costs to build again when one document of a thousand has changed.

python -m benchmarks.incremental [DOCUMENTS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.archive import copies, corpus
from benchmarks.measure import run, table


def main(number: int = 1000) -> str:
    """The table: a full build, one after a change of one document, and whether the bytes are those of a
    full build."""
    name, rows = corpus()
    with tempfile.TemporaryDirectory() as folder:
        documents, out, full = (Path(folder) / each for each in ("documents", "out", "full"))
        documents.mkdir()
        for n, row in zip(range(number), copies(rows, number // len(rows) + 1), strict=False):
            (documents / f"{n:05}.txt").write_text(
                f"{row['year']}年{row['place']}工作报告\n{row['text']}", "utf-8"
            )
        first = run("-m", "kg", "build", documents, "-o", out, "--no-html")
        changed = documents / "00007.txt"
        changed.write_text(changed.read_text("utf-8") + "\n全年引进人才4321名。\n", "utf-8")
        again = run("-m", "kg", "build", documents, "-o", out, "--no-html")
        run("-m", "kg", "build", documents, "-o", full, "--no-html", "--no-cache")
        same = (out / "graph.ttl").read_bytes() == (full / "graph.ttl").read_bytes()
    lines = [["full", f"{first.seconds:.2f}", "100 %"]]
    lines.append(["one changed", f"{again.seconds:.2f}", f"{again.seconds / first.seconds:.1%}"])
    told = "the same bytes as a full build" if same else "NOT the bytes of a full build"
    return f"{number:,} reports ({name}, copied)\n\n{table(('build', 'seconds', 'share'), lines)}\n\n{told}"


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
