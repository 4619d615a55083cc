"""What a newcomer does in the first hour, mistakes included: each is answered with what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pytest

import kg
from kg.build_document import setup
from kg.build_summary import Summary
from kg.cli import main
from kg.errors import UsageError
from kg.export.html_facts import facts_of
from kg.export.html_network import picture_of
from kg.ontology import shipped_folder
from kg.review import questions
from kg.review_walk import walk
from kg.store import read_graph

REPORT = """2026年青岚县政府工作报告

各位代表：

一、2025年工作回顾

健全“高效办成一件事”推进机制，城镇新增就业3120人。加入世界贸易组织。

二、2026年工作安排

推进“高效办成一件事”扩面提质，城镇新增就业3300人以上。用好世贸组织规则。
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command in a folder with one report; its exit code, answer and complaints."""
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    Path("reports/2026.txt").write_text(REPORT, "utf-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def built(run: Run) -> Run:
    assert run("build", "reports", "-o", "exports")[0] == 0
    return run


def test_the_bare_command_shows_what_there_is(run: Run) -> None:
    assert run() == run("--help")
    assert run()[1].startswith("Usage: kg")


def test_one_thing_is_not_several(run: Run) -> None:
    said = run("build", "reports", "-o", "exports")[1]
    assert "entities       1 programme, " in said
    assert "1 programmes" not in said
    totals = dict.fromkeys(("numbers taken", "numbers rejected", "not_admitted", "damaged"), 1)
    one = Summary(1, (), {}, 1, 1, totals, Path("out"), False, False, checked=True, quarantined=1).in_words()
    assert "1 of 2 numbers is a fact or a name, 1 was turned down by a rule, 0 matched none" in one
    assert "1 candidate is not what the ontology, the evidence or a correction admits" in one
    assert "1 damaged passage could not be repaired" in one
    assert "1 individual violates a shape" in one


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["build", "nowhere"], "no document could be read, exports stays as it was: nowhere: no such file"),
        (["build", "reports", "--curation", "no.yaml"], "no.yaml: No such file or directory; name a file"),
        (["query", "-g", "nowhere", "programme-stages"], "nowhere: not found; build a graph first"),
        (["validate", "nowhere"], "nowhere: not found; build a graph first"),
        (["export"], "name a file with -o, or say with -f what to print: turtle, "),
        (
            ["export", "-o", "x.csv", "--year", "1999"],
            "--year 1999: the graph says nothing of it; it has 2025 2026",
        ),
        (["diff", "2025", "2011"], "2011: no such year in exports (--build names another); it has 2025 2026"),
        (["evaluate", "exports", "exports"], "coverage.json: not an annotation: it has none of programmes, "),
        (
            ["query", "programme-stages", "-o", "x.xlsx"],
            "x.xlsx: the suffix says no format; a spreadsheet opens",
        ),
        (["explain", " "], "nothing to explain: give a passage"),
        (["explain", "id:programme-0"], "id:programme-0: not in exports; name its graph with -g"),
    ],
)
def test_a_call_that_leads_nowhere_is_one_line_with_a_way_out(
    built: Run, arguments: list[str], answer: str
) -> None:
    code, out, complaint = built(*arguments)
    assert code > 0
    assert not out
    assert complaint.startswith("kg: ")
    assert complaint.count("\n") == 1
    assert answer in complaint


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"year": "2004"}, "year must be a whole number from 1900 to 2200, such as 2024, not '2004'"),
        ({"year": 20244}, "year must be a whole number from 1900 to 2200, such as 2024, not 20244"),
        ({"year": True}, "year must be a whole number from 1900 to 2200, such as 2024, not True"),
        ({"place": 511900}, "place must be text, not 511900"),
        ({"jobs": -1}, "jobs must be a whole number, 0 or more, not -1"),
        ({"jobs": "2"}, "jobs must be a whole number, 0 or more, not '2'"),
    ],
)
def test_an_argument_that_is_none_is_told_before_any_work(run: Run, options: Any, said: str) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(said)}$"):
        kg.build("reports", "exports", **options)
    if "jobs" not in options:
        with pytest.raises(UsageError, match=f"^{re.escape(said)}$"):
            kg.annotate("新增就业8人。", **options)
    assert not Path("exports").exists()


def test_what_is_no_text_is_told() -> None:
    nothing: Any = None
    with pytest.raises(UsageError, match=r"^text must be text, not None$"):
        kg.annotate(nothing)


def test_a_year_out_of_a_table_is_a_year() -> None:
    year: Any = np.int64(2004)
    (said,) = kg.annotate("新增就业8人。", year=year)["observations"]
    assert (said["year"], type(said["year"])) == (2004, int)


def test_the_command_line_takes_the_years_that_python_takes(run: Run) -> None:
    for command in (["annotate", "reports"], ["explain", "新增就业8人。"]):
        code, _, said = run(*command, "--year", "3000")
        assert (code, "'3000' is no year: give a number from 1900 to 2200, such as 2024" in said) == (2, True)
        assert run(*command, "--year", "2200")[0] == 0


def test_a_document_without_text_says_what_to_do(run: Run) -> None:
    told = "empty: there is no text in it; give one that has text, or leave it out"
    Path("reports/empty.txt").write_text("", "utf-8")
    assert f"reports/empty.txt: {told}\n" in run("build", "reports", "-o", "exports")[2]
    for text in ("", " \n"):
        with pytest.raises(kg.KgError, match=f"^{told}$"):
            kg.annotate(text)


def test_a_picture_of_no_height_is_told(built: Run) -> None:
    with pytest.raises(UsageError, match=r"^height must be a whole number, 1 or more, not '480'$"):
        kg.show(kg.read_graph("exports"), height="480")  # type: ignore[arg-type]


def test_a_fault_in_a_rule_is_told_once_whatever_the_number_of_documents(run: Run) -> None:
    copytree(shipped_folder(), "mine")
    Path("mine/rules/99-mine.yaml").write_text("- id: mine\n  yields: wr:Progamme\n  pattern: 甲\n", "utf-8")
    Path("reports/2027.txt").write_text(REPORT.replace("2026", "2027"), "utf-8")
    for command in (["build", "reports"], ["annotate", "reports"]):
        code, _, complaint = run(*command, "--ontology", "mine")
        assert code == 1
        assert complaint.count("\n") == 1
        assert (
            "99-mine.yaml: rule 1 (mine): yields wr:Progamme, which the ontology does not define" in complaint
        )


def test_what_could_not_be_read_is_told_beside_what_was(run: Run) -> None:
    code, out, complaint = run("build", "nowhere", "reports", "-o", "exports")
    assert code == 1
    assert "documents      1, 1 could not be read" in out
    assert complaint == "kg: nowhere: no such file or folder\n"


def test_an_excerpt_without_a_year_says_so(run: Run) -> None:
    Path("excerpt.txt").write_text("新增就业30人。", "utf-8")
    note = "notes          no year is known of excerpt.txt: say it with --year or in documents.yaml"
    assert note in run("build", "excerpt.txt", "-o", "out")[1]
    assert "notes" not in run("build", "excerpt.txt", "--year", "2024", "-o", "out")[1]


def test_an_empty_answer_says_what_the_question_got_wrong(built: Run) -> None:
    _, out, hint = built("query", "SELECT ?x { ?x a wr:Program }")
    assert out.startswith("x\n")
    near = "near: wr:Programme, wr:programmeType, wr:report"
    assert hint == f"kg: wr:Program: nothing in the graph is called that; {near}\n"
    _, _, hint = built("query", 'SELECT ?x { ?x rdfs:label "城镇新增就业" }')
    assert hint == 'kg: "城镇新增就业": names have a language; write "城镇新增就业"@zh\n'
    assert built("query", 'SELECT ?x { ?x rdfs:label "城镇新增就业"@zh }')[2] == ""
    assert built("query", "SELECT ?x { ?x a wr:Award } ", "-f", "csv")[2] == ""
    assert built("query", "SELECT ?x { ?x wr:met true }")[2] == ""  # a word of the vocabulary


@pytest.mark.parametrize("name", ["高效办成一件事", "世界贸易组织"])  # rules read the second
def test_the_name_of_a_thing_leads_to_what_the_graph_says_of_it(name: str, built: Run) -> None:
    said = built("explain", name)[1]
    assert " of that name: kg explain -g exports id:" in said


def test_a_name_of_which_a_rule_reads_a_part_leads_to_the_graph_too(run: Run) -> None:
    Path("reports/2025.txt").write_text("2025年巴中组织工作综述\n市委深化“新苗培优”计划。\n", "utf-8")
    run("build", "reports", "-o", "exports")
    said = run("explain", "巴中市委")[1]
    assert "〔市委〕 wr:Institution" in said
    assert "exports has a wr:Institution of that name" in said
    assert "of that name" not in run("explain", "市委引进人才46名")[1]


@pytest.mark.parametrize("name", ["nowhere.ttl", "broken.ttl"])
def test_a_graph_that_cannot_be_read_ends_every_command_alike(built: Run, name: str) -> None:
    Path("broken.ttl").write_text("no Turtle", "utf-8")
    told = {
        built(*command, name)
        for command in (
            ["query", "programme-stages", "-g"],
            ["validate"],
            ["export", "-f", "csv"],
            ["explain", "id:programme-0", "-g"],
            ["diff", "exports"],
            ["vocabulary", "-g"],
        )
    }
    ((code, out, said),) = told
    assert (code, out) == (1, "")
    assert said.startswith(f"kg: {name}")


def test_a_graph_is_named_with_g_wherever_one_is_read(built: Run) -> None:
    Path("exports").rename("other")
    for command in (["validate"], ["export", "-f", "csv"]):
        assert "not found; build a graph first" in built(*command)[2]
        assert built(*command, "-g", "other")[0] == 0
    assert "name one" in built("validate", "exports", "-g", "other")[2]


def test_the_folder_of_a_graph_in_place_of_the_reports_is_told_apart(built: Run) -> None:
    code, _, said = built("review", "exports")
    assert (code, said) == (
        1,
        "kg: exports: no documents in it (it holds a graph; name the folder of the reports)\n",
    )


def test_a_graph_in_a_notebook_is_one_line(built: Run) -> None:
    shown = repr(kg.read_graph("exports"))
    assert re.fullmatch(r"Graph\(\d+ nodes, \d+ edges\)", shown)


def test_a_passage_is_explained_by_the_rules_that_somebody_added(run: Run) -> None:
    copytree(shipped_folder(), "mine")
    with Path("mine/lexicon.ttl").open("a", encoding="utf-8") as lexicon:
        lexicon.write('\nlex:programme_head skos:altLabel "专案" .\n')
    assert "wr:Programme" not in run("explain", "推动“青年返乡”专案。")[1]
    said = run("explain", "推动“青年返乡”专案。", "--ontology", "mine")[1]
    assert "wr:Programme 青年返乡专案\n  rule    quoted-name-with-head (40-programmes.yaml)" in said


def test_a_word_of_ones_own_is_known_where_its_ontology_is_named(run: Run) -> None:
    copytree(shipped_folder(), "mine")
    with Path("mine/workreport.ttl").open("a", encoding="utf-8") as terms:
        terms.write(
            """
