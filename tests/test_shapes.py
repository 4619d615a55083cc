"""ontology/shapes.ttl: what conforms, and what each shape is there to catch."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import rdflib
from test_mapping import report, whole

from kg.build_graph import build, plan
from kg.cleaning import clean
from kg.errors import OntologyError, QueryError
from kg.export import export
from kg.linking import link
from kg.mapping import map_reading
from kg.model import Edge, Graph, Literal, Node, Source
from kg.ontology import load_ontology, shipped_folder
from kg.ontology_turtle import read_turtle
from kg.store import read_graph
from kg.validate import ValidationReport, validate

ONTOLOGY = load_ontology()
SELECTOR = "oa:TextPositionSelector"
Change = Callable[[Graph], Graph]


@cache
def sound() -> Graph:
    """A linked graph of two reports, with something of every class but a few."""
    first, _ = map_reading(whole(report()), ONTOLOGY)
    second, _ = map_reading(whole(report(year=2024, sha256="cd" * 32, title="上年综述")), ONTOLOGY)
    return link(first | second)


def number(value: object, datatype: str = "xsd:decimal") -> Literal:
    return Literal(str(value), datatype)


def count(value: int) -> Literal:
    return number(value, "xsd:integer")


def zh(text: str) -> Literal:
    return Literal(text, language="zh")


def some(graph: Graph, type_: str) -> str:
    """The individual of the class that comes first in the order of names."""
    return min(node.iri for node in graph.nodes if node.type == type_)


def put(type_: str, property_: str, value: str | Literal) -> Change:
    """One more value for one individual of the class; a class name as value means one of its individuals."""

    def change(graph: Graph) -> Graph:
        one = isinstance(value, str) and value in ONTOLOGY.classes and property_ != "rdf:type"
        target = some(graph, str(value)) if one else value
        return Graph(graph.nodes, graph.edges | {Edge(some(graph, type_), property_, target)})

    return change


def drop(type_: str, *properties: str) -> Change:
    """No values of the properties for one individual of the class."""

    def change(graph: Graph) -> Graph:
        name = some(graph, type_)
        kept = {edge for edge in graph.edges if edge.source != name or edge.property not in properties}
        return Graph(graph.nodes, frozenset(kept))

    return change


def swap(type_: str, property_: str, value: str | Literal) -> Change:
    """Another value of the property for one individual of the class."""
    return lambda graph: put(type_, property_, value)(drop(type_, property_)(graph))


def label(type_: str, text: str) -> Change:
    """Another name for one individual of the class."""

    def change(graph: Graph) -> Graph:
        name = some(graph, type_)
        nodes = {node._replace(label=text) if node.iri == name else node for node in graph.nodes}
        return Graph(frozenset(nodes), graph.edges)

    return change


MUTATIONS: dict[str, tuple[Change, str]] = {
    "a value that is text": (swap("wr:Outcome", "wr:value", zh("很多")), "value-value"),
    "a value that is an integer": (swap("wr:Outcome", "wr:value", count(5)), "value-value"),
    "a missing value": (drop("wr:Outcome", "wr:value"), "Observation-value"),
    "two values": (put("wr:Target", "wr:value", number(7)), "Observation-value"),
    "a missing indicator": (drop("wr:Outcome", "wr:indicator"), "Observation-indicator"),
    "an indicator that is a group": (swap("wr:Outcome", "wr:indicator", "wr:TargetGroup"), "indicator-value"),
    "a figure of two years": (put("wr:Target", "wr:year", "wr:Year"), "Fact-year"),
    "a year that is text": (swap("wr:Outcome", "wr:year", zh("2025年")), "year-value"),
    "a kind nobody knows": (swap("wr:Outcome", "wr:kind", "wr:up"), "kind-value"),
    "a level with a direction": (put("wr:Outcome", "wr:direction", "wr:down"), "direction-kind"),
    "an unknown comparator": (swap("wr:Target", "wr:comparator", Literal("=>")), "comparator-value"),
    "a unit without language": (swap("wr:Outcome", "wr:unit", Literal("名")), "unit-value"),
    "an outcome that is a target": (put("wr:Outcome", "rdf:type", "wr:Goal"), "Outcome-only"),
    "a target as outcome": (put("wr:Target", "wr:outcomeOf", "wr:Target"), "Target-no-outcomeOf"),
    "no evidence": (drop("wr:Outcome", "wr:evidence"), "Observation-evidence"),
    "no rule": (drop("wr:Outcome", "wr:rule"), "evidence-rule"),
    "a figure without its report": (drop("wr:Outcome", "wr:report"), "evidence-report"),
    "a statement without ground": (drop("wr:Statement", "wr:evidence", "wr:inferredBy"), "Statement-ground"),
    "a statement about nothing": (drop("wr:Statement", "rdf:subject"), "Statement-subject"),
    "a statement of two objects": (put("wr:Statement", "rdf:object", "wr:Year"), "Statement-object"),
    "a score above one": (put("wr:Statement", "wr:score", number("1.5")), "score-value"),
    "a verdict that is a word": (put("wr:Outcome", "wr:met", Literal("yes")), "met-value"),
    "evidence without place": (drop("wr:Evidence", "oa:hasSelector"), "Evidence-selector"),
    "evidence without words": (drop("wr:Evidence", "oa:exact"), "Evidence-exact"),
    "evidence in no report": (swap("wr:Evidence", "oa:hasSource", "wr:Place"), "hasSource-value"),
    "an end before its start": (swap(SELECTOR, "oa:start", count(9999)), "TextPositionSelector-start"),
    "a start before the text": (swap(SELECTOR, "oa:start", count(-1)), "start-value"),
    "an institution with a target group": (put("wr:Institution", "wr:targets", "wr:TargetGroup"), "targets"),
    "a programme that targets a goal": (put("wr:Programme", "wr:targets", "wr:Year"), "targets-value"),
    "a programme in an institution": (put("wr:Programme", "wr:partOf", "wr:Institution"), "Programme-partOf"),
    "a programme nobody mentions": (drop("wr:Programme", "wr:mentionedIn"), "Programme-mentionedIn"),
    "an entity without name": (label("wr:Programme", ""), "Entity-label"),
    "an entity with two names": (put("wr:Programme", "rdfs:label", zh("别名")), "Entity-label"),
    "an alias that is a number": (put("wr:Programme", "skos:altLabel", number(1)), "Entity-altLabel"),
    "a group of one city": (put("wr:TargetGroup", "wr:place", "wr:Place"), "TargetGroup-no-place"),
    "an unknown type": (put("wr:Institution", "wr:institutionType", zh("社")), "institutionType-value"),
    "a checksum cut short": (swap("wr:Report", "wr:sha256", Literal("abc")), "sha256-value"),
    "a report without file": (drop("wr:Report", "wr:file"), "Report-file"),
    "a report of two years": (put("wr:Report", "wr:reportYear", "id:year-2026"), "Report-reportYear"),
    "a year without number": (drop("wr:Year", "wr:yearNumber"), "Year-number"),
    "a year of two digits": (swap("wr:Year", "wr:yearNumber", count(25)), "yearNumber-value"),
    "a place of no known level": (swap("wr:Place", "wr:placeLevel", Literal("galaxy")), "placeLevel-value"),
    "a place within a year": (put("wr:Place", "wr:within", "wr:Year"), "within-value"),
}  # fmt: skip


def renamed(graph: Graph, suffix: str) -> Graph:
    """A copy whose individuals are nobody else's."""

    def name(old: str) -> str:
        return old + suffix if old.startswith("id:") else old

    return Graph(
        frozenset(Node(name(node.iri), node.type, node.label) for node in graph.nodes),
        frozenset(
            edge._replace(
                source=name(edge.source),
                target=name(edge.target) if isinstance(edge.target, str) else edge.target,
                evidence=name(edge.evidence),
            )
            for edge in graph.edges
        ),
    )


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    """The shapes that turned something down, by mutation: all copies are validated in one go."""
    graph, everything = sound(), Graph()
    for at, (change, _) in enumerate(MUTATIONS.values()):
        everything |= renamed(change(graph), f"-{at}")
    shapes: dict[str, set[str]] = {name: set() for name in MUTATIONS}
    for violation in validate(everything).violations:
        shapes[list(MUTATIONS)[int(violation.node.rpartition("-")[2])]].add(violation.shape)
    return shapes


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_each_mutation_is_caught_by_the_shape_meant_for_it(mutation: str, found: dict[str, set[str]]) -> None:
    assert f"shape:{MUTATIONS[mutation][1]}" in found[mutation]


