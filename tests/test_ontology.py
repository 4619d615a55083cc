"""What the Turtle files of ontology/ give, and how they complain."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import OntologyError, UsageError
from kg.ontology import Ontology, OntologyClass, OntologyProperty, load_ontology, shipped_folder
from kg.ontology_places import places_of
from kg.ontology_turtle import read_turtle
from kg.ontology_values import values_of

CLASSES = """Report Programme Institution Policy Meeting Goal TargetGroup Indicator Observation Outcome
    Target Statement Evidence Year Place"""
PROPERTIES = """mentionedIn reportYear place sha256 file yearNumber nextYear programmeType activeIn targets
    implementedBy partOf pursues hasObservation institutionType concerns indicator value unit kind direction
    modifier comparator basis group year report evidence rule previous outcomeOf firstReported lastReported
    evolvesFrom score inferredBy met inconsistentWith stage textOf page curatedBy"""
SUPERCLASSES = {
    "wr:Report": {"prov:Entity", "schema:Report"},
    "wr:Programme": {"prov:Plan"},
    "wr:Institution": {"org:Organization"},
    "wr:Policy": {"schema:CreativeWork"},
    "wr:Meeting": {"schema:Event"},
    "wr:Goal": {"skos:Concept"},
    "wr:TargetGroup": {"skos:Concept"},
    "wr:Indicator": {"skos:Concept"},
    "wr:Observation": {"qb:Observation", "prov:Entity"},
    "wr:Outcome": {"wr:Observation", "qb:Observation"},
    "wr:Target": {"wr:Observation", "qb:Observation"},
    "wr:Statement": {"rdf:Statement", "prov:Entity"},
    "wr:Evidence": {"oa:SpecificResource"},
    "wr:Year": {"time:ProperInterval"},
    "wr:Place": {"schema:Place"},
}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped ontology that a test may spoil."""
    return Path(shutil.copytree(shipped_folder(), tmp_path / "ontology"))


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_agreed_term_is_there(ontology: Ontology) -> None:
    assert {f"wr:{name}" for name in CLASSES.split()} <= ontology.classes.keys()
    assert {f"wr:{name}" for name in PROPERTIES.split()} <= ontology.properties.keys()


def test_superclasses_are_the_agreed_ones(ontology: Ontology) -> None:
    for name, expected in SUPERCLASSES.items():
        assert expected <= ontology.ancestors(name), name


def test_every_term_says_in_two_languages_what_it_is(ontology: Ontology) -> None:
    terms: list[OntologyClass | OntologyProperty] = [
        *ontology.classes.values(),
        *ontology.properties.values(),
    ]
    for term in terms:
        assert {"zh", "en"} == term.labels.keys() == term.comments.keys(), term.name
        assert re.search(r"[一-鿿]", term.comments["zh"]), term.name
        assert not re.search(r"[一-鿿]", term.labels["en"]), term.name


def test_workreport_reads_the_same_in_rdflib() -> None:
    import rdflib

    path = shipped_folder() / "workreport.ttl"
    graph = rdflib.Graph().parse(path, format="turtle")
    file = read_turtle(path)
    assert len(graph) == sum(len(o) for properties in file.subjects.values() for o in properties.values())
    comment = graph.value(rdflib.URIRef(file.prefixes["wr"] + "Programme"), rdflib.RDFS.comment, any=True)
    assert str(comment) in {literal.value for literal in file.literals("wr:Programme", "rdfs:comment")}


@pytest.mark.parametrize(
    ("subject", "property_", "target"),
    [
        ("wr:Programme", "wr:targets", "wr:TargetGroup"),
        ("wr:Programme", "wr:hasObservation", "wr:Outcome"),
        ("wr:Institution", "wr:partOf", "wr:Institution"),
        ("wr:Policy", "wr:concerns", "wr:Programme"),
        ("wr:Policy", "wr:concerns", "wr:TargetGroup"),
        ("wr:Goal", "wr:mentionedIn", "wr:Report"),
        ("wr:Target", "wr:value", "xsd:decimal"),
        ("wr:Indicator", "skos:closeMatch", "wr:Indicator"),
    ],
)
def test_admitted(ontology: Ontology, subject: str, property_: str, target: str) -> None:
    assert ontology.admits(subject, property_, target)


