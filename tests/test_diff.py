"""What changed between two builds, two reports or two years."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import Named, Said, report

import kg
from kg.cli import main
from kg.diff import Difference, diff
from kg.diff_formats import as_html, as_json, as_text
from kg.diff_sides import compare
from kg.errors import QueryError, UsageError
from kg.linking import link
from kg.model import Graph
from kg.ontology import DEFAULT_BASE, load_ontology
from kg.store import triples

ONTOLOGY = load_ontology()

BEFORE = report(
    2021,
    Said("引进急需紧缺人才", "548", "名", 2021, clause="全年引进急需紧缺人才548名"),
    Said("评选领军人才", "15", "名", 2021, start=40),
    Named("山城优才卡制度", "制度", stage="推行"),
    Named("四个优先", stage="实行"),
    place="巴中",
    kind="review",
)
AFTER = report(
    2025,
    Said("引进急需紧缺专业人才", "5141", "名", 2025, clause="引进急需紧缺专业人才5141名"),
    Named("山城优才卡", stage="拓展"),
    Named("四个优先", stage="实行"),
    Named("新苗培优", "计划"),
    place="巴中",
    kind="review",
)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return write(link(BEFORE | AFTER), tmp_path / "graph.ttl").parent


def write(graph: Graph, path: Path, base: str = DEFAULT_BASE) -> Path:
    found = triples(graph, ONTOLOGY.namespaces(base))
    path.write_bytes(pyoxigraph.serialize(found, format=pyoxigraph.RdfFormat.TURTLE) or b"")
    return path


def told(found: Difference) -> list[str]:
    return as_text(found, ONTOLOGY).splitlines()


SIDES = [("2021", "2025"), ("巴中-2021.txt", "巴中-2025.txt"), ("巴中2021", "2025")]


@pytest.mark.parametrize(("a", "b"), SIDES)
def test_two_years_or_reports_of_one_build(a: str, b: str, build: Path) -> None:
    assert told(compare(a, b, build)) == [
        "项目 Programme",
        "  ~ 山城优才卡制度 → 山城优才卡",
        "  + 新苗培优",
        "实施年份 active in",
        "  ~ 山城优才卡制度: 推行 → 山城优才卡: 拓展",
        "数值 value",
        "  ~ 引进急需紧缺人才 (巴中): 548 名 → 引进急需紧缺专业人才 (巴中): 5141 名",
        "  - 评选领军人才 (巴中): 15 名",
        "1 added, 1 removed, 3 changed",
    ]


def test_two_builds_are_compared_year_by_year(tmp_path: Path) -> None:
    corrected = report(
        2021,
        Said("引进急需紧缺人才", "584", "名", 2021),
        Said("评选领军人才", "15", "名", 2021, start=99),
        Named("山城优才卡制度", "制度", stage="推行"),
        Named("四个优先", stage="试行"),
        place="巴中",
        kind="review",
    )
    one, other = write(BEFORE, tmp_path / "a.ttl"), write(corrected, tmp_path / "b.ttl")
    assert told(compare(str(one), str(other))) == [
        "实施年份 active in",
        "  ~ 四个优先 (2021年): 实行 → 试行",
        "数值 value",
        "  ~ 引进急需紧缺人才 (巴中 2021年): 548 名 → 584 名",
        "0 added, 0 removed, 2 changed",
    ]


def test_a_corrected_type_or_class_is_one_change(tmp_path: Path) -> None:
    named = (Named("新苗培优", "计划"), Named("五个一", "工程"), Named("四个优先", "制度"))
    corrected = (Named("新苗培优", "行动"), Named("五个一"), Named("双向互派", "计划"))
    after = report(2021, *corrected, place="巴中")
    nodes = (node._replace(type="wr:Policy") if node.label == "五个一" else node for node in after.nodes)
    one = write(report(2021, *named, place="巴中"), tmp_path / "a.ttl")
    other = write(Graph(frozenset(nodes), after.edges), tmp_path / "b.ttl")
    found = compare(str(one), str(other))
    lines = told(found)
    assert lines[:4] == ["项目 Programme", "  ~ 五个一 → 政策 Policy", "  + 双向互派", "  - 四个优先"]
    assert lines[-3:-1] == ["项目类型 programme type", "  ~ 新苗培优: 计划 → 行动"]
    assert lines[-1] == "2 added, 2 removed, 2 changed"
    assert "  + 双向互派: 计划" not in lines  # the type of what came is no second addition
    assert "五个一 (政策 Policy)" in as_html(found, ONTOLOGY)


def test_a_moved_sentence_and_another_base_are_no_difference(tmp_path: Path) -> None:
    moved = report(2021, Said("评选领军人才", "15", "名", 2021, start=7), place="巴中")
    stayed = report(2021, Said("评选领军人才", "15", "名", 2021), place="巴中")
    one = write(stayed, tmp_path / "a.ttl")
    other = write(moved, tmp_path / "b.ttl", "https://example.org/mine/")
    found = compare(str(one), str(other))
    assert not found
    assert told(found) == ["no difference"]


def test_json_says_both_sides_and_their_sentences(build: Path) -> None:
    found = json.loads(as_json(compare("2021", "2025", build), ONTOLOGY))
    assert {key: len(rows) for key, rows in found.items()} == {"added": 1, "removed": 1, "changed": 3}
    (figure,) = (row for row in found["changed"] if row["before"]["property"] == "wr:value")
    assert figure["before"]["sentence"] == "全年引进急需紧缺人才548名"
    assert figure["after"]["value"] == "5141 名"
    assert found["added"][0]["subject"] == "新苗培优"


def test_the_page_runs_and_loads_nothing_of_what_it_quotes() -> None:
    attack = "<script>alert(1)</script>"
    page = as_html(diff(Graph(), report(2021, Named(attack))), ONTOLOGY)
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    ("a", "b", "error", "words"),
    [
        ("2021", "某报告", UsageError, "某报告: no graph file, no year .*: 巴中2021; 巴中2025"),
        (
            "2021",
            "graph.ttl",
            UsageError,
            "^2021: a year, and graph.ttl is a graph: compare a graph with",
        ),
        ("graph.ttl", "巴中2021", QueryError, "^巴中2021: not found, and graph.ttl is a graph: compare"),
        (".", "nograph", QueryError, "^nograph: not found, and . is a graph"),
        ("nograph", "graph.ttl", QueryError, "^nograph: not found, and graph.ttl is a graph"),
        ("graph.ttl", "nograph.ttl", QueryError, "^nograph.ttl: not found; build a graph first"),
        ("nograph.ttl", "2021", QueryError, "^nograph.ttl: not found; compare a graph with another"),
        ("nograph.ttl", "graph.ttl", QueryError, "^nograph.ttl: not found"),
        ("graph.ttl", "empty", QueryError, "^empty/graph.ttl: not found; build a graph first"),
        ("graph.ttl", "notes.md", UsageError, "^notes.md: no graph, and graph.ttl is a graph"),
        ("2021", "notes.md", UsageError, "^notes.md: no graph file, no year and no report"),
        ("graph.ttl", "broken.nt", QueryError, "^broken.nt:1: is not N-Triples"),
        ("2021", "2025", UsageError, "exports: no graph there to look 2021 and 2025 up in; .* --build"),
    ],
)
def test_a_side_that_is_nothing_known_is_one_clear_line(
    a: str, b: str, error: type[Exception], words: str, build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(build)
    for name in ("notes.md", "broken.nt"):
        (build / name).write_text("x", encoding="utf-8")
    (build / "empty").mkdir()
    with pytest.raises(error, match=words):
        compare(a, b, build if b != "2025" else "exports")


def test_the_text_of_a_report_beside_one_is_no_graph(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(build)
    for name in ("巴中-2021.txt", "巴中-2025.txt"):
        (build / name).write_text("x", encoding="utf-8")
    (build / "2021").mkdir()
    assert compare("巴中-2021.txt", "巴中-2025.txt", build) == compare("2021", "2025", build)


def test_of_reports_with_one_title_the_file_name_is_asked_for(tmp_path: Path) -> None:
    both = BEFORE | AFTER
    nodes = {node._replace(label="政府工作报告") if node.type == "wr:Report" else node for node in both.nodes}
    build = write(Graph(frozenset(nodes), both.edges), tmp_path / "graph.ttl").parent
    with pytest.raises(UsageError, match=r"2 reports of .* called so; .*: 巴中-2021.txt; 巴中-2025.txt"):
        compare("政府工作报告", "2025", build)
    with pytest.raises(UsageError, match=r"某报告: .*: 巴中-2021.txt; 巴中-2025.txt"):
        compare("某报告", "2025", build)
    assert compare("巴中-2021.txt", "巴中-2025.txt", build)


@pytest.mark.parametrize(("b", "form", "code"), [("2025", "json", 1), ("2021", "html", 0)])
def test_the_command_exits_like_diff(
    b: str, form: str, code: int, build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["diff", "2021", b, "--build", str(build), "-f", form, "-o", str(build / "out")]
    assert main(arguments) == code
    assert capsys.readouterr() == ("", "")
    assert (build / "out").read_text(encoding="utf-8").strip()


said = st.builds(
    Said,
    indicator=st.sampled_from(["评选领军人才", "引进急需紧缺人才"]),
    value=st.sampled_from(["1", "2"]),
    year=st.sampled_from([2020, 2021]),
    start=st.integers(0, 2),
)
graphs = st.lists(st.one_of(said, st.builds(Named, st.sampled_from(["甲工程", "乙工程"]))), max_size=4).map(
    lambda facts: report(2021, *facts)
)


@given(graphs, graphs, st.booleans())
def test_a_difference_reversed_is_the_difference_of_the_reverse(a: Graph, b: Graph, across: bool) -> None:
    there, back = diff(a, b, across), diff(b, a, across)
    assert not diff(a, a, across)
    assert there.added == back.removed
    assert there.removed == back.added
    assert there.changed == tuple(sorted((old, new) for new, old in back.changed))


OFFICES = """2025年巴中组织工作综述
市政府印发方案，巴中市人民政府办理事项20件。县人社局办理业务300件。揽入国机集团参与建设。
县人力资源和社会保障局举办招聘会12场。
实施“新苗培优”计划，评选先进集体46个。实施“新苗培育优秀人才”计划。
引进急需紧缺人才548名，引进急需紧缺专业人才600名。
"""


def corrected(folder: Path, name: str, corrections: str) -> Path:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "2025.txt").write_text(OFFICES, encoding="utf-8")
    (folder / "in" / "curation.yaml").write_text(corrections, encoding="utf-8")
    summary = kg.build(folder / "in", folder / name, html=False)
    assert [fate.in_words() for fate in summary.corrections if not fate.hits] == []
    return folder / name


OFFICE = "{accept: %s, class: Institution, who: 李明, why: 原文}"
MERGED = "{merge: [%s, %s], into: %s, who: 李明, why: 简称}"


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (  # merged into what was there before
            [OFFICE % "县人社局"],
            [OFFICE % "县人社局", MERGED % ("县人社局", "县人力资源和社会保障局", "县人力资源和社会保障局")],
            ["机构 Institution", "  ~ 县人社局 → 县人力资源和社会保障局", "0 added, 0 removed, 1 changed"],
        ),
        (  # by a short name that the place completes
            [],
            [MERGED % ("市政府", "巴中市人民政府", "巴中市人民政府")],
            ["机构 Institution", "  ~ 巴中市政府 → 巴中市人民政府", "0 added, 0 removed, 1 changed"],
        ),
        (  # renamed
            [OFFICE % "揽入国机集团"],
            [OFFICE % "揽入国机集团", "{rename: 揽入国机集团, to: 国机集团, who: 李明, why: 动词}"],
            ["机构 Institution", "  ~ 揽入国机集团 → 国机集团", "0 added, 0 removed, 1 changed"],
        ),
        (  # gone for good
            [OFFICE % "县人社局"],
            ["{reject: 县人社局, who: 李明, why: 试}"],
            ["机构 Institution", "  - 县人社局", "0 added, 1 removed, 0 changed"],
        ),
        (  # a link taken out
            [],
            ["{reject: [引进急需紧缺人才, closeMatch, 引进急需紧缺专业人才], who: 李明, why: 不同}"],
            [
                "近似 close match",
                "  - 引进急需紧缺专业人才: 引进急需紧缺人才",
                "0 added, 1 removed, 0 changed",
            ],
        ),
        (  # words beside a figure
            [],
            ["{set: 引进急需紧缺专业人才, to: {modifier: 约}, who: 李明, why: 漏}"],
            [
                "数值 value",
                "  ~ 引进急需紧缺专业人才 (巴中市 急需紧缺专业人才 2025年): 600 名 → 约",
                "0 added, 0 removed, 1 changed",
            ],
        ),
        (  # announced, not done
            [],
            ["{set: 引进急需紧缺专业人才, to: {status: planned}, who: 李明, why: 误}"],
            [
                "数值 value",
                "  ~ 引进急需紧缺专业人才 (巴中市 急需紧缺专业人才 2025年): 600 名 → 指标任务 Target",
                "0 added, 0 removed, 1 changed",
            ],
        ),
        (  # figures of one indicator under two names
            [],
            [MERGED % ("引进急需紧缺人才", "引进急需紧缺专业人才", "引进急需紧缺人才")],
            [
                "指标 Indicator",
                "  ~ 引进急需紧缺专业人才 → 引进急需紧缺人才",
                "0 added, 0 removed, 1 changed",
            ],
        ),
    ],
)
def test_a_correction_is_told_as_what_it_is(
    before: list[str], after: list[str], lines: list[str], tmp_path: Path
) -> None:
    one = corrected(tmp_path, "one", "".join(f"- {entry}\n" for entry in before))
    other = corrected(tmp_path, "other", "".join(f"- {entry}\n" for entry in after))
    assert told(compare(str(one), str(other))) == lines
    there, back = compare(str(one), str(other)), compare(str(other), str(one))
    assert [(new, old) for old, new in there.changed] == list(back.changed)


def test_what_was_rejected_has_not_become_what_bore_its_name_before() -> None:
    named = (Named("深港通"), Named("深港通试点", "试点", aliases=("深港通",)))
    found = diff(report(2016, *named), report(2016, named[1]))
    assert [fact.subject for fact in found.removed if fact.property == "wr:Programme"] == ["深港通"]
    assert found.changed == ()


def test_what_is_called_so_elsewhere_is_another_thing() -> None:
    one = report(2021, Named("新苗计划", "计划"), place="巴中")
    other = report(2021, Named("新苗", aliases=("新苗计划",)), place="雅安")
    assert {fact.subject for fact in diff(one, other).added} == {"新苗"}
