"""Questions about single facts: numbers left over, candidates almost taken, facts of rare rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

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
_PARTS = "，。；！？、\n"  # of a list of names each is asked about by itself
_SENTENCES = 3  # to show of a name that stands in many
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
        for r in each.reading.rejected:
            near = r.rule in _CLOSE or r.reason.startswith("generic")
            text = bare(each.reading.text.chars[r.start : r.end])
            if near and len(text) >= 3 and (each.name, text) not in asked:
                asked.add((each.name, text))
                yield is_it_a_name(each, r.start, r.end)


def is_it_a_name(each: Seen, start: int, end: int, told: str = "") -> Question:
    """About words that are no name yet; ``told`` says why."""
    text = bare(each.reading.text.chars[start:end])
    entry = {"document": each.name, "quote": each.clause(start, end, _PARTS)}
    names = (
        Choice(
            key, label, {"accept": text, "class": label.split()[1], **entry}, (("accept", "Name 名称", text),)
        )
        for key, label in _CLASSES
    )
    return Question(
        "candidate", f"Is “{text}” the name of something? 这是名称吗？{told}", (text,),
        each.sentence(start, end), each.name, (each.file,),
        (*names, Choice("n", "no 不是", {"reject": text, **entry})),
    )  # fmt: skip


def seldom(seen: Sequence[Seen]) -> Iterator[Question]:
    """Facts by rules that have found no more than two in all documents, the rarest rules first."""
    facts = [(each, mention) for each in seen for mention in each.reading.mentions]
    counts = Counter(mention.rule for _, mention in facts)
    rare = [fact for fact in facts if counts[fact[1].rule] <= _SELDOM and not is_curated(fact[1])]
    for each, mention in sorted(rare, key=lambda fact: counts[fact[1].rule]):
        count = counts[mention.rule]
        told = f"by the rule 规则 {mention.rule} ({counted(count, 'fact')} in all 共 {count} 项)"
        yield is_it_right("seldom", [(each, mention)], told, here=True)


def is_it_right(kind: str, found: Sequence[tuple[Seen, Mention]], told: str, here: bool = False) -> Question:
    """About something that is found, by one name and as one class; ``here``: only at its first place."""
    each, mention = found[0]
    figure = mention.type in OBSERVATIONS
    class_ = mention.type.removeprefix("wr:")
    where = {"class": class_}
    if here:
        where |= {"document": each.name, "quote": each.clause(mention.start, mention.end)}
    shown = f"{each.class_name(mention.type)} “{mention.name}”"
    choices = [
        Choice("y", "yes 对", {"accept": mention.name, **where}),
        Choice("n", "no, nothing 不对，不算", {"reject": mention.name, **where}),
        Choice("r", "another name 换名称", {"rename": mention.name, "to": "", **where},
               (("to", "Name 名称", mention.name),)),
    ]  # fmt: skip
    if figure:
        value, year = str(mention.attributes.get("value") or ""), mention.attributes.get("year")
        where["value"] = value
        shown += f" {value}{mention.attributes.get('unit') or ''}{f' ({year}年)' if year else ''}"
        choices = [replace(choice, entry={**choice.entry, "value": value}) for choice in choices]
        choices += [
            _set(mention, where, "e", "year", "换年份", str(year or "")),
            _set(mention, where, "v", "value", "换数值（万、亿乘出）", value),
            _set(mention, where, "s", "status", "换状态", str(mention.attributes.get("status") or "")),
        ]
    elif mention.type in _TYPED:
        choices.append(_set(mention, where, "s", "type", "换类型", str(mention.attributes.get("type") or "")))
    if not figure:
        if not here:
            merged = {"merge": [mention.name], "into": "", **where}
            kept = (("into", "The name to keep 保留的名称", ""),)
            choices.append(Choice("a", "a second name of something else 是别的名称的又名", merged, kept))
        choices += (
            Choice(key, label, {"set": mention.name, "to": {"class": label.split()[1]}, **where})
            for key, label in _CLASSES
            if label.split()[1] != class_
        )
    # the wording of an indicator may be taken from words that do not stand together: its number does
    words = (mention.name, *([each.reading.text.chars[mention.start : mention.end]] if figure else []))
    sentences: dict[str, str] = {}  # of a document the first
    for at, one in found:
        sentences.setdefault(at.name, at.sentence(one.start, one.end))
    return Question(
        kind, f"{shown}, {told}: is that right? 对吗？", words,
        "\n".join(dict.fromkeys(list(sentences.values())[:_SENTENCES])), "、".join(sentences),
        tuple(dict.fromkeys(at.file for at, _ in found)), tuple(choices),
    )  # fmt: skip


def _set(mention: Mention, where: dict[str, str], key: str, what: str, says: str, now: str) -> Choice:
    entry = {"set": mention.name, "to": {what: now}, **where}
    return Choice(key, f"another {what} {says}", entry, ((f"to.{what}", f"{what.capitalize()} {says}", now),))