@pytest.mark.parametrize(
    ("subject", "property_", "target", "reason"),
    [
        ("wr:Institution", "wr:targets", "wr:TargetGroup", "domain of wr:targets"),
        ("wr:Programme", "wr:targets", "wr:Institution", "range of wr:targets"),
        ("wr:Programme", "wr:partOf", "wr:Institution", "wr:partOf of a wr:Programme leads to wr:Programme"),
        ("wr:Policy", "wr:concerns", "wr:Meeting", "range of wr:concerns"),
        ("wr:Programme", "wr:unknown", "wr:Goal", "no property"),
        ("wr:Outcome", "wr:value", "xsd:string", "range of wr:value"),
    ],
)
def test_not_admitted(ontology: Ontology, subject: str, property_: str, target: str, reason: str) -> None:
    objection = ontology.objection(subject, property_, target)
    assert objection is not None
    assert reason in objection


@pytest.mark.parametrize(
    ("name", "place", "full"),
    [
        ("市委", "巴中", "巴中市委"),
        ("市委党校", "巴中市", "巴中市委党校"),
        ("省委", "巴中", "四川省委"),
        ("省委十一届九次全会", "巴中", "四川省委十一届九次全会"),
        ("省政府", "四川省", "四川省政府"),
        ("州委", "凉山", "凉山州委"),
        ("自治区党委", "南宁", "广西壮族自治区党委"),
        ("市委", "上海", "上海市委"),
        ("市委", "吉林市", "吉林市委"),
        ("县委", "通江县", "通江县委"),
        ("市委", "四川", None),
        ("省委", "全国", None),
        ("市委", None, None),
        ("中国共产党", "巴中", None),
        ("中央人才工作会议", "巴中", None),
    ],
)
def test_a_body_is_named_with_its_place(ontology: Ontology, name: str, place: str | None, full: str) -> None:
    assert ontology.full_name(name, place) == full


def test_the_values_of_a_closed_list_have_labels(copy: Path) -> None:
    types = values_of(load_ontology(), "wr:institutionType")
    assert list(types)[:2] == ["party_organ", "government"]
    assert all(types.values())
    assert types["university"] == "高校"
    assert values_of(load_ontology(), "wr:programmeType") == {}
    spoil(copy / "shapes.ttl", '"zone" "public_body"', '"team" "public_body"')
    mine = values_of(load_ontology(copy), "wr:institutionType")
    assert (mine["team"], "zone" in mine) == ("", False)


def test_every_prefecture_lies_in_a_province(ontology: Ontology) -> None:
    places = set(ontology.places.values())
    assert sum(place.level == "province" for place in places) == 34
    assert sum(place.level == "prefecture" for place in places) == 333
    for place in places:
        if place.level == "prefecture":
            assert place.parent is not None
            assert ontology.places[place.parent].level == "province"
    assert ontology.places["吉林"].level == "province"
    assert ontology.places["海南"].official == "海南省"


def test_the_lexicon_of_a_broader_class_holds_the_narrower_words(copy: Path) -> None:
    lexicon = """@prefix lex: <https://w3id.org/workreport/lexicon#> .
        @prefix wr: <https://w3id.org/workreport/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        lex:place_of_learning a skos:Concept ; skos:altLabel "学堂" .
        lex:school a skos:Concept ; skos:broader lex:place_of_learning ;
            skos:altLabel "党校"@zh, "学院" ; wr:institutionType "party_school" .
        lex:night_school a skos:Concept ; skos:broader lex:school ; skos:altLabel "夜校", "农民夜校" ."""
    (copy / "lexicon.ttl").write_text(lexicon, encoding="utf-8")
    found = load_ontology(copy).lexicon
    assert found["place_of_learning"].words == ("农民夜校", "党校", "夜校", "学堂", "学院")
    assert found["place_of_learning"].narrower == ("night_school", "school")
    assert found["school"].words == ("农民夜校", "党校", "夜校", "学院")
    assert dict(found["school"].attributes) == {"institutionType": "party_school"}
    assert found["night_school"].words == ("农民夜校", "夜校")


