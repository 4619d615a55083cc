"""The page as a file: complete, the same for the same graph, and nothing in it can run."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from viewer_city import city
from viewer_graph import HOSTILE, attack, large

import kg
from kg.export.html import page
from kg.export.html_data import as_json
from kg.export.html_facts import facts_of
from kg.export.html_network import picture_of
from kg.export.layout import ROW, Item, arrange
from kg.model import Edge, Graph, Literal, Node
from kg.ontology import DEFAULT_BASE, load_ontology


class Elements(HTMLParser):
    """What an HTML reader sees: (tag, attributes, text)."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1][2].append(data)

    def texts(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, "".join(text)) for name, attributes, text in self.found if name == tag]


@pytest.fixture(scope="module")
def made() -> str:
    return page(city(), load_ontology(), DEFAULT_BASE)


def test_everything_that_is_said_is_on_the_page_with_its_words(made: str) -> None:
    graph = city()
    (_, text), *_ = [script for script in Elements(made).texts("script") if script[0].get("id") == "data"]
    data = json.loads(text)
    quoted = {
        e.target.value for e in graph.edges if e.property == "oa:exact" and isinstance(e.target, Literal)
    }
    assert {quote[3] for quote in data["quotes"]} == quoted
    shown = {node.label for node in graph.nodes if node.label and node.type != "wr:Place"}
    assert {entity[2] for entity in data["entities"]} == shown
    assert len(data["figures"]) == sum(node.type in ("wr:Outcome", "wr:Target") for node in graph.nodes)
    aliases = {
        e.target.value for e in graph.edges if e.property == "skos:altLabel" and isinstance(e.target, Literal)
    }
    assert {alias for entity in data["entities"] for alias in entity[3]} == aliases


def test_a_graph_read_from_a_file_makes_the_same_page(made: str) -> None:
    """In RDF a triple does not name its statement; it is found by what it says."""
    graph = city()
    bare = Graph(graph.nodes, frozenset(Edge(e.source, e.property, e.target) for e in graph.edges))
    assert page(bare, load_ontology(), DEFAULT_BASE) == made


def test_the_same_graph_makes_the_same_bytes_in_another_process(made: str) -> None:
    code = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); from viewer_city import city;"
        "from kg.export.html import page; from kg.ontology import DEFAULT_BASE, load_ontology;"
        "made = page(city(), load_ontology(), DEFAULT_BASE); print(hashlib.sha256(made.encode()).hexdigest())"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code, str(root / "tests")],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == sha256(made.encode()).hexdigest()


def test_the_policy_admits_our_own_scripts_and_nothing_else(made: str) -> None:
    elements = Elements(made)
    (policy,) = [a["content"] or "" for a, _ in elements.texts("meta") if a.get("http-equiv")]
    admitted = set(re.findall(r"'sha256-([^']+)'", policy))
    inside = [text for attributes, text in elements.texts("script") if attributes.get("type") is None]
    inside += [text for _, text in elements.texts("style")]
    assert admitted == {b64encode(sha256(text.encode()).digest()).decode() for text in inside}
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert not [
        a for _, a, _ in elements.found if a.keys() & {"src", "style", "onclick", "onload", "onerror"}
    ]
    assert {a["href"] for _, a, _ in elements.found if "href" in a} == {"data:,"}


@given(st.dictionaries(st.text(), st.text() | st.sampled_from(HOSTILE)))
def test_no_text_ends_the_data_or_a_line_of_it(texts: dict[str, str]) -> None:
    written = as_json(texts)
    assert json.loads(written) == texts
    assert not set(written) & set("<>&\u2028\u2029")


def test_an_attack_changes_nothing_of_the_page(made: str) -> None:
    harmless = [(tag, sorted(a)) for tag, a, _ in Elements(made).found]
    hostile = [
        (tag, sorted(a)) for tag, a, _ in Elements(page(attack(), load_ontology(), DEFAULT_BASE)).found
    ]
    assert hostile == harmless


def test_a_notebook_shows_the_same_page_apart_from_the_notebook(made: str) -> None:
    ((attributes, _),) = Elements(kg.show(city())._repr_html_()).texts("iframe")
    assert attributes["srcdoc"] == made
    assert "allow-same-origin" not in (attributes["sandbox"] or "")


def test_an_empty_graph_and_one_without_years_make_a_page() -> None:
    for nodes in (frozenset[Node](), frozenset({Node("id:programme-1", "wr:Programme", "甲计划")})):
        assert "</html>" in page(Graph(nodes), load_ontology(), DEFAULT_BASE)


def test_a_class_that_the_page_has_never_heard_of_is_shown_too() -> None:
    graph = Graph(frozenset({Node("id:a", "wr:Festival", "灯会"), Node("id:b", "wr:Programme", "甲计划")}))
    picture = picture_of(facts_of(graph))
    assert {node["group"] for node in picture.nodes} == {"Festival", "Programme"}


def test_parallel_relations_stay_apart() -> None:
    nodes = frozenset({Node("id:a", "wr:Policy", "办法"), Node("id:b", "wr:Programme", "甲计划")})
    edges = frozenset({Edge("id:a", "wr:concerns", "id:b"), Edge("id:a", "skos:closeMatch", "id:b")})
    picture = picture_of(facts_of(Graph(nodes, edges)))
    assert [edge["property"] for edge in picture.edges] == ["skos:closeMatch", "wr:concerns"]


ITEMS = st.builds(
    Item, st.integers(0, 4), st.integers(0, 5), st.integers(0, 1), st.integers(10, 300).map(float)
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ITEMS, min_size=1, max_size=60), st.randoms(use_true_random=False))
def test_no_two_labels_cross_whatever_is_laid_out(items: list[Item], chance: random.Random) -> None:
    edges = [(chance.randrange(len(items)), chance.randrange(len(items))) for _ in items]
    found = arrange(items, edges).positions
    boxes = sorted((y, x, x + item.width) for item, (x, y) in zip(items, found, strict=True))
    for (y, _, right), (next_y, left, _) in pairwise(boxes):
        assert next_y - y >= ROW or left >= right
    assert arrange(items, reversed(edges)).positions == found


def test_time_runs_from_left_to_right_and_a_class_keeps_to_its_lane() -> None:
    facts = facts_of(city())
    picture = picture_of(facts)
    place = {entity.label: node for entity, node in zip(facts.entities, picture.nodes, strict=True)}
    assert place["干部讲习堂"]["x"] < place["双向交流锻炼"]["x"] < place["人才入企行动"]["x"]
    lowest = max(n["y"] for n in picture.nodes if n["group"] == "Programme")
    assert lowest < min(n["y"] for n in picture.nodes if n["group"] == "TargetGroup")


def test_the_most_connected_come_first_when_there_are_many() -> None:
    facts = facts_of(large(2000))
    picture = picture_of(facts)
    first = [e for e, rank in zip(facts.entities, picture.ranks, strict=True) if rank < 1000]
    assert {"wr:Report", "wr:Year", "wr:TargetGroup", "wr:Institution"} <= {e.type for e in first}
    bottom = max(n["y"] for n, rank in zip(picture.nodes, picture.ranks, strict=True) if rank < 1000)
    assert bottom < min(n["y"] for n, rank in zip(picture.nodes, picture.ranks, strict=True) if rank >= 1000)
