"""Turtle and N-Triples: what is written is what rdflib and pyoxigraph read, byte for byte the same."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from random import Random
from types import ModuleType

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.export import ntriples, turtle
from kg.model import Edge, Graph, Literal, Node
from kg.ontology import DEFAULT_BASE, load_ontology

ONTOLOGY = load_ontology()
PREFIXES = ONTOLOGY.namespaces()
ZH = "zh"
FORMATS = [(turtle, "turtle", ox.RdfFormat.TURTLE), (ntriples, "nt", ox.RdfFormat.N_TRIPLES)]
Triples = set[tuple[str, str, str, str, str]]

hostile = st.text(
    st.one_of(
        st.sampled_from("\"'\\\n\r\t\b\f\x00\x1f\x7f\x85\u2028\u2029\ufeff\ufffe“””％　@^<>;,.#{}$&"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=20,
)
literals = st.one_of(
    st.builds(lambda text: Literal(text), hostile),
    st.builds(Literal, hostile, st.just(""), st.sampled_from(["zh", "en", "zh-Hans"])),
    st.builds(Literal, hostile, st.sampled_from(["wr:word", "wr:odd", "xsd:gMonth"]), st.just("")),
    st.builds(lambda n: Literal(str(n), "xsd:integer"), st.integers()),
    st.builds(lambda n: Literal(str(n), "xsd:decimal"), st.decimals(allow_nan=False, allow_infinity=False)),
    st.builds(lambda text: Literal(text, "xsd:boolean"), st.sampled_from(["true", "false", "1", "maybe"])),
    st.builds(
        Literal,
        st.sampled_from(["5", "5.0", ".5", "007", "+1", "1.", "1e5", "x", ""]),
        st.just("xsd:decimal"),
        st.just(""),
    ),
)
names = st.sampled_from(
    """id:programme-6f1c0a2b3c4d5e6f id:year-2025 wr:Programme id:a.b id:a. id:-a id: id:例 id:a%20b id:a:b
    schema:a/b https://example.org/x#y http://example.org/~a,b;c(d)'e""".split()  # noqa: SIM905
)
graphs = st.builds(
    lambda nodes, edges: Graph(frozenset(nodes), frozenset(edges)),
    st.lists(st.builds(Node, names, st.sampled_from(["wr:Programme", "wr:Year"]), hostile), max_size=4),
    st.lists(
        st.builds(Edge, names, names, st.one_of(names, literals), st.sampled_from(["", "id:s"])), max_size=6
    ),
)


def written(module: ModuleType, graph: Graph, base: str = DEFAULT_BASE) -> bytes:
    out = io.BytesIO()
    module.write(graph, ONTOLOGY, base, out)
    return out.getvalue()


def expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def meant(graph: Graph) -> Triples:
    """The triples that the graph means: subject, property, target, datatype, language."""
    type_, label = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
    found: Triples = {(expanded(node.iri), type_, expanded(node.type), "", "") for node in graph.nodes}
    found |= {(expanded(node.iri), label, node.label, "", ZH) for node in graph.nodes if node.label}
    for edge in graph.edges:
        ends = expanded(edge.source), expanded(edge.property)
        if isinstance(edge.target, Literal):
            datatype = expanded(edge.target.datatype) if edge.target.datatype else ""
            found.add((*ends, edge.target.value, datatype, edge.target.language.lower()))
        else:
            found.add((*ends, expanded(edge.target), "", ""))
    return found


