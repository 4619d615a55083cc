"""What a paragraph with no headings above it sounds like (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.nlp.layout import Sentence
from kg.rules import Rule

_HITS = 4  # of a rule that count in one paragraph
_SHORT = 30  # characters of a line that says nothing by itself
_BESIDE, _MOST = (
    0.5,
    3.0,
)  # what the other lines of an excerpt weigh: it mostly comes from one part of a report


class Tone:
    """Whether a paragraph with no headings above it sounds like a plan, by weighted rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = [(re.compile(rule.pattern), rule.weight) for rule in rules if rule.weight]

    def of_lines(self, text: str) -> float:
        """What all lines of ``text`` together say, above 0 for a plan."""
        return sum(self._odds(line) for line in text.split("\n") if len(line) > _SHORT)

    def of_line(self, text: str, sentence: Sentence, leaning: float, all_lines: float) -> str:
        """``achieved`` or ``planned`` for the line of a sentence that opens it; ``leaning`` is what the
        lines before it say of it, above 0 for a plan, ``all_lines`` what ``of_lines`` says."""
        end = text.find("\n", sentence.end)
        own = self._odds(text[sentence.start : end if end >= 0 else len(text)])
        beside = max(-_MOST, min(_MOST, all_lines - own))
        return "planned" if leaning + own + _BESIDE * beside > 0 else "achieved"

    def _odds(self, part: str) -> float:
        return sum(weight * min(_HITS, len(pattern.findall(part))) for pattern, weight in self.rules)
