"""One correction that a person made, and all those that hold for a document. Values only."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from kg.model import Scalar

ACTIONS = ("accept", "reject", "rename", "merge", "split", "set")
FIGURES = {"achieved": "wr:Outcome", "planned": "wr:Target"}  # status → class
OBSERVATIONS = tuple(FIGURES.values())
_MARKS = re.compile(r"[“”‘’\"'《》\s]")

_WHERE = ("file", "number", "line", "path")

Changes = tuple[tuple[str, Scalar], ...]


def bare(name: str) -> str:
    """A name without quotation marks and white space: the form in which names are compared."""
    return _MARKS.sub("", name)


def place_of(file: object, line: int, number: int) -> str:
    """What begins a message about an entry: its file, line (0: not known) and number there."""
    return f"{file}:{line}: entry {number}" if line else f"{file}: entry {number}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction: ``action`` done to what bears one of the ``names``, or to the relation
    (name, ``relation``, name).

    What else is given narrows it down: ``type`` the class (``wr:Observation``: either kind), ``document``
    the file, ``quote`` words of the report around it, ``value`` the figure. ``changes`` are new
    attributes, ``into`` new names. ``file``, ``line`` and ``number`` say where the entry stands: ``file`` as
    reports name it, whoever builds them where; ``path`` as it was opened.
    """

    action: str
    names: tuple[str, ...]
    who: str
    why: str
    relation: str = ""
    type: str = ""
    document: str = ""
    quote: str = ""
    value: str = ""
    changes: Changes = ()
    into: tuple[str, ...] = ()
    file: str = ""
    number: int = 0
    line: int = 0
    path: str = ""

    @property
    def key(self) -> str:
        """A hash of what the entry says, wherever it stands."""
        said = [getattr(self, name) for name in self.__slots__ if name not in _WHERE]
        return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]

    @property
    def place(self) -> str:
        """Where the entry stands, for whoever wants to open it there, and what it is."""
        return f"{place_of(self.path or self.file, self.line, self.number)} ({self.in_words()})"

    def concerns(self, file: str) -> bool:
        """Whether the entry may touch the document of that name (the whole path, or the end of it)."""
        return self.document in ("", file) or file.endswith(f"/{self.document}")

    def in_words(self) -> str:
        """What a person reads: the action and what it is done to."""
        subject = " ".join((self.names[0], self.relation, self.names[1])) if self.relation else None
        what = subject or "、".join(self.names)
        return f"{self.action} {what}{f' {self.value}' if self.value else ''}"


@dataclass(frozen=True, slots=True)
class Curation:
    """Corrections in the order in which they are made; each sees what those before it have left."""

    entries: tuple[Entry, ...] = ()

    def for_document(self, file: str) -> Curation:
        """The entries that may touch that document."""
        return Curation(tuple(entry for entry in self.entries if entry.concerns(file)))

    @property
    def key(self) -> str:
        """A hash of all that the entries say."""
        return sha256("".join(entry.key for entry in self.entries).encode()).hexdigest()


class Miss(NamedTuple):
    """Why an entry does nothing in a document ("" where it does something); ``near``: how much of what it
    names was there."""

    reason: str = ""
    near: int = 0


REFUSED = 9  # nearer than any that found less than all that it names


class Applied(NamedTuple):
    """How often an entry (by its ``key``) changed or confirmed something in one document, and the
    ``individuals`` of the graph that show it; with 0 why it did not."""

    key: str
    hits: int
    miss: Miss = Miss()
    individuals: tuple[str, ...] = ()
