"""A question to a person, with the answers there are to choose from. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LONG, _AROUND = 200, 80  # characters of a sentence that is shown in part, and of what is shown on each side


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: the ``key`` to press, what it means, the ``entry`` of a curation file that it makes.
    ``fields`` are to be filled in: (name in the entry, what to ask, what stands there already)."""

    key: str
    label: str
    entry: Mapping[str, Any]
    fields: tuple[tuple[str, str, str], ...] = ()


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
            {"key": c.key, "label": c.label, "entry": dict(c.entry), "fields": [list(f) for f in c.fields]}
            for c in self.choices
        ]
        said = {name: getattr(self, name) for name in ("kind", "ask", "words", "document")}
        return {**said, "sentence": self.passage, "choices": choices}
