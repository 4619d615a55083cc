"""The recipes do what they say: their commands and code run, in order, on the graph of the seeds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import kg
from kg.build_graph import build
from kg.export import FORMATS

ROOT = Path(__file__).parents[1]
RECIPES = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
PARTS = [
    (title.strip(), re.findall(r"```(sh|python)\n(.*?)```", body, re.DOTALL))
    for title, body in re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", RECIPES, re.MULTILINE | re.DOTALL)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recipes")
    build([str(ROOT / "seeds")], folder / "exports")
    (folder / "bin").mkdir()
    command = folder / "bin" / "kg"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the recipes are written for a POSIX shell")
@pytest.mark.parametrize(
    ("title", "blocks"), [part for part in PARTS if part[1]], ids=lambda part: str(part)[:20]
)
def test_a_recipe_runs_as_written(title: str, blocks: list[tuple[str, str]], folder: Path) -> None:
    if title == "Figures in pandas":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    if title == "Oxigraph" and not (Path(sys.executable).parent / "oxigraph").exists():
        pytest.skip("the package oxigraph is not installed")
    path = os.pathsep.join([str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    for language, text in blocks:
        command = ["sh", "-euc", text] if language == "sh" else [sys.executable, "-W", "error", "-c", text]
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{title}: {done.stderr}"
        assert "kg query" not in text or done.stdout.count("\n") > 3


def test_what_a_recipe_needs_beside_kg_is_installed_in_it() -> None:
    needs = {
        "import pandas": "pandas",
        "kg serve": "kg[serve]",
        "oxigraph ": "kg[serve]",
        ".parquet": "kg[parquet]",
    }
    for title, body in re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", RECIPES, re.MULTILINE | re.DOTALL):
        installed = "".join(re.findall(r"```sh install\n(.*?)```", body, re.DOTALL))
        told = "".join(re.findall(r"```(?:sh|python|console)\n(.*?)```", body, re.DOTALL))
        assert [
            package for sign, package in needs.items() if sign in told and package not in installed
        ] == [], title


def test_recipes_that_were_not_run_say_so() -> None:
    untried = [title for title, blocks in PARTS if not blocks and title != "Virtuoso"]  # see test_stores.py
    assert untried == ["Apache Jena Fuseki", "Neo4j"]
    assert RECIPES.count("\nNot tried here;") == len(untried)


def test_formats_and_commands_in_the_recipes_exist() -> None:
    from kg.cli import commands

    assert set(re.findall(r"kg export -f (\w+)", RECIPES)) <= set(FORMATS)
    assert set(re.findall(r"(?:^|\| |\$ )kg (\w+)", RECIPES, re.MULTILINE)) <= set(commands.commands)


def test_the_citation_names_this_version_and_licence() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == kg.__version__
    assert citation["license"] == "MIT"
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
