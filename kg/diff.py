"""What two graphs say differently: facts added, removed and changed.

A fact is what a person would call one: a programme is there, a programme is for a group, an
indicator has a value. Offsets, rules and the names of statements are no facts, so a graph built from a
sentence that moved says the same. Classes and relations that somebody has added to the vocabulary count too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.diff_renamed import COUNTED, named_classes, renamed
from kg.model import Graph, Node
from kg.model_subjects import Subjects

TYPES = ("wr:programmeType", "wr:institutionType")
RELATIONS = ("wr:targets", "wr:implementedBy", "wr:partOf", "wr:pursues", "wr:concerns", "wr:hasObservation")
_DERIVED = ("wr:mentionedIn", "wr:activeIn", "wr:firstReported", "wr:lastReported", "wr:previous",
            "wr:nextYear")  # fmt: skip
ACROSS_YEARS = ("wr:evolvesFrom", "wr:outcomeOf", "wr:inconsistentWith", "skos:closeMatch")
_SURE = Decimal("0.7")  # from here on a successor or a near indicator counts as the same one

Key = tuple[str, ...]
About = tuple[str, str]
"""The names (IRIs) of the subject of a fact, and of the individual that is its value ("" for none)."""


@dataclass(frozen=True, order=True, slots=True)
class Fact:
    """``property`` is a class ("is there"), a type, wr:value, wr:activeIn or a relation; ``subject`` the
    label of what the fact is about; ``details`` tell facts about one subject apart (place, year, kind,
    unit); ``value`` is what may change. ``sentence`` quotes a passage that says so ("" for what is
    inferred), ``qualifier`` the words that a figure stands with beside (余, 比上年; "" across years)."""

    property: str
    subject: str
    details: tuple[str, ...]
    value: str
    sentence: str = ""
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts in order; ``changed`` holds (before, after)."""

    added: tuple[Fact, ...]
    removed: tuple[Fact, ...]
    changed: tuple[tuple[Fact, Fact], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def diff(a: Graph, b: Graph, across_years: bool = False) -> Difference:
    """What ``b`` says that ``a`` does not, the reverse, and what has another value in ``b``.

    What is there under another name (see ``kg.diff_renamed``) or as another class has changed; of what is
    there in both under one name, so has the type. With ``across_years`` the year is no part of a fact: an
    indicator of 2021 and 2025 has changed. A subject is then the same where it is a sure successor
    (wr:evolvesFrom) of the other's or an indicator near to it (skos:closeMatch).
    """
    same = _same_subjects(a | b) if across_years else _clusters(renamed(a, b).items())
    before, after = _grouped(a, across_years, same), _grouped(b, across_years, same)
    both = {node.iri for node in a.nodes & b.nodes}
    named = named_classes(a | b)
    added: list[Fact] = []
    removed: list[Fact] = []
    changed: list[tuple[Fact, Fact]] = []
    for key in before.keys() | after.keys():
        old, new = before.get(key, {}), after.get(key, {})
        if key[0] in TYPES and key[1] not in both:
            continue
        gone = [old[value] for value in old.keys() - new.keys()]
        come = [new[value] for value in new.keys() - old.keys()]
        if len(gone) == len(come) == 1:
            changed.append((gone[0], come[0]))
        elif key[0] in named and gone and len(new) == 1:  # become one, which may have been there before
            changed += ((each, now) for each in gone for now in new.values())
        elif key[0] in named and come and len(old) == 1:
            changed += ((once, each) for once in old.values() for each in come)
        else:
            removed += gone
            added += come
    for pair in [*_reclassed(removed, added, named), *_restated(removed, added)]:
        removed.remove(pair[0])
        added.remove(pair[1])
        changed.append(pair)
    for pair in list(_same_words(removed, added)):
        removed.remove(pair[0])
        added.remove(pair[1])
    return Difference(tuple(sorted(added)), tuple(sorted(removed)), tuple(sorted(changed)))


def _reclassed(
    removed: list[Fact], added: list[Fact], classes: frozenset[str]
) -> Iterator[tuple[Fact, Fact]]:
    """What went as one class and came as another, where its name leaves no doubt."""
    gone, come = (
        [fact for fact in facts if fact.property in classes and fact.property not in COUNTED]
        for facts in (removed, added)
    )
    for old, new in _only_pairs(gone, come, lambda fact: (fact.subject,)):
        if old.property != new.property:
            yield old, new


def _same_words(removed: list[Fact], added: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Relations of what has got another IRI and is called the same: to a figure whose status has changed."""
    come = {(fact.property, fact.subject, fact.value): fact for fact in added}
    for fact in removed:
        twin = come.pop((fact.property, fact.subject, fact.value), None)
        if twin is not None and fact.property == "wr:hasObservation":
            yield fact, twin


def _restated(removed: list[Fact], added: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Figures of one indicator that have changed their status or kind alone."""
    gone, come = ([fact for fact in facts if fact.property == "wr:value"] for facts in (removed, added))
    return _only_pairs(gone, come, lambda fact: (fact.subject, fact.value, fact.sentence, *fact.details[2:]))


def _only_pairs(
    removed: list[Fact], added: list[Fact], key: Callable[[Fact], Key]
) -> Iterator[tuple[Fact, Fact]]:
    """The one fact removed and the one added under a key, where there is one of each."""
    gone: defaultdict[Key, list[Fact]] = defaultdict(list)
    come: defaultdict[Key, list[Fact]] = defaultdict(list)
    for facts, grouped in ((removed, gone), (added, come)):
        for fact in facts:
            grouped[key(fact)].append(fact)
    for each in gone.keys() & come.keys():
        match gone[each], come[each]:
            case [old], [new]:
                yield old, new


def _grouped(graph: Graph, across_years: bool, same: dict[str, str]) -> dict[Key, dict[str, Fact]]:
    """Facts by what they are about, then by value; of equal ones the first."""
    found: defaultdict[Key, dict[str, Fact]] = defaultdict(dict)
    for (subject, value), fact in sorted(_facts(graph, across_years, same)):
        ends = (same.get(subject, subject), same.get(value, value))
        if fact.property in TYPES:
            found[fact.property, subject].setdefault(fact.value, fact)
        elif fact.property == "skos:closeMatch":  # which of the two comes first says nothing
            found[fact.property, *sorted(ends)].setdefault("", fact)
        elif value:
            found[fact.property, *ends].setdefault("", fact)
        else:
            found[fact.property, ends[0], *fact.details].setdefault(f"{fact.value} {fact.qualifier}", fact)
    return found


def _same_subjects(graph: Graph) -> dict[str, str]:
    """Every name that a sure link joins to others → the first name of its cluster."""
    index = Subjects.of(graph)
    indicators = {node.iri for node in graph.nodes if node.type == "wr:Indicator"}
    joined = []
    for edge in sorted(graph.edges, key=lambda e: (e.source, e.property, str(e.target))):
        near = edge.property == "skos:closeMatch" and edge.source in indicators
        sure = Decimal(index.text(edge.evidence, "wr:score") or 0) >= _SURE
        if (near or edge.property == "wr:evolvesFrom") and sure and isinstance(edge.target, str):
            joined.append((edge.source, edge.target))
    return _clusters(joined)


def _clusters(joined: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Every name that is joined to others → the first name of its cluster."""
    first: dict[str, str] = {}

    def root(name: str) -> str:
        while name in first:
            name = first[name]
        return name

    for pair in joined:
        one, other = sorted(map(root, pair))
        if one != other:
            first[other] = one
    return {name: root(name) for name in first}


def _facts(graph: Graph, across_years: bool, same: Mapping[str, str]) -> Iterator[tuple[About, Fact]]:
    """Facts with what they are about; the subject of an observation is its indicator."""
    index = Subjects.of(graph)
    labels = {node.iri: node.label or node.iri for node in graph.nodes}
    mentions = {e.source: e.evidence for e in graph.edges if e.property == "wr:mentionedIn"}
    other_name = {*same, *same.values()} if not across_years else set()
    named = named_classes(graph)
    for node in graph.nodes:
        if node.type in named and (node.type not in COUNTED or node.iri in other_name):
            sentence = _quote(mentions.get(node.iri, ""), index)
            yield (node.iri, ""), Fact(node.type, node.label, (), node.label, sentence)
            for property_ in () if across_years else TYPES:
                for type_ in index.texts(node.iri, property_):
                    yield (node.iri, ""), Fact(property_, node.label, (), type_, sentence)
        elif node.type in ("wr:Outcome", "wr:Target"):
            indicator, figure = _figure(node, index, labels, across_years)
            yield (indicator, ""), figure
    for edge in graph.edges:
        if not isinstance(edge.target, str):
            continue
        subject, value = labels.get(edge.source, edge.source), labels.get(edge.target, edge.target)
        sentence = _quote(edge.evidence, index)
        if edge.property in ACROSS_YEARS:
            told = not across_years
        else:  # a statement stands behind a relation, one that somebody has added too
            told = edge.property in RELATIONS or (edge.evidence != "" and edge.property not in _DERIVED)
        if told:
            if same.get(edge.source, edge.source) != same.get(edge.target, edge.target):
                yield (edge.source, edge.target), Fact(edge.property, subject, (value,), value, sentence)
        elif edge.property == "wr:activeIn":
            stage = index.text(edge.evidence, "wr:stage")
            details = () if across_years else (value,)
            if stage or not across_years:
                yield (edge.source, ""), Fact("wr:activeIn", subject, details, stage or value, sentence)


def _figure(node: Node, index: Subjects, labels: dict[str, str], across_years: bool) -> tuple[str, Fact]:
    indicator, unit = index.name(node.iri, "wr:indicator"), index.text(node.iri, "wr:unit")
    links = ["wr:place", "wr:group"] if across_years else ["wr:place", "wr:group", "wr:year"]
    ends = (index.name(node.iri, link) for link in links)
    details = (node.type, index.name(node.iri, "wr:kind"), unit, *(labels.get(end, end) for end in ends))
    sign = "−" if index.name(node.iri, "wr:direction") == "wr:down" else ""
    comparator = index.text(node.iri, "wr:comparator")
    value = " ".join(filter(None, (comparator, sign + index.text(node.iri, "wr:value"), unit)))
    words = () if across_years else ("wr:modifier", "wr:basis")
    qualifier = " ".join(filter(None, (index.text(node.iri, word) for word in words)))
    subject = labels.get(indicator, indicator)
    return indicator, Fact("wr:value", subject, details, value, _quote(node.iri, index), qualifier)


def _quote(holder: str, index: Subjects) -> str:
    """The passage that a statement or an observation stands on."""
    return index.text(index.name(holder, "wr:evidence"), "oa:exact")
