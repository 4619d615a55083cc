"""Questions about two things: links that are not sure, and names that are almost the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from functools import reduce
from itertools import combinations
from operator import or_

from kg.build_document import Setup
from kg.curation_entry import OBSERVATIONS
from kg.curation_links import LINKS, apart, decided
from kg.indicators import canonical
from kg.linking import link
from kg.model import Graph, Literal
from kg.ontology import load_ontology
from kg.review_question import Choice, Question
from kg.review_reading import Seen

_ALIKE = 0.75
_NUMBER = re.compile(r"[0-9〇零一二三四五六七八九十百]+")
_SURE = Decimal("0.9")
_PLACES = 3  # of a name found in many places: how many are shown
_SAYS = {
    "skos:closeMatch": ("is close to", "二者相近，对吗？"),
    "wr:evolvesFrom": ("evolved from", "前者由后者演变而来，对吗？"),
}


def links(seen: Sequence[Seen], setup: Setup) -> Iterator[Question]:
    """Links across documents, the least sure first."""
    said = reduce(or_, (each.graph() for each in seen), Graph())
    entries = [entry for each in seen if each.setup.curation for entry in each.setup.curation.entries]
    graph = link(said, load_ontology(setup.ontology).indicators)
    labels = {node.iri: node.label for node in graph.nodes}
    graph = decided(graph, labels, entries)
    signed = {edge.source for edge in graph.edges if edge.property == "wr:curatedBy"}
    scores = {
        edge.source: Decimal(edge.target.value)
        for edge in graph.edges
        if edge.property == "wr:score" and isinstance(edge.target, Literal)
    }
    types = {node.iri: node.type.removeprefix("wr:") for node in graph.nodes}
    unsure = sorted(
        (
            scores[edge.evidence],
            labels[edge.source],
            edge.property,
            labels[str(edge.target)],
            types[edge.source],
        )
        for edge in graph.edges
        if edge.property in LINKS and edge.evidence in scores and edge.evidence not in signed
    )
    words = load_ontology(setup.ontology).indicators
    wordings: dict[str, set[str]] = {}
    for mention in (mention for each in seen for mention in each.reading.mentions):
        if mention.type in OBSERVATIONS:
            wordings.setdefault(canonical(mention.name, words), set()).add(mention.name)
    for score, one, relation, other, class_ in dict.fromkeys(unsure):
        if score <= _SURE:
            yield _link(seen, (one, relation, other), class_, score, wordings)


def _link(
    seen: Sequence[Seen],
    link_: tuple[str, str, str],
    class_: str,
    score: Decimal,
    wordings: Mapping[str, set[str]],
) -> Question:
    one, relation, other = link_
    triple = [one, relation, other]
    choices = [
        Choice("y", "yes 对", {"accept": triple}),
        Choice("n", "no, keep them apart 不对，分开", {"reject": triple}),
    ]
    if one != other and relation == "skos:closeMatch":
        figures = class_ == "Indicator"  # whose names are the wordings of the reports
        names = sorted(wordings.get(one, set()) | wordings.get(other, set())) if figures else [one, other]
        choices += _merges(one, other, "Observation" if figures else class_, names)
    en, zh = _SAYS[relation]
    called = seen[0].class_name(f"wr:{class_}")
    ask = f"{called} “{one}” {en} “{other}” (score 分值 {score}): is that right? {zh}"
    if one == other:
        national = {"set": one, "class": class_, "to": {"scope": "national"}}
        choices.append(Choice("w", "they are one thing, of the whole country 全国同为一物", national))
        ask = f"{called} “{one}” is named in {_places(seen, one)}: are these close? 所指相近吗？"
    return _about_two(seen, "link", ask, one, other, choices, wordings)


def _places(seen: Sequence[Seen], name: str) -> str:
    """Those of the reports that name it, in their order."""
    found = dict.fromkeys(
        each.place
        for each in seen
        if each.place and any(name in (m.name, m.attributes.get("full")) for m in each.reading.mentions)
    )
    more = f" and {len(found) - _PLACES} more places 等" if len(found) > _PLACES else ""
    return "、".join(list(found)[:_PLACES]) + more


def namesakes(seen: Sequence[Seen]) -> Iterator[Question]:
    """Names of one class that are almost the same: first those of which one is the other with letters left
    out (世贸组织, 世界贸易组织), and the most alike first."""
    names: dict[str, set[str]] = {}
    for each in seen:
        for mention in each.reading.mentions:
            if mention.type not in (*OBSERVATIONS, "wr:Meeting", "wr:Place"):
                names.setdefault(mention.type, set()).add(mention.name)
    entries = [entry for each in seen if each.setup.curation for entry in each.setup.curation.entries]
    pairs = sorted(
        (not _within(one, other), -likeness, one, other, type_)
        for type_, own in names.items()
        for one, other in combinations(sorted(own), 2)
        if (likeness := _likeness(one, other)) >= _ALIKE and not apart(one, other, entries)
    )
    for *_, one, other, type_ in pairs:
        class_ = type_.removeprefix("wr:")
        keep = Choice("n", "no, keep them apart 不是，分开", {"reject": [one, "skos:closeMatch", other]})
        ask = f"{seen[0].class_name(type_)} “{one}” and “{other}”: two names of one thing? 是一物二名吗？"
        yield _about_two(seen, "namesake", ask, one, other, [*_merges(one, other, class_), keep])


def _likeness(one: str, other: str) -> float:
    if 2 * min(len(one), len(other)) < max(len(one), len(other)):
        return 0
    numbers = _NUMBER.findall(one), _NUMBER.findall(other)
    if (all(numbers) and numbers[0] != numbers[1]) or _NUMBER.sub("", one) == _NUMBER.sub("", other):
        return 0  # 第一个…, 第二个… are meant to be told apart
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _within(one: str, other: str) -> bool:
    """Whether the shorter name is the longer one with letters left out."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    return all(letter in letters for letter in short)


def _merges(one: str, other: str, class_: str, names: Sequence[str] = ()) -> list[Choice]:
    entry = {"merge": list(names or (one, other)), "class": class_}
    return [
        Choice("1", f"one thing 同为一物: {one}", {**entry, "into": one}),
        Choice("2", f"one thing 同为一物: {other}", {**entry, "into": other}),
    ]


def _about_two(
    seen: Sequence[Seen],
    kind: str,
    ask: str,
    one: str,
    other: str,
    choices: list[Choice],
    wordings: Mapping[str, set[str]] | None = None,
) -> Question:
    """The question with a sentence for each of the two (for each place, where they have one name), for the
    files of all documents that name either."""
    sentences: dict[tuple[str, str], tuple[str, str]] = {}
    files = []
    for each in seen:
        for mention in each.reading.mentions:
            full = mention.attributes.get("full")
            for name in (one, other):
                if name in (mention.name, full) or mention.name in (wordings or {}).get(name, ()):
                    told = (each.name, each.sentence(mention.start, mention.end))
                    sentences.setdefault((name, each.place if one == other else ""), told)
                    files.append(each.file)
    first = list(sentences.values())[:_PLACES]
    documents = dict.fromkeys(document for document, _ in first)
    shown = dict.fromkeys(sentence for _, sentence in first)
    files = list(dict.fromkeys(files)) or [seen[0].file]
    return Question(
        kind, ask, (one, other), "\n".join(shown), "、".join(documents), tuple(files), tuple(choices)
    )  # fmt: skip
