"""``kg review``: what is asked first, and answers that the next build applies."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from rich.cells import cell_len

from kg.build_document import setup
from kg.build_graph import build, plan
from kg.cli import commands
from kg.curation import curate
from kg.curation_file import dump, load, take_back
from kg.errors import CurationError, UsageError
from kg.evaluate_files import evaluate_files
from kg.model import Reading
from kg.review import document, filled, questions
from kg.review_facts import unmatched
from kg.review_page import page
from kg.review_question import Field
from kg.review_reading import read_all
from kg.review_walk import walk, write
from kg.rules import each_rule

ROOT = Path(__file__).parents[1]
TEXT = (
    "2025年巴中组织工作综述\n"
    "市委深化“新苗培优”计划，选派186名年轻干部到一线。市委党校办班20期。\n"
    "深入实施“人才入企”行动，引进急需紧缺人才548名，引进急需紧缺专业人才600名。\n"
    "用好“巴山优才卡”，发放300张。推行“巴山优才卡制度”。激活人才“一池春水”。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path


def talk(folder: Path, answers: str, *options: str) -> str:
    """What a person reads in a review, with these answers piped in."""
    arguments = ["review", str(folder / "a.txt"), "--who", "李明", *options]
    done = CliRunner().invoke(commands, arguments, input=answers)
    assert done.exit_code == 0
    assert done.stdout == ""
    return done.stderr


def graph(folder: Path) -> str:
    summary = build([folder / "a.txt"], folder / "out", plan(html=False))
    assert [fate.in_words() for fate in summary.corrections if not fate.hits] == []
    return (folder / "out" / "graph.ttl").read_text("utf-8")


def test_each_answer_of_each_question_finds_what_it_was_about(folder: Path) -> None:
    """Whatever a person chooses, the entry is not stale."""
    (seen,) = read_all([folder / "a.txt"], setup())
    asked = questions([folder / "a.txt"], setup())
    assert {question.kind for question in asked} == {"link", "namesake", "candidate", "seldom"}
    left_over = list(unmatched([replace(seen, reading=Reading(seen.reading.text, (), (), ()))]))
    assert [question.words[0] for question in left_over] == ["2025", "186", "20", "548", "600", "300"]
    for question in [*asked, *left_over]:
        assert question.files == (folder / "curation.yaml",)
        for choice in question.choices:
            values = {field.name: told(field) for field in choice.fields}
            entry = filled(question, choice, values, "李明", "原文").entry
            reading = seen.reading if question.kind != "number" else replace(seen.reading, mentions=())
            assert applied(folder, reading, entry) > 0, entry


def told(field: Field) -> str:
    """Something else than stands there."""
    if field.wanted:
        return field.known or "行动"
    another = {"year": "2024", "value": "7", "unit": "个", "type": "平台"}
    return next((value for value in field.options if value != field.known), another.get(field.key, ""))


def test_what_is_of_another_class_can_be_said_to_be_and_only_what_has_a_type_is_asked_for_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("2025年巴中组织工作综述\n召开市委人才工作会议。\n", "utf-8")
    (question,) = [q for q in questions([tmp_path], setup()) if q.kind == "seldom"]
    assert [choice.key for choice in question.choices] == ["y", "n", "r", "p", "o", "l", "g"]
    (policy,) = [choice for choice in question.choices if choice.key == "l"]
    write([filled(question, policy, {}, "李明", "文件")])
    build([tmp_path], tmp_path / "out", plan(html=False))
    assert "a wr:Policy" in (tmp_path / "out" / "graph.ttl").read_text("utf-8")


def applied(folder: Path, reading: Reading, entry: Mapping[str, Any]) -> int:
    file = folder / "entry.yaml"
    file.write_text(dump([entry]), "utf-8")
    return curate(reading, load(file))[1][0].hits


def test_a_talk_writes_what_was_answered_and_does_not_ask_it_again(folder: Path) -> None:
    said = talk(folder, "x\n1\n\n-\nn\n口号\nq\n")
    assert f"2 answers written to {folder / 'curation.yaml'}" in said
    entries = load(folder / "curation.yaml").entries
    assert len(entries) == 2
    assert {entry.who for entry in entries} == {"李明"}
    assert entries[1].why == "口号"
    left = questions([folder / "a.txt"], setup())
    assert len(left) < len(questions([folder / "a.txt"], setup(curated=False)))
    again = talk(folder, "q\n")
    assert f"[1/{len(left)}]" in again
    assert "nothing was changed" in again
    assert 'wr:curatedBy "李明"' in graph(folder)


def test_answers_may_go_to_a_file_that_is_not_there_yet(folder: Path) -> None:
    new = folder / "mine.yaml"
    assert f"1 answer written to {new}" in talk(folder, "1\n\nq\n", "--curation", str(new))
    assert len(load(new).entries) == 1
    assert not (folder / "curation.yaml").exists()
    wrong = CliRunner().invoke(
        commands, ["review", str(folder), "-f", "gold", "--curation", str(folder / "typo.yaml")]
    )
    assert "typo.yaml: No such file" in str(wrong.exception)


def test_an_answer_that_was_a_slip_is_taken_back_and_asked_again(folder: Path) -> None:
    mine = folder / "curation.yaml"
    mine.write_text("# 我的\n- {reject: 一池春水, who: 王芳, why: 比喻}\n", "utf-8")
    before = mine.read_text("utf-8")
    said = talk(folder, "u\nn\n口号\nu\nu\n-\nq\n")
    assert mine.read_text("utf-8") == before
    assert said.count("nothing to undo; earlier answers stand in") == 2
    assert f"以前的回答在 {mine}" in said
    assert (said.count("[1/8]"), said.count("[2/8]")) == (4, 2)
    talk(folder, "n\n一\nn\n二\nu\nn\n三\nq\n")
    assert [entry.why for entry in load(mine).entries] == ["比喻", "一", "三"]


def test_the_answer_to_the_last_question_can_be_taken_back_too(folder: Path) -> None:
    said = talk(folder, "n\n\nu\n-\n", "-n", "1")
    assert "taken back 已收回" in said
    assert said.endswith("nothing was changed 没有改动\n")
    assert not (folder / "curation.yaml").exists()


@pytest.mark.parametrize("typed", ["n\nu\n", "r\nu\n", "r\n别名\nu\n", "n\nｕ\n"])
def test_a_slip_is_taken_back_where_a_name_or_a_reason_is_asked_for(folder: Path, typed: str) -> None:
    said = talk(folder, f"{typed}n\n口号\nq\n", "--name", "新苗培优")
    assert "taken back 已收回" in said
    entries = load(folder / "curation.yaml").entries
    assert [(entry.action, entry.why) for entry in entries] == [("reject", "口号")]


def test_a_talk_ends_where_a_reason_is_asked_for_and_writes_nothing(folder: Path) -> None:
    assert talk(folder, "n\nq\n").endswith("nothing was changed 没有改动\n")


def test_what_was_written_below_an_answer_since_is_not_touched(folder: Path) -> None:
    mine = folder / "curation.yaml"
    (question, *_) = questions([folder / "a.txt"], setup())
    answer = filled(question, question.choices[0], {}, "李明", "原文")
    write([answer])
    mine.write_text(mine.read_text("utf-8") + "# 核对过\n", "utf-8")
    with pytest.raises(CurationError, match="was changed since; delete the entry there"):
        take_back(mine, answer.entry)
    assert len(load(mine).entries) == 1


def test_a_slip_of_the_finger_is_told_in_both_languages_and_full_width_and_capitals_count(
    folder: Path,
) -> None:
    said = talk(folder, "是\nＮ\n口号\nQ\n")
    assert re.search("是: no such answer; type one of 没有这个选项，请输入: y n .*- u q", said)
    assert len(load(folder / "curation.yaml").entries) == 1


def test_a_long_sentence_is_shown_around_the_words_and_a_menu_fits_the_terminal(folder: Path) -> None:
    long = "，".join(f"第{number}项工作稳步推进" for number in range(60))
    (folder / "a.txt").write_text(f"2025年巴中组织工作综述\n{long}，激活人才“一池春水”，{long}。\n", "utf-8")
    said = talk(folder, "q\n", "--name", "一池春水").splitlines()
    (shown,) = [line for line in said if "激活人才" in line]
    assert shown.strip().startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 200
    assert max(cell_len(line) for line in said if line not in (shown, said[-3])) <= 80


# ---------------------------------------------------------------- one name


def test_a_name_that_nobody_asks_about_is_asked_about_when_it_is_given(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT + "实施“双向互派”计划。实施“清水绿岸”行动。\n", "utf-8")
    assert not [q for q in questions([folder / "a.txt"], setup()) if "新苗培优计划" in q.words]
    (first, *_) = questions([folder / "a.txt"], setup(), name="新苗培优")
    assert first.words == ("新苗培优计划",)
    talk(folder, "r\n新苗计划\n简称\n", "--name", "“新苗培优”")
    assert '"新苗计划"@zh' in graph(folder)
    (again,) = questions([folder / "a.txt"], setup(), name="新苗计划")  # answered, and asked all the same
    assert "seen by 已由 李明 看过" in again.ask


def test_every_answer_about_a_name_does_what_it_says_to_all_its_passages(tmp_path: Path) -> None:
    for year in (2024, 2025):
        text = f"{year}年巴中组织工作综述\n实施“人才入企”行动。用好“巴山优才卡”。\n市政府办理事项20件。\n"
        (tmp_path / f"{year}.txt").write_text(text, "utf-8")
    for name, key, given, wanted in (
        ("人才入企行动", "n", {}, None),
        ("人才入企行动", "r", {"to": "人才进企行动"}, "人才进企行动"),
        ("人才入企行动", "a", {"into": "人才行动"}, "人才行动"),
        ("人才入企行动", "l", {}, "wr:Policy"),
        ("巴中市政府", "a", {"into": "巴中市人民政府"}, "巴中市人民政府"),  # as the graph calls it
    ):
        question, *others = questions([tmp_path], setup(), name=name)
        assert {other.kind for other in others} <= {"year"}
        assert question.document == "2024.txt、2025.txt"
        (choice,) = [choice for choice in question.choices if choice.key == key]
        write([filled(question, choice, given, "李明", "原文")])
        summary = build([tmp_path], tmp_path / "out", plan(html=False))
        assert [fate.hits for fate in summary.corrections] == [2]
        made = (tmp_path / "out" / "graph.ttl").read_text("utf-8")
        assert f'rdfs:label "{name}"@zh' not in made or wanted == "wr:Policy"
        assert wanted is None or made.count(f'rdfs:label "{wanted}"@zh') == 1 or f"a {wanted}" in made
        (tmp_path / "curation.yaml").unlink()


def test_a_figure_is_asked_about_by_its_indicator_and_takes_another_year(folder: Path) -> None:
    (one, *_) = questions([folder / "a.txt"], setup(), name="引进急需紧缺人才")
    assert "548名 (2025年)" in one.ask
    talk(folder, "e\n2024\n上年\nq\n", "--name", "引进急需紧缺人才")
    assert load(folder / "curation.yaml").entries[0].changes == (("year", 2024),)
    found = json.loads(document([folder / "a.txt"], setup(), "gold")[0])["observations"]
    assert [(o["value"], o["year"]) for o in found if not o.get("optional")] == [(548, 2024)]


def test_status_and_year_are_corrected_together_and_what_is_kept_is_not_written(folder: Path) -> None:
    said = talk(folder, "s\nplaned\n目标\n明年\n2026年\n今年任务\n", "--name", "引进急需紧缺人才", "-n", "1")
    assert "status must be one of achieved 已完成, planned 目标, not 'planed'" in said
    assert "year must be a whole number from 1900 to 2200, such as 2024, not '明年'" in said
    assert said.index("not 'planed'") < said.index("Why 理由")
    assert "entry 1" not in said
    (entry,) = load(folder / "curation.yaml").entries
    assert (entry.changes, entry.why) == ((("status", "planned"), ("year", 2026)), "今年任务")
    talk(folder, "c\n550\n\n\n\n核对\n", "--name", "引进急需紧缺人才", "-n", "1")
    assert load(folder / "curation.yaml").entries[1].changes == (("value", "550"),)
    target = next(line for line in graph(folder).split("\n\n") if "引进急需紧缺人才 550名" in line)
    assert "wr:Target" in target
    assert "wr:year id:year-2026" in target


def test_an_answer_that_changes_nothing_is_asked_for_again(folder: Path) -> None:
    for typed in ("c\n\n\n\n\n", "s\n\n\n", "r\n\n"):
        said = talk(folder, f"{typed}n\n口号\n", "--name", "引进急需紧缺人才", "-n", "1")
        assert "that is how it is already: nothing to write" in said
        assert [entry.action for entry in load(folder / "curation.yaml").entries] == ["reject"]
        (folder / "curation.yaml").unlink()


def test_an_institution_takes_one_of_the_types_that_there_are(folder: Path) -> None:
    said = talk(folder, "s\n学校\n高校\n原文\n", "--name", "市委党校", "-n", "1")
    assert "university 高校" in said.partition("Type 类型")[0]
    assert re.search("type must be one of party_organ 党的机关, .*, other 其他, not '学校'", said)
    assert load(folder / "curation.yaml").entries[0].changes == (("type", "university"),)
    assert 'wr:institutionType "university"' in graph(folder)


def test_what_must_be_told_is_asked_for_again_and_a_merge_into_itself_is_none(folder: Path) -> None:
    said = talk(folder, "a\n\n“”\n新苗培优计划\nn\n口号\n", "--name", "新苗培优", "-n", "1")
    assert said.count("must not be empty 不能为空") == 1 + 1
    assert "that is how it is already" in said
    assert "curation.yaml: entry" not in said


@pytest.mark.parametrize("typed", ["n\n", "r\n", "s\n", "s\n工程\n", "n\nq\n"])
def test_an_answer_that_was_not_complete_is_said_to_be(folder: Path, typed: str) -> None:
    said = talk(folder, typed, "--name", "新苗培优")
    assert "this answer is not complete and is not written 这个回答没有完成，未写入" in said
    assert said.endswith("nothing was changed 没有改动\n")


GOVERNMENT = (
    "2026年青岚县政府工作报告\n一、2025年工作回顾\n"
    "实施农民工就近就业三年行动，新增就业3120人。实施“春晖育才”行动，选派教师30名。\n"
    "二、2026年工作安排\n实施乡风文明三年行动，改造小区40个。实施“春晖育才”行动，选派教师50名。\n"
)


def years(folder: Path, name: str) -> set[str]:
    """In which the graph says that the programme was active."""
    (block,) = [b for b in graph(folder).split("\n\n") if f'rdfs:label "{name}"@zh' in b]
    return set(re.findall(r"id:year-(\d+)", re.findall(r"wr:activeIn ([^;.]*)", block)[0]))


def test_an_accepted_programme_has_the_year_of_its_section_and_takes_another(folder: Path) -> None:
    (folder / "a.txt").write_text(GOVERNMENT, "utf-8")
    for name, year in (("农民工就近就业三年行动", "2025"), ("乡风文明三年行动", "2026")):
        talk(folder, "p\n\n原文\n", "--name", name, "-n", "1")
        assert years(folder, name) == {year}
        said = talk(folder, "e\n2024\n上年\n", "--name", name, "-n", "1")
        assert f"Year 年份 [{year}]" in said
        assert years(folder, name) == {"2024"}


def test_a_programme_with_several_years_is_asked_about_place_by_place(folder: Path) -> None:
    (folder / "a.txt").write_text(GOVERNMENT, "utf-8")
    assert years(folder, "春晖育才行动") == {"2025", "2026"}
    whole, *each = questions([folder / "a.txt"], setup(), name="春晖育才行动")
    assert "e" not in {choice.key for choice in whole.choices}
    assert [(q.kind, q.words) for q in each[:2]] == [("year", ("春晖育才行动",))] * 2
    assert ["2025年: is that right here?" in each[0].ask, "2026年" in each[1].ask] == [True, True]
    answers = "-\ne\n2024\n上年\ny\n原文\n"
    assert "2 answers written" in talk(folder, answers, "--name", "春晖育才行动", "-n", "3")
    assert years(folder, "春晖育才行动") == {"2024", "2026"}
    (folder / "b.txt").write_text(GOVERNMENT.replace("2026年", "2028年").replace("2025年", "2027年"), "utf-8")
    asked = questions([folder], setup(), name="春晖育才行动")
    assert [q.document for q in asked if q.kind == "year"] == ["a.txt", "a.txt", "b.txt", "b.txt"]


def test_a_page_may_give_a_year_as_text(folder: Path) -> None:
    entry = {"set": "引进急需紧缺人才", "value": "548", "to": {"year": "2024"}, "who": "王芳", "why": "上年"}
    (folder / "curation.yaml").write_text(dump([entry]), "utf-8")
    assert load(folder / "curation.yaml").entries[0].changes == (("year", 2024),)


def test_words_that_no_rule_took_become_a_name_and_a_name_that_is_nowhere_is_said_to_be(folder: Path) -> None:
    (lost,) = questions([folder / "a.txt"], setup(), name="一池春水")
    assert "turned down 已排除" in lost.ask
    (plain,) = questions([folder / "a.txt"], setup(), name="到一线")
    assert "no rule took it 没有规则提取" in plain.ask
    assert applied(folder, read_all([folder / "a.txt"], setup())[0].reading,
                   filled(plain, plain.choices[0], {}, "李明", "原文").entry) == 1  # fmt: skip
    with pytest.raises(UsageError, match=r"人才入企活动: nothing is called so.*near: 人才入企行动"):
        questions([folder / "a.txt"], setup(), name="人才入企活动")
    with pytest.raises(UsageError, match="--name: -f gold"):
        document([folder / "a.txt"], setup(), "gold", name="人才")


def test_of_two_candidates_in_a_row_an_answer_about_one_leaves_the_other(folder: Path) -> None:
    (folder / "a.txt").write_text("2025年巴中组织工作综述\n激活“一池春水”、“两江活水”。\n", "utf-8")
    one, other = questions([folder / "a.txt"], setup())
    write([filled(one, one.choices[0], {"accept": "春水行动"}, "李明", "原文")])
    write([filled(other, other.choices[-1], {}, "李明", "比喻")])
    assert "春水行动" in graph(folder)  # and neither answer is stale


def test_the_number_of_a_figure_is_marked_as_it_is_written(folder: Path) -> None:
    text = "全面落实各项部署，" * 30 + "发放就业补贴2.8亿元，选派年轻干部46名。"
    (folder / "a.txt").write_text(f"2025年巴中组织工作综述\n{text}\n", "utf-8")
    (question,) = questions([folder / "a.txt"], setup(), name="补贴")
    assert "280000000元" in question.ask
    said: list[str] = []
    walk([question], "李明", lambda _, __: None, said.append, lambda words: f"[{words}]")
    assert "[2.8亿元]" in "\n".join(said)
    assert len(question.passage) < len(question.sentence)


def test_what_an_answer_has_settled_is_not_asked_next(folder: Path) -> None:
    text = "2025年巴中组织工作综述\n用好“巴山优才卡”。推行“巴山优才卡制度”。\n"
    (folder / "a.txt").write_text(text, "utf-8")
    alike = "two names of one thing"
    assert alike in talk(folder, "y\n原文\n", "--name", "优才卡制度")
    (folder / "curation.yaml").unlink()
    settled = talk(folder, "a\n巴山优才卡\n简称\n", "--name", "优才卡制度")
    assert alike not in settled
    assert "1 answer written" in settled
    (folder / "curation.yaml").unlink()
    assert alike in talk(folder, "a\n巴山优才卡\n简称\nu\ny\n原文\n", "--name", "优才卡制度")


def test_input_that_ends_keeps_what_was_answered(folder: Path) -> None:
    talk(folder, "n\n\n")
    assert len(load(folder / "curation.yaml").entries) == 1


def test_a_link_that_was_rejected_is_gone_and_one_accepted_is_signed(folder: Path) -> None:
    before = graph(folder)
    assert before.count("skos:closeMatch") >= 1
    (link,) = [q for q in questions([folder / "a.txt"], setup()) if q.kind == "link"]
    by_key = {choice.key: dict(choice.entry) for choice in link.choices}
    for key, links in (("n", 0), ("y", 1)):
        entry = {**by_key[key], "who": "李明", "why": "不同"}
        (folder / "curation.yaml").write_text(dump([entry]), "utf-8")
        after = graph(folder)
        assert after.count("rdf:predicate skos:closeMatch") == links
        assert ("wr:curatedBy" in after) == bool(links)
        assert not [q for q in questions([folder / "a.txt"], setup()) if q.kind == "link"]


def test_one_name_in_two_places_can_be_said_to_be_one_thing(tmp_path: Path) -> None:
    for place, said in (("巴中", "实施“人才入企”行动，成效明显。"), ("雅安", "深化“人才入企”行动。")):
        (tmp_path / place).mkdir()
        text = f"2025年{place}组织工作综述\n{said}\n"
        (tmp_path / place / "a.txt").write_text(text, "utf-8")
    (link,) = [q for q in questions([tmp_path], setup()) if q.kind == "link"]
    assert "is named in 巴中、雅安: " in link.ask
    assert link.sentence.split("\n") == ["实施“人才入企”行动，成效明显。", "深化“人才入企”行动。"]
    assert link.files == (tmp_path / "巴中" / "curation.yaml", tmp_path / "雅安" / "curation.yaml")
    (same,) = [choice for choice in link.choices if choice.key == "w"]
    write([filled(link, same, {}, "李明", "全国性")])
    build([tmp_path], tmp_path / "out", plan(html=False))
    text = (tmp_path / "out" / "graph.ttl").read_text("utf-8")
    assert text.count('rdfs:label "人才入企行动"@zh') == 1
    assert not [q for q in questions([tmp_path], setup()) if q.kind == "link"]


def test_answers_hold_from_wherever_the_documents_are_built(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, "utf-8")
    question = next(q for q in questions([tmp_path], setup()) if q.kind == "candidate")
    write([filled(question, question.choices[-1], {}, "李明", "口号")])
    for path in (tmp_path, tmp_path / "in", tmp_path / "in" / "a.txt"):
        summary = build([path], tmp_path / "out", plan(html=False))
        assert [fate.hits for fate in summary.corrections] == [1]


def test_a_number_that_no_rule_placed_becomes_a_fact_or_is_turned_down(folder: Path) -> None:
    where = {"document": "a.txt", "quote": "激活人才“一池春水”"}
    fact = {"accept": "激活人才", "class": "Outcome", "value": "1", "to": {"unit": "池"}, **where}
    number = {"reject": "一", "class": "Number", **where}
    entries = [{**entry, "who": "李明", "why": "原文"} for entry in (fact, number)]
    (folder / "curation.yaml").write_text(dump(entries), "utf-8")
    assert "激活人才 1池" in graph(folder)
    coverage = json.loads((folder / "out" / "coverage.json").read_text("utf-8"))
    assert [told["hits"] for told in coverage["curation"]["applied"]] == [1, 1]


def test_standard_input_needs_a_file_for_its_corrections(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "review", "-"], input=TEXT, capture_output=True, encoding="utf-8",
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("kg: name the file")


# ---------------------------------------------------------------- what was corrected, for others


def corrected(folder: Path) -> None:
    entries: list[dict[str, Any]] = [
        {"accept": "人才入企行动"},
        {"reject": "新苗培优计划"},
        {"accept": "引进急需紧缺人才", "value": 548},
        {"accept": "一池春水", "class": "Goal"},
    ]
    text = dump([{**entry, "who": "李明", "why": "原文"} for entry in entries])
    (folder / "curation.yaml").write_text(text, "utf-8")


def test_corrections_are_gold_that_counts_only_what_people_saw(folder: Path) -> None:
    corrected(folder)
    gold, pred = folder / "gold.jsonl", folder / "pred.jsonl"
    gold.write_text(document([folder / "a.txt"], setup(), "gold")[0], "utf-8")
    row = json.loads(gold.read_text("utf-8"))
    assert [p["name"] for p in row["programmes"] if not p.get("optional")] == ["人才入企行动"]
    assert [g["name"] for g in row["goals"] if not g.get("optional")] == ["一池春水"]
    assert [o["value"] for o in row["observations"] if not o.get("optional")] == [548]
    pred.write_text(gold.read_text("utf-8"), "utf-8")
    micro = json.loads(evaluate_files(str(gold), str(pred), "json"))["lists"]["micro"]
    assert (micro["gold"], micro["f1"]) == (3, 1)


def test_nothing_that_nobody_touched_is_gold(folder: Path) -> None:
    assert document([folder / "a.txt"], setup(), "gold") == ("", "0 annotations")


def test_corrections_are_examples_for_the_rules_that_they_are_about(folder: Path) -> None:
    corrected(folder)
    told = yaml.safe_load(document([folder / "a.txt"], setup(), "examples")[0])
    by_rule = {entry["id"]: entry for entry in told if "id" in entry}
    found = by_rule["quoted-name-with-head"]
    assert [example.partition(" → ")[2] for example in found["matches"]] == ["人才入企行动"]
    assert ["新苗培优" in example for example in found["rejects"]] == [True]
    (new,) = [entry for entry in told if entry.get("yields") == "wr:Goal"]
    assert new["matches"] == ["激活人才“一池春水”。 → 一池春水"]
    known = {getattr(rule, "id", "") for _, _, rule in each_rule(ROOT / "ontology" / "rules", _lexicon())}
    assert by_rule.keys() <= known


def _lexicon() -> dict[str, tuple[str, ...]]:
    from kg.nlp import lexicon_words
    from kg.ontology import load_ontology

    return lexicon_words(load_ontology())


# ---------------------------------------------------------------- the page


@pytest.mark.parametrize(
    ("form", "holds"),
    [
        ("html", "3 questions, to be answered in a browser"),
        ("gold", "1 annotation"),
        ("examples", "examples for 2 rules"),
    ],
)
def test_what_was_written_and_how_much_is_said(folder: Path, form: str, holds: str) -> None:
    corrected(folder)
    command, file = ["review", str(folder / "a.txt"), "-n", "3", "-f", form], folder / "out"
    to_file, to_pipe = (CliRunner().invoke(commands, [*command, *more]) for more in (["-o", str(file)], []))
    assert (to_file.exit_code, to_file.stdout) == (0, "")
    assert to_file.stderr == f"kg: {file}: {holds}\n"
    assert (to_pipe.stdout, to_pipe.stderr) == (file.read_text("utf-8"), "")


def test_the_page_asks_the_same_and_trusts_its_own_script_only(folder: Path) -> None:
    asked = questions([folder / "a.txt"], setup())
    made = page(asked)
    assert made == page(asked)
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', made, re.DOTALL)
    assert data
    assert [q["ask"] for q in json.loads(data[1])["questions"]] == [q.ask for q in asked]
    script = re.search(r"<script>(.*?)</script>", made, re.DOTALL)
    assert script
    assert f"sha256-{b64encode(sha256(script[1].encode()).digest()).decode()}" in made
    assert not re.search(r"https?:|innerHTML|eval\(", made)


def test_answers_from_the_page_say_which_folder_they_are_about(tmp_path: Path) -> None:
    """They come in one file for all folders; at the terminal each folder has its own."""
    for name in ("巴中", "雅安"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"2025年{name}工作综述\n实施“人才入企”行动。\n", "utf-8")
    made, _ = document([tmp_path], setup(), "html", name="人才入企行动")
    assert set(re.findall(r'"document":"([^"]*)",?"?', made)) >= {"巴中/a.txt", "雅安/a.txt"}
    entry = {
        "set": "人才入企行动",
        "document": "巴中/a.txt",
        "to": {"year": 2020},
        "who": "王",
        "why": "原文",
    }
    (tmp_path / "王芳.yaml").write_text(dump([entry]), "utf-8")
    summary = build([tmp_path], tmp_path / "out", plan(html=False, curation=[str(tmp_path / "王芳.yaml")]))
    assert [fate.hits for fate in summary.corrections] == [1]
    at_terminal = questions([tmp_path], setup(), name="人才入企行动")
    assert {c.entry["document"] for q in at_terminal for c in q.choices if "document" in c.entry} == {"a.txt"}


@pytest.mark.slow
def test_a_colleague_sends_back_a_file_that_the_build_applies(folder: Path, browser: Any) -> None:
    (folder / "a.txt").write_text(TEXT + "用好“<img src=x onerror=alert(1)>甲乙”。\n", "utf-8")
    (folder / "review.html").write_text(document([folder / "a.txt"], setup(), "html")[0], "utf-8")
    context = browser.new_context(offline=True, accept_downloads=True)
    tab, said = context.new_page(), []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.goto((folder / "review.html").as_uri())
    box = tab.locator("fieldset", has_text="Is “一池春水” the name of something?")
    assert tab.locator("#save").is_disabled()
    box.get_by_label("a Goal").check()
    box.get_by_label("Name").fill("一池活水")
    tab.get_by_label("Your name").fill("王芳")
    with tab.expect_download() as download:
        tab.locator("#save").click()
    assert tab.locator("img").count() == 0
    assert said == []
    download.value.save_as(folder / "curation.yaml")
    (entry,) = load(folder / "curation.yaml").entries
    assert (entry.action, entry.names, entry.type, entry.who) == ("accept", ("一池活水",), "wr:Goal", "王芳")
    assert "一池活水" in graph(folder)
    context.close()


@pytest.mark.slow
def test_a_colleague_corrects_status_and_year_at_once_and_chooses_of_what_there_is(
    folder: Path, browser: Any
) -> None:
    """With the keyboard alone; what is not complete, or changes nothing, cannot be saved."""
    asked = [
        *questions([folder / "a.txt"], setup(), name="引进急需紧缺人才", most=1),
        *questions([folder / "a.txt"], setup(), name="市委党校", most=1),
        *questions([folder / "a.txt"], setup(), name="新苗培优", most=1),
    ]
    (folder / "review.html").write_text(page(asked), "utf-8")
    context = browser.new_context(offline=True, accept_downloads=True)
    tab = context.new_page()
    tab.goto((folder / "review.html").as_uri())
    tab.get_by_label("Your name").fill("王/芳")
    figure, school, programme = (tab.locator("fieldset").nth(n) for n in range(3))
    count, save = tab.locator("#count"), tab.locator("#save")

    figure.get_by_label("later").focus()
    tab.keyboard.press("ArrowUp")
    assert figure.get_by_label("correct it").is_checked()
    status = figure.get_by_role("combobox", name="Status 状态")
    assert status.locator("option").all_inner_texts() == ["achieved 已完成", "planned 目标"]
    assert figure.locator(".problem").inner_text().startswith("Change something")
    assert count.inner_text() == "0 / 3 (not complete 未完成: 1)"
    assert save.is_disabled()
    for key in ("Tab", "Tab", "Tab", "p"):  # value, unit, status
        tab.keyboard.press(key)
    tab.keyboard.press("Tab")
    tab.keyboard.type("26")
    assert "Year 年份" in figure.locator(".problem").inner_text()
    assert save.is_disabled()
    figure.get_by_role("spinbutton", name="Year 年份").fill("2026")
    assert figure.locator(".problem").inner_text() == ""

    school.get_by_label("another type").check()
    types = school.get_by_role("combobox", name="Type 类型")
    assert types.locator("option").count() == 10
    types.select_option("university")
    programme.get_by_label("a second name").check()
    assert count.inner_text() == "2 / 3 (not complete 未完成: 3)"
    programme.get_by_label("later").check()
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    found = axe.Axe().run(tab, options=rules).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []

    with tab.expect_download() as download:
        save.press("Enter")
    assert download.value.suggested_filename == "curation-王_芳.yaml"  # over nobody's curation.yaml
    download.value.save_as(folder / "curation.yaml")
    entries = load(folder / "curation.yaml").entries
    assert [dict(entry.changes) for entry in entries] == [
        {"status": "planned", "year": 2026},
        {"type": "university"},
    ]
    made = graph(folder)
    assert re.search(r"wr:Target ;\n.*引进急需紧缺人才 548名(.*\n)*?.*wr:year id:year-2026", made)
    context.close()


@pytest.mark.slow
def test_the_page_of_the_graph_says_who_checked_a_fact(folder: Path, browser: Any) -> None:
    corrected(folder)
    build([folder / "a.txt"], folder / "out", plan())
    context = browser.new_context(offline=True, locale="zh-CN")
    tab = context.new_page()
    tab.goto((folder / "out" / "graph.html").as_uri())
    tab.get_by_role("combobox").fill("人才入企行动")
    tab.keyboard.press("Enter")
    assert "核对 李明" in tab.locator("aside").inner_text()
    context.close()
