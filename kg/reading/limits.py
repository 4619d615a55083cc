"""How much of hostile or broken input is taken before a document is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO
from zipfile import ZipInfo

from kg.errors import SourceError, UsageError
from kg.model_given import count_given, year_given


@dataclass(frozen=True, slots=True)
class Limits:
    """All may be raised; each refusal names the limit that was met, and the option that raises it.

    ``document_chars``   characters of one document (the largest yearbooks have three million)
    ``file_bytes``       bytes of a file that is read whole; JSONL and CSV are streams, not bound by it
    ``archive_bytes``    bytes that the members of one archive may unpack to, together
    ``archive_ratio``    times a member may be larger than its packed bytes (text packs 3 to 20 times)
    ``archive_members``  files in one archive
    ``pages``            pages of one PDF
    """

    document_chars: int = 20_000_000
    file_bytes: int = 512 * 1024**2
    archive_bytes: int = 8 * 1024**3
    archive_ratio: int = 200
    archive_members: int = 200_000
    pages: int = 5_000

    def __post_init__(self) -> None:
        for limit in self.__slots__:
            count_given(limit, getattr(self, limit), 1)


EMPTY = "empty: there is no text in it; give one that has text, or leave it out"

# Limits → the options of the commands that set them.
LIMIT_OPTIONS = {
    "document_chars": "--max-chars",
    "file_bytes": "--max-bytes",
    "archive_bytes": "--max-archive-bytes",
    "archive_ratio": "--max-archive-ratio",
    "archive_members": "--max-archive-files",
    "pages": "--max-pages",
}


def met(limit: str) -> str:
    """How a refusal names the limit that was met."""
    return f"({limit}; raise it with {LIMIT_OPTIONS[limit]})"


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader of the documents says about them; it wins over sidecar and text.

    ``encoding`` is a Python codec name for files that hold text; ``text_column`` the field of JSONL,
    CSV and Parquet rows that holds the document. UsageError for a year that is none and for another text
    than text.
    """

    encoding: str | None = None
    year: int | None = None
    place: str | None = None
    title: str | None = None
    text_column: str = "text"
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        for name in ("encoding", "place", "title", "text_column"):
            if not isinstance(value := getattr(self, name), str | None):
                raise UsageError(f"{name} must be text, not {value!r}")
        try:
            year = None if self.year is None else year_given(self.year)
        except ValueError as wrong:
            raise UsageError(str(wrong)) from None
        object.__setattr__(self, "year", year)  # a table's number as Python's


def check_members(members: Sequence[ZipInfo], limits: Limits) -> None:
    """Raise SourceError where a ZIP container (archive or Word file) would unpack beyond its limits.

    The sizes are those that it states; reading stops at them."""
    total = sum(member.file_size for member in members)
    if len(members) > limits.archive_members:
        raise SourceError(
            f"{len(members):,} files, more than the {limits.archive_members:,} allowed "
            f"{met('archive_members')}"
        )
    if total > limits.archive_bytes:
        raise SourceError(
            f"unpacks to {total:,} bytes, more than the {limits.archive_bytes:,} allowed "
            f"{met('archive_bytes')}"
        )
    for member in members:
        if member.file_size > max(1 << 20, limits.archive_ratio * member.compress_size):
            times = member.file_size // max(1, member.compress_size)
            raise SourceError(
                f"a file in it unpacks to {times} times its size, more than the {limits.archive_ratio} "
                f"allowed {met('archive_ratio')}"
            )


def read_all(stream: BinaryIO, options: Options) -> bytes:
    """All bytes of a stream. Raises SourceError for none, and for more than allowed."""
    data = stream.read(options.limits.file_bytes + 1)
    if len(data) > options.limits.file_bytes:
        raise SourceError(f"larger than the {options.limits.file_bytes:,} bytes allowed {met('file_bytes')}")
    if not data:
        raise SourceError(EMPTY)
    return data
