"""A question to a person, with the answers there are to choose from. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.curation_entry import bare
from kg.curation_values import attribute, decimal, one_of

_LONG, _AROUND = 200, 80  # characters of a sentence that is shown in part, and of what is shown on each side


@dataclass(frozen=True, slots=True)
class Field:
    """What is to be filled in: its ``name`` in the entry (``value``, ``to.value``: what is changed), what to
    ``ask``, what is ``known`` already, and the ``options`` with their labels where nothing else will do."""

    name: str
    ask: str
    known: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its name without what it stands in."""
        return self.name.rpartition(".")[2]

    @property
    def wanted(self) -> bool:
        """Whether it must be filled in; what is changed may be left as it is."""
        return self.name == self.key

    def read(self, given: str) -> str:
        """What was given, as the entry has it. ValueError says what it must be."""
        if self.wanted and not bare(given):
            raise ValueError("must not be empty 不能为空")
        if not self.wanted and given.strip() in ("", self.known):
            return given.strip()
        if self.options:
            return one_of(self.key, self.options, given)
        if self.key == "value":
            return decimal(given)
        return str(attribute(self.key, given)) if not self.wanted else given.strip()


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: the ``key`` to press, what it means, the ``entry`` of a curation file that it makes, and the
    ``fields`` of it that are to be filled in."""

    key: str
    label: str
    entry: Mapping[str, Any]
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about ``words`` in the ``sentence`` (or several, a line each) of ``document``; ``files``
    take the answer."""

    kind: str
    ask: str
    words: tuple[str, ...]
    sentence: str
    document: str
    files: tuple[Path, ...]
    choices: tuple[Choice, ...]

    @property
    def passage(self) -> str:
        """The sentence, of a long one what stands around the words."""
        return "\n".join(map(self._part, self.sentence.split("\n")))

    def _part(self, line: str) -> str:
        found = [at for word in self.words if word and (at := line.find(word)) >= 0]
        if len(line) <= _LONG or not found:
            return line
        start = max(0, min(found) - _AROUND)
        end = max(found) + max(map(len, self.words)) + _AROUND
        return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"

    def to_json(self) -> dict[str, Any]:
        """Plain data for a page."""
        choices = [
            {
                "key": c.key,
                "label": c.label,
                "entry": dict(c.entry),
                "fields": [
                    {"name": f.name, "ask": f.ask, "known": f.known, "options": list(f.options.items())}
                    for f in c.fields
                ],
            }
            for c in self.choices
        ]
        said = {name: getattr(self, name) for name in ("kind", "ask", "words", "document")}
        return {**said, "sentence": self.passage, "choices": choices}
