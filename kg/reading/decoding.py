"""Bytes → str: marks first, then UTF-8, then the encoding in which the bytes read as Chinese.

The likeness of a reading is the share of its characters, ASCII apart, that modern print uses
(GB 2312 level 1 after simplification, and punctuation). It told GB18030, Big5 and UTF-16 apart in
all of 440 passages of 20 to 3000 characters; a reader's ``--encoding`` wins over it.
"""

from __future__ import annotations

import codecs
from collections import Counter
from functools import cache

from kg.cleaning import simplify
from kg.errors import SourceError
from kg.wording import counted

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_GUESSED = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_NAMES = {"gb18030": "GB18030", "big5hkscs": "Big5", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_ASCII = frozenset(map(chr, range(0x09, 0x80)))
_SAMPLE = 200_000  # bytes that decide between encodings
_LIKELY = 0.6  # likeness below which a reading is none
_LOST = 0.02  # share of characters that may be lost before the file is refused

Decoded = tuple[str, tuple[str, ...]]


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text, and what there is to tell about how it was read.

    Raises SourceError for what is no text, and for an ``encoding`` that is unknown or does not fit."""
    codec, start = encoding_of(data, encoding)
    try:
        text = data[start:].decode(codec)
    except UnicodeDecodeError as problem:
        if encoding is not None:
            raise SourceError(f"not {encoding}: {problem.reason} at byte {problem.start}") from None
        return _damaged(data[start:], codec)
    notes = (f"read as {_NAMES[codec]}",) if codec in _NAMES and not start and encoding is None else ()
    if nulls := text.count("\x00"):
        if nulls > len(text) // 100 + 1:
            raise SourceError("not text (binary data)")
        notes = (*notes, f"{nulls} NUL characters in it")
    return _undone(text, notes)


def encoding_of(data: bytes, encoding: str | None = None) -> tuple[str, int]:
    """The codec of bytes, or of the beginning of a stream, and how long the mark before the text is.

    Raises SourceError where no codec makes it text."""
    told = _codec(encoding) if encoding is not None else ""
    for mark, codec in _MARKS:
        if data.startswith(mark) and codec.startswith(told):
            return codec, len(mark)
    if told:
        return told, 0
    sample = data[:_SAMPLE]
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(sample, final=len(sample) == len(data))
        if b"~{" in sample and text.isascii() and _score(sample, "hz") > _LIKELY:
            return "hz", 0
        if "\x00" not in text or _likeness(text) > _LIKELY:
            return "utf-8", 0
    except UnicodeDecodeError:
        pass
    score, codec = max((_score(sample, codec), codec) for codec in _GUESSED)
    if score >= _LIKELY:
        return codec, 0
    whole = sample if len(sample) == len(data) else sample[: sample.rfind(b"\n") + 1]
    return ("utf-8" if whole and all(map(_line, whole.split(b"\n"))) else _rare(sample)), 0


def _codec(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name.removesuffix("-sig")
        "".encode(name)
    except (LookupError, TypeError):
        raise SourceError(f"unknown encoding {encoding!r} (try utf-8, gb18030 or big5)") from None
    return name


def _score(sample: bytes, codec: str) -> float:
    text = codecs.getincrementaldecoder(codec)("replace").decode(sample)
    return _likeness(text) - 5 * text.count("\ufffd") / max(1, len(text)) - text.count("\x00")


def _rare(sample: bytes) -> str:
    """A codec that Chinese text comes in now and then (UTF-32 without a mark, EUC-TW)."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best() if b"\x00" not in sample else None
    if best is None or _likeness(str(best)) < _LIKELY:
        binary = "binary data" if b"\x00" in sample else "no encoding in which it reads as Chinese"
        raise SourceError(f"not text ({binary}); name its encoding with --encoding if it is")
    return best.encoding


def _damaged(data: bytes, codec: str) -> Decoded:
    """Text with some bytes that the codec cannot read: lines in another one, or losses."""
    lines = [_line(line) for line in data.split(b"\n")] if codec in ("utf-8", "gb18030") else [None]
    if all(lines):
        others = sum(1 for line in lines if line and line[1] != codec)
        text = "\n".join(line[0] for line in lines if line)
        return text, (f"read as {_NAMES.get(codec, 'UTF-8')}, but {others} of its lines in another encoding",)
    text = data.decode(codec, "replace")
    lost = text.count("\ufffd")
    name = _NAMES.get(codec, codec.upper())
    if lost > max(2, len(text) * _LOST):
        raise SourceError(f"broken {name}: {lost:,} of {len(text):,} characters cannot be decoded")
    return text, (f"{counted(lost, 'character')} could not be decoded as {name}",)


def _line(line: bytes) -> tuple[str, str] | None:
    for codec in ("utf-8", "gb18030"):
        try:
            text = line.decode(codec)
        except UnicodeDecodeError:
            continue
        if not line.strip() or _likeness(text) >= _LIKELY:
            return text, codec
    return None


def _undone(text: str, notes: tuple[str, ...]) -> Decoded:
    """UTF-8 that somebody read as GBK and saved (鎴戜滑 for 我们), read aright where that is certain."""
    sample = text[:5000]
    if sample.count("，") + sample.count("。") > len(sample) / 200 or _likeness(sample) > 0.8:
        return text, notes  # read wrongly, commas and stops are other characters
    right = text.replace("\ufffd", "?").encode("gb18030", "replace").decode("utf-8", "replace")
    if right.isascii() or _likeness(right) < max(0.7, _likeness(text) + 0.2):
        return text, notes
    lost = right.count("\ufffd")
    told = f", {counted(lost, 'character')} lost" if lost else ""
    return right, (*notes, f"saved as UTF-8 read as GBK: undone{told}")


def _likeness(text: str) -> float:
    """Share of the characters, ASCII apart, that a Chinese text is made of; 1 for plain ASCII."""
    counts = Counter(simplify(text))
    beyond = len(text) - sum(counts[c] for c in counts.keys() & _ASCII)
    strange = sum(counts[c] for c in counts.keys() - _ASCII - _usual())
    return (beyond - strange) / beyond if beyond else 1.0


@cache
def _usual() -> frozenset[str]:
    """The 3755 characters of GB 2312 level 1, the punctuation of Chinese print and pinyin."""
    level_1 = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    marks = (bytes((row, cell)) for row in (0xA1, 0xA3, 0xA8) for cell in range(0xA1, 0xFF))
    return frozenset(b"".join((*level_1, *marks)).decode("gb2312", "ignore")) | frozenset(
        "\ufeff\u200b\xa0「」"
    )
