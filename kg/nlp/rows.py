"""Rows of names that share a head: A、B、C三大工程, “甲”“乙”等计划, 退岗干部、受处分干部管理办法 (pure)."""

from __future__ import annotations

import re
from itertools import pairwise

_QUOTED = re.compile(r"“([^“”]+)”")
_NUMERAL = {c: i for i, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_TOPICS = re.compile(r"等(?:领域|行业|方面|重点)")
_CLOSED = re.compile(r"[和及][^、]*$")
_POLICY_HEAD = re.compile(r"(?:办法|细则|方案|意见|条例|规划|纲要|目录|清单)$")
_INNER_HEAD = re.compile(r"(?:办法|细则|方案|意见|条例|规划)[、和]")
_VAGUE = re.compile(
    r"(?:一套|一些|许多|各种|各|单行|暂行|具体|相应|必要|统一|规章|的)*(?:政策|制度|标准|办法|细则|方案|意见|条例|规划|纲要|目录|清单)?"
)
_ETC = re.compile(r"等(?=办法$|规定$|制度$)")
_BODY = "(?:委员会|办公室|领导小组|指挥部|局|公司)"
_PLAN = "(?:方案|纲要|规划|办法|条例|意见|细则)"
_TWO = re.compile(rf"次和|中和|{_BODY}和[^和]*{_BODY}$|{_PLAN}和[^和]{{3,}}{_PLAN}$")
_SOME = ("一系列", "一批", "若干", "有关", "相关", "各项")
_VERB_REACH = 12  # characters into the first member where its governing verb may end

Item = tuple[int, int, str]


def members(row: str, counted: str, verbs: re.Pattern[str] | None) -> list[Item]:
    """The members of ``row`` as (start, end, text). ``counted`` is the numeral that closes the row (两, 三;
    "" for none): [] where there are fewer members, the last ones where there are more. What ``verbs``
    matches at the head of the first member is left off."""
    spans = _spans(row)
    if count := _NUMERAL.get(counted):
        if count == 2 and len(spans) < 2 and "和" in row:
            spans = _halves(row)
        if len(spans) < count:
            return []
        spans = spans[-count:]
    if verbs is not None and spans:
        start, end = spans[0]
        spans[0] = (_after_verb(row, start, end, verbs), end)
    return [(a, b, row[a:b]) for a, b in spans]


def policies(row: str, items: list[Item], people: tuple[str, ...]) -> list[Item]:
    """The policies of a row: one name where its list is a topic (文体旅、现代中药等领域…方案), else each
    with the tail that it shares with the last (``people`` are the heads after which a tail begins). What has
    no head (制定〔财务〕、工资等办法) or nothing else (许多单行条例) names no policy."""
    topic = _TOPICS.search(row) or (len(items) > 1 and _CLOSED.search(row) and not _INNER_HEAD.search(row))
    if topic and "“" not in row:
        return [(0, len(row), row)]
    last = items[-1][2] if items else ""
    cuts = [last.rfind(p) + len(p) for p in people if 0 <= last.rfind(p) < len(last) - len(p)]
    if "“" in row:
        return items
    if not cuts:
        return [each for each in items if _names_policy(each[2])]
    whole = [(a, b, item if _POLICY_HEAD.search(item) else item + last[cuts[0] :]) for a, b, item in items]
    return [(a, b, _ETC.sub("", item)) for a, b, item in whole]


def _names_policy(item: str) -> bool:
    if item.startswith(_SOME):
        return False
    return bool(_POLICY_HEAD.search(item)) and not _VAGUE.fullmatch(item.rpartition("等")[2])


def quoted_part(item: str) -> str:
    """What stands in quotation marks in a member, "" for nothing."""
    m = _QUOTED.search(item)
    return m.group(1) if m else ""


def _spans(row: str) -> list[tuple[int, int]]:
    """Quoted members, or what stands between 、 outside quotes."""
    quoted = list(_QUOTED.finditer(row))
    touching = all(row[a.end() : b.start()] in ("", "、", "和") for a, b in pairwise(quoted))
    if quoted and touching and not quoted[0].start() and quoted[-1].end() >= len(row) - 1:
        return [m.span(1) for m in quoted]
    spans, at, depth = [], 0, 0
    for i, c in enumerate(row + "、"):
        depth += (c == "“") - (c == "”")
        if depth <= 0 and (c == "、" or row[i : i + 2] == "和“"):
            if i > at:
                spans.append((at, i))
            at = i + 1
    if len(spans) == 1 and _TWO.search(row):
        return _halves(row)
    return spans


def _halves(row: str) -> list[tuple[int, int]]:
    cut = row.index("和")
    return [(0, cut), (cut + 1, len(row))]


def _after_verb(row: str, start: int, end: int, verbs: re.Pattern[str]) -> int:
    found = [v.end() for v in verbs.finditer(row, start, end) if v.start() - start <= _VERB_REACH]
    return max((at for at in found if end - at >= 2), default=start)
