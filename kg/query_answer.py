"""Answers as a table, CSV, JSON or Turtle."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.csv_text import BOM, csv_text, neutral
from kg.export.output import replace
from kg.query import ask, find_question, questions
from kg.query_hints import hints
from kg.store import XSD, load_store, namespaces_of
from kg.store_text import serialise

if TYPE_CHECKING:
    from kg.query import Result

_SUFFIXES = {".csv": "csv", ".json": "json", ".srj": "json", ".ttl": "turtle", ".txt": "table"}
_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float", "boolean", "date", "gYear")}
_UNBOUNDED = 1_000_000
_EMPTY = 2  # lines of a table without rows


def query(question: str, graph: str | Path, form: str | None = None, output: str = "-") -> None:
    """Ask ``question`` (see ``kg.query.find_question``) of the RDF file ``graph``.

    The answer goes to the file ``output`` or to standard output (``-``), as ``form`` or else as the suffix
    of ``output`` says; a CSV file begins with a byte order mark, for Excel. QueryError and UsageError as
    ``ask`` and ``written`` raise them.
    """
    text = find_question(question)
    store = load_store(graph)
    namespaces = namespaces_of(store)
    to_terminal = output == "-" and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if to_terminal else _UNBOUNDED
    form = form or (_form_of(output) if output != "-" else None)
    answer = written(ask(text, store, namespaces), form, namespaces, width)
    if output == "-":
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
        if form in (None, "table") and answer.count(b"\n") == _EMPTY:
            for hint in hints(text, store, namespaces):
                print(f"kg: {hint}", file=sys.stderr)
    else:
        mark = BOM.encode() if form == "csv" else b""
        replace(Path(output), mark + answer)


def _form_of(output: str) -> str | None:
    suffix = Path(output).suffix.lower()
    if suffix and suffix not in _SUFFIXES:
        known = ", ".join(_SUFFIXES)
        raise UsageError(f"{output}: the suffix says no format; a spreadsheet opens .csv; there are {known}")
    return _SUFFIXES.get(suffix)


def listing() -> str:
    """The shipped questions with what they ask in both languages, as narrow in a pipe as on a terminal."""
    return "\n".join(
        f"{known.name}\n{fill(known.en, 78, initial_indent='  ', subsequent_indent='  ')}\n  {known.zh}\n"
        for known in questions()
    )


def written(
    result: Result, form: str | None, namespaces: Mapping[str, str], width: int = _UNBOUNDED
) -> bytes:
    """The answer as bytes: ``table`` (the default), ``csv`` or ``json`` (SPARQL 1.1 Query Results) for
    SELECT and ASK, ``turtle`` for CONSTRUCT and DESCRIBE.

    Tables shorten IRIs to prefixes. CSV keeps them, and quotes what a spreadsheet would run as
    ``kg.export.csv_text`` says. UsageError for a form that the answer does not have.
    """
    import pyoxigraph as ox

    if isinstance(result, ox.QueryTriples):
        if form not in (None, "turtle"):
            raise UsageError(f"-f {form}: the answer is a graph; ask for turtle")
        return serialise(sorted(set(result), key=str), "ttl", namespaces)
    if form == "turtle":
        raise UsageError("-f turtle: the answer is a table; ask for table, csv or json")
    if form == "json":
        return (result.serialize(format=ox.QueryResultsFormat.JSON) or b"") + b"\n"
    if isinstance(result, ox.QueryBoolean):
        return b"true\n" if result else b"false\n"
    columns = [variable.value for variable in result.variables]
    found = [dict(zip(columns, solution, strict=True)) for solution in result]
    if form == "csv":
        return _csv(columns, found).encode()
    short = sorted(((iri, prefix) for prefix, iri in namespaces.items()), key=lambda pair: -len(pair[0]))
    rows = [{column: _shown(term, short) for column, term in row.items()} for row in found]
    return table(columns, rows, width).encode()


def _csv(columns: list[str], found: list[dict[str, Any]]) -> str:
    """Numbers stand as they are: only a cell that is text can be taken for a formula."""

    def cell(term: Any) -> str:
        value = str(getattr(term, "value", term or ""))
        datatype = getattr(term, "datatype", None)
        return value if datatype is not None and datatype.value in _NUMBERS else neutral(value)

    rows = [{column: cell(term) for column, term in row.items()} for row in found]
    return csv_text(columns, rows, safe=False)


def _shown(term: Any, short: list[tuple[str, str]]) -> str:
    """A term as a person reads it, on one line and without what would steer a terminal."""
    if term is None:
        return ""
    value = str(getattr(term, "value", term))
    if not hasattr(term, "datatype"):
        for iri, prefix in short:
            if value.startswith(iri):
                return f"{prefix}:{value.removeprefix(iri)}"
    return "".join(c if c.isprintable() else " " if c.isspace() else ascii(c)[1:-1] for c in value)


def table(columns: list[str], rows: list[dict[str, str]], width: int = _UNBOUNDED) -> str:
    """Columns under their names, aligned by the cells that Chinese takes on a terminal (two each); what
    does not fit into ``width`` cells is folded."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        drawn.add_column(Text(column), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(row.get(column, "")) for column in columns))
    out = StringIO()
    Console(file=out, width=width, color_system=None, legacy_windows=False).print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
