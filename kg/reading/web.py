"""Web pages → their main text, without navigation, buttons and foot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.cleaning import plain
from kg.errors import SourceError
from kg.reading.decoding import decode
from kg.reading.document import Document
from kg.reading.limits import Options, read_all

_DEEPEST = 500  # tags open at once; parsers of trees recurse
_TAG = re.compile(
    r"<(/?)(?:div|span|table|tr|td|ul|ol|li|font|b|i|p|section|article)\b[^>]{0,2000}>", re.IGNORECASE
)


def read_html(stream: BinaryIO, name: str, options: Options) -> Iterator[Document]:
    """The article of a page; nothing is fetched, no script runs.

    The page's own word for its encoding is not trusted: the bytes tell (``decoding``)."""
    from trafilatura import extract, html2txt

    page, notes = decode(read_all(stream, options), options.encoding)
    if len(page) > options.limits.document_chars:
        raise SourceError(
            f"{len(page):,} characters, more than the {options.limits.document_chars:,} allowed"
        )
    if _depth(page) > _DEEPEST:
        raise SourceError(f"tags nested more than {_DEEPEST} deep")
    if not re.search("<[A-Za-z!/]", page):
        yield Document(page, notes=(*notes, "no tags in it: read as text"))
        return
    text = extract(page, include_comments=False, include_tables=True, deduplicate=False) or ""
    if len(text) < 100:
        whole = html2txt(page) or ""
        if len(whole) > 2 * len(text):
            text, notes = whole, (*notes, "main text not found: the whole page is taken")
    title = _title(page)
    if title and plain(title) not in plain(text[:1000]):
        text = f"{title}\n{text}"
    yield Document(text, extracted="main text of the web page", notes=notes)


def _depth(page: str) -> int:
    """How many tags are open at once, at most."""
    deepest = depth = 0
    for tag in _TAG.finditer(page):
        depth = depth + 1 if not tag[1] else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _title(page: str) -> str:
    """The heading of the article, else the page's title, without the name of the site."""
    from trafilatura import extract_metadata

    known = extract_metadata(page)
    said = " ".join((known.title or "").split()) if known else ""
    return re.split(r"\s*[_|]\s*|\s+[-–—]+\s+", said)[0]
