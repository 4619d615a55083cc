"""Web pages → their main text, without navigation, buttons and foot."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from html import unescape
from typing import BinaryIO

from kg.cleaning import plain
from kg.errors import SourceError
from kg.reading.decoding import decode
from kg.reading.document import Document
from kg.reading.limits import Options, met, read_all

_HIDING = re.compile("<!--|<script|<style", re.IGNORECASE)
_CLOSING = {
    opening: re.compile(closing, re.IGNORECASE)
    for opening, closing in (("<!--", "-->"), ("<script", "</script\\s*>"), ("<style", "</style\\s*>"))
}
_BLOCK = re.compile("(?:p|br|div|li|tr|h[1-6])\\b", re.IGNORECASE)


def read_html(stream: BinaryIO, name: str, options: Options) -> Iterator[Document]:
    """The article of a page; nothing is fetched, no script runs.

    The page's own word for its encoding is not trusted: the bytes tell (``decoding``)."""
    from trafilatura import extract, html2txt

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it grumbles at, the notes tell
    page, notes = decode(read_all(stream, options), options.encoding)
    if len(page) > options.limits.document_chars:
        raise SourceError(
            f"{len(page):,} characters, more than the {options.limits.document_chars:,} allowed "
            f"{met('document_chars')}"
        )
    if not re.search("<[A-Za-z!/]", page):
        yield Document(page, notes=(*notes, "no tags in it: read as text"))
        return
    page = _without_scripts(page)
    text = extract(page, include_comments=False, include_tables=True, deduplicate=False) or ""
    if len(text) < 100:
        whole = html2txt(page) or _all_text(page)
        if len(whole) > 2 * len(text):
            text, notes = whole, (*notes, "main text not found: the whole page is taken")
    if not text:
        raise SourceError("no text found in the page")
    title = _title(page)
    if title and plain(title) not in plain(text[:1000]):
        text = f"{title}\n{text}"
    yield Document(text, extracted="main text of the web page", notes=notes)


def _without_scripts(page: str) -> str:
    """The page without comments, scripts and styles; what is not closed stays, so that no text is lost."""
    kept, done, closings = [], 0, dict(_CLOSING)
    for opening in _HIDING.finditer(page):
        what = opening.group().lower()
        if opening.start() < done or what not in closings:
            continue
        if closing := closings[what].search(page, opening.end()):
            kept.append(page[done : opening.start()])
            done = closing.end()
        else:
            del closings[what]  # looked for once: a million openings cost no more
    return "".join((*kept, page[done:]))


def _all_text(page: str) -> str:
    """What stands between the tags, however many and deep they are."""
    first, *pieces = page.split("<")
    said = [first]
    for piece in pieces:
        tag, _, words = piece.partition(">")
        said += "\n" if _BLOCK.match(tag) else "", words
    return re.sub(r"\s*\n\s*", "\n", unescape("".join(said))).strip()


def _title(page: str) -> str:
    """The heading of the article, else the page's title, without the name of the site."""
    from trafilatura import extract_metadata

    known = extract_metadata(page)
    said = " ".join((known.title or "").split()) if known else ""
    return re.split(r"\s*[_|]\s*|\s+[-–—]+\s+", said)[0]
