"""Results of documents kept between builds, by what they depend on and not by when they were made.

The name of an entry is a hash of the document, its metadata, the ontology, this code and the versions
of what it runs on: what is found is right, and whatever changes is simply not found. Entries that a
build did not use are removed after it. An entry that is damaged is as good as none.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import astuple, fields
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zlib import crc32

from kg.build_document import Built, Setup, build_source
from kg.curation_entry import Curation
from kg.model import Source
from kg.ontology import load_ontology

_PARTS = tuple(field.name for field in fields(Built) if field.name != "totals")
_LIBRARIES = ("spacy", "opencc-python-reimplemented", "numpy")


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
        entry = self._entry(setup, source)
        known = _read(entry)
        if known is None:
            known = build_source(setup, source)
            _write(entry, known)
        return known

    def _entry(self, setup: Setup, source: Source) -> Path:
        curation = (setup.curation or Curation()).for_document(source.file).key
        what = json.dumps([_fingerprint(setup.ontology), curation, *astuple(source)], ensure_ascii=False)
        name = sha256(what.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / name[:2] / name

    def prune(self, began: int) -> None:
        """Remove what has not been used since ``began``, nanoseconds by the file system's own clock."""
        for entry in self._folder.glob("??/*"):
            if entry.stat().st_mtime_ns < began:
                entry.unlink(missing_ok=True)


def _read(path: Path) -> Built | None:
    """The entry, marked as used; None where there is none or it is damaged."""
    try:
        content = path.read_bytes()
        os.utime(path)
        head, _, body = content.partition(b"\n")
        facts = json.loads(head)
    except (OSError, ValueError):
        return None
    if not isinstance(facts, dict) or facts.get("checksum") != crc32(body):
        return None
    values, start = [], 0
    for size in facts["sizes"]:
        values.append(body[start : start + size])
        start += size
    return Built(**dict(zip(_PARTS, values, strict=True)), totals=facts["totals"])


def _write(path: Path, built: Built) -> None:
    values = [getattr(built, name) for name in _PARTS]
    body = b"".join(values)
    facts = {"checksum": crc32(body), "sizes": [len(value) for value in values], "totals": dict(built.totals)}
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_bytes(json.dumps(facts).encode() + b"\n" + body)
    temporary.replace(path)


@lru_cache(maxsize=2)
def _fingerprint(ontology: Path | None) -> str:
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
