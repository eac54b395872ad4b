"""Tables in plain text whose columns are kept apart by blanks alone."""

import pytest

from pipelines.readers import text
from pipelines.readers.grid import Layout

TABLE = """
            2023年度项目支出绩效自评表
填报单位：某县公路站                      单位：万元
项目名称    道路养护      实施单位    某县公路站
项目资金    年初预算数    全年预算数    全年执行数    执行率
年度资金总额    100.00    120.00    108.00    90.00%
总体目标    养护道路12公里。     已养护道路12公里。
一级指标  二级指标  三级指标      年度指标值  实际完成值  分值  得分
产出指标  数量指标  养护道路里程  ≥12公里   12公里      40    40
          质量指标  验收合格率    100%      98%         30    29
效益指标  社会效益  投诉          ≤3起      2起         30    30
总分                                                  100   99
"""


def _rows(told: str) -> dict[int, list[str]]:
    (grid,) = text.read(told.encode())
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return rows


def test_two_blanks_or_more_divide_two_fields() -> None:
    rows = _rows(TABLE)
    assert rows[2] == ["2023年度项目支出绩效自评表"]
    assert rows[9] == ["产出指标", "数量指标", "养护道路里程", "≥12公里", "12公里", "40", "40"]
    assert rows[10] == ["质量指标", "验收合格率", "100%", "98%", "30", "29"]
    assert rows[12] == ["总分", "100", "99"]


@pytest.mark.parametrize(
    "broken",
    [
        TABLE.replace("养护道路里程  ≥12公里 ", "养护道路里    ≥12公里 ").replace(
            "          质量", "                    程\n          质量"
        ),
        TABLE.replace("          质量", "                    程            里\n          质量"),
        TABLE.replace("30    29", "30 29"),
    ],
)
def test_what_may_be_half_a_cell_or_two_makes_no_table(broken: str) -> None:
    (grid,) = text.read(broken.encode())
    assert grid.layout is Layout.LINES


def test_a_few_lines_with_blanks_in_them_are_no_table() -> None:
    (grid,) = text.read(
        "项目名称\n道路养护\n填表人：甲    审核人：乙    电话：1    日期：2\n分值\n10\n".encode()
    )
    assert grid.layout is Layout.LINES
