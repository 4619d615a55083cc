"""When a sentence is about, and whether it reports or announces (pure).

A report runs from review to plan: once a heading or a sentence opens the plan, what follows is
planned until a sentence looks back; a sentence's own words go before what surrounds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.nlp.horizon import last_year, opens_plan_ahead
from kg.nlp.layout import Layout, begins_in
from kg.nlp.tone import Tone

_DIGIT = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
# Where all alternatives of a pattern begin with a character, re skips to the places that have one of
# them, ten times faster than trying every place. What must not stand before a word is therefore asked
# after it: 去年(?<!比去年).
YEAR = re.compile(
    r"(?P<year>[12一二](?<!\d[12一二])(?:(?<=[12])\d{3}|(?<=[一二])[一二三四五六七八九〇零○]{3}))"
    r"\s*年(?!代|以来的?[最首第同历]|(?:前|以前)[^，]{0,4}建)"
)
_PLAN_OPENS = re.compile(
    r"预期目标(?:是|为|：|:|$)|^(?!.*(?:超过|达到|实现|完成|好于|高于))[^，]{0,12}预期目标|总体要求(?:是|：|:)|(?:基本思路|指导思想|奋斗目标|发展目标|主要目标|总体目标)(?:是|为|：|:)|"
    r"是这样(?:分配|安排|规定)的|(?:今年|明年|新的一年|下一步|下一阶段|今后[五一三几]年|未来[五三几十]年|今后一个时期)(?:的)?(?:政府)?"
    r"(?:工作|我们(?:要|将)|要|重点|主要|经济社会发展|发展|计划(?:要求|安排))|重点(?:抓好|做好)(?:以下|如下)|做好(?:今年|以下|如下)"
)
# each match of _PLAN_OPENS and of _NEXT_STEP holds one of these, and few sentences do
_MAY_OPEN = re.compile(
    r"这样|目标|要求|思路|思想|今年|明年|一年|下一|下步|今后|未来|重点|做好|打算|计划|安排|设想"
)
_PLAN_HEADING = re.compile(
    r"(?:总体要求|基本思路|目标|任务|工作(?:的)?(?:总体)?(?:安排|部署|建议|思路|打算|重点))"
)
EXCERPT = 4000  # characters; a longer text is a whole report, with headings and an opening of its own
_CERTAIN, _LEANING = -100.0, -0.6  # towards a review: a paragraph that says so, one that follows it
_NEXT_STEP = re.compile(
    r"(?:下一步|下一阶段|明年|新的一年|今后[五一三几]年|下步)(?:的)?(?:工作|我们|要|重点|主要|打算|，|,|将)|工作(?:打算|计划|安排|思路|设想)$|(?:总体|发展|主要|预期|工作)目标(?:是|为|：|:)?$"
)
_REVIEW_HEADING = re.compile(
    r"回顾|工作总结|工作情况|发展情况|执行情况|基本情况|发展现状|^(?:[一二三]、|第[一二三]章\s*)?(?:发展|工作)基础|取得的?(?:主要)?(?:成绩|成就)|发展成就"
)
_REVIEW_OPENS = re.compile(
    r"(?:过去(?:的)?[一五三两]?年|去年(?!以来)|一年来|[一三五两四]年来|回顾(?:过去|去年|一年|五年|[12]\d{3}|这|三年)|这一年|这五年|上年)"
)
_NUMBERED = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|第[一二三四五六七八九十]+部分)")
_CHAPTER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+[章部])")
_DONE_HEADING = re.compile(r"形势|成就|完成|圆满|取得|成效|提升|增强|进展|回顾|超过|高于|好于")
# a speaker says what he is going to speak of, or what had been foreseen
_SPEAKER = re.compile(r"向大会报告|(?:工作|如下|以下)(?:提出)?建议|请(?:予|大会)?审议|估计今年")
_LOOKS_BACK = re.compile(r"(?:过去(?:的)?(?:一年|五年|几年)|[一三五]年来|去年)(?=[，,])")
_MONTH_ENDS = "|".join(f"{month}(?<![一-龥]{month})月底前" for month in range(1, 13))
_WILL = re.compile(
    r"力争|未来(?=[三五十几]年)|今后(?=[三五十几]年)|争取(?![^，。；]{0,8}(?:资金|项目|支持|到位|指标|债券|政策))|确保|预期(?<![超于合出到过现稳好会场善导]预期)(?!寿命)|拟(?=[新建在投安发])|将(?<![，,。；;、：\s括并能可及中]将)(?=[^军领会士来才近])(?![^，。；]{1,25}(?:作为|列为|纳入))|即将|打算|努力实现|奋力实现|目标(?:是|为|：|:)|应当|必须|应该(?=[有达增])|应达到|任务是|"
    rf"要求(?=[增达提完实分]|比)|指标为|{_MONTH_ENDS}|年底前|计划(?<![的被和等原度个项]计划)(?!生育)(?=[新投安完建在到生增年培实平达])|规划到|保证(?=[每到])|"
    r"要(?<![重主需首次纪概摘险纲扼只还简]要)(?![求素件闻点害么领塞地务目道是])|努力做到|努力使|保证每|全面建成(?=.{0,8}年)|基本建成(?=.{0,8}年)|不少于|不低于"
)
STRONG_WILL = re.compile(
    r"力争|未来(?=[三五十几]年)|今后(?=[三五十几]年)|争取在|争取到(?=[12]\d{3}年|[一二][九〇零○]|本世纪|年底)|预期(?<![超于合出到过现稳好会场善导]预期)(?!寿命)|拟(?=[新建在投安发])|打算|努力实现|目标(?:是|为|：|:)|规划到|计划到|将[^，。；]{0,8}(?:达到|建成|提高到|增加到)|要[^，。；]{0,8}(?:达到|建成|提高到|增加到)"
)
_DID = re.compile(
    r"去年(?<![比较由从]去年)|上年(?<![比较由从]上年)(?![同末底的度])|过去[一五三两]年(?<![比较由从]过去.年)|年来(?<=[一二两三四五六七八九十几多]年来)(?<![比较由从].年来)|已(?!建成后)|截至目前|目前(?=，|,|全|已|共)|现在(?=，|,|全国|已|共)|我国现?有|成绩显著|成效显著|圆满|荣获|获评|获批|取得了|实现了|达到了|完成了|增长了|提高了|下降了|减少了|建成了|创历史|历史新高"
)
THIS_YEAR = re.compile(
    r"今年(?<![比较在]今年)(?!以来|上半年|[一前第\d]|春|初|\d月|[一二三四五六七八九十]{1,2}月[^，。]{0,3}统计)|明年(?<![比较]明年)|下一年(?<![比较]下一年)|新的一年(?<![比较]新的一年)|年内要(?<![比较]年内要)"
)
# right before a number, right behind it
_JUST_DONE = re.compile(r"(?:(?<!为)了|[高多]达|竟占|(?<!将)[仅只]占)(?:近|约|超|超过)?$")
_ALREADY = re.compile(r"[^，,。；]{0,4}已(?!建成后)")
_OF_LAST_YEAR = re.compile(r"[上去]年(?:同期|末|底)?的?$")
_THAN = "比较与同以"
_OPENING = frozenset(_THAN + "从由自")
# of the report's own year: what is over when it is given
_SO_FAR = re.compile(
    r"今年(?<![比较在]今年)(?:以来|上半年|前[一二三四五六七八九十\d]|第?[一二三]季度|(?:[\d一二三四五六七八九十]{1,2}月?[至到—-])?[\d一二三四五六七八九十]{1,2}月(?![\d一二三四五六七八九十]{1,3}日起|起))"
)
_GONE = re.compile(r"上半年|前[一二三四五六七八九十\d]|[一第]季度|[1一]{1,2}[—至到-]")
_UPON = re.compile(r"的?(?:[\d.]+|[一二三四五六七八九十两]+)倍|[^，,。；;]{0,24}基础上")
_NUMERALS = re.compile(r"\d|[一二三四五六七八九十百千]{2}")
_QUOTED = re.compile("“[^“”\n]*”")  # what is quoted wills and does nothing: “五个必须坚持”
_WINDOW = 400  # characters of its sentence before a quantity that may date it
_ADJACENT = 8  # characters: 由一九八二年的〔三十一万人〕
NEXT_YEAR = re.compile(r"明年(?<![比较]明年)|下一年(?<![比较]下一年)")
LAST_YEAR = re.compile(r"去年(?<![比较与同由从]去年)|上年(?<![比较与同由从]上年)(?![同末底的度水])")
REVIEWS = re.compile(r"总结|综述|概述|概况|公报|年鉴|情况(?:的)?(?:报告|汇报)|述职")
_PLAN_END = re.compile(r"[“\"]?十(?P<plan>[一二三四五六七八九])?五[”\"]?(?:规划)?(?:期|时期)?末")
_CENTURY = re.compile(r"(?:到|在|至)?(?:本|下个?|二十)世纪末|本世纪中叶")


def year_value(digits: str) -> int:
    """``1955`` and ``一九五五`` as a number."""
    return int("".join(_DIGIT.get(c, c) for c in digits))


def states(
    text: str,
    layout: Layout,
    year: int | None,
    government: bool,
    plan: bool = False,
    review: bool = False,
    tone: Tone | None = None,
) -> Iterator[str]:
    """What surrounds each sentence, in order: ``achieved`` in a review, ``planned`` in a plan."""
    state, known = ("planned" if plan else "achieved"), plan or len(text) > EXCERPT or review
    last_line, looks_back, reviewed = -1, False, -1
    opening = _PLAN_OPENS if government else _NEXT_STEP
    sounds, all_lines = "achieved", tone.of_lines(text) if tone and not known else 0.0
    for sentence, may_open in zip(layout.sentences, begins_in(_MAY_OPEN, text, layout), strict=True):
        part = text[sentence.start : sentence.end]
        opens_line = sentence.line != last_line
        last_line = sentence.line
        if sentence.heading:
            if REVIEWS.search(part) or _REVIEW_HEADING.search(part):
                state, known = "achieved", True
            elif not plan and _NUMBERED.match(part) and (head := _heading_year(part)) and year:
                past = head < year if government else head <= year
                state, known = ("achieved" if past else "planned"), True
            elif (plan and _CHAPTER.match(part)) or (
                government and (known or _CHAPTER.match(part)) and _opens_plan(part)
            ):
                state, known = "planned", True
        elif opens_line and _REVIEW_OPENS.match(part) and not (known and state == "planned"):
            if known or not tone:
                state, known = "achieved", True
            else:  # the next paragraph of an excerpt may come from elsewhere
                reviewed = sentence.line
        opens = bool(may_open and opening.search(part)) and not _SPEAKER.search(part)
        if opens and not _DID.search(part[:14]) and not (sentence.heading and REVIEWS.search(part)):
            state, known = "planned", True
        if government and opens_line and year is not None and opens_plan_ahead(part, year):
            state, known = "planned", True
        if not known and tone and opens_line:
            leaning = 0.0 if reviewed < 0 else _LEANING if reviewed < sentence.line else _CERTAIN
            sounds = tone.of_line(text, sentence, leaning, all_lines)
        # a glance back ends with its paragraph, or where the plan is spoken of again
        looks_back = bool(_LOOKS_BACK.match(part)) or (
            looks_back and not opens_line and not THIS_YEAR.search(part) and not opens
        )
        yield "achieved" if looks_back else state if known or not tone else sounds


def _opens_plan(heading: str) -> bool:
    if heading.lstrip().startswith("——"):  # an item of what a chapter holds, be it review or plan
        return False
    return bool(_PLAN_HEADING.search(heading)) and not _DONE_HEADING.search(heading)


def _heading_year(part: str) -> int | None:
    m = YEAR.search(part)
    return (
        year_value(m["year"])
        if m
        and re.search(r"(?:工作|安排|任务|目标|计划|发展)(?!报告)", part)
        and not re.search(r"报告|会议", part)
        else None
    )


def _is_done(text: str, start: int, end: int) -> bool:
    """Whether the words on either side of a quantity say that it is done."""
    return bool(_JUST_DONE.search(text, max(0, start - 6), start) or _ALREADY.match(text, end))


def _last(pattern: re.Pattern[str], part: str) -> int:
    """Where the last match begins, -1 for none."""
    at = -1
    for m in pattern.finditer(part):
        at = m.start()
    return at


def _clause_in(before: str) -> int:
    """Where the last clause of a text begins."""
    return max(before.rfind(mark) for mark in "，,；;。") + 1


@dataclass(frozen=True, slots=True)
class Clock:
    """A report's place in time: its year, and whether it reviews the year before (government style)."""

    year: int | None
    government: bool
    late: bool = False  # written near the end of its year, so that it reviews that year itself

    @property
    def reviewed(self) -> int | None:
        """The last year that the report can look back on."""
        if self.year is None:
            return None
        return self.year - 1 if self.government and not self.late else self.year

    def fact(
        self,
        text: str,
        sentence_start: int,
        at: int,
        state: str,
        base: bool,
        horizon: int | None = None,
        until: int | None = None,
        known: str | None = None,
    ) -> tuple[str, int | None]:
        """Status and year of the quantity at ``at``: the nearest word of time before it in its sentence
        decides, then verbs of will or achievement, then what surrounds the sentence. ``base`` marks a
        value that another is compared with; ``horizon`` is the year that undated aims are for; ``until`` is
        where the quantity ends; ``known`` the status that somebody has given it."""
        before = text[max(sentence_start, at - _WINDOW) : at]
        marker, said, place = self._marker(before, base)
        own = _QUOTED.sub(lambda m: "_" * len(m[0]), before) if "“" in before else before
        will = _last(_WILL if self.government or state == "planned" else STRONG_WILL, own)
        did = _last(_DID, own)
        if base:
            if said is None and self.reviewed is not None and _OF_LAST_YEAR.search(before):
                said = self.reviewed - 1
            ahead = said is None or marker == "future"  # 到2020年从〔8万元〕提高到…
            return "achieved", self._default("achieved") if ahead else said
        if known is not None:
            status = known
        elif until is not None and _is_done(text, at, until) and will < _clause_in(before):
            status = "achieved"
        elif marker == "past":
            since = place if said == self.year else _clause_in(before)  # its own year may be half over
            ahead = will >= since and will > did and len(before) - place > _ADJACENT
            status = "planned" if ahead else "achieved"
        elif marker == "future":
            status = "achieved" if did > max(will, place) else "planned"
        elif will >= 0 and will >= did:
            status = "planned"
        elif did >= 0:
            status = "achieved"
        else:
            status = state
        if said is None and status == "planned" and marker is None:
            said = horizon
        return status, said if said is not None else self._default(status)

    def _default(self, status: str) -> int | None:
        return self.reviewed if status == "achieved" or self.reviewed is None else self.reviewed + 1

    def _marker(self, before: str, base: bool) -> tuple[str | None, int | None, int]:
        found: list[tuple[int, str, int | None]] = []
        if "年" in before:
            found += self._years(before, base)
            found += self._relative_years(before)
        for m in _PLAN_END.finditer(before) if "末" in before else ():
            if before[m.start() - 1 : m.start()] in ("由", "从") and _NUMERALS.search(before, m.end()):
                continue  # 由“十五”末的12亿元增加到〔19亿元〕
            end = last_year(m["plan"])
            past = self.reviewed is not None and end <= self.reviewed
            found.append((m.start(), "past" if past else "future", end))
        if "世纪" in before:
            found += [(m.start(), "future", None) for m in _CENTURY.finditer(before)]
        if not found:
            return None, None, -1
        place, when, said = max(found, key=lambda item: item[0])
        return when, said, place

    def _years(self, before: str, base: bool) -> Iterator[tuple[int, str, int | None]]:
        """The years in figures, with the place of the preposition that opens them."""
        for m in YEAR.finditer(before):
            start, value = m.start(), year_value(m["year"])
            opening = before[start - 1 : start]
            if opening in _OPENING and not before[: start - 1][-1:].isdecimal():
                start -= 1
                if opening in _THAN:
                    if not base and (self.reviewed is None or value <= self.reviewed):
                        continue
                    if not base:  # 比1980年预计增长〔8%〕, said in 1980
                        yield start, "future", None
                        continue
                elif _NUMERALS.search(before, m.end()):
                    continue  # 由1954年的74%上升到〔82%〕
            if before.endswith(("等于", "相当于", "超出", "超过", "高于", "低于"), 0, start) and not base:
                continue
            if _UPON.match(before, m.end()) or (opening == "是" and before[m.end() :] == "的"):
                continue  # 是2007年的〔1.7倍〕，在2007年的基础上增长〔13.5%〕
            late = self.reviewed is not None and value > self.reviewed
            late = late and not (value == self.year and _GONE.match(before, m.end()))
            yield start, "future" if late else "past", value

    def _relative_years(self, before: str) -> Iterator[tuple[int, str, int | None]]:
        """The years that are said from the report's own: 今年, 明年, 去年."""
        if self.year is None or self.reviewed is None:
            return
        own_plan = self.government and not self.late
        for m in (THIS_YEAR if own_plan else NEXT_YEAR).finditer(before):
            yield m.start(), "future", None if own_plan and not NEXT_YEAR.match(m[0]) else self.year + 1
        for m in LAST_YEAR.finditer(before):
            yield m.start(), "past", self.year - 1
        for m in _SO_FAR.finditer(before):
            yield m.start(), "past", self.year
