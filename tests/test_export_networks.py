"""GraphML, GEXF and the Neo4j files hold every thing and every relation, with the sentence behind it."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

import networkx as nx
import pytest
from sample_graph import sample_graph

from kg.export import export
from kg.model import Graph

HIDDEN = {"wr:Statement", "wr:Evidence", "oa:TextPositionSelector"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return sample_graph()


def drawn(graph: Graph) -> set[tuple[str, str, str]]:
    """The relations between things, as they should come out."""
    seen = {node.iri for node in graph.nodes if node.type not in HIDDEN}
    return {
        (edge.source, edge.property, edge.target)
        for edge in graph.edges
        if isinstance(edge.target, str) and edge.source in seen and edge.target in seen
    }


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_all_things_and_relations(name: str, graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / f"graph.{name}"
    export(graph, file)
    read = nx.read_graphml(file, force_multigraph=True) if name == "graphml" else nx.read_gexf(file)
    assert set(read.nodes) == {node.iri for node in graph.nodes if node.type not in HIDDEN}
    assert {(a, said["property"], b) for a, b, said in read.edges(data=True)} == drawn(graph)
    (plan,) = [iri for iri, said in read.nodes(data=True) if said["label"] == "青苗培养计划"]
    assert read.nodes[plan]["class"] == "wr:Programme"
    assert read.nodes[plan]["iri"] == plan.replace("id:", "https://w3id.org/workreport/id/")
    figures = {said["label"]: said["value"] for _, said in read.nodes(data=True) if "value" in said}
    assert figures["人才总量 -3.50%"] == -3.5


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_two_reports_that_say_the_same_are_two_lines_with_their_sentences(
    name: str, graph: Graph, tmp_path: Path
) -> None:
    file = tmp_path / f"graph.{name}"
    export(graph, file)
    read = nx.read_graphml(file, force_multigraph=True) if name == "graphml" else nx.read_gexf(file)
    said = [said for _, _, said in read.edges(data=True) if said["property"] == "wr:targets"]
    assert sorted((line["year"], line["report"], line["sentence"]) for line in said) == [
        (2021, "2021年工作综述", "面向年轻干部实施“青苗培养计划”"),
        (2025, "2025年工作综述", "年轻干部“青苗培养计划”"),
    ]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode())))


def test_neo4j_can_import_the_files(graph: Graph, tmp_path: Path) -> None:
    """The importer's own rules: identifiers are unique, every end exists, types and labels are given."""
    export(graph, tmp_path, "neo4j")
    assert {file.name for file in tmp_path.iterdir()} == {"nodes.csv", "relationships.csv"}
    nodes = rows((tmp_path / "nodes.csv").read_bytes())
    lines = rows((tmp_path / "relationships.csv").read_bytes())
    identifiers = [node["iri:ID"] for node in nodes]
    assert len(identifiers) == len(set(identifiers))
    assert {line[end] for line in lines for end in (":START_ID", ":END_ID")} <= set(identifiers)
    assert {node[":LABEL"] for node in nodes} >= {"Programme", "Outcome", "Target", "Report", "Year"}
    assert {line[":TYPE"] for line in lines} >= {"TARGETS", "IMPLEMENTED_BY", "HAS_OBSERVATION"}
    assert len(lines) >= len(drawn(graph))
    assert float(next(node["value:double"] for node in nodes if node[":LABEL"] == "Target")) == 5000
    assert all(line["year:int"] == "" or line["year:int"].isdigit() for line in lines)


def test_a_database_gets_every_text_as_it_is(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path, "neo4j")
    labels = {node["label"] for node in rows((tmp_path / "nodes.csv").read_bytes())}
    assert '=人才,"a"\n第二行' in labels


def test_an_empty_graph_is_still_a_file_of_its_kind() -> None:
    for name in ("graphml", "gexf"):
        out = BytesIO()
        export(Graph(), out, name)
        out.seek(0)
        read = nx.read_graphml(out) if name == "graphml" else nx.read_gexf(out)
        assert not list(read)
