"""What speaks for a reading: the form's own arithmetic, its columns, and what had to be moved."""

from decimal import Decimal

from pipelines.forms.checks import checks
from pipelines.forms.report import CALIBRATION, calibrated, report
from pipelines.readers.grid import Layout
from tests.forms.drawing import read_drawing

GOOD = """
部门整体支出绩效自评表 | < | < | < | < | <
部门名称 | 某局 | < | 金额单位 | 元 | <
资金 | 预算数 | 执行数 | 执行率 | |
年度资金总额 | 1000 | 800 | 80.00% | |
其中：基本支出 | 600 | 600 | 100% | |
项目支出 | 400 | 200 | 50% | |
一级指标 | 三级指标 | 目标值 | 完成值 | 分值 | 得分
产出指标（60分） | 甲 | 10 | 10 | 60 | 55
效益指标（40分） | 乙 | 提升 | 提升 | 40 | 40
总分 | | | | 100 | 95
"""


def _names(drawing: str, agrees: bool) -> list[str]:
    (form,) = read_drawing(drawing).forms
    return [check.name for check in checks(form) if check.agrees is agrees]


def test_a_form_whose_figures_agree_is_supported_by_each_check() -> None:
    assert _names(GOOD, agrees=False) == []
    assert _names(GOOD, agrees=True) == [
        "rate", "rate", "rate", "budget_of_parts", "executed_of_parts", "weights_of_level", "weights_of_level",
        "weights", "scores",
    ]  # fmt: skip


def test_a_rate_printed_as_a_fraction_agrees_as_a_percentage_does() -> None:
    assert _names(GOOD.replace("80.00%", "0.8000"), agrees=False) == []
    assert _names(GOOD.replace("80.00%", "0.8100"), agrees=False) == ["rate"]


def test_a_wrong_sum_is_named_with_both_figures() -> None:
    (form,) = read_drawing(GOOD.replace("| 400 | 200 | 50%", "| 300 | 200 | 66.67%")).forms
    (check,) = [check for check in checks(form) if not check.agrees]
    assert (check.name, check.printed, check.computed, check.place) == ("budget_of_parts", 1000, 900, "R4C2")


def test_a_score_above_its_weight_is_named() -> None:
    assert "score_within_weight" in _names(GOOD.replace("| 40 | 40", "| 40 | 45"), agrees=False)


def test_a_rate_cut_off_at_whole_per_cents_still_agrees() -> None:
    assert "rate" not in _names(GOOD.replace("800 | 80.00%", "806 | 80%"), agrees=False)


def test_a_ruled_form_that_agrees_is_sure_and_the_same_text_without_columns_less_so() -> None:
    (ruled,) = read_drawing(GOOD).forms
    (lines,) = read_drawing(GOOD, Layout.CLOSED).forms
    assert report(ruled).support == 1
    assert report(ruled).contradicted == report(ruled).moved == 0
    assert report(lines).support < report(ruled).support
    assert report(lines).confidence < report(ruled).confidence


def test_confidence_rises_with_support_and_stays_a_share() -> None:
    steps = [Decimal(n) / 100 for n in range(0, 101, 5)]
    found = [calibrated(step) for step in steps]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (CALIBRATION[0][1], CALIBRATION[-1][1])
