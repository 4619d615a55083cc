"""kg explain: the rule behind a fact, what it captured, what lost."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import UsageError
from kg.explain import explain
from kg.export import turtle
from kg.model import Edge, Graph, Literal, Node
from kg.ontology import DEFAULT_BASE, load_ontology


def test_a_text_is_explained_fact_by_fact() -> None:
    said = explain("全年引进急需人才512名，同比增长20%", Path("nowhere"), year=2025, place="巴中")
    assert "〔512名〕 wr:Outcome 引进急需人才" in said
    assert "value   512" in said
    assert "direction up" in said


def test_the_rule_is_named_with_its_file() -> None:
    assert "40-programmes.yaml" in explain("实施“人才入企”行动。", Path("nowhere"))


def test_what_lost_is_shown_with_the_reason() -> None:
    said = explain("成为党性淬炼“大熔炉”，第四届大会于2021年召开。", Path("nowhere"))
    assert "〔“大熔炉”〕 quote: quote-without-signal" in said
    assert "〔2021年〕 number: year: a date" in said


def test_a_figure_says_what_its_status_and_year_depend_on(tmp_path: Path) -> None:
    review, plan = "一、1991年工作回顾\n粮食产量达到4352吨。\n", "二、1992年工作任务\n棉花产量达到567吨。\n"
    text = f"1992年青岚县政府工作报告\n各位代表：\n{review}{plan}"
    (tmp_path / "report.txt").write_text(text, "utf-8")
    kg.build(tmp_path / "report.txt", tmp_path / "out", html=False)
    graph = kg.read_graph(tmp_path / "out")
    for class_, year in (("wr:Outcome", "1991年"), ("wr:Target", "1992年")):
        (figure,) = (node for node in graph.nodes if node.type == class_)
        said = explain(figure.iri, tmp_path / "out")
        assert year in said
        assert "\nstatus and year: words of time, will or achievement in its sentence decide" in said
    alone = explain("粮食产量达到4352吨。", Path("nowhere"), year=1992)
    assert "a passage alone may be read otherwise than in its report" in alone
    assert "status and year" not in explain("实施“人才入企”行动。", Path("nowhere"))
    assert "status and year" not in explain("id:year-1992", tmp_path / "out")


def test_an_individual_shows_the_statements_about_it(tmp_path: Path) -> None:
    programme, report = "id:programme-1", "id:report-1"
    statement, evidence = "id:statement-1", "id:evidence-1"
    nodes = {
        Node(programme, "wr:Programme", "青苗计划"),
        Node(report, "wr:Report", "综述"),
        Node(statement, "wr:Statement"),
        Node(evidence, "wr:Evidence"),
    }
    edges = {
        Edge(programme, "wr:mentionedIn", report, statement),
        Edge(statement, "rdf:subject", programme),
        Edge(statement, "rdf:predicate", "wr:mentionedIn"),
        Edge(statement, "rdf:object", report),
        Edge(statement, "wr:evidence", evidence),
        Edge(statement, "wr:rule", Literal("quoted-head-inside")),
        Edge(evidence, "oa:exact", Literal("实施“青苗计划”。", language="zh")),
    }
    file = tmp_path / "graph.ttl"
    with file.open("wb") as out:
        turtle.write(Graph(frozenset(nodes), frozenset(edges)), load_ontology(), DEFAULT_BASE, out)
    said = explain(programme, file)
    assert said.startswith("id:programme-1 青苗计划 (wr:Programme)")
    assert "“实施“青苗计划”。”" in said
    assert "quoted-head-inside" in said
    with pytest.raises(UsageError, match="id:programme-2: not in"):
        explain("id:programme-2", file)