def test_what_the_mapping_and_the_linking_make_conforms() -> None:
    graph = sound()
    result = validate(graph)
    assert result.text() == f"conforms ({result.triples} triples)\n"
    assert result.conforms
    types = {node.type for node in graph.nodes}
    assert {"wr:Programme", "wr:Outcome", "wr:Target", "wr:Statement", "wr:Evidence", "wr:Year"} <= types
    assert any(edge.property == "wr:inferredBy" for edge in graph.edges)


def test_the_seeds_conform_and_every_quote_is_what_the_file_says(tmp_path: Path) -> None:
    seeds = Path(__file__).parents[1] / "seeds"
    build((str(seeds),), tmp_path, plan(html=False))
    result = validate(tmp_path)
    assert result.text() == f"conforms ({result.triples} triples)\n"
    assert result.triples > 5000
    graph = read_graph(tmp_path / "graph.ttl")
    said = {
        (edge.source, edge.property): edge.target if isinstance(edge.target, str) else edge.target.value
        for edge in graph.edges
    }
    evidence = [node.iri for node in graph.nodes if node.type == "wr:Evidence"]
    assert len(evidence) > 100
    for name in evidence:
        text = (seeds / said[said[name, "oa:hasSource"], "wr:file"]).read_text(encoding="utf-8")
        selector = said[name, "oa:hasSelector"]
        passage = text[int(said[selector, "oa:start"]) : int(said[selector, "oa:end"])]
        assert clean(Source("", passage)).chars == said[name, "oa:exact"]


