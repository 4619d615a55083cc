"""Records say what the graph says, as text that sorts, merges and parses."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.turtle import blocks
from kg.model import Edge, Graph, Literal, Node
from kg.ontology import DEFAULT_BASE, load_ontology
from kg.store import triples
from kg.store_records import merged, records

TEXT = st.text(st.sampled_from("人a \"\\\n\r\t\0\x1f\x7f\x85\u2028‘🙂.;'@^<>"), max_size=6)
NAMES = st.sampled_from(["id:year-2025", "id:programme-1", "id:programme-10", "id:a-1", "wr:level"])
LITERALS = st.one_of(
    st.builds(Literal, TEXT, st.just(""), st.sampled_from(["", "zh"])),
    st.builds(Literal, st.sampled_from(["7", "007", "-1", "+1.50", ".5", "1.", "1e3", "true", "x"]),
              st.sampled_from(["xsd:integer", "xsd:decimal", "xsd:boolean", "xsd:string"]), st.just("")),
)  # fmt: skip
GRAPHS = st.builds(
    Graph,
    st.frozensets(st.builds(Node, NAMES, st.sampled_from(["wr:Year", "wr:Programme"]), TEXT), max_size=4),
    st.frozensets(
        st.builds(Edge, NAMES, st.sampled_from(["wr:year", "rdfs:label"]), NAMES | LITERALS, st.just("")),
        max_size=8,
    ),
)


ODD = Graph(
    frozenset({Node("http://a/b", "wr:Year"), Node("id:x.y", "wr:a b"), Node("id:b", "x:Y")}),
    frozenset({Edge("id:a", "wr:c", "http://a/b"), Edge("id:c", "wr:d", Literal("1", "http://a/b"))}),
)


def parsed(lines: list[bytes]) -> set[str]:
    prefixes = load_ontology().namespaces(DEFAULT_BASE).items()
    text = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes).encode()
    text += b"".join(line[:-1].replace(b"\t", b" ", 1).replace(b"\t", b" ; ") + b" .\n" for line in lines)
    return {str(quad.triple) for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}


def encoded(graph: Graph) -> list[bytes]:
    return [line.encode() for line in records(graph)]


@settings(max_examples=100, deadline=None)
@given(GRAPHS)
def test_records_are_the_graph(graph: Graph) -> None:
    lines = encoded(graph)
    assert parsed(lines) == {
        str(triple) for triple in triples(graph, load_ontology().namespaces(DEFAULT_BASE))
    }
    assert lines == sorted(lines)
    assert all(line.count(b"\n") == 1 for line in lines)


@settings(max_examples=100, deadline=None)
@given(GRAPHS)
def test_plain_records_are_written_as_the_others(graph: Graph) -> None:
    namespaces = load_ontology().namespaces(DEFAULT_BASE)
    graph |= ODD
    plain, others = records(graph, namespaces), records(graph)
    assert "".join(blocks(plain, namespaces)) == "".join(blocks(others, namespaces))
    assert [line.rstrip("\t\n") for line in plain] == [line.rstrip("\t\n") for line in others]


@settings(max_examples=100, deadline=None)
@given(GRAPHS, GRAPHS)
def test_merging_records_is_the_union_of_graphs(one: Graph, other: Graph) -> None:
    together = sorted({*encoded(one), *encoded(other)})
    assert list(merged(together)) == records(one | other)
    prefixes = load_ontology().prefixes
    plain = sorted({line.encode() for graph in (one, other) for line in records(graph, prefixes)})
    assert [line.rstrip() for line in merged(plain)] == [line.rstrip() for line in merged(together)]


def test_half_a_surrogate_pair_never_reaches_a_file() -> None:
    assert "\ufffd" in records(Graph(frozenset({Node("id:a-1", "wr:Goal", "a\ud800b")})))[0]
