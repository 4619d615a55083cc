"""Each rule against its own examples: what it must match, the names it must give, what it must leave."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import pytest
from _pytest.mark import ParameterSet

from kg.nlp import lexicon_words
from kg.nlp.names import ENTITY_CLASSES, NameFinder
from kg.nlp.quantities import QuantityFinder
from kg.nlp.words import Words
from kg.ontology import load_ontology
from kg.rules import Rule, load_rules

ONTOLOGY = load_ontology()
LEXICON = lexicon_words(ONTOLOGY)
RULES = load_rules(ONTOLOGY.folder / "rules", LEXICON)
NAME_RULES = [rule for rule in RULES if rule.yields in ENTITY_CLASSES]
NUMBER_RULES = [rule for rule in RULES if rule.yields == "rejected:number"]
TONE_RULES = [rule for rule in RULES if rule.weight]


@cache
def finder(rule: Rule) -> NameFinder:
    """The name finder that knows this rule alone."""
    return NameFinder([rule], LEXICON, words())


@lru_cache(maxsize=1)
def words() -> Words:
    return Words.from_lexicon(LEXICON)


def names(rule: Rule, sentence: str) -> list[str]:
    """The names that the rule alone finds, each once, in the order of the sentence."""
    return list(dict.fromkeys(mention.name for mention in finder(rule).find(sentence)[0]))


def turned_down(rule: Rule, sentence: str) -> list[str]:
    """The numbers that the rule alone turns down."""
    classes = ONTOLOGY.lexicon.items()
    comparators = {name: c.attributes["comparator"] for name, c in classes if "comparator" in c.attributes}
    rejected = QuantityFinder.of(LEXICON, comparators, [rule]).find(sentence)[1]
    return [sentence[r.start:r.end] for r in rejected if r.rule == rule.id]


def examples(rules: list[Rule], key: str) -> list[ParameterSet]:
    """The examples of the rules, each with its rule."""
    return [
        pytest.param(rule, example, id=f"{rule.id}-{i}")
        for rule in rules
        for i, example in enumerate(getattr(rule, key), 1)
    ]


def test_every_rule_is_of_a_kind_that_is_tested_here() -> None:
    tested = {rule.id for rules in (NAME_RULES, NUMBER_RULES, TONE_RULES) for rule in rules}
    assert not {rule.id for rule in RULES} - tested


def test_every_rule_that_finds_or_turns_down_shows_what_it_matches() -> None:
    assert not [rule.id for rule in NAME_RULES + NUMBER_RULES if not rule.matches]


@pytest.mark.parametrize(("rule", "example"), examples(NAME_RULES, "matches"))
def test_a_name_rule_gives_the_names_of_its_examples(rule: Rule, example: str) -> None:
    sentence, arrow, wanted = example.partition(" → ")
    found = names(rule, sentence)
    assert found
    assert not arrow or found == wanted.split(" | ")


@pytest.mark.parametrize(("rule", "example"), examples(NAME_RULES, "rejects"))
def test_a_name_rule_leaves_what_it_must_not_match(rule: Rule, example: str) -> None:
    assert names(rule, example) == []


@pytest.mark.parametrize(("rule", "example"), examples(NUMBER_RULES, "matches"))
def test_a_number_rule_turns_down_a_number_of_its_examples(rule: Rule, example: str) -> None:
    assert turned_down(rule, example)


@pytest.mark.parametrize(("rule", "example"), examples(NUMBER_RULES, "rejects"))
def test_a_number_rule_leaves_what_it_must_not_match(rule: Rule, example: str) -> None:
    assert turned_down(rule, example) == []


@pytest.mark.parametrize(("rule", "example"), examples(TONE_RULES, "matches"))
def test_a_tone_rule_hears_its_examples(rule: Rule, example: str) -> None:
    assert re.search(rule.pattern, example)


@pytest.mark.parametrize(("rule", "example"), examples(TONE_RULES, "rejects"))
def test_a_tone_rule_is_deaf_to_what_it_must_not_match(rule: Rule, example: str) -> None:
    assert not re.search(rule.pattern, example)
