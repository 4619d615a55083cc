"""A cluster gives what one process gives, byte for byte, also when one of its workers is lost."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build_graph import Plan, build
from kg.build_outputs import Form

ROOT = Path(__file__).parents[1]
MISSING = [name for name in ("pyspark", "pyarrow", "pandas") if importlib.util.find_spec(name) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java"),
]


def spark(folder: Path, output: Path, master: str, meanwhile: Callable[[int], None] | None = None) -> str:
    command = [sys.executable, "-m", "kg", "build", str(folder), "-o", str(output), "--engine", "spark"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*command, "--master", master], env=env, stdout=-1, stderr=-1, encoding="utf-8"
    ) as run:
        if meanwhile:
            threading.Thread(target=meanwhile, args=(run.pid,), daemon=True).start()
        said, problems = run.communicate(timeout=900)
    assert run.returncode == 0, problems
    return said


def lines(folder: Path) -> list[object]:
    parts = sorted(folder.glob("part-*"))
    return [json.loads(line) for part in parts for line in part.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """JSONL in two folders and a Parquet file, made from the seeds, with rows that cannot be read."""
    import pyarrow as pa
    from pyarrow.parquet import write_table

    folder = tmp_path_factory.mktemp("documents")
    (folder / "more").mkdir()
    texts = [file.read_text("utf-8") for file in sorted((ROOT / "seeds").glob("*.txt"))]
    rows = [
        {"id": f"r{n}", "year": 2000 + n, "place": ["巴中", "贵阳"][n % 2], "text": f"{n}。\n{texts[n % 2]}"}
        for n in range(40)
    ]
    for path, some in (("a.jsonl", rows[:20]), ("more/b c.jsonl", rows[20:30])):
        (folder / path).write_text("\n".join(map(json.dumps, some)) + "\n", "utf-8")
    with (folder / "a.jsonl").open("a", encoding="utf-8") as file:
        file.write('no json\n\n{"id": "empty", "text": ""}\n')
    write_table(pa.Table.from_pylist(rows[30:]), folder / "c.parquet")
    return folder


@pytest.fixture(scope="module")
def expected(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("expected")
    build(documents, output, Plan(form=Form(page=False)))
    return output


def same(output: Path, expected: Path) -> None:
    parts = sorted((output / "graph").glob("part-*"))
    assert len(parts) > 1
    assert b"".join(part.read_bytes() for part in parts) == (expected / "graph.ttl").read_bytes()
    manifest, coverage = (
        json.loads((expected / f"{n}.json").read_text("utf-8")) for n in ("manifest", "coverage")
    )
    assert sorted(map(str, lines(output / "documents"))) == sorted(map(str, manifest["documents"]))
    assert sorted(map(str, lines(output / "coverage"))) == sorted(map(str, coverage["documents"]))
    assert len(lines(output / "failed")) == len(manifest["failed"]) == 2


def test_threads_of_one_machine(documents: Path, expected: Path, tmp_path: Path) -> None:
    (documents / "curation.yaml").write_text("- {reject: 某某, who: 李明, why: 比喻}\n", "utf-8")
    said = spark(documents, tmp_path / "out", "local[2]")
    assert "documents      40, 2 could not be read" in said
    assert f"corrections    {documents / 'curation.yaml'}: not applied on Spark; --engine local" in said
    same(tmp_path / "out", expected)


def test_two_workers_of_which_one_is_killed(documents: Path, expected: Path, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill(parent: int) -> None:
        deadline = time.monotonic() + 300
        while not killed and time.monotonic() < deadline:
            time.sleep(0.2)
            killed.extend(executors_at_work(parent)[:1])
        time.sleep(1)  # in the middle of its documents
        os.kill(killed[0], signal.SIGKILL)

    spark(documents, tmp_path / "out", "local-cluster[2,1,1024]", kill)
    assert killed, "no worker was at work long enough to be killed"
    same(tmp_path / "out", expected)


def executors_at_work(parent: int) -> list[int]:
    """The executors below a process that have started Python."""
    children: dict[int, list[tuple[int, str]]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat, line = (
                (folder / "stat").read_text(),
                (folder / "cmdline").read_bytes().decode("utf-8", "replace"),
            )
        except OSError:
            continue
        children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append((int(folder.name), line))
    found, waiting = [], [parent]
    while waiting:
        for pid, line in children.get(waiting.pop(), []):
            waiting.append(pid)
            if "CoarseGrainedExecutorBackend" in line and any(
                "pyspark" in c for _, c in children.get(pid, [])
            ):
                found.append(pid)
    return sorted(found)
