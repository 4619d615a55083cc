"""Source → Text: what publishing and copying did to the characters, undone, with every character's
place in the source kept.

Cleaning a cleaned text changes nothing; places never decrease; a cleaned character comes from the
source characters that its place points to. What cannot be mended with certainty stays as it is
and is listed in ``Text.damaged``.
"""

from __future__ import annotations

from kg.cleaning.characters import tidy
from kg.cleaning.chrome import strip_chrome
from kg.cleaning.damage import damages
from kg.cleaning.draft import Draft
from kg.cleaning.leftovers import strip_leftovers
from kg.cleaning.lines import close_spaces, join_lines
from kg.cleaning.mirror import repair_shifts
from kg.cleaning.mojibake import read_aright
from kg.cleaning.numbers import close, close_thin
from kg.cleaning.pinyin import strip_pinyin
from kg.cleaning.script import simplify
from kg.model import Source, Text

_MOST_PASSES = 20

__all__ = ["clean", "plain", "quote", "quote_holds", "simplify"]


def clean(source: Source) -> Text:
    """The source's text without injected pinyin, leftovers of conversion, stray spaces and breaks,
    in narrow digits and simplified characters."""
    draft = _cleaned(source.text)
    starts, ends = draft.places()
    damaged = tuple((*draft.span(a, b), what) for a, b, what in damages(draft.chars))
    return Text(source, draft.chars, starts, ends, damaged)


def plain(text: str) -> str:
    """The cleaned characters alone, for what is read once and not pointed to."""
    return _cleaned(text).chars


def quote(piece: str) -> str:
    """A piece of a source, cut out of a sentence, as the cleaned text has it."""
    return _cleaned(piece, inside=True).chars


def quote_holds(text: Text, start: int, end: int) -> bool:
    """Whether the source characters of a cleaned span clean to that span: the law of evidence.

    Raises ValueError for a span that is empty or outside the text."""
    first, last = text.span(start, end)
    return quote(text.source.text[first:last]) == text.chars[start:end]


def _cleaned(text: str, *, inside: bool = False) -> Draft:
    """Passes until one changes nothing: what one takes out may bring together what the next mends.
    Real texts need one that mends and one that finds nothing left."""
    draft = Draft(text)
    for _ in range(_MOST_PASSES):
        before = draft.chars
        _pass(draft, inside)
        if draft.chars == before:
            break
    return draft


def _pass(draft: Draft, inside: bool) -> None:
    close_thin(draft)
    strip_leftovers(draft)
    read_aright(draft)
    tidy(draft)
    strip_chrome(draft)
    repair_shifts(draft)
    strip_pinyin(draft)
    draft.exchange(simplify(draft.chars))
    close(draft)
    close_spaces(draft)
    join_lines(draft, inside=inside)
