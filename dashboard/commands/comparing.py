"""What another profile would change, as tables for a person or as one JSON object."""

import io
import json
from decimal import Decimal
from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dashboard.commands import terminal
from pipelines.audit import Profile
from pipelines.audit.compare import CHANGES, Comparison, compare
from pipelines.ledger import Ledger
from pipelines.ledger.links import links
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse


def shown(
    warehouse: Warehouse, scope: Scope, ledger: Ledger, before: Profile, after: Profile, kind: str
) -> bytes:
    """Return the comparison as "json" (an object: rules, findings, scores) or as a "table" of text."""
    found = compare(warehouse, scope, before, after, links(ledger))
    if kind == "json":
        told = {"before": found.before, "after": found.after}
        frames = {"rules": found.rules, "findings": found.findings, "scores": found.scores}
        rows = {name: [_plain(row) for row in frame.to_dicts()] for name, frame in frames.items()}
        return json.dumps({**told, **rows}, ensure_ascii=False, indent=1).encode() + b"\n"
    page = io.StringIO()
    _print(found, Console(file=page, width=120, markup=False, highlight=False, emoji=False))
    return page.getvalue().encode()


def _print(found: Comparison, console: Console) -> None:
    changes = {name: found.findings.filter(change=name).height for name in CHANGES}
    said = "，".join(f"{CHANGES[name].zh} {number} 条" for name, number in changes.items())
    console.print(f"规则方案 {found.before} → {found.after}：{said}；{_scores_said(found.scores)}")
    if found.findings.is_empty() and found.scores.is_empty():
        return
    rules = _table("规则", f"{found.before}", f"{found.after}", *(word.zh for word in CHANGES.values()))
    for counted in found.rules.filter(pl.any_horizontal(pl.col(*CHANGES) > 0)).iter_rows():
        rules.add_row(*map(_text, counted))
    console.print(rules)
    listed = _table("变化", "规则", "轻重", "年度", "单位 / 项目", "位置", "说明")
    for row in found.findings.iter_rows(named=True):
        listed.add_row(
            _text(CHANGES[row["change"]].zh), _text(row["rule"]),
            _text(" → ".join(dict.fromkeys(_levels(row)))), _text(row["fiscal_year"]), _text(_who(row)),
            _text(row["place"]), _text(row["message"]),
        )  # fmt: skip
    if found.findings.height:
        console.print(listed)
    moved = _table("年度", "单位 / 项目", "自评", "重算", "自评等级", "重算等级")
    for row in found.scores.iter_rows(named=True):
        pairs = [
            f"{_text(row[f'{name}_before'])} → {_text(row[f'{name}_after'])}"
            if row[f"{name}_before"] != row[f"{name}_after"]
            else _text(row[f"{name}_after"]).plain
            for name in ("recomputed_total", "grade_claimed", "grade_recomputed")
        ]
        moved.add_row(
            _text(row["fiscal_year"]), _text(_who(row)), _text(row["claimed_total"]), *map(_text, pairs)
        )
    if found.scores.height:
        console.print(moved)


def _scores_said(moved: pl.DataFrame) -> str:
    """How many forms have another score or grade."""
    differs = pl.col("grade_recomputed_before").ne_missing(pl.col("grade_recomputed_after")) | pl.col(
        "grade_claimed_before"
    ).ne_missing(pl.col("grade_claimed_after"))
    return f"{moved.height} 张表的得分或等级变化，其中 {moved.filter(differs).height} 张变等级"


def _levels(row: dict[str, Any]) -> list[str]:
    """Severity and light before and after, of those that there are."""
    lights = {"yellow": "黄", "red": "红", None: ""}
    return [
        f"{row[f'severity_{at}']}{lights[row[f'light_{at}']]}"
        for at in ("before", "after")
        if row[f"severity_{at}"] is not None
    ]


def _who(row: dict[str, Any]) -> str:
    return " / ".join(word for word in (row["department"], row["project"]) if word) or row["collection"]


def _table(*headings: str) -> Table:
    table = Table(show_lines=False)
    for heading in headings:
        table.add_column(Text(terminal.plain(heading)), overflow="fold")
    return table


def _text(value: object) -> Text:
    if isinstance(value, Decimal):
        value = f"{value.normalize():f}"
    return Text("" if value is None else terminal.plain(str(value)))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row for JSON: points and money as text, exact."""
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in row.items()}
