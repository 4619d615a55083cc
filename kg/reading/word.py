"""Word files (.docx) → their paragraphs and tables in order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import SourceError
from kg.reading.document import Document
from kg.reading.limits import Options, check_members


def read_docx(stream: BinaryIO, name: str, options: Options) -> Iterator[Document]:
    """One line per paragraph and per table row (cells parted by tabs)."""
    import docx
    from docx.table import Table

    with zipfile.ZipFile(stream) as container:
        check_members(container.infolist(), options.limits)
        if "word/document.xml" not in container.namelist():
            raise SourceError("not a Word file, whatever its name says")
    stream.seek(0)
    lines = []
    for block in docx.Document(stream).iter_inner_content():
        if isinstance(block, Table):
            lines += ["\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    yield Document("\n".join(lines), extracted="text of the Word file")
