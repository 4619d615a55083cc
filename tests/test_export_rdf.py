"""Every RDF file says the same triples to rdflib, Oxigraph and raptor, and reads back as the same graph."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_graph import Sample, sample_graph, zh

from kg.export import FORMATS, export
from kg.model import Edge, Graph, Literal, Node
from kg.ontology import DEFAULT_BASE, load_ontology
from kg.store import read, read_graph, triples

SYNTAXES = {  # name → what pyoxigraph, rdflib and raptor call it
    "turtle": ("ttl", "turtle", "turtle"),
    "ntriples": ("nt", "nt", "ntriples"),
    "nquads": ("nq", "nquads", "nquads"),
    "trig": ("trig", "trig", "trig"),
    "jsonld": ("jsonld", "json-ld", None),
    "rdfxml": ("rdf", "xml", "rdfxml"),
}
HOSTILE = '“引号” "a" \\ \n\t <b>&amp; \u2028 😀 {x} ^^xsd:integer'


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The sample with one programme whose text would break a careless writer."""
    sample = Sample()
    city = sample.node("wr:Place", "巴山")
    report = sample.report("2023年报告", 2023, city)
    programme = sample.node("wr:Programme", HOSTILE)
    sample.say(programme, skos_altLabel=zh(HOSTILE * 2), rdfs_comment=Literal("plain", language="en"))
    sample.state((programme, "wr:mentionedIn", report), report, 2023, HOSTILE, 1)
    return sample_graph() | sample.graph()


@pytest.fixture(scope="module")
def expected(graph: Graph) -> set[ox.Triple]:
    return set(triples(graph, load_ontology().namespaces()))


def exported(graph: Graph, name: str, base: str = DEFAULT_BASE) -> bytes:
    out = BytesIO()
    export(graph, out, name, base=base)
    return out.getvalue()


def as_triples(quads: object) -> set[ox.Triple]:
    return {ox.Triple(q.subject, q.predicate, q.object) for q in quads}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", SYNTAXES)
def test_oxigraph_reads_every_triple(name: str, graph: Graph, expected: set[ox.Triple]) -> None:
    syntax = ox.RdfFormat.from_extension(SYNTAXES[name][0])
    assert as_triples(ox.parse(exported(graph, name), format=syntax)) == expected


@pytest.mark.filterwarnings("ignore:(Dataset|Conj):DeprecationWarning")  # rdflib 7.6 warns of its own parsers
@pytest.mark.parametrize("name", SYNTAXES)
def test_rdflib_reads_every_triple(name: str, graph: Graph, expected: set[ox.Triple]) -> None:
    quads = name in ("nquads", "trig")
    source = rdflib.Dataset(default_union=True) if quads else rdflib.Graph()
    source.parse(data=exported(graph, name), format=SYNTAXES[name][1])
    found = rdflib.Graph()
    for triple in source.triples((None, None, None)):
        found.add(triple)
    lines = found.serialize(format="nt", encoding="utf-8")
    assert as_triples(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)) == expected


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper (Debian: raptor2-utils) is not installed")
@pytest.mark.parametrize("name", [name for name in SYNTAXES if SYNTAXES[name][2]])
def test_raptor_reads_every_triple(name: str, graph: Graph, expected: set[ox.Triple], tmp_path: Path) -> None:
    file = tmp_path / "graph"
    file.write_bytes(exported(graph, name))
    syntax = SYNTAXES[name][2] or ""
    done = subprocess.run(
        ["rapper", "-q", "-i", syntax, "-o", "ntriples", file], capture_output=True, check=True
    )
    assert not done.stderr
    assert as_triples(ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES)) == expected


@pytest.mark.parametrize("name", [*SYNTAXES, "annotated"])
@pytest.mark.parametrize("base", ["https://example.org/x/", "https://example.org/y#"])
def test_a_file_reads_back_as_the_graph_and_base_it_was_written_from(
    name: str, base: str, graph: Graph, tmp_path: Path
) -> None:
    file = tmp_path / f"graph.{SYNTAXES.get(name, ['ttl'])[0]}"
    export(graph, file, name, base=base)
    assert read(file) == (graph, base)


