"""``curation.yaml``: corrections beside the documents that they are about.

    - reject: 改革攻坚                 # accept, reject, set: a name; merge: a list of names
      class: Programme                 # which of several: class, document, quote, value
      who: 李明                        # who decided, and why: both are wanted
      why: 口号，不是项目

    rename: NAME    to: NEW NAME           merge: [NAME, NAME]    into: NAME
    split: NAME     into: [NAME, NAME]     set: NAME              to: {year: 2024, type: 工程}

``accept`` confirms what was found, or adds what was not: then ``class`` and ``quote`` are wanted, and for a
figure its ``value``. ``reject`` takes out what was found, confirms what a rule turned down, or says that a
number reports nothing (class Number). A relation is written ``[subject, property, object]``; the ``quote``
that states it is its evidence, without one the sentence that has both names. A link across documents
(closeMatch, evolvesFrom) is written so too. ``set`` takes ``class`` and the attributes of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.curation_entry import ACTIONS, Curation, Entry, bare, place_of
from kg.curation_values import SETTABLE, as_text, attribute, class_name, decimal
from kg.errors import CurationError
from kg.model import Scalar
from kg.rules_yaml import strict
from kg.wording import yaml_fault

NAME = "curation.yaml"
_KEYS = frozenset((*ACTIONS, "class", "document", "quote", "value", "to", "into", "who", "why"))


def curation_for(folder: Path | None, extra: Iterable[Path] = (), called: str = NAME) -> Curation | None:
    """What holds for the documents of a folder: its own file, unless it is among those that were asked for,
    then those; None where there is none. ``called`` is how reports name the folder's file.

    Raises CurationError for a file that cannot be read or has an entry that makes no sense.
    """
    own = folder / NAME if folder and (folder / NAME).is_file() else None
    files = list(dict.fromkeys(extra))
    mine = [file for file in files if own and file.is_file() and file.samefile(own)]
    if own and not mine:
        files, mine = [own, *files], [own]
    names = {file: called if file in mine else file.name for file in files}
    entries = [entry for file in files for entry in _loaded(file, names[file], _stamp(file)).entries]
    return Curation(tuple(entries)) if files else None


@lru_cache(maxsize=256)
def _loaded(file: Path, called: str, _stamp: tuple[int, int]) -> Curation:
    return load(file, called)


def _stamp(file: Path) -> tuple[int, int]:
    """What changes when the file does; of a missing one nothing, ``load`` says that it is."""
    try:
        known = file.stat()
    except OSError:
        return 0, 0
    return known.st_mtime_ns, known.st_size


def load(file: Path, called: str = NAME) -> Curation:
    """The entries of one file, in order. Raises CurationError as above."""
    import yaml

    try:
        loader = strict()(file.read_text(encoding="utf-8-sig"))
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else ()
    except OSError as problem:
        raise CurationError(f"{yaml_fault(file, problem)}; name a file of corrections") from None
    except (yaml.YAMLError, ValueError) as problem:
        raise CurationError(yaml_fault(file, problem)) from None
    if not isinstance(data, list | tuple | None):
        raise CurationError(f"{file}: must be a list of entries, each beginning with '- ' and an action")
    lines = [each.start_mark.line + 1 for each in node.value] if node and data else ()
    return Curation(
        tuple(
            replace(
                _entry(place_of(file, line, number), each),
                file=called,
                number=number,
                line=line,
                path=str(file),
            )
            for number, (each, line) in enumerate(zip(data or (), lines, strict=True), 1)
        )
    )


def dump(entries: Iterable[Mapping[str, Any]]) -> str:
    """Entries as the text of a curation file."""
    import yaml

    parts = (
        yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=200) for entry in entries
    )
    return "\n".join(parts)


def add(file: Path, entries: Iterable[Mapping[str, Any]]) -> None:
    """Write entries below those that the file has; what stands there, comments too, stays as it is.

    Raises CurationError where an entry makes no sense or the file cannot be written.
    """
    entries = list(entries)
    for each in entries:
        _entry(f"{file}: not written: this entry", each)
    try:
        old = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
        _write(file, f"{old.rstrip()}\n\n{dump(entries)}" if old.strip() else dump(entries))
    except OSError as problem:
        raise CurationError(f"{file}: cannot be written: {problem.strerror}") from problem


def take_back(file: Path, entry: Mapping[str, Any]) -> None:
    """Take out the entry that ``add`` wrote last, and the file where nothing else is in it.

    Raises CurationError where something was written below it since, or the file cannot be written.
    """
    try:
        text = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
        rest = text.removesuffix(dump([entry]))
        if rest == text:
            raise CurationError(f"{file}: was changed since; delete the entry there")
        if rest.strip():
            _write(file, f"{rest.rstrip()}\n")
        else:
            file.unlink()
    except OSError as problem:
        raise CurationError(f"{file}: cannot be written: {problem.strerror}") from problem


def _write(file: Path, text: str) -> None:
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(file)


def _entry(place: str, data: object) -> Entry:
    """The entry, or a CurationError that begins with its ``place``."""
    if not isinstance(data, dict) or not data:
        raise CurationError(f"{place}: must be keys with values, the first an action ({', '.join(ACTIONS)})")
    if unknown := sorted(str(key) for key in data if key not in _KEYS):
        raise CurationError(f"{place}: unknown key {unknown[0]!r} (known: {', '.join(sorted(_KEYS))})")
    actions = [action for action in ACTIONS if action in data]
    if len(actions) != 1:
        what = f"has {' and '.join(actions)}" if actions else "has no action"
        raise CurationError(f"{place}: {what}; give exactly one of {', '.join(ACTIONS)}")
    try:
        return _read(actions[0], data)
    except ValueError as wrong:
        raise CurationError(f"{place} ({actions[0]}): {wrong}") from None


def _read(action: str, data: Mapping[str, Any]) -> Entry:
    for key in ("who", "why"):
        if not as_text(data.get(key)):
            raise ValueError(f"lacks '{key}': say who decided this, and why")
    names, relation = _names(action, data[action])
    entry = Entry(
        action=action,
        names=names,
        relation=relation,
        who=as_text(data.get("who")),
        why=as_text(data.get("why")),
        type=class_name(data.get("class")),
        document=as_text(data.get("document")),
        quote=as_text(data.get("quote")),
        value=decimal(data.get("value")),
        changes=_changes(action, data.get("to")),
        into=_into(action, data, names),
    )
    try:
        entry.key  # noqa: B018
    except UnicodeEncodeError:
        raise ValueError("has half a character (\\ud800 to \\udfff)") from None
    return entry


def _names(action: str, given: object) -> tuple[tuple[str, ...], str]:
    """The names that an entry is about, and the property where it is about a relation."""
    several = isinstance(given, list)
    names = tuple(as_text(each) for each in given) if isinstance(given, list) else (as_text(given),)
    if not all(map(bare, names)):
        raise ValueError("a name is empty")
    if action in ("accept", "reject") and several:
        if len(names) != 3:
            raise ValueError(
                "a relation is [subject, property, object]; for several things, write an entry each"
            )
        subject, relation, target = names
        return (bare(subject), bare(target)), _property(relation)
    if several and action != "merge":
        raise ValueError("takes one name, not a list")
    return tuple(map(bare, names)), ""


def _property(name: str) -> str:
    if ":" in name:
        return name
    return "skos:closeMatch" if name == "closeMatch" else f"wr:{name}"


def _into(action: str, data: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
    """What the things are called afterwards."""
    if action == "rename":
        new = bare(as_text(data.get("to"))) if not isinstance(data.get("to"), dict | list) else ""
        if not new:
            raise ValueError("lacks 'to': the new name")
        return (new,)
    if action == "merge":
        new = bare(as_text(data.get("into"))) if not isinstance(data.get("into"), list) else ""
        if not new or len({*names, new}) < 2:
            raise ValueError("wants two names or more, and 'into': the one to keep")
        if isinstance(data[action], str) and any(mark in data[action] for mark in ",，、"):
            raise ValueError("wants its names as a list: merge: [NAME, NAME]")
        return (new,)
    if action == "split":
        given = data.get("into")
        parts = tuple(bare(as_text(each)) for each in given) if isinstance(given, list) else ()
        if len(set(parts)) < 2 or not all(parts):
            raise ValueError("wants 'into': a list of two names or more")
        return parts
    if data.get("into") is not None:
        raise ValueError("'into' belongs to merge and split")
    return ()


def _changes(action: str, given: object) -> tuple[tuple[str, Scalar], ...]:
    if action == "rename":
        return ()
    if given is None and action != "set":
        return ()
    if action not in ("set", "accept") or not isinstance(given, dict) or not given:
        wanted = "wants 'to': keys with values, such as {year: 2024}" if action == "set" else "takes no 'to'"
        raise ValueError(wanted)
    if unknown := sorted(str(key) for key in given if key not in SETTABLE):
        raise ValueError(f"cannot set {unknown[0]!r}: {', '.join(sorted(SETTABLE))}")
    return tuple((key, attribute(key, given[key])) for key in sorted(given))
