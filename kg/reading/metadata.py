"""Title, year, place, issuer and kind of a report, from its own words.

The title line and the line under it are read first (2021年巴中组织工作综述;
——2026年1月28日在云南省第十四届人民代表大会…), then the opening sentences (2025年,是巴中组织工作…的一年)
and the heading of the review (2023年工作回顾 of a government report: it is the report of 2024).
What the text does not say stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from kg.cleaning import plain

_HEAD = 6000  # characters in which a report introduces itself
_LINES = 14  # lines among which its title stands

_REPORT = "|".join(
    [
        "工作报告",
        "工作综述",
        "工作总结",
        "工作要点",
        "工作计划",
        "工作情况",
        "完成情况",
        "进展情况",
        "落实情况",
        "执行情况",
        "述职报告",
        "综述",
        "总结",
        "年鉴",
        "年报",
        "公报",
        "规划",
        "纲要",
        "要点",
        "意见",
        "方案",
    ]
)
_AND_PLAN = "(?:[及和暨与][^。；：，,]{2,30}(?:设想|思路|打算|计划|安排|要点))?"  # 工作总结及2024年工作计划
_TITLE = re.compile(
    rf"(?![（(]?[一二三四五六七八九十]{{1,3}}[）)、.．])"  # no chapter's heading
    rf"[^。；：，,]{{2,80}}(?:{_REPORT}){_AND_PLAN}(?:[（(][^（）()]{{1,16}}[）)])?$"
)
_SUBTITLE = re.compile(r"[—-]{1,3}\s*(?P<text>[^。；]{4,60})$")
_GOVERNMENT = re.compile(
    "政府工作报告|人民代表大会.{0,12}会议上|计划执行情况|国民经济和社会发展.{0,12}报告|(?:作|报告)政府工作"
)
PROGRESS = re.compile("(?:完成|进展|落实|执行|推进)情况$")  # …政府工作报告目标任务完成情况
_CREDIT = re.compile("记者|摄|来源|时间|编辑|责任|您的位置|当前位置")

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_YEAR = "(?P<year>(?:19|20)[0-9]{2}|[一二][九〇零][〇零一二三四五六七八九]{2})"
_YEAR_IN_TITLE = re.compile(rf"{_YEAR}(?:年度?)?(?![0-9.])")
_DELIVERED = re.compile(rf"{_YEAR}年[0-9一二三四五六七八九十]{{1,3}}月")
_REVIEWED = re.compile(
    rf"(?:^|[，、和及与\s]|报告){_YEAR}年(?:国内|政府|全[市省区县国])?的?(?:主要)?工作(?:的?(?:回顾|总结)|。|$)",
    re.MULTILINE,
)
_PLANNED = re.compile(rf"关于[^0-9]{{0,8}}{_YEAR}(?:、[0-9]{{4}})?年度?.{{0,8}}计划")
_OPENING = re.compile(rf"(?:^|[。；\s]){_YEAR}年[，,]?(?:是|全|我|在|面对|市|省|县|区|镇|以|围绕|按照)")

_UNIT = "特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|省|市|县|州|盟|旗|区"
_PLACE = rf"(?P<place>[\u4e00-\u9fff]{{2,16}}?(?:{_UNIT}))"
_CONGRESS = re.compile(rf"在{_PLACE}(?:第?[一二三四五六七八九十0-9]{{1,4}}届)?人民代表大会")
_OF_GOVERNMENT = re.compile(rf"{_PLACE}(?:人民)?政府工作报告")
_WORK = "|".join(
    [
        "组织",
        "宣传",
        "统战",
        "政法",
        "纪检",
        "人才",
        "党建",
        "机关",
        "干部",
        "基层",
        "老干部",
        "教育",
        "经济",
        "民政",
        "财政",
        "审计",
        "卫生健康",
        "农业农村",
        "乡村振兴",
    ]
)
_OF_WORK = re.compile(
    rf"年(?:度|，|,)?是?(?P<place>[\u4e00-\u9fff]{{2,7}}?(?:{_UNIT})?)委?(?:{_WORK}){{1,2}}(?:部|系统|局)?工作"
)
_OF_ALL_WORK = re.compile(  # 2025年青岚县工作总结
    rf"(?:^|年度?){_PLACE}(?:委|人民政府|政府|[\u4e00-\u9fff]{{1,6}}局)?工作(?:总结|综述|报告|要点|计划|情况)"
)
_THEN_YEAR = re.compile(rf"^{_PLACE}(?:委员会|委|人民政府|政府)?(?:组织部)?(?:关于)?{_YEAR}年")
_NATION = re.compile("国务院|全国人民代表大会|中华人民共和国(?:第|国务院)")
_NO_PLACE = re.compile(
    ".*(?:开发|高新|示范|保税|工业园)区$|全[省市县区州国]|我[省市县区州国]|各|本|一年|.*[的是在和与为了]"
)
# Peoples in the names of autonomous places: 恩施土家族苗族自治州, 伊犁哈萨克自治州.
_PEOPLES = re.compile(
    "(?:(?:土家|布依|仡佬|哈尼|傈僳|拉祜|纳西|景颇|独龙|仫佬|毛南|朝鲜|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔"
    "|鄂温克|鄂伦春|裕固|保安|东乡|撒拉|维吾尔|各|[壮回藏羌彝苗侗傣白瑶黎畲满土水佤怒])族|蒙古|哈萨克|柯尔克孜)+$"
)

_BYLINE = re.compile(r"[（(](?P<issuer>[\u4e00-\u9fff]{2,12})[）)]\s*$")
_BODY = re.compile("我代表(?P<body>[\u4e00-\u9fff]{0,12}?(?:人民政府|国务院|政府|委员会|法院|检察院))")


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of itself; ``notes`` tell what it left open."""

    title: str | None = None
    year: int | None = None
    place: str | None = None
    issuer: str | None = None
    kind: str = "review"
    notes: tuple[str, ...] = ()


