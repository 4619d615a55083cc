"""kg explain: the rule behind a fact, what it captured, what lost."""

from __future__ import annotations

from pathlib import Path

import pytest

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
