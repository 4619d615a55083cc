"""Files → Source: documents as published, with what is known about them.

    for source in read("reports/", on_error=print): ...

Text and Markdown, web pages, Word, PDF; rows of JSON lines, CSV and Parquet (``text`` and, where known,
``id``, ``title``, ``year``, ``place``, ``issuer``, ``kind``); ZIP and tar archives of these. Folders are
searched through; ``-`` is standard input. Year, place, title, issuer and kind come from the options, else
from ``documents.yaml`` beside the file, else from the row, else from the text; what nobody says is None.

The same text read under two names has the same ``sha256``: of one year, place and kind, it is one report
with two files.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext

from kg.errors import SourceError
from kg.model import Source
from kg.reading.document import Document, Given, source_of
from kg.reading.files import File, Paths, find
from kg.reading.formats import documents
from kg.reading.limits import Limits, Options
from kg.reading.pdf import page_of
from kg.reading.sidecar import given_for

__all__ = ["File", "Limits", "Options", "find", "page_of", "read", "read_file"]


def read(
    paths: Paths,
    *,
    encoding: str | None = None,
    year: int | None = None,
    place: str | None = None,
    title: str | None = None,
    limits: Limits | None = None,
    on_error: Callable[[SourceError], None] | None = None,
) -> Iterator[Source]:
    """The documents of files, folders or ``-``, in order.

    What cannot be read is given to ``on_error`` and the rest goes on; without it, the first such
    document raises its SourceError, which names file, place and remedy."""
    options = Options(encoding, year, place, title, limits=limits or Limits())
    for file in find(paths):
        for found in [file] if isinstance(file, SourceError) else read_file(file, options):
            if isinstance(found, Source):
                yield found
            elif on_error is None:
                raise found
            else:
                on_error(found)


def read_file(file: File, options: Options | None = None) -> Iterator[Source | SourceError]:
    """The documents of one file, each a Source or the SourceError that says why it is none."""
    options = options or Options()
    try:
        given = given_for(file.path) if file.path else Given()
        with file.open() if file.path else nullcontext(sys.stdin.buffer) as stream:
            for document in documents(stream, file.name, given.encoding, options):
                yield _source(document, file, given, options)
    except SourceError as problem:
        yield _named(problem, file)
    except OSError as problem:
        yield SourceError(f"{file.where}: {(problem.strerror or str(problem)).lower()}")


def _source(
    document: Document | SourceError, file: File, given: Given, options: Options
) -> Source | SourceError:
    if isinstance(document, SourceError):
        return _named(document, file)
    try:
        return source_of(document, file.name, given, options)
    except SourceError as problem:
        return _named(problem, file, document.part)


def _named(problem: SourceError, file: File, part: str = "") -> SourceError:
    message = " ".join(str(problem).split())
    where = f"{file.where}: {part}" if part else file.where
    return problem if message.startswith(file.where) else SourceError(f"{where}: {message}")
