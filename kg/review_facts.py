"""Questions about single facts: numbers left over, candidates almost taken, facts of rare rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.accounting import account
from kg.curation_entry import OBSERVATIONS, bare
from kg.model import Mention
from kg.review_question import Choice, Question
from kg.review_reading import Seen, is_curated
from kg.wording import counted

_SELDOM = 2  # facts in all documents that make a rule one that seldom speaks
_TYPED = ("wr:Programme", "wr:Institution")
_CLASSES = (
    ("p", "a Programme 项目"),
    ("o", "an Institution 机构"),
    ("l", "a Policy 政策"),
    ("g", "a Goal 目标定位"),
    ("m", "a Meeting 会议"),
)
_CLOSE = ("quote-without-signal",)  # turned down for want of a sign, not by one


def unmatched(seen: Sequence[Seen]) -> Iterator[Question]:
    """Numbers that are neither taken nor turned down."""
    for each in seen:
        for left in account(each.reading)["numbers"]["left"]:
            start, end = left["start"], left["start"] + len(left["text"])
            where = {"document": each.name, "quote": each.clause(start, end)}
            fact = {"class": "Outcome", "value": _digits(left["text"]), **where}
            fields = (
                ("accept", "What does it count (indicator)? 指标", ""),
                ("value", "Value, 万 and 亿 multiplied out 数值（万、亿乘出）", _digits(left["text"])),
                ("to.unit", "Unit 单位", ""),
            )
            yield Question(
                "number", f"Does {left['text']} report something? 这是一项数据吗？", (left["text"],),
                each.sentence(start, end), each.name, (each.file,),
                (
                    Choice("y", "yes, done 是，已完成", {"accept": "", **fact}, fields),
                    Choice("t", "yes, a target 是，目标", {"accept": "", **fact, "class": "Target"}, fields),
                    Choice("n", "no 不是", {"reject": left["text"], "class": "Number", **where}),
                ),
            )  # fmt: skip


def _digits(text: str) -> str:
    plain = text.replace(",", "")
    return plain if plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdigit() else ""


def refused(seen: Sequence[Seen]) -> Iterator[Question]:
    """Quoted phrases that only lack a sign, and names whose left boundary was not found."""
    asked: set[tuple[str, str]] = set()
    for each in seen:
        chars = each.reading.text.chars
        for r in each.reading.rejected:
            near = r.rule in _CLOSE or r.reason.startswith("generic")
            text = bare(chars[r.start : r.end])
            if not near or len(text) < 3 or (each.name, text) in asked:
                continue
            asked.add((each.name, text))
            entry = {"document": each.name, "quote": each.clause(r.start, r.end)}
            yield Question(
                "candidate", f"Is “{text}” the name of something? 这是名称吗？", (text,),
                each.sentence(r.start, r.end), each.name, (each.file,),
                (
                    *(
                        Choice(key, label, {"accept": text, "class": label.split()[1], **entry},
                               (("accept", "Name 名称", text),))
                        for key, label in _CLASSES
                    ),
                    Choice("n", "no 不是", {"reject": text, **entry}),
                ),
            )  # fmt: skip


def seldom(seen: Sequence[Seen]) -> Iterator[Question]:
    """Facts by rules that have found no more than two in all documents, the rarest rules first."""
    facts = [(each, mention) for each in seen for mention in each.reading.mentions]
    counts = Counter(mention.rule for _, mention in facts)
    rare = [fact for fact in facts if counts[fact[1].rule] <= _SELDOM and not is_curated(fact[1])]
    for each, mention in sorted(rare, key=lambda fact: counts[fact[1].rule]):
        yield _right(each, mention, counts[mention.rule])


def _right(each: Seen, mention: Mention, count: int) -> Question:
    figure = mention.type in OBSERVATIONS
    class_ = mention.type.removeprefix("wr:")
    value = str(mention.attributes.get("value") or "") if figure else ""
    unit = mention.attributes.get("unit") or ""
    where = {"class": class_, "document": each.name, "quote": each.clause(mention.start, mention.end)}
    if figure:
        where["value"] = value
    shown = f"“{mention.name}” {value}{unit}".strip()
    wrong, shown_as = ("status", "换状态") if figure else ("type", "换类型")
    meant = str(mention.attributes.get(wrong) or "")
    classes = [] if figure else [(key, label) for key, label in _CLASSES if label.split()[1] != class_]
    other = Choice(
        "s", f"another {wrong} {shown_as}", {"set": mention.name, "to": {wrong: meant}, **where},
        ((f"to.{wrong}", f"{wrong.capitalize()} {shown_as}", meant),),
    )  # fmt: skip
    found = counted(count, "fact")
    return Question(
        "seldom", f"{class_} {shown}, by the rule {mention.rule} ({found} in all): is that right? 对吗？",
        (mention.name,), each.sentence(mention.start, mention.end), each.name, (each.file,),
        (
            Choice("y", "yes 对", {"accept": mention.name, **where}),
            Choice("n", "no, nothing 不对，不算", {"reject": mention.name, **where}),
            Choice("r", "another name 换名称", {"rename": mention.name, "to": "", **where},
                   (("to", "Name 名称", mention.name),)),
            *([other] if figure or mention.type in _TYPED else []),
            *(
                Choice(key, label, {"set": mention.name, "to": {"class": label.split()[1]}, **where})
                for key, label in classes
            ),
        ),
    )  # fmt: skip
