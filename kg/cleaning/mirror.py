"""Undo the damage of mirror sites that inject pinyin into the *bytes* of a GBK page.

Such a site looks for the two bytes of a character wherever they stand. Where the last byte of one
character and the first of the next happen to be the bytes of a third, it puts that one's pinyin
between them: 績為 is BF 83 9E E9, 83 9E is 優, so ``(yōu)`` lands inside 為. What follows is then read
one byte off until another injection, at a true character, puts it right; each time a byte and the
bracket after it are read together as ``?``. 績為標(biāo) thus shows as ``績?yōu)闃?biāo)``.

The bytes are all there but the two swallowed ones, and the pinyin tells those: the first is the last
byte of a character that begins with 83 and is read yōu. Where exactly one character fits, the text
is certain and is restored; elsewhere it is left as it stands, for the damage report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.cleaning.draft import Draft, Edit
from kg.cleaning.pinyin import TONED, readings_with_tones
from kg.cleaning.script import is_traditional

_SYLLABLE = f"[a-zü{TONED}]{{1,6}}"
_OPEN = re.compile(rf"(?<=[\u3400-\u9fff])\?({_SYLLABLE})\)")
_INJECTED = re.compile(rf"\({_SYLLABLE}\)")
_SHIFTED = re.compile(rf"((?:[^\x00-\xff?]|\({_SYLLABLE}\))*)(\?({_SYLLABLE})\))?")


def repair_shifts(draft: Draft) -> None:
    """Put back what is certain; leave the rest."""
    if "?" in draft.chars:
        draft.replace(list(_repairs(draft.chars)))


def _repairs(chars: str) -> Iterator[Edit]:
    done = 0
    for opening in _OPEN.finditer(chars):
        start = opening.start()
        if start < done:
            continue
        shifted = _SHIFTED.match(chars, opening.end())
        assert shifted is not None  # it matches the empty string
        true = _realigned(chars[start - 1], opening.group(1), shifted)
        if true:
            done = shifted.end()
            yield start, done, true


def _realigned(before: str, pinyin: str, shifted: re.Match[str]) -> str | None:
    """The characters behind a shifted stretch that ends at a second injection, if certain."""
    shown = _INJECTED.sub("", shifted.group(1))
    if not shown or shifted.group(3) is None:
        return None
    try:
        tail, middle = before.encode("gbk")[-1], shown.encode("gbk")
    except UnicodeEncodeError:
        return None
    found = {
        text
        for first in _lost(tail, pinyin)
        for last in _lost(middle[-1], shifted.group(3))
        if (text := _decoded(bytes((first, *middle, last))))
    }
    return found.pop() if len(found) == 1 else None


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("gbk")
    except UnicodeDecodeError:
        return None


@cache
def _lost(lead: int, pinyin: str) -> tuple[int, ...]:
    """Second bytes of the traditional characters with this first byte and this reading: mirror
    sites annotate only characters that they turned from simplified to traditional."""
    return tuple(
        trail
        for trail in range(0x40, 0xFF)
        if (character := _decoded(bytes((lead, trail))))
        and len(character) == 1
        and is_traditional(character)
        and pinyin in readings_with_tones(character)
    )
