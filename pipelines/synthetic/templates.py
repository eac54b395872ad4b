"""
The templates that departments really use, and a form laid out after any of them.

Template names say where the arrangement was seen. `lay_out` takes the facts of a form in
the words of `show --json`; `printed` says which of these facts a template has room for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipelines.synthetic import blocks_funds, blocks_indicators
from pipelines.synthetic.arrangement import Arrangement
from pipelines.synthetic.table import Row, Slot, Table, pairs
from pipelines.synthetic.templates_overall import OVERALL
from pipelines.synthetic.templates_project import PROJECT
from pipelines.synthetic.templates_transfer import TRANSFER
from pipelines.synthetic.writers import FORMATS, write

Facts = Mapping[str, Any]

TEMPLATES: Mapping[str, Arrangement] = {**OVERALL, **PROJECT, **TRANSFER}


def lay_out(facts: Facts, template: str, **changes: Any) -> Table:
    """
    Return the form as a table.

    Beside the contract's keys the facts may have: `head` (label → text, goes before the
    template's own value), `title`, `title_mark` (follows the title, 演示数据), `notes`
    (lines below), `above` (lines or tables' rows before the form), `management` (rows of
    资金管理情况), `sheet`. `changes` replace fields of the template.
    """
    plan = replace(TEMPLATES[template], **changes)
    rows = [pairs([(label, _head(facts, label, key)) for label, key in row], plan.width) for row in plan.head]
    rows += blocks_funds.fund_rows(facts, plan)
    rows += _management(facts, plan)
    if plan.goals == "blocks":
        rows += blocks_indicators.goal_block_rows(facts, plan)
    else:
        rows += blocks_indicators.goal_rows(facts, plan) if plan.goals == "beside" else []
        rows += blocks_indicators.indicator_rows(facts, plan)
    rows += blocks_indicators.total_rows(facts, plan)
    right = f"单位：{facts['unit']}" if plan.unit_right and facts.get("unit") else None
    above = [*facts.get("above", ()), *_title(facts, plan)]
    name = facts.get("sheet") or facts.get("project") or "自评表"
    return Table(above, rows, list(facts.get("notes", ())), right, name)


def render(facts: Facts, template: str, fmt: str, **changes: Any) -> tuple[str, bytes]:
    """Return the name and the bytes of a file of one form; `fmt` is a key of `FORMATS`."""
    return render_many([lay_out(facts, template, **changes)], fmt, file_stem(facts))


def render_many(tables: Sequence[Table], fmt: str, stem: str) -> tuple[str, bytes]:
    """Return one file of several forms: a sheet each, or one below the other."""
    return stem + FORMATS[fmt].ending, write(tables, fmt)


def file_stem(facts: Facts) -> str:
    """Return what a department would call the file, without its ending."""
    what = facts.get("project") or facts.get("department") or "自评表"
    kind = "部门整体支出绩效自评表" if facts["form_type"] == "department_overall" else "绩效自评表"
    year = f"{facts['fiscal_year']}年度" if facts.get("fiscal_year") else ""
    return "".join(" " if letter in '\\/:*?"<>|' else letter for letter in f"{year}{what}{kind}")


def printed(facts: Facts, template: str, **changes: Any) -> dict[str, Any]:
    """
    Return the facts as this template prints them: what it has no column for is None.

    Values are otherwise untouched; block weights that the template derives are left alone.
    """
    plan = replace(TEMPLATES[template], **changes)
    told = {key for row in plan.head for _, key in row}
    result = dict(facts)
    for key in ("supervisor", "project", "department"):
        if key not in told and key in facts:
            result[key] = None
    labels = blocks_funds.printed_labels(facts["funds"], plan)
    result["funds"] = [
        {**_kept(fund, plan.prints | {"kind", "amount"}), "label": label}
        for fund, label in zip(facts["funds"], labels, strict=True)
    ]
    kept = plan.prints | {"goal", "level2_candidates", "level1_weight"}
    result["indicators"] = [_kept(row, kept) for row in facts["indicators"]]
    columns = {column.key for column in plan.columns}
    if plan.total in ("none", "text") or "weight" not in columns:
        result["total_weight"] = None
    if "total_score" not in told and (plan.total == "none" or not columns & {"score"}):
        result["total_score"] = None
    if not plan.grade_in_total and plan.total != "text":
        result["grade"] = None
    if plan.goals == "none":
        result["goals"] = []
    return result


def _kept(row: Facts, keys: frozenset[str]) -> dict[str, Any]:
    return {key: value if key in keys else None for key, value in row.items()}


def _head(facts: Facts, label: str, key: str) -> str:
    given = facts.get("head", {})
    if label in given:
        return str(given[label])
    value = facts.get(key) if key else None
    return "" if value is None else str(value)


def _title(facts: Facts, plan: Arrangement) -> list[str]:
    year = facts.get("fiscal_year")
    title = facts.get("title") or plan.titles[facts["form_type"]]
    if plan.year == "title" and year and not facts.get("title"):
        title = f"{year}年度{title}"
    title += facts.get("title_mark", "")
    return [title, f"（{year}年度）"] if plan.year == "line" and year else [title]


def _management(facts: Facts, plan: Arrangement) -> list[Row]:
    """Return the questions on how the money was managed (transfers of 2023 on), if there are any."""
    questions = facts.get("management") or ()
    if not questions:
        return []
    right = (plan.width - 2) // 3
    left = plan.width - 2 - right
    label = Slot("资金管理情况", rows=len(questions) + 1)
    rows: list[Row] = [[label, Slot(), Slot("情况说明", left), Slot("存在问题和改进措施", right)]]
    return rows + [[Slot(name), Slot(text, left), Slot(trouble, right)] for name, text, trouble in questions]
