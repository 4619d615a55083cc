"""A correction counts as applied where the graph shows it; what is refused is stale and says why."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from kg.build_graph import build, plan
from kg.build_summary import Summary
from kg.curation_file import dump
from kg.curation_tally import Fate
from kg.errors import CurationError
from kg.model import Graph, Literal
from kg.model_subjects import Subjects
from kg.store import read_graph

ROOT = Path(__file__).parents[1]
WHO = {"who": "李明", "why": "核对原文"}
TEXT = (
    "2025年巴中组织工作综述\n"
    "市委深化“新苗培优”计划，选派186名年轻干部到一线。市委党校办班20期，培训干部1200人次。\n"
    "高校毕业生很多。深入实施“人才入企”行动，促进高校毕业生等青年就业，引进人才548名。\n"
    "印发《人才新政十条》。\n"
)
OTHER = "2024年巴中组织工作综述\n召开座谈会。市属企业由51家整合为33家。\n"


def corrected(folder: Path, *entries: dict[str, Any], **options: Any) -> tuple[Summary, Graph]:
    """The build of the texts with these entries."""
    documents = folder / "in"
    documents.mkdir(exist_ok=True)
    (documents / "a.txt").write_text(TEXT, "utf-8")
    (documents / "b.txt").write_text(OTHER, "utf-8")
    (documents / "curation.yaml").write_text(dump([{**entry, **WHO} for entry in entries]), "utf-8")
    summary = build(documents, folder / "out", plan(html=False, check=True, **options))
    return summary, read_graph(folder / "out")


def fate(folder: Path, entry: dict[str, Any], **options: Any) -> Fate:
    (told,) = corrected(folder, entry, **options)[0].corrections
    return told


def relations(graph: Graph, property_: str) -> set[tuple[str, str, str]]:
    """Subject, object and sentence of what people have said."""
    index, labels = Subjects.of(graph), {node.iri: node.label for node in graph.nodes}
    curated = {e.source for e in graph.edges if e.property == "wr:curatedBy"}
    return {
        (
            labels[index.name(statement, "rdf:subject")],
            labels[index.name(statement, "rdf:object")],
            index.text(index.name(statement, "wr:evidence"), "oa:exact"),
        )
        for statement in curated
        if index.name(statement, "rdf:predicate") == property_
    }


# ---------------------------------------------------------------- relations


def test_a_relation_stands_in_the_sentence_that_has_both_names(tmp_path: Path) -> None:
    """The name stands in an earlier sentence too, which says nothing of the programme."""
    entry = {"accept": ["人才入企行动", "targets", "高校毕业生"], "class": "TargetGroup"}
    summary, graph = corrected(tmp_path, entry)
    sentence = "深入实施“人才入企”行动，促进高校毕业生等青年就业，引进人才548名。"
    assert relations(graph, "wr:targets") == {("人才入企行动", "高校毕业生", sentence)}
    assert [told.hits for told in summary.corrections] == [1]


def test_a_quote_is_the_evidence_of_a_relation(tmp_path: Path) -> None:
    entry = {"accept": ["新苗培优计划", "implementedBy", "市委党校"], "quote": "市委党校办班20期"}
    _, graph = corrected(tmp_path, entry)
    assert relations(graph, "wr:implementedBy") == {("新苗培优计划", "巴中市委党校", "市委党校办班20期")}


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (
            {"accept": ["新苗培优计划", "implementedBy", "市委党校"]},
            "no sentence has both 新苗培优计划 and 市委党校: give as 'quote' the words that state it",
        ),
        (
            {"accept": ["新苗培优计划", "targets", "企业家"], "class": "TargetGroup"},
            "no sentence has both 新苗培优计划 and 企业家: give as 'quote' the words that state it",
        ),
        (
            {"accept": ["新苗培优计划", "targets", "高校毕业生"]},
            "nothing called 高校毕业生 is found: to add it, give its 'class' (TargetGroup, say)",
        ),
        (
            {"accept": ["新苗培优计划", "targets", "海归"]},
            "give its 'class' (TargetGroup, say) and, as 'quote', the words that state it",
        ),
        (
            {"accept": ["一个很长而没有的行动", "targets", "年轻干部"]},
            "nothing called 一个很长而没有的行动 is found: accept it first, with its class",
        ),
        (
            {"accept": ["新苗培优计划", "targets", "年轻干部"], "quote": "没有的话"},
            "no document says “没有的话” any more",
        ),
        (
            {"accept": ["人才新政十条", "targets", "高校毕业生"], "class": "TargetGroup",
             "quote": "印发《人才新政十条》"},
            "wr:Policy is outside the domain of wr:targets",
        ),
    ],
)  # fmt: skip
def test_a_relation_that_is_not_there_says_what_is_missing(
    tmp_path: Path, entry: dict[str, Any], reason: str
) -> None:
    """Of several documents the one that has most of it tells, however long the other's complaint."""
    told = fate(tmp_path, entry)
    assert told.hits == 0
    assert reason in told.reason
    assert not relations(read_graph(tmp_path / "out"), f"wr:{entry['accept'][1]}")


