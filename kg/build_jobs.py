"""The work of a build, cut into jobs for processes: a file each, or a document of a file of many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from kg.build_cache import Cache
from kg.build_document import Built, Setup, build_source
from kg.build_workers import Failed
from kg.curation_file import NAME, curation_for
from kg.curation_terms import known
from kg.errors import SourceError
from kg.model import Source
from kg.ontology import load_ontology
from kg.reading import File, find, read_file
from kg.reading.files import Paths
from kg.reading.formats import ARCHIVES

# Files that may hold many documents are read by the parent, one document after the other.
_MANY = ARCHIVES | {".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"}

Job = tuple[Setup, File | Source | SourceError]


def jobs(paths: Paths, setup: Setup) -> Iterator[Job]:
    """A job for each file or document, in order; a SourceError for what cannot be found or read."""
    for file in find(paths):
        if isinstance(file, File) and _holds_many(file):
            own = with_curation(setup, file)
            yield from ((own, document) for document in read_file(file, setup.reading))
        else:
            yield with_curation(setup, file) if isinstance(file, File) else setup, file


def with_curation(setup: Setup, file: File) -> Setup:
    """The setup with the corrections that hold for the documents of a file.

    Raises CurationError for a curation file that cannot be used."""
    if not setup.curated:
        return setup
    called = str(PurePosixPath(file.name).parent / NAME)
    found = curation_for(file.path.parent if file.path else None, setup.curation_files, called)
    return replace(setup, curation=found and known(found, load_ontology(setup.ontology)))


def count(paths: Paths) -> int | None:
    """How many jobs there will be; None where only reading would tell."""
    number = 0
    for file in find(paths):
        if isinstance(file, File) and _holds_many(file):
            return None
        number += 1
    return number


def do(job: Job) -> list[Built | Failed]:
    """What becomes of each document of a job."""
    setup, what = job
    if setup.cache and isinstance(what, File):
        return Cache(setup.cache).build_file(setup, what)
    documents = read_file(what, setup.reading) if isinstance(what, File) else [what]
    build = Cache(setup.cache).build if setup.cache else build_source
    return [Failed(str(d)) if isinstance(d, SourceError) else build(setup, d) for d in documents]


def name(job: Job) -> str:
    """What a message calls the job."""
    match job[1]:
        case File() as file:
            return file.where
        case Source() as source:
            return source.file
        case problem:
            return str(problem)


def _holds_many(file: File) -> bool:
    return file.path is None or PurePosixPath(file.name.lower()).suffix in _MANY
