"""Wordings of one indicator meet, different quantities stay apart, and so do their units."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.indicators import canonical, fold, is_vague, skeleton
from kg.ontology_indicators import indicators_of
from kg.ontology_turtle import read_turtle

WORDS = indicators_of(read_turtle(Path(__file__).parent.parent / "ontology" / "indicators.ttl"))


@pytest.mark.parametrize(
    ("wordings", "name"),
    [
        ("GDP 地区生产总值 国内生产总值 全年国内生产总值 经济增长预期目标", "国内生产总值"),
        ("城镇新增就业 新增城镇就业 全国城镇新增就业人数 全年城镇新增就业 实现城镇新增就业", "城镇新增就业"),
        ("居民消费价格 居民消费价格涨幅 居民消费价格总水平涨幅 CPI CPI涨幅", "居民消费价格"),
        ("单位GDP能耗 单位地区生产总值能耗 万元国内生产总值能耗 能耗强度", "单位国内生产总值能耗"),
        ("城镇调查失业率 全国城镇调查失业率平均 城镇调查失业率控制在", "城镇调查失业率"),
        ("引进急需紧缺人才 全年引进急需紧缺人才 全市引进急需紧缺人才", "引进急需紧缺人才"),
        ("一）工业支出 （一）工业支出 工业支出 工业支出，", "工业支出"),
        ("化肥（折纯 化肥（折纯）", "化肥（折纯）"),
        ("工业增加值占地区生产总值比重 工业增加值占GDP比重", "工业增加值占国内生产总值比重"),
    ],
)
def test_wordings_of_one_indicator_have_one_name(wordings: str, name: str) -> None:
    assert {canonical(wording, WORDS) for wording in wordings.split()} == {name}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("城镇登记失业率", "城镇调查失业率"),
        ("财政收入", "中央财政收入"),
        ("国内生产总值", "国内生产总值年均"),
        ("国内生产总值", "人均国内生产总值"),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("农村居民人均纯收入", "农村居民人均可支配收入"),
        ("文明城市", "全国文明城市"),
        ("国内生产总值", "单位国内生产总值能耗"),
        ("新增城镇就业", "五年累计新增城镇就业"),
        ("出口", "进口"),
    ],
)
def test_different_quantities_keep_different_names(one: str, other: str) -> None:
    assert canonical(one, WORDS) != canonical(other, WORDS)


def test_a_near_wording_shares_the_skeleton_only() -> None:
    one, other = (canonical(t, WORDS) for t in ("引进急需紧缺人才", "全年引进急需紧缺专业人才"))
    assert one != other
    assert skeleton(one, WORDS) == skeleton(other, WORDS)
    assert skeleton("专业人才", WORDS) == "专业人才"  # too little would be left


@pytest.mark.parametrize("name", ["安排补贴资金", "中央财政", "实现利润", "平均每天新增", "培训"])
def test_some_names_say_too_little_to_be_followed(name: str) -> None:
    assert is_vague(name, WORDS)


@pytest.mark.parametrize("name", ["财政收入", "出口总额", "农村危房改造", "引进急需紧缺人才", "旅游收入"])
def test_a_name_that_says_what_is_counted_is_followed(name: str) -> None:
    assert not is_vague(name, WORDS)


_PIECES = sorted({*WORDS.names, *WORDS.before_any, *WORDS.after_any, *WORDS.after_standard, *"的新增人“”，"})


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4).map("".join))
def test_the_canonical_name_is_its_own_canonical_name(text: str) -> None:
    name = canonical(text, WORDS)
    assert name
    assert canonical(name, WORDS) == name


@given(st.text(max_size=12))
def test_any_text_has_a_name(text: str) -> None:
    assert bool(canonical(text, WORDS)) is bool(text)


@pytest.mark.parametrize(
    ("unit", "value", "folded"),
    [
        ("名", "548", ("人", "548")),
        ("位", "3", ("人", "3")),
        ("人次", "9735", ("人次", "9735")),
        ("％", "5.2", ("%", "5.2")),
        ("‰", "8", ("%", "0.8")),
        ("个百分点", "8.5", ("个百分点", "8.5")),
        ("斤", "1390000000000", ("吨", "695000000")),
        ("公斤", "2000", ("吨", "2")),
        ("公顷", "2", ("亩", "30")),
        ("大类", "10", ("大类", "10")),
        (None, "0.5", ("", "0.5")),
    ],
)
def test_units_fold_only_where_they_compare(unit: str | None, value: str, folded: tuple[str, str]) -> None:
    assert fold(unit, Decimal(value), WORDS) == (folded[0], Decimal(folded[1]))


TWICE = (
    'ind:a skos:inScheme ind:indicators ; skos:prefLabel "产量", "gain"@en ; skos:altLabel "产出" . '
    'ind:b skos:inScheme ind:indicators ; skos:prefLabel "产值" ; skos:altLabel "产出" .'
)
HEAD = (
    "@prefix ind: <https://w3id.org/workreport/indicators#> . "
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
    "@prefix wr: <https://w3id.org/workreport/ontology#> . "
)


@pytest.mark.parametrize(
    ("turtle", "complaint"),
    [
        ('ind:a skos:inScheme ind:indicators ; skos:altLabel "产量" .', "ttl:2: ind:a needs exactly one"),
        (TWICE, "“产出”, which names ind:a already"),
        ('ind:u skos:inScheme ind:units ; skos:prefLabel "担" ; wr:factor "half" .', "“half”, which is no"),
    ],
)
def test_a_damaged_vocabulary_is_one_clear_line(tmp_path: Path, turtle: str, complaint: str) -> None:
    file = tmp_path / "indicators.ttl"
    file.write_text(HEAD + "\n" + turtle, encoding="utf-8")
    with pytest.raises(OntologyError, match=complaint) as raised:
        indicators_of(read_turtle(file))
    assert "\n" not in str(raised.value)
