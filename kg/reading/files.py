"""Paths → the files that are documents, in an order that does not depend on the file system."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import SourceError
from kg.reading.formats import SUFFIXES
from kg.reading.names import printable

STDIN = "-"
# Documents of other kinds, which are named rather than passed over in silence.
_WRITTEN = (".doc", ".wps", ".rtf", ".odt", ".ofd", ".epub", ".caj")
_UNREAD = (*_WRITTEN, ".xls", ".xlsx", ".ppt", ".pptx", ".rar", ".7z")

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: ``path`` where it lies (None: standard input), ``name`` what the graph calls
    it, relative to the path that was asked for, with ``/`` on every system."""

    path: Path | None
    name: str

    @property
    def where(self) -> str:
        """How a message names the file, on one line."""
        return printable(str(self.path) if self.path else "standard input")

    def open(self) -> BinaryIO:
        """The bytes as a stream. Raises SourceError where they cannot be had."""
        if self.path is None:
            return sys.stdin.buffer
        try:
            if not self.path.is_file():
                raise SourceError("not a regular file (a device or pipe: give it as standard input, -)")
            return self.path.open("rb")
        except OSError as problem:
            raise SourceError(_reason(problem)) from None


def listed(paths: Paths) -> list[str | os.PathLike[str]]:
    """The paths one by one, where only one may be given."""
    return [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)


def find(paths: Paths) -> Iterator[File | SourceError]:
    """The files of each path in turn; folders are searched through and sorted by name.

    A path that is missing, or a folder without documents, gives a SourceError in its place. Hidden
    files and folders, pictures and the like, and the page that a build wrote are passed over; links to
    folders are not followed (they may loop)."""
    for given in listed(paths):
        if os.fspath(given) == STDIN:
            yield File(None, "stdin")
            continue
        path = Path(given)
        if not path.exists():
            yield SourceError(f"{printable(str(path))}: no such file or folder")
        elif path.is_dir():
            yield from _in_folder(path)
        else:
            yield File(path, printable(path.name))


def _in_folder(folder: Path) -> Iterator[File | SourceError]:
    problems: list[OSError] = []
    found: dict[str, Path] = {}
    for parent, folders, files in os.walk(folder, onerror=problems.append):
        folders[:] = [f for f in folders if not f.startswith(".")]
        if {"graph.ttl", "manifest.json"} <= set(files):  # a build wrote here
            files = [name for name in files if name != "graph.html"]
        for name in files:
            if name.lower().endswith((*SUFFIXES, *_UNREAD)) and not name.startswith("."):
                path = Path(parent, name)
                found[path.relative_to(folder).as_posix()] = path
    for problem in problems:
        yield SourceError(f"{printable(str(problem.filename))}: {_reason(problem)}")
    if not found and not problems:
        graph = "it holds a graph; name the folder of the reports" if (folder / "graph.ttl").is_file() else ""
        yield SourceError(f"{printable(str(folder))}: no documents in it ({graph or ', '.join(SUFFIXES)})")
    for name in sorted(found):
        if name.lower().endswith(SUFFIXES):
            yield File(found[name], printable(name))
        else:
            yield SourceError(
                f"{printable(str(found[name]))}: not read: save it as .docx, .pdf, .csv or .txt"
            )


def _reason(problem: OSError) -> str:
    return (problem.strerror or str(problem)).lower()
