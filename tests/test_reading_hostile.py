"""Broken and hostile files: each ends as a document with its damage named, or as one clear line.

None may end in a traceback, hang, fetch, write or lose the other documents.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.cleaning import clean
from kg.errors import SourceError
from kg.model import Source
from kg.reading import Limits, read

GOOD = "2021年巴中组织工作综述\n全年引进急需紧缺人才548名。\n"


def zipped(members: dict[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def encrypted(archive: bytes) -> bytes:
    """The archive with its first member marked as encrypted, in both of its headers."""
    data = bytearray(archive)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def tarred(*members: tuple[str, bytes, bytes]) -> bytes:
    """Members as (name, type, content)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind, data in members:
            member = tarfile.TarInfo(name)
            member.type, member.size, member.linkname = kind, len(data), "/etc/passwd"
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def docx_with(document: bytes) -> bytes:
    types = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.document.main+xml"/></Types>'
    )
    rels = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return zipped({"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": document})


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    b"<w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)
XXE = BOMB.replace(b'<!ENTITY a "aaaaaaaaaa">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty file": ("a.txt", b"", "empty"),
    "blanks only": ("a.txt", " \n\t　\u200b\n".encode(), "empty"),
    "mark only": ("a.txt", b"\xef\xbb\xbf", "empty"),
    "NUL bytes only": ("a.txt", b"\x00" * 1000, "not text"),
    "a program": ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(range(200)), "a program"),
    "a picture named .txt": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
    "a JPEG named .pdf": ("a.pdf", b"\xff\xd8\xff\xe0" + bytes(100), "a picture"),
    "an old Word file": ("a.doc.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "save it as .docx"),
    "an old Word file named .docx": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
        "save it as .docx",
    ),
    "RTF": ("a.txt", b"{\\rtf1\\ansi hello}", "save it as .docx"),
    "RAR": ("a.zip", b"Rar!\x1a\x07\x00" + bytes(50), "pack it as .zip"),
    "7z": ("a.zip", b"7z\xbc\xaf\x27\x1c" + bytes(50), "pack it as .zip"),
    "a database": ("a.txt", b"SQLite format 3\x00" + bytes(100), "a database"),
    "text named .pdf": ("a.pdf", GOOD.encode(), "not a .pdf file"),
    "text named .docx": ("a.docx", GOOD.encode(), "not a .docx file"),
    "text named .zip": ("a.zip", GOOD.encode(), "not a .zip file"),
    "text named .gz": ("a.txt.gz", GOOD.encode(), "not a .gz file"),
    "text named .parquet": ("a.parquet", GOOD.encode(), "not a .parquet file"),
    "a PDF cut short": ("a.pdf", b"%PDF-1.7\n1 0 obj\n<<", "broken .pdf"),
    "a PDF of nothing": ("a.pdf", b"%PDF-1.7\n%%EOF", "broken .pdf"),
    "a PDF that points to itself": (
        "a.pdf",
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj"
            b"<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
            b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
            b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n104\n%%EOF"
        ),
        "pdf",
    ),
    "a Word file cut short": ("a.docx", docx_with(b"<a/>")[:200], "broken"),
    "a Word file without document": ("a.docx", zipped({"x.xml": b"<a/>"}), "not a Word file"),
    "a Word file of broken XML": ("a.docx", docx_with(b"<w:document>"), "broken .docx"),
    "a Word file with an entity bomb": ("a.docx", docx_with(BOMB), ""),
    "a Word file that reads other files": ("a.docx", docx_with(XXE), ""),
    "a Word file that is a zip bomb": ("a.docx", docx_with(b" " * 30_000_000), "archive_ratio"),
    "parquet cut short": ("a.parquet", b"PAR1" + bytes(30), "broken .parquet"),
    "an archive cut short": ("a.zip", zipped({"a.txt": GOOD.encode() * 50})[:-30], "broken archive"),
    "an archive without documents": ("a.zip", zipped({"a.jpg": b"x"}), "no documents in the archive"),
    "an empty archive": ("a.zip", zipped({"a.txt": b""}), "a.txt: empty"),
    "a zip bomb": ("a.zip", zipped({"a.txt": b"a" * 30_000_000}), "archive_ratio"),
    "an archive in an archive": ("a.zip", zipped({"b.zip": zipped({"c.txt": b"x"})}), "unpack it first"),
    "a member of wrong checksum": (
        "a.zip",
        zipped({"a.txt": GOOD.encode()}, zipfile.ZIP_STORED).replace(b"548", b"549"),
        "CRC",
    ),
    "an encrypted member": ("a.zip", encrypted(zipped({"a.txt": GOOD.encode()})), "protected by a password"),
    "a gzip bomb": ("a.txt.gz", gzip.compress(b"a" * 100_000_000, 9), "archive_ratio"),
    "gzip cut short": ("a.txt.gz", gzip.compress(GOOD.encode() * 20)[:-10], "broken archive"),
    "tar cut short": (
        "a.tar",
        tarred(("a.txt", tarfile.REGTYPE, GOOD.encode() * 100))[:900],
        "broken archive",
    ),
    "tar with links only": (
        "a.tar",
        tarred(("a.txt", tarfile.SYMTYPE, b""), ("b.txt", tarfile.LNKTYPE, b"")),
        "no documents",
    ),
    "tar with a device": ("a.tar", tarred(("a.txt", tarfile.CHRTYPE, b"")), "no documents"),
    "JSON that is no object": ("a.jsonl", b"[1,2]\n", "line 1: not a JSON object"),
    "a broken JSON line": ("a.jsonl", b'{"text": "x"\n', "line 1: not JSON"),
    "50,000 nested brackets": ("a.jsonl", b'{"text":' + b"[" * 50_000 + b"\n", "line 1: not JSON"),
    "JSON without text": ("a.jsonl", b'{"id": 1, "body2": "x"}\n', "no field 'text'"),
    "JSON with a text that is none": ("a.jsonl", b'{"text": 5}\n', "no field 'text'"),
    "JSON with a year that is none": (
        "a.jsonl",
        b'{"text": "x", "year": "soon"}\n',
        "year must be a whole number from 1900 to 2200, such as 2024, not 'soon'",
    ),
    "JSON with a year to come": ("a.jsonl", b'{"text": "x", "year": 20244}\n', "line 1: year must"),
    "JSON with an unknown kind": (
        "a.jsonl",
        b'{"text": "x", "kind": "essay"}\n',
        "kind must be review or government",
    ),
    "JSON with an empty text": ("a.jsonl", b'{"text": "  "}\n', "no field 'text'|empty"),
    "CSV without the column": ("a.csv", "编号,名称\n1,x\n".encode(), "no field 'text'"),
    "CSV of a header only": ("a.csv", b"text\n", ""),
}


