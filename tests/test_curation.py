"""Corrections of people, done again at every build: each is applied or reported stale, none is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.build_document import reader
from kg.build_graph import build, plan
from kg.build_summary import Summary
from kg.cleaning import clean
from kg.cli import main
from kg.curation import curate
from kg.curation_entry import Curation
from kg.curation_file import add, dump, load
from kg.errors import CurationError
from kg.mapping import map_reading
from kg.model import Graph, Literal, Mention, Reading, Source
from kg.ontology import load_ontology
from kg.validate import validate

TEXT = (
    "2025年巴中组织工作综述\n"
    "市委深化“新苗培优”计划，选派186名年轻干部到一线。市委党校办班20期，培训干部1200人次。\n"
    "深入实施“人才入企”行动，引进急需紧缺人才548名，同比增长28.9%。\n"
    "市人社局推行“巴山优才卡”，发放优才卡300张。市人力资源和社会保障局举办招聘会12场。\n"
    "激活人才“一池春水”，成为党性淬炼“大熔炉”。\n"
)
WHO = {"who": "李明", "why": "核对原文"}


@cache
def read(text: str = TEXT) -> Reading:
    """What the pipeline finds."""
    return reader(None, None)(clean(Source("a", text, "综述", 2025, "巴中", "ab" * 32, "a.txt")))


def curated(tmp_path: Path, *entries: Mapping[str, Any], text: str = TEXT) -> tuple[Reading, list[int]]:
    """The reading after these entries, and how often each was applied."""
    file = tmp_path / "curation.yaml"
    file.write_text(dump([{**WHO, **entry} for entry in entries]), "utf-8")
    reading, outcome = curate(read(text), load(file))
    return reading, [applied.hits for applied in outcome]


def named(reading: Reading, name: str) -> list[Mention]:
    return [m for m in reading.mentions if m.name == name]


def graph_of(reading: Reading) -> Graph:
    return map_reading(reading, load_ontology())[0]


def curators(graph: Graph) -> dict[str, set[str]]:
    """Labels of what is curated (of a statement: of its subject) with the people who did it."""
    labels = {node.iri: node.label for node in graph.nodes}
    about = {e.source: str(e.target) for e in graph.edges if e.property == "rdf:subject"}
    found: dict[str, set[str]] = {}
    for edge in graph.edges:
        if edge.property == "wr:curatedBy" and isinstance(edge.target, Literal):
            name = labels[about.get(edge.source, edge.source)]
            found.setdefault(name, set()).add(edge.target.value)
    return found


def test_without_corrections_a_reading_is_as_it_was() -> None:
    assert curate(read(), Curation()) == (read(), ())


def test_a_rejected_name_goes_with_its_claims_and_says_why(tmp_path: Path) -> None:
    assert named(read(), "新苗培优计划")
    reading, hits = curated(tmp_path, {"reject": "新苗培优计划"})
    assert hits == [1]
    assert not named(reading, "新苗培优计划")
    assert not [c for c in reading.claims if "新苗培优计划" in (c.subject.name, c.object.name)]
    assert not [m for m in reading.mentions if m.attributes.get("programme") == "新苗培优计划"]
    assert "rejected by 李明: 核对原文" in {r.reason for r in reading.rejected}


def test_an_accepted_name_is_signed_and_otherwise_unchanged(tmp_path: Path) -> None:
    reading, hits = curated(tmp_path, {"accept": "“人才入企”行动"})
    assert hits == [1]
    before, after = graph_of(read()), graph_of(reading)
    assert {e for e in after.edges if e.property != "wr:curatedBy"} == before.edges
    assert curators(after) == {"人才入企行动": {"李明"}}


def test_what_no_rule_found_is_added_with_its_evidence(tmp_path: Path) -> None:
    assert not named(read(), "一池春水")
    reading, hits = curated(
        tmp_path,
        {"accept": "一池春水", "class": "Goal"},
        {"accept": "发放优才卡", "class": "Target", "value": 1.25, "to": {"unit": "张"},
         "quote": "成为党性淬炼“大熔炉”"},
    )  # fmt: skip
    assert hits == [1, 1]
    goal, figure = *named(reading, "一池春水"), named(reading, "发放优才卡")[-1]
    assert TEXT[goal.start : goal.end] == "一池春水"
    assert figure.attributes["status"] == "planned"
    assert not [r for r in reading.rejected if r.start < goal.end and goal.start < r.end]
    assert curators(graph_of(reading)) == {"一池春水": {"李明"}, "发放优才卡 1.25张": {"李明"}}


GOVERNMENT = (
    "2026年青岚县政府工作报告\n一、2025年工作回顾\n"
    "实施就近就业三年行动，开通专线公交33条。2023年起推行流动党校。计划招商项目7个已经落地。\n"
    "二、2026年工作安排\n今年，实施乡风文明三年行动，力争开通定制公交44条。已经建成驿站5个。\n"
    "到2027年推行周末课堂，开通夜间公交55条。\n"
)


def government() -> Reading:
    """What the pipeline finds in a report of 2026 that reviews 2025."""
    given = "2026年青岚县政府工作报告", 2026, "青岚县", "ab" * 32, "g.txt", "government"
    return reader(None, None)(clean(Source("g", GOVERNMENT, *given)))


@pytest.mark.parametrize(
    ("name", "class_", "value", "changes", "said"),
    [
        ("就近就业三年行动", "Programme", 0, {}, ("wr:Programme", 2025)),
        ("乡风文明三年行动", "Programme", 0, {}, ("wr:Programme", 2026)),
        ("流动党校", "Programme", 0, {}, ("wr:Programme", 2023)),
        ("周末课堂", "Programme", 0, {}, ("wr:Programme", 2027)),
        ("流动党校", "Programme", 0, {"year": 2020}, ("wr:Programme", 2020)),
        ("开通专线公交33条", "Outcome", 33, {}, ("wr:Outcome", 2025)),
        ("开通定制公交44条", "Target", 44, {}, ("wr:Target", 2026)),
        ("开通夜间公交55条", "Target", 55, {}, ("wr:Target", 2027)),
        ("开通专线公交33条", "Observation", 33, {}, ("wr:Outcome", 2025)),  # whichever it is there
        ("开通定制公交44条", "Observation", 44, {}, ("wr:Target", 2026)),
        ("建成驿站5个", "Observation", 5, {}, ("wr:Outcome", 2025)),
        ("建成驿站5个", "Target", 5, {}, ("wr:Target", 2026)),  # what is said of it decides the year
        ("招商项目7个", "Observation", 7, {"status": "planned"}, ("wr:Target", 2026)),
        ("开通专线公交33条", "Outcome", 33, {"year": 2020}, ("wr:Outcome", 2020)),
    ],
)
def test_what_is_added_takes_year_and_status_of_its_place_where_it_is_not_told(
    tmp_path: Path, name: str, class_: str, value: int, changes: dict[str, Any], said: tuple[str, int]
) -> None:
    entry = {"accept": name, "class": class_, **({"value": value, "quote": name} if value else {})}
    (tmp_path / "curation.yaml").write_text(dump([{**entry, "to": changes or None, **WHO}]), "utf-8")
    blank = replace(government(), mentions=(), claims=())
    (mention,) = curate(blank, load(tmp_path / "curation.yaml"))[0].mentions
    assert (mention.type, mention.attributes["year"]) == said
    if value:
        assert mention.attributes["status"] == ("planned" if said[0] == "wr:Target" else "achieved")


def test_what_a_person_adds_is_dated_as_the_rules_date_it(tmp_path: Path) -> None:
    reading = government()
    dated = [m for m in reading.mentions if m.type in ("wr:Programme", "wr:Outcome", "wr:Target")]
    assert len(dated) > 4
    for m in dated:
        figure = {"class": "Observation", "value": m.attributes.get("value")}
        where = figure if "value" in m.attributes else {"class": "Programme"}
        quote = reading.text.chars[m.start - 2 : m.end]
        entry = {"accept": m.name, "quote": quote, **where, **WHO}
        (tmp_path / "curation.yaml").write_text(dump([entry]), "utf-8")
        blank = replace(reading, mentions=(), claims=())
        (added,) = curate(blank, load(tmp_path / "curation.yaml"))[0].mentions
        assert (added.type, added.attributes["year"]) == (m.type, m.attributes["year"])


def test_a_name_of_another_class_has_the_year_of_a_programme_and_no_type_of_its_old_class(
    tmp_path: Path,
) -> None:
    text = "2026年巴中市政府工作报告\n一、2025年工作回顾\n用好市委党校。实施“春晖育才”行动。\n"
    reading, hits = curated(
        tmp_path,
        {"set": "市委党校", "to": {"class": "Programme"}},
        {"set": "春晖育才行动", "to": {"class": "Institution"}},
        text=text,
    )
    assert hits == [1, 1]
    school, body = named(reading, "市委党校")[0], named(reading, "春晖育才行动")[0]
    assert (school.attributes["year"], school.attributes["type"]) == (2025, None)
    assert body.attributes["type"] is None
    assert validate(graph_of(reading)).conforms


def test_two_spellings_become_one_that_keeps_both(tmp_path: Path) -> None:
    both = ["市人社局", "市人力资源和社会保障局"]
    entries: list[dict[str, Any]] = [{"accept": n, "class": "Institution"} for n in both]
    merge = {"merge": both, "into": both[1], "class": "Institution"}
    reading, hits = curated(tmp_path, *entries, merge)
    assert all(hits)
    assert not named(reading, both[0])
    bodies = {n.label for n in graph_of(reading).nodes if n.type == "wr:Institution"}
    assert bodies & {*both, *(f"巴中{n}" for n in both)} == {both[1]}
    aliases = {e.target.value for e in graph_of(reading).edges if isinstance(e.target, Literal)}
    assert both[0] in aliases


def test_a_new_name_reaches_the_figures_that_speak_of_it(tmp_path: Path) -> None:
    start = {"set": "选派年轻干部", "to": {"programme": "新苗培优计划"}}
    reading, hits = curated(tmp_path, start, {"rename": "新苗培优计划", "to": "新苗计划"})
    assert hits == [1, 2]
    assert named(reading, "选派年轻干部")[0].attributes["programme"] == "新苗计划"
    assert {e.property for e in graph_of(reading).edges} >= {"wr:hasObservation"}


def programmes_of(reading: Reading, indicator: str) -> set[str]:
    """The programmes to which the graph gives the figures of an indicator."""
    graph = graph_of(reading)
    labels = {node.iri: node.label for node in graph.nodes}
    links = [e for e in graph.edges if e.property == "wr:hasObservation"]
    return {labels[e.source] for e in links if labels[str(e.target)].startswith(indicator)}


def test_a_figure_is_taken_from_a_programme_and_given_to_another(tmp_path: Path) -> None:
    figure, own, other = "选派年轻干部", "新苗培优计划", "人才入企行动"
    assert programmes_of(read(), figure) == {own}
    rejected, hits = curated(tmp_path, {"reject": [own, "hasObservation", figure]})
    assert (hits, programmes_of(rejected, figure)) == ([1], set())
    moved, hits = curated(tmp_path, {"set": figure, "to": {"programme": other}})
    assert (hits, programmes_of(moved, figure)) == ([1], {other})
    freed, hits = curated(tmp_path, {"set": figure, "to": {"programme": None}})
    assert (hits, programmes_of(freed, figure)) == ([1], set())


def test_a_split_gives_each_part_its_own_place(tmp_path: Path) -> None:
    reading, hits = curated(
        tmp_path,
        {"rename": "人才入企行动", "to": "人才入企"},
        {"split": "人才入企", "into": ["人才", "入企"]},
        {"set": "引进急需紧缺人才", "value": 548, "to": {"year": 2024, "unit": "人"}},
    )
    assert all(hits)
    assert [TEXT[m.start : m.end] for n in ("人才", "入企") for m in named(reading, n)] == ["人才", "入企"]


def test_what_is_set_reaches_the_graph(tmp_path: Path) -> None:
    reading, hits = curated(
        tmp_path,
        {"set": "引进急需紧缺人才", "value": 548, "to": {"year": 2030, "status": "planned", "value": 600}},
        {"set": "人才入企行动", "to": {"class": "Policy"}},
    )
    assert hits == [1, 1]
    graph = graph_of(reading)
    target = next(n for n in graph.nodes if n.type == "wr:Target")
    assert target.label.startswith("引进急需紧缺人才 600")
    assert ("wr:year", "id:year-2030") in {
        (e.property, e.target) for e in graph.edges if e.source == target.iri
    }
    assert "人才入企行动" in {n.label for n in graph.nodes if n.type == "wr:Policy"}


def test_relations_are_accepted_and_rejected(tmp_path: Path) -> None:
    relation = ["新苗培优计划", "implementedBy", "市委党校"]
    accept = {"accept": relation, "quote": "市委党校办班20期，培训干部1200人次。"}
    reading, hits = curated(tmp_path, accept)
    assert hits == [1]
    claim = reading.claims[-1]
    assert (claim.property, claim.curated) == ("wr:implementedBy", ("李明",))
    assert curators(graph_of(reading)) == {"新苗培优计划": {"李明"}}
    again, hits = curated(tmp_path, accept, {"reject": relation})
    assert hits == [1, 1]
    assert claim not in again.claims


def test_each_correction_sees_what_those_before_it_left(tmp_path: Path) -> None:
    steps = [
        {"rename": "人才入企行动", "to": "甲行动"},
        {"rename": "甲行动", "to": "乙行动"},
        {"reject": "甲行动"},
    ]
    reading, hits = curated(tmp_path, *steps)
    assert [bool(n) for n in hits] == [True, True, False]
    assert named(reading, "乙行动")


def test_two_people_both_sign(tmp_path: Path) -> None:
    entries = [{"accept": "人才入企行动"}, {"accept": "人才入企行动", "who": "王芳"}]
    assert curators(graph_of(curated(tmp_path, *entries)[0])) == {"人才入企行动": {"李明", "王芳"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- reject: x\n  who: [", "curation.yaml:2: cannot be read as YAML: expected the node content"),
        ("- {reject: x, who: a, why: 2024-13-45}", "curation.yaml: cannot be read as YAML: month must be"),
        ("- {reject: x, who: a, why: \a}", "curation.yaml: cannot be read as YAML: unacceptable character"),
        (
            "- {merge: '县人社局, 县局', into: 县局, who: a, why: b}",
            "curation.yaml:1: entry 1 (merge): wants its names as a list: merge: [NAME, NAME]",
        ),
        (
            "- reject: x\n  who: a\n  why: b\n\n  reject: y\n  who: a\n",
            "curation.yaml:5: cannot be read as YAML: the key reject stands twice in one entry; before",
        ),
        ('- {reject: x, who: "\\uDCB1", why: b}', "curation.yaml:1: entry 1 (reject): has half a character"),
        (
            "# 说明\n- reject: x\n  who: a\n  why: b\n\n- set: x\n  who: a\n",
            "curation.yaml:6: entry 2 (set): lacks",
        ),
        ("reject: x", "must be a list"),
        ("- reject", "entry 1: must be keys"),
        ("- {reject: x, who: a, why: b}\n- {who: a, why: b}", "entry 2: has no action"),
        ("- {reject: x, set: y, who: a, why: b}", "has reject and set"),
        ("- {reject: x, why: b}", "entry 1 (reject): lacks 'who'"),
        ("- {reject: x, who: a}", "lacks 'why'"),
        ("- {reject: x, who: a, why: b, because: c}", "unknown key 'because'"),
        ("- {rename: x, who: a, why: b}", "lacks 'to'"),
        ("- {merge: x, into: x, who: a, why: b}", "two names"),
        ("- {split: x, into: [x], who: a, why: b}", "two names or more"),
        ("- {set: x, who: a, why: b}", "wants 'to'"),
        ("- {set: x, to: {colour: red}, who: a, why: b}", "cannot set 'colour'"),
        ("- {set: x, to: {year: next}, who: a, why: b}", "year must be a whole number"),
        (
            "- {set: x, to: {status: done}, who: a, why: b}",
            "one of achieved 已完成, planned 目标, not 'done'",
        ),
        ("- {set: x, value: many, to: {year: 2024}, who: a, why: b}", "value must be a number"),
        ("- {reject: [a, b], who: a, why: b}", "a relation is [subject, property, object]"),
        ("- {reject: '“”', who: a, why: b}", "a name is empty"),
        ("- {reject: x, to: {year: 2024}, who: a, why: b}", "takes no 'to'"),
    ],
)
def test_a_wrong_entry_is_one_line_with_file_and_entry(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "curation.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(CurationError) as wrong:
        load(file)
    assert said in str(wrong.value)
    assert re.match(rf"{re.escape(str(file))}(:\d+)?: (?!.*unicode string)", str(wrong.value))
    assert "\n" not in str(wrong.value)


def test_added_entries_leave_what_stands_there(tmp_path: Path) -> None:
    file = tmp_path / "curation.yaml"
    file.write_text("# 说明\n- reject: 甲\n  who: 李\n  why: 口号\n", "utf-8")
    add(file, [{"rename": "乙", "to": "丙", **WHO}])
    assert file.read_text("utf-8").startswith("# 说明\n- reject: 甲\n")
    assert [e.action for e in load(file).entries] == ["reject", "rename"]


# ---------------------------------------------------------------- in a build


def run(folder: Path, *, cache: bool = False, **options: Any) -> Summary:
    kept = folder / "cache" if cache else None
    return build([folder / "in"], folder / "out", plan(html=False, cache=kept, **options))


def coverage(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "out" / "coverage.json").read_text("utf-8"))
    return data


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path


def fifty() -> list[dict[str, Any]]:
    """Fifty entries of every kind; each finds something in the text, in this order."""
    figures = ["选派年轻干部", "引进急需紧缺人才", "发放优才卡"]
    entries: list[dict[str, Any]] = [
        {"accept": "一池春水", "class": "Goal"},
        {"accept": "大熔炉", "class": "Programme", "quote": "党性淬炼“大熔炉”"},
        {"accept": "市人社局", "class": "Institution"},
        {"accept": "市人力资源和社会保障局", "class": "Institution"},
        {"merge": ["市人社局", "市人力资源和社会保障局"], "into": "市人力资源和社会保障局"},
        {"accept": ["新苗培优计划", "implementedBy", "市委党校"], "quote": "市委党校办班20期"},
        {"accept": ["新苗培优计划", "targets", "优秀干部"], "class": "TargetGroup",
         "quote": "选派186名年轻干部"},
        {"reject": ["新苗培优计划", "targets", "年轻干部"]},
        {"split": "一池春水", "into": ["一池", "春水"]},
        {"set": "大熔炉", "to": {"type": "平台"}},
        {"rename": "大熔炉", "to": "党性大熔炉"},
        {"reject": "春水"},
        {"accept": "成为熔炉", "class": "Outcome", "value": 1, "quote": "成为党性淬炼“大熔炉”"},
    ]  # fmt: skip
    entries += [{"set": n, "class": "Observation", "to": {"basis": f"{i}"}} for i, n in enumerate(figures)]
    entries += [
        {"accept": name, "document": "a.txt"} for name in ("新苗培优计划", "人才入企行动", "市委党校")
    ]
    for i in range(50 - len(entries)):
        entries.append({"rename": f"{'一池' if not i else f'池{i - 1}'}", "to": f"池{i}"})
    return [{**entry, **WHO} for entry in entries]


def test_fifty_corrections_after_the_documents_changed(house: Path) -> None:
    entries = fifty()
    assert len(entries) == 50
    file = house / "in" / "curation.yaml"
    file.write_text(dump(entries), "utf-8")
    summary = run(house, cache=True)
    assert [fate.in_words() for fate in summary.corrections if not fate.hits] == []
    assert len(summary.corrections) == 50
    assert validate(str(house / "out")).conforms
    assert 'wr:curatedBy "李明"' in (house / "out" / "graph.ttl").read_text("utf-8")

    changed = (
        TEXT.replace("“一池春水”", "活力").replace("“人才入企”行动", "有关工作").replace("300张", "301张")
    )
    (house / "in" / "a.txt").write_text("新的一行。\n" + changed, "utf-8")
    (house / "in" / "b.txt").write_text("2025年工作综述\n市委党校办班20期。\n", "utf-8")
    summary = run(house, cache=True)
    stale = {fate.entry.number for fate in summary.corrections if not fate.hits}
    gone = {
        n for n, e in enumerate(entries, 1) if str(e).count("池") or "春水" in str(e) or "人才入企" in str(e)
    }
    assert stale == gone
    told = coverage(house)["curation"]
    assert sorted(e["entry"] for e in told["applied"] + told["stale"]) == list(range(1, 51))
    assert all(e["file"] == "curation.yaml" and e["reason"] for e in told["stale"])
    words = summary.in_words()
    assert f"{50 - len(stale)} applied, {len(stale)} stale" in words
    assert "curation.yaml:1: entry 1 (accept 一池春水): nothing called 一池春水 is found as wr:Goal" in words
    assert f"… and {len(stale) - 10} more stale ones" in words


def test_a_correction_is_found_again_where_it_has_moved_in_its_file(house: Path) -> None:
    file = house / "in" / "curation.yaml"
    file.write_text(dump([{"reject": "无此事", **WHO}]), "utf-8")
    assert f" {file}:1: entry 1 (reject 无此事): nothing" in run(house, cache=True).in_words()
    file.write_text(f"# 说明\n\n{file.read_text('utf-8')}", "utf-8")
    assert "curation.yaml:3: entry 1 (reject 无此事): nothing" in run(house, cache=True).in_words()


def test_a_changed_correction_is_not_answered_from_the_cache(house: Path) -> None:
    file = house / "in" / "curation.yaml"
    run(house, cache=True)
    for name in ("甲行动", "乙行动"):
        file.write_text(dump([{"rename": "人才入企行动", "to": name, **WHO}]), "utf-8")
        run(house, cache=True)
        graph = (house / "out" / "graph.ttl").read_bytes()
        assert name.encode() in graph
        run(house)
        assert (house / "out" / "graph.ttl").read_bytes() == graph
    file.unlink()
    run(house, cache=True)
    assert "乙行动" not in (house / "out" / "graph.ttl").read_text("utf-8")
    assert "curation" not in coverage(house)


def test_a_correction_of_one_document_leaves_the_cache_of_the_others(house: Path) -> None:
    (house / "in" / "b.txt").write_text("2025年工作综述\n市委党校办班20期。\n", "utf-8")
    run(house, cache=True)
    before = {f.name for f in (house / "cache").glob("??/*")}
    entry = {"rename": "人才入企行动", "to": "甲行动", "document": "a.txt", **WHO}
    (house / "in" / "curation.yaml").write_text(dump([entry]), "utf-8")
    run(house, cache=True)
    assert len({f.name for f in (house / "cache").glob("??/*")} - before) == 1


def test_a_rejection_that_a_later_entry_takes_back_is_stale(house: Path) -> None:
    entries = [{"reject": "市委党校", **WHO}, {"accept": "市委党校", "class": "Institution", **WHO}]
    (house / "in" / "curation.yaml").write_text(dump(entries), "utf-8")
    rejected, accepted = run(house).corrections
    assert (rejected.hits, rejected.reason) == (0, "a later entry accepts it again")
    assert accepted.hits


def test_a_correction_of_a_document_that_is_gone_is_stale(house: Path) -> None:
    entry = {"reject": "人才入企行动", "document": "gone.txt", **WHO}
    (house / "in" / "curation.yaml").write_text(dump([entry]), "utf-8")
    fate = run(house).corrections[0]
    assert (fate.hits, fate.reason) == (0, "no document gone.txt was read")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            {"accept": "一池春水", "class": "Dragon"},
            "wr:Dragon is not in the ontology; its classes are Programme, Institution, ",
        ),
        (
            {"reject": ["人才入企行动", "数据", "引进急需紧缺人才"]},
            (
                "wr:数据 is not in the ontology; its relations are targets, implementedBy, partOf, pursues, "
                "concerns, hasObservation"
            ),
        ),
        (
            {"reject": "人才入企行动", "class": "Progamme"},
            "wr:Progamme is not in the ontology (did you mean Programme?)",
        ),
        (
            {"set": "人才入企行动", "to": {"class": "Goals"}},
            "wr:Goals is not in the ontology (did you mean Goal?)",
        ),
        (
            {"reject": ["新苗培优计划", "eats", "年轻干部"]},
            "wr:eats is not in the ontology; its relations are targets, implementedBy, ",
        ),
        (
            {"reject": ["新苗培优计划", "target", "年轻干部"]},
            "wr:target is not in the ontology (did you mean targets?)",
        ),
        (
            {"reject": ["新苗培优计划", "Programme", "年轻干部"]},
            "wr:Programme is not in the ontology; its relations are",
        ),
    ],
)
def test_a_term_that_the_ontology_lacks_stops_the_build(
    house: Path, entry: dict[str, Any], said: str
) -> None:
    file = house / "in" / "curation.yaml"
    file.write_text(dump([{**entry, **WHO}]), "utf-8")
    with pytest.raises(CurationError) as told:
        run(house)
    assert str(told.value).startswith(f"{file}:1: entry 1 (")
    assert f"): {said}" in str(told.value)
    assert "\n" not in str(told.value)
    assert not (house / "out").exists()


@pytest.mark.parametrize(
    "entry",
    [
        {"set": "市委党校", "class": "Institution", "to": {"type": "大学"}},
        {"set": "人才入企行动", "class": "Programme", "to": {"class": "Institution", "type": "大学"}},
        {"accept": "市人社局", "class": "Institution", "to": {"type": "大学"}},
    ],
)
def test_a_type_that_no_institution_has_stops_the_build(house: Path, entry: dict[str, Any]) -> None:
    (house / "in" / "curation.yaml").write_text(dump([{**entry, **WHO}]), "utf-8")
    types = "party_organ 党的机关, .* other 其他"
    told = rf"/in/curation.yaml:1: entry 1 \(.*\): type must be one of {types}, not '大学'$"
    with pytest.raises(CurationError, match=told):
        run(house)


def test_a_type_is_taken_by_its_label_and_any_word_is_one_of_a_programme(house: Path) -> None:
    entries = [
        {"set": "市委党校", "class": "Institution", "to": {"type": "高校"}},
        {"set": "人才入企行动", "to": {"type": "专项"}},
        {"set": "新苗培优计划", "class": "Programme", "to": {"type": "高校"}},
        {"set": "市委", "to": {"type": "大学"}},  # of no class: it would be a programme
    ]
    (house / "in" / "curation.yaml").write_text(dump([{**entry, **WHO} for entry in entries]), "utf-8")
    summary = run(house)
    told = [fate.hits or fate.reason for fate in summary.corrections]
    assert told == [1, 1, 1, "nothing called 市委 is found as wr:Programme"]
    graph = (house / "out" / "graph.ttl").read_text("utf-8")
    assert 'wr:institutionType "university"' in graph
    assert set(re.findall('wr:programmeType "(.*)"@zh', graph)) == {"专项", "高校", "卡"}
    assert not summary.quarantined


def test_where_corrections_are_not_applied_that_is_said(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--curation", str(house / "mine.yaml"), "--engine", "spark"]
    assert main(["build", str(house / "in"), "-o", str(house / "out"), *given]) == 2
    assert capsys.readouterr().err == "kg: --curation: corrections are applied by --engine local only\n"


def test_a_curation_file_may_be_given_and_left_out(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = house / "mine.yaml"
    given.write_text(dump([{"rename": "人才入企行动", "to": "甲行动", **WHO}]), "utf-8")

    def annotate(*options: str) -> str:
        main(["annotate", str(house / "in"), "--curation", str(given), *options])
        return "".join(capsys.readouterr())

    assert "甲行动" in annotate()
    other = house / "王芳.yaml"
    other.write_text(dump([{"rename": "甲行动", "to": "乙行动", **WHO}]), "utf-8")
    assert "乙行动" in annotate("--curation", str(other))  # each sees what those before it left
    assert "甲行动" not in annotate("--no-curated")
    given.write_text("- reject: x", "utf-8")
    assert annotate() == f"kg: {given}:1: entry 1 (reject): lacks 'who': say who decided this, and why\n"
