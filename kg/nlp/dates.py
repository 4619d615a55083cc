"""When what stands somewhere in a document is about, and whether it is done: one answer for all who ask
(pure)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kg.nlp.layout import Sentence
from kg.nlp.timing import Clock


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """A text with its clock and, of each sentence in order, what surrounds it (see ``states``) and the year
    that its undated aims are for (see ``horizons``); at least one sentence."""

    text: str
    clock: Clock
    sentences: tuple[tuple[Sentence, str, int | None], ...]

    def name(self, start: int) -> int | None:
        """The year of what is named at ``start``."""
        sentence, state, _ = self._at(start)
        return self.clock.fact(self.text, sentence.period, start, state, False)[1]

    def figure(
        self, start: int, end: int, base: bool = False, status: str | None = None
    ) -> tuple[str, int | None]:
        """Status and year of the figure between ``start`` and ``end``; ``base``: another is compared with it;
        ``status``: what it is known to be."""
        sentence, state, horizon = self._at(start)
        return self.clock.fact(self.text, sentence.period, start, state, base, horizon, end, status)

    def _at(self, position: int) -> tuple[Sentence, str, int | None]:
        index = bisect_right(self.sentences, position, key=lambda each: each[0].end)
        return self.sentences[min(index, len(self.sentences) - 1)]
