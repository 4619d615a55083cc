"""Pronunciations that mirror sites put after characters: ``經(jīng)``, ``為(wei) ``, ``区（qū）``."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from kg.cleaning.draft import Draft, Edit

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿếềăĕĭŏŭ"
_TONES = re.compile("[\u0304\u0301\u030c\u0300]")
_BRACKETED = re.compile(r"[(（]([^()（）\n]{1,40})[)）] ?")
_LETTERS = re.compile(r"[(（]\s?[A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿㄅ-ㄩ]")
_INITIAL = "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
_SYLLABLE = (
    f"{_INITIAL}(?:[aeiouüvê]{{0,2}}[{TONED}][aeiou]{{0,2}}(?:ng|n|r)?|[aeiouüvê]{{1,3}}(?:ng|n|r)?[1-5])"
)
# Syllables with a tone mark or number each; a foreign word in brackets (café) is none.
_MARKED = re.compile(rf"\s?{_SYLLABLE}(?:[ '’·]?{_SYLLABLE}){{0,5}}\s?", re.IGNORECASE)
_ZHUYIN = re.compile("[ㄅ-ㄩ˙ˊˇˋ ]{1,6}")


def strip_pinyin(draft: Draft) -> None:
    """Take injected pronunciations out. What has no tone must be a reading of the character before
    it, so that (GDP), (app) and 人工智能(ai) stay; the space that comes with it goes too."""
    chars = draft.chars
    if not _LETTERS.search(chars):
        return
    edits: list[Edit] = []
    done, before = 0, ""
    for match in _BRACKETED.finditer(chars):
        start = match.start()
        if (
            not done or start - done > 2 or chars[done:start].strip(" \u3000")
        ):  # else one more of the same character
            before = chars[max(0, start - 3) : start].rstrip(" \u3000")[-1:]
        if end := _injected(match, before):
            edits.append((start, end, ""))
            done = end
    draft.replace(edits)


def _injected(match: re.Match[str], before: str) -> int:
    """Where an injected pronunciation ends; 0 for a bracket that is none."""
    if not "\u3400" <= before < "\ua000" and not before >= "\U00020000":
        return 0
    if _marked(match[1]):
        return match.end(1) + 1
    return match.end() if len(match[1]) < 7 and match[1] in readings(before) else 0


@lru_cache(4096)
def _marked(inner: str) -> bool:
    return bool(_MARKED.fullmatch(inner) or _ZHUYIN.fullmatch(inner))


@cache
def readings(character: str) -> frozenset[str]:
    """The Mandarin syllables, without tone, that the character is read as."""
    listed = ",".join(readings_with_tones(character))
    plain = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", listed)))
    return frozenset(f for r in plain.split(",") if r for f in (r, r.replace("ü", "v"), r.replace("ü", "u")))


@cache
def readings_with_tones(character: str) -> frozenset[str]:
    """The Mandarin syllables, with tone marks, that the character is read as."""
    return frozenset(_dictionary().get(str(ord(character)), "").split(",")) - {""}


@cache
def _dictionary() -> dict[str, str]:
    """pypinyin's readings of single characters: its data file alone, since importing the package
    also loads its phrases (a quarter of a second)."""
    spec = find_spec("pypinyin")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(place) / "pinyin_dict.json"
        if file.is_file():
            table: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
            return table
    raise ImportError("the readings of pypinyin are missing: pip install --force-reinstall pypinyin")