# ---------------------------------------------------------------- names and figures


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (
            {"set": "引进人才", "to": {"programme": "没有的计划"}},
            "nothing called 没有的计划 is found as wr:Programme",
        ),
        (
            {"set": "人才新政十条", "to": {"type": "条例"}},
            "nothing called 人才新政十条 is found as wr:Programme",
        ),
        ({"set": "人才入企行动", "to": {"unit": "名"}}, "Programme has no 'unit' to set"),
        ({"set": "引进人才", "to": {"scope": "national"}}, "Outcome has no 'scope' to set"),
        ({"set": "人才入企行动", "to": {"class": "Outcome"}}, "a name is no figure"),
        ({"accept": "座谈会", "class": "Goal", "to": {"stage": "开展"}}, "Goal has no 'stage' to set"),
    ],
)
def test_what_a_thing_cannot_have_leaves_it_as_it_was(
    tmp_path: Path, entry: dict[str, Any], reason: str
) -> None:
    told = fate(tmp_path, entry)
    assert (told.hits, reason in told.reason) == (0, True), told.reason
    left = read_graph(tmp_path / "out")
    (tmp_path / "in" / "curation.yaml").unlink()
    build(tmp_path / "in", tmp_path / "plain", plan(html=False))
    assert left == read_graph(tmp_path / "plain")


@pytest.mark.parametrize(
    "entry", [{"set": "人才入企行动", "to": {"class": "Year"}}, {"accept": "座谈会", "class": "Statement"}]
)
def test_what_nothing_in_a_report_can_be_stops_the_build(tmp_path: Path, entry: dict[str, Any]) -> None:
    with pytest.raises(
        CurationError, match=r"entry 1 \(.*\): nothing there is a wr:\w+; give Outcome, Target"
    ):
        corrected(tmp_path, entry)


