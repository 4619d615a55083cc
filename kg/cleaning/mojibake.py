"""Chinese that somebody decoded as Western text and saved: ``é—®é¢˜`` was 问题, ``ÎÒÃÇ`` was 我们.

A stretch is put right where its bytes are, all of them, UTF-8 or GBK of modern Chinese characters;
no French or German word is (``café``, ``Straße``). Where they are not, the damage report names it.
"""

from __future__ import annotations

import re

from kg.cleaning.draft import Draft
from kg.cleaning.script import simplify

# What the bytes 80 to FF look like in Windows-1252, and in Latin-1 where that has no character.
_HIGH = "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0x100))
_BYTES = {c: 0x80 + i for i, c in enumerate(_HIGH)} | {chr(b): b for b in range(0x80, 0xA0)}
_STRETCH = re.compile(f"(?=[¡-ÿ])[{re.escape(''.join(_BYTES))}]{{2,}}")
_MAYBE = re.compile(f"[°-÷][{re.escape(''.join(_BYTES))}]")


def may_be_misread(chars: str) -> bool:
    """Whether there is anything that looks like such a stretch."""
    return _MAYBE.search(chars) is not None


def read_aright(draft: Draft) -> None:
    """Decode such stretches as what they were."""
    if not may_be_misread(draft.chars):
        return
    stretches = [(m.start(), m.group().rstrip("\xa0")) for m in _STRETCH.finditer(draft.chars)]
    found = [(start, start + len(stretch), _chinese(stretch)) for start, stretch in stretches]
    if not any(right and right[0] >= "\u3400" for _, _, right in found):
        found = []  # marks alone prove nothing
    draft.replace([edit for edit in found if edit[2]])


def _chinese(stretch: str) -> str:
    """The characters that the stretch stands for, or "" where that is not certain."""
    data = bytes(_BYTES[c] for c in stretch)
    for codec in ("utf-8", "gb18030"):
        try:
            text = data.decode(codec)
            simplify(text).encode("gb2312")
        except UnicodeError:
            continue
        if all(c >= "\u2010" for c in text):
            return text
    return ""
