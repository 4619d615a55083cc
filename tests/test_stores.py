"""The shipped questions over HTTP against two real stores, and through rdflib: the same rows from all."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
import rdflib
from sample_graph import sample_graph

from kg.build_graph import build
from kg.export import export
from kg.query import questions
from kg.serve import endpoint
from kg.store import read_graph, sorted_triples

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # rdflib 7.6 warns of its own evaluator
]
SEEDS = Path(__file__).parents[1] / "seeds"
NAME = "http://localhost/seeds"
SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 1000000
"""
Rows = list[tuple[str, ...]]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds' graph with the sample, whose targets and series the seeds do not have."""
    folder = tmp_path_factory.mktemp("stores")
    build([str(SEEDS)], folder)
    export(read_graph(folder / "graph.ttl") | sample_graph(), folder / "both.ttl")
    return folder / "both.ttl"


@pytest.fixture(scope="module")
def in_rdflib(graph: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(graph)


@pytest.fixture(scope="module")
def oxigraph(graph: Path) -> Iterator[str]:
    said: list[str] = []
    with endpoint(graph, 0, said.append):
        yield said[0].split()[-1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def virtuoso(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Virtuoso in a folder of its own with the graph loaded."""
    if not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
        pytest.skip("virtuoso-t and isql-vt (Debian: virtuoso-opensource) are not installed")
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(sql=sql, http=http, folder=folder), encoding="utf-8")
    shutil.copy(graph, folder / "graph.ttl")
    command = ["virtuoso-t", "-f", "-c", "virtuoso.ini"]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        load = f"DB.DBA.TTLP_MT(file_to_string_output('{folder}/graph.ttl'), '', '{NAME}', 0); checkpoint;"
        command = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"]
        for _ in range(120):
            time.sleep(0.5)
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode == 0 and "Error" not in done.stderr:
                break
        else:
            pytest.fail(f"Virtuoso did not load the graph: {done.stderr}")
        yield f"http://127.0.0.1:{http}/sparql"
    finally:
        server.terminate()
        server.wait(timeout=60)


def over_http(address: str, text: str, **more: str) -> Rows:
    form = urlencode({"query": text, **more}).encode()
    with urlopen(
        Request(address, form, {"Accept": "application/sparql-results+json"}), timeout=120
    ) as answer:
        return rows(answer.read())


def rows(content: bytes) -> Rows:
    """Sorted, with numbers by their value: stores write one number in several ways."""
    found = json.loads(content)
    names = found["head"]["vars"]
    return sorted(
        tuple(plain(row[name]["value"]) if name in row else "" for name in names)
        for row in found["results"]["bindings"]
    )


def plain(text: str) -> str:
    try:
        return f"{round(Decimal(text), 9).normalize():f}"
    except InvalidOperation:
        return text


@pytest.mark.parametrize("name", [known.name for known in questions()])
def test_oxigraph_and_rdflib_agree(name: str, in_rdflib: rdflib.Graph, oxigraph: str) -> None:
    (text,) = (known.text for known in questions() if known.name == name)
    expected = in_rdflib.query(text).serialize(format="json")
    assert expected
    assert over_http(oxigraph, text) == rows(expected)


@pytest.mark.parametrize("name", [known.name for known in questions()])
def test_oxigraph_and_virtuoso_agree(name: str, oxigraph: str, virtuoso: str) -> None:
    (text,) = (known.text for known in questions() if known.name == name)
    assert over_http(virtuoso, text, **{"default-graph-uri": NAME}) == over_http(oxigraph, text)


def test_there_are_ten_questions_with_answers(oxigraph: str) -> None:
    answered = [known.name for known in questions() if over_http(oxigraph, known.text)]
    assert len(answered) >= 10


def test_both_hold_every_triple(graph: Path, oxigraph: str, virtuoso: str) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    expected = [(str(len(sorted_triples(read_graph(graph)))),)]
    assert over_http(oxigraph, count) == expected
    assert over_http(virtuoso, count, **{"default-graph-uri": NAME}) == expected
