"""What conversion between formats leaves in a text: bookmarks, character references, Markdown marks."""

from __future__ import annotations

import html
import re

from kg.cleaning.draft import Draft

_MARKS = re.compile(
    r"\[(?:bookmark|endif|if [^\]\n]{0,40}|OLE_LINK\d+)(?::? ?[\w.-]{0,60})?\]"
    r"|\[/?(?:align|size|font|color|backcolor|url|img|table|tr|td|[biup])(?:=[^\[\]\n]{0,60})?\]"
    r"|<!--\[if [^\]\n]{0,60}\]>|<!\[endif\]-->|\{\{?(?:TOC|PAGE|HYPERLINK)[^{}\n]{0,80}\}\}?"
)
_HEADING = re.compile(r"(?:^|(?<=\n))#{1,6} +(?=\S)")
_EMPHASIS = re.compile(
    r"(?<!\*)(?P<mark>\*{2,3})(?=[^\s*])(?P<inner>[^*\n]{0,200}[^\s*])(?P<end>(?P=mark))(?!\*)"
)
# &amp;nbsp; too: the page was escaped twice.
_REFERENCE = re.compile(r"&(?:amp;)*(#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)


def emphasised(chars: str) -> bool:
    """Whether there are marks of emphasis that belong together, however far apart."""
    return "**" in chars and _EMPHASIS.search(chars) is not None


def strip_leftovers(draft: Draft) -> None:
    """Take out what is no text; read character references as the characters."""
    if "[" in draft.chars or "<!" in draft.chars or "{" in draft.chars:
        draft.replace([(m.start(), m.end(), "") for m in _MARKS.finditer(draft.chars)])
    if "# " in draft.chars:
        draft.replace([(m.start(), m.end(), "") for m in _HEADING.finditer(draft.chars)])
    if "**" in draft.chars:
        found = _EMPHASIS.finditer(draft.chars)
        draft.replace([(*m.span(mark), "") for m in found for mark in ("mark", "end")])
    if "&" in draft.chars:
        references = ((m, html.unescape(f"&{m.group(1)};")) for m in _REFERENCE.finditer(draft.chars))
        draft.replace([(m.start(), m.end(), c) for m, c in references if len(c) == 1 and c not in "&\r"])
        draft.replace([(m.start(), m.end(), "&") for m in re.finditer("&(?:amp;)+", draft.chars)])
