"""Text without its cells whose columns were not found: levels stand where values should."""

from decimal import Decimal

from pipelines.forms import Reading
from pipelines.forms.align import Line
from pipelines.forms.claims import Claims
from pipelines.forms.misplaced import settle_targets
from pipelines.readers.grid import Cell, Layout
from tests.forms.drawing import one_a_line, read_drawing

HEAD = """
2022年度项目支出绩效自评表
项目名称 | 道路养护 | 实施单位 | 某县公路站
"""
ROWS = """
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 50 | 50
质量指标 | 合格率 | ≥90% | 85% | 30 | 20 | 两处返工
效益指标 | 社会效益指标 | 出行便利 | 提升 | 提升 | 20 | 20
总分 | 100 | 90
"""


def _read(headings: str) -> Reading:
    return read_drawing(one_a_line(HEAD + headings + ROWS), Layout.LINES)


def test_under_headings_in_two_rows_that_text_has_mixed_up_no_value_is_given() -> None:
    reading = _read(
        "一级指标 | 二级指标 | 三级指标 | 绩效指标 | 评分 | 偏差分析\n目标值 | 完成值 | 分值 | 得分"
    )
    rows = [row for form in reading.forms for row in form.indicators]
    assert not any((row.target, row.actual, row.weight, row.score) != (None,) * 4 for row in rows)
    assert any("却落在值或指标名的位置" in problem.message for problem in reading.problems) or any(
        "却落在值或指标名的位置" in problem.message for form in reading.forms for problem in form.problems
    )


def test_levels_in_their_own_columns_are_as_sure_as_before() -> None:
    (form,) = _read("一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值 | 分值 | 得分 | 偏差分析").forms
    assert [row.score for row in form.indicators] == [Decimal(50), Decimal(20), Decimal(20)]


def test_where_rows_are_kept_one_row_of_levels_leaves_the_others_as_they_are() -> None:
    rows = ROWS.replace("总分", "生态效益指标 | 无\n可持续影响指标 | 无\n自评等级 | 优秀\n总分")
    headings = "一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值 | 分值 | 得分 | 偏差分析"
    (form,) = read_drawing(HEAD + headings + rows, Layout.CLOSED).forms
    assert [row.name for row in form.indicators] == ["检查次数", "合格率", "出行便利"]
    assert form.grade == "优秀"


def test_a_number_and_a_unit_with_another_value_between_them_are_no_target() -> None:
    apart, beside = (
        Line(row, {role: Cell(row, at, text) for at, (role, text) in enumerate(texts.items(), 1)})
        for row, texts in enumerate(
            (
                {"target": "5", "actual": "4户", "target_unit": "户"},
                {"target": "5", "target_unit": "户", "actual": "4户"},
            ),
            1,
        )
    )
    claims = Claims([])
    settle_targets([apart, beside], claims)
    assert set(apart.cells) == {"actual"}
    assert set(beside.cells) == {"target", "target_unit", "actual"}
    assert [problem.place for problem in claims.problems] == ["R1C1"]
