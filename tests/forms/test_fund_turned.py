"""Money whose sources are its columns: 合计 | 中央 | 省级 over rows 预算数, 执行数, 执行率."""

from decimal import Decimal

import pytest

from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of, one_a_line

REST = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 100 | 90
"""
TITLE = "2022年度项目支出绩效自评表 | < | < | < | < | < | <"
TURNED = f"""
{TITLE}
项目资金（万元） | 资金来源 | 合计 | 中央 | 省级 | 其他资金 | 备注
^ | 预算安排数 | 96.8 | 20 | 76.8 |  | 含追加
^ | 资金到位数 | 96.8 | 20 | 76.8 |  |
^ | 实际支出数 | 89.06 | 20 | 69.06 |  |
^ | 支出率 | 92.00% | 100% | 89.92% |  |
{REST}"""


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
def test_each_source_is_a_line_of_the_money(layout: Layout) -> None:
    form = form_of(TURNED, layout)
    assert [
        (line.label, line.kind, line.breakdown, line.adjusted, line.executed, line.rate_pct)
        for line in form.funds
    ] == [
        ("合计", "total", "total", Decimal("96.8"), Decimal("89.06"), Decimal("92.00")),
        ("中央", "central", "source", Decimal(20), Decimal(20), Decimal(100)),
        ("省级", "local", "source", Decimal("76.8"), Decimal("69.06"), Decimal("89.92")),
        ("其他资金", "other", "source", None, None, None),
    ]
    assert form.funds[2].places == {"adjusted": "R3C5", "executed": "R5C5", "rate_pct": "R6C5"}
    assert form.unit == "万元"


def test_a_row_that_lost_a_figure_gives_none_and_says_so() -> None:
    drawing = f"{TITLE[:17]}\n资金来源 | 合计 | 中央 | 省级\n预算数 | 90 | 20 | 70\n执行数 | 80 | 20\n{REST}"
    form = form_of(drawing, Layout.CLOSED)
    assert [(line.adjusted, line.executed) for line in form.funds] == [
        (Decimal(90), None),
        (Decimal(20), None),
        (Decimal(70), None),
    ]
    assert [problem.place for problem in form.problems if problem.code == "ambiguous_values"] == ["R4C1"]


def _closed(drawing: str) -> str:
    rows = ([cell.strip() for cell in row.split("|")] for row in drawing.strip().splitlines())
    return "\n".join(" | ".join(cell for cell in row if cell not in ("", "<", "^")) for row in rows)


def test_each_source_is_a_line_where_one_cell_stands_a_line_and_none_is_lost() -> None:
    drawing = _closed(TURNED.replace(" | 其他资金", "").replace("含追加", ""))
    form = form_of(one_a_line(drawing), Layout.LINES)
    assert [(line.label, line.adjusted, line.executed, line.rate_pct) for line in form.funds] == [
        ("合计", Decimal("96.8"), Decimal("89.06"), Decimal("92.00")),
        ("中央", Decimal(20), Decimal(20), Decimal(100)),
        ("省级", Decimal("76.8"), Decimal("69.06"), Decimal("89.92")),
    ]


@pytest.mark.parametrize("layout", [Layout.CLOSED, Layout.LINES])
def test_where_a_figure_is_lost_the_total_is_what_the_others_add_up_to(layout: Layout) -> None:
    drawing = _closed(TURNED.replace("含追加", ""))
    form = form_of(one_a_line(drawing) if layout is Layout.LINES else drawing, layout)
    assert [(line.label, line.adjusted, line.executed) for line in form.funds] == [
        ("合计", Decimal("96.8"), Decimal("89.06")),
        ("中央", None, None),
        ("省级", None, None),
        ("其他资金", None, None),
    ]
