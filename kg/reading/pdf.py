"""PDF → the text layer of its pages, which a form feed parts; no running heads or page numbers."""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Source
from kg.reading.document import Document
from kg.reading.limits import Options, met

PAGE_BREAK = "\f"
_SENTENCE = re.compile("[。；，]|.{41}")  # no running head
_WORDS = re.compile("[\u3400-\u9fffA-Za-z]")


def read_pdf(stream: BinaryIO, name: str, options: Options) -> Iterator[Document]:
    """The text of a PDF. Pages without a text layer (scans) are named in the notes.

    Raises SourceError for a file that is locked, too long, or has no text at all."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it grumbles at, the notes tell
    reader = PdfReader(stream)
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError("protected by a password")
    if len(reader.pages) > options.limits.pages:
        raise SourceError(
            f"{len(reader.pages):,} pages, more than the {options.limits.pages:,} allowed {met('pages')}"
        )
    pages, chars = [], 0
    for page in reader.pages:
        pages.append(page.extract_text().replace(PAGE_BREAK, "\n").strip())
        chars += len(pages[-1])
        if chars > options.limits.document_chars:
            raise SourceError(
                f"more than the {options.limits.document_chars:,} characters allowed {met('document_chars')}"
            )
    empty = [str(number) for number, text in enumerate(pages, 1) if not text]
    if len(empty) == len(pages):
        raise SourceError("no text layer, only pictures: run it through OCR first")
    notes = (f"no text layer (a scan?) on page {', '.join(empty)}",) if empty else ()
    yield Document(
        PAGE_BREAK.join(without_running_heads(pages)), extracted="text layer of the PDF", notes=notes
    )


def page_of(source: Source, offset: int) -> int | None:
    """The page, from 1, that a character of a PDF's text stands on; None for other documents."""
    if source.extracted != "text layer of the PDF":
        return None
    return bisect_left(_breaks(source.text), offset) + 1


@lru_cache(maxsize=2)
def _breaks(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in re.finditer(PAGE_BREAK, text))


def without_running_heads(pages: Sequence[str]) -> list[str]:
    """The pages without the lines that come back, numbers apart, at the top or foot of a third of them;
    the first time that one with words comes it stays, for it may be the title.

    Where that would take a fifth of the text (forms, slides), page numbers alone are taken."""
    edges = [{i: _bare(lines[i]) for i in _edge(lines)} for page in pages if (lines := page.split("\n"))]
    seen = Counter(said for edge in edges for said in set(edge.values()))
    heads = {said for said, n in seen.items() if n >= max(2, len(pages) // 3) and not _SENTENCE.search(said)}
    worded = {said for said in heads if _WORDS.search(said.strip("第页共"))}
    if sum(seen[said] * len(said) for said in heads) > sum(map(len, pages)) / 5:
        heads -= worded
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        gone = {i for i, said in edge.items() if said in heads and said not in worded}
        kept.append("\n".join(line for i, line in enumerate(page.split("\n")) if i not in gone))
        worded -= set(edge.values())
    return kept


def _edge(lines: Sequence[str]) -> set[int]:
    """The first two lines that say something, and the last two."""
    said = [i for i, line in enumerate(lines) if line.strip()]
    return {*said[:2], *said[-2:]}


def _bare(line: str) -> str:
    return re.sub(r"[0-9０-９]+", "0", re.sub(r"\s", "", line))
