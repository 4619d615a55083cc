"""The pages of the documentation as a reader works through them: blocks run, outputs compared.

In a page, ``sh`` and ``python`` blocks are run in order in a folder that holds the seeds and a build of
them (the ``python`` blocks are one program: later ones know the names of earlier ones). A ``text`` block
right after one is what it prints; ``…`` as its last line stands for the rest. ``sh install`` blocks, which
set up an environment, and ``console`` blocks, which start servers or need other programs, are not run here.

    python tests/pages.py       # after a change that is meant: write the outputs of today into the pages
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUN_HERE = (
    *("README.md", "README.zh-CN.md"),
    *("docs/tutorial.md", "docs/how-to.md", "docs/model.md", "docs/contributing.md"),
)
_BLOCK = re.compile(
    r"^```(?P<language>sh|python)\n(?P<code>.*?)^```\n(?:\n```text\n(?P<shown>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)
_MARK = "\N{END OF TRANSMISSION}"


@dataclass(frozen=True, slots=True)
class Block:
    """Code of a page, the line on which it stands, and the output shown for it (None: none)."""

    language: str
    code: str
    shown: str | None
    line: int


def blocks(text: str) -> Iterator[Block]:
    """The blocks that are run, in order."""
    for match in _BLOCK.finditer(text):
        yield Block(match["language"], match["code"], match["shown"], text.count("\n", 0, match.start()) + 1)


def run(page: list[Block], folder: Path) -> Iterator[str]:
    """What each block prints in ``folder``, where seeds/ and exports/ are made ready first.

    AssertionError, with what was said, where a block fails."""
    (folder / "bin").mkdir()
    command = folder / "bin" / "kg"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    path = os.pathsep.join([str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    where = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "MPLBACKEND": "agg"}
    _shell("kg build seeds -o exports", folder, where)
    program = ""
    for block in page:
        if block.language == "sh":
            yield _shell(block.code, folder, where)
        else:
            printed = _python(program + f"print({_MARK!r})\n" + block.code, folder, where)
            program += block.code
            yield printed.rpartition(f"{_MARK}\n")[2]


def _shell(code: str, folder: Path, where: dict[str, str]) -> str:
    return _output(["sh", "-euc", code], folder, where)


def _python(code: str, folder: Path, where: dict[str, str]) -> str:
    return _output([sys.executable, "-W", "error", "-c", code], folder, where)


def _output(command: list[str], folder: Path, where: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=folder, env=where, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        said = done.stdout[-800:] + done.stderr[-2000:]
        raise AssertionError(f"exit code {done.returncode}:\n{command[-1]}\n{said}")
    return done.stdout


def agrees(shown: str, printed: str) -> bool:
    """Whether the output shown is the one printed, spaces at line ends aside."""
    wanted, got = _lines(shown), _lines(printed)
    if wanted[-1:] == ["…"]:
        wanted = wanted[:-1]
        got = got[: len(wanted)]
    return wanted == got


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")]


def rewritten(text: str, printed: list[str]) -> str:
    """The page with what its blocks print now in place of what it showed."""
    outputs = iter(printed)

    def renewed(match: re.Match[str]) -> str:
        now, shown = _lines(next(outputs)), match["shown"]
        if shown is None:
            return match[0]
        if _lines(shown)[-1:] == ["…"]:
            now = [*now[: len(_lines(shown)) - 1], "…"]
        return match[0].replace(f"```text\n{shown}", "```text\n" + "\n".join(now) + "\n")

    return _BLOCK.sub(renewed, text)


def differences(shown: str, printed: str) -> str:
    """Lines that are not the same, those of the page first, for a message."""
    pairs = zip_longest(_lines(shown), _lines(printed), fillvalue="")
    return "\n".join(f"- {a}\n+ {b}" for a, b in pairs if a != b)


def _renew(name: str) -> None:
    page = ROOT / name
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        printed = list(run(list(blocks(text)), Path(folder)))
    page.write_text(rewritten(text, printed), encoding="utf-8", newline="\n")
    print(name)


if __name__ == "__main__":
    for chosen in sys.argv[1:] or RUN_HERE:
        _renew(chosen)
