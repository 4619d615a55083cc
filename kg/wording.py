"""Counts in words, what a misspelt name may mean, and the faults of YAML files."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun.

    >>> counted(1, "fault"), counted(1200, "policy", "policies")
    ('1 fault', '1,200 policies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def nearest(name: str, known: Iterable[str]) -> str:
    """What stands behind a name that nobody knows: the one of the ``known`` that is written most like it; ""
    where none is.

    >>> nearest("wr:Progamme", ["wr:Goal", "wr:Programme"])
    ' (did you mean wr:Programme?)'
    """
    near = get_close_matches(name, sorted(known), 1)
    return f" (did you mean {near[0]}?)" if near else ""


def yaml_fault(file: Path, problem: Exception) -> str:
    """Where and why a file cannot be read as YAML, from what reading or parsing it raised: one line that
    begins with the file and, where the parser tells it, the line."""
    if isinstance(problem, UnicodeDecodeError):
        return f"{file}: is not UTF-8 text: convert it"
    if isinstance(problem, OSError):
        return f"{file}: {problem.strerror}"
    mark = getattr(problem, "problem_mark", None)
    what = (getattr(problem, "problem", None) if mark else None) or str(problem).partition(' in "<')[0]
    return f"{file}{f':{mark.line + 1}' if mark else ''}: cannot be read as YAML: {' '.join(what.split())}"
