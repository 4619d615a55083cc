"""Bytes → str: marks first, then UTF-8, then the Chinese encoding that reads best."""

from __future__ import annotations

import codecs
from functools import cache

from kg.cleaning import simplify
from kg.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CHINESE = ("gb18030", "big5hkscs")
_NAMES = {"gb18030": "GB18030", "big5hkscs": "Big5", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_SAMPLE = 200_000  # bytes that decide between encodings
_DAMAGE = 0.02  # share of characters that may be lost before the file is refused


def decode(data: bytes, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text, and what there is to tell about how it was read.

    Raises SourceError for what is no text, and for an ``encoding`` that is unknown or does not fit."""
    if encoding is not None:
        return _as_told(data, encoding)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strict_or_damaged(data[len(mark) :], codec)
    if b"\x00" in data[:_SAMPLE]:
        return _with_nulls(data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(data)


def _as_told(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        codec = codecs.lookup(encoding).name
    except LookupError:
        raise SourceError(f"unknown encoding {encoding!r} (try utf-8, gb18030 or big5)") from None
    for mark, marked in _MARKS:
        if data.startswith(mark) and marked.startswith(codec.removesuffix("-sig")):
            data, codec = data[len(mark) :], marked
            break
    try:
        return data.decode(codec), ()
    except UnicodeDecodeError as problem:
        raise SourceError(f"not {encoding}: {problem.reason} at byte {problem.start}") from None


def _with_nulls(data: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-16 without a mark, text with stray NULs, or no text at all."""
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _likeness(text) > 0.9 and "\x00" not in text:
            return text, (f"read as {_NAMES[codec]}",)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise SourceError("not text (binary data)") from None
    nulls = text.count("\x00")
    if nulls > len(text) // 100 + 1 or _likeness(text) < 0.5:
        raise SourceError("not text (binary data)")
    return text, (f"{nulls} NUL characters in it",)


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    sample = data[:_SAMPLE]
    scored = []
    for codec in ("utf-8", *_CHINESE):
        text = sample.decode(codec, "replace")
        scored.append((_likeness(text) - 5 * text.count("\ufffd") / max(1, len(text)), codec))
    score, codec = max(scored, key=lambda s: s[0])
    if score < 0.5:
        raise SourceError("not text in UTF-8, UTF-16, GB18030 or Big5 (name its encoding with --encoding)")
    return _strict_or_damaged(data, codec, told=True)


def _strict_or_damaged(data: bytes, codec: str, *, told: bool = False) -> tuple[str, tuple[str, ...]]:
    name = _NAMES.get(codec, codec.upper())
    notes = (f"read as {name}",) if told and codec != "utf-8" else ()
    try:
        return data.decode(codec), notes
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    lost = text.count("\ufffd")
    if lost > max(2, len(text) * _DAMAGE):
        raise SourceError(f"broken {name}: {lost:,} of {len(text):,} characters cannot be decoded")
    return text, (*notes, f"{lost} characters could not be decoded as {name}")


def _likeness(text: str) -> float:
    """Share of the characters that a Chinese text is made of."""
    if not text:
        return 0.0
    simple = simplify(text)
    usual = _usual()
    return sum(c in usual for c in simple) / len(simple)


@cache
def _usual() -> frozenset[str]:
    """The 3755 characters of GB 2312 level 1, ASCII and the punctuation of Chinese print."""
    level_1 = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    marks = (bytes((row, cell)) for row in (0xA1, 0xA3) for cell in range(0xA1, 0xFF))
    return frozenset(b"".join((*level_1, *marks)).decode("gb2312", "ignore")) | frozenset(
        "\t\n\r" + "".join(map(chr, range(32, 127)))
    )
