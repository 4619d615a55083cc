"""A question to a person, with the answers there are to choose from. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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

    def to_json(self) -> dict[str, Any]:
        """Plain data for a page."""
        choices = [
            {"key": c.key, "label": c.label, "entry": dict(c.entry), "fields": [list(f) for f in c.fields]}
            for c in self.choices
        ]
        said = {name: getattr(self, name) for name in ("kind", "ask", "words", "sentence", "document")}
        return {**said, "choices": choices}
