"""kg vocabulary and kg validate, as a person calls them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_mapping import report, whole

from kg.export import export
from kg.export.vocabulary import page
from kg.mapping import map_reading
from kg.model import Edge, Graph, Literal, Node
from kg.ontology import OntologyClass, OntologyProperty, load_ontology, shipped_folder

ONTOLOGY = load_ontology()


class Reader(HTMLParser):
    """Which ids and links a page has, and which elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        given = dict(attributes)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []

    def handle_data(self, data: str) -> None:
        self.text += data


def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    file = tmp_path / "graph.ttl"
    export(map_reading(whole(report()), ONTOLOGY)[0], file)
    return file


def test_the_page_has_every_term_once_and_every_link_leads_somewhere() -> None:
    read = Reader(page(ONTOLOGY))
    terms = ONTOLOGY.classes.keys() | ONTOLOGY.properties.keys()
    assert terms <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    known_terms: list[OntologyClass | OntologyProperty] = [
        *ONTOLOGY.classes.values(),
        *ONTOLOGY.properties.values(),
    ]
    for known in known_terms:
        for words in (*known.labels.values(), *known.comments.values()):
            assert words in read.text


def test_the_page_is_one_file_that_asks_nothing_of_anyone(tmp_path: Path) -> None:
    read = Reader(page(ONTOLOGY))
    assert not {"script", "img", "link", "iframe"} & read.elements
    assert all(link.startswith("#") for link in read.links)


def test_examples_come_from_the_graph_with_their_sentence(graph: Path, tmp_path: Path) -> None:
    done = kg("vocabulary", "-g", str(graph), "-o", str(tmp_path / "page.html"))
    assert (done.returncode, done.stderr) == (0, "")
    text = re.sub(r"\s+", " ", Reader((tmp_path / "page.html").read_text(encoding="utf-8")).text)
    assert "新苗培优 → 年轻干部 市委深化“新苗培优”计划，选派186名年轻干部" in text


def test_what_a_graph_says_is_never_markup() -> None:
    nodes = frozenset(
        {Node("id:a", "wr:Goal", "<script>alert(1)</script>"), Node("id:b", "wr:Report", "<b>")}
    )
    graph = Graph(nodes, frozenset({Edge("id:a", "wr:mentionedIn", "id:b")}))
    read = Reader(page(ONTOLOGY, graph))
    assert not {"script", "b"} & read.elements
    assert "<script>alert(1)</script> → <b>" in read.text


def test_validate_says_that_a_build_conforms(graph: Path) -> None:
    done = kg("validate", str(graph.parent))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("conforms (")


def test_validate_exits_with_1_where_something_is_wrong_and_where_nothing_can_be_read(graph: Path) -> None:
    text = graph.read_text(encoding="utf-8")
    graph.write_text(text.replace('wr:value "186"^^xsd:decimal', 'wr:value "many"'), encoding="utf-8")
    done = kg("validate", str(graph))
    assert done.returncode == 1
    assert "wr:value must be a decimal number: many" in done.stdout
    assert kg("validate", str(graph), "-f", "turtle").stdout.startswith("@prefix ")
    missing = kg("validate", str(graph.with_name("none.ttl")))
    assert (missing.returncode, missing.stdout) == (1, "")
    assert len(missing.stderr.splitlines()) == 1


def test_a_users_own_ontology_is_documented(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shipped_folder(), tmp_path / "ontology"))
    with (folder / "workreport.ttl").open("a", encoding="utf-8") as file:
        file.write(
            'wr:Award a owl:Class ; rdfs:subClassOf wr:Entity ; rdfs:label "奖项"@zh, "Award"@en ;\n'
            '    rdfs:comment "奖项。"@zh, "A prize."@en .\n'
        )
    done = kg("vocabulary", "--ontology", str(folder))
    assert done.returncode == 0
    assert "wr:Award" in Reader(done.stdout).ids
    assert Literal("奖项", language="zh").value in done.stdout
