"""What stands to the left of a number, taken apart: its subject, and the words between subject and number.

国内生产总值〔比上年〕〔增长〕5.2% → subject 国内生产总值, basis 比上年, a change upwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.nlp.numbers import Quantity
from kg.nlp.words import INCREMENTS, Words

TRIM = " \t\u3000、，,；;：:。.·—-“”‘’'\"（）()"
CASES = frozenset("向为给对在从由于赴与将把按让")
RATIOS = ("%", "‰", "‱", "成", "折")
_BASIS = re.compile(
    r"[比较同与以](?<![可对相占之][比较同与以])(?![重例值率])(?:[上前去]一?年(?:年初)?(?:预算|计划|决算)?(?:同期|末|底)?|解放前(?:的?(?:最高|平均)水平)?|全[国省市县区](?:的)?平均水平|[^，。；比较]{0,12}?(?:年前|年|月|初期|期间|时期|期|上届|初|末|前|底|规划|计划|预算|水平|平均|全国|全省))"
    r"(?:同期|的?[^，。；]{0,6}(?:基[数础]上|相比|比较))?"
)
OF_GROWTH = re.compile(r"的?(?:年均)?(?:增长|速度|增速|增幅|涨幅)")
_YEAR_LEAD = re.compile(
    r"^(?:(?:到|至|从|在|自|和|及)?(?:(?:\d{4}|[一二三四五六七八九〇零○]{4})年?[到至—–-])?(?:\d{4}|[一二三四五六七八九〇零○]{4})\s*年(?:代|度|初|底|末|以来)?(?:[上下]半年|第?[一二三四]季度|\d{1,2}月(?:份|底|末)?)?(?:来|内|间|期间)?的?|"
    r"(?:在|前|近|过去|最近|这)?[一二两三四五六七八九十几多\d]{1,3}个?(?:年|月)(?:来|内|间|里|以来|中|期间|共)|[“\"]?十[一二三四五]五[”\"]?(?:期间|时期|末|规划)?|(?:(?:未来|今后)[十几四]|(?:未来|今后)?[两三五])年(?![度产均级制义])|[上下]半年|分[两三四五六七八九十\d]{1,2}[批期次轮]|[前第]?[一二三四]季度|\d{1,2}[—到至-]\d{1,2}月(?:份)?|\d{1,2}月(?:底|份|末)?前?)"
)
_YEAR_TAIL = re.compile(
    r"(?P<than>比|较)?(?:由|从|到|至|在)?(?:\d{4}年?[到至—–-])?(?:\d{4}|[一二][一二三四五六七八九〇零○]{3})\s*年(?:年?末|年?底|初)?(?:实际)?的?$|(?:(?P<than2>比|较)|(?:由|从))(?:[上去前今]年|年初|现有|原有|原来|原定|原先|[“\"]?(?:十|十?[一二三四五六七八九])五[”\"]?|第[一二三四五六七八九十]{1,2}个五年计划)(?:同期|时期|期间|预计|计划|[末底初])?的$|[一二三五十两]年前的$|(?:[这近头]|(?<!提)前)?(?:[一二三四五六七八九十两]{1,2}|(?<!\d)\d{1,2})年(?:来|间|内)?$|(?:由|从)?[上去前今]年[末底]$|(?:由|从)[上去前]年$|第[一二三四五六七八九十]{1,2}个五年$|(?:由|从|到)?(?:现在|目前|当前|年[初末底])的$|[到至][去今上]年(?:[初末底]|年[末底])?的$"
)
_YEAR_TAIL_ENDS = frozenset("年末底初际的来间内")
_ADJUSTED = re.compile(r"(?:扣除|考虑|剔除|按|不计)[^，。；]{0,12}?(?:因素|计算|口径)(?:后|的影响|影响)?")
_FOR_EACH = ("人均", "户均", "村均", "亩均")
_MORE_OR_LESS = frozenset("多少高低")
_COMPARED = re.compile(r"(?:(?:比|较)[^，。；]{1,12}?|[同环]比)(?<![提增减降缩偏])(?P<way>[多少高低])$")
UPON = re.compile(
    r"(?<=..)在[^，。；]{2,20}(?:基础上|情况下|条件下|背景下|影响下|调整后)(?:预计|再次|继续)*$"
)
CONDITION = re.compile(r"的?(?:情况|背景|条件|形势|影响|基础)[之以]?[下上]")
_STEP = re.compile(
    r"(?<=..)(?:连续|接连|先后|再次|成功)*(?:跨[过越上]|迈[过上]|[登站跃]上|越过|突破|连[跨上])[^，。；]{1,8}(?:大关|台阶|关口)$"
)
_EACH = re.compile(r"(?<=..)(?:由|从)每[人生户亩名床](?:每(?:年|月|天|学年))?$")
_ITEM = re.compile(r"(?:\d{1,2}[.．、]|[一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]+是)")
_OPENED = re.compile(r"[（(]([^（）()]{3,})$")
_INSIDE = re.compile(r"[（(][^（）()]*[\d%][^（）()]*[）)]")


@dataclass(slots=True)
class LeftSide:
    """``core`` is the subject; ``words`` what stood between it and the number, nearest first."""

    core: str
    words: list[str] = field(default_factory=list)
    direction: str | None = None
    change: bool = False
    reached: bool = False  # 提高到: a level or share, however it came about
    basis: str | None = None
    distributed: bool = False  # 分别: the members of the run belong to one subject each
    yearly: bool = False  # 年均增长: against the years between, not the year before
    origin: bool = False  # 由〔11%〕提高到…
    base: bool = False  # what something else is compared with: 比上年的〔5亿元〕


def take_apart(left: str, words: Words) -> LeftSide:
    """Strip verbs, adverbs and bases from the end of ``left``; what remains is the subject."""
    if "（" in left or "(" in left:
        left = _INSIDE.sub("", left)
        if opened := _OPENED.search(left):  # the number stands in brackets itself
            left = opened[1]
    rest = left.rstrip(TRIM)
    tail = LeftSide(rest)
    if rest[-1:] in CASES and (core := strip_lead(rest, words)) in CASES:
        tail.core = core
        return tail
    first = True
    if rest[-1:] in _MORE_OR_LESS and (m := _COMPARED.search(rest)):  # 比前年多〔三十八人〕
        tail.change, tail.direction = True, "up" if m["way"] in "多高" else "down"
        rest = rest[:-1]
    while rest:
        if rest[-1] in _YEAR_TAIL_ENDS and (m := _YEAR_TAIL.search(rest, max(0, len(rest) - 12))):
            tail.base = tail.base or (bool(m["than"] or m["than2"]) and m.group().endswith("的"))
            tail.origin = tail.origin or m.group()[0] in "由从"
            tail.reached = tail.reached or (not tail.words and m.group()[0] in "到至" and m[0][-1] == "的")
            tail.words.append(m.group())
            rest = rest[: m.start()].rstrip(TRIM)
            first = True
            continue
        if rest.endswith(_FOR_EACH):
            if words.last_word(rest[:-2]) is None:
                break
            rest = rest[:-2]  # 补助标准提高到〔人均〕320元
        word = words.last_word(rest)
        if word is None:
            break
        kind = words.tail[word]
        if kind == "action":
            break
        if kind in ("up", "down"):
            if not tail.reached or (word in words.growth and tail.words[-1][-1] not in "到至"):
                tail.change = True
            tail.direction = tail.direction or kind
        elif kind == "reached" and first:
            tail.reached = True
        elif kind == "basis":
            tail.basis = tail.basis or word
        if word in ("年均", "平均每年", "每年平均"):
            tail.yearly = True
        if word.startswith("分别"):
            tail.distributed = True
        if word in ("从", "由"):
            tail.origin = True
        tail.words.append(word)
        rest = rest[: len(rest) - len(word)].rstrip(TRIM)
        first = False
        basis = _BASIS.search(rest, max(0, len(rest) - 24)) if (tail.change and tail.basis is None) else None
        if basis and basis.end() == len(rest):
            tail.basis = basis.group()
            rest = rest[: basis.start()].rstrip(TRIM)
    if rest.endswith("的") and tail.words:
        rest = rest[:-1]
    if tail.words and rest.endswith(("分别", "分别是", "分别为")):
        tail.distributed, rest = True, rest[: rest.rindex("分别")]
    end = _BASIS.search(rest, max(0, len(rest) - 16))
    if end and end.end() == len(rest) and end.start() and tail.basis is None and not tail.base:
        tail.basis, rest = end.group(), rest[: end.start()].rstrip(TRIM)
    if tail.change and tail.basis is None:
        for m in _BASIS.finditer(rest):
            if m.end() - m.start() > 2:
                tail.basis = m.group()
                rest = rest[: m.start()] + rest[m.end() :]
                break
    if added := next((word for word in INCREMENTS if rest.endswith(word)), ""):
        before = rest[: -len(added)]
        if before.endswith("分别"):
            tail.distributed, before = True, before[:-2]
        if _BASIS.fullmatch(before):  # 比2007年净增〔65家〕
            tail.basis, before = before, ""
        rest = before + added
    if m := _ADJUSTED.match(rest):
        rest = rest[m.end() :]
    if "在" in rest:
        rest = UPON.sub("", rest)
    if rest.endswith(("关", "阶", "口")):
        rest = _STEP.sub("", rest)  # 跨过两个万亿元大关、超过〔6万亿元〕
    if "每" in rest:
        rest = _EACH.sub("", rest)
    tail.core = strip_lead(rest, words)
    return tail


def apart_from_conditions(left: str, right: str, before: str) -> str:
    """What stands left of a number, kept apart from 在…的情况下 in which the number stands (外贸在〔出口下降
    3成〕的情况下) or which stands before it (外贸在…的情况下〔增长12%〕); ``before`` is what the clause says
    before ``left``."""
    if CONDITION.match(right):
        return left.rpartition("在")[2]
    condition = CONDITION.match(left)
    return before.rpartition("在")[0] + left[condition.end() :] if condition else left


def keeps_apart(between: str) -> bool:
    """Whether the words between two numbers end an aside that holds the first: a bracket, 在…的情况下."""
    closed = between.count("）") + between.count(")")
    return closed > between.count("（") + between.count("(") or bool(CONDITION.match(between))


def strip_lead(core: str, words: Words) -> str:
    """Leave off leading adverbs, times and agents: 全年引进人才 → 引进人才."""
    while core:
        core = core.lstrip(TRIM)
        if m := _ITEM.match(core):
            core = core[m.end() :]
        if m := _YEAR_LEAD.match(core):
            core = core[m.end() :]
            continue
        word = words.first_lead(core)
        if word is None or len(word) == len(core) or core[len(word) :] == "的":
            break
        if len(word) == 1 and not core[1:2].strip("，、"):
            break
        core = core[len(word) :]
    return core if core.startswith("的确") else core.strip(TRIM).removeprefix("的")


def kind_of(q: Quantity, tail: LeftSide, right: str, words: Words) -> tuple[str, str | None]:
    """``level``, ``share`` or ``change``, and the direction of a change."""
    if q.form == "fan":
        return "change", "up"
    if q.unit in ("个百分点", "个基点", "个千分点"):
        return "change", tail.direction or words.growth_at_end(tail.core) or "up"
    ratio = q.unit in RATIOS or q.form in ("half", "fraction", "ratio")
    if tail.base:
        tail = LeftSide(tail.core, tail.words)
    if tail.change:
        return "change", tail.direction
    if ratio and q.form != "ratio":
        growth = words.growth_at_end(tail.core)
        if growth is None and tail.words and words.growth_at_end(tail.core + tail.words[-1]):
            growth = words.growth_at_end(tail.core + tail.words[-1])
        if growth:
            return "change", growth
        if OF_GROWTH.match(right):
            return "change", "up"
    if (
        ratio
        or q.unit == "倍"
        or (q.unit is None and tail.core.endswith(("之比", "比值", "比例", "系数", "收入比", "率")))
        or (q.unit and "/" in q.unit and q.unit[0] != "元" and tail.core.endswith("率"))
    ):
        return "share", None
    return "level", None
