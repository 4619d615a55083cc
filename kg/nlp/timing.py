"""When a sentence is about, and whether it reports or announces (pure).

A report runs from review to plan: once a heading or a sentence opens the plan, what follows is
planned until a sentence looks back; a sentence's own words go before what surrounds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.nlp.layout import Layout

_DIGIT = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
YEAR = re.compile(r"(?<!\d)(?P<than>[比较与同以])?(?P<year>[12]\d{3}|[一二][一二三四五六七八九〇零○]{3})\s*年(?!代|(?:前|以前)[^，]{0,4}建)")

_PLAN_OPENS = re.compile(
    r"预期目标(?:是|为|：|:|$)|^.{0,12}预期目标|总体要求(?:是|：|:)|基本思路|指导思想是|奋斗目标|发展目标|主要目标(?!任务(?:圆满|全面|顺利)?(?:的)?完成)|工作(?:的)?(?:总体)?(?:安排|部署|建议|思路|打算|任务)(?!.{0,6}(?:完成|落实))|"
    r"(?:今年|明年|新的一年|下一步|下一阶段|今后[五一三几]年|未来[五三几十]年|今后一个时期)(?:的)?(?:政府)?(?:工作|我们|要|重点|主要|经济|全省|全市|全县|发展)|重点(?:抓好|做好)(?:以下|如下)|做好(?:今年|以下|如下)"
)
_NEXT_STEP = re.compile(r"(?:下一步|下一阶段|明年|新的一年|今后[五一三几]年|下步)(?:的)?(?:工作|我们|要|重点|主要|打算|，|,|将)|工作(?:打算|计划|安排|思路)$|(?:总体|发展|主要|预期|工作)目标(?:是|为|：|:)?$")
_REVIEW_OPENS = re.compile(
    r"工作回顾|回顾(?:过去|去年|一年|五年|[12]\d{3}|这|三年)|^(?:过去|去年|一年来|五年来|[一三五两四]年来|这一年|这五年|上年)|(?:过去(?:的)?[一五]年|[12]\d{3}年(?:主要)?)(?:的)?工作(?:回顾|情况|总结)|(?:主要)?(?:成绩|成就|成效)|发展情况|执行情况|基本情况|发展现状|发展基础"
)
_WILL = re.compile(
    r"力争|争取|确保|预期|拟(?=[新建在投])|将(?=[^军领会士来才近])|打算|努力实现|奋力实现|目标(?:是|为|：|:)|应当|必须|应达到|任务是|(?<![的被和])计划(?!生育)(?=[新投安完建在到生增年培实])|规划到|保证(?=[每到])|"
    r"(?<![重主需首次纪概摘险纲扼只还简])要(?![求素件闻点害么领塞地务目道是])|努力做到|努力使|保证每|(?:全面|基本)建成(?=.{0,8}年)|不少于|不低于"
)
_STRONG_WILL = re.compile(r"力争|争取在|争取到|预期|拟(?=[新建在投])|打算|努力实现|目标(?:是|为|：|:)|规划到|计划到|(?:将|要)[^，。；]{0,8}(?:达到|建成|提高到|增加到)")
_DID = re.compile(
    r"(?<![比较])(?:去年|上年(?!同期|末|底)|过去[一五三两]年|[一三五]年来)|已(?!建成后)|圆满|荣获|获评|获批|取得了|实现了|达到了|完成了|增长了|提高了|下降了|减少了|建成了|创历史|历史新高"
)
_THIS_YEAR = re.compile(r"(?<![比较在])今年(?!以来|上半年|[一前\d]|春|初|\d月)|(?<![比较])(?:明年|下一年|新的一年|年内要)")
_ADJACENT = 8  # characters: 由一九八二年的〔三十一万人〕
_NEXT_YEAR = re.compile(r"(?<![比较])(?:明年|下一年|新的一年)")
_LAST_YEAR = re.compile(r"(?<![比较与同])(?:去年|上年(?![同末底]))")
_CENTURY = re.compile(r"(?:到|在|至)?(?:本|下个?|二十)世纪末|本世纪中叶")


def year_value(digits: str) -> int:
    """``1955`` and ``一九五五`` as a number."""
    return int("".join(_DIGIT.get(c, c) for c in digits))


def states(text: str, layout: Layout, year: int | None, government: bool, plan: bool = False) -> Iterator[str]:
    """What surrounds each sentence, in order: ``achieved`` in a review, ``planned`` in a plan."""
    state = "planned" if plan else "achieved"
    last_line = -1
    opening = _PLAN_OPENS if government else _NEXT_STEP
    for sentence in layout.sentences:
        part = text[sentence.start:sentence.end]
        opens_line = sentence.line != last_line
        last_line = sentence.line
        if sentence.heading or opens_line:
            if _REVIEW_OPENS.search(part[:40]) and not opening.search(part[:40]):
                state = "achieved"
            elif sentence.heading and (head := _heading_year(part)) and year:
                past = head < year if government else head <= year
                state = "achieved" if past else "planned"
        if opening.search(part) and not _DID.search(part[:14]):
            state = "planned"
        yield state


def _heading_year(part: str) -> int | None:
    m = YEAR.search(part)
    return year_value(m["year"]) if m and re.search(r"工作|安排|任务|目标|计划|回顾|发展", part) else None


@dataclass(frozen=True, slots=True)
class Clock:
    """A report's place in time: its year, and whether it reviews the year before (government style)."""

    year: int | None
    government: bool

    @property
    def reviewed(self) -> int | None:
        """The last year that the report can look back on."""
        return None if self.year is None else self.year - 1 if self.government else self.year

    def fact(self, text: str, sentence_start: int, at: int, state: str, base: bool) -> tuple[str, int | None]:
        """Status and year of the quantity at ``at``: the nearest word of time before it in its sentence
        decides, then verbs of will or achievement, then what surrounds the sentence. ``base`` marks a
        value that another is compared with."""
        before = text[sentence_start:at]
        clause = max(before.rfind(c) for c in "，,；;。") + 1
        marker, said, adjacent = self._marker(before, base)
        will = self._last(_WILL if self.government or state == "planned" else _STRONG_WILL, before)
        did = self._last(_DID, before)
        if base:
            return "achieved", said if said is not None else self._default("achieved", before)
        if marker == "past":
            status = "planned" if will > clause and will > did and not adjacent else "achieved"
        elif marker == "future":
            status = "planned"
        elif will >= 0 and will >= did:
            status = "planned"
        elif did >= 0:
            status = "achieved"
        else:
            status = state
        return status, said if said is not None else self._default(status, before)

    @staticmethod
    def _last(pattern: re.Pattern[str], part: str) -> int:
        return max((m.start() for m in pattern.finditer(part)), default=-1)

    def _default(self, status: str, before: str) -> int | None:
        if self.year is None or self.reviewed is None:
            return None
        return self.reviewed if status == "achieved" else self.reviewed + 1

    def _marker(self, before: str, base: bool) -> tuple[str | None, int | None, bool]:
        found: list[tuple[int, str, int | None]] = []
        for m in YEAR.finditer(before):
            if m["than"] and not base:
                continue
            value = year_value(m["year"])
            late = self.reviewed is not None and value > self.reviewed
            found.append((m.start(), "future" if late else "past", value))
        if self.year is not None and self.reviewed is not None:
            if self.government:
                found += [(m.start(), "future", None) for m in _THIS_YEAR.finditer(before)]
            else:
                found += [(m.start(), "future", self.year + 1) for m in _NEXT_YEAR.finditer(before)]
            found += [(m.start(), "past", self.reviewed if self.government else self.year - 1)
                      for m in _LAST_YEAR.finditer(before)]
        found += [(m.start(), "future", None) for m in _CENTURY.finditer(before)]
        if not found:
            return None, None, False
        place, kind, value = max(found, key=lambda item: item[0])
        return kind, value, len(before) - place <= _ADJACENT


def is_government(text: str, kind: str, place: str | None = None) -> bool:
    """Whether the report reviews the year before its own: it says so, or speaks like one."""
    return kind == "government" or place == "全国" or bool(re.search(r"各位代表|政府工作报告|预期目标(?:是|为|：|:)|我代表国务院|(?<![比较])去年|国内生产总值|国民经济", text))


def is_plan(text: str, title: str | None) -> bool:
    """Whether the document is a plan all through (规划, 要点, 方案)."""
    head = title or text[:60]
    return bool(re.search(r"(?:规划|要点|工作计划|行动计划|实施方案|行动方案|实施意见)(?:[（(].*?[)）])?\s*(?:\n|$)", head))
