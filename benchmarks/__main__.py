"""Every measurement, one after another on a machine left alone, written into docs/performance.md.

    python -m benchmarks [NAME...]

Each NAME is a module here (see SECTIONS); without one, all are run, and the page is written. With names,
their tables are printed only. Exit code 1 where a measurement failed; its section then says so.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import ROOT, machine

PAGE = ROOT / "docs" / "performance.md"
MEASURED = re.compile(r"(<!-- begin: measured -->\n).*(<!-- end: measured -->)", re.DOTALL)
SECTIONS = {
    "whole": "A whole build",
    "stages": "Where the time goes",
    "growth": "As the archive grows",
    "incremental": "One document changed",
    "peers": "The same words and quantities, found by others",
    "linking": "Linking",
    "questions": "Questions",
    "viewer": "The page",
}


def main(names: list[str]) -> int:
    """Run the measurements; the exit code."""
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        print(f"no measurement named {unknown[0]}; there are: {', '.join(SECTIONS)}", file=sys.stderr)
        return 2
    parts, failed = [], False
    for name in names or SECTIONS:
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
        )
        failed |= done.returncode != 0
        said = f"\nIt missed what it asks for (exit code {done.returncode}).\n" if done.returncode else ""
        parts.append(f"### {SECTIONS[name]}\n\n`python -m benchmarks.{name}`: {done.stdout.strip()}\n{said}")
        print(parts[-1], flush=True)
    if not names:
        write(PAGE, "\n".join(parts))
    return int(failed)


def write(page: Path, tables: str) -> None:
    """Put the tables, and the machine they are true of, between the marks of the page."""
    measured = f"{machine()}; medians of one run.\n\n{tables}"
    text = page.read_text("utf-8")
    page.write_text(MEASURED.sub(lambda m: m[1] + measured + m[2], text), "utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
