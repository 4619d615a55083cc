"""docs/extending.md: what it corrects and teaches by data alone, from a clean copy of the ontology."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pages import agrees, blocks, differences, run

from kg.build_document import reader, setup
from kg.check import check
from kg.cleaning import clean
from kg.diff import diff
from kg.mapping import map_reading
from kg.model import Reading, Source
from kg.nlp import load
from kg.ontology import load_ontology, shipped_folder

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "extending.md").read_text("utf-8")
EDIT = re.compile(r"^cat >>? (my-ontology/\S+) <<'END'\n(.*?)^END$", re.MULTILINE | re.DOTALL)
TEXT = re.findall(r"^cat > new/2025.txt <<'END'\n(.*?)^END$", PAGE, re.MULTILINE | re.DOTALL)[0]


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean copy of the ontology with all that the page adds to it."""
    folder = tmp_path_factory.mktemp("taught")
    shutil.copytree(shipped_folder(), folder / "my-ontology")
    for name, added in EDIT.findall(PAGE):
        with (folder / name).open("a", encoding="utf-8", newline="\n") as out:
            out.write(added.replace(", '开设讲座'", ""))
    return folder / "my-ontology"


def read(ontology: Path | None) -> Reading:
    source = Source("a", TEXT, "2025年青岚县工作总结", 2025, "青岚", "ab" * 32, "2025.txt")
    return reader(None, setup(ontology=str(ontology) if ontology else None).ontology)(clean(source))


def test_what_the_page_teaches_is_found_and_was_not_before(taught: Path) -> None:
    new = {"青年返乡专案", "青岚大讲堂", "全国先进基层党组织"}
    assert not new & {mention.name for mention in read(None).mentions}
    found = {mention.name: mention for mention in read(taught).mentions}
    assert new <= found.keys()
    assert found["全国先进基层党组织"].type == "wr:Award"
    assert found["新建厂房"].attributes["unit"] == "坪"
    assert str(load_ontology(taught).indicators.units["坪"]) == "('平方米', Decimal('3.3058'))"


def test_a_relation_of_a_rule_reaches_the_graph_with_its_evidence(taught: Path) -> None:
    graph, refused = map_reading(read(taught), load_ontology(taught))
    (edge,) = [edge for edge in graph.edges if edge.property == "wr:received"]
    assert ("wr:rule", "award-received") in {
        (e.property, getattr(e.target, "value", "")) for e in graph.edges if e.source == edge.evidence
    }
    assert not [r for r in refused if r.rule == "award-received"]


def test_what_was_taught_is_a_difference_between_two_builds(taught: Path) -> None:
    before, after = (map_reading(read(folder), load_ontology(folder))[0] for folder in (None, taught))
    found = diff(before, after)
    came = {(fact.property, fact.subject, fact.value) for fact in found.added}
    assert ("wr:Award", "全国先进基层党组织", "全国先进基层党组织") in came
    (received,) = [fact for fact in found.added if fact.property == "wr:received"]
    assert received.subject.endswith("县委党校")
    assert received.sentence == "县委党校荣获“全国先进基层党组织”称号。"
    assert not found.changed


def test_a_relation_that_the_ontology_does_not_admit_is_counted_not_drawn(taught: Path) -> None:
    text = "2025年工作总结\n“新苗培优”计划荣获“全国先进基层党组织”称号，某某荣获“优秀培训品牌”称号。\n"
    source = Source("a", text, "x", 2025, "青岚", "ab" * 32, "a.txt")
    reading = reader(None, taught)(clean(source))
    graph, refused = map_reading(reading, load_ontology(taught))
    assert not [edge for edge in graph.edges if edge.property == "wr:received"]
    assert "wr:Programme is outside the domain of wr:received" in {r.reason for r in refused}
    assert [r.reason for r in reading.rejected if r.rule == "award-received"] == [
        "“某某” is no name that was found"
    ]


def test_what_the_page_teaches_is_without_fault(taught: Path) -> None:
    assert [found.in_words() for found in check(taught) if not found.note] == []


def test_a_saved_pipeline_keeps_what_it_was_taught(taught: Path, tmp_path: Path) -> None:
    import spacy

    nlp = load(None, load_ontology(taught))
    nlp.to_disk(tmp_path / "nlp")
    doc = spacy.load(tmp_path / "nlp")(TEXT)
    assert [span.text for span in doc.spans["awards"]] == ["“全国先进基层党组织”"]


@pytest.mark.slow
def test_the_page_runs_as_it_stands(tmp_path: Path) -> None:
    page = list(blocks(PAGE))
    for block, printed in zip(page, run(page, tmp_path), strict=True):
        shown = block.shown
        assert shown is None or agrees(shown, printed), f"line {block.line}:\n{differences(shown, printed)}"


@pytest.mark.parametrize(
    ("kind", "sentence", "name"),
    [
        ("programme_head", "推动“青年返乡”专案。", "青年返乡专案"),
        ("programme_head", "推动“青年返乡”培训专案。", "青年返乡培训专案"),
        ("programme_head_inside", "推动“青年返乡专案”。", "青年返乡专案"),
        ("programme_head_unquoted", "实施青年返乡专案，成效明显。", "青年返乡专案"),
    ],
)
def test_a_head_noun_counts_where_its_kind_says(tmp_path: Path, kind: str, sentence: str, name: str) -> None:
    def programmes(ontology: Path | None) -> list[str]:
        text = clean(Source("a", sentence, year=2025))
        return [m.name for m in reader(None, ontology)(text).mentions if m.type == "wr:Programme"]

    taught = tmp_path / "ontology"
    shutil.copytree(shipped_folder(), taught)
    with (taught / "lexicon.ttl").open("a", encoding="utf-8", newline="\n") as out:
        out.write(f'\nlex:{kind} skos:altLabel "专案" .\n')
    assert programmes(None) == []
    assert programmes(taught) == [name]
