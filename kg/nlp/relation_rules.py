"""Relations that rules state: a pattern whose groups ``subject`` and ``object`` lie on two names (pure)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.model import Claim, Mention, Rejected
from kg.nlp.layout import Layout
from kg.rules import Rule


class RelationFinder:
    """Applies the rules that yield a property; made once per pipeline."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = [(rule, re.compile(rule.pattern)) for rule in rules if rule.kind == "relation"]

    def find(
        self, text: str, layout: Layout, mentions: Sequence[Mention]
    ) -> tuple[list[Claim], list[Rejected]]:
        """The claims, each with its sentence, and the matches in which an end is no name that was found."""
        claims: list[Claim] = []
        rejected: list[Rejected] = []
        starts = [sentence.start for sentence in layout.sentences]
        named = _Named(mentions)
        for rule, pattern in self.rules:
            for match in pattern.finditer(text):
                if not match.group():
                    continue
                ends = [named.on(*match.span(group)) for group in ("subject", "object")]
                subject, target = ends
                if subject is None or target is None:
                    missing = match["subject"] if subject is None else match["object"]
                    reason = f"“{missing}” is no name that was found"
                    rejected.append(Rejected(*match.span(), "claim", rule.id, reason))
                elif subject != target:
                    sentence = layout.sentences[bisect_right(starts, match.start()) - 1]
                    span = min(sentence.start, match.start()), max(sentence.end, match.end())
                    claims.append(Claim(subject, rule.yields, target, rule.id, *span))
        return claims, rejected


class _Named:
    """Mentions by place; an end of a relation asks for those near it only."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
        self.starts = [mentions[i].start for i in self.order]
        self.longest = max((m.end - m.start for m in mentions), default=0)

    def on(self, start: int, end: int) -> Mention | None:
        """The mention that shares most characters with the span, the first of several."""
        low, high = bisect_left(self.starts, start - self.longest), bisect_left(self.starts, end)
        near = [self.mentions[i] for i in sorted(self.order[low:high])]
        shared = [(min(m.end, end) - max(m.start, start), m) for m in near]
        most = max((length for length, _ in shared), default=0)
        return next((m for length, m in shared if length == most), None) if most > 0 else None
