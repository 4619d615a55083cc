"""How individuals are named: ASCII, the same in every build, by what they are and not by when they came."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256

from kg.model import Source

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def individual(class_: str, *key: str) -> str:
    """The name of an individual: its class and a hash of class and key.

    >>> individual("wr:TargetGroup", "年轻干部", "")
    'id:target-group-a8ff57735f23659b'

    The key of an entity is its canonical name and its scope (the official name of its place, "" for none).
    The hash is 64 bits: among a hundred million individuals of a class, one in 3,700 builds has a clash.
    """
    local, readable = _kind(class_)
    return f"id:{readable}-{_digest('|'.join((local, *key)))}"


@cache
def _kind(class_: str) -> tuple[str, str]:
    """The class in lower case, and that again where it is ASCII."""
    local = _HUMP.sub("-", class_.rpartition(":")[2]).lower()
    return local, local if local.isascii() else "individual"


def report_name(source: Source) -> str:
    """The name of a report: the beginning of the SHA-256 of its text, so that one text in two files is one
    report. A text of which somebody says another year, place or kind than it says itself is another report:
    an excerpt may be of two counties."""
    text = source.sha256[:16].lower() or _digest(source.text)
    if not source.told:
        return f"id:report-{text}"
    return individual("wr:Report", text, str(source.year), str(source.place), source.kind)


def year_name(year: int) -> str:
    """The name of a calendar year."""
    return f"id:year-{year}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
