"""Documents → annotations in the gold format, in this process or in many."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.annotation import annotation
from kg.build_document import Setup, curated_reading, prepare
from kg.build_jobs import Job, jobs, name
from kg.build_workers import Failed, few_collections, work
from kg.errors import SourceError
from kg.reading import File, read_file
from kg.reading.files import Paths


def annotate(paths: Paths, setup: Setup, processes: int = 1, limit: float = 0) -> Iterator[str | Failed]:
    """One JSON object on a line for each document, in the order of the paths, or why there is none."""
    prepare(setup)
    with few_collections():
        for job, done in work(_do, jobs(paths, setup), processes, limit, ("kg.build_preload",)):
            yield from [Failed(f"{name(job)}: {done.reason}")] if isinstance(done, Failed) else done


def _do(job: Job) -> list[str | Failed]:
    setup, what = job
    documents = read_file(what, setup.reading) if isinstance(what, File) else [what]
    return [
        Failed(str(document))
        if isinstance(document, SourceError)
        else json.dumps(annotation(curated_reading(setup, document)[0]), ensure_ascii=False)
        for document in documents
    ]
