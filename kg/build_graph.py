"""The story end to end: documents in, a folder with their graph out.

Each document becomes sorted lines, in this process or in many; the lines are sorted together (on
disk where they are many), linked group by group, merged and written. Nothing is kept in memory that
grows with the number of documents, and the same documents give the same bytes, whatever their
order and the number of processes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.build_cache import Cache
from kg.build_document import Built, Setup, prepare, setup
from kg.build_folder import output_folder
from kg.build_jobs import do, jobs, name
from kg.build_outputs import NAMES, Form, Outputs
from kg.build_parts import groups
from kg.build_sorting import FEW_BYTES, Sorter
from kg.build_summary import Summary
from kg.build_workers import Failed, few_collections, work
from kg.curation_entry import Entry
from kg.curation_links import decided
from kg.curation_tally import Tally, parse
from kg.linking import link_group
from kg.linking_parts import Fact, Key, Part
from kg.model import Graph
from kg.ontology import DEFAULT_BASE, Ontology, load_ontology
from kg.reading.files import Paths
from kg.reading.sidecar import strays
from kg.store_records import records


@dataclass(frozen=True, slots=True)
class Plan:
    """How to build: ``processes`` at work on documents, ``limit`` in seconds for one document (0 for
    none), ``inferred`` whether to link across documents, ``form`` what is written."""

    setup: Setup = field(default_factory=Setup)
    processes: int = 1
    limit: float = 0
    inferred: bool = True
    form: Form = field(default_factory=Form)


def plan(
    base: str | None = None,
    jobs: int = 1,
    limit: float = 0,
    inferred: bool = True,
    html: bool = True,
    check: bool | None = None,
    **documents: Any,
) -> Plan:
    """The plan of these options; ``jobs`` 0 is a process for each core, ``documents`` as in ``setup``."""
    form = Form(base or DEFAULT_BASE, html, check=check)
    return Plan(setup(**documents), jobs or os.cpu_count() or 1, limit, inferred, form)


def build(
    paths: Paths,
    output: Path,
    how: Plan | None = None,
    told: Callable[[Built | Failed], object] = lambda outcome: None,
) -> Summary:
    """Build the graph of files, folders or ``-`` into the folder ``output``.

    ``told`` hears of each document as it is done. One that cannot be read is left out and counted.
    BuildError where none could be read, or where ``output`` cannot be written: it then stays as it was.
    """
    how = how or Plan()
    ontology = load_ontology(how.setup.ontology)
    ontology.namespaces(how.form.base)  # a base that cannot be used is refused before any work
    prepare(how.setup)
    with few_collections(), output_folder(output, NAMES) as stage:
        began = stage.stat().st_mtime_ns
        lines, linkable = Sorter(stage / "graph"), Sorter(stage / "parts", FEW_BYTES)
        outputs = Outputs(stage, ontology, how.form)
        for outcome in _outcomes(paths, how, outputs.corrections):
            if isinstance(outcome, Built):
                lines.add(outcome.records)
                linkable.add(outcome.parts)
            outputs.take(outcome)
            told(outcome)
        if how.inferred:
            entries = outputs.corrections.entries
            for key, found in groups(linkable):
                graph = _linked(key, found, ontology, entries)
                lines.add("".join(records(graph, ontology.prefixes)).encode())
        summary = outputs.write(lines, output)
        summary = replace(summary, notes=(*strays(paths), *summary.notes))
    if how.setup.cache:
        Cache(how.setup.cache).prune(began)
    return summary


def _linked(key: Key, found: Iterable[Part], ontology: Ontology, entries: Sequence[Entry]) -> Graph:
    """What a group infers, less what people have taken out."""
    if not entries:
        return link_group(key, found, ontology.indicators)
    parts = list(found)
    labels = {part.iri: part.label for part in parts if not isinstance(part, Fact)}
    return decided(link_group(key, parts, ontology.indicators), labels, entries)


def _outcomes(paths: Paths, how: Plan, corrections: Tally) -> Iterator[Built | Failed]:
    """One for each document, in the order of the paths."""
    preload = ("kg.build_preload",)
    for job, done in work(do, jobs(paths, how.setup), how.processes, how.limit, preload):
        corrections.expect(job[0].curation)
        if isinstance(done, Failed):
            yield Failed(f"{name(job)}: {done.reason}")
        else:
            for outcome in done:
                if isinstance(outcome, Built):
                    corrections.add(job[0].curation, parse(outcome.curated))
                yield outcome
