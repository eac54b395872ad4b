"""Merged cells that were taken apart, their text repeated in each place."""

from pipelines.readers import read_bytes
from pipelines.readers.assemble import assemble
from pipelines.readers.grid import Cell, Layout
from pipelines.readers.repeated import folded

ROWS = [
    ["项目名称", "项目名称", "垃圾清运设施", "垃圾清运设施", "垃圾清运设施", "垃圾清运设施"],
    ["主管部门", "主管部门", "城市管理局", "城市管理局", "城市管理局", "城市管理局"],
    ["年度目标", "预期目标", "预期目标", "完成情况", "完成情况", "完成情况"],
    ["年度目标", "按期完工。", "按期完工。", "按期完工。", "按期完工。", "按期完工。"],
    ["一级指标", "三级指标", "三级指标", "指标值", "完成值", "得分"],
    ["产出指标", "清运量", "清运量", "按时完成", "按时完成", "10"],
    ["产出指标", "合格率", "合格率", "10", "10", "10"],
    ["总分", "总分", "总分", "总分", "总分", "20"],
    ["备注", "无", "无", "无", "无", "无"],
]


def spans(rows: list[list[str]]) -> list[tuple[str, int, int, str]]:
    (document,) = read_bytes("\n".join(map(",".join, rows)).encode(), "自评表.csv").documents
    return [(cell.place, cell.rows, cell.columns, cell.text) for cell in document.grids[0].cells]


def test_repeated_cells_are_one_unless_two_headings_stand_over_them() -> None:
    assert spans(ROWS) == [
        ("R1C1", 1, 2, "项目名称"), ("R1C3", 1, 4, "垃圾清运设施"),
        ("R2C1", 1, 2, "主管部门"), ("R2C3", 1, 4, "城市管理局"),
        ("R3C1", 2, 1, "年度目标"), ("R3C2", 1, 2, "预期目标"), ("R3C4", 1, 3, "完成情况"),
        ("R4C2", 1, 2, "按期完工。"), ("R4C4", 1, 3, "按期完工。"),
        ("R5C1", 1, 1, "一级指标"), ("R5C2", 1, 2, "三级指标"),
        ("R5C4", 1, 1, "指标值"), ("R5C5", 1, 1, "完成值"), ("R5C6", 1, 1, "得分"),
        ("R6C1", 2, 1, "产出指标"), ("R6C2", 1, 2, "清运量"),
        ("R6C4", 1, 1, "按时完成"), ("R6C5", 1, 1, "按时完成"), ("R6C6", 1, 1, "10"),
        ("R7C2", 1, 2, "合格率"), ("R7C4", 1, 1, "10"), ("R7C5", 1, 1, "10"), ("R7C6", 1, 1, "10"),
        ("R8C1", 1, 5, "总分"), ("R8C6", 1, 1, "20"),
        ("R9C1", 1, 1, "备注"), ("R9C2", 1, 5, "无"),
    ]  # fmt: skip


def test_figures_under_one_heading_of_money_are_one_and_under_two_are_two() -> None:
    rows = [
        *ROWS[:2],
        ["资金来源", "年初预算数", "年初预算数", "执行数", "执行率", "得分"],
        ["财政拨款", "8.00", "8.00", "8.00", "100%", "10"],
        ["其中：省级：6.00", "其中：省级：6.00", "其中：省级：6.00", "其中：省级：6.00", "", ""],
    ]
    assert spans(rows)[9:] == [
        ("R4C1", 1, 1, "财政拨款"), ("R4C2", 1, 2, "8.00"), ("R4C4", 1, 1, "8.00"),
        ("R4C5", 1, 1, "100%"), ("R4C6", 1, 1, "10"), ("R5C1", 1, 4, "其中：省级：6.00"),
    ]  # fmt: skip


def test_a_table_that_repeats_little_stays_as_it_is() -> None:
    rows = [*ROWS[4:7], ["效益指标", "公众满意度", "公众满意度", "90%", "90%", "10"]]
    assert all(rows == columns == 1 for _, rows, columns, _ in spans(rows))


def test_a_form_with_merged_cells_stays_as_it_is() -> None:
    cells = [
        Cell(row, 1, text, columns=3)
        for row, text in enumerate(("垃圾清运设施", "城市管理局", "按期完工"), 1)
    ]
    grid = assemble("正文", Layout.RULED, cells)
    assert folded(grid) == grid
