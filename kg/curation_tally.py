"""What became of every correction over all documents of a build: applied somewhere, or stale and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.curation_entry import Applied, Curation, Entry


@dataclass(frozen=True, slots=True)
class Fate:
    """An entry, how often it changed or confirmed something, and why it did not where that is 0."""

    entry: Entry
    hits: int
    reason: str = ""

    def in_words(self) -> str:
        """One line: where the entry stands, what it is, and what became of it."""
        where = f"{self.entry.file}: entry {self.entry.number} ({self.entry.in_words()})"
        return f"{where}: {self.reason or self.hits}"

    def to_json(self) -> dict[str, Any]:
        """The same as data."""
        e = self.entry
        said = {"file": e.file, "entry": e.number, "what": e.in_words(), "who": e.who}
        return {**said, "reason": self.reason} if self.reason else {**said, "hits": self.hits}


class Tally:
    """Hears of each document's curation and of what it did there."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, int, str], Entry] = {}
        self._known: set[Curation] = set()
        self._hits: Counter[tuple[str, int, str]] = Counter()
        self._reasons: dict[tuple[str, int, str], set[str]] = {}

    def expect(self, curation: Curation | None) -> None:
        """These entries are to be applied, should any document be theirs."""
        if curation is None or curation in self._known:
            return
        self._known.add(curation)
        for entry in curation.entries:
            self._entries.setdefault(_place(entry), entry)

    def add(self, curation: Curation | None, outcome: Iterable[Applied]) -> None:
        """What the entries of ``curation`` did to one document."""
        if curation is None:
            return
        told = {applied.key: applied for applied in outcome}
        for entry in curation.entries if told else ():
            applied = told.get(entry.key)
            if applied is not None:
                self._hits[_place(entry)] += applied.hits
                self._reasons.setdefault(_place(entry), set()).add(applied.reason)

    @property
    def entries(self) -> list[Entry]:
        """All entries, by file and number."""
        return [entry for _, entry in sorted(self._entries.items())]

    def fates(self) -> list[Fate]:
        """All entries, by file and number."""
        return [self._fate(place, entry) for place, entry in sorted(self._entries.items())]

    def _fate(self, place: tuple[str, int, str], entry: Entry) -> Fate:
        if hits := self._hits[place]:
            return Fate(entry, hits)
        if place not in self._reasons:
            return Fate(entry, 0, f"no document {entry.document or 'beside it'} was read")
        # where documents differ, the one that came nearest says most: the longest reason names most
        return Fate(entry, 0, max(self._reasons[place], key=lambda reason: (len(reason), reason)))


def dump(outcome: Iterable[Applied]) -> bytes:
    """An outcome as a line that ``parse`` reads."""
    return json.dumps([[a.key, a.hits, a.reason] for a in outcome], ensure_ascii=False).encode()


def parse(line: bytes) -> tuple[Applied, ...]:
    """What ``dump`` wrote."""
    return tuple(Applied(*values) for values in json.loads(line))


def _place(entry: Entry) -> tuple[str, int, str]:
    return entry.file, entry.number, entry.key
