"""``kg evaluate``: files of annotations in, a table or JSON out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.evaluate import LISTS, NOTHING, Evaluation, Row, evaluate
from kg.wording import counted


def evaluate_files(gold: str, pred: str, form: str = "text") -> str:
    """The comparison of two files (or folders) of annotations, as a table or (``json``) as data.

    SourceError where a file is missing, holds no annotation, or a row lacks a field.
    """
    evaluation, notes = _evaluate_documents(_annotations(gold), _annotations(pred))
    return (_as_json if form == "json" else _as_table)(evaluation, notes)


def _evaluate_documents(gold: Mapping[str, Row], pred: Mapping[str, Row]) -> tuple[Evaluation, list[str]]:
    """Pair by document name; a single one on each side needs no common name."""
    if len(gold) == len(pred) == 1:
        pred = dict(zip(gold, pred.values(), strict=True))
    total = NOTHING
    for name, annotation in gold.items():
        try:
            total += evaluate(annotation, pred.get(name, {}))
        except (KeyError, TypeError, AttributeError, ValueError) as problem:
            raise SourceError(
                f"{name}: not in the annotation format: {type(problem).__name__} {problem}"
            ) from problem
    lost = [f"no prediction for {name}: all of it counts as missed" for name in gold.keys() - pred.keys()]
    lost += [f"no gold for {name}: not counted" for name in pred.keys() - gold.keys()]
    return total, sorted(lost)


def _annotations(where: str) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for file, text in _texts(where):
        for annotation in _parse(file, text):
            name = Path(str(annotation.get("document") or file)).name
            if name in found:
                raise SourceError(f"{file}: document {name} is there twice; name each once")
            found[name] = annotation
    if not found:
        raise SourceError(f"{where}: no annotations; give a .json or .jsonl file, or a folder of them")
    for name, annotation in found.items():
        if not annotation.keys() & {*LISTS}:
            raise SourceError(f"{name}: not an annotation: it has none of {', '.join(LISTS)}")
    return found


def _texts(where: str) -> Iterable[tuple[str, str]]:
    if where == "-":
        yield "standard input", sys.stdin.buffer.read().decode("utf-8", "replace")
        return
    path = Path(where)
    files = sorted(f for s in ("*.json", "*.jsonl") for f in path.glob(s)) if path.is_dir() else [path]
    for file in files:
        try:
            yield str(file), file.read_text("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise SourceError(
                f"{file}: byte {problem.start} is not UTF-8; save the file as UTF-8"
            ) from problem
        except OSError as problem:
            raise SourceError(f"{file}: {problem.strerror}") from problem


def _parse(file: str, text: str) -> Iterable[Row]:
    """One object, a list of objects, or an object a line."""
    try:
        whole = json.loads(text)
        objects = whole if isinstance(whole, list) else [whole]
    except ValueError:
        objects = [_parse_line(file, n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    for each in objects:
        if not isinstance(each, dict):
            raise SourceError(f"{file}: holds {type(each).__name__}, not an annotation object")
        yield each


def _parse_line(file: str, number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as problem:
        raise SourceError(f"{file}, line {number}: not JSON: {problem}") from problem


def _as_table(evaluation: Evaluation, notes: Sequence[str]) -> str:
    lines = [f"{'':13}  precision  recall     F1   found  predicted  gold"]
    for name, s in (*evaluation.lists.items(), ("micro", evaluation.micro)):
        lines.append(
            f"{name:13}  {s.precision:9.3f}  {s.recall:6.3f}  {s.f1:5.3f}"
            f"  {s.found:6}  {s.predicted:9}  {s.expected:4}"
        )
    matching = counted(evaluation.matched, "observation that matches", "observations that match")
    agree = ", ".join(f"{name} {count}" for name, count in evaluation.fields.items())
    lines.append(f"of {matching}, these fields agree: {agree}")
    for name, s in evaluation.lists.items():
        lines += [f"missed {name}: {words}" for words in s.missed]
        lines += [f"extra {name}: {words}" for words in s.extra]
    return "\n".join([*lines, *notes])


def _as_json(evaluation: Evaluation, notes: Sequence[str]) -> str:
    lists = {
        name: {
            "precision": s.precision, "recall": s.recall, "f1": s.f1, "found": s.found,
            "predicted": s.predicted, "gold": s.expected, "missed": s.missed, "extra": s.extra,
        }
        for name, s in (*evaluation.lists.items(), ("micro", evaluation.micro))
    }  # fmt: skip
    data = {"lists": lists, "matched": evaluation.matched, "fields": evaluation.fields, "notes": notes}
    return json.dumps(data, ensure_ascii=False, indent=1)
