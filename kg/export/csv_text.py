"""CSV (RFC 4180, with line feeds) that is safe to open in a spreadsheet.

A text cell that begins with ``= + - @``, their full-width forms, a tab or a line break could run as a
formula (OWASP, CSV Injection). It gets an apostrophe in front, which says "this is text" to a
spreadsheet. To read such a file back exactly, remove one leading apostrophe before one of these
characters. Cells of number columns are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence

BOM = "\ufeff"  # without it Excel takes UTF-8 for the locale's encoding and shows no Chinese
_RISKY = tuple("=+-@＝＋－＠\t\r\n")
QUOTE = '"'
_SPECIAL = re.compile(r'[",\r\n]')


def neutral(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def csv_text(
    columns: Sequence[str], rows: Iterable[Mapping[str, str]], numbers: Container[str] = (), safe: bool = True
) -> str:
    """A header and a line for each row; ``numbers`` are the columns to leave as they are, and with
    ``safe`` False all are (for programs that read every cell as it stands)."""
    lines = [",".join(map(_quoted, columns))]
    for row in rows:
        cells = ((column, row.get(column, "")) for column in columns)
        kept = (neutral(cell) if safe and column not in numbers else cell for column, cell in cells)
        lines.append(",".join(map(_quoted, kept)))
    return "".join(f"{line or QUOTE * 2}\n" for line in lines)  # an empty line would be no row


def _quoted(cell: str) -> str:
    """As RFC 4180 says; the standard library's writer leaves a lone carriage return bare."""
    return f'"{cell.replace(QUOTE, QUOTE * 2)}"' if _SPECIAL.search(cell) else cell
