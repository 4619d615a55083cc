"""What a paragraph with no headings above it sounds like (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.nlp.layout import Sentence
from kg.rules import Rule

_HITS = 4  # of a rule that count in one paragraph


class Tone:
    """Whether a paragraph with no headings above it sounds like a plan, by weighted rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = [(re.compile(rule.pattern), rule.weight) for rule in rules if rule.weight]

    def of_line(self, text: str, sentence: Sentence, leaning: float = 0.0) -> str:
        """``achieved`` or ``planned`` for the line of a sentence that opens it; ``leaning`` is what the
        lines before it say of it, above 0 for a plan."""
        end = text.find("\n", sentence.end)
        part = text[sentence.start : end if end >= 0 else len(text)]
        odds = leaning + sum(
            weight * min(_HITS, len(pattern.findall(part))) for pattern, weight in self.rules
        )
        return "planned" if odds > 0 else "achieved"