@pytest.mark.parametrize("case", REFUSED, ids=list(REFUSED))
def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path, case: str) -> None:
    name, data, wanted = REFUSED[case]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(data)
    (folder / "z-good.txt").write_text(GOOD, "utf-8")
    problems: list[SourceError] = []
    start = process_time()
    sources = list(read(folder, on_error=problems.append))
    assert process_time() - start < 20
    assert sources[-1].id == "z-good", "the others are read"
    assert not any("root:" in s.text or len(s.text) > 100_000 for s in sources)
    if wanted:
        assert len(problems) == 1
        message = str(problems[0])
        assert message.startswith(str(folder / name))
        assert any(part in message for part in wanted.split("|"))
    assert all("\n" not in str(p) for p in problems)
    assert {p.name for p in folder.iterdir()} == {name, "z-good.txt"}, "nothing is written"


READ: dict[str, tuple[str, bytes, str]] = {
    "a stray NUL": ("a.txt", GOOD.encode() + b"\x00", "NUL"),
    "invisible characters everywhere": ("a.txt", "\u200b".join(GOOD).encode(), ""),
    "right-to-left overrides": ("a.txt", GOOD.replace("人", "\u202e人\u202c").encode(), ""),
    "half a surrogate pair": ("a.jsonl", b'{"text": "548\\ud83d\\u540d", "id": "x"}', "surrogate"),
    "carriage returns": ("a.txt", GOOD.replace("\n", "\r").encode(), ""),
    "ten thousand blank lines": ("a.txt", (GOOD + "\n" * 10_000 + GOOD).encode(), ""),
    "IRIs and Turtle in the text": (
        "a.txt",
        (GOOD + '<http://x> a <y> . """ \\" ^^xsd:int }} {{').encode(),
        "",
    ),
    "HTML in the text": ("a.txt", (GOOD + "<script>alert(1)</script>&lt;img&gt;").encode(), ""),
    "formulas in the text": ("a.txt", ('=HYPERLINK("x")\n+1\n@SUM(A1)\n' + GOOD).encode(), ""),
    "a million open quotes": ("a.txt", (GOOD + "“" * 1_000_000).encode(), ""),
    "a million brackets": ("a.txt", (GOOD + "（(《【" * 250_000).encode(), ""),
    "one line of five million characters": ("a.txt", ("引进人才548名，" * 500_000).encode(), ""),
    "UTF-8 with broken bytes": ("a.txt", (GOOD * 9).encode() + b"\xff\xfe\xfd", "could not be decoded"),
    "two encodings in one file": ("a.txt", GOOD.encode() + GOOD.encode("gb18030"), "another encoding"),
    "an archive whose names climb": ("a.zip", zipped({"../../../tmp/kg-climbed.txt": GOOD.encode()}), ""),
    "tar whose names climb": (
        "a.tar",
        tarred(("/../../tmp/kg-climbed.txt", tarfile.REGTYPE, GOOD.encode())),
        "",
    ),
    "gzip without its name": ("a.txt", gzip.compress(GOOD.encode()), ""),
    "CSV with more cells than names": ("a.csv", "text,id\n正文。,1,2,3\n".encode(), ""),
    "JSON lines with a mark and blank lines": ("a.jsonl", b'\xef\xbb\xbf\n{"text": "x", "id": 1}\n\n', ""),
    "JSON lines in GB18030": (
        "a.jsonl",
        json.dumps({"text": GOOD}, ensure_ascii=False).encode("gb18030"),
        "",
    ),
    "HTML without an end": ("a.html", ("<html><body><p>" + GOOD * 20).encode(), ""),
    "HTML that is no HTML": ("a.html", (GOOD * 20).encode(), ""),
    "a page 10,000 tags deep": ("a.html", b"<div>" * 10_000 + GOOD.encode(), "whole page"),
    "100,000 open scripts": ("a.html", GOOD.encode() + b"<script>" * 100_000 + b"<p>", ""),
    "100,000 open comments": ("a.html", b"<p>" + GOOD.encode() + b"<!--" * 100_000, ""),
    "Markdown": ("a.md", ("# 2021年巴中组织工作综述\n\n- **548名**\n").encode(), ""),
}


