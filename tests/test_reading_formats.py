"""Each format gives the text that a person would read, and says how it was won."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.cleaning import plain
from kg.errors import SourceError
from kg.model import Source
from kg.reading import page_of, read

docx = pytest.importorskip("docx")
pytest.importorskip("pypdf")
pytest.importorskip("trafilatura")
canvas = pytest.importorskip("reportlab.pdfgen.canvas")

REPORT = "2021年巴中组织工作综述\n" + "全市组织系统守正创新，全年引进急需紧缺人才548名，同比增长20%。\n" * 12


def only(path: Path) -> Source:
    (source,) = read(path)
    return source


def page(text: str, charset: str = "utf-8") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f'<html><head><meta charset="{charset}"><title>组织工作综述_巴中党建网</title>'
        "<script>document.write('不是正文')</script><style>p{color:red}</style></head><body>"
        '<nav><a href="/">首页</a> <a href="/xw">新闻中心</a> <a href="/zw">政务公开</a></nav>'
        f'<div class="article"><h1>2021年巴中组织工作综述</h1><div class="content">{paragraphs}</div></div>'
        '<div class="share">分享到：微信 微博 QQ空间</div>'
        "<footer>版权所有 巴中市委组织部 <a>网站地图</a> ICP备12345678号</footer></body></html>"
    )


@pytest.mark.parametrize(
    ("encoding", "label"),
    [("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "utf-8"), ("utf-8", "gb2312")],
)
def test_a_web_page_gives_its_main_text_whatever_its_label_says(
    tmp_path: Path, encoding: str, label: str
) -> None:
    (tmp_path / "a.html").write_bytes(
        page("全年引进急需紧缺人才548名，同比增长20%。\n" * 9, label).encode(encoding)
    )
    source = only(tmp_path / "a.html")
    assert source.text.startswith("2021年巴中组织工作综述\n全年引进")
    assert source.text.count("548名") == 9
    assert not any(word in source.text for word in ("首页", "分享", "ICP", "不是正文", "新闻中心"))
    assert (source.year, source.place, source.extracted) == (2021, "巴中", "main text of the web page")


def test_nothing_of_a_page_runs_or_is_fetched(tmp_path: Path) -> None:
    hostile = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>'
        '<img src="http://127.0.0.1:9/x.png"><iframe src="file:///etc/passwd"></iframe><article>'
        + "<p>全年引进人才548名&x;。</p>" * 20
        + "</article></body></html>"
    )
    (tmp_path / "a.html").write_text(hostile, "utf-8")
    assert "root:" not in only(tmp_path / "a.html").text


def test_a_word_file_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("2021年巴中组织工作综述")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("指标", "数值", "引才", "548名"), strict=True
    ):
        cell.text = text
    document.add_paragraph("全年引进急需紧缺人才548名。")
    document.save(str(tmp_path / "a.docx"))
    source = only(tmp_path / "a.docx")
    assert source.text == "2021年巴中组织工作综述\n指标\t数值\n引才\t548名\n全年引进急需紧缺人才548名。"
    assert (source.extracted, source.year) == ("text of the Word file", 2021)


def pdf(path: Path, pages: list[list[str]]) -> None:
    fonts, chinese = (pytest.importorskip(f"reportlab.pdfbase.{m}") for m in ("pdfmetrics", "cidfonts"))
    fonts.registerFont(chinese.UnicodeCIDFont("STSong-Light"))
    sheet = canvas.Canvas(str(path))
    for lines in pages:
        sheet.setFont("STSong-Light", 12)
        for i, line in enumerate(lines):
            sheet.drawString(60, 800 - 20 * i, line)
        sheet.showPage()
    sheet.save()


def test_a_pdf_gives_its_pages_without_running_heads(tmp_path: Path) -> None:
    body = [f"第{n}项工作扎实推进，全市上下凝心聚力真抓实干，引进急需紧缺人才{n}名。" for n in range(1, 40)]
    pages = [["2021年巴中组织工作综述", *body[i : i + 13], f"- {i // 13 + 1} -"] for i in (0, 13, 26)]
    pdf(tmp_path / "a.pdf", pages)
    source = only(tmp_path / "a.pdf")
    assert "- 2 -" not in source.text
    assert source.text.count("\f") == 2
    assert [page_of(source, source.text.index(f"第{n}项")) for n in (1, 14, 39)] == [1, 2, 3]
    assert (source.extracted, source.notes) == ("text layer of the PDF", ())


def test_a_sentence_over_two_pages_of_a_pdf_is_one(tmp_path: Path) -> None:
    pdf(
        tmp_path / "a.pdf",
        [
            [
                "各项工作稳步推进。全年引进急需",
            ],
            ["紧缺人才548名，成效明显。"],
        ],
    )
    assert "全年引进急需紧缺人才548名" in plain(only(tmp_path / "a.pdf").text)


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf", [["2021年巴中组织工作综述"], [], ["全年引进人才548名。"], []])
    assert only(tmp_path / "a.pdf").notes == ("no text layer (a scan?) on page 2, 4",)
    pdf(tmp_path / "b.pdf", [[], []])
    with pytest.raises(SourceError, match="no text layer, only pictures: run it through OCR first"):
        only(tmp_path / "b.pdf")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_rows_are_documents(tmp_path: Path, delimiter: str) -> None:
    with (tmp_path / "a.csv").open("w", encoding="gb18030", newline="") as file:
        rows = csv.writer(file, delimiter=delimiter)
        rows.writerows(
            [["编号", "年份", "地区", "正文"], ["x", "2021年", "云南省", "引进人才548名，\n同比增长。"]]
        )
    source = only(tmp_path / "a.csv")
    assert (source.id, source.year, source.place, source.text) == (
        "x",
        2021,
        "云南",
        "引进人才548名，\n同比增长。",
    )


def test_parquet_rows_are_documents(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(
        pa.table({"text": [REPORT, None], "year": [2021, 2022], "extra": [1, 2]}), tmp_path / "a.parquet"
    )
    problems: list[SourceError] = []
    (source,) = read(tmp_path, on_error=problems.append)
    assert (source.year, source.file) == (2021, "a.parquet#line-1")
    assert "row 2: no field 'text' with text" in str(problems[0])


def test_an_archive_gives_its_documents(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b/2.txt", REPORT)
        archive.writestr("a/1.jsonl", json.dumps({"id": "x", "text": "正文。"}))
        archive.writestr("c.jpg", b"\xff\xd8")
        archive.writestr("__MACOSX/b/._2.txt", b"junk")
    assert [s.file for s in read(tmp_path)] == ["a.zip#a/1.jsonl#x", "a.zip#b/2.txt"]


def test_names_in_archives_of_chinese_windows(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("XXXX.txt", REPORT)
    data = (tmp_path / "a.zip").read_bytes().replace(b"XXXX", "总结".encode("gbk"))
    (tmp_path / "a.zip").write_bytes(data)
    assert only(tmp_path / "a.zip").file == "a.zip#总结.txt"


@pytest.mark.parametrize("mode", ["", "gz", "bz2", "xz"])
def test_tar_archives(tmp_path: Path, mode: str) -> None:
    with tarfile.open(tmp_path / f"a.tar.{mode}".rstrip("."), f"w:{mode}") as archive:  # type: ignore[call-overload]
        member = tarfile.TarInfo("d/1.txt")
        member.size = len(REPORT.encode())
        archive.addfile(member, io.BytesIO(REPORT.encode()))
    assert [s.text for s in read(tmp_path)] == [REPORT]


@pytest.mark.parametrize(
    ("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_packed_files(tmp_path: Path, suffix: str, pack: object) -> None:
    (tmp_path / f"a.txt.{suffix}").write_bytes(pack(REPORT.encode("gb18030")))  # type: ignore[operator]
    (tmp_path / f"b.jsonl.{suffix}").write_bytes(pack(json.dumps({"id": "x", "text": "正文"}).encode()))  # type: ignore[operator]
    assert [(s.file, s.text) for s in read(tmp_path)] == [
        (f"a.txt.{suffix}", REPORT),
        (f"b.jsonl.{suffix}#x", "正文"),
    ]


def test_a_format_is_known_by_its_bytes(tmp_path: Path) -> None:
    pdf(tmp_path / "report", [["2021年巴中组织工作综述。"]])
    (tmp_path / "rows").write_text(json.dumps({"text": "正文。", "id": "x"}), "utf-8")
    (tmp_path / "page").write_text(page("全年引进急需紧缺人才548名，同比增长20%。\n" * 9), "utf-8")
    (tmp_path / "text").write_text(REPORT, "utf-8")
    found = [s.extracted for s in read([tmp_path / n for n in ("report", "rows", "page", "text")])]
    assert found == ["text layer of the PDF", None, "main text of the web page", None]


def test_a_format_through_a_pipe(tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf", [["2021年巴中组织工作综述"]])
    code = "from kg.reading import read; print([s.year for s in read('-')])"
    for data in ((tmp_path / "a.pdf").read_bytes(), gzip.compress(REPORT.encode())):
        done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
        assert done.stdout.strip() == b"[2021]"


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [
        ("a.html", "trafilatura", "html"),
        ("a.docx", "docx", "docx"),
        ("a.pdf", "pypdf", "pdf"),
        ("a.parquet", "pyarrow", "parquet"),
    ],
)
def test_a_missing_extra_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str, extra: str
) -> None:
    start = {"a.docx": b"PK\x03\x04", "a.pdf": b"%PDF-1.7", "a.parquet": b"PAR1"}.get(name, b"<html>")
    if name == "a.docx":
        docx.Document().save(str(tmp_path / name))
    else:
        (tmp_path / name).write_bytes(start + b"x" * 50)
    for module in [m for m in sys.modules if m == package or m.startswith(f"{package}.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SourceError, match=rf"{name}: reading .* needs .* pip install 'kg\[{extra}\]'"):
        only(tmp_path / name)
