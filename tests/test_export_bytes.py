"""The same graph gives the same bytes, and a file is whole or not there."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from sample_graph import sample_graph

from kg.errors import BuildError, QueryError, UsageError
from kg.export import FORMATS, export
from kg.model import Graph

DIGESTS = """
import sys
sys.path.insert(0, sys.argv[1])
from hashlib import sha256
from pathlib import Path
from sample_graph import sample_graph
from kg.export import FORMATS, export
for name, form in FORMATS.items():
    out = Path(sys.argv[2]) / name
    export(sample_graph(), out, name)
    for file in sorted(out.iterdir()) if form.folder else [out]:
        print(name, file.name, sha256(file.read_bytes()).hexdigest())
"""


def test_hash_seeds_leave_no_trace_in_any_format(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", DIGESTS, str(Path(__file__).parent), str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "2")
    ]
    first, second = (run.communicate(timeout=60)[0].decode().splitlines() for run in runs)
    assert len(first) == len(FORMATS) + 4  # two formats are folders, of four and two files
    assert first == second


def test_the_suffix_says_the_format_and_the_format_may_say_otherwise(tmp_path: Path) -> None:
    graph = sample_graph()
    export(graph, tmp_path / "a.NT")
    export(graph, tmp_path / "a.ttl", "ntriples")
    assert (tmp_path / "a.NT").read_bytes() == (tmp_path / "a.ttl").read_bytes()


@pytest.mark.parametrize(
    ("output", "form", "message"),
    [
        ("a.doc", None, r"a\.doc: the suffix says no format; give one with -f: turtle, "),
        ("a.ttl", "docx", "-f docx: no such format; choose one of turtle, "),
    ],
)
def test_a_format_nobody_knows_is_a_usage_error(
    output: str, form: str | None, message: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=message):
        export(Graph(), tmp_path / output, form)


def test_several_files_do_not_go_to_a_stream() -> None:
    with pytest.raises(UsageError, match="-f tables: several files; name a folder"):
        export(Graph(), BytesIO(), "tables")
    with pytest.raises(UsageError, match="name a file with -o, or say with -f what to print: turtle, "):
        export(Graph(), BytesIO())


def test_a_folder_format_leaves_a_file_alone(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match="out"):
        export(sample_graph(), tmp_path / "out", "neo4j")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_an_export_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    old = tmp_path / "graph.ttl"
    old.write_text("old", encoding="utf-8")
    with pytest.raises(UsageError, match="base"):
        export(sample_graph(), old, base="no iri")
    assert old.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_new_file_has_the_usual_rights_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    plain, private = tmp_path / "plain", tmp_path / "private.nt"
    plain.touch()
    private.touch(mode=0o600)
    export(sample_graph(), tmp_path / "new.nt")
    export(sample_graph(), private)
    assert (tmp_path / "new.nt").stat().st_mode == plain.stat().st_mode
    assert private.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.nt"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        export(sample_graph(), pipe)
        content, _ = reader.communicate(timeout=10)
    out = BytesIO()
    export(sample_graph(), out, "ntriples")
    assert content == out.getvalue()
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.ttl", None, r"none\.ttl: not found; build a graph first"),
        ("graph.doc", b"", r"graph\.doc: not known as RDF; name a \.ttl"),
        ("bad.ttl", b"<a> <b> .\n<c", r"bad\.ttl:1: is not Turtle"),
        ("bad.jsonld", b"[", r"bad\.jsonld:1: is not JSON-LD"),
        ("latin.nt", b'<http://a> <http://b> "\xe9" .\n', r"latin\.nt"),
    ],
)
def test_a_graph_that_cannot_be_read_is_one_clear_line(
    name: str, content: bytes | None, message: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(QueryError, match=message) as caught:
        export(tmp_path / name, tmp_path / "out.nt")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out.nt").exists()
