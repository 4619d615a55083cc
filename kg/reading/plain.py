"""Text and Markdown files, which may hold several reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.reading.decoding import decode
from kg.reading.document import Document
from kg.reading.limits import Options, read_all
from kg.reading.parts import reports


def read_plain(stream: BinaryIO, name: str, options: Options) -> Iterator[Document]:
    """The report of a text file, or the several it holds."""
    text, notes = decode(read_all(stream, options), options.encoding)
    spans = reports(text) if options.title is None and options.year is None else []
    if len(spans) < 2:
        yield Document(text, notes=notes)
        return
    for number, (start, end) in enumerate(spans, 1):
        told = f"report {number} of {len(spans)} in the file: its characters {start}-{end}"
        yield Document(text[start:end], part=f"report-{number}", extracted=told, notes=notes)
