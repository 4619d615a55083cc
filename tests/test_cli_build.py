"""``kg build`` and ``kg annotate`` as real processes: bad input, other places, kills."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "bazhong-2021.txt"


def kg(
    *arguments: str | Path, cwd: Path, data: bytes | None = None, **env: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        input=data, capture_output=True, cwd=cwd, timeout=300,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
    )  # fmt: skip


def whole(folder: Path) -> bool:
    """Whether the manifest vouches for every file that stands beside it."""
    manifest: dict[str, object] = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = {f.name: f.read_bytes() for f in folder.iterdir() if f.is_file() and f.name != "manifest.json"}
    return manifest["files"] == {
        name: {"bytes": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in sorted(files.items())
    }


def test_every_kind_of_bad_input_is_a_line_and_the_rest_is_built(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(os.urandom(4096))
    (tmp_path / "folder").mkdir()
    names = ["missing.txt", "empty.txt", "binary.txt", "folder"]
    shown = kg("build", *names, SEED, "-o", "out", "--no-html", cwd=tmp_path)
    assert shown.returncode == 1
    lines = shown.stderr.decode().splitlines()
    assert len(lines) == len(names)
    for line, name in zip(lines, names, strict=True):
        assert line.startswith(f"kg: {name}: ")
    assert b"documents      1, 4 could not be read" in shown.stdout
    assert whole(tmp_path / "out")


def test_a_build_of_nothing_is_one_line_and_no_output(tmp_path: Path) -> None:
    shown = kg("build", "-o", "out", cwd=tmp_path)  # no folder seeds here
    assert shown.returncode == 1
    lines = shown.stderr.decode().splitlines()
    assert lines == ["kg: no document could be read, out stays as it was: seeds: no such file or folder"]
    assert not (tmp_path / "out").exists()


def test_the_summary_says_what_there_is_and_where(tmp_path: Path) -> None:
    shown = kg("build", "-", "-o", "out", "--year", "2021", cwd=tmp_path, data=SEED.read_bytes())
    assert shown.returncode == 0
    assert not shown.stderr
    said = shown.stdout.decode()
    for word in (
        "documents",
        "programmes",
        "institutions",
        "observations",
        "targets",
        "statements",
        "placed",
        "out: graph.ttl",
    ):
        assert word in said


@pytest.mark.slow
def test_neither_the_hash_seed_nor_the_processes_change_a_byte(tmp_path: Path) -> None:
    found = set()
    for number, seed in enumerate(("0", "1", "4711")):
        kg(
            "build",
            ROOT / "seeds",
            "-o",
            str(number),
            "-j",
            str(number + 1),
            cwd=tmp_path,
            PYTHONHASHSEED=seed,
        )
        folder = tmp_path / str(number)
        found.add(tuple((f.name, f.read_bytes()) for f in sorted(folder.iterdir()) if f.is_file()))
    assert len(found) == 1


@pytest.mark.slow
def test_annotations_are_the_same_from_many_processes(tmp_path: Path) -> None:
    one, two = (kg("annotate", ROOT / "seeds", "-j", str(n), cwd=tmp_path) for n in (1, 2))
    assert one.stdout == two.stdout
    assert [json.loads(line)["year"] for line in one.stdout.splitlines()] == [2021, 2025]


@pytest.mark.slow
@pytest.mark.parametrize(("processes", "kills"), [(1, 70), (2, 30)])
def test_a_kill_at_any_moment_leaves_a_whole_output(tmp_path: Path, processes: int, kills: int) -> None:
    """SIGKILL at random moments of a build over another one: the old or the new, never half."""
    out = tmp_path / "out"
    arguments = [sys.executable, "-m", "kg", "build", "-o", str(out), "--no-cache", "-j", str(processes)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    seeds = [ROOT / "seeds" / name for name in ("bazhong-2021.txt", "bazhong-2025.txt")]
    states = []
    began = time.monotonic()
    for seed in seeds:
        subprocess.run([*arguments, str(seed)], check=True, env=env, stdout=-3)
        states.append((out / "graph.ttl").read_bytes())
    usual = (time.monotonic() - began) / 2
    draw = random.Random(20211)
    for moment in range(kills):
        with subprocess.Popen([*arguments, str(seeds[moment % 2])], env=env, stdout=-3, stderr=-3) as build:
            time.sleep(draw.uniform(0, usual * 1.1))
            build.send_signal(signal.SIGKILL)
        assert whole(out)
        assert (out / "graph.ttl").read_bytes() in states
    subprocess.run([*arguments, str(seeds[0])], check=True, env=env, stdout=-3)
    assert (out / "graph.ttl").read_bytes() == states[0]
    assert not list(out.glob(".kg-*"))
