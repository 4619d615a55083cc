"""Source → Text: what publishing and copying did to the characters, undone, with every character's
place in the source kept.

Cleaning a cleaned text changes nothing; places never decrease; a cleaned character comes from the
source characters that its place points to. What cannot be mended with certainty stays as it is
and is listed in ``Text.damaged``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.cleaning.characters import tidy
from kg.cleaning.chrome import strip_chrome
from kg.cleaning.damage import damages
from kg.cleaning.draft import Draft
from kg.cleaning.leftovers import emphasised, strip_leftovers
from kg.cleaning.lines import close_spaces, join_lines
from kg.cleaning.mirror import repair_shifts
from kg.cleaning.mojibake import may_be_misread, read_aright
from kg.cleaning.numbers import close, close_thin
from kg.cleaning.pinyin import strip_pinyin
from kg.cleaning.script import simplify
from kg.model import Source, Text

_MOST_PASSES = 20
_SEAM = 24  # characters on either side of a joint in which two halves may make something that is mended
# Of such characters alone, in no such neighbourhood, only traditional and wide ones are ever changed.
_QUIET = re.compile(r"[一-龥A-Za-z0-9０-９，。、；：！？“”《》（）—…〇.%+/％-]*")
_LOUD = re.compile(
    r"[一二三四五六七八九十百千万萬零〇][0０Oo]|[0０Oo][一二三四五六七八九十零〇]|[０-９]，|（[A-Za-z]|[页頁]"
)
_WIDE = {"％": "%"} | {chr(ord("０") + i): str(i) for i in range(10)}
_ANY_WIDE = re.compile("[％０-９]")

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
    quiet = _if_quiet(text)
    return _cleaned(text).chars if quiet is None else quiet


def quote(piece: str) -> str:
    """A piece of a source, cut out of a sentence, as the cleaned text has it."""
    quiet = _if_quiet(piece)
    return _cleaned(piece, inside=True).chars if quiet is None else quiet


def _if_quiet(text: str) -> str | None:
    """The text cleaned, where that is a matter of single characters; None where it may be more."""
    if not _QUIET.fullmatch(text) or _LOUD.search(text):
        return None
    return simplify(_ANY_WIDE.sub(lambda wide: _WIDE[wide.group()], text))


def quote_holds(text: Text, start: int, end: int) -> bool:
    """Whether the source characters of a cleaned span clean to that span: the law of evidence.

    Raises ValueError for a span that is empty or outside the text."""
    first, last = text.span(start, end)
    return quote(text.source.text[first:last]) == text.chars[start:end]


def _cleaned(text: str, *, inside: bool = False) -> Draft:
    """Passes until one brings nothing new to light, as real texts do at the first or second."""
    draft = Draft(text)
    for _ in range(_MOST_PASSES):
        if not (_mend(draft) or _joined(draft, inside)):
            break
    return draft


def _mend(draft: Draft) -> bool:
    """What can be told without knowing the lines. The order is such that only the first steps can
    bring together what an earlier one looks for; whether they may have."""
    first = draft.chars
    close_thin(draft)
    read_aright(draft)
    revealing = draft.chars is not first
    tidy(draft)
    revealing |= draft.chars is not first and may_be_misread(draft.chars)
    before = draft.chars
    strip_leftovers(draft)
    repair_shifts(draft)
    revealing |= draft.chars is not before
    strip_pinyin(draft)
    draft.exchange(simplify(draft.chars))
    close(draft)
    close_spaces(draft)
    return revealing


def _joined(draft: Draft, inside: bool) -> bool:
    """Page furniture taken out and lines joined; whether that brought together what can be mended."""
    revealing = _seams_show(draft, strip_chrome(draft))
    return _seams_show(draft, join_lines(draft, inside=inside)) or revealing


def _seams_show(draft: Draft, seams: Sequence[int]) -> bool:
    if not seams:
        return False
    around = "\n\n\n".join(draft.chars[max(0, at - _SEAM) : at + _SEAM] for at in seams)
    mended = Draft(around)
    return _mend(mended) or bool(strip_chrome(mended)) or mended.chars != around or emphasised(draft.chars)
