"""A graph behind a real server: SPARQL over HTTP, a query page, the HTML page, and nothing left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from sample_graph import sample_graph

from kg.export import export
from kg.store import sorted_triples

pytestmark = pytest.mark.skipif(
    not (shutil.which("oxigraph") or (Path(sys.executable).parent / "oxigraph").exists()),
    reason="the package oxigraph is not installed",
)
WR, LABEL = "https://w3id.org/workreport/ontology#", "http://www.w3.org/2000/01/rdf-schema#label"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve")
    for name in ("graph.ttl", "graph.html", "graph.trig"):
        export(sample_graph(), folder / name)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    def __init__(self, process: subprocess.Popen[str], port: int, scratch: Path) -> None:
        self.process, self.port, self.scratch = process, port, scratch

    def get(self, path: str, data: bytes | None = None, kind: str = "", **more: str) -> bytes:
        headers = {"Accept": "application/sparql-results+json", **more}
        headers |= {"Content-Type": kind} if kind else {}
        request = Request(f"http://127.0.0.1:{self.port}{path}", data, headers)
        with urlopen(request, timeout=10) as answer:
            content: bytes = answer.read()
        return content

    def stop(self, number: int) -> tuple[int, str]:
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


@contextmanager
def serving(graph: Path, scratch: Path) -> Iterator[Served]:
    """``kg serve`` in a process of its own, ready; stopped at the end if it still runs."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", str(graph), "--port", str(port)],
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(scratch)},
        encoding="utf-8",
    )
    try:
        assert process.stderr
        said = [process.stderr.readline() for _ in range(3)]
        assert f"http://127.0.0.1:{port}/query" in said[0], said
        yield Served(process, port, scratch)
    finally:
        process.terminate()  # a killed one could not stop the server that it started
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        if process.stderr:
            process.stderr.close()


@pytest.fixture(scope="module")
def served(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(folder / "graph.ttl", tmp_path_factory.mktemp("scratch")) as served:
        yield served
        assert served.stop(signal.SIGINT)[0] == 0


def test_the_protocol_answers_get_and_post(served: Served) -> None:
    expected = [{"n": {"type": "literal", "value": str(len(sorted_triples(sample_graph()))),
                       "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}]  # fmt: skip
    asked = urlencode({"query": f"# with a comment to delete or insert\n{COUNT}"})
    for answer in (
        served.get(f"/query?{asked}"),
        served.get("/query", asked.encode()),
        served.get("/query", COUNT.encode(), "application/sparql-query"),
    ):
        assert json.loads(answer)["results"]["bindings"] == expected


def test_nothing_can_be_changed(served: Served) -> None:
    update = urlencode({"update": "DELETE WHERE { ?s ?p ?o }"}).encode()
    assert refused(served, "/update", update) == (
        400,
        "DELETE is refused: a question reads and changes nothing\n",
    )
    assert refused(served, "/store?default", b"")[0] in (403, 404, 405, 411)
    test_the_protocol_answers_get_and_post(served)


def test_the_query_page_needs_nothing_from_elsewhere(served: Served) -> None:
    page = served.get("/").decode()
    assert "query" in page.lower()
    for mark in ('src="', 'rel="stylesheet" href="', "url("):
        for part in page.split(mark)[1:]:
            assert not part.startswith(("http", "//"))
    assert len(served.get("/yasgui.min.js")) > 100_000


@pytest.mark.slow
def test_the_query_page_answers_in_a_browser_and_speaks_to_nobody_else(served: Served, browser: Any) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: asked.append(f"{request.failure} {request.url}"))
    page.goto(f"http://127.0.0.1:{served.port}/")
    page.wait_for_selector(".CodeMirror")
    text = json.dumps("SELECT ?l { ?p a <WR#Goal> ; <LABEL> ?l }".replace("WR#", WR).replace("LABEL", LABEL))
    page.evaluate(f"document.querySelector('.CodeMirror').CodeMirror.setValue({text})")
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr_results td")
    assert "提质进位" in page.inner_text(".yasr_results")
    page.close()
    elsewhere = [url for url in asked if not url.startswith(f"http://127.0.0.1:{served.port}/")]
    assert all(url.startswith("csp http://prefix.cc/") for url in elsewhere)


def test_the_page_of_the_build_is_beside_it(served: Served, folder: Path) -> None:
    assert served.get("/graph.html") == (folder / "graph.html").read_bytes()
    for path in ("/../graph.ttl", "/graph.ttl", "/etc/passwd"):
        assert refused(served, path) == (404, "")


def refused(served: Served, path: str, data: bytes | None = None, **headers: str) -> tuple[int, str]:
    """Status and, of what was refused on purpose, the line that says why."""
    with pytest.raises(HTTPError) as caught:
        served.get(path, data, **headers)
    with caught.value as error:
        said = error.read().decode()
    return error.code, said if "refused" in said else ""


def test_no_question_is_passed_on_to_another_server(served: Served) -> None:
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        elsewhere.settimeout(0.2)
        there = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/"
        text = f"SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}"
        form = urlencode({"query": text})
        for path, data, kind in (
            (f"/query?{form}", None, ""),
            (f"/query?%71uery={form[6:]}&query=ASK{{}}", None, ""),
            ("/query", form.encode(), "application/x-www-form-urlencoded"),
            ("/query", text.encode(), "application/sparql-query; charset=utf-8"),
            ("/query/", text.encode(), "Application/Sparql-Query"),
        ):
            assert refused(served, path, data, kind=kind)[0] == 400
        bare = HTTPConnection("127.0.0.1", served.port, timeout=10)
        for body in (form, text):  # without any Content-Type
            bare.request("POST", "/query", body)
            with bare.getresponse() as answer:
                assert answer.status == 400
                answer.read()
        bare.close()
        with pytest.raises(TimeoutError):
            elsewhere.accept()


def test_another_name_for_this_machine_is_not_served(served: Served) -> None:
    assert refused(served, "/graph.html", Host="rebound.example")[0] == 403
    assert served.get("/graph.html", Host=f"localhost:{served.port}")


def test_only_this_machine_is_served(served: Served) -> None:
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1", "127.0.1.1"}:
        with (
            pytest.raises(OSError, match="refused"),
            socket.create_connection((str(address), served.port), 1),
        ):
            pass


def test_many_ask_at_once_and_large_answers_arrive_whole(served: Served) -> None:
    text = "SELECT * { ?a ?b ?c . ?d a ?e . FILTER(STRLEN(STR(?a)) > 10) } LIMIT 8000"
    path = f"/query?{urlencode({'query': text})}"
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: served.get(path), range(8)))
    assert len(set(answers)) == 1
    assert len(answers[0]) > 1_000_000
    assert json.loads(answers[0])["head"]["vars"]


def test_a_taken_port_is_one_line(served: Served, folder: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "serve", str(folder), "--port", str(served.port)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "TMPDIR": str(tmp_path)},
        timeout=30,
        check=False,
    )
    taken = f"kg: port {served.port} on 127.0.0.1 is taken or may not be used; choose another with --port\n"
    assert (done.returncode, done.stderr) == (2, taken)
    assert not list(tmp_path.iterdir())


