"""The work of a build, cut into jobs for processes: a file each, or a document of a file of many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kg.build_cache import Cache
from kg.build_document import Built, Setup, build_source
from kg.build_workers import Failed
from kg.curation_entry import Curation
from kg.curation_file import NAME, curation_for
from kg.errors import CurationError, SourceError
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
    found = curation_for(file.path.parent if file.path else None, setup.curation_file, called)
    return replace(setup, curation=found and _of_known_terms(found, setup.ontology))


@lru_cache(maxsize=256)
def _of_known_terms(curation: Curation, ontology: Path | None) -> Curation:
    """The same corrections. CurationError where one names a class or property that the ontology lacks."""
    known = load_ontology(ontology)
    terms = {*known.classes, *known.properties, "wr:Number"}
    for entry in curation.entries:
        for term in (entry.type, entry.relation, str(dict(entry.changes).get("class") or "")):
            if term and term not in terms:
                where = f"{entry.file}: entry {entry.number} ({entry.in_words()})"
                raise CurationError(f"{where}: {term} is not in the ontology; kg vocabulary lists what is")
    return curation


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
