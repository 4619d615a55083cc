"""A difference as text for a terminal, as JSON for a program, as an HTML page for a colleague."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from html import escape

from kg.diff import Difference, Fact
from kg.ontology import Ontology


def as_text(found: Difference, ontology: Ontology) -> str:
    """One fact a line under its class or property: ``+`` added, ``-`` removed, ``~`` changed."""
    lines: list[str] = []
    for property_, rows in _by_property(found):
        lines.append(_heading(property_, ontology))
        lines += (f"  {_line(before, after, ontology)}" for before, after in rows)
    count = f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed"
    return "\n".join([*lines, count if found else "no difference"]) + "\n"


def _line(before: Fact | None, after: Fact | None, ontology: Ontology) -> str:
    if before is not None and after is not None:
        if before.property != after.property:
            return f"~ {_says(before)} → {_heading(after.property, ontology)}"
        if before.subject != after.subject:
            return f"~ {_says(before)} → {_says(after)}"
        return f"~ {_says(before)} → {_restated(before, after, ontology) or after.value}"
    return f"- {_says(before)}" if before is not None else f"+ {_says(after)}" if after is not None else ""


def _restated(before: Fact, after: Fact, ontology: Ontology) -> str:
    """What has changed where the figure has not: its status, its kind, the words beside it."""
    if before.value != after.value or before.property != "wr:value":
        return ""
    told = [
        _term(now, ontology) for was, now in zip(before.details, after.details, strict=True) if was != now
    ]
    if before.qualifier != after.qualifier:
        told.append(after.qualifier or f"- {before.qualifier}")
    return ", ".join(told)


def as_json(found: Difference, ontology: Ontology) -> str:
    """``{"added": [fact], "removed": [fact], "changed": [{"before": fact, "after": fact}]}``."""
    value = {
        "added": [_object(fact) for fact in found.added],
        "removed": [_object(fact) for fact in found.removed],
        "changed": [{"before": _object(old), "after": _object(new)} for old, new in found.changed],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def as_html(found: Difference, ontology: Ontology) -> str:
    """A page of tables that loads nothing and runs nothing: before, after, and the sentences."""
    tables = []
    for property_, rows in _by_property(found):
        cells = "\n".join(
            f"<tr>{_cell(old, 'before')}{_cell(new, 'after', _other_class(old, new, ontology))}</tr>"
            for old, new in rows
        )
        tables.append(
            f"<h2>{escape(_heading(property_, ontology))}</h2>\n"
            f"<table>\n<tr><th>before 之前</th><th>after 之后</th></tr>\n{cells}\n</table>"
        )
    return _PAGE.replace("<!-- tables -->", "\n".join(tables) or "<p>no difference 没有差别</p>")


FORMATS: Mapping[str, Callable[[Difference, Ontology], str]] = {
    "text": as_text,
    "json": as_json,
    "html": as_html,
}

Row = tuple[Fact | None, Fact | None]


def _by_property(found: Difference) -> Iterator[tuple[str, list[Row]]]:
    rows: list[tuple[Fact, Row]] = [
        *((fact, (fact, None)) for fact in found.removed),
        *((fact, (None, fact)) for fact in found.added),
        *((old, (old, new)) for old, new in found.changed),
    ]
    properties: dict[str, list[Row]] = {}
    for _, row in sorted(rows, key=lambda item: item[0]):
        shown = row[0] or row[1]
        if shown:
            properties.setdefault(shown.property, []).append(row)
    yield from properties.items()


def _heading(property_: str, ontology: Ontology) -> str:
    term = ontology.classes.get(property_) or ontology.properties.get(property_)
    return f"{term.labels['zh']} {term.labels['en']}" if term else property_


def _term(name: str, ontology: Ontology) -> str:
    """A class in words, a kind or anything else by its name."""
    return _heading(name, ontology) if name in ontology.classes else name.removeprefix("wr:")


def _says(fact: Fact) -> str:
    details = " ".join(part for part in fact.details if not part.startswith("wr:") and part not in fact.value)
    value = "" if fact.value == fact.subject else f": {fact.value}"
    return f"{fact.subject}{f' ({details})' if details else ''}{value}"


def _object(fact: Fact) -> dict[str, object]:
    return {
        "property": fact.property,
        "subject": fact.subject,
        "details": list(fact.details),
        "value": fact.value,
        "qualifier": fact.qualifier or None,
        "sentence": fact.sentence or None,
    }


def _other_class(before: Fact | None, after: Fact | None, ontology: Ontology) -> str:
    if before is None or after is None:
        return ""
    if before.property != after.property:
        return f" ({_heading(after.property, ontology)})"
    told = _restated(before, after, ontology)
    return f" ({told})" if told else ""


def _cell(fact: Fact | None, side: str, class_: str = "") -> str:
    if fact is None:
        return "<td></td>"
    sentence = f"<q>{escape(fact.sentence)}</q>" if fact.sentence else ""
    return f'<td class="{side}">{escape(_says(fact) + class_)}{sentence}</td>'


_PAGE = """<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>kg diff</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #8886 }
td.before { background: #d333 } td.after { background: #2a63 }
q { display: block; opacity: .7; font-size: .9em }
</style>
</head>
<body>
<h1>kg diff</h1>
<!-- tables -->
</body>
</html>
"""
