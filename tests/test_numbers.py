"""Numbers of Chinese prose: what is written is what is read, for every number and not only the examples."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.nlp import lexicon_words
from kg.nlp.numbers import NumberWords, Quantity, chinese_value, quantities
from kg.nlp.quantities import QuantityFinder
from kg.ontology import load_ontology

DIGITS = "零一二三四五六七八九"
MARKS = "0123456789零一二两三四五六七八九十百千万亿半翻番点分之.,％%∶:近超余多以上下左右个名元年、至—和 "
UNITS = st.sampled_from(("名", "个", "亿元", "万人次", "公里", "%", "个百分点", "万吨"))


@lru_cache(maxsize=1)
def words() -> NumberWords:
    ontology = load_ontology()
    classes = ontology.lexicon.items()
    comparators = {name: c.attributes["comparator"] for name, c in classes if "comparator" in c.attributes}
    return QuantityFinder.of(lexicon_words(ontology), comparators, ()).words


def read(text: str) -> list[Quantity]:
    return list(quantities(text, words()))


def only(text: str) -> Quantity:
    (found,) = read(text)
    return found


def section(n: int) -> str:
    """0 < n < 10000 as people write it: 3005 → 三千零五."""
    out = ""
    for place, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // place % 10
        if digit:
            out += DIGITS[digit] + mark
        elif out and n % place and not out.endswith("零"):
            out += "零"
    return out


def numeral(n: int) -> str:
    """A whole number below 10^12 as people write it: 100020300 → 一亿零二万零三百."""
    if not n:
        return "零"
    out = ""
    for place, mark in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = n // place % 10**4
        if part:
            out += ("零" if out and part < 1000 else "") + section(part) + mark
        elif out and n % place and not out.endswith("零"):
            out += "零"
    return out


@given(st.integers(0, 10**12 - 1))
def test_a_numeral_reads_back_to_its_number(n: int) -> None:
    assert chinese_value(numeral(n)) == n


@given(st.integers(0, 10**12 - 1))
def test_a_numeral_may_say_liang_for_two(n: int) -> None:
    word = numeral(n)
    for mark in "千万亿":
        word = word.replace("二" + mark, "两" + mark)
    assert chinese_value(word) == n


@given(st.integers(1, 9), st.integers(1, 9))
def test_one_may_be_left_out_before_ten(tens: int, ones: int) -> None:
    assert chinese_value("十" + DIGITS[ones]) == 10 + ones
    assert chinese_value(DIGITS[tens] + "十") == 10 * tens


@given(st.integers(100, 10**6))
def test_digits_in_a_row_read_as_a_number(n: int) -> None:
    assert chinese_value("".join(DIGITS[int(c)] for c in str(n))) == n


@given(st.integers(0, 10**8 - 1), st.integers(0, 999))
def test_what_stands_after_the_point_is_a_fraction(whole: int, part: int) -> None:
    places = f"{part:03}"
    word = numeral(whole) + "点" + "".join(DIGITS[int(c)] for c in places)
    assert chinese_value(word) == Decimal(f"{whole}.{places}")


@pytest.mark.parametrize("word", ["人", "三名", "一a", "二三", "十分"])
def test_what_is_no_numeral_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match=r"numeral|guess"):
        chinese_value(word)


@given(st.integers(11, 10**11), UNITS)
def test_a_count_in_words_has_its_value_and_unit(n: int, unit: str) -> None:
    found = only(f"共有{numeral(n)}{unit.strip('亿万')}")
    assert (found.value, found.unit, found.in_words) == (Decimal(n), unit.strip("亿万"), True)


@given(st.decimals(0, 10**6, places=2), UNITS)
def test_wan_and_yi_are_multiplied_out(number: Decimal, unit: str) -> None:
    found = only(f"共{number}{unit}")
    scale = {"亿": 10**8, "万": 10**4}.get(unit[0], 1)
    assert (found.value, found.unit) == (number * scale, unit.strip("亿万"))


@given(st.integers(1, 999), st.integers(1, 9999))
def test_yi_and_wan_in_one_number_are_added(yi: int, wan: int) -> None:
    assert only(f"共{yi}亿{wan}万元").value == yi * 10**8 + wan * 10**4


@given(st.integers(1000, 10**12))
def test_commas_between_thousands_change_nothing(n: int) -> None:
    assert only(f"共{n:,}元").value == n


@given(st.decimals(0, 100, places=1))
def test_percent_is_the_same_in_every_spelling(number: Decimal) -> None:
    whole, _, part = str(number).partition(".")
    word = numeral(int(whole)) + "点" + DIGITS[int(part)]
    spellings = [f"达{number}%", f"达百分之{number}", f"达百分之{word}"]
    assert {(q.value, q.unit) for q in map(only, spellings)} == {(number, "%")}


@given(st.integers(2, 9), st.integers(1, 9))
def test_a_fraction_is_its_quotient(below: int, above: int) -> None:
    assert only(f"占{DIGITS[below]}分之{DIGITS[above]}").value == Decimal(above) / below


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(("—", "－", "~", "至", "到")))
def test_both_ends_of_a_range_have_the_unit_and_scale_of_its_end(low: int, high: int, joint: str) -> None:
    first, last = read(f"达{low}{joint}{high}万吨")
    assert [(q.value, q.unit) for q in (first, last)] == [
        (Decimal(low * 10**4), "吨"),
        (Decimal(high * 10**4), "吨"),
    ]
    assert (first.partner, last.partner) == (last.start, first.start)


@pytest.mark.parametrize(
    ("text", "modifier", "comparator"),
    [
        ("近300名", "近", "~"), ("约300名", "约", "~"), ("300名左右", "左右", "~"),
        ("超300名", "超", ">"), ("300余名", "余", ">"), ("300多名", "多", ">"), ("突破300名", "突破", ">"),
        ("300名以上", "以上", ">="), ("不少于300名", "不少于", ">="),
        ("300名以下", "以下", "<="), ("300名以内", "以内", "<="), ("共300名", None, None),
    ],
)  # fmt: skip
def test_modifiers_say_how_a_value_is_meant(text: str, modifier: str | None, comparator: str | None) -> None:
    found = only(text)
    assert (found.value, found.unit) == (Decimal(300), "名")
    assert (found.modifier, found.comparator) == (modifier, comparator)


@settings(max_examples=300)
@given(st.text(MARKS, max_size=30))
def test_no_run_of_number_characters_breaks_the_reader(text: str) -> None:
    """Quantities stand in order, apart, inside the text, their digits inside their span."""
    end = 0
    for q in read(text):
        assert end <= q.first < q.last <= q.end <= len(text)
        assert q.start <= q.first
        assert q.value >= 0
        end = q.end
