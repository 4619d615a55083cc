"""``documents.yaml``: what is known of the documents of a folder but not written in them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from kg.errors import SourceError
from kg.reading.document import KINDS, Given
from kg.reading.files import STDIN, Paths, listed
from kg.reading.names import printable
from kg.wording import yaml_fault

NAME = "documents.yaml"


def given_for(path: Path) -> Given:
    """What the sidecar beside a file says of it. Raises SourceError for a sidecar that cannot be used."""
    return sidecar(path.parent).get(path.name, Given())


@lru_cache(maxsize=64)
def sidecar(folder: Path) -> Mapping[str, Given]:
    """The entries of a folder's sidecar by file name; none where there is no sidecar."""
    file = folder / NAME
    if not file.is_file():
        return {}
    import yaml

    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, ValueError, OSError) as problem:
        raise SourceError(yaml_fault(file, problem)) from None
    if entries is None:
        return {}
    if not isinstance(entries, dict):
        raise SourceError(f"{file}: one entry per file name is wanted")
    return {str(name): _given(file, str(name), entry) for name, entry in entries.items()}


def strays(paths: Paths) -> list[str]:
    """The entries of the sidecars beside or below the paths whose file does not exist, a line each.

    A sidecar that cannot be used has been told with the files beside it."""
    folders: set[Path] = set()
    for path in (Path(p) for p in listed(paths) if os.fspath(p) != STDIN):
        if path.is_dir():
            folders.update(found.parent for found in path.rglob(NAME))
        else:
            folders.add(path.parent)
    told = []
    for folder in sorted(folders):
        with suppress(SourceError):
            told += [
                f"{folder / NAME}: {printable(name)}: no such file; correct its name or remove the entry"
                for name in sidecar(folder)
                if not (folder / name).exists()
            ]
    return told


def _given(file: Path, name: str, entry: object) -> Given:
    if entry is None:
        return Given()
    if not isinstance(entry, dict):
        raise SourceError(f"{file}: {name}: keys with values are wanted (title, year, place, issuer, kind)")
    known = Given.__dataclass_fields__
    for key, value in entry.items():
        if key not in known:
            raise SourceError(f"{file}: {name}: unknown key {key!r} (known: {', '.join(known)})")
        wanted = int if key == "year" else str
        if value is not None and (not isinstance(value, wanted) or isinstance(value, bool)):
            raise SourceError(f"{file}: {name}: {key} must be {'a number' if key == 'year' else 'text'}")
        if key == "kind" and value is not None and value not in KINDS:
            raise SourceError(f"{file}: {name}: kind must be one of {', '.join(KINDS)}, not {value!r}")
    return Given(**entry)
