"""Figures are written as a Chinese reader expects, and strangers' texts stay texts."""

from decimal import Decimal

import pytest

from dashboard import formats


def test_a_value_that_is_null_is_a_dash_and_never_zero():
    for write in (formats.wan, formats.money, formats.pct, formats.points, formats.score, formats.count):
        assert write(None) == "—"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("10937482.14"), "1,094 万元"),
        (Decimal("123456.78"), "12.35 万元"),
        (Decimal("9690000000"), "96.90 亿元"),
        (Decimal("0"), "0 元"),
        (Decimal("512.5"), "512.50 元"),
    ],
)
def test_money_stands_in_the_unit_a_reader_would_choose(value, shown):
    assert formats.money(value) == shown


def test_a_rate_is_a_fraction_and_its_change_is_in_points():
    assert formats.pct(0.822423) == "82.24%"
    assert formats.points(1.615) == "+1.61 个百分点"
    assert formats.points(-2.0, "en") == "-2.00 pp"


def test_points_of_a_form_lose_trailing_zeros():
    assert formats.score(Decimal("97.8000")) == "97.8"
    assert formats.score(Decimal("100")) == "100"


def test_markdown_of_a_stranger_is_neutral():
    shown = formats.plain("**粗** ![图](http://x.example/a.png) www.x.example a@b")
    assert "\\*\\*粗\\*\\*" in shown
    assert "http\u2060" in shown
    assert "www\u2060" in shown
    assert "@\u2060" in shown


def test_a_tag_in_a_chart_label_is_literal():
    assert formats.chart('<a href="http://x">甲</a>') == '&lt;a href="http://x"&gt;甲&lt;/a&gt;'


def test_an_unknown_unit_of_a_column_is_refused():
    with pytest.raises(ValueError, match="furlong"):
        formats.column("长", "Length", "furlong")
