"""What the file has lost is not guessed: figures beside it are turned down; a PDF's evidence has its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_reading_formats import pdf

from kg.build_document import reader
from kg.build_graph import Plan, build
from kg.cleaning import clean
from kg.mapping import map_reading
from kg.model import Edge, Literal, Source, Text
from kg.ontology import load_ontology
from kg.reading import page_of, read


def figures(text: str) -> tuple[list[str], list[str]]:
    """Values that were taken, and the text of those turned down as damaged."""
    reading = reader(None, None)(clean(Source("a", text, year=2021, place="巴中", file="a.txt")))
    taken = [str(m.attributes["value"]) for m in reading.mentions if m.type == "wr:Outcome"]
    lost = [reading.text.chars[r.start : r.end] for r in reading.rejected if r.rule == "damaged"]
    assert all(r.reason.startswith("damaged") for r in reading.rejected if r.rule == "damaged")
    return taken, lost


@pytest.mark.parametrize(
    ("text", "taken", "lost"),
    [
        ("全年引进人才548名，培训干部120人次。", ["548", "120"], []),
        ("全年引进人才5\ufffd8名，培训干部120人次。", ["120"], ["5", "8名"]),
        ("全年引进人才\ufffd48名，培训干部120人次。", ["120"], ["48名"]),
        ("全年引进人才48\ufffd名，培训干部120人次。", ["120"], ["48"]),
        ("全年引\ufffd人才548名，培训干部120人次。", ["548", "120"], []),
        ("全年\u200b引进人才548名，培训\u200b干部1??0人次。", ["548"], ["1", "0人次"]),
    ],
)
def test_a_figure_beside_lost_characters_is_turned_down(text: str, taken: list[str], lost: list[str]) -> None:
    assert figures(text) == (taken, lost)


def test_damaged_places_of_the_source_are_found_in_the_cleaned_text() -> None:
    text = Text(Source("a", "abcdefgh"), "acfg", [0, 2, 5, 6], [1, 3, 6, 7])
    assert text.cleaned(2, 3) == (1, 2)
    assert text.cleaned(3, 5) == (2, 2)
    assert text.cleaned(0, 8) == (0, 4)


def test_evidence_of_a_pdf_says_its_page_and_how_its_text_was_won(tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf", [["2021年巴中组织工作综述", "引进人才548名。"], [], ["培训干部120人次。"]])
    (source,) = read(tmp_path / "a.pdf")
    graph, _ = map_reading(reader(None, None)(clean(source)), load_ontology())
    said = {(e.source, e.property): e.target for e in graph.edges if isinstance(e.target, Literal)}
    found = {
        quote.value: said[name, "wr:page"]
        for (name, property_), quote in said.items()
        if property_ == "oa:exact" and name.startswith("id:evidence")
    }
    assert found["引进人才548名"] == Literal("1", "xsd:integer")
    assert found["培训干部120人次"] == Literal("3", "xsd:integer")
    assert [v.value for (_, p), v in said.items() if p == "wr:textOf"] == ["text layer of the PDF"]
    assert [page_of(source, i) for i, c in enumerate(source.text) if c == "\f"] == [1, 2]


def test_a_text_has_no_pages() -> None:
    source = Source("a", "引进人才548名。\f培训干部120人次。", year=2021, place="巴中", file="a.txt")
    graph, _ = map_reading(reader(None, None)(clean(source)), load_ontology())
    assert not [e for e in graph.edges if isinstance(e, Edge) and e.property in ("wr:page", "wr:textOf")]


def test_an_entry_of_the_sidecar_without_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("2021年巴中组织工作综述\n引进人才548名。", "utf-8")
    (tmp_path / "in" / "documents.yaml").write_text("a.txt: {year: 2021}\nb.txt: {year: 2020}\n", "utf-8")
    for given in (tmp_path / "in", tmp_path / "in" / "a.txt", tmp_path):
        summary = build(given, tmp_path / "out", Plan())
        sidecar = tmp_path / "in" / "documents.yaml"
        assert summary.notes == (f"{sidecar}: b.txt: no such file; correct its name or remove the entry",)
        assert f"notes          {summary.notes[0]}" in summary.in_words()
    (tmp_path / "in" / "b.txt").write_text("2020年巴中组织工作综述\n引进人才5名。", "utf-8")
    assert build(tmp_path / "in", tmp_path / "out", Plan()).notes == ()
