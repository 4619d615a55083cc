"""One subject each for a row of numbers: 城镇和农村居民收入分别增长3.9%和5.7%."""

from __future__ import annotations

import re

from kg.nlp.left_side import TRIM
from kg.nlp.words import Words

_SPLIT = re.compile(r"、|和|以及|及|与(?!会)")
_BOTH = re.compile(r"(.*)存贷款(.*)")
_PERIOD = re.compile(r"^(?:前?[一二三四]季度|前[一二三]个?季度|[上下]半年|全年|\d+月份?)")


def share_out(core: str, count: int, words: Words, alike: bool = True) -> list[str]:
    """``城镇和农村居民收入`` for two numbers → [城镇居民收入, 农村居民收入]; [] if it does not fit. Numbers
    that are not ``alike`` in their units share but what is measured (原煤、天然气产量, not 友城和领事馆)."""
    if count == 2 and (both := _BOTH.fullmatch(core)):
        return [both[1] + kind + both[2] for kind in ("存款", "贷款")]
    if m := re.fullmatch(r"(第?)(一)、?(二)[、和]?(三)(次?产(?:业)?.*)", core):
        return [m[1] + c + m[5] for c in m.group(2, 3, 4)] if count == 3 else []
    core = re.sub(r"(?:等|这)?[一二两三四五六七八九\d]+(?:项|个|类|大)?指标$", "", core)
    pieces = [p.strip(TRIM) for p in re.split(r"、", core)]
    last = re.split(r"和|以及|及(?!其)|与", pieces[-1])
    if len(pieces) - 1 + len(last) == count:
        pieces[-1:] = last
    elif len(pieces) != count:
        pieces = [p for p in _SPLIT.split(core) if p]
    pieces = [p.strip(TRIM) for p in pieces if p.strip(TRIM)]
    if len(pieces) != count:
        return []
    measured = alike or words.measurable_end(pieces[-1]) or pieces[-1].endswith(tuple(words.dependent))
    return _with_shared_ends(pieces, words) if measured else pieces


def _with_shared_ends(pieces: list[str], words: Words) -> list[str]:
    first, last = pieces[0], pieces[-1]
    longest = max(len(p) for p in pieces[:-1])
    if all(_PERIOD.match(p) for p in pieces) and (rest := _PERIOD.sub("", last)):
        return [rest] * len(pieces)
    own = words.measurable_end(first)
    if own and last[: len(first)].endswith(own) and len(last) > len(first):
        return [p + last[len(first) :] for p in pieces[:-1]] + [last]
    if (len(last) > longest or len(last) > len(pieces[-2]) + 1) and not own:
        cut = words.shared_tail(last, pieces[:-1])
        pieces = [p + last[cut:] for p in pieces[:-1]] + [last]
    elif len(first) > max(len(p) for p in pieces[1:]) and (lead := words.shared_head(first, pieces[1])):
        pieces = [first] + [lead + p for p in pieces[1:]]
    return pieces
