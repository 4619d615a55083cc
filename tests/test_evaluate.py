"""Predictions against gold: the guidelines' scoring, on files and as a law."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.evaluate import FIELDS, LISTS, evaluate
from kg.evaluate_files import evaluate_files

SHARED = Path(__file__).parents[2] / "shared" / "gold" / "score.py"


def observation(**changes: Any) -> dict[str, Any]:
    return {
        "indicator": "引进人才", "value": 5141, "unit": "名", "modifier": None, "kind": "level",
        "direction": None, "basis": None, "status": "achieved", "year": 2025, "group": None,
        "programme": None, "evidence": "引进人才5141名", **changes,
    }  # fmt: skip


def found(gold: dict[str, Any], pred: dict[str, Any], name: str) -> tuple[int, int, int]:
    score = evaluate(gold, pred).lists[name]
    return score.found, score.predicted, score.expected


def test_an_alias_quotes_and_width_do_not_matter_to_a_name() -> None:
    gold = {"programmes": [{"name": "人才入企行动", "aliases": ["人才入企"]}, {"name": "“1+6”格局"}]}
    pred = {"programmes": [{"name": "“人才入企”"}, {"name": "１＋６格局", "aliases": []}]}
    assert found(gold, pred, "programmes") == (2, 2, 2)


def test_one_prediction_serves_one_gold_row_only() -> None:
    gold = {"goals": [{"name": "甲"}, {"name": "甲", "aliases": ["乙"]}]}
    assert found(gold, {"goals": [{"name": "甲"}]}, "goals") == (1, 1, 2)


def test_optional_rows_count_neither_for_nor_against() -> None:
    gold = {"policies": [{"name": "甲", "optional": True}, {"name": "乙", "optional": True}, {"name": "丙"}]}
    pred = {"policies": [{"name": "甲"}, {"name": "丁"}]}
    score = evaluate(gold, pred).lists["policies"]
    assert (score.found, score.predicted, score.expected) == (0, 1, 1)
    assert (score.missed, score.extra) == (("丙",), ("丁",))


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"unit": "人"}, True),  # 名 and 人 are one unit
        ({"unit": "个"}, False),
        ({"value": "5141.0"}, True),
        ({"value": 5142}, False),
        ({"kind": "share"}, False),
        ({"status": "planned"}, False),
        ({"indicator": "全市引进人才总数"}, True),  # one holds the other
        ({"indicator": "新建厂房"}, False),
        ({"year": 2020, "modifier": "余"}, True),  # softer fields do not decide
    ],
)
def test_what_makes_two_observations_one(change: dict[str, Any], same: bool) -> None:
    gold, pred = {"observations": [observation()]}, {"observations": [observation(**change)]}
    assert found(gold, pred, "observations") == (int(same), 1, 1)


def test_the_most_alike_observations_are_paired_first() -> None:
    gold = {"observations": [observation(indicator="培训干部人次"), observation(indicator="培训干部")]}
    pred = {"observations": [observation(indicator="培训干部"), observation(indicator="干部人次")]}
    assert found(gold, pred, "observations") == (2, 2, 2)


def test_a_relation_may_use_any_name_of_its_ends() -> None:
    gold = {
        "programmes": [{"name": "人才入企行动", "aliases": ["人才入企"]}],
        "relations": [["人才入企行动", "targets", "人才"]],
        "optional_relations": [["人才入企行动", "partOf", "甲"]],
    }
    pred = {
        "programmes": [{"name": "人才入企"}],
        "relations": [["“人才入企”", "targets", "人才"], ["人才入企", "partOf", "甲"]],
    }
    assert found(gold, pred, "relations") == (1, 1, 1)


def test_softer_fields_are_counted_over_matched_observations() -> None:
    result = evaluate({"observations": [observation()]}, {"observations": [observation(year=2020)]})
    assert (result.matched, dict(result.fields)) == (1, {"year": 0, "modifier": 1, "direction": 1})


def test_files_are_paired_by_document_and_a_missing_one_counts(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    for name in ("a", "b"):
        content = {"document": f"{name}.txt", "goals": [{"name": name}]}
        (gold / f"{name}.gold.json").write_text(json.dumps(content, indent=1), "utf-8")
    pred = tmp_path / "pred.jsonl"
    lines = [{"document": "reports/b.txt", "goals": [{"name": "b"}]}, {"document": "c.txt", "goals": []}]
    pred.write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
    data = json.loads(evaluate_files(str(gold), str(pred), "json"))
    assert (data["lists"]["goals"]["found"], data["lists"]["goals"]["missed"]) == (1, ["a"])
    assert data["lists"]["micro"]["recall"] == 0.5
    assert ["a.txt" in data["notes"][1], "c.txt" in data["notes"][0]] == [True, True]
    table = evaluate_files(str(gold), str(pred))
    assert "missed goals: a" in table.splitlines()
    assert next(line for line in table.splitlines() if line.startswith("goals")).split()[1:] == [
        "1.000", "0.500", "0.667", "1", "1", "2"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no annotations"),
        (b"[1]", "holds int"),
        (b'{"a": 1}\n{"a":', "line 2"),
        (b"\xff\xfe{", "not UTF-8"),
        (b'{"document": "x", "observations": [{"indicator": "y"}]}', "x: not in the annotation format"),
        (b'{"document": "x"}\n{"document": "x"}', "there twice"),
    ],
)
def test_a_file_that_is_no_annotation_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    good = tmp_path / "good.json"
    good.write_text(json.dumps({"document": "x", "observations": [observation()]}), "utf-8")
    with pytest.raises(SourceError, match=says):
        evaluate_files(str(bad), str(good))


NAMES = st.text("甲乙丙“” aA１1", max_size=3)
OPTIONAL = st.sampled_from([{}, {"optional": True}])
ENTITY = st.builds(
    lambda n, a, o: {"name": n, "aliases": a, **o}, NAMES, st.lists(NAMES, max_size=2), OPTIONAL
)
OBSERVATION = st.builds(
    lambda o, **fields: {**fields, **o},
    OPTIONAL,
    indicator=st.text("引进人才干部", max_size=5),
    value=st.sampled_from([1, 1.0, "1", 2, None, "x"]),
    unit=st.sampled_from(["名", "人", "％", "%", "", None]),
    kind=st.sampled_from(["level", "change"]),
    status=st.sampled_from(["achieved", "planned"]),
    year=st.sampled_from([2024, 2025, None]),
    modifier=st.sampled_from(["余", None, ""]),
    direction=st.sampled_from(["up", None]),
)
RELATIONS = st.lists(st.tuples(NAMES, st.sampled_from(["targets", "partOf"]), NAMES), max_size=3)
ANNOTATION = st.fixed_dictionaries(
    {
        **{name: st.lists(ENTITY, max_size=4) for name in LISTS[:5]},
        "observations": st.lists(OBSERVATION, max_size=6),
        "relations": RELATIONS,
        "optional_relations": RELATIONS,
    }
)


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    if not SHARED.exists():
        pytest.skip("the reference scorer is not here")
    spec = importlib.util.spec_from_file_location("score", SHARED)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@settings(max_examples=100, deadline=None)
@given(gold=ANNOTATION, pred=ANNOTATION)
def test_counts_agree_with_the_reference_scorer(
    reference: ModuleType, gold: dict[str, Any], pred: dict[str, Any]
) -> None:
    ours = evaluate(gold, pred)
    theirs, soft = reference.score(gold, pred)
    for name in LISTS:
        score = ours.lists[name]
        found, predicted, expected, missed, extra = theirs[name]
        assert (score.found, score.predicted, score.expected) == (found, predicted, expected)
        assert (len(score.missed), len(score.extra)) == (len(missed), len(extra))
        assert (score.precision, score.recall, score.f1) == reference.prf(found, predicted, expected)
    assert {name: (ours.fields[name], ours.matched) for name in FIELDS} == soft


@settings(max_examples=25, deadline=None)
@given(gold=ANNOTATION, other=ANNOTATION)
def test_scores_add_up_over_documents(gold: dict[str, Any], other: dict[str, Any]) -> None:
    total = evaluate(gold, other) + evaluate(other, gold)
    micro = total.micro
    assert micro.found == sum(score.found for score in total.lists.values())
    assert total.matched == evaluate(gold, other).matched + evaluate(other, gold).matched