def derive(text: str, title: str | None = None) -> Said:
    """What the text says of itself; a title known from elsewhere is read as if it stood there."""
    head = _head(text)
    lines = _first_lines(head)
    own, beside = _title(lines)
    heading = plain(title) if title else own or ""
    kind = _kind(heading, beside, head)
    year, note = _year(heading, beside, head, kind)
    place = _place(heading, beside, head)
    issuer = _issuer(text, head, kind, place)
    return Said(own, year, short_place(place) if place else None, issuer, kind, (note,) if note else ())


@lru_cache(maxsize=2)  # a title from elsewhere is tried on the same text
def _head(text: str) -> str:
    return plain(text[:_HEAD])


def is_title(name: str) -> bool:
    """Whether a file's name is the title of a report, with its year."""
    return bool(_TITLE.match(name) and _YEAR_IN_TITLE.search(name))


def short_place(name: str) -> str:
    """巴中市 → 巴中, 内蒙古自治区 → 内蒙古, 中华人民共和国 → 全国; what would leave one character stays."""
    name = plain(name).strip()
    if name in ("国务院", "中国", "中央", "中华人民共和国"):
        return "全国"
    for unit in _UNIT.split("|"):
        if name.endswith(unit) and len(name) - len(unit) >= 2:
            name = name.removesuffix(unit)
            break
    shorter = _PEOPLES.sub("", name)
    return shorter if len(shorter) >= 2 else name


def _first_lines(head: str) -> list[str]:
    """The lines before the first paragraph, and that one."""
    lines: list[str] = []
    for line in head.split("\n"):
        line = line.strip()
        if line:
            lines.append(line)
        if len(lines) == _LINES or len(line) > 90 or line.startswith("各位代表"):
            break
    return lines


