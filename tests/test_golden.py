"""The seeds' graph is kept under version control, so that a changed rule shows up as a diff of facts."""

from __future__ import annotations

import difflib
from pathlib import Path

from kg.build_graph import build, plan

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "exports" / "graph.ttl"


def test_the_seeds_give_the_graph_that_was_reviewed(tmp_path: Path) -> None:
    """After a change that is meant: ``kg build seeds -o exports`` and read the diff of exports/graph.ttl."""
    build([ROOT / "seeds"], tmp_path, plan(html=False))
    built = (tmp_path / "graph.ttl").read_text("utf-8")
    kept = GOLDEN.read_text("utf-8")
    if built != kept:
        lines = kept.splitlines(), built.splitlines()
        changed = difflib.unified_diff(*lines, "kept", "built", n=1, lineterm="")
        raise AssertionError("\n".join(list(changed)[:60]))
