"""JSON lines: one document a line, read as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.errors import SourceError
from kg.reading.document import Document, Given
from kg.reading.limits import Options


def read_jsonl(stream: BinaryIO, options: Options) -> Iterator[Document | SourceError]:
    """A document per line, or why the line is none. A blank line is passed over."""
    longest = options.limits.document_chars * 6  # bytes: \\uXXXX escapes at worst
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) > longest:
            yield SourceError(f"line {number}: longer than the {longest:,} bytes allowed (document_chars)")
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest)
            continue
        if not line.strip():
            continue
        try:
            yield _document(line, number, options)
        except SourceError as problem:
            yield SourceError(f"line {number}: {problem}")


def _document(line: bytes, number: int, options: Options) -> Document:
    try:
        row = json.loads(line.decode(options.encoding or "utf-8-sig"))
    except (ValueError, LookupError, RecursionError) as problem:
        raise SourceError(f"not JSON ({problem})") from None
    if not isinstance(row, dict):
        raise SourceError("not a JSON object")
    return row_document(row, number, options)


def row_document(row: Mapping[str, object], number: int, options: Options) -> Document:
    """A row with a text and, where it has them, id, title, year, place, issuer and kind.

    Raises SourceError for a row without text or with a year that is no number."""
    text = row.get(options.text_column)
    if not isinstance(text, str):
        raise SourceError(
            f"no text in field {options.text_column!r} (it has {', '.join(map(str, row)) or 'none'})"
        )
    strings = {k: str(v) for k in ("title", "place", "issuer", "kind") if (v := row.get(k)) not in (None, "")}
    if strings.get("kind", "review") not in ("review", "government"):
        raise SourceError(f"kind must be review or government, not {strings['kind']!r}")
    year = row.get("year")
    try:
        year = None if year in (None, "") else int(str(year).removesuffix(".0"))
    except ValueError:
        raise SourceError(f"year is no number: {year!r}") from None
    part = str(row.get("id") or f"line-{number}")
    return Document(text, part=part, given=Given(year=year, **strings))