@pytest.mark.parametrize(
    ("concept", "complaint"),
    [
        ("lex:a a skos:Concept ; skos:broader lex:b .", "lex:b, which is no class"),
        ("lex:a a skos:Concept ; skos:broader lex:a .", "broader than itself"),
        ('lex:a a skos:Concept ; skos:altLabel "plan"@en .', "use @zh or none"),
        ('lex:a a skos:Concept ; skos:altLabel " 计划" .', "space around it"),
        ('lex:a a skos:Concept ; wr:comparator ">=", ">" .', "exactly one literal as wr:comparator"),
    ],
)
def test_a_wrong_lexicon_entry_is_named(copy: Path, concept: str, complaint: str) -> None:
    prefixes = """@prefix lex: <https://w3id.org/workreport/lexicon#> .
@prefix wr: <https://w3id.org/workreport/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."""
    (copy / "lexicon.ttl").write_text(f"{prefixes}\n{concept}\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(complaint)) as caught:
        load_ontology(copy)
    assert "lexicon.ttl:4: lex:a" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("rdfs:range wr:Goal", "rdfs:range wr:Gaol", r"workreport.ttl:\d+: wr:pursues uses wr:Gaol"),
        ("rdfs:subClassOf wr:Observation", "rdfs:subClassOf wr:Observed", "wr:Outcome uses wr:Observed"),
        ('rdfs:label "政策"@zh, "Policy"@en', 'rdfs:label "政策"@zh', "wr:Policy needs rdfs:label"),
        ("wr:Goal a owl:Class", "wr:Goal a a owl:Class", r"workreport.ttl:\d+: is not Turtle"),
    ],
)
def test_a_wrong_term_is_named(copy: Path, old: str, new: str, complaint: str) -> None:
    spoil(copy / "workreport.ttl", old, new)
    with pytest.raises(OntologyError, match=complaint):
        load_ontology(copy)


@pytest.mark.parametrize("name", ["workreport.ttl", "lexicon.ttl", "places.ttl"])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(OntologyError, match=f"{name}: not found"):
        load_ontology(copy)


def test_a_place_in_no_province_of_the_file_is_named(copy: Path) -> None:
    spoil(copy / "places.ttl", "wr:within place:510000", "wr:within place:999999")
    with pytest.raises(OntologyError, match=r"places.ttl:.*wr:within"):
        places_of(read_turtle(copy / "places.ttl"))


def test_a_class_and_a_relation_are_added_by_data_alone(copy: Path) -> None:
    with (copy / "workreport.ttl").open("a", encoding="utf-8") as file:
        file.write(
            """wr:Award a owl:Class ; rdfs:subClassOf wr:Entity ; rdfs:label "奖项"@zh, "Award"@en .
            wr:won a owl:ObjectProperty ; rdfs:domain wr:Institution ; rdfs:range wr:Award ;
                rdfs:label "获奖"@zh, "won"@en ."""
        )
    ontology = load_ontology(copy)
    assert ontology.admits("wr:Institution", "wr:won", "wr:Award")
    assert ontology.admits("wr:Award", "wr:mentionedIn", "wr:Report")
    assert not ontology.admits("wr:Programme", "wr:won", "wr:Award")


def test_an_edited_file_is_read_anew_and_an_unchanged_one_is_not(copy: Path) -> None:
    before = load_ontology(copy)
    assert load_ontology(copy) is before
    spoil(copy / "workreport.ttl", '"项目"@zh', '"举措"@zh')
    assert load_ontology(copy).classes["wr:Programme"].labels["zh"] == "举措"


@pytest.mark.parametrize("base", ["", "here/", "https://例.cn/", "https://a b/", "https://a.example/id"])
def test_a_base_that_is_no_iri_is_refused(ontology: Ontology, base: str) -> None:
    with pytest.raises(UsageError, match="--base"):
        ontology.namespaces(base)


def test_loading_needs_no_rdflib() -> None:
    code = "import sys, kg.ontology as o; o.load_ontology(); print('rdflib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
