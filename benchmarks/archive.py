"""Texts to measure on: the corpus where it is at hand, else an archive made from the seeds.

A corpus is a folder of ``*.jsonl`` (one report a line: id, title, year, place, text); it is looked for in
the environment's KG_CORPUS, then in ``shared/corpus`` beside the checkout.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

Row = dict[str, Any]
ROOT = Path(__file__).parents[1]
_FIGURE = re.compile(r"\d{2,}(?:\.\d+)?(?=[名人个项家亩元户%万])")


def corpus() -> tuple[str, list[Row]]:
    """What it is, in words, and its rows."""
    folder = Path(os.environ.get("KG_CORPUS", ROOT.parent / "shared" / "corpus"))
    files = sorted(folder.glob("*.jsonl"))
    if files:
        rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
        return f"corpus of {len(rows)} reports", rows
    seeds = [(file.stem, file.read_text("utf-8")) for file in sorted((ROOT / "seeds").glob("*.txt"))]
    base = [
        {"id": name, "title": None, "year": 2021, "place": "巴中", "text": text * 5} for name, text in seeds
    ]
    return "archive of 60 reports made from the seeds", list(copies(base, 30))


def copies(rows: list[Row], times: int) -> Iterator[Row]:
    """Each row ``times`` times, told of another year and with other figures, so that no two are equal."""
    for number in range(times):
        for row in rows:
            if not number:
                yield row
                continue
            text = _FIGURE.sub(partial(_shifted, by=number), row["text"])
            year = (row["year"] or 2000) - number
            yield {**row, "id": f"{row['id']}-{number}", "year": year, "text": text}


def _shifted(figure: re.Match[str], by: int) -> str:
    whole, dot, rest = figure[0].partition(".")
    return f"{int(whole) + by}{dot}{rest}"


def write_jsonl(rows: Iterable[Row], path: Path) -> int:
    """Write rows as JSON lines; the number of bytes of their texts in UTF-8."""
    size = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            size += len(row["text"].encode())
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return size
