"""The documentation is true: it runs as written, links lead somewhere, nothing that exists goes unsaid."""

from __future__ import annotations

import ast
import doctest
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pages
import pytest

import kg
from benchmarks.reference import PAGE, reference
from kg.cli import commands

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
NOTEBOOK = ROOT / "docs" / "two-reports.ipynb"
READMES = ("README.md", "README.zh-CN.md")
posix = pytest.mark.skipif(os.name == "nt", reason="the pages are written for a POSIX shell")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the examples of the public names run: the seeds and their build."""
    folder = tmp_path_factory.mktemp("api")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    kg.build(folder / "seeds", folder / "exports", html=False)
    return folder


@pytest.mark.parametrize("name", kg.__all__)
def test_a_public_name_has_an_example_that_runs(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    example = doctest.DocTestParser().get_doctest(getattr(kg, name).__doc__, {"kg": kg}, name, None, None)
    said: list[str] = []
    results = doctest.DocTestRunner().run(example, out=said.append)
    assert results.attempted, f"kg.{name} has no example"
    assert not results.failed, "".join(said)


def test_the_turtle_of_the_readme_is_in_the_graph(folder: Path) -> None:
    graph = text_of(folder / "exports" / "graph.ttl")
    for page in READMES:
        shown = re.findall(r"```turtle\n(.*?)```", text_of(ROOT / page), re.DOTALL)
        assert len(shown) == 3
        assert [block for block in shown if block.rstrip("\n") not in graph] == []


def test_the_readmes_are_twins() -> None:
    blocks, links, rows = zip(
        *(
            (
                re.findall(r"```(?:sh|turtle)[^\n]*\n.*?```", text, re.DOTALL),
                sorted(set(re.findall(r"\]\((?!README)([^)]*)\)", text))),
                len(re.findall(r"^(?:\||- |\d\. |## )", text, re.MULTILINE)),
            )
            for text in (text_of(ROOT / page) for page in READMES)
        ),
        strict=True,
    )
    assert blocks[0] == blocks[1]
    assert links[0] == links[1]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL)
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, heading = target.partition("#")
        if "://" in file:
            continue
        there = page.parent / file if file else page
        if not there.exists() or (heading and heading not in headings(there)):
            lost.append(target)
    assert lost == []


def headings(page: Path) -> set[str]:
    """The anchors that a page's headings make."""
    lines = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def test_the_reference_is_up_to_date() -> None:
    assert text_of(PAGE) == reference(), "run: python -m benchmarks.reference"


def test_signatures_in_the_reference_are_python() -> None:
    signatures = re.findall(r"^```python\n(\w+\(.*)\n```$", text_of(PAGE), re.MULTILINE)
    assert len(signatures) > 3
    for signature in signatures:
        ast.parse(f"def {signature}: ...")


def test_every_command_and_option_is_in_the_reference() -> None:
    text = text_of(PAGE)
    for name, command in commands.commands.items():
        section = text.partition(f"### kg {name}\n")[2].partition("\n##")[0]
        assert section, name
        for option in command.params:
            assert all(spelling in section for spelling in option.opts if spelling[:1] == "-"), (name, option)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_of_the_pages_exist(page: Path) -> None:
    spans = re.findall(r"```(?:sh|console)[^\n]*\n(.*?)```|`(kg [^`]*)`", text_of(page), re.DOTALL)
    for line in "\n".join(block or span for block, span in spans).split("\n"):
        for name, rest in re.findall(r"(?:^|[|$;`&/] ?)kg ([a-z]\w*)([^|;]*)", line):
            assert name in commands.commands, f"{page.name}: kg {name}"
            options = commands.commands[name].params
            known = {spelling for option in options for spelling in (*option.opts, *option.secondary_opts)}
            used = re.findall(r"(?<!\S)--[\w-]+", re.sub(r"'[^']*'|#.*", "", rest))
            assert set(used) <= known, f"{page.name}: {line}"


@posix
@pytest.mark.slow
@pytest.mark.parametrize("name", pages.RUN_HERE)
def test_a_page_runs_as_written(name: str, tmp_path: Path) -> None:
    page = list(pages.blocks(text_of(ROOT / name)))
    assert page
    for block, printed in zip(page, pages.run(page, tmp_path), strict=True):
        if block.shown is not None and not pages.agrees(block.shown, printed):
            raise AssertionError(f"{name}:{block.line}\n{pages.differences(block.shown, printed)}")


@pytest.mark.slow
def test_the_notebook_runs(tmp_path: Path) -> None:
    for library in ("pandas", "matplotlib"):
        pytest.importorskip(library, reason=f"{library} is not installed")
    cells = json.loads(text_of(NOTEBOOK))["cells"]
    assert not any(cell.get("outputs") for cell in cells), "save the notebook without its outputs"
    program = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "MPLBACKEND": "agg"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[-3:] == [
        "城镇新增就业 false 全县城镇新增就业3214人",
        "引进急需紧缺人才 true 引进急需紧缺人才156名",
        "",
    ]
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


@posix
@pytest.mark.slow
@pytest.mark.parametrize("which", [0, 1], ids=["builds", "passes the tests"])
def test_an_install_command_of_the_readme_works_from_nothing(which: int, tmp_path: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).exists():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    command = re.findall(r"```sh install\n(.*?)```", text_of(ROOT / "README.md"), re.DOTALL)[which]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))
    }
    done = subprocess.run(
        ["sh", "-euc", command],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    wanted = "written to     exports: graph.ttl, graph.html" if which == 0 else " passed"
    assert wanted in done.stdout
    assert which or (tmp_path / "exports" / "graph.html").stat().st_size > 100_000
