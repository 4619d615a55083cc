"""Numbers that typesetting took apart: ``1 9 9 3 年``, ``19·5％``, ``一九五○年``."""

from __future__ import annotations

import re

from kg.cleaning.draft import Draft

# Single digits with one space between each, a decimal point allowed, before what a number stands before.
_MAYBE_SPACED = re.compile(r" (?<=[0-9．·] )[0-9.．·]")
_SPACED = re.compile(
    r"(?<![0-9.．·]\s)(?<![0-9.．·])[0-9](?: [0-9])*(?: ?[.．·] ?[0-9](?: [0-9])*)?"
    r"(?= ?[\u3400-\u9fff%‰，。；、）])"
)
_THIN = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:[\u2006\u2009\u202f][0-9]{3})+(?![0-9])")
# A point that is none; not that of “5·12” or 4·11森林火灾, which are days.
_POINT = re.compile(
    r"．(?<=[0-9]．)(?=[0-9])|[·・•](?<=[0-9][·・•])(?=[0-9]+(?:%|‰|个百分点|個百分點|万|萬|亿|億|倍))"
)
_PLUS = re.compile(r"(?<=[0-9A-Za-z])＋(?=[0-9A-Za-z])")
_CHINESE = re.compile(
    r"[一二三四五六七八九][一二三四五六七八九十百千万〇零]{0,12}[○◯Oo0][一二三四五六七八九〇零○◯Oo0]{0,12}(年?)"
)
_CIRCLES = dict.fromkeys(map(ord, "○◯"), "〇")
_AS_ZERO = _CIRCLES | dict.fromkeys(map(ord, "Oo0"), "〇")


def close_thin(draft: Draft) -> None:
    """Take the thin spaces out that group thousands (before all spaces become alike)."""
    if any(c in draft.chars for c in "\u2006\u2009\u202f"):
        gaps = (i for m in _THIN.finditer(draft.chars) for i in range(m.start(), m.end()))
        draft.replace([(i, i + 1, "") for i in gaps if not draft.chars[i].isdigit()])


def close(draft: Draft) -> None:
    """Put spaced digits together; write decimal points, plus signs and zeros as such."""
    if _MAYBE_SPACED.search(draft.chars):
        gaps = (i for m in _SPACED.finditer(draft.chars) for i in range(m.start(), m.end()))
        draft.replace([(i, i + 1, "") for i in gaps if draft.chars[i] == " "])
    chars = draft.chars
    if any(c in chars for c in "．·・•"):
        chars = _POINT.sub(".", chars)
    if "＋" in chars:
        chars = _PLUS.sub("+", chars)
    draft.exchange(_CHINESE.sub(_zeros, chars))


def _zeros(match: re.Match[str]) -> str:
    """○ is always a zero between Chinese digits; o and 0 are where four digits make a year."""
    year = match.group(1) and len(match.group()) == 5
    return match.group().translate(_AS_ZERO if year else _CIRCLES)
