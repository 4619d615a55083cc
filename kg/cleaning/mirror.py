"""Undo the damage of mirror sites that inject pinyin into the *bytes* of a GBK page.

Such a site looks for the two bytes of a character wherever they stand. Where the last byte of one
character and the first of the next happen to be the bytes of a third, it puts that one's pinyin
between them: 績為 is BF 83 9E E9, 83 9E is 優, so ``(yōu)`` lands inside 為. What follows is then read
one byte off until another injection, or a byte below 80, puts it right; wherever a single byte meets
a bracket the two are read together as ``?``. 績為標(biāo) thus shows as ``績?yōu)闃?biāo)``.

The bytes are all there but the swallowed ones, and the pinyin tells those: the first is the last
byte of a character that begins with 83 and is read yōu. Where exactly one character fits, the text
is certain and is restored; what is not stays as it stands, or as U+FFFD, for the damage report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.cleaning.draft import Draft, Edit
from kg.cleaning.pinyin import TONED, readings_with_tones
from kg.cleaning.script import is_traditional, simplify

LOST = "\ufffd"
_SYLLABLE = f"[a-zü{TONED}]{{1,6}}"
_SWALLOWED = re.compile(rf"\?({_SYLLABLE})\)")
_INJECTED = re.compile(rf"\({_SYLLABLE}\)")
_INJECTED_BEFORE = re.compile(rf"(?:\({_SYLLABLE}\))+$")
_LONGEST = 2000  # characters of one stretch


def repair_shifts(draft: Draft) -> None:
    """Put back what is certain."""
    if "?" in draft.chars:
        draft.replace(list(_repairs(draft.chars)))


def _repairs(chars: str) -> Iterator[Edit]:
    done, true = 0, None
    for opening in _SWALLOWED.finditer(chars):
        start = opening.start()
        if start < done:
            continue
        before = true[-1] if true and start == done else _before(chars, start)
        stretch, end, last = _stretch(chars, opening.end())
        tail = _bytes(before)
        true = _realigned(tail[-1], opening[1], stretch, last) if tail else None
        done = end if true else opening.end()
        if true:
            yield start, end, true


def _before(chars: str, start: int) -> str:
    """The character before, past a pronunciation of its own."""
    window = chars[max(0, start - 20) : start]
    own = _INJECTED_BEFORE.search(window)
    return (window[: own.start()] if own else window)[-1:]


def _stretch(chars: str, at: int) -> tuple[bytes, int, str]:
    """The bytes shown from ``at`` on, where they end, and the pinyin of what closes them ("" where
    a byte below 80 does, ``?`` where the last byte is lost)."""
    shown = bytearray()
    for _ in range(_LONGEST):
        if injected := _INJECTED.match(chars, at):
            at = injected.end()
        elif closing := _SWALLOWED.match(chars, at):
            return bytes(shown), closing.end(), closing[1]
        elif chars[at : at + 1] == "?":
            return bytes(shown), at + 1, "?"
        elif "@" <= chars[at : at + 1] <= "~":
            return bytes(shown) + chars[at].encode(), at + 1, ""
        elif pair := _bytes(chars[at : at + 1]):
            shown += pair
            at += 1
        else:
            break
    return b"", at, "?"


def _realigned(tail: int, pinyin: str, shown: bytes, last: str) -> str | None:
    """The characters behind a shifted stretch, if only one reading of it makes sense."""
    found = set()
    for first in _second_bytes(tail, pinyin):
        lead = bytes((first,)) + shown
        if last == "?":
            found.add(_sensible(lead[:-1], LOST) if len(lead) > 2 else None)
        elif last:
            found |= {_sensible(lead + bytes((second,))) for second in _second_bytes(lead[-1], last)}
        else:
            found.add(_sensible(lead))
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _sensible(data: bytes, end: str = "") -> str | None:
    """The bytes as characters of modern print, or None where some are not."""
    try:
        text = data.decode("gb18030")
        simplify(text).encode("gb2312")
    except UnicodeError:
        return None
    return text + end


def _bytes(character: str) -> bytes | None:
    """The two bytes of a character in GBK, or None."""
    if character < "\x80":
        return None
    try:
        pair = character.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return pair if len(pair) == 2 else None


@cache
def _second_bytes(first: int, pinyin: str) -> tuple[int, ...]:
    """Second bytes of the traditional characters with this first byte and this reading: mirror
    sites annotate only characters that they turned from simplified to traditional."""
    return tuple(
        second
        for second in range(0x40, 0xFF)
        if (character := bytes((first, second)).decode("gb18030", "ignore"))
        and len(character) == 1
        and is_traditional(character)
        and pinyin in readings_with_tones(character)
    )
