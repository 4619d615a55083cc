"""The command as a person meets it: real processes, one-line errors, exit codes, pipes, locales."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import kg
from kg.cli import commands, main

ROOT = Path(__file__).parents[1]


def run(*arguments: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        timeout=60,
    )


def one_line(text: str) -> str:
    assert text.startswith("kg: ")
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text


def test_help_names_every_command() -> None:
    shown = run("--help")
    assert shown.returncode == 0
    listed = [line.split()[0] for line in shown.stdout.partition("Commands:")[2].splitlines() if line.strip()]
    assert set(commands.commands) <= set(listed)


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_option_is_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: kg {name}")
    command = commands.commands[name]
    assert command.help
    assert command.get_short_help_str(limit=100).endswith(".")
    for option in command.params:
        if isinstance(option, click.Option) and option.name != "form":
            assert option.help, f"kg {name} {option.opts[0]} says nothing"


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"kg {kg.__version__}\n"


@pytest.mark.parametrize(
    "call", [["nonsense"], ["evaluate"], ["evaluate", "a", "b", "-f", "x"], ["build", "--year", "x"]]
)
def test_a_wrong_call_is_one_line_and_exit_code_2(call: list[str]) -> None:
    shown = run(*call)
    assert shown.returncode == 2
    assert "--help' tells more" in one_line(shown.stderr)
    assert not shown.stdout


def test_a_missing_file_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    shown = run("evaluate", str(tmp_path / "no\nsuch\x1b[31m.json"), "-")
    assert shown.returncode == 1
    assert r"no\nsuch\x1b[31m.json: No such file" in one_line(shown.stderr)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (["explain"], "TEXT|IRI"),
        (["explain", "引进人才46名", "--place"], "--place"),
        (["annotate", "report.txt", "--title"], "--title"),
        (["annotate", "report.txt", "--encoding"], "--encoding"),
        (["query"], "[QUESTION]"),
        (["review", "report.txt", "--who"], "--who"),
    ],
)
def test_an_argument_that_is_not_utf_8_is_one_line(call: list[str], named: str, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("2025年巴中组织工作综述\n引进人才46名。\n", "utf-8")
    shown = run(*call, os.fsdecode("全年引进人才四十六名".encode("gb18030")), cwd=tmp_path)
    assert shown.returncode == 2
    assert re.search(rf"'{re.escape(named)}': “.*” is not UTF-8 text: convert it", one_line(shown.stderr))


def test_the_name_of_a_file_may_be_any_bytes(tmp_path: Path) -> None:
    name = os.fsdecode("报告".encode("gb18030"))
    (tmp_path / name).write_text("2025年巴中组织工作综述\n引进人才46名。\n", "utf-8")
    shown = run("annotate", name, "-o", f"{name}.jsonl", cwd=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "引进人才46名" in (tmp_path / f"{name}.jsonl").read_text("utf-8")


def test_an_answer_that_is_not_utf_8_is_asked_for_again(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("2025年巴中组织工作综述\n引进人才46名。\n", "utf-8")
    answers = ["李明".encode("gb18030"), "李明".encode(), b"y", b"", b""]
    shown = subprocess.run(
        [sys.executable, "-m", "kg", "review", "report.txt", "--name", "引进人才"],
        input=b"\n".join(answers), capture_output=True, check=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert "is not UTF-8 text: convert it" in shown.stderr.decode()
    assert "who: 李明\n" in (tmp_path / "curation.yaml").read_text("utf-8")


@pytest.mark.parametrize("locale", ["C", "zh_CN.GBK"])
def test_chinese_survives_any_locale(tmp_path: Path, locale: str) -> None:
    gold = {"document": "x", "goals": [{"name": "示范市"}]}
    (tmp_path / "gold.json").write_text(json.dumps(gold), "utf-8")
    (tmp_path / "pred.json").write_text('{"document": "x", "goals": []}', "utf-8")
    shown = run(
        "evaluate",
        "gold.json",
        "pred.json",
        cwd=tmp_path,
        LC_ALL=locale,
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )
    assert shown.returncode == 0
    assert "missed goals: 示范市" in shown.stdout


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    goals = [{"name": f"目标{n}"} for n in range(20_000)]
    (tmp_path / "gold.json").write_text(json.dumps({"document": "x", "goals": goals}), "utf-8")
    (tmp_path / "pred.json").write_text('{"document": "x", "goals": []}', "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "evaluate", "gold.json", "pred.json"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=-1, stderr=-1,
    ) as shown:  # fmt: skip
        assert shown.stdout is not None
        assert shown.stderr is not None
        shown.stdout.readline()
        shown.stdout.close()
        assert shown.stderr.read() == b""
    assert shown.returncode == 0


def test_standard_input_is_a_dash(tmp_path: Path) -> None:
    annotation = b'{"document": "x", "goals": [{"name": "a"}]}'
    (tmp_path / "gold.json").write_bytes(annotation)
    shown = subprocess.run(
        [sys.executable, "-m", "kg", "evaluate", str(tmp_path / "gold.json"), "-", "-f", "json"],
        input=annotation, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert json.loads(shown.stdout)["lists"]["micro"]["f1"] == 1


def test_public_names_are_there_and_loaded_late() -> None:
    code = (
        "import sys, kg; names = [getattr(kg, n) for n in kg.__all__];"
        "print('spacy' in sys.modules, len(names))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert shown.stdout == f"False {len(kg.__all__)}\n"
    with pytest.raises(AttributeError, match="nothing"):
        kg.nothing  # noqa: B018


def test_annotations_go_into_a_pipe_as_they_are(tmp_path: Path) -> None:
    """A device is no file to be put in the place of."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    text = tmp_path / "a.txt"
    text.write_text("2024年组织工作综述\n引进人才5名。", "utf-8")
    command = [sys.executable, "-m", "kg", "annotate", str(text), "-o", str(pipe)]
    with subprocess.Popen(command) as process, pipe.open(encoding="utf-8") as said:
        assert json.loads(said.read())["observations"][0]["value"] == 5
        assert process.wait(30) == 0
    assert pipe.is_fifo()
