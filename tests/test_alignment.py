"""ontology/alignment.ttl speaks of terms that exist, and is true of what a build writes."""

from __future__ import annotations

import rdflib
from rdflib.namespace import OWL, QB, RDF, RDFS, SKOS

from kg.ontology import load_ontology, shipped_folder
from kg.ontology_turtle import read_turtle

ONTOLOGY = load_ontology()
FOLDER = shipped_folder()
WR = rdflib.Namespace(ONTOLOGY.prefixes["wr"])


def alignment() -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / "alignment.ttl")


def test_it_aligns_terms_that_the_ontology_has() -> None:
    own = read_turtle(FOLDER / "alignment.ttl")
    declared = {s for s in own.subjects if own.names(s, "rdf:type")} | set(own.typed("owl:ObjectProperty"))
    terms = ONTOLOGY.classes.keys() | ONTOLOGY.properties.keys() | {"wr:mentions", "wr:cube"}
    assert {s for s in own.subjects if s.startswith("wr:")} <= terms
    assert "wr:mentions" in declared
    units = read_turtle(FOLDER / "indicators.ttl").subjects.keys()
    aligned = {s for s in own.subjects if s.startswith("ind:")}
    assert len(aligned) > 10
    assert aligned <= units


def test_every_vocabulary_of_the_brief_is_met() -> None:
    text = (FOLDER / "alignment.ttl").read_text(encoding="utf-8")
    for prefix in ("schema:", "org:", "prov:", "qb:", "sdmx-dimension:", "skos:", "unit:"):
        assert f" {prefix}" in text, prefix


def test_classes_align_with_classes_and_properties_with_properties() -> None:
    for subject, _, target in alignment().triples((None, RDFS.subPropertyOf, None)):
        assert str(target).rpartition("#")[2].rpartition("/")[2][0].islower(), (subject, target)
    for subject, _, target in alignment().triples((None, RDFS.subClassOf, None)):
        assert str(target).rpartition("#")[2].rpartition("/")[2][0].isupper(), (subject, target)


def test_the_cube_has_a_measure_and_every_component_a_role() -> None:
    graph = alignment()
    components = list(graph.objects(WR.cube, QB.component))
    assert len([c for c in components if graph.value(c, QB.measure) == WR.value]) == 1
    for component in components:
        ((_, role, property_),) = graph.triples((component, None, None))
        part = str(role).removeprefix(str(QB)).capitalize()
        assert (property_, RDF.type, QB[f"{part}Property"]) in graph


def test_a_query_in_the_words_of_another_vocabulary_finds_ours() -> None:
    graph = alignment()
    example = rdflib.URIRef("https://example.org/observation")
    graph.add((example, WR.value, rdflib.Literal("5141", datatype=rdflib.XSD.decimal)))
    rows = graph.query(
        """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
        SELECT ?value WHERE { ?p rdfs:subPropertyOf* sdmx-measure:obsValue . ?o ?p ?value }"""
    )
    assert [str(row[0]) for row in rows] == ["5141"]  # type: ignore[index]
    assert (WR.mentionedIn, OWL.inverseOf, WR.mentions) in graph
    assert (WR.partOf, SKOS.relatedMatch, SKOS.broader) in graph
