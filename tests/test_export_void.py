"""The description of a dataset counts what the dataset has."""

from __future__ import annotations

from pathlib import Path

from sample_graph import sample_graph

from kg import store
from kg.export import export

PREFIXES = "PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#> "


def rows(file: Path, question: str) -> list[list[str]]:
    found = store.load(file).query(PREFIXES + question)
    return sorted([str(value) for value in row] for row in found)  # type: ignore[union-attr]


def test_counts_are_those_that_a_store_gives(tmp_path: Path) -> None:
    data, description = tmp_path / "graph.ttl", tmp_path / "void.ttl"
    export(sample_graph(), data)
    export(sample_graph(), description, "void")
    assert rows(description, "SELECT ?c ?n { ?p void:class ?c ; void:entities ?n }") == rows(
        data, "SELECT ?c (COUNT(*) AS ?n) { ?x a ?c } GROUP BY ?c"
    )
    assert rows(description, "SELECT ?p ?n { ?x void:property ?p ; void:triples ?n }") == rows(
        data, "SELECT ?p (COUNT(*) AS ?n) { ?x ?p ?y } GROUP BY ?p"
    )
    assert rows(description, "SELECT ?n { ?d a dcat:Dataset ; void:triples ?n }") == rows(
        data, "SELECT (COUNT(*) AS ?n) { ?x ?p ?y }"
    )


def test_sources_have_their_digests_licence_and_years(tmp_path: Path) -> None:
    export(sample_graph(), tmp_path / "void.ttl", "void")
    found = rows(
        tmp_path / "void.ttl",
        "SELECT ?title ?y ?l ?hash { ?d a void:Dataset ; dcterms:license ?l ; dcterms:source ?r ; "
        "dcterms:temporal ?y . ?r dcterms:title ?title ; wr:sha256 ?hash }",
    )
    assert {row[0] for row in found} == {"2021年工作综述", "2025年工作综述"}
    assert {row[1].rpartition("/")[2] for row in found} == {"year-2021", "year-2025"}
    assert {len(row[3]) for row in found} == {64}
