"""Several reports in one file: where each begins."""

from __future__ import annotations

import re

_YEAR = "(?:(?:19|20)[0-9０-９]{2}|[１２][０-９]{3}|[一二][〇○零九一二三四五六七八]{3})年度?"
# A title that names year, subject and kind; 2024年工作总结 alone may head a section.
_TITLE = re.compile(
    rf"^[ \t\u3000]*[#《]{{0,3}}[ \t\u3000—-]*(?P<title>{_YEAR}(?P<of>[^\n，。；：、]{{2,24}}?)"
    r"(?P<kind>政府工作[报報]告|工作[综綜]述|工作[总總][结結]|工作[报報]告|年[鉴鑑]))》?[ \t\u3000]*$",
    re.MULTILINE,
)
_SHORTEST = 400  # characters of a report: titles nearer to each other are a table of contents


def reports(text: str) -> list[tuple[int, int]]:
    """Start and end of each report; an empty list for a text that is one, or cannot be told to be more."""
    titles = [m for m in _TITLE.finditer(text) if "\n" not in m["of"].strip()]
    if (
        len(titles) < 2
        or len({m["kind"] for m in titles}) > 1
        or len({m["title"] for m in titles}) < len(titles)
    ):
        return []
    starts = [_line_above(text, m) for m in titles]
    ends = [*starts[1:], len(text)]
    if any(end - start < _SHORTEST for start, end in zip(starts, ends, strict=True)):
        return []
    if starts[0] < _SHORTEST:
        starts[0] = 0
        return list(zip(starts, ends, strict=True))
    return [(0, starts[0]), *zip(starts, ends, strict=True)]


def _line_above(text: str, title: re.Match[str]) -> int:
    """A title after a dash stands under a main title, one line up."""
    start = title.start()
    if not text[start : title.start("title")].strip(" \t\u3000").startswith(("—", "-")):
        return start
    above = text.rfind("\n", 0, max(0, start - 1)) + 1
    line = text[above:start].strip()
    return above if 0 < len(line) <= 40 and not re.search("[。；！？]", line) else start
