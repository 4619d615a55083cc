"""A part of a graph is whole in itself: what it keeps it can prove, and it keeps what was asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_graph import sample_graph

from kg.errors import UsageError
from kg.export.lookup import Lookup
from kg.export.selection import Selection, select
from kg.model import Graph
from kg.ontology import load_ontology

GRAPH = sample_graph()
ONTOLOGY = load_ontology()
CLASSES = ("Programme", "Institution", "TargetGroup", "Observation", "Indicator", "Report", "Year", "Meeting")
NAMES = sorted({node.label for node in GRAPH.nodes if node.label})

selections = st.builds(
    Selection,
    years=st.frozensets(st.sampled_from((2021, 2022, 2025)), max_size=2),
    classes=st.frozensets(st.sampled_from(CLASSES), max_size=3),
    around=st.sampled_from(["", *NAMES]),
    hops=st.integers(0, 3),
)


def chosen(**values: object) -> Graph:
    return select(GRAPH, Selection(**values), ONTOLOGY)  # type: ignore[arg-type]


def labels(graph: Graph, *types: str) -> set[str]:
    return {node.label for node in graph.nodes if node.type in types}


def test_nothing_asked_is_everything() -> None:
    assert chosen() is GRAPH


@given(selections)
def test_a_part_has_nothing_new_and_no_loose_end(selection: Selection) -> None:
    part = select(GRAPH, selection, ONTOLOGY)
    assert part.nodes <= GRAPH.nodes
    assert part.edges <= GRAPH.edges
    inside, outside = {node.iri for node in part.nodes}, {node.iri for node in GRAPH.nodes - part.nodes}
    for edge in part.edges:
        assert edge.source in inside
        assert edge.target not in outside
        assert not edge.evidence or edge.evidence in inside


@given(selections)
def test_what_is_kept_keeps_its_proof(selection: Selection) -> None:
    """Statements keep all that is said of them, and so do figures, evidence and reports."""
    part = select(GRAPH, selection, ONTOLOGY)
    proving = (
        "wr:Statement",
        "wr:Evidence",
        "oa:TextPositionSelector",
        "wr:Outcome",
        "wr:Target",
        "wr:Report",
    )
    kept = {node.iri for node in part.nodes if node.type in proving}
    linked = ("wr:previous", "wr:outcomeOf")  # these need the figure at the other end
    assert {e for e in GRAPH.edges if e.source in kept and e.property not in linked} <= part.edges


@given(selections, selections)
def test_wider_questions_keep_more(one: Selection, other: Selection) -> None:
    years, classes = one.years | other.years, one.classes | other.classes
    if not (one.years and one.classes):
        return
    narrow = select(GRAPH, Selection(one.years, one.classes), ONTOLOGY)
    wide = select(GRAPH, Selection(years, classes), ONTOLOGY)
    assert narrow.nodes <= wide.nodes
    assert narrow.edges <= wide.edges


@given(st.sampled_from(NAMES), st.integers(0, 3))
def test_one_hop_more_keeps_all_of_one_hop_less(name: str, hops: int) -> None:
    near, far = chosen(around=name, hops=hops), chosen(around=name, hops=hops + 1)
    assert near.nodes <= far.nodes
    assert near.edges <= far.edges
    assert name in labels(near, *{node.type for node in GRAPH.nodes})


@given(st.builds(Selection, years=st.frozensets(st.sampled_from((2021, 2022, 2025)), min_size=1)))
def test_the_part_of_a_part_is_the_part(selection: Selection) -> None:
    part = select(GRAPH, selection, ONTOLOGY)
    assert select(part, selection, ONTOLOGY) == part


def test_a_year_has_the_facts_of_that_year_whoever_reports_them() -> None:
    part = chosen(years=frozenset({2025}))
    look = Lookup(part)
    facts = look.named("wr:Outcome", "wr:Target")
    assert {look.year(name) for name in facts} == {"2025"}
    assert len(facts) == 3  # one of them is a target that the report of 2021 set
    assert "红色薪火工程" in labels(part, "wr:Programme")
    assert "中央八项规定精神" not in labels(part, "wr:Policy")
    said = [
        name for name in look.named("wr:Statement") if look.first(name, "rdf:predicate") != "wr:mentionedIn"
    ]
    assert {look.year(name) for name in said} == {"2025", ""}


def test_a_class_keeps_its_members_and_what_holds_between_them() -> None:
    part = chosen(classes=frozenset({"Programme"}))
    assert labels(part, "wr:Programme") == {"青苗培养计划", "红色薪火工程"}
    assert not labels(part, "wr:TargetGroup", "wr:Institution", "wr:Goal")
    assert {"wr:partOf", "wr:evolvesFrom", "wr:activeIn"} <= {edge.property for edge in part.edges}
    assert not {"wr:targets", "wr:hasObservation"} & {edge.property for edge in part.edges}


@pytest.mark.parametrize("name", ["观测值", "Observation", "wr:Observation"])
def test_a_class_goes_by_any_of_its_names_and_means_those_below_it(name: str) -> None:
    part = chosen(classes=frozenset({name}))
    figures = {node.iri for node in GRAPH.nodes if node.type in ("wr:Outcome", "wr:Target")}
    assert figures <= {node.iri for node in part.nodes}
    assert labels(part, "wr:Indicator") == {"引进人才", "人才总量"}


def test_around_a_name_is_what_is_said_of_it() -> None:
    part = chosen(around="青苗培养计划")
    assert labels(part, "wr:TargetGroup") == {"年轻干部"}
    assert labels(part, "wr:Institution") == {"巴山市委党校"}
    assert labels(part, "wr:Policy", "wr:Meeting") == set()
    wider = chosen(around="青苗培养计划", hops=2)
    assert labels(wider, "wr:Institution") == {"巴山市委党校", "巴山市委"}


def test_reports_and_years_are_no_shortcut() -> None:
    """Everything in one report is not near everything else in it."""
    part = chosen(around="党的二十届四中全会", hops=3)
    assert labels(part, "wr:Programme", "wr:Goal", "wr:TargetGroup") == set()
    assert labels(part, "wr:Report") == {"2025年工作综述"}


@pytest.mark.parametrize("name", ["青苗培养", "2025年", "市委"])
def test_other_labels_and_years_can_be_asked_for(name: str) -> None:
    assert chosen(around=name).nodes


def test_names_that_nothing_bears_are_usage_errors() -> None:
    with pytest.raises(
        UsageError, match="--around 青苗计划: nothing in the graph is called that; near: 青苗培养计划"
    ):
        chosen(around="青苗计划")
    with pytest.raises(UsageError, match=r"--class Dragon: no such class; there are .*Programme"):
        chosen(classes=frozenset({"Dragon"}))
