"""What one cell of a form was read as, in words."""

import re
from typing import Any

import polars as pl

from dashboard.formats import plain
from dashboard.theme import Look
from pipelines.wording import Wording

PLACE = re.compile(r"(?:[^!]{1,80}!)?R[1-9][0-9]{0,5}C[1-9][0-9]{0,4}")

ROLES: dict[str, Wording] = {
    "value": Wording("数值或文字内容", "A value"),
    "heading": Wording("表头", "A heading"),
    "label": Wording("栏目名", "A label"),
    "unread": Wording("未读懂", "Not understood"),
}
PARTS: dict[str, Wording] = {
    "form": Wording("表头信息", "Head"),
    "funds": Wording("资金", "Funds"),
    "goals": Wording("年度目标", "Goals"),
    "indicators": Wording("绩效指标", "Indicators"),
}
#: The contract's words for fields, as people call them.
FIELDS: dict[str, Wording] = {
    "title": Wording("标题", "Title"),
    "department": Wording("单位名称", "Department"),
    "fiscal_year": Wording("年度", "Fiscal year"),
    "supervisor": Wording("主管部门", "Supervisor"),
    "project": Wording("项目名称", "Project"),
    "unit": Wording("金额单位", "Unit of money"),
    "label": Wording("资金行", "Fund line"),
    "initial": Wording("年初预算数", "Initial budget"),
    "adjusted": Wording("全年预算数", "Budget"),
    "executed": Wording("全年执行数", "Executed"),
    "rate_pct": Wording("印出的执行率", "Printed rate"),
    "amount": Wording("栏目内金额", "Amount in the label"),
    "planned": Wording("年初设定目标", "Planned"),
    "achieved": Wording("完成情况", "Achieved"),
    "level1": Wording("一级指标", "Level 1"),
    "level2": Wording("二级指标", "Level 2"),
    "name": Wording("三级指标", "Indicator"),
    "target": Wording("年度指标值", "Target"),
    "actual": Wording("实际完成值", "Actual"),
    "weight": Wording("分值", "Weight"),
    "score": Wording("得分", "Score"),
    "reason": Wording("偏差原因", "Reason"),
    "level1_weight": Wording("一级指标权重", "Weight of level 1"),
    "level2_weight": Wording("二级指标权重", "Weight of level 2"),
    "total_weight": Wording("总分值", "Total weight"),
    "total_score": Wording("自评总分", "Total score"),
    "grade": Wording("等级", "Grade"),
}


def valid_place(asked: str | None, grid: pl.DataFrame) -> str | None:
    """Return `asked` where it is the place of a cell of the form or lies inside it, else None."""
    if not asked or not PLACE.fullmatch(asked) or grid.is_empty():
        return None
    if asked in grid["place"]:
        return asked
    own = grid.filter(~pl.col("place").str.contains("!", literal=True))
    found = re.fullmatch(r"R(\d+)C(\d+)", asked)
    if not found or own.is_empty():
        return None
    row, at = int(found[1]), int(found[2])
    inside = own.filter(
        (pl.col("row_no") <= row)
        & (row < pl.col("row_no") + pl.col("row_span"))
        & (pl.col("column_no") <= at)
        & (at < pl.col("column_no") + pl.col("column_span"))
    )
    if inside.height:
        return str(inside["place"][0])
    last_row, last_column = _extent(own)
    return asked if row <= last_row and at <= last_column else None


def _extent(grid: pl.DataFrame) -> tuple[int, int]:
    rows = (grid["row_no"] + grid["row_span"] - 1).max()
    columns = (grid["column_no"] + grid["column_span"] - 1).max()
    return int(rows), int(columns)  # type: ignore[arg-type]


def of_cell(
    readings: pl.DataFrame, grid: pl.DataFrame, place: str | None, look: Look
) -> list[tuple[str, str]]:
    """
    Return what stands at `place` and what it was read as, as pairs of name and plain text.

    `readings` and `grid` have the columns of `queries.forms.READINGS` and `GRID`. A blank
    cell says that it is blank.
    """
    if place is None:
        return [(look.say("点表中任一格，看它被读成了什么", "Click a cell to see what it was read as"), "")]
    cell: dict[str, Any] = next(iter(grid.filter(pl.col("place") == place).to_dicts()), {})
    pairs = [(look.say("印出", "Printed"), cell.get("printed") or look.say("（空白）", "(blank)"))]
    if cell.get("stored"):
        pairs.append((look.say("文件中存的值", "Stored value"), cell["stored"]))
    role = cell.get("role")
    if role in ROLES:
        pairs.append((look.say("认作", "Taken as"), look.name(ROLES[role])))
    if cell.get("hidden"):
        pairs.append(
            (look.say("注意", "Note"), look.say("在隐藏的行、列或工作表中，不取值", "hidden; gives no value"))
        )
    for row in readings.filter(pl.col("place") == place).iter_rows(named=True):
        field = FIELDS.get(row["field"])
        name = look.name(field) if field else row["field"]
        subject = f"{row['subject']} · " if row["subject"] and row["part"] != "form" else ""
        value = row["understood"] if row["understood"] is not None else "—"
        pairs.append((subject + name, f"{value} {row['unit'] or ''}".strip()))
    return pairs  # fmt: skip


def named(readings: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return the readings with parts and fields by name, for a table."""
    fields = {name: look.name(words) for name, words in FIELDS.items()}
    parts = {name: look.name(words) for name, words in PARTS.items()}
    return readings.with_columns(
        pl.col("field").replace(fields),
        pl.col("part").replace(parts),
        pl.col("understood").fill_null("—"),
        # The whole form is the subject of its head: nothing to say twice.
        pl.when(pl.col("part") != "form").then("subject").alias("subject"),
    )


def parts(look: Look) -> dict[str, str]:
    """Return the lists below a form, by name."""
    return {
        "readings": look.say("全部读数", "Readings"),
        "checks": look.say("印出与计算", "Printed and computed"),
        "problems": look.say("读表时的问题", "Problems while reading"),
        "unread": look.say("未读格", "Unread"),
    }


def cell_name(place: str | None, look: Look) -> str:
    """Return the title of the card beside the form: the marked cell."""
    return look.say("单元格", "Cell") + (f" {plain(place)}" if place else "")
