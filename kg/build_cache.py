"""Results of documents kept between builds, by what they depend on and not by when they were made.

The name of an entry is a hash of the document (of the bytes of a file that holds one, which then is not even
read), its metadata, the ontology, this code and the versions of what it runs on: what is found is right, and
whatever changes is simply not found. Entries that a build did not use are removed after it. An entry that is
damaged is as good as none.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import astuple, replace
from functools import lru_cache
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from zlib import crc32

from kg.build_document import Built, Setup, build_source
from kg.build_kept import NAME as MERGE
from kg.build_workers import Failed
from kg.curation_entry import Curation
from kg.errors import SourceError
from kg.model import Source
from kg.ontology import load_ontology
from kg.reading import File, read_file
from kg.reading.sidecar import given_for

_BRIEF, _LINES = ("manifest", "coverage", "curated"), ("records", "parts")
_LIBRARIES = (
    "spacy",
    "opencc-python-reimplemented",
    "numpy",
    "charset-normalizer",
    "lxml",
    "trafilatura",
    "python-docx",
    "pypdf",
)


class Cache:
    """A folder of entries; it is made when the first entry is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, setup: Setup, source: Source) -> Built:
        """What the document gives, from the cache or made now and kept.

        Nothing is kept of a model of the user's, which may change without a sign.
        """
        if setup.model is not None:
            return build_source(setup, source)
        name = _name(setup, source.file, *astuple(source))
        return self.entry(name, setup.brief) or self._keep(name, build_source(setup, source))

    def build_file(self, setup: Setup, file: File) -> list[Built | Failed]:
        """What becomes of each document of a file."""
        name = _name_of_file(setup, file)
        if name and (known := self.entry(name, setup.brief)):
            return [known]
        documents = list(read_file(file, setup.reading))
        match documents:
            case [Source() as source] if name and source.file == file.name:
                built = build_source(setup, source)
                return [self._keep(name, built) if name == _name_of_file(setup, file) else built]
        return [Failed(str(d)) if isinstance(d, SourceError) else self.build(setup, d) for d in documents]

    def entry(self, name: str, brief: bool = False) -> Built | None:
        """The entry of that name, marked as used; None where there is none or it is damaged."""
        return _read(self._path(name), brief)

    def _keep(self, name: str, built: Built) -> Built:
        _write(self._path(name), built)
        return replace(built, entry=name)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def prune(self, began: int) -> None:
        """Remove what has not been used since ``began``, nanoseconds by the file system's own clock."""
        for entry in chain(self._folder.glob("??/*"), self._folder.glob(f"{MERGE}.*")):
            if entry.stat().st_mtime_ns < began:
                entry.unlink(missing_ok=True)


def _name(setup: Setup, file: str, *document: object) -> str:
    curation = (setup.curation or Curation()).for_document(file).key
    what = json.dumps([fingerprint(setup.ontology), curation, *document], ensure_ascii=False)
    return sha256(what.encode("utf-8", "surrogatepass")).hexdigest()


def _name_of_file(setup: Setup, file: File) -> str:
    """The name of the entry of a file's only document; "" where it cannot be kept, or not be read."""
    if setup.model is not None or file.path is None or not file.path.is_file():
        return ""
    try:
        given = given_for(file.path)
        with file.path.open("rb") as content:
            digest = file_digest(content, "sha256").hexdigest()
    except (SourceError, OSError):
        return ""
    return _name(setup, file.name, file.name, repr(given), repr(setup.reading), digest)


def _read(path: Path, brief: bool) -> Built | None:
    """Its first line: checksums of what is read in brief and of the lines, and how long the former is."""
    try:
        with path.open("rb") as content:
            said, lines_said, size = content.readline().split()
            known = content.read(min(int(size), os.fstat(content.fileno()).st_size))
            lines = b"" if brief else content.read()
        if crc32(known) != int(said) or not (brief or crc32(lines) == int(lines_said)):
            return None
        os.utime(path)
    except (OSError, ValueError):
        return None
    head, _, body = known.partition(b"\n")
    facts = json.loads(head)
    values = _cut(body + lines, facts["sizes"])
    names = (*_BRIEF, *_LINES)
    return Built(
        **dict(zip(names, values, strict=True)), totals=facts["totals"], entry=path.name, brief=brief
    )


def _cut(body: bytes, sizes: Sequence[int]) -> list[bytes]:
    values, start = [], 0
    for size in sizes:
        values.append(body[start : start + size])
        start += size
    return values


def _write(path: Path, built: Built) -> None:
    values = [getattr(built, name) for name in (*_BRIEF, *_LINES)]
    facts = {"sizes": [len(value) for value in values], "totals": dict(built.totals)}
    brief = b"".join((json.dumps(facts).encode(), b"\n", *values[: len(_BRIEF)]))
    lines = b"".join(values[len(_BRIEF) :])
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_bytes(b"%d %d %d\n" % (crc32(brief), crc32(lines), len(brief)) + brief + lines)
    temporary.replace(path)


@lru_cache(maxsize=2)
def fingerprint(ontology: Path | None) -> str:
    """A hash of the ontology, this package, and the versions of Python and of the libraries behind it."""
    content = sha256(repr([sys.version_info[:2], *map(_version, _LIBRARIES)]).encode())
    for root, pattern in ((Path(__file__).parent, "*.py"), (load_ontology(ontology).folder, "*.*")):
        for file in sorted(root.rglob(pattern)):
            content.update(str(file.relative_to(root)).encode("utf-8", "surrogateescape") + b"\0")
            content.update(sha256(file.read_bytes()).digest())
    return content.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
