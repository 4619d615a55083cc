"""The five-year plan that a section is about: its undated aims are for the plan's last year (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.layout import Layout, begins_in

_PERIOD = re.compile(r"“?十(?P<plan>[一二三四五六七八九])?五”?(?:规划)?(?:时期|期间)?")
_OPENS = re.compile(r"“?十[一二三四五六七八九]?五”?时期(?:是|，我们要|经济社会发展)")
_FIRST = ("“", "十")  # characters of what _OPENS matches
_YEARS_AHEAD = re.compile(r"(?:今后|未来)五年[^。；！？\n]{0,16}(?:目标|任务)")
_SPAN = re.compile(r"(?P<first>20\d\d)年?[—－–~～至-]{1,2}(?P<last>20\d\d)年")
# what turns from the plan to the report's own year
_OWN_YEAR = re.compile(
    r"\s*(?:20\d\d|今)年(?:的)?(?:重点|主要|政府|全年)?(?:工作|是(?=.{0,12}(?:开局|第一年|关键)))"
)
_HEAD = 160  # characters in which a document says which years it is for
_SECTION = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")


def last_year(plan: str | None) -> int:
    """The last year of the plan called 十<plan>五: 2005 for 十五, 2010 for 十一五."""
    return 2005 if not plan else 2010 + 5 * "一二三四五六七八九".index(plan)


def plan_ahead(part: str, year: int) -> int | None:
    """The last year of the last plan named in ``part`` that is not over in ``year``."""
    ends = [last_year(match["plan"]) for match in _PERIOD.finditer(part)]
    return next((end for end in reversed(ends) if end >= year), None)


def opens_plan_ahead(part: str, year: int) -> int | None:
    """The last year of the plan that a sentence begins to set out (“十四五”时期是…); None for others."""
    match = _OPENS.match(part) if part.startswith(_FIRST) else None
    return plan_ahead(match[0], year) if match else None


def horizons(text: str, layout: Layout, year: int | None) -> Iterator[int | None]:
    """For each sentence, in order, the last year of the plan that its section sets out, if any."""
    span = _SPAN.search(text, 0, _HEAD)
    whole = int(span["last"]) if span and year is not None and int(span["first"]) >= year else None
    horizon = whole
    for sentence, ahead in zip(layout.sentences, begins_in(_YEARS_AHEAD, text, layout), strict=True):
        if year is not None:
            if sentence.heading and _SECTION.match(text, sentence.start, sentence.end):
                horizon = plan_ahead(text[sentence.start : sentence.end], year) or whole
            elif _OWN_YEAR.match(text, sentence.start, sentence.end):
                horizon = whole
            elif ahead:
                horizon = year + 4
            elif text.startswith(_FIRST, sentence.start):
                horizon = opens_plan_ahead(text[sentence.start : sentence.end], year) or horizon
        yield horizon
