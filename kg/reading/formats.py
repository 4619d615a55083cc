"""Which reader a file needs: by its suffix, else by its first bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from kg.errors import SourceError
from kg.reading.decoding import decode
from kg.reading.document import Document
from kg.reading.limits import Options
from kg.reading.records import read_jsonl


def documents(
    stream: BinaryIO, name: str, encoding: str | None, options: Options
) -> Iterator[Document | SourceError]:
    """The documents of a stream; ``encoding`` is the sidecar's, the options' wins."""
    options = replace(options, encoding=options.encoding or encoding)
    buffered = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    suffix = PurePosixPath(name.lower()).suffix
    if suffix in (".jsonl", ".ndjson") or (name == "stdin" and _is_jsonl(buffered)):
        yield from read_jsonl(buffered, options)
    else:
        yield from _read_text(buffered, options)


def _is_jsonl(stream: BinaryIO) -> bool:
    return isinstance(stream, io.BufferedReader) and stream.peek(64).lstrip(
        b"\xef\xbb\xbf \t\r\n"
    ).startswith(b'{"')


def _read_text(stream: BinaryIO, options: Options) -> Iterator[Document]:
    data = stream.read(options.limits.file_bytes + 1)
    if len(data) > options.limits.file_bytes:
        raise SourceError(f"larger than the {options.limits.file_bytes:,} bytes allowed (file_bytes)")
    if not data:
        raise SourceError("empty")
    text, notes = decode(data, options.encoding)
    yield Document(text, notes=notes)
