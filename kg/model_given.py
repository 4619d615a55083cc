"""What somebody gives as a year, be it an argument, a key of a YAML file or a field of a row, and as a number
of something."""

from __future__ import annotations

from operator import index

from kg.errors import UsageError

YEARS = range(1900, 2201)


def year_given(value: object) -> int:
    """The year. ValueError for what is no whole number (numpy's are, True is not) or not of ``YEARS``;
    whoever asks names the place.

    >>> year_given(2024)
    2024
    """
    year = _whole(value)
    if year is None or year not in YEARS:
        span = f"from {YEARS[0]} to {YEARS[-1]}"
        raise ValueError(f"year must be a whole number {span}, such as 2024, not {value!r}")
    return year


def count_given(name: str, value: object, least: int = 0) -> int:
    """The argument ``name``. UsageError for what is no whole number or less than ``least``."""
    count = _whole(value)
    if count is None or count < least:
        raise UsageError(f"{name} must be a whole number, {least} or more, not {value!r}")
    return count


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    try:
        return index(value)  # type: ignore[arg-type]  # what is none says so
    except TypeError:
        return None