def _title(lines: list[str]) -> tuple[str | None, str]:
    """The title, and the lines beside it, in which date and place of delivery stand."""
    short = "\n".join(line for line in lines if len(line) <= 60 and not re.search("[。；，]", line))
    for i, line in enumerate(lines):
        title = line.lstrip("#—- ").strip("《》")
        if not _TITLE.match(title) or _CREDIT.search(line):
            continue
        if line.startswith(("—", "-")) and i and _is_heading(lines[i - 1]):
            title = f"{lines[i - 1].lstrip('# ')}——{title}"
        elif (sub := _SUBTITLE.match("".join(lines[i + 1 : i + 2]))) and not _DELIVERED.match(sub["text"]):
            title = f"{title}——{sub['text']}"
        return title, short
    if lines and lines[0].startswith("# "):
        return lines[0].lstrip("# "), short
    return None, short


def _is_heading(line: str) -> bool:
    return len(line) <= 40 and not re.search("[。；：！？，,]", line) and not _CREDIT.search(line)


def _kind(title: str, beside: str, head: str) -> str:
    if PROGRESS.search(title):
        return "review"
    if _GOVERNMENT.search(title) or _GOVERNMENT.search(beside):
        return "government"
    if re.search("综述|总结|要点|规划|年鉴", title):
        return "review"
    return "government" if "各位代表" in head[:1500] or _REVIEWED.search(head) else "review"


def _year(title: str, beside: str, head: str, kind: str) -> tuple[int | None, str | None]:
    """The report's year, and what is uncertain about it."""
    if match := _YEAR_IN_TITLE.search(title):
        return _number(match), None
    if match := _DELIVERED.search(beside):
        return _number(match), None if kind == "government" else "year taken from a date near the title"
    if kind == "government":
        if match := _PLANNED.search(head[:600]):
            return _number(match), "year taken as that of the plan reported on"
        if reviewed := [_number(m) for m in _REVIEWED.finditer(head)]:
            return max(reviewed) + 1, "year taken as the one after the year reviewed"
    opened = [_number(m) for m in _OPENING.finditer(head if kind == "review" else head[:700])]
    if not opened:
        return None, "the text does not say its year (set it with --year or in documents.yaml)"
    if kind == "government":
        return opened[0] + 1, "year taken as the one after the first year reported on"
    year = max(set(opened), key=lambda y: (opened.count(y), -opened.index(y)))
    return year, None if len(set(opened)) == 1 else "the opening names several years"


def _number(match: re.Match[str]) -> int:
    return int("".join(_DIGITS.get(c, c) for c in match.group("year")))


def _place(title: str, beside: str, head: str) -> str | None:
    """The place as the text names it (贵州省), the lowest where several stand together (四川省巴中市)."""
    for where, pattern, sign in (
        (title, _OF_GOVERNMENT, "政府工作报告"),
        (beside, _CONGRESS, "人民代表大会"),
        (title, _OF_WORK, "工作"),
        (title, _THEN_YEAR, "年"),
        (title, _OF_ALL_WORK, "工作"),
        (head, _CONGRESS, "人民代表大会"),
        (head, _OF_GOVERNMENT, "政府工作报告"),
        (head, _OF_WORK, "工作"),
    ):
        lines = (line for line in where.split("\n") if sign in line)  # no place goes over the end of a line
        for match in chain.from_iterable(map(pattern.finditer, lines)):
            place = re.sub(
                "^.*(?:年度?|省(?=.{2,}[市县区州盟])|自治区(?=.{2,}[市县区州盟]))", "", match["place"]
            )
            if len(place) >= 2 and not _NO_PLACE.match(place):
                return place
    said = (title, beside, head[:300])
    return "全国" if any(_NATION.search(where) for where in said) else None


def _issuer(text: str, head: str, kind: str, place: str | None) -> str | None:
    end = text[-200:]
    if ("）" in end or ")" in end) and (match := _BYLINE.search(plain(end).strip())):
        return match["issuer"]
    match = _BODY.search(head) if kind == "government" else None
    if match is None:
        return None
    body = match["body"]
    if not place or place == "全国" or short_place(place) in body:
        return body
    unit = next((u for u in _UNIT.split("|") if place.endswith(u) and body.startswith(u)), "")
    if not unit and place.endswith("自治区"):
        unit = "自治区" if body.startswith("自治区") else ""
    return place + body.removeprefix(unit)
