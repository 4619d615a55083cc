"""Parquet files with a text column, read batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import SourceError
from kg.reading.document import Document
from kg.reading.limits import Options
from kg.reading.records import FIELDS, row_document


def read_parquet(stream: BinaryIO, name: str, options: Options) -> Iterator[Document | SourceError]:
    """A document per row."""
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(stream)
    known = {options.text_column, *(field for fields in FIELDS.values() for field in fields)}
    columns = [column for column in file.schema_arrow.names if column in known]
    if not {options.text_column, *FIELDS["text"]} & set(columns):
        named = ", ".join(file.schema_arrow.names)
        raise SourceError(f"no column {options.text_column!r} with text (columns: {named})")
    number = 0
    for batch in file.iter_batches(batch_size=64, columns=columns):
        for row in batch.to_pylist():
            number += 1
            try:
                yield row_document(row, number, options)
            except SourceError as problem:
                yield SourceError(f"row {number}: {problem}")
