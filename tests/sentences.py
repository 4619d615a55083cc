"""Sentences marked up with what they say, and the check that they are read so.

    @ 2023 工作综述 绵阳                     the report: its year, title and place, for all below
    # doubling                              a phenomenon
    产值〔翻了一番〕、达到〔40亿元〕。         a sentence; 〔〕 marks what is found, ⏎ breaks its line
      产值 | 1 番 | up                      indented, in order: its observations
      产值 | 40亿 元
    实施〔“春晖育才”行动〕，选派教师〔30名〕。
      选派教师 | 30 名 | programme:春晖育才行动
      programme 春晖育才行动 : 行动 = 春晖育才    names of a kind (type after ``:``, aliases after ``=``)
      春晖育才行动 targets 教师               and relations
    〔市委〕召开会议。
      institution 市委 -> 绵阳市委         and the full name that the report's place gives it
    这里的“大熔炉”不是名字。
      no programme, observation            what must not be found

A list that a sentence speaks of must be complete. An observation is indicator | value unit modifier |
what else is asked of it, in this order: ``up``, ``down`` or ``share`` (else a level), ``planned`` (else
achieved), the year, ``basis:``, ``group:``, ``programme:``. ``-`` stands for none; ``~`` before an
indicator or name allows what the scoring of ``kg evaluate`` allows.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain, repeat
from typing import Any

from kg.model import Mention, Reading, Source, Text
from kg.nlp import load, read_text
from kg.ontology import load_ontology

KINDS = {kind.lower(): f"wr:{kind}" for kind in ("Programme", "Institution", "Policy", "Meeting", "Goal")}
RELATION = re.compile(r"(.+) (targets|implementedBy|partOf|pursues|concerns) (.+)")
SCALES = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True)
class Case:
    """A sentence with its marks, what is known of its report, and what it says, line by line."""

    id: str
    sentence: str
    year: int
    title: str
    place: str
    lines: tuple[str, ...] = ()


def cases(table: str) -> list[Case]:
    """The sentences of a table in the notation above."""
    found: list[Case] = []
    year, title, place, heading, number = "2023", "工作综述", "绵阳", "", 0
    for line in filter(str.strip, table.splitlines()):
        if line.startswith("@ "):
            year, title, place = line[2:].split()
        elif line.startswith("# "):
            heading, number = line[2:].strip().replace(" ", "-"), 0
        elif line.startswith((" ", "⏎")):
            last = found.pop()
            more = (line.strip(),) if line.startswith(" ") else ()
            rest = "" if more else line.replace("⏎", "\n")
            found.append(replace(last, sentence=last.sentence + rest, lines=last.lines + more))
        else:
            number += 1
            found.append(Case(f"{heading}-{number}", line.replace("⏎", "\n"), int(year), title, place))
    return found


def check(case: Case) -> None:
    """The sentence says what its lines tell, at its marks; fails with both sides where it does not."""
    assert case.lines, f"says nothing of what it expects: {case.sentence}"
    text, marks = unmarked(case.sentence)
    reading = read_text(pipeline(), Text.unchanged(source_of(case, text)))
    came = told(reading, case.lines)
    wanted, read = ("\n  ".join(lines) for lines in (case.lines, came))
    assert came == case.lines, f"{case.sentence}\nwanted:\n  {wanted}\ncame:\n  {read}"
    spans = [(m.start, m.end) for m in spoken_of(reading, case.lines)]
    meet = [any(a < end and start < b for a, b in spans) for start, end in marks]
    assert all(meet), f"a mark holds nothing: {case.sentence}"
    outside = [text[a:b] for a, b in spans if not any(a < end and start < b for start, end in marks)]
    assert not (marks and outside), f"found outside the marks: {outside}"


def source_of(case: Case, text: str) -> Source:
    """The document that the sentence stands for; ``-`` for one whose title its first line holds."""
    kind = "government" if case.title == "政府工作报告" else "review"
    title = None if case.title == "-" else f"{case.year}年{case.place}{case.title}"
    return Source("s", text, title=title, year=case.year, place=case.place, kind=kind)


@lru_cache(maxsize=1)
def pipeline() -> Any:
    """The pipeline, loaded once."""
    return load()


def unmarked(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without 〔〕, and where each mark stood."""
    marks, at = [], 0
    for i, m in enumerate(re.finditer(r"〔([^〕]*)〕", sentence)):
        at = m.start() - 2 * i
        marks.append((at, at + len(m[1])))
    return re.sub("[〔〕]", "", sentence), marks


