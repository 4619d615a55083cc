"""A piece of plain prose is read the short way, which is no other way."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cleaning import _cleaned, quote

PROSE = st.text(
    st.sampled_from("二〇0五年1０1，。、；“》.%％（O）—第页共百万萬頁乾坤著力幹後面的引進经鍝堝"), max_size=14
)
ANY = st.text(st.sampled_from("人0一○(jīng)（）·．％ \n\u200b著后面é—®"), max_size=10)


@settings(max_examples=300)
@given(st.one_of(PROSE, ANY, st.builds("".join, st.lists(st.one_of(PROSE, ANY), max_size=3))))
def test_a_quote_is_what_cleaning_makes_of_the_piece(piece: str) -> None:
    assert quote(piece) == _cleaned(piece, inside=True).chars
