"""Questions about single facts: numbers left over, candidates almost taken, facts of rare rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.accounting import account
from kg.curation_entry import OBSERVATIONS, bare
from kg.curation_terms import institution_types
from kg.curation_values import CHOICES
from kg.model import Mention
from kg.review_question import Choice, Field, Question
from kg.review_reading import Seen, is_curated
from kg.wording import counted

Found = tuple[Seen, Mention]  # something that a document has

_SELDOM = 2  # facts in all documents that make a rule one that seldom speaks
_TYPED = ("wr:Programme", "wr:Institution")
_CLASSES = (
    ("p", "a Programme 项目"),
    ("o", "an Institution 机构"),
    ("l", "a Policy 政策"),
    ("g", "a Goal 目标定位"),
    ("m", "a Meeting 会议"),
)
_ASK = {
    "value": "Value, 万 and 亿 multiplied out 数值（万、亿乘出）",
    "unit": "Unit 单位",
    "status": "Status 状态",
    "year": "Year 年份",
    "type": "Type 类型",
}
_YEAR = ("e", "another year 换年份", "year")
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
                Field("accept", "What does it count (indicator)? 指标"),
                Field("value", _ASK["value"], _digits(left["text"])),
                Field("to.unit", _ASK["unit"]),
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
            key,
            label,
            {"accept": text, "class": label.split()[1], **entry},
            (Field("accept", "Name 名称", text),),
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


def is_it_right(kind: str, found: Sequence[Found], told: str, here: bool = False) -> Question:
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
               (Field("to", "Name 名称", mention.name),)),
    ]  # fmt: skip
    if figure:
        value, year = str(mention.attributes.get("value") or ""), mention.attributes.get("year")
        where["value"] = value
        shown += f" {value}{mention.attributes.get('unit') or ''}{f' ({year}年)' if year else ''}"
        choices = [replace(choice, entry={**choice.entry, "value": value}) for choice in choices]
        choices += [
            _set(each, mention, where, *_YEAR),
            _set(each, mention, where, "s", "another status, its year 换状态、年份", "status", "year"),
            _set(each, mention, where, "c", "correct it 更正: value 数值, unit 单位, status 状态, year 年份",
                 "value", "unit", "status", "year"),
        ]  # fmt: skip
    elif mention.type in _TYPED:
        choices.append(_set(each, mention, where, "s", "another type 换类型", "type"))
    if len(dated := by_year(found)) == 1:
        choices.append(_set(each, mention, {**dated[0][1], **where}, *_YEAR))
    if not figure:
        if not here:
            merged = {"merge": [mention.name], "into": "", **where}
            kept = (Field("into", "The name to keep 保留的名称"),)
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


def by_year(found: Sequence[Found]) -> list[tuple[Found, dict[str, str]]]:
    """Where a programme has a year of its own: each document that gives it one year, or else each passage;
    the first mention there, and what an entry says to mean those of that place alone."""
    documents: dict[str, list[Found]] = {}
    for each, mention in found:
        if mention.type == "wr:Programme":
            documents.setdefault(each.name, []).append((each, mention))
    places: dict[tuple[str, str], tuple[Found, dict[str, str]]] = {}
    for name, own in documents.items():
        several = len({mention.attributes.get("year") for _, mention in own}) > 1
        for each, mention in own:
            quote = _quote(each, mention) if several else ""
            where = {"document": name, **({"quote": quote} if quote else {})}
            places.setdefault((name, quote), ((each, mention), where))
    return list(places.values())


def _quote(each: Seen, mention: Mention) -> str:
    """Words around it that stand nowhere else, if they can be had."""
    clause = each.clause(mention.start, mention.end)
    unique = each.reading.text.chars.count(clause) == 1
    return clause if unique else each.sentence(mention.start, mention.end)


def is_its_year_right(found: Found, where: Mapping[str, str]) -> Question:
    """About the year that one place (of ``by_year``) gives a programme."""
    each, mention = found
    year, entry = mention.attributes.get("year"), {"class": "Programme", **where}
    said = f"{mention.name}”, {f'{year}年' if year else 'no year 没有年份'}"
    return Question(
        "year", f"{each.class_name(mention.type)} “{said}: is that right here? 此处年份对吗？",
        (mention.name,), each.sentence(mention.start, mention.end), each.name, (each.file,),
        (Choice("y", "yes 对", {"accept": mention.name, **entry}), _set(each, mention, entry, *_YEAR)),
    )  # fmt: skip


def _set(each: Seen, mention: Mention, where: Mapping[str, str], key: str, label: str, *keys: str) -> Choice:
    """Other values for the attributes ``keys``, together."""
    types = institution_types(each.ontology) if mention.type == "wr:Institution" else {}
    options = {**CHOICES, "type": types}
    fields = (
        Field(f"to.{what}", _ASK[what], str(mention.attributes.get(what) or ""), options.get(what, {}))
        for what in keys
    )
    return Choice(key, label, {"set": mention.name, "to": {}, **where}, tuple(fields))
