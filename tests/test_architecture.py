"""The house: imports run one way, every library has its room, files hold one idea."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "kg").rglob("*.py"))

# A room may import from itself and from what stands before it; rooms in one row are neighbours
# and do not know each other. A module belongs to the room that its name begins with.
ORDER = (
    {"errors", "wording"},
    {"model"},
    {"ontology"},
    {"rules", "indicators"},
    {"cleaning"},
    {"reading"},  # it reads title, year and place off cleaned text
    {"nlp"},
    {"accounting", "annotation"},
    {"mapping"},
    {"curation"},
    {"linking"},
    {"store"},
    {"export"},
    {"query", "validate", "diff", "explain"},
    {"evaluate"},
    {"build"},
    {"serve", "review", "check"},
    {"cli"},
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}

# Which rooms may know a library. The standard library is everybody's.
HOMES = {
    "ahocorasick_rs": {"nlp"},
    "bs4": {"reading"},
    "charset_normalizer": {"reading"},
    "click": {"cli"},
    "docx": {"reading"},
    "ftfy": {"reading", "cleaning"},
    "jinja2": {"export", "query", "diff", "review", "ontology"},
    "lxml": {"reading"},
    "networkx": {"export"},
    "markupsafe": {"export", "diff", "review"},
    "numpy": {"cleaning", "nlp", "export"},
    "orjson": {"build"},
    "oxrdflib": {"store"},
    "opencc": {"cleaning"},
    "pandas": {"build"},
    "pyarrow": {"reading", "export", "build"},
    "pypdf": {"reading"},
    "pypinyin": {"export"},
    "pyoxigraph": {"ontology", "store", "export", "query"},
    "pyshacl": {"validate"},
    "pyspark": {"build"},
    "pyvis": {"export"},
    "rdflib": {"ontology", "store", "export", "query", "validate", "check"},
    "rich": {"build", "query", "review"},
    "spacy": {"nlp"},
    "thinc": {"nlp"},
    "trafilatura": {"reading"},
    "yaml": {"rules", "reading", "curation", "check"},
}
LEFTOVERS = "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK", "NotImplemented" + "Error"))
HEAVY = {
    "jinja2",
    "networkx",
    "numpy",
    "opencc",
    "pyarrow",
    "pyoxigraph",
    "pyshacl",
    "pyvis",
    "rdflib",
    "rich",
}
HEAVY |= {"spacy", "yaml", "charset_normalizer", "multiprocessing"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT).with_suffix("")).replace("/", ".").removesuffix(".__init__")


def room_of(module: str) -> str:
    """The room of kg.ontology_terms and kg.ontology.terms is ontology; that of kg itself is cli's."""
    inside = module.split(".")[1:2] or ["cli"]
    return inside[0].split("_")[0] if inside[0] != "__main__" else "cli"


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports in full"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield (
                    node.lineno,
                    whole if (ROOT / f"{whole.replace('.', '/')}.py").exists() else str(node.module),
                )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    here = room_of(name_of(path))
    assert here in RANK, f"{path.name}: no such room; give it a place in ORDER"
    for line, module in imports(path):
        if module.split(".")[0] == "kg" and module != "kg":
            there = room_of(module)
            allowed = there == here or RANK[there] < RANK[here]
            assert allowed, f"{name_of(path)}:{line}: {here} must not know {there}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_library_has_its_room(path: Path) -> None:
    here = room_of(name_of(path))
    for line, module in imports(path):
        library = module.split(".")[0]
        if library != "kg" and library not in sys.stdlib_module_names:
            assert library in HOMES, (
                f"{name_of(path)}:{line}: {library} has no home yet; give it one in HOMES"
            )
            assert here in HOMES[library], f"{name_of(path)}:{line}: {library} lives in {HOMES[library]}"


def test_every_library_is_a_dependency() -> None:
    """What is imported is installed with the package or one of its extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = sum(project["optional-dependencies"].values(), project["dependencies"])
    named = {re.split(r"[\[<>=]", want)[0].lower().replace("_", "-") for want in wanted}
    imported = {module.split(".")[0] for path in MODULES for _, module in imports(path)}
    comes_with = {"markupsafe": "jinja2", "thinc": "spacy"}
    providers = packages_distributions()
    for library in sorted(imported - sys.stdlib_module_names - {"kg"}):
        names = {name.lower().replace("_", "-") for name in providers.get(library, [])}
        assert not providers.get(library) or named & {*names, comes_with.get(library)}, library


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_holds_one_idea(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300, f"{path.name} has outgrown one idea"
    assert path.stem not in {"utils", "util", "helpers", "helper", "constants", "base", "common", "misc"}
    assert ast.get_docstring(ast.parse(text)), f"{path.name} does not say what it is"
    assert not re.search(rf"\b({LEFTOVERS})\b", text)


def test_public_names_say_what_they_are() -> None:
    missing = [
        f"{name_of(path)}.{node.name}"
        for path in MODULES
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not missing


def test_the_order_of_rooms_has_no_empty_names() -> None:
    """A room that moved out must not leave its name behind."""
    rooms = {room_of(name_of(path)) for path in MODULES}
    assert not set(RANK) - rooms


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, kg\nfrom kg.cli import main\nmain(['--help'])\nprint(*sys.modules, file=sys.stderr)"
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert "Usage: kg" in shown.stdout
    assert not HEAVY & set(shown.stderr.split())


@pytest.mark.parametrize("name", ["cli_documents", "cli_graphs"])
def test_command_bodies_are_short(name: str) -> None:
    """What a command does belongs in its room."""
    tree = ast.parse((ROOT / "kg" / f"{name}.py").read_text("utf-8"))
    commands = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and any("command" in ast.unparse(d) for d in node.decorator_list)
    ]
    assert commands
    for node in commands:
        body = node.body[1:] if ast.get_docstring(node) else node.body
        lines = body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0
        assert lines < 11, f"kg {node.name}: {lines} lines"
