"""What became of every correction over all documents of a build: applied somewhere, or stale and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.curation_entry import Applied, Curation, Entry, Miss
from kg.curation_links import LINKS


@dataclass(frozen=True, slots=True)
class Fate:
    """An entry, how often it changed or confirmed something, and why it did not where that is 0."""

    entry: Entry
    hits: int
    reason: str = ""

    def in_words(self) -> str:
        """One line: where the entry stands, what it is, and what became of it."""
        return f"{self.entry.place}: {self.reason or self.hits}"

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
        self._misses: dict[tuple[str, int, str], set[Miss]] = {}
        self._individuals: dict[tuple[str, int, str], set[str]] = {}

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
                self._misses.setdefault(_place(entry), set()).add(applied.miss)
                self._individuals.setdefault(_place(entry), set()).update(applied.individuals)

    @property
    def entries(self) -> list[Entry]:
        """All entries, by file and number."""
        return [entry for _, entry in sorted(self._entries.items())]

    def fates(self, links: Mapping[str, int], lost: Mapping[str, str]) -> list[Fate]:
        """All entries, by file and number; ``links``: how many links each decided, by its key; ``lost``: the
        individuals that a shape took out of the graph, and why."""
        return [self._fate(place, entry, links, lost) for place, entry in sorted(self._entries.items())]

    def _fate(
        self, place: tuple[str, int, str], entry: Entry, links: Mapping[str, int], lost: Mapping[str, str]
    ) -> Fate:
        if place not in self._misses:
            return Fate(entry, 0, f"no document {entry.document or 'beside it'} was read")
        shown = self._individuals[place]
        if shown and shown <= lost.keys():
            return Fate(entry, 0, f"a shape takes it out (quarantine.ttl): {lost[min(shown)]}")
        if hits := self._hits[place]:
            if entry.action == "accept" and entry.relation in LINKS and not links.get(entry.key):
                return Fate(entry, 0, "no such link is inferred, or a later entry takes it out")
            return Fate(entry, hits)
        # where documents differ, the one that came nearest says most
        nearest = max(self._misses[place], key=lambda miss: (miss.near, len(miss.reason), miss.reason))
        return Fate(entry, 0, nearest.reason)


def dump(outcome: Iterable[Applied]) -> bytes:
    """An outcome as a line that ``parse`` reads."""
    told = [[a.key, a.hits, a.miss, a.individuals] for a in outcome]
    return json.dumps(told, ensure_ascii=False).encode()


def parse(line: bytes) -> tuple[Applied, ...]:
    """What ``dump`` wrote."""
    return tuple(
        Applied(key, hits, Miss(*miss), tuple(individuals))
        for key, hits, miss, individuals in json.loads(line)
    )


def _place(entry: Entry) -> tuple[str, int, str]:
    return entry.file, entry.number, entry.key
