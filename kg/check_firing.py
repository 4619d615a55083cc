"""Which rules ever come to speak: in documents and, among all the others, in their own examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.check_examples import ARROW, Examples
from kg.cleaning import clean
from kg.model import Source
from kg.nlp import make_nlp, read_text
from kg.rules import Rule

COVERED = "covered by a name that a better rule found"

Told = tuple[str, str, bool]


def overlaps(examples: Examples, rules: Sequence[Rule]) -> Iterator[Told]:
    """Rules whose examples other rules take: a fault where none is left, else a note for each."""
    for rule in rules:
        if rule.kind not in ("name", "rejected:number"):
            continue
        sentences = [example.partition(ARROW)[0] for example in rule.matches]
        takers = {sentence: examples.takers(rule, sentence) for sentence in sentences}
        lost = {sentence: by for sentence, by in takers.items() if by and rule.id not in by}
        if lost and len(lost) == len(takers):
            others = ", ".join(sorted({other for by in lost.values() for other in by if other})) or "none"
            yield rule.id, f"never fires: {others} takes each of its examples", rule.kind != "name"
        else:
            for sentence, by in lost.items():
                yield rule.id, f"overlaps with {', '.join(by)}, which takes its example {sentence}", True


def silent(examples: Examples, rules: Sequence[Rule], sources: Sequence[Source]) -> Iterator[Told]:
    """Rules that say nothing in any of some documents, and rules that come second there."""
    if not sources:
        return
    nlp = make_nlp(examples.ontology, rules)
    fired: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for source in sources:
        reading = read_text(nlp, clean(source))
        fired.update(mention.rule for mention in reading.mentions)
        fired.update(claim.rule for claim in reading.claims)
        fired.update(r.rule for r in reading.rejected if r.kind != "name")
        second.update(r.rule for r in reading.rejected if r.reason == COVERED)
        fired.update(r.id for r in rules if r.kind == "tone" and re.search(r.pattern, reading.text.chars))
    number = f"{len(sources)} document{'s' if len(sources) > 1 else ''}"
    for rule in rules:
        if not fired[rule.id]:
            where = f", {second[rule.id]} times covered by another rule" if second[rule.id] else ""
            yield rule.id, f"finds nothing in {number}{where}", True
        elif second[rule.id] > fired[rule.id]:
            counts = f"{second[rule.id]} times, and fires {fired[rule.id]} times"
            yield rule.id, f"overlaps with better rules {counts} in {number}", True
