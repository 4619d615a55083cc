"""Words are found where a plain search finds them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.occurrences import Occurrences

WORDS = st.lists(st.text("甲乙丙a🙂", min_size=1, max_size=3), max_size=6)
TEXT = st.text("甲乙丙a🙂。", max_size=30)


@given(WORDS, TEXT)
def test_all_words_are_found_inside_others_too(words: list[str], text: str) -> None:
    found = Occurrences(words).all(text)
    wanted = {(i, i + len(w), w) for w in words for i in range(len(text)) if text.startswith(w, i)}
    assert set(found) == wanted
    assert len(found) == len(wanted)
    assert [end for _, end, _ in found] == sorted(end for _, end, _ in found)


@given(WORDS, TEXT)
def test_the_longest_words_from_the_left_do_not_overlap(words: list[str], text: str) -> None:
    wanted, at = [], 0
    while at < len(text):
        here = max((w for w in words if text.startswith(w, at)), key=len, default="")
        if here:
            wanted.append((at, at + len(here), here))
        at += len(here) or 1
    assert Occurrences(words).longest(text) == wanted
