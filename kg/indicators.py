"""The same indicator across years, places and wordings, and the units that compare.

Pure functions over ``IndicatorWords`` (see kg/ontology_indicators.py): a wording either is a
standard indicator, or keeps its own words less those that say nothing about what is counted.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from kg.ontology_indicators import IndicatorWords

_QUOTES = re.compile(r"[\s“”‘’\"'《》〈〉]+")
# Marks, and the rest of an item's number: 一）工业支出.
_ENDS = re.compile(r"^(?:[：:，,；;。、]|[（(]?[一二三四五六七八九十]{1,3}[）)])+|[：:，,；;。、（(]+$")
_SHORTEST = 2  # what is left of an indicator after stripping must still say something
_SAYING = 4  # 培训, 用户数: so short a name alone does not say what is counted


@lru_cache(maxsize=16384)
def canonical(indicator: str, words: IndicatorWords) -> str:
    """The canonical name of an indicator as a text gives it; never empty for a non-empty text.

    >>> canonical("全年城镇新增就业人数", words)
    '城镇新增就业'

    Idempotent: the canonical name of a canonical name is itself.
    """
    name = _ENDS.sub("", _QUOTES.sub("", indicator)) or indicator
    name += "）" * (name.count("（") - name.count("）"))  # 化肥（折纯 and the amount: cut within the bracket
    for short, full in words.inner:
        # 国内生产总值 itself holds none of its short forms, so one pass is enough
        name = name.replace(short, full)
    while name not in words.names:
        shorter = _without(name, words.before_any, words.after_any)
        if shorter is None:
            break
        name = shorter
    return words.names.get(name) or _standard_inside(name, words) or name


def _without(name: str, before: tuple[str, ...], after: tuple[str, ...]) -> str | None:
    """The name less one leading or else one trailing word, or None where neither stands there."""
    if name.startswith(before):  # in one step, as few do
        for word in before:
            if name.startswith(word) and len(name) - len(word) >= _SHORTEST:
                return name[len(word) :]
    if name.endswith(after):
        for word in after:
            if name.endswith(word) and len(name) - len(word) >= _SHORTEST:
                return name[: -len(word)]
    return None


def _standard_inside(name: str, words: IndicatorWords) -> str | None:
    """The standard indicator left when words are taken off that only a standard one can spare
    (全国城镇新增就业 is one of those, 全国文明城市 is not)."""
    before = words.before_standard + words.before_any
    after = words.after_standard + words.after_any
    waiting, seen = [name], {name}
    while waiting:
        rest = waiting.pop(0)
        if rest in words.names:
            return words.names[rest]
        shorter = [rest[len(w) :] for w in before if rest.startswith(w)] if rest.startswith(before) else []
        if rest.endswith(after):
            shorter += [rest[: -len(w)] for w in after if rest.endswith(w)]
        for candidate in shorter:
            if len(candidate) >= _SHORTEST and candidate not in seen:
                seen.add(candidate)
                waiting.append(candidate)
    return None


@lru_cache(maxsize=16384)
def core(name: str, words: IndicatorWords) -> str:
    """What is left of a name without the words at its ends that a standard indicator can spare and without
    hollow ones: for comparing wordings, not for showing."""
    before = words.before_any + words.before_standard
    after = words.after_any + words.after_standard
    while (shorter := _without(name, before, after)) is not None:
        name = shorter
    return skeleton(name, words)


def skeleton(indicator: str, words: IndicatorWords) -> str:
    """What is left of a canonical name without its hollow words (专业, 各类, 人员 …): equal
    skeletons are near indicators, not the same one."""
    for word in words.hollow:
        shorter = indicator.replace(word, "")
        if len(shorter) >= 4:
            indicator = shorter
    return indicator


@lru_cache(maxsize=16384)
def is_vague(name: str, words: IndicatorWords) -> bool:
    """Whether a name that is no standard indicator says too little to be followed through the years:
    nothing but 安排, 资金, 投入 and their like, or one word."""
    return name not in words.names and (len(name) < _SAYING or len(matter(name, words)) < _SHORTEST)


def matter(name: str, words: IndicatorWords) -> str:
    """What a name is about, less the words that many indicators share: 科技 of 中央财政安排科技投入."""
    for word in words.vague:
        name = name.replace(word, "")
    return name


def fold(unit: str | None, value: Decimal, words: IndicatorWords) -> tuple[str, Decimal]:
    """The unit that others of its kind fold to ("" for none) and the value in it.

    名 is 人 but 人次 is not; % is not 个百分点; 斤 and 公斤 become 吨. 万 and 亿 are already multiplied out.
    """
    base, factor = words.units.get(unit or "", (unit or "", Decimal(1)))
    return base, value * factor
