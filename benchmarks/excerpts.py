"""How often an excerpt tells by itself whether its figures are reported or announced.

    python -m benchmarks.excerpts [--show 5]

Passages are cut out of whole reports and read alone, without title or headings around them; the status of
each figure is compared with what the whole report gives it there, whose headings say which part is which.
That is the measure by which the weights of ``ontology/rules/15-tone.yaml`` are kept: run it before and after.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.archive import Row, corpus, write_jsonl
from benchmarks.measure import table
from kg.cleaning import clean
from kg.model import Mention, Source, Text
from kg.nlp import load, read_text
from kg.reading import read

LENGTH = 520  # characters up to which lines are put together
PERIODS = (("before 1990", 0, 1990), ("1990–2018", 1990, 2019), ("from 2019 on", 2019, 3000))
_LINE = re.compile(r"[^\n]+")


def sources(rows: list[Row]) -> list[Source]:
    """The reports as they are read from a file."""
    with TemporaryDirectory() as folder:
        write_jsonl(rows, Path(folder) / "rows.jsonl")
        return [source for source in read(Path(folder) / "rows.jsonl") if isinstance(source, Source)]


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Whole lines, as many together as ``LENGTH`` holds, at least one."""
    start = end = -1
    for line in _LINE.finditer(text):
        if end >= 0 and line.end() - start >= LENGTH:
            yield start, end
            start = -1
        start = line.start() if start < 0 else start
        end = line.end()
    if end >= 0:
        yield start, end


def figures(mentions: tuple[Mention, ...], shift: int = 0) -> dict[int, tuple[object, object]]:
    """Status and year of each figure, by its place."""
    told = ("wr:Outcome", "wr:Target")
    return {
        m.start + shift: (m.attributes["status"], m.attributes["year"]) for m in mentions if m.type in told
    }


@click.command()
@click.option("--show", default=0, help="How many of the passages that are read worst to print.")
def main(show: int) -> None:
    """Print the shares by period, and the passages that are read worst."""
    name, rows = corpus()
    nlp = load()
    right: Counter[tuple[str, str]] = Counter()
    worst: list[tuple[int, str, str]] = []
    for source in sources(rows):
        whole = clean(source)
        known = figures(read_text(nlp, whole).mentions)
        period = next(period for period, first, last in PERIODS if first <= (source.year or 0) < last)
        for start, end in passages(whole.chars):
            part = whole.chars[start:end]
            excerpt = Text.unchanged(Source("x", part, year=source.year, place=source.place))
            said = figures(read_text(nlp, excerpt).mentions, start)
            both = [(known[at], said[at]) for at in said.keys() & known.keys()]
            wrong = sum(a[0] != b[0] for a, b in both)
            right.update({(period, "figures"): len(both), (period, "status"): len(both) - wrong})
            right[period, "year"] += sum(a[1] == b[1] for a, b in both)
            worst.append((wrong, source.id, part))
    lines = [
        [period, f"{n:,}", f"{right[period, 'status'] / n:.1%}", f"{right[period, 'year'] / n:.1%}"]
        for period, *_ in PERIODS
        if (n := right[period, "figures"])
    ]
    print(f"{name}, cut into {len(worst):,} passages\n")
    print(table(("reports", "figures", "the same status", "the same year"), lines))
    for wrong, report, part in sorted(worst, key=lambda each: -each[0])[:show]:
        print(f"\n{wrong} wrong, {report}: {part}")


if __name__ == "__main__":
    main()