def read_by_pyoxigraph(content: bytes, form: ox.RdfFormat) -> Triples:
    plain = (PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString")
    found: Triples = set()
    for quad in ox.parse(content, format=form):
        subject, target = quad.subject, quad.object
        assert isinstance(subject, ox.NamedNode)
        assert isinstance(target, ox.NamedNode | ox.Literal)
        datatype = language = ""
        if isinstance(target, ox.Literal):
            datatype = "" if target.datatype.value in plain else target.datatype.value
            language = (target.language or "").lower()
        found.add((subject.value, quad.predicate.value, target.value, datatype, language))
    return found


def read_by_rdflib(content: bytes, form: str) -> Triples:
    found: Triples = set()
    for subject, property_, target in rdflib.Graph().parse(data=content, format=form):
        datatype = language = ""
        if isinstance(target, rdflib.Literal):
            datatype, language = str(target.datatype or ""), (target.language or "").lower()
        found.add((str(subject), str(property_), str(target), datatype, language))
    return found


@pytest.fixture(autouse=True, scope="module")
def as_written() -> object:
    """rdflib must hand lexical forms over as they stand, not as Python would write the number."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    yield
    rdflib.NORMALIZE_LITERALS = before


@pytest.mark.parametrize(("module", "_", "form"), FORMATS, ids=["turtle", "ntriples"])
@given(graph=graphs)
def test_pyoxigraph_reads_what_was_meant(
    module: ModuleType, _: str, form: ox.RdfFormat, graph: Graph
) -> None:
    assert read_by_pyoxigraph(written(module, graph), form) == meant(graph)


@pytest.mark.parametrize(("module", "form", "_"), FORMATS, ids=["turtle", "ntriples"])
@given(graph=graphs)
@pytest.mark.filterwarnings("ignore")  # rdflib warns of numbers that are none, which it keeps
def test_rdflib_reads_what_was_meant(module: ModuleType, form: str, _: ox.RdfFormat, graph: Graph) -> None:
    assert read_by_rdflib(written(module, graph), form) == meant(graph)


@pytest.mark.parametrize("module", [turtle, ntriples])
@given(graph=graphs, random=st.randoms(use_true_random=False))
def test_the_bytes_depend_on_the_graph_alone(module: ModuleType, graph: Graph, random: Random) -> None:
    nodes, edges = list(graph.nodes), list(graph.edges)
    random.shuffle(nodes)
    random.shuffle(edges)
    assert written(module, Graph(frozenset(nodes), frozenset(edges))) == written(module, graph)


def test_turtle_is_read_by_people_too() -> None:
    graph = Graph(
        frozenset({Node("id:programme-1", "wr:Programme", "新苗培优"), Node("id:year-2025", "wr:Year")}),
        frozenset(
            {
                Edge("id:programme-1", "wr:activeIn", "id:year-2025", "id:statement-1"),
                Edge("id:programme-1", "wr:activeIn", "id:year-2025", "id:statement-2"),
                Edge("id:programme-1", "skos:altLabel", Literal("“新苗”", language="zh")),
                Edge("id:programme-1", "skos:altLabel", Literal('甲"乙', language="zh")),
                Edge("id:year-2025", "wr:yearNumber", Literal("2025", "xsd:integer")),
            }
        ),
    )
    head, body = written(turtle, graph).decode().split("\n\n", 1)
    assert f"@prefix id: <{DEFAULT_BASE}> ." in head
    assert body == (
        "id:programme-1 a wr:Programme ;\n"
        '    rdfs:label "新苗培优"@zh ;\n'
        '    skos:altLabel "“新苗”"@zh, "甲\\"乙"@zh ;\n'
        "    wr:activeIn id:year-2025 .\n"
        "\n"
        "id:year-2025 a wr:Year ;\n"
        "    wr:yearNumber 2025 .\n"
    )


def test_numbers_keep_the_form_they_were_written_in() -> None:
    forms = ["7", "007", "7.0", "07.10"]
    edges = {Edge("id:a", "wr:value", Literal(form, "xsd:decimal")) for form in forms}
    content = written(turtle, Graph(frozenset(), frozenset(edges)))
    assert sorted(t[2] for t in read_by_pyoxigraph(content, ox.RdfFormat.TURTLE)) == sorted(forms)


@pytest.mark.parametrize(("module", "_", "form"), FORMATS, ids=["turtle", "ntriples"])
def test_half_a_character_becomes_a_replacement_sign(module: ModuleType, _: str, form: ox.RdfFormat) -> None:
    edges = {Edge("id:a", "wr:file", Literal("a\ud800b.txt")), Edge("id:a", "wr:file", Literal("\udfff"))}
    found = read_by_pyoxigraph(written(module, Graph(frozenset(), frozenset(edges))), form)
    assert {t[2] for t in found} == {"a\ufffdb.txt", "\ufffd"}


@pytest.mark.parametrize("base", ["https://data.example/巴中/", "no iri", "https://data.example/x> <y/"])
def test_a_base_that_would_break_the_file_is_refused(base: str) -> None:
    with pytest.raises(UsageError):
        written(turtle, Graph(frozenset(), frozenset()), base)


def test_another_base_changes_only_its_prefix() -> None:
    graph = Graph(frozenset({Node("id:year-2025", "wr:Year")}), frozenset())
    ours, theirs = (written(turtle, graph, base) for base in (DEFAULT_BASE, "https://data.example/id#"))
    assert theirs == ours.replace(DEFAULT_BASE.encode(), b"https://data.example/id#")
    assert b"<https://data.example/id#year-2025> " in written(ntriples, graph, "https://data.example/id#")


def test_an_empty_graph_is_a_valid_file() -> None:
    nothing = Graph(frozenset(), frozenset())
    assert written(ntriples, nothing) == b""
    assert read_by_rdflib(written(turtle, nothing), "turtle") == set()


def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    script = tmp_path / "write.py"
    script.write_text(
        "import sys\n"
        "from kg.export import turtle\n"
        "from kg.model import Edge, Graph, Node\n"
        "from kg.ontology import DEFAULT_BASE, load_ontology\n"
        "nodes = frozenset(Node(f'id:a-{i}', 'wr:Goal', str(i % 7)) for i in range(99))\n"
        "edges = frozenset(Edge(f'id:a-{i}', 'wr:p', f'id:a-{i * i % 99}') for i in range(99))\n"
        "turtle.write(Graph(nodes, edges), load_ontology(), DEFAULT_BASE, sys.stdout.buffer)\n",
        encoding="utf-8",
    )
    contents = set()
    for seed in ("0", "1", "4242"):
        done = subprocess.run(
            [sys.executable, str(script)],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
        )
        contents.add(done.stdout)
    assert len(contents) == 1
    assert len(contents.pop()) > 1000
