"""Which sentences each rule need be tried on: a rule with ``needs`` only where one of its words stands.

One pass finds the words of all rules; this is what keeps many rules cheap on long texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.rules import Rule, words_pattern

_STOP = re.compile("[。\n]")


@dataclass(frozen=True, eq=False)
class NameRule:
    """A rule with its pattern and, where names reach left, the words that end them, compiled."""

    rule: Rule
    pattern: re.Pattern[str]
    left: re.Pattern[str] | None


class Keywords:
    """The needed words of all rules, found in one pass over a text."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        words = {word for rule in rules for word in rule.needs}
        self.pattern = re.compile(f"(?=({words_pattern(words)}))") if words else None
        self.prefixes = {w: tuple(v for v in sorted(words) if w.startswith(v)) for w in words}

    def segments(self, text: str) -> Segments:
        """Where in ``text`` each word stands, by sentence."""
        found: dict[str, dict[int, int]] = {}
        stops = _STOP.finditer(text)
        start, end = 0, 0
        for m in self.pattern.finditer(text) if self.pattern else ():
            while m.start() >= end:
                stop = next(stops, None)
                start, end = end, stop.end() if stop else len(text)
            for word in self.prefixes[m[1]]:
                found.setdefault(word, {})[start] = end
        return Segments(found)


@dataclass(frozen=True, slots=True)
class Segments:
    """The sentences (start → end) in which each needed word stands."""

    by_word: dict[str, dict[int, int]]

    def matches(self, text: str, rule: NameRule) -> Iterator[re.Match[str]]:
        """The matches of a rule in order of place."""
        if not rule.rule.needs:
            yield from rule.pattern.finditer(text)
            return
        where: dict[int, int] = {}
        for word in rule.rule.needs:
            where |= self.by_word.get(word, {})
        for start in sorted(where):
            yield from rule.pattern.finditer(text, start, where[start])