def test_annotations_say_what_statements_said(graph: Graph) -> None:
    """RDF 1.2: a statement reifies its triple, and everything else that was said of it still is."""
    quads = list(ox.parse(exported(graph, "annotated"), format=ox.RdfFormat.TURTLE))
    reifies = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
    reified = {(q.subject.value, q.object) for q in quads if q.predicate.value == reifies}
    namespaces = load_ontology().namespaces()
    backed = {
        (namespaces["id"] + edge.evidence[3:], *triples(Graph(edges=frozenset({edge})), namespaces))
        for edge in graph.edges
        if edge.evidence
    }
    assert reified == backed
    assert len(quads) == len(set(triples(graph, namespaces))) - 2 * len(backed)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from([*SYNTAXES, "annotated"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_lost_or_takes_over_the_syntax(tmp_path: Path, text: str, name: str) -> None:
    if name == "rdfxml":
        text = "".join(c for c in text if c >= " " and c not in "\ufffe\uffff")
    node = Node("id:goal-1", "wr:Goal", "目标")
    graph = Graph(frozenset({node}), frozenset({Edge("id:goal-1", "skos:altLabel", zh(text))}))
    file = tmp_path / f"graph.{SYNTAXES.get(name, ['ttl'])[0]}"
    export(graph, file, name)
    assert read_graph(file) == graph


@pytest.mark.parametrize("name", ["nquads", "trig"])
def test_each_report_has_a_graph_that_holds_all_it_says_and_nothing_that_another_says(name: str) -> None:
    graph = sample_graph()
    quads = list(ox.parse(exported(graph, name), format=ox.RdfFormat.from_extension(SYNTAXES[name][0])))
    namespaces = load_ontology().namespaces()
    ids, wr = namespaces["id"], namespaces["wr"]
    reports = {node.iri.replace("id:", ids) for node in graph.nodes if node.type == "wr:Report"}
    assert {str(getattr(q.graph_name, "value", "")) for q in quads} - {""} == reports
    said = {(q.subject, q.graph_name) for q in quads if q.predicate.value == wr + "report"}
    for quad in quads:
        if quad.predicate.value == wr + "report":
            assert quad.object == quad.graph_name
        if quad.predicate.value == wr + "evidence":  # the statement, its evidence and selector stay together
            assert (quad.subject, quad.graph_name) in said
            own = [q.graph_name for q in quads if q.subject == quad.object]
            assert set(own) == {quad.graph_name}
    shared = {q.subject.value for q in quads if isinstance(q.graph_name, ox.DefaultGraph)}
    assert ids + "year-2025" in shared
    assert not shared & reports


def test_a_relation_of_two_reports_stands_in_both_graphs_and_an_inference_in_none() -> None:
    graph = sample_graph()
    quads = list(ox.parse(exported(graph, "nquads"), format=ox.RdfFormat.N_QUADS))
    wr = load_ontology().prefixes["wr"]
    targets = [q.graph_name for q in quads if q.predicate.value == wr + "targets"]
    assert len(targets) == 2
    assert len(set(targets)) == 2
    evolves = [q.graph_name for q in quads if q.predicate.value == wr + "evolvesFrom"]
    assert evolves == [ox.DefaultGraph()]


def test_jsonld_is_read_by_eye_with_its_own_terms() -> None:
    import json

    content = json.loads(exported(sample_graph(), "jsonld"))
    assert content["@context"]["activeIn"] == {"@id": "wr:activeIn", "@type": "@id"}
    (plan,) = [node for node in content["@graph"] if node.get("label") == "青苗培养计划"]
    assert plan["@type"] == "wr:Programme"
    assert plan["programmeType"] == "计划"
    assert plan["activeIn"] == ["id:year-2021", "id:year-2025"]
    (year,) = [node for node in content["@graph"] if node["@id"] == "id:year-2025"]
    assert year["yearNumber"] == 2025


def test_the_terms_of_the_context_are_only_those_in_use() -> None:
    import json

    empty = json.loads(exported(Graph(), "jsonld"))
    assert empty["@graph"] == []
    assert "activeIn" not in empty["@context"]


@pytest.mark.parametrize("name", ["rdfxml", "graphml", "gexf"])
def test_what_xml_cannot_hold_is_named_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    from kg.errors import BuildError

    graph = Graph(frozenset({Node("id:goal-1", "wr:Goal", "响\x07铃")}))
    with pytest.raises(BuildError, match=r"id:goal-1: U\+0007 in “响\x07铃”"):
        export(graph, tmp_path / "graph.xml", name)
    assert not list(tmp_path.iterdir())


def test_types_and_labels_beyond_the_node_are_kept_as_edges(tmp_path: Path) -> None:
    graph = sample_graph()
    node = min((node for node in graph.nodes if node.type == "wr:Goal"), key=lambda node: node.iri)
    more = {
        Edge(node.iri, "rdf:type", "skos:ConceptScheme"),
        Edge(node.iri, "rdfs:label", Literal("goal", language="en")),
        Edge(node.iri, "rdfs:label", zh(node.label + "二")),
    }
    whole = Graph(graph.nodes, graph.edges | more)
    export(whole, tmp_path / "graph.ttl")
    assert read_graph(tmp_path / "graph.ttl") == whole
    general = node._replace(iri="id:observation-1", type="wr:Outcome")
    typed = Graph(frozenset({general}), frozenset({Edge(general.iri, "rdf:type", "wr:Observation")}))
    export(typed, tmp_path / "typed.ttl")
    assert read_graph(tmp_path / "typed.ttl") == typed


def test_every_format_has_a_module_and_a_suffix_stands_for_one_format() -> None:
    from importlib import import_module

    suffixes = [suffix for known in FORMATS.values() for suffix in known.suffixes]
    assert len(suffixes) == len(set(suffixes))
    for known in FORMATS.values():
        module = import_module(f"kg.export.{known.module}")
        assert callable(module.files if known.folder else module.write)