wr:Organ a owl:Class ; rdfs:subClassOf wr:Entity ; wr:scoped false ;
    rdfs:label "国际组织"@zh, "Organ"@en ; rdfs:comment "国际组织。"@zh, "An international organ."@en .
"""
        )
    rule = "- id: organ\n  yields: wr:Organ\n  pattern: '(?P<name>世[界]?贸[易]?组织)'\n"
    Path("mine/rules/05-organ.yaml").write_text(rule, "utf-8")
    assert run("build", "reports", "--ontology", "mine", "-o", "exports")[0] == 0
    assert "near: wr:Organ" in run("query", "SELECT ?x { ?x a wr:Organs }")[2]
    assert run("export", "-o", "x.html", "--class", "Organ")[0] == 2
    assert run("export", "-o", "x.html", "--class", "Organ", "--ontology", "mine") == (0, "", "")
    assert "国际组织" in Path("x.html").read_text("utf-8")


def test_a_programme_of_one_report_is_named_for_the_year_reviewed_and_the_year_planned(built: Run) -> None:
    said = built("query", "programmes-in-both-years", "-f", "csv")[1]
    assert "高效办成一件事,2025,2026,2" in said
    assert "several years, be it in one report or in several" in built("query", "--list")[1]


def test_a_year_that_is_only_reviewed_stands_with_the_report_that_reviews_it(run: Run) -> None:
    Path("reports/2016.txt").write_text(REPORT.replace("2026", "2016").replace("2025", "2015"), "utf-8")
    assert run("build", "reports", "-o", "exports")[0] == 0
    facts = facts_of(read_graph("exports"))
    places = {e.label: node["x"] for e, node in zip(facts.entities, picture_of(facts).nodes, strict=True)}
    assert places["2015年"] < places["2016年"] < places["2025年"] < places["2026年"]
    apart = places["2025年"] - places["2016年"]
    assert apart > places["2026年"] - places["2025年"]
    assert apart > places["2016年"] - places["2015年"]


def test_a_review_speaks_in_words_and_asks_what_is_likely_first(run: Run) -> None:
    Path("reports/2027.txt").write_text(
        "2027年青岚县政府工作报告\n实施《中华人民共和国公务员法》。实施《中华人民共和国公司法》。"
        "编制《第十一个五年规划纲要（草案）》。编制《青岚县第十五个五年规划纲要（草案）》。\n",
        "utf-8",
    )
    asked = [question.ask for question in questions(["reports"], setup())]
    pairs = [ask for ask in asked if "two names of one thing?" in ask]
    assert [ask.partition(":")[0] for ask in pairs] == [
        "Institution 机构 “世界贸易组织” and “世贸组织”",
        "Policy 政策 “中华人民共和国公务员法” and “中华人民共和国公司法”",
    ]
    assert not [ask for ask in asked if "wr:" in ask or "skos:" in ask]
    assert all(ask.endswith("？") for ask in asked)  # the same in Chinese, for colleagues


def test_a_talk_sets_off_the_words_in_question(run: Run) -> None:
    said: list[str] = []
    found = [q for q in questions(["reports"], setup()) if q.kind == "namesake"]
    walk(found, "李明", lambda *_: None, lambda line: said.append(str(line)), lambda words: f"【{words}】")
    assert "    加入【世界贸易组织】。\n    用好【世贸组织】规则。" in said
