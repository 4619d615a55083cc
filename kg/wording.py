"""Counts in words."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun.

    >>> counted(1, "fault"), counted(1200, "policy", "policies")
    ('1 fault', '1,200 policies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
