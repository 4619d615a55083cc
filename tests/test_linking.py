"""What became of targets, series through the years, programmes that are renamed."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import WORDS, Named, Said, iri, observation, programme, report

import kg
from kg.linking import link, link_group, parts, without_inferred
from kg.linking_parts import Fact
from kg.linking_targets import results
from kg.model import Graph, Literal

ROOT = Path(__file__).parents[1]
JOBS = "城镇新增就业"
CPI = "居民消费价格"


def triples(graph: Graph, property_: str) -> set[tuple[str, str]]:
    return {
        (e.source, e.target if isinstance(e.target, str) else e.target.value)
        for e in graph.edges
        if e.property == property_ and not e.source.startswith("id:statement-")
    }


def on_statement(graph: Graph, about: str, property_: str) -> list[str]:
    """The literals of ``property_`` on the inferred Statements whose predicate is ``about``."""
    statements = {e.source for e in graph.edges if e.property == "rdf:predicate" and e.target == about}
    return sorted(
        e.target.value
        for e in graph.edges
        if e.source in statements and e.property == property_ and isinstance(e.target, Literal)
    )


def target(**more: object) -> Said:
    return Said(**({"indicator": JOBS, "value": "12000000", "planned": True, "comparator": ">="} | more))  # type: ignore[arg-type]


def outcome(**more: object) -> Said:
    return Said(**({"indicator": JOBS, "value": "12440000"} | more))  # type: ignore[arg-type]


def pair(wanted: Said, reached: Said) -> tuple[str, str]:
    return observation(iri("report", 2024, "全国"), reached), observation(iri("report", 2023, "全国"), wanted)


def test_a_target_is_linked_to_what_the_next_report_says_of_its_year() -> None:
    wanted, reached = target(), outcome(indicator="全国新增城镇就业人数")
    linked = link(report(2023, wanted) | report(2024, reached))
    assert triples(linked, "wr:outcomeOf") == {pair(wanted, reached)}
    assert on_statement(linked, "wr:outcomeOf", "wr:met") == ["true"]
    assert triples(linked, "wr:met") == {(pair(wanted, reached)[0], "true")}


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        (target(year=2024), outcome(year=2023)),
        (target(), outcome(unit="人次")),
        (target(), outcome(indicator="农村新增就业")),
        (target(), outcome(kind="change", direction="up")),
        (target(), outcome(value="66000000")),
        (target(indicator="安排资金"), outcome(indicator="安排资金")),
        (target(), outcome(clause="五年累计城镇新增就业1244万人")),
        (target(year=None), outcome()),
        (
            Said("工农业总产值", "21.7", "%", planned=True, kind="change", direction="up"),
            Said("工农业总产值", "32.6", "%", kind="change", direction="up", basis="比一九七八年"),
        ),
        (
            target(indicator="国内生产总值", value="7", unit="%", kind="change", clause="生产总值年均增长7%"),
            outcome(indicator="国内生产总值", value="6.9", unit="%", kind="change", direction="up"),
        ),
    ],
    ids=[
        "year",
        "unit",
        "indicator",
        "kind",
        "magnitude",
        "vague",
        "period",
        "no-year",
        "basis",
        "yearly-mean",
    ],
)
def test_another_quantity_is_no_outcome(wanted: Said, reached: Said) -> None:
    assert not triples(link(report(2023, wanted) | report(2024, reached)), "wr:outcomeOf")


def test_neither_another_place_nor_the_report_itself_tells_the_outcome() -> None:
    elsewhere = report(2023, target()) | report(2024, outcome(), place="贵州")
    same_report = report(2023, target(), outcome())
    assert not triples(link(elsewhere), "wr:outcomeOf")
    assert not triples(link(same_report), "wr:outcomeOf")


def test_two_values_in_one_report_leave_a_choice_that_nobody_made() -> None:
    reached = [outcome(value="12440000"), outcome(value="13000000", start=90)]
    assert not triples(link(report(2023, target()) | report(2024, *reached)), "wr:outcomeOf")


def test_of_two_figures_that_a_report_aims_at_the_bounded_one_is_the_target() -> None:
    wanted, other = target(), target(value="11680000", comparator="", start=50)
    told = report(2024, outcome())
    assert triples(link(report(2023, wanted, other) | told), "wr:outcomeOf") == {pair(wanted, outcome())}
    unbounded = target(comparator="")
    assert not triples(link(report(2023, unbounded, other) | told), "wr:outcomeOf")


def test_the_aim_of_a_five_year_plan_is_not_told_by_its_last_year() -> None:
    wanted = growth("16", planned=True, direction="down", indicator="单位GDP能耗", year=2027)
    last_year = growth("5.6", direction="down", indicator="单位GDP能耗", year=2027)
    whole = growth("18.2", direction="down", indicator="单位GDP能耗", year=2027, start=900)
    linked = link(report(2023, wanted) | report(2028, last_year, whole))
    ((told, _),) = triples(linked, "wr:outcomeOf")
    assert told == observation(iri("report", 2028, "全国"), whole)


def test_of_two_values_the_one_beside_other_outcomes_is_the_outcome() -> None:
    wanted = [target(), growth("3", "~", planned=True, indicator=CPI, start=20)]
    beside, period = outcome(start=510), outcome(value="13000000", start=3000)
    told = report(2024, growth("2", indicator=CPI, start=500), beside, period)
    linked = link(report(2023, *wanted) | told)
    assert len(triples(linked, "wr:outcomeOf")) == 2
    assert pair(target(), beside) in triples(linked, "wr:outcomeOf")


def test_beside_is_in_the_same_report_and_no_order_of_facts_matters() -> None:
    """Two reports of one year and place: one with an anchor beside its figure, one with a figure alone."""
    wanted = [target(), growth("3", "~", planned=True, indicator=CPI, start=20)]
    told = report(2024, growth("2", indicator=CPI, start=500), outcome(start=510))
    found = [fact for _, fact in parts(report(2023, *wanted) | told, WORDS) if isinstance(fact, Fact)]
    (beside,) = {fact for fact in found if fact.value == 12_440_000}
    other = {"iri": "id:outcome-alone", "report": "id:report-other", "start": 5000}
    alone = beside._replace(value=beside.value + 1, **other)  # type: ignore[arg-type]
    facts = sorted({*found, alone})
    for order in (facts, facts[::-1]):
        linked = {result.outcome.iri for result in results(order, WORDS) if result.target.label == JOBS}
        assert linked == {beside.iri}


SEVERAL_YEARS = """
from said import WORDS
from test_linking import outcome, report, target
from kg.linking import link_group, parts
graph = report(2023, target()) | report(2024, outcome())
found = [part for key, part in parts(graph, WORDS) if key[0] == "targets"]
found += [part._replace(report_year=year) for part in found if part.planned for year in range(2015, 2030)]
print(len(link_group(("targets", "", "2023"), found, WORDS).edges))
"""


def test_one_text_given_with_several_years_is_linked_in_one_way() -> None:
    """A target of reports said to be of 2015, 2016 …, in processes that hash differently."""
    command = [sys.executable, "-c", SEVERAL_YEARS]
    where = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    environments = ({**where, "PYTHONHASHSEED": str(seed)} for seed in range(1, 7))
    assert len({subprocess.check_output(command, env=environment) for environment in environments}) == 1


LIKE = Said("完成棚户区住房改造", "6000000", "套", planned=True)


@pytest.mark.parametrize(
    ("reached", "linked"),
    [
        (Said("棚户区住房改造", "6090000", "套"), True),
        (Said("棚户区住房改造", "600", "套"), False),
        (Said("棚户区住房改造", "6090000", "户"), False),
        (Said("农村危房改造", "6090000", "套"), False),
        (Said("城镇新增就业", "6090000", "套"), False),
    ],
)
def test_a_like_wording_of_a_like_figure_tells_too(reached: Said, linked: bool) -> None:
    found = link(report(2023, LIKE) | report(2024, reached))
    assert triples(found, "wr:outcomeOf") == ({pair(LIKE, reached)} if linked else set())


def test_names_about_one_matter_are_alike_where_the_figures_are_close() -> None:
    wanted = Said("中央财政安排科技投入", "71600000000", "元", planned=True)
    told = [Said("中央财政用于科技的支出", value, "元") for value in ("77400000000", "97400000000")]
    for reached, linked in zip(told, (True, False), strict=True):
        found = link(report(2023, wanted) | report(2024, reached))
        assert triples(found, "wr:outcomeOf") == ({pair(wanted, reached)} if linked else set())


def test_a_sentence_that_recalls_the_target_is_no_outcome() -> None:
    wanted = growth("13", "~", planned=True, indicator="广义货币M2")
    told = growth("11.3", indicator="广义货币M2增长")
    recalled = growth("13", "<=", indicator="广义货币M2", start=9, clause="低于13%左右的预期目标")
    assert triples(link(report(2023, wanted) | report(2024, told, recalled)), "wr:outcomeOf") == {
        pair(wanted, told)
    }


def test_an_outcome_that_has_its_own_target_tells_of_no_other() -> None:
    own = Said("棚户区住房改造", "6050000", "套", planned=True, start=40)
    reached = Said("棚户区住房改造", "6090000", "套")
    found = link(report(2023, LIKE, own) | report(2024, reached))
    assert triples(found, "wr:outcomeOf") == {pair(own, reached)}


def test_the_first_report_to_tell_is_the_outcome_and_a_later_one_is_less_sure() -> None:
    soon, late = outcome(), outcome(value="12500000")
    both = link(report(2023, target()) | report(2024, soon) | report(2025, late))
    assert triples(both, "wr:outcomeOf") == {pair(target(), soon)}
    assert on_statement(both, "wr:outcomeOf", "wr:score") == ["0.95"]
    only_late = link(report(2023, target()) | report(2025, late))
    assert on_statement(only_late, "wr:outcomeOf", "wr:score") == ["0.8"]


def test_a_review_tells_of_its_own_year() -> None:
    wanted, reached = target(year=2023), outcome(year=2023)
    linked = link(report(2022, wanted, kind="review") | report(2023, reached, kind="review"))
    assert len(triples(linked, "wr:outcomeOf")) == 1


def growth(value: str, comparator: str = "", direction: str = "up", **more: object) -> Said:
    given_ = {"indicator": "国内生产总值", "unit": "%", "kind": "change", "direction": direction}
    return Said(value=value, comparator=comparator, **(given_ | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "reached", "met"),
    [
        (target(), outcome(value="11990000"), ["false"]),
        (target(), outcome(value="13000000", comparator=">"), ["true"]),
        (target(), outcome(value="11000000", comparator=">"), []),  # 超过1100万 may be anything above
        (target(), outcome(value="12500000", comparator="~"), []),
        (target(comparator=""), outcome(), ["true"]),  # more jobs than asked for
        (growth("5", "~", planned=True), growth("5.2"), []),
        (growth("5", "~", planned=True), growth("5"), ["true"]),
        (growth("6", ">=", planned=True), growth("8.1"), ["true"]),
        (growth("6", ">=", planned=True), growth("2", direction="down"), ["false"]),
        (growth("8", planned=True), growth("9.9"), ["true"]),
        (growth("8", planned=True), growth("7.7"), ["false"]),
        (growth("3", planned=True, indicator=CPI), growth("1.5", indicator=CPI), ["true"]),
        (growth("3", "<=", planned=True, indicator=CPI), growth("4.8", indicator=CPI), ["false"]),
        (
            growth("4", planned=True, direction="down", indicator="单位GDP能耗"),
            growth("1.2", direction="down", indicator="单位GDP能耗"),
            ["false"],
        ),
        (
            growth("3.1", ">=", planned=True, direction="down", indicator="能耗强度"),
            growth("5.6", direction="down", indicator="单位国内生产总值能耗"),
            ["true"],
        ),
        (growth("7", planned=True, indicator="某项收入"), growth("8", indicator="某项收入"), []),
        (growth("7", planned=True, indicator="某项收入"), growth("7", indicator="某项收入"), ["true"]),
    ],
)
def test_met_is_said_only_where_the_words_decide(wanted: Said, reached: Said, met: list[str]) -> None:
    linked = link(report(2023, wanted) | report(2024, reached))
    assert len(triples(linked, "wr:outcomeOf")) == 1
    assert on_statement(linked, "wr:outcomeOf", "wr:met") == met
    assert [value for _, value in triples(linked, "wr:met")] == met


BOTH = ["true", "true"]


@pytest.mark.parametrize(("value", "met"), [("6.7", BOTH), ("6.5", BOTH), ("7.2", []), ("6", [])])
def test_a_range_is_met_inside_and_undecided_outside(value: str, met: list[str]) -> None:
    clause = "国内生产总值增长6.5%－7%"
    wanted = [growth(bound, planned=True, clause=clause) for bound in ("6.5", "7")]
    linked = link(report(2023, *wanted) | report(2024, growth(value)))
    assert len(triples(linked, "wr:outcomeOf")) == 2
    assert on_statement(linked, "wr:outcomeOf", "wr:met") == met


def test_the_page_on_the_model_says_when_a_target_is_met(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "model.md").read_text("utf-8")
    rows = re.findall(r"^\| .*\| (\S+) \| (\S+) \| (`true`|`false`|none) \|$", page, re.MULTILINE)
    assert len(rows) > 9
    rows += [
        ("引进人才1200名以上", "引进人才超过1300名", "`true`"),
        ("选派干部1500名以上", "选派干部超过1300名", "none"),
    ]
    wanted, reached = ("。".join(row[column] for row in rows) for column in (0, 1))
    for year, reviewed, planned in ((2023, "扩大开放", wanted), (2024, reached, "扩大开放")):
        (tmp_path / f"{year}.txt").write_text(
            f"{year}年青岚县政府工作报告\n各位代表：\n一、{year - 1}年工作回顾\n{reviewed}。\n"
            f"二、{year}年工作安排\n{planned}。\n",
            "utf-8",
        )
    kg.build(tmp_path, tmp_path / "out", html=False)
    asked = (
        "SELECT ?said ?met { ?o wr:outcomeOf ?t . ?t wr:evidence/oa:exact ?said OPTIONAL { ?o wr:met ?met } }"
    )
    told = [tuple(row) for row in kg.load(tmp_path / "out").query(asked)]  # type: ignore[arg-type]
    verdicts = {str(target): "none" if met is None else f"`{met}`" for target, met in told}
    assert verdicts == {target: met for target, _, met in rows}


def test_a_series_runs_through_the_known_years_of_one_place_and_unit() -> None:
    visits = outcome(year=2005, unit="人次", start=9)
    linked = link(
        report(2005, outcome(year=2004, value="9800000", unit="人"))
        | report(2006, outcome(year=2005, value="9700000", unit="名"), visits)
        | report(2010, outcome(year=2009, value="11020000"))
        | report(2011, outcome(year=2010), place="贵州")
    )
    values = {n: v for n, v in triples(linked, "wr:value")}  # noqa: C416
    steps = {(values[later], values[earlier]) for later, earlier in triples(linked, "wr:previous")}
    assert steps == {("9700000", "9800000"), ("11020000", "9700000")}


def test_a_lone_spike_is_no_step_of_a_series() -> None:
    values = {2008: "1113", 2009: "1102", 2010: "5771", 2011: "1221"}
    graphs = [report(year + 1, outcome(year=year, value=value)) for year, value in values.items()]
    linked = link(union(graphs))
    years = {name: int(value) for name, value in triples(linked, "wr:value")}
    assert {(years[one], years[two]) for one, two in triples(linked, "wr:previous")} == {
        (1102, 1113),
        (1221, 1102),
    }


def test_a_year_with_two_values_of_one_name_is_left_out_of_the_series() -> None:
    unclear = report(2006, outcome(year=2005, value="1"), outcome(year=2005, value="2", start=9))
    linked = link(report(2005, outcome(year=2004)) | unclear | report(2007, outcome(year=2006)))
    assert len(triples(linked, "wr:previous")) == 1


@pytest.mark.parametrize(
    ("change", "contradicted"),
    [
        (Said("粮食产量", "20", "%", 2022, kind="change", direction="up", basis="同比"), False),
        (Said("粮食产量", "20.4", "%", 2022, kind="change", direction="up"), False),
        (Said("粮食产量", "35", "%", 2022, kind="change", direction="up"), True),
        (Said("粮食产量", "20", "%", 2022, kind="change", direction="down"), True),
        (Said("粮食产量", "35", "%", 2022, kind="change", direction="up", comparator=">"), False),
        (Said("粮食产量", "35", "%", 2022, kind="change", direction="up", basis="比2010年"), False),
        (Said("粮食产量", "200", "斤", 2022, kind="change", direction="up"), False),
        (Said("粮食产量", "400", "斤", 2022, kind="change", direction="up"), True),
    ],
)
def test_a_change_that_its_levels_do_not_bear_out_is_flagged(change: Said, contradicted: bool) -> None:
    levels = [Said("粮食产量", "1003", "斤", 2021), Said("粮食产量", "1204", "斤", 2022)]
    linked = link(report(2022, levels[0]) | report(2023, levels[1], change))
    assert len(triples(linked, "wr:inconsistentWith")) == (2 if contradicted else 0)


def test_growth_in_constant_prices_contradicts_no_level() -> None:
    levels = [Said("国内生产总值", "100", "元", 2021), Said("国内生产总值", "120", "元", 2022)]
    linked = link(report(2022, levels[0]) | report(2023, levels[1], growth("8", year=2022)))
    assert not triples(linked, "wr:inconsistentWith")


def test_near_indicators_stay_apart_and_know_each_other() -> None:
    one = Said("引进急需紧缺人才", "548", year=2021)
    other = Said("全年引进急需紧缺专业人才", "5141", year=2025)
    linked = link(report(2021, one, kind="review") | report(2025, other, kind="review"))
    labels = {node.iri: node.label for node in linked.nodes if node.type == "wr:Indicator"}
    (match,) = triples(linked, "skos:closeMatch")
    assert {labels[name] for name in match} == {"引进急需紧缺人才", "引进急需紧缺专业人才"}
    assert on_statement(linked, "skos:closeMatch", "wr:score") == ["0.89"]


def test_a_programme_knows_its_first_and_last_year_and_its_name_elsewhere() -> None:
    named = Named("四个优先")
    graph = report(2021, named) | report(2025, named) | report(2025, named, place="贵州")
    linked = link(graph)
    here, there = programme(named), programme(named, "贵州")
    assert triples(linked, "wr:firstReported") == {(here, "id:year-2021"), (there, "id:year-2025")}
    assert triples(linked, "wr:lastReported") == {(here, "id:year-2025"), (there, "id:year-2025")}
    assert triples(linked, "skos:closeMatch") == {(min(here, there), max(here, there))}


@pytest.mark.parametrize(
    ("before", "after", "score"),
    [
        (Named("山城优才卡制度", "制度"), Named("山城优才卡"), ["0.9"]),
        (Named("山城优才卡制度", "制度", ("优才卡",)), Named("优才卡服务", "服务", ("优才卡",)), ["0.6"]),
        (Named("年轻干部强基工程", "工程"), Named("年轻干部红色接力工程", "工程"), ["0.25"]),
        (Named("年轻干部强基工程", "工程"), Named("年轻干部强基行动", "行动"), ["0.6"]),
        (Named("干部强基工程", "工程"), Named("干部接力工程", "工程"), []),
        (Named("山城优才卡制度", "制度"), Named("山城优才卡", local=False), []),
    ],
)
def test_a_successor_is_a_candidate_by_its_name(before: Named, after: Named, score: list[str]) -> None:
    linked = link(report(2021, before) | report(2025, after))
    expected = {(programme(after), programme(before))} if score else set()
    assert triples(linked, "wr:evolvesFrom") == expected
    assert on_statement(linked, "wr:evolvesFrom", "wr:score") == score


def test_programmes_of_one_year_do_not_succeed_each_other() -> None:
    linked = link(report(2021, Named("山城优才卡制度", "制度"), Named("山城优才卡")))
    assert not triples(linked, "wr:evolvesFrom")


def test_years_follow_each_other() -> None:
    linked = link(report(2021) | report(2022) | report(2025))
    assert triples(linked, "wr:nextYear") == {("id:year-2021", "id:year-2022")}


facts = st.one_of(
    st.builds(
        Said,
        indicator=st.sampled_from([JOBS, CPI, "国内生产总值", "引进急需紧缺人才", "引进急需紧缺专业人才"]),
        value=st.sampled_from(["1000", "1200", "1300", "5", "20"]),
        unit=st.sampled_from(["人", "名", "%", "人次", ""]),
        year=st.sampled_from([2021, 2022, 2023, None]),
        planned=st.booleans(),
        kind=st.sampled_from(["level", "change"]),
        direction=st.sampled_from(["", "up", "down"]),
        comparator=st.sampled_from(["", ">=", "~"]),
        start=st.integers(0, 3),
    ),
    st.builds(
        Named,
        name=st.sampled_from(["山城优才卡制度", "山城优才卡", "年轻干部强基工程", "年轻干部接力工程"]),
        type=st.sampled_from(["", "制度", "工程"]),
        local=st.booleans(),
    ),
)
reports = st.builds(
    lambda year, said, place: report(year, *said, place=place),
    st.sampled_from([2021, 2022, 2023, 2024]),
    st.lists(facts, max_size=5),
    st.sampled_from(["全国", "贵州"]),
)


def union(graphs: list[Graph]) -> Graph:
    whole = Graph()
    for graph in graphs:
        whole |= graph
    return whole


@settings(max_examples=60)
@given(st.lists(reports, max_size=5), st.randoms(use_true_random=False))
def test_linking_is_free_of_order_idempotent_and_incremental(
    graphs: list[Graph], chance: random.Random
) -> None:
    linked = link(union(graphs))
    shuffled = graphs.copy()
    chance.shuffle(shuffled)
    assert link(union(shuffled)) == linked
    assert link(linked) == linked
    assert link(link(union(graphs[:2])) | union(graphs[2:])) == linked


@settings(max_examples=60)
@given(st.lists(reports, max_size=5))
def test_what_is_inferred_says_so_and_can_be_left_out(graphs: list[Graph]) -> None:
    said = union(graphs)
    linked = link(said)
    assert without_inferred(linked) == said
    assert said.edges <= linked.edges
    methods = {e.source: e for e in linked.edges if e.property == "wr:inferredBy"}
    triples_of = {
        statement: tuple(
            next(e.target for e in linked.edges if e.source == statement and e.property == f"rdf:{part}")
            for part in ("subject", "predicate", "object")
        )
        for statement in methods
    }
    for edge in linked.edges - said.edges:
        if edge.source not in methods:
            assert triples_of[edge.evidence] == (edge.source, edge.property, edge.target)
    assert {node.type for node in linked.nodes - said.nodes} <= {"wr:Statement"}


@given(st.lists(reports, max_size=5))
def test_parts_of_single_documents_link_to_the_same_graph(graphs: list[Graph]) -> None:
    groups: dict[tuple[str, ...], list[object]] = {}
    for graph in graphs:
        for key, part in parts(graph, WORDS):
            groups.setdefault(key, []).append(part)
    linked = [link_group(key, found, WORDS) for key, found in groups.items()]  # type: ignore[arg-type]
    assert union(graphs) | union(linked) == link(union(graphs))


@given(st.lists(reports, max_size=5))
def test_a_target_has_at_most_one_outcome(graphs: list[Graph]) -> None:
    targets = [wanted for _, wanted in triples(link(union(graphs), WORDS), "wr:outcomeOf")]
    assert len(targets) == len(set(targets))
