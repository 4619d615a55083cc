"""Where the time of a build goes, stage by stage, in one process.

python -m benchmarks.stages
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.archive import corpus, write_jsonl
from kg.build_document import _coverage, _line, reader
from kg.build_parts import groups, part_lines
from kg.build_sorting import Sorter, distinct
from kg.build_workers import few_collections
from kg.cleaning import clean
from kg.export import turtle
from kg.export.void import Description
from kg.linking import link_group, parts
from kg.mapping import draft_of
from kg.model import Source
from kg.ontology import DEFAULT_BASE, load_ontology
from kg.reading import read
from kg.store_records import merged, records


class Clock:
    """Adds up processor time by stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._since = time.process_time()

    def lap(self, stage: str) -> None:
        now = time.process_time()
        self.spent[stage] += now - self._since  # type: ignore[assignment]
        self._since = time.process_time()


def main() -> None:
    """Print a table of stages."""
    name, rows = corpus()
    ontology = load_ontology()
    read_text = reader(None, None)
    read_text(clean(Source("warm", "2024年引进人才5名。")))
    with few_collections(), tempfile.TemporaryDirectory() as folder:
        size = write_jsonl(rows, Path(folder) / "rows.jsonl")
        lines, linkable = Sorter(Path(folder) / "a"), Sorter(Path(folder) / "b")
        clock = Clock()
        for source in read(Path(folder) / "rows.jsonl"):
            clock.lap("read")
            text = clean(source)
            clock.lap("clean")
            reading = read_text(text)
            clock.lap("nlp")
            draft = draft_of(reading, ontology)
            graph, refused = draft.subjects(), tuple(draft.rejected)
            clock.lap("map")
            lines.add("".join(records(graph, ontology.prefixes)).encode())
            clock.lap("records")
            linkable.add(part_lines(parts(graph, ontology.indicators)))
            clock.lap("parts to link")
            _line("x", _coverage(reading, refused))
            clock.lap("coverage")
        for key, found in groups(distinct(linkable)):
            linked = link_group(key, found, ontology.indicators)
            lines.add("".join(records(linked, ontology.prefixes)).encode())
        clock.lap("link")
        census = Description()
        with (Path(folder) / "graph.ttl").open("wb") as out:
            turtle.write_records(census.of(merged(distinct(lines))), ontology.namespaces(DEFAULT_BASE), out)
        clock.lap("sort, merge, write")
    total = sum(clock.spent.values())
    print(f"{name}, {size / 1e6:.2f} MB of text, {census.triples:,} triples\n")
    print("| stage | seconds | share | MB/s |\n|---|---|---|---|")
    for stage, spent in clock.spent.items():
        print(f"| {stage} | {spent:.2f} | {spent / total:.0%} | {size / 1e6 / spent:.1f} |")
    print(f"| all | {total:.2f} | | {size / 1e6 / total:.2f} |")


if __name__ == "__main__":
    main()