def test_every_class_and_every_property_of_the_ontology_has_its_shape() -> None:
    shapes = read_turtle(shipped_folder() / "shapes.ttl")
    targets = {t for shape in shapes.typed("sh:NodeShape") for t in shapes.names(shape, "sh:targetClass")}
    assert targets >= ONTOLOGY.classes.keys()
    subjects: set[str] = set()
    paths: set[str] = set()
    for shape in (*shapes.typed("sh:NodeShape"), *shapes.typed("sh:PropertyShape")):
        subjects.update(shapes.names(shape, "sh:targetSubjectsOf"))
        paths.update(shapes.names(shape, "sh:path"))
    settings = {"wr:scoped"}  # said of classes, not of individuals
    assert paths >= ONTOLOGY.properties.keys() - settings
    assert subjects >= {name for name in ONTOLOGY.properties if name.startswith("wr:")} - settings


def test_every_shape_says_in_both_languages_what_is_wrong() -> None:
    shapes = read_turtle(shipped_folder() / "shapes.ttl")
    named = [s for s in shapes.subjects if s.startswith("shape:")]
    assert len(named) > 100
    for shape in named:
        languages = [literal.language for literal in shapes.literals(shape, "sh:message")]
        assert sorted(languages) == ["en", "zh"], shape


def broken(tmp_path: Path, base: str | None = None) -> tuple[Path, ValidationReport]:
    file = tmp_path / "graph.ttl"
    graph, _ = map_reading(whole(report()), ONTOLOGY)
    export(swap("wr:Outcome", "wr:value", zh("很多"))(graph), file, base=base)
    return file, validate(file)


@pytest.mark.parametrize("base", [None, "https://data.example/id#"])
def test_the_report_names_the_node_and_its_sentence(tmp_path: Path, base: str | None) -> None:
    _, result = broken(tmp_path, base)
    name = result.violations[0].node
    assert name.startswith("id:observation-")
    assert result.text() == (
        "wr:Outcome 选派年轻干部 186名\n"
        "  wr:value must be a decimal number: 很多\n"
        "  “市委深化“新苗培优”计划，选派186名年轻干部到一线。” 综述\n"
        f"  {name} shape:value-value\n"
        "\n"
        f"does not conform: 1 violation at 1 of its individuals ({result.triples} triples)\n"
    )


def test_the_report_is_also_a_shacl_report(tmp_path: Path) -> None:
    file, result = broken(tmp_path)
    graph = rdflib.Graph().parse(data=result.turtle(), format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    results = list(graph.objects(None, sh.result))
    assert len(results) == 1
    assert graph.value(results[0], sh.value) == rdflib.Literal("很多", lang="zh")
    assert graph.value(results[0], sh.resultPath) == rdflib.URIRef(ONTOLOGY.prefixes["wr"] + "value")
    assert (None, sh.conforms, rdflib.Literal(False)) in graph
    assert result.turtle() == validate(file).turtle()
    assert b"sh:conforms true" in validate(sound()).turtle()


def test_an_rdflib_graph_is_validated_and_left_alone(tmp_path: Path) -> None:
    file, result = broken(tmp_path)
    graph = rdflib.Graph().parse(file)
    size = len(graph)
    assert validate(graph).violations == result.violations
    assert len(graph) == size


@pytest.mark.parametrize("name", ["none.ttl", "bad.ttl", "graph.odt"])
def test_a_file_that_cannot_be_read_is_a_fault_of_the_data(tmp_path: Path, name: str) -> None:
    (tmp_path / "bad.ttl").write_text("nonsense", encoding="utf-8")
    with pytest.raises(QueryError, match=name) as caught:
        validate(tmp_path / name)
    assert caught.value.exit_code == 1
    assert "\n" not in str(caught.value)


def test_broken_shapes_are_named(tmp_path: Path) -> None:
    for file in shipped_folder().glob("*.ttl"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    shapes = tmp_path / "shapes.ttl"
    text = shapes.read_text(encoding="utf-8")
    shapes.write_text(text.replace("sh:minCount 1 ;", 'sh:minCount "one" ;', 1), encoding="utf-8")
    with pytest.raises(OntologyError, match=r"shapes\.ttl"):
        validate(sound(), tmp_path)
    shapes.write_text("shape:x a", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"shapes\.ttl:1"):
        validate(sound(), tmp_path)
