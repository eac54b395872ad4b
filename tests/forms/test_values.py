"""One cell: what is kept of it, what it is compared by, which types it can have."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.forms.names import clean_name
from pipelines.forms.text import fold, key
from pipelines.forms.values import is_placeholder_name, quantity_of, typed


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
def test_an_amount_reads_back_with_and_without_separators(amount: Decimal) -> None:
    assert typed(f"{amount:,}").number == typed(str(amount)).number == amount


@pytest.mark.parametrize(
    ("text", "number", "percent"),
    [
        ("82.24%", "82.24", True),
        ("100.00 (%)", "100.00", True),
        ("１００％", "100", True),
        ("百分之九十五", "95", True),
        ("8.62分", "8.62", False),
        ("IO", None, False),
        ("1,23", None, False),
        ("3-5", None, False),
    ],
)
def test_numbers_are_read_without_a_guess(text: str, number: str | None, percent: bool) -> None:
    value = typed(text)
    assert value.number == (None if number is None else Decimal(number))
    assert value.percent is percent


@pytest.mark.parametrize(
    ("text", "money", "unit"),
    [("5.8万", "5.8", "万元"), ("4753.66万元", "4753.66", "万元"), ("12元", "12", "元")],
)
def test_an_amount_may_carry_its_unit(text: str, money: str, unit: str) -> None:
    assert (typed(text).money, typed(text).money_unit) == (Decimal(money), unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥90.00(%)", (">=", "90.00", "%")),
        ("≧735人次", (">=", "735", "人次")),
        ("═100%", ("=", "100", "%")),
        ("不少于12种", (">=", "12", "种")),
        ("90%以上", (">=", "90", "%")),
        ("400元/人、天", (None, "400", "元/人、天")),
        ("≥100百分比", (">=", "100", "%")),
        ("不低于百分之九十五", (">=", "95", "%")),
    ],
)
def test_a_target_has_sign_value_and_unit(text: str, expected: tuple[str | None, str, str]) -> None:
    quantity = quantity_of(key(text))
    assert quantity is not None
    assert (quantity.sign, str(quantity.value), quantity.unit) == expected


@pytest.mark.parametrize(
    "text", ["2021年底", "9月前", "90%-100%", "提升", "完成3项培训5次", "023年12月底前", ""]
)
def test_dates_ranges_and_words_are_no_quantity(text: str) -> None:
    assert quantity_of(key(text)) is None


@pytest.mark.parametrize("text", ["……", "指标2：", "指标3:", "/", "—", "", "指标："])
def test_fillers_name_no_indicator(text: str) -> None:
    assert is_placeholder_name(text)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("指标1：学生受资助人数", "学生受资助人数"),
        ("指标5.药品监管企业数", "药品监管企业数"),
        ("1、检查次数", "检查次数"),
        ("0-6岁儿童健康管理数", "0-6岁儿童健康管理数"),
        ("5000吨稻谷储备到位率", "5000吨稻谷储备到位率"),
    ],
)
def test_a_name_loses_its_numbering_and_nothing_else(printed: str, name: str) -> None:
    assert clean_name(printed) == name


def test_breaks_within_words_go_and_spaces_between_words_stay() -> None:
    assert fold("县级储备粮管理制\n度严格执行率") == "县级储备粮管理制度严格执行率"
    assert fold("绩 效 指 标") == "绩效指标"
    assert fold("<p>1、甲</p> <p>2、乙&nbsp;</p>") == "1、甲2、乙"
    assert fold("WPS  Office") == "WPS Office"
    assert fold("<90%") == "<90%"


def test_traditional_and_full_width_words_compare_equal() -> None:
    assert key("績效自評（Ａ）") == key("绩效自评(A)")