def processes_of(scratch: Path) -> list[str]:
    done = subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if str(scratch) in line]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_no_process_no_file_and_no_open_port(
    number: int, folder: Path, tmp_path: Path
) -> None:
    with serving(folder / "graph.trig", tmp_path) as served:
        assert b"true" in served.get(f"/query?{urlencode({'query': 'ASK { ?s ?p ?o }'})}")
        assert processes_of(tmp_path)
        code, said = served.stop(number)
        assert (code, said) == (0, "")
        assert not processes_of(tmp_path)
        assert not list(tmp_path.iterdir())
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", served.port))


def test_a_server_that_dies_is_told_and_cleaned_up(folder: Path, tmp_path: Path) -> None:
    with serving(folder / "graph.ttl", tmp_path) as served:
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(served.process.pid)],
            capture_output=True,
            text=True,
            check=True,
        )
        os.kill(int(listed.stdout.split()[0]), signal.SIGKILL)
        _, said = served.process.communicate(timeout=20)
        assert served.process.returncode == 1
        assert said == "kg: the SPARQL server stopped by itself with exit code -9\n"
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.ttl", None, "not found; build a graph first"),
        ("bad.ttl", "<a> <b>", "cannot be loaded: "),
        ("odd.doc", "", "cannot be loaded: "),
    ],
)
def test_a_graph_that_cannot_be_served_is_one_line(
    name: str, content: str | None, said: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kg", "serve", str(tmp_path / name), "--port", str(free_port())],
        capture_output=True, encoding="utf-8", timeout=30, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_named_graphs_are_asked_as_one(folder: Path, tmp_path: Path) -> None:
    with serving(folder / "graph.trig", tmp_path) as served:
        asked = urlencode({"query": "SELECT DISTINCT ?s ?p ?o { ?s ?p ?o }"})
        rows = json.loads(served.get(f"/query?{asked}"))["results"]["bindings"]
        assert len(rows) == len(sorted_triples(sample_graph()))


def test_the_prefixes_of_the_ontology_need_no_line(served: Served) -> None:
    question = "SELECT ?l { ?p a wr:Programme ; rdfs:label ?l } ORDER BY ?l LIMIT 1"
    asked = urlencode({"query": question}).encode()
    form = "application/x-www-form-urlencoded"
    answers = [
        served.get(f"/query?{asked.decode()}"),
        served.get("/query", asked, form),
        served.get("/query", question.encode(), "application/sparql-query"),
        served.get("/query", f"PREFIX wr: <{WR}> {question}".encode(), "application/sparql-query"),
    ]
    assert len(set(answers)) == 1
    assert len(json.loads(answers[0])["results"]["bindings"]) == 1


def test_a_mistake_in_a_question_is_told_where_it_is(served: Served) -> None:
    with pytest.raises(HTTPError) as refused:
        served.get(f"/query?{urlencode({'query': 'SELECT ?x { ?x a foo:Bar }'})}")
    assert refused.value.code == 400
    said = refused.value.read().decode()
    assert said.startswith("the question is not SPARQL: error at 1:25: the prefix foo: is not declared; ")
