"""What a run of quantities counts, from the words around it and from the runs before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.nlp.left_side import CONDITION, TRIM, strip_lead
from kg.nlp.runs import COUNTED_STOP, Run
from kg.nlp.words import Words

_SOURCE = re.compile(
    r"^(?:从|在|由)[^，。；]{1,24}?(?=(?:引进|选拔|选派|聘请|招录|招聘|选聘|抽调|创建|建立|开展|举办|建成|实施|新建|提拔|选调)[了]?$)"
)
_PREPOSITION = re.compile(r"^(?:在|从|向|为|对|通过|围绕|聚焦|按照|以|由|组织|于|经)")
_PREDICATE = re.compile(
    r"(?:共|均|平均|人均)?(?:设立|建立|选派|配备|派驻|组建|成立|建成|开展|完成|实现|实施(?<!重点实施)(?!项目)|新建|安排|举办|拥有)|共|均(?!衡)|平均|人均"
)
_THRESHOLD = ("大关", "关口", "台阶", "新台阶", "门槛")
_ONE = frozenset("村县市区乡镇户人家校")  # nouns of one character that are counted: 25个〔村〕共有…
_HAVING = re.compile(r"^[一-龥]{1,6}?(?<!公)共(?:有|计)?(?=[一-龥]{2})")  # 25个村共有〔贫困户〕
_LONGEST_LEFT = 14  # characters before a number that may belong to the noun behind it
_LONGEST_LIST = 36  # … of a list that closes with 等
_NO_NOUN = re.compile(rf"并(?![网购轨联])|全部|同时|再(?=[建修投改扩])|{CONDITION.pattern}")
_FADES = re.compile(r"(?:稳步|持续|不断|明显|显著|大幅|进一步|快速|较快|平稳|全面|加快)")
_QUOTES = re.compile(r"[“”‘’\"《》\s]")
_YEAR = re.compile(r"(?<=[一-龥])(?:19|20)\d\d年度")
_OPEN = re.compile(r"(?P<open>[（(])(?P<inside>[^（）()]*)$")


def counted_noun(right: str, opens: bool) -> str:
    """The noun that follows its number: 186名〔年轻干部〕到…"""
    right = right.lstrip(' 　“”‘’"')
    if right[:1] in "，、；。：！？,;()（）" or not right or right.startswith(_THRESHOLD):
        return ""
    right = right.removeprefix("的")
    if _NO_NOUN.match(right):
        return ""
    stop = COUNTED_STOP.search(right)
    if stop and stop.start() >= (5 if opens else 2):
        right = right[: stop.start()]
    return right[:40].strip(TRIM).removesuffix("的")


def ends_in_verb(core: str, words: Words) -> bool:
    """Whether what stands before a number ends in a verb whose object follows it: 选派〔186名〕干部."""
    core = core.rstrip("了过着出")
    return any(core.endswith(v) for v in words.actions_by_end.get(core[-1:], ()))


def governing_verb(core: str, words: Words) -> str:
    """The verb (with what hangs on it) that governs a counted noun."""
    core = core.rstrip("了过着").strip(TRIM)
    core = _SOURCE.sub("", core)
    if not core or len(core) <= 6:
        return core
    at = len(core)
    while at > 0:
        verb = next((v for v in words.actions_by_end.get(core[at - 1], ()) if core[:at].endswith(v)), None)
        if verb is None:
            break
        at -= len(verb)
    verb = core[at:]
    head = core[:at]
    if not verb:
        whole = len(core) <= _LONGEST_LEFT or (core.endswith("等") and len(core) <= _LONGEST_LIST)
        return core if whole else _end(core.rpartition("、")[2])
    phrases = re.findall(r"(?:向|(?<![成作认称列评定转变改分])为|给|对)[^，。；]{1,16}$", head)
    return (phrases[-1].strip(TRIM) if phrases else "") + verb


def _end(phrase: str) -> str:
    """The end of a phrase that is too long, from behind a 的 where one stands in it."""
    end = phrase[-_LONGEST_LEFT:]
    return end if len(end) == len(phrase) else end.partition("的")[2] or end


def leading_verb(indicator: str, words: Words) -> str:
    """The leading verb of an indicator, for a member of a row that leaves it out."""
    m = words.action_pattern.match(indicator)
    if m is None or m.end() >= len(indicator):
        return ""
    more = words.action_pattern.match(indicator, m.end())  # 扩大种植〔茶叶〕
    return indicator[: more.end()] if more and more.end() < len(indicator) else m[0]


def ending_verb(text: str, words: Words) -> str:
    """The verb that ends ``text``, "" for none."""
    return next((v for v in words.actions_by_end.get(text[-1:], ()) if text.endswith(v) and v != text), "")


def contrasted(core: str, before: str, words: Words) -> str:
    """城镇人均居住面积8.7平方米，农村22平方米: the second names only what differs from ``before``."""
    if core not in words.contrast:
        return core
    other = next((w for w in words.contrast if before.startswith(w) and w != core), None)
    return core + before[len(other) :] if other else core


def from_verb(core: str, run: Run, words: Words) -> str:
    """Noun right before its number: start at the last verb that has an object here."""
    if run.continues and (having := _HAVING.match(core)):
        return core[having.end() :]
    best = 0
    phrase = _PREPOSITION.match(core)
    for m in words.action_pattern.finditer(core):
        if (not m.start() and not phrase) or (m.start() and _owned(m[0], core[m.end() :], words)):
            return core
        if m.start() and len(core) - m.end() >= 2 and core[m.start() - 1] not in "的所、和":
            head = core[: m.start()]
            if phrase or run.continues or len(head) >= 5 or head in words.leading:
                best = m.start()
                if not phrase:
                    break
    return core[best:]


def _owned(verb: str, noun: str, words: Words) -> bool:
    """Whether a noun says nothing without what stands before its verb: 规上工业实现〔增加值〕."""
    return noun in words.dependent or (verb == "实现" and noun in words.attribute)


def completed(core: str, before: str, level: bool, words: Words) -> str:
    """What a later member of a row leaves out, taken from the indicator ``before`` it; ``level`` says
    whether that one is an amount."""
    if core in words.actions and (own := ending_verb(before, words)):
        return before[: -len(own)] + core  # 高标准农田新建200万亩、〔改造〕110万亩
    if level:
        verb = leading_verb(before, words)
        if core in words.dependent and not words.measurable_end(before):
            return before.removeprefix(verb) + core  # 新增企业1357家、〔总数〕突破1万家
        if verb and not leading_verb(core, words) and not words.action_pattern.search(core):
            return verb + core
    if core.startswith(("平均", "人均", "户均")) and (owner := words.owner(before)):
        return owner + core
    return core


def one_of_two(core: str, said: Sequence[str]) -> str:
    """出口8亿元，进口5亿元，〔前者〕增长9%: which of the last two indicators is meant, "" for none."""
    two = list(dict.fromkeys(said))[-2:]
    return dict(zip(("前者", "后者"), two, strict=True)).get(core, "") if len(two) > 1 else ""


def before_predicate(noun: str, preposition: bool) -> str:
    """What is counted where a second quantity follows in the clause: 210个〔社区〕共设立网格1680个."""
    m = _PREDICATE.search(noun)
    if m is None or m.start() < (1 if noun[:1] in _ONE else 2):
        return noun
    return noun[: m.end() if preposition else m.start()]


def topic(sentence: str, words: Words) -> str:
    """What the sentence before speaks of: 〔人才总量〕稳步增长。到2015年达到32万人."""
    first = re.split(r"[，。；：！？]", sentence, maxsplit=1)[0]
    m = _FADES.search(first)
    return strip_lead(first[: m.start()], words) if m and m.start() >= 2 else ""


def cleaned(indicator: str) -> str:
    """Without quotation marks, nor a bracket that lost its end (总值（GDP), but with kinds (县（市、区）)."""
    indicator = _YEAR.sub("", _QUOTES.sub("", indicator)).strip(TRIM)
    if m := _OPEN.search(indicator):
        kinds = len(m["inside"]) == 1 or (len(m["inside"]) <= 6 and "、" in m["inside"])
        end = "）" if m["open"] == "（" else ")"
        return indicator + end if kinds else indicator[: m.start()]
    return indicator
