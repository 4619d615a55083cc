"""Building again after a change: only what changed is worked on, and the bytes are those of a full build."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.build_document import Setup
from kg.build_graph import Plan, build
from kg.build_kept import NAME
from kg.build_outputs import Form
from kg.build_patch import Patch
from kg.curation_file import dump

QUICK = Plan(form=Form(page=False, check=False))
OTHER_BASE = replace(QUICK, form=Form("http://example.org/x#", page=False, check=False))
CORRECTIONS: list[dict[str, Any]] = [
    {"reject": "双向互派计划"},
    {"reject": ["新苗培优", "closeMatch", "新苗培优"]},
    {"accept": ["新苗培优", "closeMatch", "新苗培优"]},
]


def report(figure: int) -> str:
    """Reports of few years and places that have names and indicators in common; of one figure, the same."""
    year, place = 2018 + figure % 4, ("巴中", "贵阳")[figure % 2]
    return (
        f"{year}年{place}市组织工作综述\n\n"
        f"实施“人才入企”行动，全年引进急需紧缺人才{figure}名。{year + 1}年引进人才{figure + 5}名以上。\n"
        f"新增就业{figure + 7}人，增长{figure % 9 + 1}%。"
        f"市委党校深入实施“新苗培优”“双向互派”等计划，培训干部{figure % 50 + 1}期。\n"
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def correct(documents: Path, entries: list[dict[str, Any]]) -> None:
    said = [{"who": "李明", "why": "核对原文", **entry} for entry in entries]
    (documents / "curation.yaml").write_text(dump(said), "utf-8")


@contextmanager
def patches(few: float = 0.01) -> Iterator[list[str]]:
    """How the builds meanwhile made use of a kept merge; one document in ``few`` may change."""
    told: list[str] = []
    write: Callable[..., Any] = Patch.write

    def watched(self: Patch, *given: Any) -> Any:
        told.append("in doubt")
        census = write(self, *given)
        told[-1] = "patched"
        return census

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.build_patch._FEW", few)
        patch.setattr(Patch, "write", watched)
        yield told


class Archive:
    """A folder of documents that is built again and again, and the same one always built from the start."""

    def __init__(self, here: Path) -> None:
        self.here, self.documents = here, here / "documents"
        self.documents.mkdir()
        self.cache = here / "out" / ".kg-cache"
        for figure in (1, 2, 3, 11):
            self.write(f"z{figure}", figure)

    def write(self, name: str, figure: int) -> None:
        (self.documents / f"{name}.txt").write_text(report(figure), "utf-8")

    def build(self, how: Plan = QUICK) -> dict[str, bytes]:
        build(self.documents, self.here / "out", replace(how, setup=Setup(cache=self.cache)))
        return contents(self.here / "out")

    def anew(self, how: Plan = QUICK) -> dict[str, bytes]:
        build(self.documents, self.here / "full", how)
        return contents(self.here / "full")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


FILES = st.tuples(st.sampled_from(("a", "z1", "z2")), st.one_of(st.none(), st.integers(1, 12)))
EDIT = st.one_of(FILES, FILES, st.lists(st.sampled_from(CORRECTIONS), max_size=2, unique_by=str))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.lists(EDIT, min_size=1, max_size=3), min_size=1, max_size=3))
def test_an_incremental_build_is_a_full_build(
    tmp_path_factory: pytest.TempPathFactory, edits: list[list[Any]]
) -> None:
    """Documents are added, changed and removed, some of them twice there, and corrections come and go."""
    archive = Archive(tmp_path_factory.mktemp("edits"))
    archive.build()
    decided: list[Any] = []
    for step in edits:
        decisions = decided
        for edit in step:
            match edit:
                case (str(name), None):
                    (archive.documents / f"{name}.txt").unlink(missing_ok=True)
                case (str(name), figure):
                    archive.write(name, figure)
                case entries:
                    correct(archive.documents, entries)
                    decisions = [entry for entry in entries if entry not in CORRECTIONS[:1]]
        with patches() as told:
            built = archive.build()
        assert built == archive.anew()
        if decisions == decided:
            assert told == ["patched"]
        decided = decisions


def test_many_changes_are_made_anew_and_are_what_the_next_build_goes_by(archive: Archive) -> None:
    archive.build()
    for name in "abc":
        archive.write(name, ord(name))
    with patches(few=4) as told:
        assert archive.build() == archive.anew()
        archive.write("c", 8)
        assert archive.build() == archive.anew()
    assert told == ["in doubt", "patched"]


def test_entries_that_no_build_needs_are_removed(archive: Archive) -> None:
    archive.build()
    for figure in (5, 6, 7):
        archive.write("a", figure)
        archive.build()
        assert len(list(archive.cache.glob("??/*"))) == 5
    (archive.documents / "z1.txt").unlink()
    archive.build()
    assert len(list(archive.cache.glob("??/*"))) == 5, "what went is still taken out of the kept merge"
    with patches(few=1000):
        archive.write("a", 8)
        archive.write("b", 9)
        archive.build()
    assert len(list(archive.cache.glob("??/*"))) == 5


def test_a_build_of_other_options_does_not_use_what_was_kept(archive: Archive) -> None:
    with patches() as told:
        for how in (QUICK, OTHER_BASE, replace(QUICK, inferred=False), QUICK):
            archive.write("a", 4)
            assert archive.build(how) == archive.anew(how)
        assert not told
        archive.write("a", 5)
        assert archive.build(replace(QUICK, processes=2)) == archive.anew()
    assert told == ["patched"]


def test_rows_of_one_file_are_documents_of_their_own(archive: Archive) -> None:
    rows = [{"id": f"r{n}", "text": report(20 + n)} for n in range(6)]
    for changed in (30, 31):
        rows[2]["text"] = report(changed)
        (archive.documents / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
        with patches() as told:
            assert archive.build() == archive.anew()
    assert told == ["patched"]


def test_a_small_graph_is_checked_however_it_was_made(archive: Archive) -> None:
    checked = replace(QUICK, form=Form(page=False))
    archive.build(checked)
    archive.write("a", 5)
    with patches() as told:
        assert archive.build(checked) == archive.anew(checked)
    assert told == ["patched"]


@pytest.mark.parametrize("place", [0, 0.3, 0.6, 0.9, 0.999])
def test_a_damaged_merge_is_as_good_as_none(archive: Archive, place: float) -> None:
    archive.build()
    kept = archive.cache / NAME
    whole = kept.read_bytes()
    archive.write("a", 5)
    at = int(place * len(whole))
    for damaged in (whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole[:at]):
        kept.write_bytes(damaged)
        with patches() as told:
            assert archive.build() == archive.anew()
        assert not told
        assert kept.read_bytes() != damaged


def test_a_damaged_entry_is_made_anew_once_it_is_wanted(archive: Archive) -> None:
    """The lines of a document that has not changed are not even read; those of one that goes are."""
    archive.write("a", 5)
    archive.build()
    entries = {entry: entry.read_bytes() for entry in archive.cache.glob("??/*")}
    for entry, content in entries.items():
        entry.write_bytes(content[:-20] + bytes([content[-20] ^ 1]) + content[-19:])
    archive.write("b", 6)
    with patches() as told:
        assert archive.build() == archive.anew()
        (archive.documents / "a.txt").unlink()
        assert archive.build() == archive.anew()
        assert told == ["patched", "in doubt"]
    remade = {entry for entry, content in entries.items() if entry.exists()}
    assert len(remade) == 4
    assert all(entry.read_bytes() == entries[entry] for entry in remade)


def test_a_damaged_account_in_an_entry_is_seen_at_once(archive: Archive) -> None:
    archive.build()
    entry = next(archive.cache.glob("??/*"))
    content = entry.read_bytes()
    at = content.index(b'"file"')
    entry.write_bytes(content[:at] + b"#" + content[at + 1 :])
    assert archive.build() == archive.anew()
    assert entry.read_bytes() == content


def test_documents_are_told_once(archive: Archive) -> None:
    archive.build()
    (archive.documents / "bad.txt").write_bytes(b"\x00\x01\x02")
    for figure in range(4):
        archive.write(f"a{figure}", figure)
    told: list[object] = []
    with patches(few=1000) as ways:
        how = replace(QUICK, setup=Setup(cache=archive.cache))
        summary = build(archive.documents, archive.here / "out", how, told.append)
    assert ways == ["in doubt"]
    assert len(told) == 9
    assert (summary.documents, len(summary.failed)) == (8, 1)


BUILD = """
import sys, time
from dataclasses import replace
from pathlib import Path
from kg.build_document import Setup
from kg.build_graph import Plan, build
from kg.build_outputs import Form
import kg.build_kept
finish = kg.build_kept.Keeper.finish
def slow(self, key, facts):
    self._out.flush()
    print("keeping", flush=True)
    time.sleep(60)
kg.build_kept.Keeper.finish = slow
how = Plan(Setup(cache=Path(sys.argv[3])), form=Form(page=False, check=False))
build(Path(sys.argv[1]), Path(sys.argv[2]), how)
"""


def test_a_build_killed_while_it_keeps_its_merge_harms_nothing(archive: Archive) -> None:
    first = archive.build()
    kept = archive.cache / NAME
    whole = kept.read_bytes()
    for n in range(5):
        archive.write(f"a{n}", n)
    paths = map(str, (archive.documents, archive.here / "out", archive.cache))
    with subprocess.Popen([sys.executable, "-c", BUILD, *paths], stdout=-1, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "keeping\n"
        os.kill(process.pid, signal.SIGKILL)
    assert contents(archive.here / "out") == first
    assert kept.read_bytes() == whole
    assert len(list(archive.cache.glob(f"{NAME}.*"))) == 1
    time.sleep(0.01)
    with patches() as told:
        assert archive.build() == archive.anew()
    assert told == ["patched"]
    assert not list(archive.cache.glob(f"{NAME}.*"))
