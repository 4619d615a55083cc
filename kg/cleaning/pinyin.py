"""Pronunciations that mirror sites put after characters: ``經(jīng)``, ``為(wei) ``, ``区（qū）``."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kg.cleaning.draft import Draft

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿếềăĕĭŏŭ"
_INITIAL = "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
_SYLLABLE = f"{_INITIAL}[aeiouüvê{TONED}]{{1,4}}(?:ng|n|r)?"
# A syllable with a tone mark or number; a foreign word in brackets (café) is none.
_MARKED = re.compile(
    rf"(?<=[{_HAN}])[(（]\s?(?=[^()（）]{{0,40}}?[{TONED}]|[a-zü]{{1,6}}[1-5]\s?[)）])"
    rf"{_SYLLABLE}[1-5]?(?:[ '’·]?{_SYLLABLE}[1-5]?){{0,5}}\s?[)）]",
    re.IGNORECASE,
)
_ZHUYIN = re.compile(rf"(?<=[{_HAN}])[(（][ㄅ-ㄩ˙ˊˇˋ ]{{1,6}}[)）]")
_PLAIN = re.compile(rf"(?<=[{_HAN}])[(（]([a-zü]{{1,6}})[)）] ?")
_TONES = re.compile("[\u0304\u0301\u030c\u0300]")
_LETTERS = re.compile(r"[(（]\s?[A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜㄅ-ㄩ]")


def strip_pinyin(draft: Draft) -> None:
    """Take injected pronunciations out. What has no tone must be a reading of the character before
    it, so that (GDP), (app) and 人工智能(ai) stay."""
    for _ in range(3):  # 經(jīng)(jing): what is behind comes into its place
        chars = draft.chars
        if not _LETTERS.search(chars):
            return
        spans = [m.span() for m in _MARKED.finditer(chars)]
        spans += (m.span() for m in _ZHUYIN.finditer(chars))
        spans += (m.span() for m in _PLAIN.finditer(chars) if m.group(1) in readings(chars[m.start() - 1]))
        if not spans:
            return
        draft.replace((start, end, "") for start, end in sorted(spans))


def readings(character: str) -> frozenset[str]:
    """The Mandarin syllables, without tone, that the character is read as."""
    listed = ",".join(readings_with_tones(character))
    plain = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", listed)))
    return frozenset(f for r in plain.split(",") if r for f in (r, r.replace("ü", "v"), r.replace("ü", "u")))


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
