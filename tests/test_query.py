"""Questions asked of a graph: by name, file, text or standard input, answered for people and programs."""

from __future__ import annotations

import csv
import io
import json
import socketserver
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from sample_graph import sample_graph
from wcwidth import wcswidth

import kg
from kg.cli import main
from kg.errors import QueryError, UsageError
from kg.export import export
from kg.export.tables import observations
from kg.ontology import load_ontology
from kg.query import find_question, questions, refuse
from kg.query_answer import query, table
from kg.store import load, load_store, sorted_triples

LABELS = "SELECT ?label { ?p a wr:Programme ; rdfs:label ?label } ORDER BY ?label"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("query") / "graph.ttl"
    export(sample_graph(), file)
    return file


def answer(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    assert main(["query", *arguments]) == 0
    return capsysbinary.readouterr().out.decode()


def test_a_text_a_file_a_name_and_standard_input_are_all_questions(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "labels.rq").write_text(LABELS, encoding="utf-8")
    asked = [
        subprocess.run(
            [sys.executable, "-m", "kg", "query", question, "-g", str(graph), "-f", "csv"],
            input=LABELS.encode(),
            capture_output=True,
            check=True,
        ).stdout
        for question in (LABELS, str(tmp_path / "labels.rq"), "-")
    ]
    assert asked == ["label\n红色薪火工程\n青苗培养计划\n".encode()] * 3


def test_shipped_questions_say_what_they_ask_in_both_languages() -> None:
    shipped = questions()
    assert len(shipped) >= 10
    assert all(known.en and known.zh for known in shipped)


def test_the_list_of_questions_fits_a_terminal_in_a_pipe_too(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    lines = answer(capsysbinary, "--list").splitlines()
    assert [line for line in lines if line[:1].strip()] == [known.name for known in questions()]
    assert " ".join(" ".join(lines).split()).count(questions()[0].en) == 1
    assert max(map(wcswidth, lines)) <= 80


@pytest.mark.parametrize("name", [known.name for known in questions()])
@pytest.mark.filterwarnings("ignore")  # rdflib warns of what its own evaluator does
def test_rdflib_and_oxigraph_give_the_same_rows_to_a_shipped_question(name: str, graph: Path) -> None:
    text = find_question(name)
    plain = rdflib.Graph().parse(graph)
    assert rows(plain.query(text)) == rows(load(graph).query(text))


def rows(result: Any) -> list[tuple[str, ...]]:
    """Numbers by value: the stores write one number in several ways."""

    def plain(term: Any) -> str:
        value = term.toPython() if isinstance(term, rdflib.Literal) else term
        return f"{value:f}".rstrip("0").rstrip(".") if hasattr(value, "as_tuple") else str(value)

    return sorted(tuple(plain(term) for term in row) for row in result)


def test_some_shipped_question_finds_what_the_sample_has(
    graph: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    shown = answer(capsysbinary, "programmes-in-both-years", "-g", str(graph), "-f", "csv")
    found = {row["programme"]: (row["first"], row["last"]) for row in csv.DictReader(io.StringIO(shown))}
    assert found["青苗培养计划"] == ("2021", "2025")


def test_a_folder_stands_for_the_build_in_it(graph: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert answer(capsysbinary, LABELS, "-g", str(graph.parent)).splitlines()[-1] == "青苗培养计划"


def test_columns_line_up_for_eyes_that_read_chinese(
    graph: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = "SELECT ?label ?type ?end { ?p wr:programmeType ?type ; rdfs:label ?label BIND ('|' AS ?end) }"
    head, _, *lines = answer(capsysbinary, text, "-g", str(graph)).splitlines()
    assert len(lines) == 2
    assert {wcswidth(line.partition("|")[0]) for line in lines} == {wcswidth(head.partition("end")[0])}


@given(
    st.lists(st.tuples(st.text("工作ab 12", max_size=40), st.text("ＡＢ｡ﾊé", max_size=10)), max_size=5),
    st.integers(20, 80),
)
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(
    cells: list[tuple[str, str]], width: int
) -> None:
    shown = table(["一", "two"], [{"一": a, "two": b} for a, b in cells], width)
    assert all(wcswidth(line) <= width for line in shown.splitlines())
    for character in "工作ab12ＡＢ｡ﾊé":
        assert shown.count(character) == sum(a.count(character) + b.count(character) for a, b in cells)


def test_a_terminal_is_not_steered_by_a_label(
    graph: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = r"SELECT ?x { BIND ('\u001B[31m红\u202E\nb' AS ?x) }"
    shown = answer(capsysbinary, text, "-g", str(graph))
    assert shown.splitlines()[-1] == r"\x1b[31m红\u202e b"


def test_json_is_the_standard_one(graph: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = json.loads(answer(capsysbinary, LABELS, "-g", str(graph), "-f", "json"))
    assert found["head"] == {"vars": ["label"]}
    first = found["results"]["bindings"][0]["label"]
    assert first == {"type": "literal", "value": "红色薪火工程", "xml:lang": "zh"}
    asked = json.loads(answer(capsysbinary, "ASK { ?p a wr:Programme }", "-g", str(graph), "-f", "json"))
    assert asked["boolean"] is True


def test_csv_has_every_value_and_no_formula(graph: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = "SELECT ?g ?v { { ?x a wr:TargetGroup ; rdfs:label ?g } UNION { ?x wr:value ?v } }"
    found = list(csv.DictReader(io.StringIO(answer(capsysbinary, text, "-g", str(graph), "-f", "csv"))))
    assert '\'=人才,"a"\n第二行' in {row["g"] for row in found}
    namespaces = load_ontology().namespaces()
    written = {float(row["value"]) for row in observations(sample_graph(), namespaces)}
    assert {float(row["v"]) for row in found if row["v"]} == written
    assert -3.5 in written


def test_a_constructed_graph_is_turtle_that_says_it(
    graph: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = "CONSTRUCT { ?p wr:targets ?g } WHERE { ?p wr:targets ?g }"
    shown = answer(capsysbinary, text, "-g", str(graph))
    assert "wr:targets id:" in shown
    whole = "CONSTRUCT WHERE { ?s ?p ?o }"
    query(whole, graph, output=str(tmp_path / "again.ttl"))
    assert set(load_store(tmp_path / "again.ttl")) == set(load_store(graph))
    query(whole, tmp_path / "again.ttl", output=str(tmp_path / "more.ttl"))
    assert (tmp_path / "more.ttl").read_bytes() == (tmp_path / "again.ttl").read_bytes()


@pytest.mark.parametrize(
    ("text", "form", "message"),
    [
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "-f csv: the answer is a graph; ask for turtle"),
        (LABELS, "turtle", "-f turtle: the answer is a table"),
    ],
)
def test_a_form_that_the_answer_does_not_have(text: str, form: str, message: str, graph: Path) -> None:
    with pytest.raises(UsageError, match=message):
        query(text, graph, form)


def test_the_suffix_of_the_output_says_the_form(graph: Path, tmp_path: Path) -> None:
    query(LABELS, graph, output=str(tmp_path / "labels.json"))
    query(LABELS, graph, output=str(tmp_path / "labels.csv"))
    assert json.loads((tmp_path / "labels.json").read_text(encoding="utf-8"))
    assert (tmp_path / "labels.csv").read_text(encoding="utf-8-sig").startswith("label\n")


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:b> 1 }",
        "PREFIX wr: <x:y>\n# SELECT\ndelete where { ?s ?p ?o }",
        "DROP ALL",
        "LOAD <http://127.0.0.1/x>",
        "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(QueryError, match="is refused: a question reads and changes nothing"):
        refuse(text)


class Listener(socketserver.BaseRequestHandler):
    """Whoever is called was asked by a question."""

    called = False

    def handle(self) -> None:
        type(self).called = True


FEDERATED = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { ?s wr:a\\#b ?o . SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '#' . SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '\\'' . SERVICE <URL> { ?s ?p '' } }",
    "SELECT * { ?s ?p '''a'b''c\\'''' . SERVICE <URL> { ?s ?p '' } }",
    "SELECT * { ?s ?p ?o FILTER(?s<?p&&?o>?s) SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o # \nSERVICE # <\n <URL> { ?s ?p ?o } }",
    "ASK { GRAPH ?service { SELECT * { SERVICE ?x { ?s ?p ?o } VALUES ?x { <URL> } } } }",
]


def test_no_question_leaves_the_machine(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        for text in FEDERATED:
            asked = text.replace("URL", f"http://127.0.0.1:{server.server_address[1]}/sparql")
            assert main(["query", asked, "-g", str(graph)]) == 1
            assert capsys.readouterr().err.startswith("kg: SERVICE is refused")
        server.shutdown()
    assert not Listener.called


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service ?p 'SERVICE <x>' }",
        "# SERVICE\nSELECT * { ?s wr:SERVICE <http://x/SERVICE> }",
        'SELECT * { ?s ?p """INSERT " SERVICE"""@service }',
        "PREFIX service: <http://x/> SELECT ?insert { ?insert service:add service: }",
    ],
)
def test_words_inside_names_and_texts_are_no_keywords(text: str, graph: Path) -> None:
    refuse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { ?s ?p", "1:17, near “SELECT * { ?s ?p”, where the text ends: something is missing"),
        ("SELECT ?s\n{ ?s a wr:Report", "2:17, near “?s { ?s a wr:Report”, where the text ends: "),
        ("SELEKT * { ?s ?p ?o }", "1:10, near “SELEKT * { ?s ?p ?o }”: something is missing or misspelt\n"),
        ("SELECT * { ?s wr:p/nix:p ?o }", "1:25: the prefix nix: is not declared; put PREFIX nix: <…> first"),
        (
            "SELECT ?s (MAX(?o) AS ?n) { ?s ?p ?o }",
            "1:39, near “AS ?n) { ?s ?p ?o }”, where the text ends: The",
        ),
    ],
)
def test_a_mistake_is_one_line_with_its_place(
    text: str, message: str, graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", text, "-g", str(graph)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"kg: the question is not SPARQL: error at {message}")
    assert said.count("\n") == 1
    assert len(said) < 220


def test_a_name_nobody_knows_is_answered_with_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "programmes-in-both-year"]) == 2
    assert "programmes-in-both-years" in capsys.readouterr().err
    assert main(["query", "nothing.rq"]) == 1
    assert (
        capsys.readouterr().err
        == "kg: nothing.rq: No such file or directory; name a file with a SPARQL query\n"
    )


def test_no_question_lists_the_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query"]) == 0
    shown = capsys.readouterr().out
    assert all(known.name in shown and known.zh in shown for known in questions())
    assert main(["query", "new-programmes", "--show"]) == 0
    assert capsys.readouterr().out == find_question("new-programmes")


def test_named_graphs_are_merged(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    export(sample_graph(), tmp_path / "graph.trig")
    shown = answer(capsysbinary, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "-g", str(tmp_path / "graph.trig"))
    assert shown.split()[-1] == str(len(sorted_triples(sample_graph())))


def test_kg_load_gives_an_rdflib_graph_with_the_ontology_s_prefixes(graph: Path) -> None:
    loaded = kg.load(graph)
    assert isinstance(loaded, rdflib.Graph)
    assert len(loaded) == len(sorted_triples(sample_graph()))
    wr = rdflib.Namespace(load_ontology().prefixes["wr"])
    programmes = set(loaded.subjects(rdflib.RDF.type, wr.Programme))
    assert {str(row[0]) for row in loaded.query("SELECT ?p { ?p a wr:Programme }")} == {*map(str, programmes)}  # type: ignore[index]
    plan = rdflib.Literal("青苗培养计划", lang="zh")
    bound = loaded.query("ASK { ?p wr:partOf/rdfs:label ?label }", initBindings={"label": plan})
    assert bound.askAnswer
    again = rdflib.Graph().parse(data=loaded.serialize(format="turtle"), format="turtle")
    assert len(again) == len(loaded)
