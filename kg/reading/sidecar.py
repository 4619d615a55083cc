"""``documents.yaml``: what is known of the documents of a folder but not written in them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.model_given import year_given
from kg.reading.document import KINDS, Given
from kg.reading.files import STDIN, Paths, listed
from kg.reading.names import printable
from kg.rules_yaml import strict
from kg.wording import yaml_fault

if TYPE_CHECKING:
    from yaml import Node

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
        loader = strict()(file.read_text(encoding="utf-8-sig"))
        node = loader.get_single_node()
        entries = loader.construct_document(node) if node else None
    except (yaml.YAMLError, ValueError, OSError) as problem:
        raise SourceError(yaml_fault(file, problem)) from None
    if node is None or entries is None:
        return {}
    if not isinstance(entries, dict):
        raise SourceError(f"{file}: one entry per file name is wanted")
    lines = {loader.construct_object(name): _lines(name, entry) for name, entry in node.value}
    return {str(name): _given(file, str(name), entry, lines[name]) for name, entry in entries.items()}


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


def _lines(name: Node, entry: Node) -> dict[str, int]:
    """The line of an entry ("") and those of its keys."""
    from yaml import MappingNode

    keys = entry.value if isinstance(entry, MappingNode) else []
    marks = {"": name.start_mark} | {pair[0].value: pair[0].start_mark for pair in keys}
    return {key: mark.line + 1 for key, mark in marks.items()}


def _given(file: Path, name: str, entry: object, lines: Mapping[str, int]) -> Given:
    if entry is None:
        return Given()
    if not isinstance(entry, dict):
        told = "keys with values are wanted (title, year, place, issuer, kind)"
        raise SourceError(f"{file}:{lines['']}: {name}: {told}")
    for key, value in entry.items():
        try:
            _check(key, value)
        except ValueError as wrong:
            raise SourceError(f"{file}:{lines.get(str(key), lines[''])}: {name}: {wrong}") from None
    return Given(**entry)


def _check(key: str, value: object) -> None:
    known = Given.__dataclass_fields__
    if key not in known:
        raise ValueError(f"unknown key {key!r} (known: {', '.join(known)})")
    if value is None:
        return
    if key == "year":
        year_given(value)
    elif not isinstance(value, str):
        raise ValueError(f"{key} must be text, not {value!r}")
    elif key == "kind" and value not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {value!r}")
