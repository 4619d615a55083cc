"""The pipeline as a whole: saved and loaded, on a trained model, and its account of what it left."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentences import pipeline

from kg.accounting import account
from kg.annotation import annotation
from kg.cleaning import clean
from kg.errors import UsageError
from kg.model import Reading, Source, Text
from kg.nlp import load, read_text

REPORT = """凝心聚力谋发展——2023年绵阳组织工作综述
2023年，全市深入学习贯彻党的二十大精神，扎实推进各项工作。
一、建强队伍。市委组织部创新实施“春晖育才”行动，选派教师130名、同比增长18.5%；走访慰问老党员1200余名。
二、夯实基础。统筹推进“强基”“提质”“增效”三项工程，村干部大专以上学历占比提高12个百分点、平均年龄下降4.8岁。
三、服务人才。出台支持返乡创业18条措施，发放“绵州英才卡”560张，成为引才聚才的“强磁场”。
下一步，力争到2025年引进博士300名。
"""
COMPANY = "云帆智造"


def read(nlp: Any, text: str, year: int = 2023) -> Reading:
    return read_text(nlp, Text.unchanged(Source("report", text, year=year, place="绵阳")))


def test_the_report_says_something_of_every_kind() -> None:
    found = annotation(read(pipeline(), REPORT))
    assert [p["name"] for p in found["programmes"]] == ["春晖育才行动", "强基", "提质", "增效", "绵州英才卡"]
    assert [o["value"] for o in found["observations"]] == [130, 18.5, 1200, 12, 4.8, 560, 300]
    assert [m["name"] for m in found["meetings"]] == ["党的二十大"]
    assert found["institutions"]
    assert found["policies"]


def test_a_verb_says_how_far_a_programme_is_in_its_own_sentence_alone() -> None:
    name = "青苗成长护航工程"
    text = f"{name}成效明显。\n深入实施“{name}”。\n{name}、持续推进“{name}”。"
    named = [m for m in read(pipeline(), text).mentions if m.name == name]
    assert [m.attributes["stage"] for m in named] == [None, "深入实施", None, "推进"]


def test_reading_twice_says_the_same() -> None:
    assert read(pipeline(), REPORT) == read(pipeline(), REPORT)


def test_an_empty_text_says_nothing() -> None:
    for text in ("", "\n", " 　\n"):
        assert read(pipeline(), text) == Reading(read(pipeline(), text).text, (), (), ())


def test_old_ways_of_writing_are_cleaned_before_they_are_read() -> None:
    written = "１９５５年，鋼産量增長１９．５％，達到３，２００萬吨。"
    source = Source("old", written, year=1956, place="全国", kind="government")
    found = annotation(read_text(pipeline(), clean(source)))["observations"]
    assert [(o["value"], o["unit"]) for o in found] == [(19.5, "%"), (32_000_000, "吨")]
    assert {(o["indicator"], o["status"], o["year"]) for o in found} == {("钢产量", "achieved", 1955)}


def test_a_saved_pipeline_reads_the_same(tmp_path: Path) -> None:
    import spacy

    pipeline().to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    assert annotation(read(again, REPORT)) == annotation(read(pipeline(), REPORT))
    assert read(again, REPORT).rejected == read(pipeline(), REPORT).rejected


def test_spacy_shows_what_was_found_as_spans_of_its_own() -> None:
    doc = pipeline()(REPORT)
    assert "“春晖育才”行动" in [span.text for span in doc.spans["programmes"]]
    assert "130名" in [span.text for span in doc.spans["observations"]]
    assert [sent.text for sent in doc.sents][-1].startswith("下一步")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Chinese pipeline trained to take companies for organisations."""
    import spacy
    from spacy.training import Example
    from thinc.api import fix_random_seed

    fix_random_seed(1)
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner").add_label("ORG")  # type: ignore[attr-defined]
    examples = []
    for sentence in ("引进云帆智造落户。", "启动“云帆智造”行动。", "市委召开会议。", "云帆智造投资建厂。"):
        at = sentence.find(COMPANY)
        entities = [(at, at + len(COMPANY), "ORG")] if at >= 0 else []
        examples.append(Example.from_dict(nlp.make_doc(sentence), {"entities": entities}))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("model") / "tiny"
    nlp.to_disk(folder)
    return folder


def test_a_models_organisations_join_where_no_rule_has_found_a_name(model: Path) -> None:
    found = read(load(str(model)), "引进云帆智造落户。").mentions
    assert [(m.name, m.type, m.rule) for m in found] == [(COMPANY, "wr:Institution", "model")]
    assert not read(pipeline(), "引进云帆智造落户。").mentions


def test_a_models_organisations_give_way_to_the_rules(model: Path) -> None:
    """Where both see a name, the rule's stands."""
    found = read(load(str(model)), "引进云帆智造落户，启动“云帆智造”行动。").mentions
    told = [(m.name, m.type, m.rule == "model") for m in found]
    assert told == [(COMPANY, "wr:Institution", True), ("云帆智造行动", "wr:Programme", False)]


def test_a_model_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    for name in ("no_such_pipeline", str(tmp_path)):
        with pytest.raises(UsageError, match=re.escape(name)):
            load(name)


def test_a_model_of_another_language_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "english")
    with pytest.raises(UsageError, match="Chinese"):
        load(str(tmp_path / "english"))


def accounted(reading: Reading) -> None:
    """Each digit run is taken, rejected with a rule and a reason, or listed as left."""
    for kind, pattern in (("numbers", r"\d+(?:[.,]\d+)*"), ("quotes", "“[^“”\n]{1,60}”")):
        part = account(reading)[kind]
        entries = part["rejections"] + part["left"]
        assert part["rejected"] == len(part["rejections"])
        assert part["unmatched"] == len(part["left"])
        assert all(entry["rule"] and entry["reason"] for entry in part["rejections"])
        assert all(reading.text.chars[e["start"] : e["end"]] == e["text"] for e in entries)
        runs = re.findall(pattern, reading.text.chars)
        assert part["taken"] + part["rejected"] + part["unmatched"] >= len(runs)
        listed = {e["start"] for e in entries}
        quantities = [m for m in reading.mentions if m.type in ("wr:Outcome", "wr:Target")]
        for m in re.finditer(pattern, reading.text.chars) if kind == "numbers" else ():
            held = any(q.start < m.end() and m.start() < q.end for q in quantities)
            assert held or m.start() in listed, m.group()


def test_the_report_is_accounted_for() -> None:
    reading = read(pipeline(), REPORT)
    accounted(reading)
    numbers, quotes = account(reading)["numbers"], account(reading)["quotes"]
    assert numbers["unmatched"] == 0
    assert quotes["taken"] + quotes["rejected"] + quotes["unmatched"] == 6


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(re.split(r"(?<=[，。；、”])", REPORT)), max_size=12).map("".join))
def test_any_patchwork_of_clauses_is_accounted_for(text: str) -> None:
    accounted(read(pipeline(), text))
