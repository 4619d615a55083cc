"""Rows that are documents: JSON lines and CSV, read as streams."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.errors import SourceError
from kg.model_given import year_given
from kg.reading.decoding import decode, encoding_of
from kg.reading.document import KINDS, Document, Given
from kg.reading.limits import Options, met

# Field names that are understood; of several in one row the first counts.
FIELDS = {
    "text": ("text", "正文", "内容", "全文", "content", "body"),
    "id": ("id", "编号", "序号"),
    "title": ("title", "标题", "题目"),
    "year": ("year", "年份", "年度"),
    "place": ("place", "地区", "地方", "province", "city"),
    "issuer": ("issuer", "发布机构"),
    "kind": ("kind",),
}
Row = Mapping[str | None, object]


def read_jsonl(stream: BinaryIO, name: str, options: Options) -> Iterator[Document | SourceError]:
    """A document per line, or why the line is none. A blank line is passed over."""
    longest = options.limits.document_chars * 6  # bytes: \\uXXXX escapes at worst
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) > longest:
            told = f"longer than the {longest:,} bytes allowed {met('document_chars')}"
            yield SourceError(f"line {number}: {told}")
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _json_line(line, number, options)


def _json_line(line: bytes, number: int, options: Options) -> Document | SourceError:
    try:
        row = json.loads(decode(line, options.encoding)[0])
        if not isinstance(row, dict):
            raise SourceError("not a JSON object")
        return row_document(row, number, options)
    except SourceError as problem:
        return SourceError(f"line {number}: {problem}")
    except (ValueError, RecursionError) as problem:
        return SourceError(f"line {number}: not JSON ({problem})")


def read_csv(stream: io.BufferedReader, name: str, options: Options) -> Iterator[Document | SourceError]:
    """A document per row, the first row naming the fields; comma, semicolon or tab between them."""
    sample = stream.peek(1 << 16)[: 1 << 16]
    codec, mark = encoding_of(sample, options.encoding)
    stream.read(mark)
    delimiter = max(",;\t", key=sample[mark:].decode(codec, "replace").split("\n", 1)[0].count)
    lines = io.TextIOWrapper(stream, encoding=codec, errors="replace", newline="")
    before = csv.field_size_limit(options.limits.document_chars)
    try:
        rows = csv.DictReader(lines, delimiter=delimiter)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                break
            except csv.Error as problem:
                told = f" {met('document_chars')}" if "field limit" in str(problem) else ""
                yield SourceError(f"line {rows.line_num}: {problem}{told}")
                continue
            try:
                yield row_document(row, rows.line_num, options)
            except SourceError as problem:
                yield SourceError(f"line {rows.line_num}: {problem}")
    finally:
        csv.field_size_limit(before)
        lines.detach()  # the stream is not ours to close


def row_document(row: Row, number: int, options: Options) -> Document:
    """A row with a text and, where it has them, id, title, year, place, issuer and kind.

    Raises SourceError for a row without text, and for a year or kind that is none."""
    text = _field(row, (options.text_column, *FIELDS["text"]))
    if not isinstance(text, str):
        named = ", ".join(str(k) for k in row if k) or "none"
        raise SourceError(f"no field {options.text_column!r} with text (fields: {named})")
    said = {key: _field(row, names) for key, names in FIELDS.items() if key != "text"}
    if said["kind"] is not None and said["kind"] not in KINDS:
        raise SourceError(f"kind must be {' or '.join(KINDS)}, not {said['kind']!r}")
    strings = {key: str(said[key]) for key in ("title", "place", "issuer", "kind") if said[key] is not None}
    part = f"line-{number}" if said["id"] is None else str(said["id"])
    return Document(text, part=part, given=Given(year=_year(said["year"]), **strings))


def _field(row: Row, names: tuple[str, ...]) -> object:
    """The first of the fields that holds something."""
    return next((row[name] for name in names if row.get(name) not in (None, "")), None)


def _year(value: object) -> int | None:
    """2025, "2025", "2025年" or 2025.0 as a number."""
    if value is None:
        return None
    digits = str(value).strip().removesuffix("年").removesuffix(".0")
    try:
        return year_given(int(digits) if digits.isdecimal() else value)
    except ValueError as wrong:
        raise SourceError(str(wrong)) from None
