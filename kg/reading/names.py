"""File names as they may be shown."""

from __future__ import annotations


def printable(name: str) -> str:
    """A name as one line of valid Unicode: file names may hold line breaks and broken bytes."""
    clean = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in clean)
