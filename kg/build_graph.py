"""The story end to end: documents in, a folder with their graph out.

Each document becomes sorted lines, in this process or in many; the lines are sorted together (on
disk where they are many), linked group by group, merged and written. Nothing is kept in memory that
grows with the number of documents, and the same documents give the same bytes, whatever their
order and the number of processes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.build_cache import Cache, fingerprint
from kg.build_document import Built, Setup, prepare, setup
from kg.build_folder import output_folder
from kg.build_jobs import do, jobs, name
from kg.build_kept import DoubtError, kept
from kg.build_merge import Merge
from kg.build_outputs import NAMES, Form, Outputs
from kg.build_patch import Patch
from kg.build_summary import Summary
from kg.build_workers import Failed, few_collections, work
from kg.curation_tally import Tally, parse
from kg.model_given import count_given
from kg.ontology import DEFAULT_BASE, load_ontology
from kg.reading.files import STDIN, Paths, listed
from kg.reading.sidecar import strays

Told = Callable[[Built | Failed], object]


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
    """The plan of these options; ``jobs`` 0 is a process for each core, ``documents`` as in ``setup``.

    UsageError for a year that is none, and for a number that is too small."""
    jobs = count_given("jobs", jobs)
    form = Form(base or DEFAULT_BASE, html, check=check)
    return Plan(setup(**documents), jobs or os.cpu_count() or 1, limit, inferred, form)


def build(
    paths: Paths,
    output: Path,
    how: Plan | None = None,
    told: Told = lambda outcome: None,
) -> Summary:
    """Build the graph of files, folders or ``-`` into the folder ``output``.

    ``told`` hears of each document as it is done. One that cannot be read is left out and counted.
    BuildError where none could be read, or where ``output`` cannot be written: it then stays as it was.
    """
    how = how or Plan()
    ontology = load_ontology(how.setup.ontology)
    ontology.namespaces(how.form.base)  # a base that cannot be used is refused before any work
    prepare(how.setup)
    paths = listed(paths)
    from_stdin = any(os.fspath(path) == STDIN for path in paths)
    with few_collections(), output_folder(output, NAMES) as stage:
        began = stage.stat().st_mtime_ns
        # What a model or standard input gives is not to be had again.
        again = None if how.setup.model or from_stdin else how.setup.cache
        summary, told = _patched(paths, output, how, told, stage, again) if again else (None, told)
        if summary is None:
            merge = Merge(stage, ontology, how.inferred, (again, _key(how)) if again else None)
            summary = _written(paths, output, how, told, stage, merge)
    if how.setup.cache:
        Cache(how.setup.cache).prune(began)
    return replace(summary, notes=(*strays(paths), *summary.notes))


def _patched(
    paths: Paths, output: Path, how: Plan, told: Told, stage: Path, cache: Path
) -> tuple[Summary | None, Told]:
    """What the last merge gives with few changes, None where that does not help; and whom to tell then of
    documents, each of which is to be told once."""
    brief = replace(how, setup=replace(how.setup, brief=True))
    with kept(cache, _key(how)) as last:
        if last is None:
            return None, told
        patch = Patch(last, Cache(cache), stage, load_ontology(how.setup.ontology), how.inferred)
        try:
            return _written(paths, output, brief, told, stage, patch), told
        except DoubtError:
            for file in stage.iterdir():
                file.unlink()
            return None, lambda _: None


def _key(how: Plan) -> str:
    """What a merge depends on beside its documents and the corrections of links."""
    what = [fingerprint(how.setup.ontology), how.form.base, how.inferred]
    return sha256(json.dumps(what).encode()).hexdigest()


def _written(paths: Paths, output: Path, how: Plan, told: Told, stage: Path, merge: Merge | Patch) -> Summary:
    outputs = Outputs(stage, load_ontology(how.setup.ontology), how.form)
    for outcome in _outcomes(paths, how, outputs.corrections):
        if isinstance(outcome, Built):
            merge.add(outcome)
        outputs.take(outcome)
        told(outcome)
    return outputs.write(merge, output)


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