@pytest.mark.parametrize("case", READ, ids=list(READ))
def test_what_can_be_read_is_read(tmp_path: Path, case: str) -> None:
    name, data, note = READ[case]
    (tmp_path / name).write_bytes(data)
    start = process_time()
    sources = list(read(tmp_path))
    assert sources
    for source in sources:
        text = clean(source)
        assert text.chars.encode("utf-8").strip()
        assert source.file.isprintable()
    assert process_time() - start < 20
    assert note in " ".join(sources[0].notes)
    assert not Path("/tmp/kg-climbed.txt").exists()
    assert ".." not in sources[0].file


def test_files_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    problems: list[SourceError] = []
    assert [s.id for s in read(tmp_path, on_error=problems.append)] == ["good"]
    assert len(problems) == 3
    assert any("not a regular file" in str(p) for p in problems)
    with pytest.raises(SourceError, match="not a regular file"):
        list(read("/dev/zero"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(SourceError, match="permission denied"):
        list(read(tmp_path))


def test_a_folder_without_documents(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    with pytest.raises(SourceError, match="no documents in it"):
        list(read(tmp_path))


def test_limits_may_be_raised_and_lowered(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{i}.txt": GOOD.encode() for i in range(9)}))
    assert len(list(read(tmp_path))) == 9
    for limits, name in (
        (Limits(archive_members=5), "archive_members"),
        (Limits(archive_bytes=99), "archive_bytes"),
    ):
        with pytest.raises(SourceError, match=name):
            list(read(tmp_path, limits=limits))
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": b"a" * 3_000_000}))
    (source,) = read(tmp_path, limits=Limits(archive_ratio=5000))
    assert len(source.text) == 3_000_000


def test_a_line_beyond_the_limit_costs_itself_alone(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": GOOD}, {"id": "b", "text": "长" * 5000}, {"id": "c", "text": GOOD}]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    problems: list[SourceError] = []
    found = read(tmp_path, limits=Limits(document_chars=200), on_error=problems.append)
    assert [s.id for s in found] == ["a", "c"]
    assert "line 2: longer than" in str(problems[0])


MUTABLE: dict[str, Callable[[], bytes]] = {
    "a.txt": lambda: GOOD.encode("gb18030"),
    "a.jsonl": lambda: json.dumps({"text": GOOD}).encode(),
    "a.csv": lambda: f"text,year\n{GOOD.strip()},2021\n".encode(),
    "a.html": lambda: f"<html><body><article><p>{GOOD}</p></article></body></html>".encode(),
    "a.zip": lambda: zipped({"a.txt": GOOD.encode()}),
    "a.tar": lambda: tarred(("a.txt", tarfile.REGTYPE, GOOD.encode())),
    "a.txt.gz": lambda: gzip.compress(GOOD.encode()),
    "a.pdf": lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}


@given(
    name=st.sampled_from(sorted(MUTABLE)),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=4)), max_size=6),
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_end_as_a_document_or_an_error(
    tmp_path: Path, name: str, changes: list[tuple[int, bytes]]
) -> None:
    data = bytearray(MUTABLE[name]())
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    (tmp_path / name).write_bytes(data)
    problems: list[SourceError] = []
    for source in read(tmp_path / name, on_error=problems.append):
        assert isinstance(source, Source)
        source.text.encode("utf-8")
        clean(source)
    assert all(str(p).startswith(str(tmp_path)) and "\n" not in str(p) for p in problems)
