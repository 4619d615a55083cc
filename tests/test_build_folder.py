"""One whole build in an output folder, whatever happens to the process that writes it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build_folder import output_folder, recover
from kg.errors import BuildError

NAMES = frozenset({"a.ttl", "b.html", "c.json"})


def write(folder: Path, text: str, names: frozenset[str] = NAMES) -> None:
    with output_folder(folder, NAMES) as stage:
        for name in names:
            (stage / name).write_text(text, "utf-8")


def contents(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in folder.iterdir()}


def test_new_files_replace_old_ones_and_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    write(tmp_path, "old")
    write(tmp_path, "new", NAMES - {"b.html"})
    assert contents(tmp_path) == {"a.ttl": "new", "c.json": "new", "mine.txt": "mine"}


def test_an_error_leaves_the_earlier_output(tmp_path: Path) -> None:
    write(tmp_path, "old")
    with pytest.raises(FileNotFoundError), output_folder(tmp_path, NAMES) as stage:
        (stage / "a.ttl").write_bytes((tmp_path / "missing").read_bytes())
    assert contents(tmp_path) == dict.fromkeys(NAMES, "old")


def test_an_error_leaves_no_folder_that_was_not_there(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), output_folder(tmp_path / "new", NAMES):
        raise ZeroDivisionError
    assert not (tmp_path / "new").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(BuildError, match=r"file: .*\(-o\)"):
        write(tmp_path / "file", "x")


@pytest.mark.parametrize("step", range(8))
def test_a_build_that_dies_between_two_moves_is_finished_by_the_next(
    tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Die at the nth change to the file system after the commit; then whatever opens the folder next finds
    one whole build."""
    write(tmp_path, "old")
    left = [step]

    def dying(name: str) -> None:
        original = getattr(Path, name)

        def change(self: Path, *args: object, **kwargs: object) -> object:
            if any(tmp_path.glob(".kg-ready-*")) or name == "rename":
                if not left[0]:
                    raise KeyboardInterrupt  # stands for a kill: nothing of ours runs after it
                left[0] -= 1
            return original(self, *args, **kwargs)

        monkeypatch.setattr(Path, name, change)

    for name in ("rename", "replace", "unlink", "rmdir"):
        dying(name)
    monkeypatch.setattr(shutil, "rmtree", lambda *_args, **_kwargs: None)
    died = False
    try:
        write(tmp_path, "new", NAMES - {"b.html"})
    except KeyboardInterrupt:
        died = True
    monkeypatch.undo()
    recover(tmp_path)
    expected = dict.fromkeys(NAMES, "old") if step == 0 else dict.fromkeys(NAMES - {"b.html"}, "new")
    assert contents(tmp_path) == expected
    assert died == (step < 6)  # the last steps are past the end: rename, 1 unlink × 2, 2 replaces, rmdir


BUILD = """
import sys, time
from pathlib import Path
from kg.build_folder import output_folder
names = frozenset({"a.ttl", "b.html", "c.json"})
with output_folder(Path(sys.argv[1]), names) as stage:
    print("writing", flush=True)
    for name in names:
        (stage / name).write_text(sys.argv[2])
    sys.stdin.readline()
"""


def start(folder: Path, text: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(folder), text], stdin=-1, stdout=-1, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def test_what_a_killed_build_left_is_removed_but_a_build_at_work_is_not(tmp_path: Path) -> None:
    write(tmp_path, "old")
    with start(tmp_path, "dead") as dead, start(tmp_path, "alive") as alive:
        os.kill(dead.pid, signal.SIGKILL)
        dead.wait()
        assert len(list(tmp_path.glob(".kg-build-*"))) == 2
        recover(tmp_path)
        assert len(list(tmp_path.glob(".kg-build-*"))) == 1
        assert {(tmp_path / name).read_text("utf-8") for name in NAMES} == {"old"}
        alive.communicate("go\n")
    assert contents(tmp_path) == dict.fromkeys(NAMES, "alive")


def test_two_builds_into_one_folder_leave_one_of_them_whole(tmp_path: Path) -> None:
    with start(tmp_path, "one") as one, start(tmp_path, "two") as two:
        two.communicate("go\n")
        one.communicate("go\n")
        assert (one.returncode, two.returncode) == (0, 0)
    assert contents(tmp_path) == dict.fromkeys(NAMES, "one")
