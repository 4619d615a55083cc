"""Each rule against its own examples: what it must match, the names it must give, what it must leave."""

from __future__ import annotations

import pytest

from kg.check_examples import Examples
from kg.nlp import lexicon_words
from kg.ontology import load_ontology
from kg.rules import Rule, load_rules

ONTOLOGY = load_ontology()
RULES = load_rules(ONTOLOGY.folder / "rules", lexicon_words(ONTOLOGY))
EXAMPLES = Examples(ONTOLOGY, RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_what_it_shows_and_leaves_what_it_must(rule: Rule) -> None:
    assert list(EXAMPLES.failures(rule)) == []
