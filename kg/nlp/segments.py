"""Which sentences each rule need be tried on: a rule with ``needs`` only where one of its words stands.

One pass finds the words of all rules; this is what keeps many rules cheap on long texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.nlp.occurrences import Occurrences
from kg.rules import Rule

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
        self.words = Occurrences(word for rule in rules for word in rule.needs)

    def segments(self, text: str) -> Segments:
        """Where in ``text`` each word stands, by sentence."""
        found: dict[str, dict[int, int]] = {}
        stops = _STOP.finditer(text)
        start, end = 0, 0
        for _, word_end, word in self.words.all(text):
            while word_end > end:
                stop = next(stops, None)
                start, end = end, stop.end() if stop else len(text)
            found.setdefault(word, {})[start] = end
        return Segments(found)


@dataclass(frozen=True, slots=True)
class Segments:
    """The sentences (start → end) in which each needed word stands."""

    by_word: dict[str, dict[int, int]]

    def matches(self, text: str, rule: NameRule) -> Iterator[re.Match[str]]:
        """The matches of a rule in order of place, each from the mark before its sentence on; one of no
        characters is none."""
        where: dict[int, int] = {} if rule.rule.needs else {0: len(text)}
        for word in rule.rule.needs:
            if word in self.by_word:
                where |= self.by_word[word]
        search = rule.pattern.search  # most find nothing: quicker than an iterator
        for start, end in sorted(where.items()):
            start = max(0, start - 1)
            while start < end and (m := search(text, start, end)):
                start = max(m.end(), m.start() + 1)
                if m.end() > m.start():
                    yield m
