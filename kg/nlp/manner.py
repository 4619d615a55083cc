"""What manner of document it is: a government report, a review, a plan, and whose year it tells (pure)."""

from __future__ import annotations

import re

from kg.nlp.timing import (
    EXCERPT,
    LAST_YEAR,
    NEXT_YEAR,
    REVIEWS,
    STRONG_WILL,
    THIS_YEAR,
    YEAR,
    year_value,
)
from kg.reading.metadata import PROGRESS

_SPEAKS = re.compile(
    r"各位代表|预期目标(?:是|为|：|:)|我代表国务院|去年(?<![比较]去年)|国内生产总值|国民经济|过去的[12]\d{3}年|次会议确定的"
)
_OF_ECONOMY = re.compile(
    r"产业|企业|投资|项目|工程|粮食|农田|亿元|万亩|增加值|消费|外贸|生态|城镇|医疗|就业|税收|改革|治理|政府|发展(?!党员|对象)|建设"
)
_OF_PARTY = re.compile(r"党组织|党支部|党员|干部|党建|人才|组织部|支部")
_MUCH = 8  # words of the economy in an excerpt that speaks of little else
_ASIDE = 4  # times as many of them as of the party's work
_PLANS = re.compile(
    r"(?:规划|要点|工作计划|行动计划|实施方案|行动方案|工作方案|实施意见)(?:[（(][^（）()\n]*[）)])*[》”]?(?:的通知)?\s*(?:\n|$)"
)
_SUMS_UP = re.compile(r"(?:总结|汇报|报告)如下|^\s*今年以来")
_LONGEST_TITLE = 45  # characters of a line that may be a title
_LOOKS_BACK_ON = re.compile(
    r"^[ \u3000]*(?:[（(]?[一二三四五六七八九十]{1,2}[）)、.．]\s*)?(?P<year>(?:19|20)\d\d)年"
    r"(?:主要|政府|我[省市县区])?工作(?:主要)?(?:的)?(?:回顾|总结)[ \u3000]*$",
    re.MULTILINE,
)
_LATE_UNTIL = 1990  # later reports are given in spring
# what was foreseen is not what is ahead
_AT_FIRST = re.compile(r"原(?:来)?计划[在于到]?[12一二][\d一二三四五六七八九〇零○]{3}年")
_HEAD = 160  # characters in which a document says what it is
_OPENING = 4000  # characters in which it begins to look back


def is_government(
    text: str, kind: str, place: str | None = None, title: str | None = None, year: int | None = None
) -> bool:
    """Whether the report reviews the year before its own: it says so, or speaks like one. What calls
    itself a summary (总结, 综述, 公报, 年鉴) reviews the year in its title, and so does a page that
    reports of that ``year`` and of none before. Of an excerpt with no title its subject decides."""
    if kind == "government" or (
        "政府工作报告" in (title or text[:_HEAD]) and not PROGRESS.search(title or "")
    ):
        return True
    if is_review(text, title):
        return False
    if place == "全国":
        return True
    if "今年以来" in text[:_HEAD] or (year is not None and _reports_of(text, year)):
        return False
    return bool(_SPEAKS.search(text)) or (not title and len(text) < EXCERPT and _of_economy(text))


def _reports_of(text: str, year: int) -> bool:
    """Whether what the text tells happened in ``year`` itself: it names no other, and announces nothing."""
    years = [year_value(m["year"]) for m in YEAR.finditer(text)]
    looks_elsewhere = LAST_YEAR.search(text) or THIS_YEAR.search(text) or STRONG_WILL.search(text)
    return years.count(year) > years.count(year - 1) and not looks_elsewhere


def _of_economy(text: str) -> bool:
    """Whether an excerpt speaks of the economy as a government report does, not of the party's work."""
    economy = len(_OF_ECONOMY.findall(text))
    return economy >= _MUCH and economy > _ASIDE * len(_OF_PARTY.findall(text))


def is_review(text: str, title: str | None) -> bool:
    """Whether the document calls itself a summary (总结, 综述, 公报)."""
    return bool(REVIEWS.search(title or _title_lines(text)) or _SUMS_UP.search(text, 0, _HEAD))


def is_late(text: str, year: int | None) -> bool:
    """Whether a report was given near its year's end: a heading says that it looks back on that year; an old
    one speaks of the next year more than of the last."""
    if year is None or year >= _LATE_UNTIL:
        return any(m["year"] == str(year) for m in _LOOKS_BACK_ON.finditer(text, 0, _OPENING))
    years = [year_value(m["year"]) for m in YEAR.finditer(text)]
    ahead = years.count(year + 1) + len(NEXT_YEAR.findall(text)) - len(_AT_FIRST.findall(text))
    behind = years.count(year - 1) + len(LAST_YEAR.findall(text))
    return ahead > 0 and ahead >= behind


def is_plan(text: str, title: str | None) -> bool:
    """Whether the document is a plan all through (规划, 要点, 方案): its first lines say so, and no more."""
    lines = title or _title_lines(text)
    return bool(_PLANS.search(lines)) and not REVIEWS.search(lines)


def _title_lines(text: str) -> str:
    """The lines at the head of a text that may be titles: short ones that hold no sentence."""
    lines = text[:_HEAD].split("\n")
    whole = lines if len(text) <= _HEAD else lines[:-1]
    return "\n".join(line for line in whole if len(line.strip()) <= _LONGEST_TITLE and "。" not in line)


def is_named_for(text: str, title: str | None, year: int | None) -> bool:
    """Whether the first year that the document's first lines name is ``year``."""
    first = YEAR.search(title or text[:_HEAD])
    return first is not None and year_value(first["year"]) == year
