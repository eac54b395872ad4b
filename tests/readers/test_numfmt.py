"""A number is shown as Excel shows it; each case was checked against what Excel documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers.numfmt import shown, shown_text
from pipelines.readers.printed import printed

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (10937482.14, "General", "10937482.14"),
        (100.0, "General", "100"),
        (1e21, "General", "1E+21"),
        (735, 'General"人"', "735人"),
        (0.8224, "0.00%", "82.24%"),
        (0.125, "0%", "13%"),
        (65.1263, "0.00", "65.13"),
        (2.675, "0.00", "2.68"),
        (1.005, "0.00", "1.01"),
        (-1234567.891, "#,##0.00", "-1,234,567.89"),
        (10937482.14, "#,##0.00", "10,937,482.14"),
        (0, "#,##0.00", "0.00"),
        (9.5, '0"分"', "10分"),
        (7, "第0名", "第7名"),
        (508.686842, '0.0000"万元"', "508.6868万元"),
        (508686.842, '0!.0,"万"', "50.9万"),
        (508686.842, "0\\.0,", "50.9"),
        (12345678, '#,##0.00,,"百万"', "12.35百万"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (0, ACCOUNTING, "-"),
        (-5, "#,##0.00_);[Red]\\(#,##0.00\\)", "(5.00)"),
        (0, "0;-0;;@", ""),
        (12, "000000", "000012"),
        (61, '[>=60]"及格";"不及格"', "及格"),
        (59, '[>=60]"及格";"不及格"', "不及格"),
        (5, "[$￥-804]#,##0.00", "￥5.00"),
        (12345, "0.00E+00", "1.23E+04"),
        (0.5, "#.##", ".5"),
        (0.5, "# ?/?", "0.5"),
        (45261, 'yyyy"年"m"月"', "2023年12月"),
        (45261, 'yyyy"年"m"月"d"日";@', "2023年12月1日"),
        (45261, "[$-804]yyyy年mm月dd日", "2023年12月01日"),
        (45261, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二三年十二月一日"),
        (45261, "aaaa", "星期五"),
        (45261.5, "yyyy-mm-dd hh:mm:ss", "2023-12-01 12:00:00"),
        (0.75, "上午/下午h时mm分", "下午6时00分"),
        (1.5, "[h]:mm", "36:00"),
        (60, "m/d/yyyy", "2/29/1900"),
        (1, "yyyy/m/d", "1900/1/1"),
        (-3, "yyyy", "-3"),
        (1e300, "yyyy", "1E+300"),
    ],
)
def test_a_number_is_shown_by_its_format(value: float, code: str, text: str) -> None:
    assert printed(shown(value, code)) == text


def test_dates_of_old_macintosh_files_count_from_1904() -> None:
    assert shown(0, "yyyy/m/d", date1904=True) == "1904/1/1"


def test_a_text_is_left_alone_unless_its_format_adds_a_word() -> None:
    assert shown_text("及时", "0.00%") == "及时"
    assert shown_text("及时", "@") == "及时"
    assert shown_text("三", '@"次"') == "三次"


@given(
    value=st.floats(allow_nan=False, allow_infinity=False),
    code=st.one_of(st.text('0#?.,%;"\\_* @yYmMdhs[]<>=-+Ee/年G', max_size=12), st.text(max_size=8)),
)
def test_no_number_and_no_format_code_breaks_the_reading(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)


@given(value=st.decimals(-(10**9), 10**9, places=2))
def test_money_under_its_usual_format_keeps_every_digit(value: object) -> None:
    assert shown(float(str(value)), "#,##0.00").replace(",", "").removeprefix("-") == str(value).removeprefix(
        "-"
    )
