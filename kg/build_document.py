"""One document, from its file to what a build merges: records, parts to link, and its account.

This is all that a process or a cluster does for a document, and it depends on the document, the
ontology and the code alone.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from orjson import dumps

from kg.accounting import account, entry
from kg.build_parts import part_lines
from kg.cleaning import clean
from kg.curation import curate, settled
from kg.curation_entry import Applied, Curation
from kg.curation_tally import dump
from kg.linking import parts
from kg.mapping import draft_of
from kg.model import Reading, Rejected, Source, Text
from kg.ontology import load_ontology
from kg.reading import Limits, Options
from kg.store_records import records


@dataclass(frozen=True, slots=True)
class Setup:
    """How documents are read; ``ontology`` and ``model`` None are those shipped, ``cache`` None is none.
    ``curated`` whether corrections are applied: those beside the documents and those of ``curation_files``;
    ``curation`` are those that hold for the documents of one job. ``brief``: of what lies in the cache, leave
    the lines for the graph and for linking there."""

    reading: Options = field(default_factory=Options)
    model: str | None = None
    ontology: Path | None = None
    cache: Path | None = None
    curated: bool = True
    curation_files: tuple[Path, ...] = ()
    curation: Curation | None = None
    brief: bool = False


def setup(
    year: int | None = None,
    place: str | None = None,
    title: str | None = None,
    encoding: str | None = None,
    model: str | None = None,
    ontology: str | None = None,
    cache: Path | None = None,
    curation: Iterable[str] = (),
    curated: bool = True,
    text_column: str = "text",
    **limits: int,
) -> Setup:
    """The setup of these options: what is said of the documents wins over what they say; ``limits`` are
    fields of ``kg.reading.Limits``."""
    options = Options(encoding, year, place, title, text_column, Limits(**limits))
    folder = Path(ontology) if ontology else None
    return Setup(options, model, folder, cache, curated, tuple(map(Path, curation)))


@dataclass(frozen=True, slots=True)
class Built:
    """What one document gives: sorted lines for the graph and for linking (see kg.store_records and
    kg.build_parts), what the manifest and the coverage say of it, a line each (the file's name, a tab,
    a JSON object), the ``totals`` of its coverage, and what its corrections did (see kg.curation_tally).
    ``entry`` is its name in the cache, "" where it is not kept; ``brief``: its lines are only there."""

    records: bytes
    parts: bytes
    manifest: bytes
    coverage: bytes
    totals: Mapping[str, int]
    curated: bytes = b"[]"
    entry: str = ""
    brief: bool = False


def build_source(setup: Setup, source: Source) -> Built:
    """What a document gives."""
    ontology = load_ontology(setup.ontology)
    reading, corrected = curated_reading(setup, source)
    draft = draft_of(reading, ontology)
    graph, coverage = draft.subjects(), _coverage(reading, tuple(draft.rejected))
    return Built(
        "".join(records(graph, ontology.prefixes)).encode(),
        part_lines(parts(graph, ontology.indicators)),
        _line(source.file, _manifest(source)),
        _line(source.file, coverage),
        _totals(coverage),
        dump(settled(corrected, draft.effects)),
    )


def curated_reading(setup: Setup, source: Source) -> tuple[Reading, tuple[Applied, ...]]:
    """What the document says after the corrections of people, and what became of each correction."""
    reading = reader(setup.model, setup.ontology)(clean(source))
    return curate(reading, setup.curation) if setup.curation else (reading, ())


def prepare(setup: Setup) -> None:
    """Load an ontology of one's own now: a fault in its rules is told once, not by each document."""
    if setup.ontology is not None:
        reader(setup.model, setup.ontology)


@lru_cache(maxsize=2)
def reader(model: str | None, ontology: Path | None) -> Callable[[Text], Reading]:
    """The pipeline that reads texts, loaded once in a process."""
    from kg.nlp import load, read_text

    nlp = load(model, load_ontology(ontology))
    gc.freeze()  # what has been loaded stays: nobody need look through it for cycles again
    return lambda text: read_text(nlp, text)


def _manifest(source: Source) -> dict[str, Any]:
    said = {name: getattr(source, name) for name in ("title", "year", "place", "kind", "issuer", "extracted")}
    size = {"characters": len(source.text), "sha256": source.sha256}
    return {"file": source.file, **said, **size, "notes": source.notes}


def _coverage(reading: Reading, refused: tuple[Rejected, ...]) -> dict[str, Any]:
    """The account of the document's numbers, quotes and names, what the ontology did not admit, and what
    could not be repaired in the file."""
    not_admitted = [
        {**entry(reading.text, r.start, r.end, r.rule, r.reason), "kind": r.kind}
        for r in (*(r for r in reading.rejected if r.kind == "claim"), *refused)
    ]
    damaged = [{"start": start, "end": end, "reason": what} for start, end, what in reading.text.damaged]
    own: Mapping[str, Any] = account(reading)
    return {"file": reading.text.source.file, **own, "not_admitted": not_admitted, "damaged": damaged}


def _totals(coverage: Mapping[str, Any]) -> dict[str, int]:
    kinds, fates = ("numbers", "quotes"), ("taken", "rejected", "unmatched")
    totals = {f"{kind} {fate}": coverage[kind][fate] for kind in kinds for fate in fates}
    return totals | {what: len(coverage[what]) for what in ("not_admitted", "damaged")}


def _line(file: str, value: dict[str, Any]) -> bytes:
    """The entry of a file, behind the name by which entries are sorted."""
    return b"%b\t%b\n" % (dumps(file), dumps(value))
