"""Files and folders become sources, with what is known of them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Source
from kg.reading import File, Options, find, read, read_file
from kg.reading.metadata import derive, short_place
from kg.reading.parts import reports
from kg.reading.sidecar import sidecar

SEEDS = Path(__file__).parents[1] / "seeds"
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
REPORT = "2021年巴中组织工作综述\n全年引进急需紧缺人才548名。\n"


def one(path: object, **options: object) -> Source:
    (source,) = read(str(path), **options)  # type: ignore[arg-type]
    return source


def test_the_seeds_know_themselves() -> None:
    first, second = read(SEEDS)
    assert (first.file, first.year, first.place, first.kind) == ("bazhong-2021.txt", 2021, "巴中", "review")
    assert first.title == "聚组织之力筑振兴之基——2021年巴中组织工作综述"
    assert (second.file, second.year, second.place, second.kind) == (
        "bazhong-2025.txt",
        2025,
        "巴中",
        "review",
    )
    assert first.issuer == "中共巴中市委组织部"
    assert not first.notes
    assert not second.notes


def test_the_text_is_the_file_as_published() -> None:
    file = SEEDS / "bazhong-2025.txt"
    assert one(file).text.encode() == file.read_bytes()


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b.TXT", "c.jpg", ".hidden.txt", ".git/x.txt", "a/documents.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("" if name.endswith("yaml") else REPORT, "utf-8")
    assert [s.file for s in read(tmp_path)] == ["a/b.TXT", "a/z.md", "b.txt"]
    assert [s.id for s in read([tmp_path / "b.txt", tmp_path / "a"])] == ["b", "b", "z"]


def test_documents_of_a_kind_that_is_not_read_are_named(tmp_path: Path) -> None:
    for name in ("a.doc", "b.txt", "c.ofd", "d.jpg"):
        (tmp_path / name).write_text(REPORT, "utf-8")
    problems: list[SourceError] = []
    assert [s.id for s in read(tmp_path, on_error=problems.append)] == ["b"]
    assert [str(p).split(": ")[0].rpartition("/")[2] for p in problems] == ["a.doc", "c.ofd"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text(REPORT, "utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [s.file for s in read(tmp_path)] == ["a/x.txt"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode("gb18030"))))
    source = one("-")
    assert (source.text, source.file, source.year) == (REPORT, "stdin", 2021)
    assert not sys.stdin.buffer.closed


def test_rows_on_standard_input_through_a_pipe() -> None:
    rows = "".join(json.dumps({"id": str(i), "text": REPORT, "year": 2000 + i}) + "\n" for i in range(3))
    code = "from kg.reading import read; print([(s.id, s.year) for s in read('-')])"
    done = subprocess.run(
        [sys.executable, "-c", code], input=rows, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[('0', 2000), ('1', 2001), ('2', 2002)]"


def test_rows_carry_their_metadata(tmp_path: Path) -> None:
    row = {
        "id": "x-1",
        "title": "T",
        "year": "2026",
        "place": "云南省",
        "kind": "government",
        "text": "正文。",
    }
    (tmp_path / "r.jsonl").write_text(json.dumps(row) + "\n\n", "utf-8")
    source = one(tmp_path / "r.jsonl")
    assert (source.id, source.title, source.year, source.place) == ("x-1", "T", 2026, "云南")
    assert (source.kind, source.file) == ("government", "r.jsonl#x-1")


def test_the_same_text_is_the_same_report_whatever_its_name_or_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT.encode())
    (tmp_path / "b.txt").write_bytes(REPORT.encode("gb18030"))
    (tmp_path / "c.txt").write_bytes(b"\xef\xbb\xbf" + REPORT.encode())
    (tmp_path / "d.jsonl").write_text(json.dumps({"text": REPORT}), "utf-8")
    sources = list(read(tmp_path))
    assert len({s.sha256 for s in sources}) == 1
    assert len({s.file for s in sources}) == 4


def test_options_win_over_the_sidecar_and_that_over_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    assert (one(tmp_path / "a.txt").year, one(tmp_path / "a.txt").place) == (2021, "巴中")
    (tmp_path / "documents.yaml").write_text(
        "a.txt: {year: 2020, place: 四川省, kind: government}\n", "utf-8"
    )
    sidecar.cache_clear()
    said = one(tmp_path / "a.txt")
    assert (said.year, said.place, said.kind, said.title) == (
        2020,
        "四川",
        "government",
        "2021年巴中组织工作综述",
    )
    told = one(tmp_path / "a.txt", year=1999, place="全国", title="别的")
    assert (told.year, told.place, told.title) == (1999, "全国", "别的")


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("a.txt: {yaer: 2020}", "unknown key 'yaer'"),
        (
            "a.txt:\n  place: 巴中\n  year: 2oo4\n",
            "documents.yaml:3: a.txt: year must be a whole number from 1900",
        ),
        ("a.txt: {year: 20244}", "documents.yaml:1: a.txt: year must be a whole number from 1900 to 2200"),
        ("a.txt: {title: 7}", "title must be text"),
        ("a.txt: {kind: essay}", "kind must be one of review, government"),
        ("# known\na.txt: 2020", "documents.yaml:2: a.txt: keys with values are wanted"),
        ("- a.txt", "one entry per file name"),
        (
            "a.txt: {year: 2024}\na.txt: {year: 2023}",
            "documents.yaml:2: cannot be read as YAML: the key a.txt",
        ),
        ("a.txt:\n  {year: [", "documents.yaml:2: cannot be read as YAML: expected the node content"),
    ],
)
def test_a_sidecar_that_cannot_be_used_says_where(tmp_path: Path, written: str, wrong: str) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    (tmp_path / "documents.yaml").write_text(written, "utf-8")
    sidecar.cache_clear()
    with pytest.raises(SourceError, match=r"documents\.yaml") as problem:
        list(read(tmp_path))
    assert wrong in str(problem.value)
    assert "\n" not in str(problem.value)


def test_one_bad_document_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", "utf-8")
    (tmp_path / "b.txt").write_text(REPORT, "utf-8")
    problems: list[SourceError] = []
    assert [s.id for s in read([tmp_path, tmp_path / "no.txt"], on_error=problems.append)] == ["b"]
    assert [str(p).removeprefix(str(tmp_path)) for p in problems] == [
        "/a.txt: empty: there is no text in it; give one that has text, or leave it out",
        "/no.txt: no such file or folder",
    ]
    with pytest.raises(SourceError, match=r"a\.txt: empty"):
        list(read(tmp_path))


def test_files_can_be_found_first_and_read_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(REPORT, "utf-8")
    (file,) = find(tmp_path)
    assert file == File(tmp_path / "b.txt", "b.txt")
    (source,) = read_file(file, Options(year=2000))
    assert isinstance(source, Source)
    assert source.year == 2000


def test_a_long_document_is_refused_by_its_limit(tmp_path: Path) -> None:
    from kg.reading import Limits

    (tmp_path / "b.txt").write_text(REPORT * 10, "utf-8")
    with pytest.raises(SourceError, match="document_chars"):
        one(tmp_path / "b.txt", limits=Limits(document_chars=100))
    with pytest.raises(SourceError, match="file_bytes"):
        one(tmp_path / "b.txt", limits=Limits(file_bytes=100))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2021年巴中组织工作综述\n正文。", ("2021年巴中组织工作综述", 2021, "巴中", "review")),
        (
            "巴中市2023年人才工作总结及2024年工作计划\n一、2023年工作情况\n正文。",
            ("巴中市2023年人才工作总结及2024年工作计划", 2023, "巴中", "review"),
        ),
        (
            "聚力\n——2021年巴中组织工作综述\n\n正文。",
            ("聚力——2021年巴中组织工作综述", 2021, "巴中", "review"),
        ),
        ("《2023年成都市人才工作总结》\n正文。", ("2023年成都市人才工作总结", 2023, "成都", "review")),
        (
            "2022年绵川区政府工作报告目标任务完成情况\n实现生产总值5亿元。",
            ("2022年绵川区政府工作报告目标任务完成情况", 2022, "绵川", "review"),
        ),
        ("2026年青岚县工作总结\n正文。", ("2026年青岚县工作总结", 2026, "青岚", "review")),
        ("2026年巴中市人社局工作总结\n正文。", ("2026年巴中市人社局工作总结", 2026, "巴中", "review")),
        ("2026年经济开发区工作总结\n正文。", ("2026年经济开发区工作总结", 2026, None, "review")),
        ("2022年区政府深入开展活动。\n正文。", (None, 2022, None, "review")),
        ("2026年贵州省政府工作报告\n各位代表：", ("2026年贵州省政府工作报告", 2026, "贵州", "government")),
        (
            "二〇二六年贵州省人民政府工作报告\n各位代表：",
            ("二〇二六年贵州省人民政府工作报告", 2026, "贵州", "government"),
        ),
        (
            "政府工作报告\n——2026年1月28日在云南省第十四届人民代表大会第四次会议上\n各位代表：",
            ("政府工作报告", 2026, "云南", "government"),
        ),
        (
            "政府工作報告\n（二〇一九年一月八日在廣西壯族自治區第十三屆人民代表大會第二次會議上）\n各位代表：",
            ("政府工作报告", 2019, "广西", "government"),
        ),
        (
            "政府工作报告\n2024年1月9日在四川省巴中市第五届人民代表大会第四次会议上\n各位代表：",
            ("政府工作报告", 2024, "巴中", "government"),
        ),
        ("2025年,是巴中組織工作守正創(chuàng)新的關(guān)鍵一年。", (None, 2025, "巴中", "review")),
        (
            "各位代表：\n我代表国务院报告工作。\n一、2013年工作回顾\n过去一年",
            (None, 2014, "全国", "government"),
        ),
        ("# 2022年通江县组织工作总结\n正文。", ("2022年通江县组织工作总结", 2022, "通江", "review")),
        ("一些文字，没有年份，也没有地方。", (None, None, None, "review")),
        ("主要指标在2019年和2020年增长较快。", (None, None, None, "review")),
    ],
)
def test_a_text_says_what_it_is(text: str, wanted: tuple[object, ...]) -> None:
    said = derive(text)
    assert (said.title, said.year, said.place, said.kind) == wanted


def test_what_is_not_certain_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("各位代表：\n我代表市人民政府报告工作。\n一、2013年工作回顾\n", "utf-8")
    (tmp_path / "b.txt").write_text("一些文字。", "utf-8")
    first, second = read(tmp_path)
    assert (first.year, first.notes) == (2014, ("year taken as the one after the year reviewed",))
    assert second.year is None
    assert "--year" in second.notes[0]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        *(("巴中市", "巴中"), ("云南省", "云南"), ("内蒙古自治区", "内蒙古"), ("广西壮族自治区", "广西")),
        *(("新疆维吾尔自治区", "新疆"), ("恩施土家族苗族自治州", "恩施"), ("大理白族自治州", "大理")),
        *(
            ("贵州", "贵州"),
            ("全国", "全国"),
            ("中华人民共和国", "全国"),
            ("开县", "开县"),
            ("貴州省", "贵州"),
        ),
        *(("香港特别行政区", "香港"), ("通江县", "通江"), ("锡林郭勒盟", "锡林郭勒"), ("北京市", "北京")),
        *(("伊犁哈萨克自治州", "伊犁"), ("积石山保安族东乡族撒拉族自治县", "积石山")),
    ],
)
def test_places_are_named_shortly(name: str, short: str) -> None:
    assert short_place(name) == short


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus")
def test_reports_of_the_provinces_say_year_place_and_kind() -> None:
    for source in read(CORPUS / "provinces-2026.jsonl"):
        said = derive(source.text)
        assert (said.year, said.place, said.kind, said.notes) == (source.year, source.place, "government", ())


def test_a_file_named_like_a_title_has_the_title_that_its_text_lacks(tmp_path: Path) -> None:
    body = "各位代表：\n现在，我代表国务院，向大会作政府工作报告。\n财政收入增长11.7%。\n"
    named, title = tmp_path / "2011年国务院政府工作报告.txt", "2011年国务院政府工作报告"
    named.write_text(body, "utf-8")
    said = one(named)
    assert (said.title, said.year, said.place, said.kind) == (title, 2011, "全国", "government")
    assert said.notes == ("title taken from the file's name",)
    assert (one(named, title="某报告").title, one(named, year=2012).year) == ("某报告", 2012)
    named.write_text("2021年巴中组织工作综述\n" + body, "utf-8")
    assert (one(named).year, one(named).notes) == (2021, ())
    for name in ("下载 2011.txt", "政府工作报告.txt"):
        (tmp_path / name).write_text(body, "utf-8")
        assert (one(tmp_path / name).title, one(tmp_path / name).year) == (None, None)


def test_a_place_is_shortened_once(tmp_path: Path) -> None:
    """潞州区 is no 州 that lost its district."""
    text = "——2023年4月26日在长治市潞州区第二届人民代表大会第三次会议上\n各位代表：\n增长5%。\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert one(tmp_path / "a.txt").place == "长治市潞州"


def test_several_reports_in_one_file(tmp_path: Path) -> None:
    body = "全市组织系统守正创新，引进急需紧缺人才548名，同比增长20%。\n" * 20
    text = f"奋进\n——2020年巴中组织工作综述\n{body}\n二〇二一年巴中组织工作综述\n{body}"
    text += f"2022年巴中组织工作综述\n{body}"
    (tmp_path / "all.txt").write_text(text, "utf-8")
    sources = list(read(tmp_path))
    assert [s.year for s in sources] == [2020, 2021, 2022]
    assert [s.file for s in sources] == [f"all.txt#report-{n}" for n in (1, 2, 3)]
    assert "".join(s.text for s in sources) == text
    assert [s.year for s in read(tmp_path, year=2020)] == [2020], "told its year, it is one document"
    contents = "2020年巴中组织工作综述\n2021年巴中组织工作综述\n" + body
    assert reports(contents) == [], "a table of contents"
    assert reports(f"2021年工作总结\n{body}2022年工作总结\n{body}") == [], "sections of one report"


def test_names_with_line_breaks_and_broken_bytes_stay_on_one_line(tmp_path: Path) -> None:
    try:
        (tmp_path / "a\nb.txt").write_text(REPORT, "utf-8")
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("", "utf-8")
    except OSError:
        pytest.skip("this file system does not allow such names")
    problems: list[SourceError] = []
    (source,) = read(tmp_path, on_error=problems.append)
    assert source.file == "a\\x0ab.txt"
    assert str(problems[0]).isprintable()
