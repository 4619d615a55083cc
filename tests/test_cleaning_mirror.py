"""Texts as mirror sites publish them come back as they were.

Two simulators, built apart from the code under test: one writes pinyin after characters as such sites
do, the other makes the mistake that shifts bytes.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from opencc import OpenCC
from pypinyin import Style, pinyin

from kg.cleaning import clean, plain
from kg.model import Source

SEEDS = Path(__file__).parents[1] / "seeds"
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
SAMPLE = (
    "2025年，全市地区生产总值增长6.5%，城镇新增就业1.2万人。深入实施人才强市战略，引进急需紧缺专业人才5141名，"
    "其中高层次人才875名、同比增长28.9%。县（市、区）和乡镇(街道)党组织书记学历占比提高36.1个百分点；"
    "区域全面经济伙伴关系协定（RCEP）生效，细颗粒物(PM2.5)浓度下降。着力解决群众急难愁盼问题，成效显著，"
    "“1+6”培训格局基本形成，乡村振兴、环境保护、义务教育、医疗卫生、农业农村、对外开放等各项事业全面发展。"
)


@cache
def traditional() -> OpenCC:
    return OpenCC("s2t")


def injected(text: str, style: str, seed: int = 7) -> str:
    """Traditional characters; those that changed, and some others, with their pinyin behind them."""
    chance = random.Random(seed)
    out = []
    for simple, char in zip(text, traditional().convert(text), strict=True):
        out.append(char)
        if "\u4e00" <= char <= "\u9fff" and (char != simple or chance.random() < 0.02):
            toned = style == "toned"
            said = pinyin(char, style=Style.TONE if toned else Style.NORMAL)[0][0]
            out.append(f"({said})" if toned else f"({said}) ")
    return "".join(out)


def likeness(one: str, other: str) -> float:
    """Share of characters that agree, in texts of the same length; else of their longest agreement."""
    if len(one) == len(other):
        return sum(a == b for a, b in zip(one, other, strict=True)) / max(1, len(one))
    lines = list(zip(one.split("\n"), other.split("\n"), strict=False))
    return sum(len(a) for a, b in lines if a == b) / max(1, len(one))


@pytest.mark.parametrize("style", ["toned", "toneless"])
def test_a_passage_comes_back_whole(style: str) -> None:
    assert plain(injected(SAMPLE, style)) == plain(SAMPLE) == SAMPLE


@pytest.mark.parametrize("style", ["toned", "toneless"])
def test_a_seed_comes_back(style: str) -> None:
    original = plain((SEEDS / "bazhong-2021.txt").read_text("utf-8"))
    assert likeness(original, plain(injected(original, style))) > 0.999


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus")
@pytest.mark.parametrize("style", ["toned", "toneless"])
def test_the_corpus_comes_back(style: str) -> None:
    agree = total = 0.0
    for name in ("provinces-2026", "state-council"):
        for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines():
            original = plain(json.loads(line)["text"])
            agree += likeness(original, plain(injected(original, style))) * len(original)
            total += len(original)
    assert agree / total >= 0.999


@cache
def pronounced(marked: str) -> dict[bytes, bytes]:
    """The bytes of each character → its pinyin in brackets."""
    said = ((c, pinyin(c, style=Style.TONE)[0][0]) for c in marked)
    return {c.encode("gbk"): f"({s})".encode("gbk", "ignore") for c, s in said}


def shifted(text: str, marked: str) -> str:
    """The text through a site that puts pinyin behind the bytes of the ``marked`` characters,
    wherever those two bytes stand, read by a browser that shows ? for a byte without its second."""
    data, out, at, wanted = text.encode("gbk"), bytearray(), 0, pronounced(marked)
    while at < len(data):
        out.append(data[at])
        if at and (said := wanted.get(data[at - 1 : at + 1])):
            out += said
        at += 1
    return _shown(bytes(out))


def _shown(data: bytes) -> str:
    chars, at = [], 0
    while at < len(data):
        if data[at] < 0x80:
            chars.append(chr(data[at]))
            at += 1
            continue
        pair = data[at : at + 2]
        at += 2
        try:
            chars.append(pair.decode("gbk"))
        except UnicodeDecodeError:
            chars.append("?")
    return "".join(chars)


def test_the_simulator_makes_the_damage_of_the_seed() -> None:
    assert shifted("實績為標尺", "優標") == "實績?yōu)闃?biāo)尺"


@cache
def marked() -> str:
    """The characters that such a site annotates: those that simplification changes."""
    chars = "".join(map(chr, range(0x4E00, 0xA000)))
    changed = OpenCC("t2s").convert(chars)
    return "".join(a for a, b in zip(chars, changed, strict=True) if a != b and encodable(a))


def encodable(text: str) -> bool:
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def outcomes(text: str) -> Counter[str]:
    """What becomes of the sentences that the shift damages."""
    found: Counter[str] = Counter()
    for line in re.split(r"[\n。]", traditional().convert(text)):
        if len(line) > 3 and encodable(line) and "?" in (damaged := shifted(line, marked())):
            read = clean(Source("x", damaged))
            found["restored" if read.chars == plain(line) else "named" if read.damaged else "wrong"] += 1
    return found


def test_shifted_bytes_are_restored_or_named_never_guessed() -> None:
    found = outcomes(plain((SEEDS / "bazhong-2025.txt").read_text("utf-8"))[:3000])
    assert found["restored"] > 0
    assert found["wrong"] == 0