def told(reading: Reading, lines: tuple[str, ...]) -> tuple[str, ...]:
    """What the reading says of the lists that ``lines`` speak of, in their order and notation."""
    out: list[str] = []
    observations = [line for line in lines if "|" in line]
    relations = [line for line in lines if RELATION.fullmatch(line)]
    denied = [line for line in lines if line.startswith("no ")]
    if observations or any("observation" in line for line in denied):
        found = [m for m in reading.mentions if m.type in ("wr:Outcome", "wr:Target")]
        out += list(map(_observation, found, chain(observations, repeat("||"))))
    for kind, class_ in KINDS.items():
        wanted = [line for line in lines if line.split()[0] == kind]
        if wanted or any(kind in line for line in denied):
            once = {m.name: m for m in reading.mentions if m.type == class_}.values()
            out += list(map(_entity, once, chain(wanted, repeat("")), repeat(reading.text.source.place)))
    if relations or any("relation" in line for line in denied):
        properties = [c for c in reading.claims if c.property != "wr:hasObservation"]
        claims = {f"{c.subject.name} {c.property[3:]} {c.object.name}" for c in properties}
        out += [line for line in relations if line in claims] + sorted(claims - set(relations))
    return (*out, *denied)


def spoken_of(reading: Reading, lines: tuple[str, ...]) -> list[Mention]:
    """The mentions of the lists that ``lines`` speak of."""
    classes = {class_ for kind, class_ in KINDS.items() if any(line.split()[0] == kind for line in lines)}
    if any("|" in line for line in lines):
        classes |= {"wr:Outcome", "wr:Target"}
    return [m for m in reading.mentions if m.type in classes]


def _observation(m: Mention, like: str) -> str:
    indicator, amount, *more = (part.strip() for part in like.split("|"))
    a = m.attributes
    name = indicator if indicator.startswith("~") and alike(indicator[1:], m.name) else m.name
    value, wanted = Decimal(str(a["value"])), amount.split(" ")[0]
    number = wanted if wanted and value == _value(wanted) else f"{value:f}"
    shown = [name, " ".join(filter(None, (number, str(a["unit"] or "-"), str(a["modifier"] or ""))))]
    asked = more[0].split(" ") if more else []
    extra = [str(a["direction"])] if a["kind"] == "change" else ["share"] if a["kind"] == "share" else []
    extra += ["planned"] if a["status"] == "planned" else []
    extra += [str(a["year"])] if any(word.isdigit() for word in asked) else []
    extra += [f"{key}:{a[key] or '-'}" for key in ("basis", "group", "programme") if f"{key}:" in like]
    return " | ".join([*shown, " ".join(extra)] if extra else shown)


def _entity(m: Mention, like: str, place: str | None) -> str:
    kind = m.type.removeprefix("wr:").lower()
    name, aliases = like.partition(" = ")[0].split(" : ")[0].partition(" ")[2], m.attributes["aliases"]
    own = aliases if isinstance(aliases, tuple) else ()
    close = name.startswith("~") and any(_bare(n) == _bare(name) for n in (m.name, *own))
    shown = f"{kind} {name if close else m.name}"
    if " -> " in name:
        shown += f" -> {load_ontology().full_name(m.name, place) or '-'}"
    if " : " in like:
        shown += f" : {m.attributes['type'] or '-'}"
    if " = " in like:
        wanted = like.partition(" = ")[2].split(", ")
        shown += " = " + ", ".join([w for w in wanted if w in own] or own)
    return shown


def _value(text: str) -> Decimal:
    """1.2万亿 → 1200000000000."""
    number = Decimal(text.rstrip("万亿"))
    for scale in text[len(text.rstrip("万亿")) :]:
        number *= SCALES[scale]
    return number


def alike(gold: str, found: str) -> bool:
    """Whether two indicators share half of their characters or one holds the other."""
    a, b = sorted((_bare(gold), _bare(found)), key=len)
    shared = sum((Counter(a) & Counter(b)).values())
    return 4 * shared >= len(a) + len(b) or (len(a) >= 3 and a in b)


def _bare(name: str) -> str:
    return re.sub(r"[\s“”\"'‘’《》()（）,，、。;；:：·+\-—~]", "", name)
