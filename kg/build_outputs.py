"""The files of a build, written as streams."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orjson import dumps, loads

from kg import __version__
from kg.build_check import check
from kg.build_document import Built
from kg.build_merge import Merge
from kg.build_patch import Patch
from kg.build_sorting import FEW_BYTES, Sorter, distinct
from kg.build_summary import Summary
from kg.build_workers import Failed
from kg.curation_tally import Tally
from kg.errors import BuildError
from kg.model import Graph
from kg.ontology import DEFAULT_BASE, Ontology
from kg.store_records import records

if TYPE_CHECKING:
    from kg.export.void import Description

GRAPH, PAGE, VOID, QUARANTINE = "graph.ttl", "graph.html", "void.ttl", "quarantine.ttl"
MANIFEST, COVERAGE = "manifest.json", "coverage.json"
NAMES = frozenset((GRAPH, PAGE, VOID, QUARANTINE, MANIFEST, COVERAGE))
_NO_YEAR = b'"year":null'  # in a document's line of the manifest
_NAMED = 5  # documents without a year


@dataclass(frozen=True, slots=True)
class Form:
    """What is written: the ``base`` of individuals, ``page`` whether graph.html is wanted, and the
    number of triples above which it is left out, as no browser would show it; ``check`` whether the
    graph is held to the shapes (None: up to so many triples, for it takes longer than all the rest)."""

    base: str = DEFAULT_BASE
    page: bool = True
    page_limit: int = 1_000_000
    check: bool | None = None
    check_limit: int = 50_000


class Outputs:
    """Takes what became of each document, then writes all files of a build into ``stage``."""

    def __init__(self, stage: Path, ontology: Ontology, form: Form) -> None:
        self._stage, self._ontology, self._form = stage, ontology, form
        self._documents, self._coverage = (
            Sorter(stage / "documents", FEW_BYTES),
            Sorter(stage / "coverage", FEW_BYTES),
        )
        self._failed: list[str] = []
        self._undated: list[str] = []
        self._texts = Sorter(stage / "texts", FEW_BYTES)
        self._files = 0
        self._totals: Counter[str] = Counter()
        self.corrections = Tally()

    def take(self, outcome: Built | Failed) -> None:
        """Note a document in the manifest and in the coverage."""
        if isinstance(outcome, Failed):
            self._failed.append(outcome.reason)
        else:
            self._files += 1
            if _NO_YEAR in outcome.manifest and len(self._undated) <= _NAMED:
                self._undated.append(json.loads(outcome.manifest.partition(b"\t")[0]))
            self._totals.update(outcome.totals)
            self._texts.add(_text_of(outcome.manifest))
            self._documents.add(outcome.manifest)
            self._coverage.add(outcome.coverage)

    def write(self, merge: Merge | Patch, output: Path) -> Summary:
        """Write the graph of all documents that ``merge`` has taken, too, and what goes with it.

        BuildError where no document was taken."""
        if not self._files:
            more = [f"and {len(self._failed) - 3} more"] if len(self._failed) > 3 else []
            reasons = "; ".join(sorted(self._failed)[:3] + more) or "nothing to read"
            raise BuildError(f"no document could be read, {output} stays as it was: {reasons}")
        namespaces = self._ontology.namespaces(self._form.base)
        census = merge.write(self._stage / GRAPH, namespaces, self.corrections.entries)
        checked = census.triples <= self._form.check_limit if self._form.check is None else self._form.check
        quarantined, reports = 0, census.classes.get("wr:Report", 0)
        violated: tuple[str, ...] = ()
        why: Mapping[str, str] = {}
        if checked and (parts := check(self._stage / GRAPH, self._ontology)):
            kept, lost, why, violated = parts
            quarantined = len(lost.nodes)
            census = self._write_kept(kept)
            self._write_turtle(QUARANTINE, records(lost))
        with (self._stage / VOID).open("wb") as out:
            census.write(namespaces, out)
        page = self._form.page and census.triples <= self._form.page_limit
        if page:
            self._write_page()
        summary = Summary(
            documents=self._files,
            failed=tuple(sorted(self._failed)),
            classes=census.classes,
            triples=census.triples,
            inferred=census.properties.get("wr:inferredBy", 0),
            totals=dict(sorted(self._totals.items())),
            output=output,
            page=page,
            page_left_out=self._form.page and not page,
            corrections=tuple(self.corrections.fates(merge.decided, why)),
            notes=(*self._notes(), *violated),
            checked=checked,
            quarantined=quarantined,
            repeated=self._files - reports,
        )
        _write_json(self._stage / COVERAGE, _account(summary), "documents", distinct(self._coverage))
        _write_json(self._stage / MANIFEST, self._head(summary), "documents", distinct(self._documents))
        return summary

    def _notes(self) -> Iterator[str]:
        """What the documents leave open that a person could say."""
        if self._undated:
            more = " and more" if len(self._undated) > _NAMED else ""
            named = f"{', '.join(self._undated[:_NAMED])}{more}"
            yield f"no year is known of {named}: say it with --year or in documents.yaml"
        others = 0
        for reports in _of_one_text(self._texts):
            others += 1
            if others <= _NAMED:
                files = ", ".join(f"{file} ({said})" for said, file in reports)
                same = "where they are one, give them the same year, place and kind"
                yield f"one text, several reports: {files}; {same}"
        if others > _NAMED:
            yield f"{others - _NAMED:,} more texts are several reports each"

    def _write_kept(self, graph: Graph) -> Description:
        from kg.export.void import Description

        census = Description()
        self._write_turtle(GRAPH, census.of(records(graph)))
        return census

    def _write_turtle(self, name: str, lines: Iterable[str]) -> None:
        from kg.export import turtle

        with (self._stage / name).open("wb") as out:
            turtle.write_records(lines, self._ontology.namespaces(self._form.base), out)

    def _head(self, summary: Summary) -> dict[str, Any]:
        """What the manifest says beside its documents; all files but itself are written."""
        files = {name: _fingerprint(file) for name in sorted(NAMES) if (file := self._stage / name).exists()}
        return {
            "generator": f"kg {__version__}",
            "base": self._form.base,
            "triples": summary.triples,
            "classes": summary.classes,
            "files": files,
            "failed": summary.failed,
        }

    def _write_page(self) -> None:
        from kg.export import html
        from kg.store import read

        graph, base = read(self._stage / GRAPH, self._ontology)
        with (self._stage / PAGE).open("w", encoding="utf-8", newline="\n") as out:
            html.write(graph, self._ontology, base, out)


def _text_of(entry: bytes) -> bytes:
    """A line that sorts a document of the manifest by its text: hash, what it is read as, file."""
    about = loads(entry.partition(b"\t")[2])
    year, place = about["year"] or "no year", about["place"] or "no place"
    return b"%b\n" % dumps([about["sha256"], f"{year}, {place}, {about['kind']}", about["file"]])


def _of_one_text(lines: Iterable[bytes]) -> Iterator[list[tuple[str, str]]]:
    """Of each text that is several reports, by sorted lines: what it is read as, and the first such file."""
    for _, same in groupby(map(loads, lines), key=itemgetter(0)):
        reports: dict[str, str] = {}
        for _, said, file in same:
            if len(reports) < _NAMED:
                reports.setdefault(said, file)
        if len(reports) > 1:
            yield list(reports.items())


def _account(summary: Summary) -> dict[str, Any]:
    """What the coverage says of all documents together."""
    if not summary.corrections:
        return {"totals": summary.totals}
    stale = [fate.to_json() for fate in summary.corrections if not fate.hits]
    applied = [fate.to_json() for fate in summary.corrections if fate.hits]
    return {"totals": summary.totals, "curation": {"applied": applied, "stale": stale}}


def _write_json(path: Path, head: dict[str, Any], name: str, entries: Iterable[bytes]) -> None:
    """An object with what ``head`` says and, under ``name``, the entries, one on a line.

    An entry is sorted by what stands before its tab, which is not written."""
    with path.open("wb") as out:
        out.write(json.dumps(head, ensure_ascii=False, indent=1).encode()[:-2])
        out.write(f',\n "{name}": ['.encode())
        before = b"\n"
        for entry in entries:
            out.write(before + entry[entry.index(b"\t") + 1 : -1])
            before = b",\n"
        out.write(b"\n]\n}\n")


def _fingerprint(file: Path) -> dict[str, Any]:
    with file.open("rb") as content:
        return {"bytes": file.stat().st_size, "sha256": file_digest(content, "sha256").hexdigest()}
