"""CSV (RFC 4180, with line feeds) that is safe to open in a spreadsheet.

A text cell that begins with ``= + - @``, their full-width forms, a tab or a line break could run as a
formula (OWASP, CSV Injection). It gets an apostrophe in front, which says "this is text" to a
spreadsheet. To read such a file back exactly, remove one leading apostrophe before one of these
characters. Cells of number columns are left as they are.
"""

from __future__ import annotations

import csv
from collections.abc import Container, Iterable, Mapping, Sequence
from io import StringIO

BOM = "\ufeff"  # without it Excel takes UTF-8 for the locale's encoding and shows no Chinese
_RISKY = tuple("=+-@＝＋－＠\t\r\n")


def neutral(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def csv_text(
    columns: Sequence[str], rows: Iterable[Mapping[str, str]], numbers: Container[str] = (), safe: bool = True
) -> str:
    """A header and a line for each row; ``numbers`` are the columns to leave as they are, and with
    ``safe`` False all are (for programs that read every cell as it stands)."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = ((column, row.get(column, "")) for column in columns)
        writer.writerow([neutral(cell) if safe and column not in numbers else cell for column, cell in cells])
    return out.getvalue()