def test_a_figure_that_cannot_be_quoted_is_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where cleaning the passage alone does not give its words."""
    monkeypatch.setattr("kg.mapping.passages", lambda *_: {})
    told = fate(tmp_path, {"accept": "座谈会", "class": "Meeting"})
    assert (told.hits, told.reason) == (0, "its sentence cannot be quoted from the file")


def own_ontology(folder: Path, shape: str) -> str:
    """The ontology with one more shape, that of a user."""
    ontology = folder / "ontology"
    shutil.copytree(ROOT / "ontology", ontology)
    with (ontology / "shapes.ttl").open("a", encoding="utf-8") as shapes:
        shapes.write(f'\nshape:own a sh:NodeShape ; {shape} ; sh:message "not this"@en ] .\n')
    return str(ontology)


def test_what_a_shape_takes_out_is_not_applied(tmp_path: Path) -> None:
    shape = "sh:targetClass wr:Institution ; "
    shape += 'sh:property [ sh:path wr:institutionType ; sh:not [ sh:hasValue "other" ]'
    summary, graph = corrected(
        tmp_path,
        {"set": "市委党校", "to": {"type": "other"}},
        {"accept": "人才入企行动"},
        ontology=own_ontology(tmp_path, shape),
    )
    assert summary.quarantined
    assert [bool(told.hits) for told in summary.corrections] == [False, True]
    assert summary.corrections[0].reason == "a shape takes it out (quarantine.ttl): not this"
    assert "巴中市委党校" not in {node.label for node in graph.nodes}


def test_what_goes_with_a_thing_that_a_shape_takes_out_says_why(tmp_path: Path) -> None:
    """A shape of the user's own refuses the programme; the relation is said of it."""
    shape = "sh:targetClass wr:Programme ; "
    shape += 'sh:property [ sh:path rdfs:label ; sh:not [ sh:hasValue "人才入企行动"@zh ]'
    entry = {"accept": ["人才入企行动", "targets", "高校毕业生"], "class": "TargetGroup"}
    told = fate(tmp_path, entry, ontology=own_ontology(tmp_path, shape))
    assert (told.hits, told.reason) == (0, "a shape takes it out (quarantine.ttl): not this")


# ---------------------------------------------------------------- links across documents


def linked(folder: Path, **options: Any) -> list[Fate]:
    documents = folder / "links"
    documents.mkdir(exist_ok=True)
    for place in ("巴中", "贵阳"):
        text = f"2025年{place}市组织工作综述\n实施“人才入企”行动。市委党校办班20期。\n"
        (documents / f"{place}.txt").write_text(text, "utf-8")
    same, other = ["人才入企行动"] * 2, ["人才入企行动", "市委党校"]
    entries = [
        {"accept": [names[0], "closeMatch", names[1]], **WHO} for names in (same, other)
    ] + [{"reject": [other[0], "closeMatch", other[1]], **WHO}]  # fmt: skip
    (documents / "curation.yaml").write_text(dump(entries), "utf-8")
    return list(build(documents, folder / "out", plan(html=False, **options)).corrections)


def test_an_accepted_link_counts_where_it_is_inferred(tmp_path: Path) -> None:
    """That two things are not the same may be said beforehand."""
    told = linked(tmp_path)
    assert [bool(each.hits) for each in told] == [True, False, True]
    assert told[1].reason == "no such link is inferred, or a later entry takes it out"
    assert 'wr:curatedBy "李明"' in (tmp_path / "out" / "graph.ttl").read_text("utf-8")
    assert [bool(each.hits) for each in linked(tmp_path, inferred=False)] == [False, False, True]


def test_links_are_counted_in_an_incremental_build_as_in_a_full_one(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = linked(tmp_path, cache=cache)
    for n in range(3):
        (tmp_path / "links" / f"{n}.txt").write_text(f"202{n}年成都市组织工作综述\n办班20期。\n", "utf-8")
        assert linked(tmp_path, cache=cache) == first
    again = "2025年成都市组织工作综述\n实施“人才入企”行动。\n"
    (tmp_path / "links" / "2.txt").write_text(again, "utf-8")
    patched = linked(tmp_path, cache=cache)
    assert patched == linked(tmp_path)
    assert patched[0].hits > first[0].hits


def test_a_programme_may_be_given_to_a_figure_as_the_report_writes_it(tmp_path: Path) -> None:
    """In quotation marks; the figure follows it to its new name and is signed."""
    summary, graph = corrected(
        tmp_path,
        {"set": "引进人才", "to": {"programme": "“人才入企”行动"}},
        {"rename": "人才入企行动", "to": "入企行动"},
    )
    assert [bool(told.hits) for told in summary.corrections] == [True, True]
    labels = {node.iri: node.label for node in graph.nodes}
    assert ("入企行动", "引进人才 548名") in {
        (labels[e.source], labels[str(e.target)]) for e in graph.edges if e.property == "wr:hasObservation"
    }
    assert {e.target for e in graph.edges if e.property == "wr:curatedBy"} == {Literal("李明")}
