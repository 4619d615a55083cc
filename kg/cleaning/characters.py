"""Single characters that publishing leaves behind: invisible ones out, full-width ones narrow."""

from __future__ import annotations

import re
import unicodedata

from kg.cleaning.draft import Draft

# Controls, soft hyphen, zero-width and direction marks, variation selectors, byte order mark.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

# Simplified radicals that Unicode does not call compatible with the characters that they look like.
_RADICALS = (
    "⺟母⺠民⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风"
    "⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)


def _table() -> dict[str, str]:
    table = {"％": "%", "℅": "%", "︰": "："}
    for first, last, narrow in (("０", "９", "0"), ("Ａ", "Ｚ", "A"), ("ａ", "ｚ", "a")):
        table |= {chr(c): chr(c - ord(first) + ord(narrow)) for c in range(ord(first), ord(last) + 1)}
    # No-break, en, em, thin spaces: an ordinary one. The ideographic space stays (it indents).
    table |= dict.fromkeys(map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F)), " ")
    # Kangxi radicals and compatibility ideographs that PDF fonts put for the characters proper.
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[chr(code)] = plain
    return table | dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))


_EXCHANGED = _table()
_ANY = re.compile(f"[{_INVISIBLE}{''.join(_EXCHANGED)}]")
_ANY_INVISIBLE = re.compile(f"[{_INVISIBLE}]+")
_ANY_EXCHANGED = re.compile(f"[{''.join(_EXCHANGED)}]")
# Above the 16 bits that one look-up in a character class covers: searched alone, or all is slow.
_TAGS = re.compile("[\U000e0000-\U000e0fff]+")
_COMPATIBLE = re.compile("[\U0002f800-\U0002fa1f]")
_ABOVE = re.compile("[\U0002f800-\U000e0fff]")
_MAYBE_THOUSANDS = re.compile("，[０-９]")
_THOUSANDS = re.compile(r"(?<![0-9０-９.．，])[０-９]{1,3}(?:，[０-９]{3})+(?![0-9０-９])")


def tidy(draft: Draft) -> None:
    """Uniform line breaks; no invisible characters; full-width digits, letters and ％ narrow,
    with the ， between such digits that groups thousands; one kind of space."""
    if any(c in draft.chars for c in "\r\x0b\x0c\x85\u2028\u2029"):
        draft.replace((m.start(), m.end(), "\n") for m in _BREAKS.finditer(draft.chars))
    if "\n\u200b" in draft.chars:  # an anchor alone on its line is no empty line
        draft.replace((m.start(), m.end(), "") for m in re.finditer("\n\u200b+(?=\n)", draft.chars))
    if _ABOVE.search(draft.chars):
        draft.replace((m.start(), m.end(), "") for m in _TAGS.finditer(draft.chars))
        draft.exchange(_COMPATIBLE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), draft.chars))
    if not _ANY.search(draft.chars):
        return
    draft.replace((m.start(), m.end(), "") for m in _ANY_INVISIBLE.finditer(draft.chars))
    chars = draft.chars
    if _MAYBE_THOUSANDS.search(chars):
        chars = _THOUSANDS.sub(lambda m: m.group().replace("，", ","), chars)
    draft.exchange(_ANY_EXCHANGED.sub(lambda m: _EXCHANGED[m.group()], chars))
