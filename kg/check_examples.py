"""Rules tried on the sentences that they themselves give: what each must find and what it must leave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from kg.model import Mention
from kg.nlp import lexicon_words
from kg.nlp.names import NameFinder
from kg.nlp.quantities import QuantityFinder
from kg.nlp.words import Words
from kg.ontology import Ontology
from kg.rules import Rule

ARROW, BAR = " → ", " | "


class Examples:
    """Tries rules alone and together. Raises KeyError where the lexicon lacks a class that reading needs."""

    def __init__(self, ontology: Ontology, rules: Sequence[Rule]) -> None:
        self.ontology = ontology
        self.rules = list(rules)
        self._lexicon = lexicon_words(ontology)
        self._words = Words.from_lexicon(self._lexicon)
        self._comparators = {
            name: known.attributes["comparator"]
            for name, known in ontology.lexicon.items()
            if "comparator" in known.attributes
        }
        self._alone: dict[str, NameFinder] = {}
        NameFinder([], self._lexicon, self._words)
        self._quantities([])

    def failures(self, rule: Rule) -> Iterator[str]:
        """What the rule's own examples show to be wrong with it."""
        if not rule.matches and rule.kind != "tone":
            yield "shows no sentence that it matches; add one under 'matches'"
        for example in rule.matches:
            if " -> " in example:
                yield f"writes -> in its example {example}; what it gives stands behind →"
                continue
            sentence, arrow, wanted = example.partition(ARROW)
            found = self.found(rule, sentence)
            if not found:
                yield f"does not match its example {sentence}"
            elif arrow and found != wanted.split(BAR):
                yield f"gives {BAR.join(found)}, not {wanted}, in its example {sentence}"
        for sentence in rule.rejects:
            if found := self.found(rule, sentence):
                yield f"finds {BAR.join(found)} in what it must leave: {sentence}"

    def found(self, rule: Rule, sentence: str) -> list[str]:
        """What the rule alone finds in a sentence: names, numbers turned down, relations or words."""
        if rule.kind == "name":
            if rule.id not in self._alone:
                self._alone[rule.id] = NameFinder([rule], self._lexicon, self._words)
            return list(dict.fromkeys(m.name for m in self._alone[rule.id].find(sentence)[0]))
        if rule.kind == "rejected:number":
            rejected = self._quantities([rule]).find(sentence)[1]
            return [sentence[r.start : r.end] for r in rejected if r.rule == rule.id]
        if rule.kind == "relation":
            matches = re.finditer(rule.pattern, sentence)
            return [f"{m['subject']} {rule.yields} {m['object']}" for m in matches]
        return [m.group() for m in re.finditer(rule.pattern, sentence)]

    def takers(self, rule: Rule, sentence: str) -> list[str]:
        """The rules that take what ``rule`` finds in a sentence when all rules are tried together."""
        alone = self.found(rule, sentence)
        if rule.kind == "name":
            together = self._names.find(sentence)[0]
            return sorted({_taker(sentence, name, together) for name in alone})
        if rule.kind == "rejected:number":
            rejected = self._numbers.find(sentence)[1]
            return sorted({r.rule for r in rejected if sentence[r.start : r.end] in alone})
        return [rule.id]

    @cached_property
    def _names(self) -> NameFinder:
        return NameFinder(self.rules, self._lexicon, self._words)

    @cached_property
    def _numbers(self) -> QuantityFinder:
        return self._quantities(self.rules)

    def _quantities(self, rules: Sequence[Rule]) -> QuantityFinder:
        return QuantityFinder.of(self._lexicon, self._comparators, rules)


def _taker(sentence: str, name: str, together: Sequence[Mention]) -> str:
    """The rule of the mention of that name, else of the one that shares most of its words ("" for none)."""
    for mention in together:
        if mention.name == name:
            return mention.rule
    shared = [(len(set(name) & set(sentence[m.start : m.end])), m.rule) for m in together]
    return max(shared, default=(0, ""))[1]
