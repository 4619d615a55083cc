"""Nothing takes more than about linear time, whatever the text: each rule, the grammar, the whole reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from time import process_time

import pytest

from kg.accounting import account
from kg.build_document import reader
from kg.cleaning import clean
from kg.mapping import draft_of
from kg.model import Source
from kg.nlp import lexicon_words
from kg.nlp.layout import lay_out
from kg.nlp.names import NameFinder
from kg.nlp.number_rules import NumberRules
from kg.nlp.segments import Keywords
from kg.nlp.words import Words
from kg.ontology import load_ontology
from kg.rules import Rule, load_rules

ONTOLOGY = load_ontology()
LEXICON = lexicon_words(ONTOLOGY)
RULES = load_rules(ONTOLOGY.folder / "rules", LEXICON)

# Each is repeated until it fills the text: no stop, no end, nothing that fits.
UNITS = {
    "open quotes": "“",
    "closed quotes": "”",
    "empty quotes in a row": "“、”",
    "quoted names in a row": "“人才”、",
    "quoted names with a head": "“人才”行动、",
    "titles never closed": "《关于印发",
    "brackets never closed": "（",
    "brackets of all kinds": "（“【《",
    "brackets with digits never closed": "（5",
    "digits": "9",
    "digits and points": "9.",
    "thousands": "111,",
    "numerals": "一二三十",
    "scales": "亿万",
    "a digit in words": "一",
    "numbers in a row": "5个、",
    "ranges": "5%—",
    "years": "2021年",
    "heads": "工程行动计划",
    "verbs": "深入实施推进",
    "words of change": "比上年增长",
    "places": "四川省、",
    "places without a mark": "四川省",
    "bodies": "市委县委",
    "companies": "集团、",
    "characters of no sense": "的人",
    "marks in a row": "、",
    "blanks": " ",
    "Latin letters": "a",
    "figures of a programme": "“人才”工程1个，",
    "clauses of a sentence without end": "深入实施“英才”工程，选派干部5名，",
    "groups": "对优秀人才实行“人才”计划，",
    "ordinals": "第三次",
}
SMALL, STEPS = 2_000, (1, 2, 4, 8)
SOON = 0.05  # seconds; what grows with the square takes longer for 16,000 characters
SLACK = 3  # times slower than linear: a busy machine


def filled(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def seconds(work: Callable[[str], object], text: str) -> float:
    start = process_time()
    work(text)
    return process_time() - start


def assert_linear(work: Callable[[str], object], unit: str, small: int = SMALL, soon: float = SOON) -> None:
    """Eight times the text costs eight times the work (or four times that of two), give or take ``SLACK``."""
    if seconds(work, filled(unit, STEPS[-1] * small)) < soon:
        return
    taken = [min(seconds(work, filled(unit, n * small)) for _ in range(2)) for n in STEPS]
    floor = soon / STEPS[-1] / 2  # less is noise
    once = max(taken[0], taken[1] / STEPS[1], floor)
    assert taken[-1] < SLACK * STEPS[-1] * once, f"{unit!r}: {taken} s at {STEPS} times"


def units_of(rule: Rule) -> Iterator[str]:
    """What begins like a match of the rule, over and over."""
    yield from UNITS.values()
    for example in rule.matches:
        sentence = example.partition(" → ")[0]
        yield from (sentence, sentence[: len(sentence) * 2 // 3], sentence[len(sentence) // 3 :])
    for word in rule.needs[:: len(rule.needs) // 24 + 1]:  # of a whole class of words, some
        yield from (word, f"{word}、", f"“{word}", f"人才{word}")


@pytest.mark.parametrize("rule", [r for r in RULES if r.kind != "rejected:number"], ids=lambda r: r.id)
def test_a_pattern(rule: Rule) -> None:
    pattern = re.compile(rule.pattern)

    def work(text: str) -> None:
        for _ in pattern.finditer(text):
            pass

    for unit in dict.fromkeys(units_of(rule)):
        assert_linear(work, unit)


@pytest.mark.parametrize("rule", [r for r in RULES if r.kind == "rejected:number"], ids=lambda r: r.id)
def test_a_rule_for_numbers(rule: Rule) -> None:
    sides = NumberRules.compiled([rule])

    def work(text: str) -> None:
        for at in range(0, len(text) - 1, 8):
            for side in sides.values():
                side.verdict(text, at, at + 1)

    for unit in dict.fromkeys(units_of(rule)):
        assert_linear(work, unit, small=500)


@cache
def names() -> NameFinder:
    return NameFinder(RULES, LEXICON, Words.from_lexicon(LEXICON))


PIECES: dict[str, Callable[[str], object]] = {
    "the words that rules need": lambda text: Keywords(RULES).segments(text),
    "sentences": lay_out,
    "names": lambda text: names().find(text),
}


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece(piece: str) -> None:
    PIECES[piece]("预热")
    for unit in UNITS.values():
        assert_linear(PIECES[piece], unit, soon=0.4)


def whole(text: str) -> None:
    reading = reader(None, None)(clean(Source("a", text, year=2021, place="巴中", file="a.txt")))
    account(reading)
    draft_of(reading, ONTOLOGY).subjects()


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_the_whole_reading(unit: str) -> None:
    whole("引进人才5名。")
    assert_linear(whole, unit, small=3_000, soon=0.5)


@pytest.mark.parametrize(
    "text",
    ["“" * 10_000, "（" * 50_000 + "5名", "引进人才548名，" * 3_000, "9" * 200_000, "亿" * 200_000],
    ids=["10,000 open quotes", "50,000 brackets", "one long line", "200,000 digits", "200,000 亿"],
)
def test_hostile_texts_end_soon(text: str) -> None:
    whole("引进人才5名。")
    assert seconds(whole, text) < 20
