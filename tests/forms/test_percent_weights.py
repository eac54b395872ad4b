"""Weights in per cent, under a heading that does not say so: a percentage is otherwise a target or an actual."""

import pytest

from pipelines.forms import Form
from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of, one_a_line

FORM = """
2024年度项目支出绩效自评表 | < | < | < | < | < | < | <
项目名称 | 平台运维 | 实施单位 | 某县执法局 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 目标值 | 实际完成值 | 权重 | 自评得分 | 复核得分
产出指标 | 数量指标 | 受理案件量 | 4.5万件 | 4.73万件 | 30% | 30 |
产出指标 | 质量指标 | 系统可用率 | 100% | 99.2% | 30% | 28 | 27
效益指标 | 可持续影响 | 平台运维机制 | 健全 | 较健全 | 40% | 38 | 36
合计 | < | < | < | < | 100% | 96 | 93
"""


def _closed(drawing: str) -> str:
    """Return the rows of a drawing with their cells one behind the other, blank ones lost."""
    rows = ([cell.strip() for cell in row.split("|")] for row in drawing.strip().splitlines())
    return "\n".join(" | ".join(cell for cell in row if cell not in ("", "<")) for row in rows)


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.CLOSED, Layout.LINES])
def test_a_column_of_percentages_under_weights_is_the_weights(layout: Layout) -> None:
    drawn = {Layout.RULED: FORM, Layout.CLOSED: _closed(FORM), Layout.LINES: one_a_line(_closed(FORM))}
    form = form_of(drawn[layout], layout)
    assert _values(form) == [
        ("4.5万件", "4.73万件", "30", "30"),
        ("100%", "99.2%", "30", "28"),
        ("健全", "较健全", "40", "38"),
    ]
    assert (str(form.total_weight), str(form.total_score)) == ("100", "96")


def test_a_percentage_under_points_is_none_of_them() -> None:
    form = form_of(FORM.replace("30%", "30").replace("40%", "40").replace("99.2%", "100%"))
    assert _values(form)[1] == ("100%", "100%", "30", "28")


def _values(form: Form) -> list[tuple[str | None, ...]]:
    return [(row.target, row.actual, str(row.weight), str(row.score)) for row in form.indicators]
