"""One text in several files: one report that names them all; of another year, place or kind, another one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.build_document import Setup
from kg.build_graph import Plan, build
from kg.build_outputs import Form
from kg.build_summary import Summary
from kg.model import Graph, Literal
from kg.model_subjects import Subjects
from kg.store import read_graph

ROOT = Path(__file__).parents[1]
CHECKED = Plan(form=Form(page=False, check=True))
LINES = [
    "2026年青岚县政府工作报告",
    "各位代表：现在，我代表县人民政府向大会报告工作，请予审议，并请各位委员和列席人员提出意见。",
    "一、2025年工作回顾",
    "过去一年，实施“新苗培优”计划，选派年轻干部46名，引进急需紧缺人才548名，比上年增长12.5%，群众满意度继续提高。",
    "二、2026年工作安排",
    "今年计划新建学校10所，新增就业3000人，让全县群众生活得更好、出行更方便、看病更省心。",
]
OTHER_TITLE = "青岚县2026年政府工作报告"
EXCERPT = "深化“新苗培优”计划，选派186名年轻干部到一线。全年引进人才548名。明年新增就业600人。\n"
SAID = {"title": "2025年巴中组织工作综述", "year": 2025, "place": "巴中", "kind": "review", "issuer": "甲"}


def word_file(path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(path))


def web_page(path: Path) -> None:
    pytest.importorskip("trafilatura")
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES[1:])
    head = f"<title>{LINES[0]}</title>"
    article = f"<article><h1>{LINES[0]}</h1>{paragraphs}</article>"
    path.write_text(f"<html><head>{head}</head><body>{article}</body></html>", "utf-8")


def row(path: Path) -> None:
    said = {
        "id": "x",
        "year": 2026,
        "place": "青岚",
        "issuer": "青岚县人民政府",
        "title": OTHER_TITLE,
    }
    path.write_text(json.dumps({**said, "text": "\n".join(LINES)}), "utf-8")


def plain(path: Path) -> None:
    path.write_text("\n".join(LINES), "utf-8")


FILES: dict[str, Callable[[Path], None]] = {
    "青岚.docx": word_file, "page.html": web_page, "rows.jsonl": row, "r.txt": plain
}  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def values(graph: Graph, property_: str) -> set[str]:
    return {
        e.target.value if isinstance(e.target, Literal) else e.target
        for e in graph.edges
        if e.property == property_
    }


@pytest.mark.parametrize("names", [("青岚.docx", "page.html"), tuple(FILES)])
def test_one_text_in_files_of_several_kinds_is_one_report(tmp_path: Path, names: tuple[str, ...]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in names:
        FILES[name](folder / name)
    summary = build(folder, tmp_path / "out", CHECKED)
    graph = read_graph(tmp_path / "out")
    assert (summary.repeated, summary.quarantined) == (len(names) - 1, 0)
    assert f"documents      {len(names)}, {len(names) - 1} of them repeated\n" in summary.in_words()
    assert len([node for node in graph.nodes if node.type == "wr:Report"]) == 1
    assert values(graph, "wr:file") == {"rows.jsonl#x" if name == "rows.jsonl" else name for name in names}
    assert values(graph, "wr:textOf") == {"text of the Word file", "main text of the web page"}
    assert values(graph, "dcterms:title") == {LINES[0], *([OTHER_TITLE] if "rows.jsonl" in names else [])}
    assert summary.classes["wr:Outcome"] > 1 < summary.classes["wr:Target"]
    assert not summary.notes


def test_the_bytes_do_not_show_which_file_came_first(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    cached = replace(CHECKED, setup=Setup(cache=tmp_path / "cache"))
    for name in ("青岚.docx", "page.html", "r.txt"):  # built again with each that comes
        FILES[name](folder / name)
        build(folder, tmp_path / "grown", cached)
    paths = sorted(folder.iterdir())
    build(paths, tmp_path / "one", CHECKED)
    build(paths[::-1], tmp_path / "two", CHECKED)
    build([folder], tmp_path / "three", replace(CHECKED, processes=2))
    first = contents(tmp_path / "one")
    assert all(contents(tmp_path / name) == first for name in ("two", "three", "grown"))
    (folder / "page.html").unlink()
    build(folder, tmp_path / "grown", cached)
    build(folder, tmp_path / "anew", CHECKED)
    assert contents(tmp_path / "grown") == contents(tmp_path / "anew") != first


def pair(folder: Path, text: str, *said: dict[str, Any]) -> tuple[Summary, Graph]:
    """The build of rows of one text, of which each says something else."""
    rows = [{"id": name, "text": text, **own} for name, own in zip("ab", said, strict=True)]
    (folder / "r.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    summary = build(folder / "r.jsonl", folder / "out", CHECKED)
    return summary, read_graph(folder / "out")


@pytest.mark.parametrize("other", [{"title": "组织工作综述（2025年）"}, {"issuer": "乙"}, {"title": None}])
def test_what_does_not_part_reports_is_said_several_times(tmp_path: Path, other: dict[str, Any]) -> None:
    summary, graph = pair(tmp_path, EXCERPT, SAID, {**SAID, **other})
    assert (summary.repeated, summary.quarantined, summary.notes) == (1, 0, ())
    for key, property_ in (("title", "dcterms:title"), ("issuer", "wr:issuer")):
        assert values(graph, property_) == {SAID[key], other.get(key, SAID[key])} - {None}


@pytest.mark.parametrize("other", [{"year": 2024}, {"place": "贵阳"}, {"kind": "government"}, {"year": None}])
def test_a_text_of_two_years_places_or_kinds_is_two_reports(tmp_path: Path, other: dict[str, Any]) -> None:
    """A county's excerpt may be another's, too: each has its facts, and the build says so."""
    said = {**SAID, "title": None}
    summary, graph = pair(tmp_path, EXCERPT, said, {**said, **other})
    assert (summary.repeated, summary.quarantined) == (0, 0)
    index = Subjects.of(graph)
    reports = [node.iri for node in graph.nodes if node.type == "wr:Report"]
    assert len(reports) == 2
    counts = {
        report: sum(report in index.names(node.iri, "wr:report") for node in graph.nodes
                    if node.type in ("wr:Outcome", "wr:Target"))
        for report in reports
    }  # fmt: skip
    assert set(counts.values()) == {3}
    note = summary.notes[-1]
    assert note.startswith("one text, several reports: r.jsonl#")
    assert "r.jsonl#a (2025, 巴中, review)" in note
    assert note.endswith("; where they are one, give them the same year, place and kind")


def test_what_is_said_of_a_text_and_stands_in_it_is_nothing_new(tmp_path: Path) -> None:
    text = "2025年巴中市组织工作综述\n" + EXCERPT
    summary, graph = pair(tmp_path, text, {}, {"year": 2025, "place": "巴中市", "kind": "review"})
    assert summary.repeated == 1
    digest = next(iter(values(graph, "wr:sha256")))
    assert [n.iri for n in graph.nodes if n.type == "wr:Report"] == [f"id:report-{digest[:16]}"]


def test_a_report_in_quarantine_is_no_repeated_document(tmp_path: Path) -> None:
    ontology = tmp_path / "ontology"
    shutil.copytree(ROOT / "ontology", ontology)
    with (ontology / "shapes.ttl").open("a", encoding="utf-8") as shapes:
        shapes.write("\nshape:Report-none a sh:NodeShape ; sh:targetClass wr:Report ; sh:property [ "
                     'sh:path wr:file ; sh:maxCount 0 ; sh:message "no"@en ] .\n')  # fmt: skip
    plain(tmp_path / "a.txt")
    summary = build(tmp_path / "a.txt", tmp_path / "out", replace(CHECKED, setup=Setup(ontology=ontology)))
    assert summary.quarantined
    assert summary.in_words().startswith("documents      1\n")
