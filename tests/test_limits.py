"""Limits as options: what is beyond one is refused in a line that names the option, and it can be raised."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from test_reading_hostile import GOOD, zipped

from kg.cli import commands, main
from kg.cli_options import LIMITS
from kg.reading import Limits
from kg.reading.limits import LIMIT_OPTIONS

BEYOND = {
    "--max-chars": ("a.txt", GOOD.encode(), 10),
    "--max-bytes": ("a.txt", GOOD.encode(), 20),
    "--max-archive-bytes": ("a.zip", zipped({"a.txt": GOOD.encode()}), 30),
    "--max-archive-ratio": ("a.zip", zipped({"a.txt": GOOD.encode() + b"a" * 2_000_000}), 100),
    "--max-archive-files": ("a.zip", zipped({"a.txt": GOOD.encode(), "b.txt": GOOD.encode()}), 1),
}


def test_the_options_are_those_of_the_readers() -> None:
    assert {field: default for _, field, default, _ in LIMITS} == asdict(Limits())
    assert {field: option for option, field, _, _ in LIMITS} == LIMIT_OPTIONS
    for name in ("build", "annotate"):
        assert {p.name for p in commands.commands[name].params} >= {*asdict(Limits()), "text_column"}


@pytest.mark.parametrize("option", BEYOND)
def test_a_limit_is_met_in_one_line_that_names_its_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    name, data, most = BEYOND[option]
    (tmp_path / name).write_bytes(data)
    assert main(["annotate", str(tmp_path / name), option, str(most)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"kg: {tmp_path / name}")
    assert f"raise it with {option}" in said.err
    assert said.err.count("\n") == 1


def test_a_limit_that_is_raised_lets_it_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name, data, _ = BEYOND["--max-archive-ratio"]
    (tmp_path / name).write_bytes(data)
    assert main(["annotate", str(tmp_path), "--max-archive-ratio", "5000"]) == 0
    assert "引进急需紧缺人才" in capsys.readouterr().out


def test_the_column_of_the_text_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"原文": GOOD, "text": "别的话。"}), "utf-8")
    assert main(["annotate", str(tmp_path), "--text-column", "原文"]) == 0
    assert "引进急需紧缺人才" in capsys.readouterr().out
