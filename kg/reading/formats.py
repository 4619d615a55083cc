"""Which reader a file needs: by its first bytes where they are plain, else by its suffix."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from kg.errors import SourceError
from kg.reading.document import Document
from kg.reading.limits import EMPTY, Options, read_all

Found = Iterator[Document | SourceError]
Reader = Callable[[io.BufferedReader, str, Options], Found]

# suffixes → (module, function), imported when the first such file comes.
_READERS = {
    ".txt .text .md .markdown": ("kg.reading.plain", "read_plain"),
    ".jsonl .ndjson": ("kg.reading.records", "read_jsonl"),
    ".csv .tsv": ("kg.reading.records", "read_csv"),
    ".parquet": ("kg.reading.parquet", "read_parquet"),
    ".html .htm .xhtml .shtml": ("kg.reading.web", "read_html"),
    ".docx": ("kg.reading.word", "read_docx"),
    ".pdf": ("kg.reading.pdf", "read_pdf"),
    ".zip": ("kg.reading.archives", "read_zip"),
    ".tar .tgz .tbz2 .txz": ("kg.reading.archives", "read_tar"),
    ".gz .bz2 .xz": ("kg.reading.archives", "read_packed"),
}
_BY_SUFFIX = {suffix: reader for suffixes, reader in _READERS.items() for suffix in suffixes.split()}
ARCHIVES = frozenset([".zip", ".tar", ".tgz", ".tbz2", ".txz", ".gz", ".bz2", ".xz"])
SUFFIXES = tuple(_BY_SUFFIX)
_RANDOM = frozenset([".zip", ".docx", ".pdf", ".parquet"])  # read from the end: not from a pipe

_SIGNS = (
    (b"%PDF-", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"PK\x03\x04", ".zip"),
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\x00", ".xz"),
)
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file: save it as .docx or .csv"),
    (b"{\\rtf", "an RTF file: save it as .docx or .txt"),
    (b"\x89PNG", "a picture, not text"),
    (b"\xff\xd8\xff", "a picture, not text"),
    (b"GIF8", "a picture, not text"),
    (b"II*\x00", "a picture, not text"),
    (b"Rar!", "a RAR archive: unpack it, or pack it as .zip"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it, or pack it as .zip"),
    (b"\x7fELF", "a program, not text"),
    (b"MZ\x90", "a program, not text"),
    (b"SQLite format 3", "a database, not text"),
)


def documents(stream: BinaryIO, name: str, encoding: str | None, options: Options) -> Found:
    """The documents of a stream; ``encoding`` is the sidecar's, the options' wins.

    Raises SourceError where the stream as a whole is none that can be read; a parser that fails
    on a broken file ends as one, too."""
    options = replace(options, encoding=options.encoding or encoding)
    buffered = (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    )
    suffix = _suffix(name, buffered.peek(4096))
    if not name.lower().endswith(suffix):
        name += suffix
    module, function = _BY_SUFFIX[suffix]
    try:
        reader: Reader = getattr(import_module(module), function)
        if suffix in _RANDOM and not buffered.seekable():
            whole = io.BytesIO(read_all(buffered, options))
            yield from reader(io.BufferedReader(cast(io.RawIOBase, whole)), name, options)
        else:
            yield from reader(buffered, name, options)
    except (SourceError, MemoryError):
        raise
    except ImportError as problem:
        raise SourceError(_missing(suffix, problem)) from None
    except Exception as problem:  # parsers of hostile files raise what they like
        if isinstance(problem, OSError) and problem.errno:  # the disk's word, not the parser's
            raise
        told = " ".join(str(problem).split())[:200]
        raise SourceError(f"broken {suffix} file ({type(problem).__name__}: {told})") from None
    finally:
        if buffered is not stream:
            buffered.detach()  # the stream is not ours to close


def _suffix(name: str, head: bytes) -> str:
    if not head:
        raise SourceError(EMPTY)
    for sign, what in _FOREIGN:
        if head.startswith(sign):
            raise SourceError(what)
    named = PurePosixPath(name.lower()).suffix
    for sign, suffix in _SIGNS:
        if head.startswith(sign):
            return named if named in _BY_SUFFIX and _same_container(named, suffix) else suffix
    if named in _BY_SUFFIX:
        if named in ARCHIVES - {".tar"} or named in (".pdf", ".docx", ".parquet"):
            raise SourceError(f"not a {named} file, whatever its name says")
        return named
    return _sniffed(head)


def _same_container(named: str, sign: str) -> bool:
    packed = {
        ".zip": (".zip", ".docx"),
        ".gz": (".gz", ".tgz"),
        ".bz2": (".bz2", ".tbz2"),
        ".xz": (".xz", ".txz"),
    }
    return named in packed.get(sign, (sign,))


def _sniffed(head: bytes) -> str:
    """What a text without a telling name is."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:256].lower()
    if start.startswith(b'{"'):
        return ".jsonl"
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return ".html"
    return ".tar" if head[257:262] == b"ustar" else ".txt"


def _missing(suffix: str, problem: ImportError) -> str:
    extra = {".parquet": "parquet", ".docx": "docx", ".pdf": "pdf"}.get(suffix, "html")
    return f"reading {suffix} needs an extra package ({problem.name}): pip install 'kg[{extra}]'"
