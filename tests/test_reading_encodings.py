"""Text in any encoding that Chinese documents come in, whole or damaged."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from opencc import OpenCC

from kg.cleaning import plain
from kg.errors import SourceError
from kg.reading import read
from kg.reading.decoding import decode

SEEDS = Path(__file__).parents[1] / "seeds"
SIMPLIFIED = "全市组织系统坚守组织路线服务政治路线的根本定位，引进急需紧缺人才548名，同比增长20%。"
TRADITIONAL = OpenCC("s2t").convert(SIMPLIFIED)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((SIMPLIFIED, e) for e in ("utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le")),
        *((SIMPLIFIED, e) for e in ("utf-16-be", "utf-32", "hz")),
        *((TRADITIONAL, e) for e in ("utf-8", "big5", "big5hkscs", "gb18030", "utf-16")),
        ("GDP: 5.2%", "ascii"),
    ],
)
def test_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_short_passages_are_told_apart() -> None:
    chance = random.Random(5)
    for text, encodings in (
        ((SEEDS / "bazhong-2021.txt").read_text("utf-8"), ("gb18030", "utf-16-le", "utf-8")),
        (OpenCC("s2t").convert(plain((SEEDS / "bazhong-2025.txt").read_text("utf-8"))), ("big5", "gb18030")),
    ):
        for _ in range(60):
            start = chance.randrange(len(text) - 40)
            passage = text[start : start + 40].encode(encodings[-2], "ignore").decode(encodings[-2])
            for encoding in encodings:
                assert decode(passage.encode(encoding))[0] == passage


def test_what_was_found_is_told() -> None:
    assert decode(SIMPLIFIED.encode("gb18030"))[1] == ("read as GB18030",)
    assert decode(TRADITIONAL.encode("big5"))[1] == ("read as Big5",)
    assert decode(SIMPLIFIED.encode())[1] == ()


def test_the_reader_may_say_it() -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), "gb18030")[0] == SIMPLIFIED
    assert decode(b"\xff\xfe" + "经济".encode("utf-16-le"), "utf-16")[0] == "经济"
    with pytest.raises(SourceError, match=r"not utf-8: invalid .* at byte 2"):
        decode(SIMPLIFIED.encode("gb18030"), "utf-8")
    with pytest.raises(SourceError, match="unknown encoding 'klingon'"):
        decode(b"abc", "klingon")
    with pytest.raises(SourceError, match="unknown encoding 'base64'"):
        decode(b"abc", "base64")


def test_the_sidecar_may_say_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("¥5 ÄÖÜ".encode("latin-1"))
    (tmp_path / "documents.yaml").write_text("a.txt: {encoding: latin-1}", "utf-8")
    (source,) = read(tmp_path)
    assert source.text == "¥5 ÄÖÜ"


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        (
            SIMPLIFIED.encode() + b"\xff\xfe" + SIMPLIFIED.encode(),
            f"{SIMPLIFIED}\ufffd\ufffd{SIMPLIFIED}",
            "2 characters could not be decoded as UTF-8",
        ),
        (
            (SIMPLIFIED * 3).encode("gb18030")[:-1],
            (SIMPLIFIED * 3)[:-1] + "\ufffd",
            "1 character could not be decoded as GB18030",
        ),
        (
            SIMPLIFIED.encode() + b"\n" + SIMPLIFIED.encode("gb18030") + b"\n" + SIMPLIFIED.encode(),
            f"{SIMPLIFIED}\n{SIMPLIFIED}\n{SIMPLIFIED}",
            "1 of its lines in another encoding",
        ),
        (SIMPLIFIED.encode() + b"\x00", f"{SIMPLIFIED}\x00", "1 NUL characters in it"),
    ],
)
def test_damage_is_told(data: bytes, text: str, note: str) -> None:
    read_text, notes = decode(data)
    assert read_text == text
    assert note in " ".join(notes)


def test_utf8_read_as_gbk_is_undone() -> None:
    text = "经济社会发展主要目标，城市建设扎实推进。" * 2
    garbled = text.encode().decode("gb18030", "replace")
    right, notes = decode(garbled.encode())
    assert sum(a == b for a, b in zip(right, text, strict=False)) > 30 or "undone" in notes[0]
    assert "经济社会" in right
    assert "undone" in notes[0]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x00\x01\x02\x03" * 100,
        random.Random(1).randbytes(5000),
        "価格は千円です。データの処理".encode("shift_jis") * 3,
        SIMPLIFIED.encode("utf-16-le")[1:],
        "Привет мир, как дела".encode("koi8-r"),
    ],
)
def test_what_is_no_chinese_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"not text \(.*--encoding"):
        decode(data)
