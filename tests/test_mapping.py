"""Readings made by hand → the graph that the ontology admits."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cleaning import clean, quote
from kg.mapping import map_reading
from kg.model import Claim, Edge, Graph, Literal, Mention, Reading, Scalar, Source, Text
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()
PLAIN = (
    "2025年巴中组织工作综述\n"
    "市委深化“新苗培优”计划，选派186名年轻干部到一线。市委党校办班20期，地区生产总值增长5.8%以上！\n"
    "落实“新苗培优”计划，培训年轻干部。"
)
MIRROR = "深化“新苗培優(yōu)”計(jì)劃，選派１８６名年輕(qīng)幹部到一線(xiàn)。市委黨(dǎng)校辦班20期。"


def report(text: str = PLAIN, **given: object) -> Text:
    source = Source("a", text, "综述", 2025, "巴中", "ab" * 32, "2025.txt")
    return clean(replace(source, **given))  # type: ignore[arg-type]


def mention(text: Text, words: str, type_: str, **attributes: Scalar) -> Mention:
    """The first mention of the words, by a rule that is called after the class."""
    found = text.chars.index(words)
    name = attributes.pop("name", None) or words
    return Mention(found, found + len(words), str(name), type_, attributes, f"rule-{type_[3:].lower()}")


def figure(text: Text, words: str, indicator: str, value: str, **attributes: Scalar) -> Mention:
    """An observation whose quantity is ``words``, achieved unless its status says planned."""
    type_ = "wr:Target" if attributes.get("status") == "planned" else "wr:Outcome"
    usual: dict[str, Scalar] = {"value": value, "kind": "level", "year": 2025}
    return mention(text, words, type_, name=indicator, **(usual | attributes))


def whole(text: Text) -> Reading:
    """A reading with something of every kind."""
    first = mention(text, "新苗培优", "wr:Programme", type="计划", stage="深化", aliases=("新苗",))
    later = text.chars.rindex("新苗培优")
    again = replace(first, start=later, end=later + 4, attributes={"type": "计划", "stage": "落实"})
    group = mention(text, "年轻干部", "wr:TargetGroup")
    party = mention(text, "市委", "wr:Institution", full="巴中市委", scope="local", type="party_organ")
    school = mention(text, "市委党校", "wr:Institution", full="巴中市委党校", type="party_school")
    sent = figure(text, "186名", "选派年轻干部", "186", unit="名", group="年轻干部", programme="新苗")
    gdp = figure(
        text, "5.8%", "地区生产总值", "5.80", unit="%", kind="change", direction="up", modifier="以上",
        comparator=">=", status="planned", year=2026,
    )  # fmt: skip
    line = text.chars.index("市委深化")
    claims = (
        Claim(first, "wr:targets", group, "r-targets", line, line + 24),
        Claim(school, "wr:targets", group, "r-wrong", line, line + 24),
        Claim(first, "wr:implementedBy", party, "r-by", line, line + 24),
    )
    return Reading(text, (again, first, group, party, school, sent, gdp), claims, ())


def said(graph: Graph, label: str, property_: str) -> set[str]:
    """What the graph says of the individual of that label: labels of individuals, values of literals."""
    labels = {node.iri: node.label or node.iri for node in graph.nodes}
    subjects = {node.iri for node in graph.nodes if node.label == label}
    assert subjects, f"no {label}"
    targets = [edge.target for edge in graph.edges if edge.source in subjects and edge.property == property_]
    return {target.value if isinstance(target, Literal) else labels.get(target, target) for target in targets}


def types(graph: Graph) -> dict[str, str]:
    return {node.iri: node.type for node in graph.nodes}


def proofs(graph: Graph) -> list[tuple[int, int, str]]:
    """Start, end and quote of every wr:Evidence."""
    out = {(edge.source, edge.property): edge.target for edge in graph.edges}
    found = []
    for iri, type_ in types(graph).items():
        if type_ == "wr:Evidence":
            selector = str(out[iri, "oa:hasSelector"])
            start, end, exact = (out[selector, f"oa:{key}"] for key in ("start", "end", "exact"))
            assert isinstance(start, Literal)
            assert isinstance(end, Literal)
            assert isinstance(exact, Literal)
            assert out[iri, "oa:exact"] == exact
            found.append((int(start.value), int(end.value), exact.value))
    return found


def test_an_observation_says_all_that_the_text_says() -> None:
    graph, _ = map_reading(whole(report()), ONTOLOGY)
    label = "选派年轻干部 186名"
    expected = {
        "rdf:type": "wr:Observation",
        "wr:value": "186",
        "wr:unit": "名",
        "wr:kind": "wr:level",
        "wr:year": "2025年",
        "wr:place": "巴中市",
        "wr:report": "综述",
        "wr:group": "年轻干部",
        "wr:rule": "rule-outcome",
    }
    for property_, value in expected.items():
        assert said(graph, label, property_) == {value}, property_
    gdp = "地区生产总值 5.8%"
    assert said(graph, gdp, "wr:indicator") == {"国内生产总值"}
    assert said(graph, "国内生产总值", "skos:altLabel") == {"地区生产总值"}
    assert said(graph, gdp, "wr:direction") == {"wr:up"}
    assert said(graph, gdp, "wr:comparator") == {">="}
    assert said(graph, gdp, "wr:year") == {"2026年"}
    assert Edge("id:year-2026", "wr:yearNumber", Literal("2026", "xsd:integer")) in graph.edges
    assert {"wr:Outcome", "wr:Target"} <= set(types(graph).values())


def test_a_programme_is_one_however_often_it_is_mentioned() -> None:
    graph, _ = map_reading(whole(report()), ONTOLOGY)
    assert list(types(graph).values()).count("wr:Programme") == 1
    assert said(graph, "新苗培优", "wr:programmeType") == {"计划"}
    assert said(graph, "新苗培优", "skos:altLabel") == {"新苗"}
    assert said(graph, "新苗培优", "wr:activeIn") == {"2025年"}
    assert said(graph, "新苗培优", "wr:targets") == {"年轻干部"}
    assert said(graph, "新苗培优", "wr:hasObservation") == {"选派年轻干部 186名"}
    stages = {edge.target for edge in graph.edges if edge.property == "wr:stage"}
    assert stages == {Literal("深化", language="zh"), Literal("落实", language="zh")}


def test_every_relation_has_a_statement_that_repeats_it_and_says_where() -> None:
    graph, _ = map_reading(whole(report()), ONTOLOGY)
    out = {(edge.source, edge.property): edge.target for edge in graph.edges}
    relations = {"wr:mentionedIn", "wr:activeIn", "wr:targets", "wr:implementedBy", "wr:hasObservation"}
    indicators = {iri for iri, type_ in types(graph).items() if type_ == "wr:Indicator"}
    stated = [e for e in graph.edges if e.property in relations and e.source not in indicators]
    assert {edge.property for edge in stated} == relations
    for edge in stated:
        ends = ("rdf:subject", edge.source), ("rdf:predicate", edge.property), ("rdf:object", edge.target)
        for property_, value in ends:
            assert out[edge.evidence, property_] == value
        assert types(graph)[str(out[edge.evidence, "wr:evidence"])] == "wr:Evidence"
        assert (edge.evidence, "wr:rule") in out
        assert out[edge.evidence, "wr:report"] == "id:report-abababababababab"


@pytest.mark.parametrize("text", [PLAIN, MIRROR])
def test_the_published_text_between_the_offsets_cleans_to_the_quote(text: str) -> None:
    document = report(text)
    programme = mention(document, "新苗培优", "wr:Programme")
    sent = figure(document, "186名", "选派年轻干部", "186", clause_start=programme.start - 3)
    sent = replace(sent, attributes={**sent.attributes, "clause_end": sent.end + 7})
    school = mention(document, "市委党校", "wr:Institution")
    graph, rejected = map_reading(Reading(document, (programme, sent, school), (), ()), ONTOLOGY)
    assert not rejected
    found = proofs(graph)
    assert len(found) == 3
    for start, end, exact in found:
        assert quote(text[start:end]) == exact
    assert "深化“新苗培优”计划，选派186名年轻干部到一线" in {exact[:26].rstrip("。") for *_, exact in found}


def test_a_clause_that_does_not_clean_to_its_words_is_widened_to_its_sentence() -> None:
    """A zero that stands for 零 only inside a whole year cannot be quoted by itself."""
    document = report("一九五○年，全市办学20所。完成。")
    assert document.chars.startswith("一九五〇年")
    zero = document.chars.index("〇")
    school = figure(document, "20所", "办学", "20", clause_start=zero, clause_end=document.chars.index("。"))
    graph, rejected = map_reading(Reading(document, (school,), (), ()), ONTOLOGY)
    assert not rejected
    assert proofs(graph) == [(0, 14, "一九五〇年，全市办学20所。")]


def test_what_no_passage_proves_is_rejected_and_counted() -> None:
    source = Source("a", "甲乙丙丁", year=2025)
    text = Text(source, "实施新苗培优计划", [0, 0, 1, 1, 2, 2, 3, 3], [1, 1, 2, 2, 3, 3, 4, 4])
    programme = mention(text, "新苗培优", "wr:Programme")
    number = figure(text, "计划", "计划", "1")
    claim = Claim(programme, "wr:hasObservation", number, "r", 0, 8)
    graph, rejected = map_reading(Reading(text, (programme, number), (claim,), ()), ONTOLOGY)
    assert sorted((r.kind, r.reason) for r in rejected) == [
        ("claim", "“新苗培优” was turned down or not found as wr:Programme"),
        ("name", "its sentence cannot be quoted from the file"),
        ("number", "its sentence cannot be quoted from the file"),
    ]
    assert set(types(graph).values()) == {"wr:Report", "wr:Year"}


def test_a_claim_outside_the_ontology_is_rejected_with_the_reason() -> None:
    graph, rejected = map_reading(whole(report()), ONTOLOGY)
    assert [(r.kind, r.rule, r.reason) for r in rejected] == [
        ("claim", "r-wrong", "wr:Institution is outside the domain of wr:targets")
    ]
    assert said(graph, "巴中市委党校", "wr:targets") == set()


def test_a_group_that_only_a_claim_names_is_added_with_it() -> None:
    text = report()
    programme, group = mention(text, "新苗培优", "wr:Programme"), mention(text, "年轻干部", "wr:TargetGroup")
    claim = Claim(programme, "wr:targets", group, "r-targets", programme.start - 3, group.end)
    graph, rejected = map_reading(Reading(text, (programme,), (claim,), ()), ONTOLOGY)
    assert not rejected
    assert said(graph, "新苗培优", "wr:targets") == {"年轻干部"}
    assert said(graph, "年轻干部", "wr:mentionedIn") == {"综述"}


def test_every_edge_of_the_graph_is_admitted_by_the_ontology() -> None:
    graph, _ = map_reading(whole(report(issuer="市委组织部", extracted="docx")), ONTOLOGY)
    known = types(graph) | {f"wr:{kind}": "wr:ValueKind" for kind in ("level", "share", "change")}
    known |= {"wr:up": "wr:Direction"}
    for edge in graph.edges:
        if edge.property == "rdf:type" or edge.property.startswith("rdf:"):
            continue
        if isinstance(edge.target, Literal):
            plain = "rdf:langString" if edge.target.language else "xsd:string"
            target = edge.target.datatype or plain
        else:
            target = known[edge.target]
        assert ONTOLOGY.objection(known[edge.source], edge.property, target) is None, edge


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"value": "many"}, "its value is no number"),
        ({"value": "NaN"}, "its value is no number"),
        ({"kind": "amount"}, "its kind 'amount' is not one of level, share, change"),
        ({"comparator": "=>"}, "its comparator '=>' is not one of"),
    ],
)
def test_a_figure_that_is_none_is_rejected(changed: dict[str, Scalar], reason: str) -> None:
    text = report()
    number = figure(text, "186名", "选派", "186", **changed) if "value" not in changed else None
    number = number or figure(text, "186名", "选派", str(changed["value"]))
    graph, rejected = map_reading(Reading(text, (number,), (), ()), ONTOLOGY)
    assert [r.kind for r in rejected] == ["number"]
    assert rejected[0].reason.startswith(reason)
    assert "wr:Outcome" not in types(graph).values()


@pytest.mark.parametrize(
    ("value", "canonical"),
    [("20000", "20000"), ("0.50", "0.5"), ("1E+5", "100000"), ("-0.0", "0"), ("1.2e-3", "0.0012")],
)
def test_values_are_canonical_decimals(value: str, canonical: str) -> None:
    text = report()
    graph, _ = map_reading(Reading(text, (figure(text, "186名", "选派", value),), (), ()), ONTOLOGY)
    assert said(graph, f"选派 {canonical}", "wr:value") == {canonical}


def names(graph: Graph, type_: str) -> set[tuple[str, str]]:
    return {(node.iri, node.label) for node in graph.nodes if node.type == type_}


def one(name: str, type_: str, place: str | None, **attributes: Scalar) -> Graph:
    text = report(f"推进{name}工作。", place=place, sha256=(place or "x").encode().hex() * 4)
    reading = Reading(text, (mention(text, name, type_, **attributes),), (), ())
    graph, rejected = map_reading(reading, ONTOLOGY)
    assert not rejected
    return graph


def test_a_name_in_two_places_is_two_individuals() -> None:
    here, there = (one("四个优先", "wr:Programme", place, scope="local") for place in ("巴中", "达州市"))
    assert len(names(here | there, "wr:Programme")) == 2
    assert said(here, "四个优先", "wr:place") == {"巴中市"}


def test_what_is_national_is_one_individual_everywhere() -> None:
    reports = ("巴中", "达州", "全国", None)
    graphs = [one("乡村振兴战略", "wr:Programme", place, scope="national") for place in reports]
    assert len(set().union(*(names(graph, "wr:Programme") for graph in graphs))) == 1
    assert said(graphs[0], "乡村振兴战略", "wr:place") == set()


@pytest.mark.parametrize(
    ("name", "type_", "scope"),
    [
        ("兰州大学", "university", None),
        ("四川大学", "university", None),
        ("中国共产党", "party_organ", None),
        ("教育部", "government", None),
        ("市教育局", "government", "巴中市"),
        ("巴中村政学院", "party_school", "巴中市"),
        ("市委", "party_organ", "巴中市"),
    ],
)
def test_bodies_of_the_whole_country_have_no_place(name: str, type_: str, scope: str | None) -> None:
    graph = one(name, "wr:Institution", "巴中", scope="local", type=type_)
    ((_, label),) = names(graph, "wr:Institution")
    assert said(graph, label, "wr:place") == ({scope} if scope else set())


@pytest.mark.parametrize("name", ["中央经济工作会议", "全国科技大会"])
def test_meetings_and_bodies_of_the_country_have_no_place(name: str) -> None:
    graphs = [one(name, "wr:Meeting", place, scope="local") for place in ("巴中", "云南", "全国")]
    assert len(set().union(*(names(graph, "wr:Meeting") for graph in graphs))) == 1
    assert one("县科技大会", "wr:Meeting", "巴中") != one("县科技大会", "wr:Meeting", "云南")


def test_what_is_local_in_a_report_of_the_country_is_national() -> None:
    local = one("乡村振兴战略", "wr:Programme", "全国", scope="local")
    national = one("乡村振兴战略", "wr:Programme", "全国", scope="national")
    assert names(local, "wr:Programme") == names(national, "wr:Programme")


def test_local_names_of_reports_without_place_are_kept_apart() -> None:
    graphs = []
    for sha256 in ("ab" * 32, "cd" * 32):
        text = report("推进四个优先工作。", place=None, sha256=sha256)
        programme = mention(text, "四个优先", "wr:Programme", scope="local")
        graphs.append(map_reading(Reading(text, (programme,), (), ()), ONTOLOGY)[0])
    assert len(names(graphs[0] | graphs[1], "wr:Programme")) == 2


def test_a_body_of_the_province_is_one_whichever_city_names_it() -> None:
    graphs = [
        one("省委", "wr:Institution", "巴中", full="四川省委"),
        one("省委", "wr:Institution", "达州", full="四川省委"),
        one("四川省委", "wr:Institution", "四川省"),
        one("四川省委", "wr:Institution", "贵州省"),
    ]
    assert len(set().union(*(names(graph, "wr:Institution") for graph in graphs))) == 1
    assert said(graphs[0], "四川省委", "skos:altLabel") == {"省委"}
    assert said(graphs[0], "四川省委", "wr:place") == {"四川省"}


def test_the_same_body_of_two_cities_is_two() -> None:
    here = one("市委", "wr:Institution", "巴中", scope="local")
    there = one("市委", "wr:Institution", "达州", scope="local", full="达州市委")
    assert {label for _, label in names(here | there, "wr:Institution")} == {"巴中市委", "达州市委"}


@pytest.mark.parametrize(
    ("name", "type_", "label"),
    [
        ("市第五次党代会", "wr:Meeting", "巴中市第五次党代会"),
        ("省委十一届九次全会", "wr:Meeting", "四川省委十一届九次全会"),
        ("市民文化论坛", "wr:Meeting", "市民文化论坛"),
        ("市委党校", "wr:Institution", "巴中市委党校"),
        ("市场监管局", "wr:Institution", "市场监管局"),
        ("中央人才工作会议", "wr:Meeting", "中央人才工作会议"),
        ("巴中村政学院", "wr:Institution", "巴中村政学院"),
        ("市民行动", "wr:Programme", "市民行动"),
    ],
)
def test_bodies_and_meetings_of_a_level_are_named_with_their_place(name: str, type_: str, label: str) -> None:
    assert {found for _, found in names(one(name, type_, "巴中", scope="local"), type_)} == {label}


def test_a_meeting_of_the_nation_is_not_named_twice() -> None:
    """国 in 国际 is no level."""
    found = names(one("国际消费电子论坛", "wr:Meeting", "全国", scope="local"), "wr:Meeting")
    assert {label for _, label in found} == {"国际消费电子论坛"}


@pytest.mark.parametrize("type_", ["wr:TargetGroup", "wr:Indicator"])
def test_indicators_and_groups_have_no_scope(type_: str) -> None:
    graphs = []
    for place in ("巴中", "达州"):
        text = report("选派186名年轻干部。", place=place, sha256=place.encode().hex() * 4)
        number = figure(text, "186名", "选派年轻干部", "186", group="年轻干部")
        graphs.append(map_reading(Reading(text, (number,), (), ()), ONTOLOGY)[0])
    assert len(names(graphs[0] | graphs[1], type_)) == 1
    assert len(names(graphs[0] | graphs[1], "wr:Outcome")) == 2


def test_the_place_of_a_report_lies_in_its_province() -> None:
    graph, _ = map_reading(Reading(report(), (), (), ()), ONTOLOGY)
    assert said(graph, "综述", "wr:place") == {"巴中市"}
    assert said(graph, "巴中市", "wr:within") == {"四川省"}
    assert said(graph, "巴中市", "skos:altLabel") == {"巴中"}
    county, _ = map_reading(Reading(report(place="通江县"), (), (), ()), ONTOLOGY)
    assert said(county, "综述", "wr:place") == {"通江县"}


def test_a_report_says_what_it_is() -> None:
    graph, _ = map_reading(Reading(report(issuer="市委组织部", extracted="docx"), (), (), ()), ONTOLOGY)
    for property_, value in {
        "dcterms:title": "综述",
        "wr:sha256": "ab" * 32,
        "wr:file": "2025.txt",
        "wr:issuer": "市委组织部",
        "wr:textOf": "docx",
        "wr:reportYear": "2025年",
        "wr:reportKind": "review",
    }.items():
        assert said(graph, "综述", property_) == {value}


def test_a_report_without_year_leaves_its_facts_undated() -> None:
    text = report(year=None, title=None, place=None)
    programme = mention(text, "新苗培优", "wr:Programme")
    number = figure(text, "186名", "选派年轻干部", "186", year=None, programme="新苗培优")
    graph, _ = map_reading(Reading(text, (programme, number), (), ()), ONTOLOGY)
    assert "wr:Year" not in types(graph).values()
    assert said(graph, "新苗培优", "wr:mentionedIn") == {"2025.txt"}
    assert said(graph, "新苗培优", "wr:hasObservation") == {"选派年轻干部 186"}


def test_a_programme_that_nobody_mentions_is_not_made_up() -> None:
    text = report()
    number = figure(text, "186名", "选派年轻干部", "186", programme="别的工程")
    graph, rejected = map_reading(Reading(text, (number,), (), ()), ONTOLOGY)
    assert "wr:Programme" not in types(graph).values()
    assert "wr:Outcome" in types(graph).values()
    assert [r.reason for r in rejected] == ["its programme “别的工程” was turned down or not found"]


def test_a_class_that_the_ontology_does_not_have_is_rejected() -> None:
    text = report()
    graph, rejected = map_reading(Reading(text, (mention(text, "新苗培优", "wr:Prize"),), (), ()), ONTOLOGY)
    assert [r.reason for r in rejected] == ["wr:Prize is no class of entities or observations"]
    assert "wr:Prize" not in types(graph).values()


def test_names_of_individuals_are_ascii() -> None:
    graph, _ = map_reading(whole(report()), ONTOLOGY)
    for iri in types(graph):
        assert re.fullmatch(r"id:([a-z-]+-[0-9a-f]{16}|year-\d{4})", iri)


@given(st.randoms(use_true_random=False))
def test_the_order_of_mentions_and_claims_does_not_matter(random: Random) -> None:
    reading = whole(report())
    mentions, claims = list(reading.mentions), list(reading.claims)
    random.shuffle(mentions)
    random.shuffle(claims)
    shuffled = replace(reading, mentions=tuple(mentions), claims=tuple(claims))
    assert map_reading(shuffled, ONTOLOGY) == map_reading(reading, ONTOLOGY)
