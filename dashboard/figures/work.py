"""What people do with findings, in words: one finding's facts and history, and the rectification list."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.figures.findings import BY_ID
from dashboard.formats import NOTHING, money
from dashboard.theme import Look
from pipelines.audit import SEVERITIES
from pipelines.ledger import STATES, Act
from pipelines.queries.rectification import STANDINGS


def kinds(look: Look) -> dict[str, str]:
    """Return what can be done with a finding, by name."""
    return {
        "state": look.say("记状态", "State"),
        "assignment": look.say("交办", "Assign"),
        "answer": look.say("答复", "Answer"),
    }


def states(look: Look) -> dict[str, str]:
    """Return how a finding can stand, by name: the states that people give it, and why it no longer fires."""
    return {name: look.name(words) for name, words in STANDINGS.items()}


def told(done: Sequence[Act], look: Look) -> list[str]:
    """Return what was done with one finding, the latest first: plain text."""
    return [f"{act.when[:10]} {act.who}：{_said(act, look)}" for act in reversed(done)]


def _said(act: Act, look: Look) -> str:
    if act.kind == "assignment":
        due = look.say(f"，期限 {act.due}", f", due {act.due}") if act.due else ""
        return look.say(f"交{act.assignee}整改{due}", f"to {act.assignee}{due}")
    if act.kind == "answer":
        return look.say("答复：", "answer: ") + (act.answer or "")
    state = look.name(STATES[act.state]) if act.state in STATES else ""
    return look.say(f"记为{state}", state) + (f"：{act.why}" if act.why else "")


def title(row: dict[str, Any], look: Look) -> str:
    """Return rule and question of a finding; both are ours."""
    rule = BY_ID.get(row["rule"])
    return f"{row['rule']} {look.name(rule.question)}" if rule else str(row["rule"])


def whose(row: dict[str, Any], look: Look) -> str:
    """Return whose finding it is: department, year, project, subject: plain text."""
    year = look.say(f"{row['fiscal_year']} 年度", str(row["fiscal_year"])) if row["fiscal_year"] else None
    parts = (row["department"] or row["collection"], year, row["project"], row["subject"])
    return " · ".join(part for part in parts if part)


def figures(row: dict[str, Any], look: Look) -> list[tuple[str, str]]:
    """Return printed, computed and the difference with its sign, as pairs of name and plain text."""
    gap = row["difference"]
    signed = gap if gap is None or str(gap).startswith(("-", "+")) else f"+{gap}"
    return [
        (look.say("表上印的", "Printed"), row["printed"] or NOTHING),
        (look.say("应为（计算）", "Computed"), row["computed"] or NOTHING),
        (look.say("相差", "Difference"), signed or NOTHING),
    ]


def ground(row: dict[str, Any], look: Look) -> list[tuple[str, str]]:
    """Return what a finding rests on: severity, formula, source, profile, cells, money; plain text."""
    rule = BY_ID.get(row["rule"])
    severity = look.name(SEVERITIES[row["severity"]])
    light = {"yellow": look.say(" · 黄灯", " · yellow"), "red": look.say(" · 红灯", " · red")}
    pairs = [
        (look.say("严重程度", "Severity"), severity + light.get(row["light"] or "", "")),
        (look.say("算法", "Formula"), rule.formula if rule else NOTHING),
        (look.say("出处", "Source"), rule.source if rule else NOTHING),
        (look.say("规则方案", "Profile"), row["profile"] or NOTHING),
        (look.say("单元格", "Cells"), cells(row["places"]) or NOTHING),
        (look.say("涉及金额", "Money concerned"), money(row["amount_yuan"], look.language)),
    ]
    return [pair for pair in pairs if pair[1] != NOTHING]


def cells(places: Sequence[str] | None, most: int = 12) -> str:
    """Return the places of a finding in one line, the first `most` of them."""
    given = list(places or [])
    return "、".join(given[:most]) + (f" … {len(given)}" if len(given) > most else "")


def nowhere(row: dict[str, Any], look: Look) -> str:
    """Return why there is no cell to mark."""
    if row["status"] in STATES:
        return look.say("这条发现不在某一张表上，没有可以标出的单元格。", "It stands on no single form.")
    return look.say("现在的表里已经没有这条发现，上面是最后办理时的情形。", "It no longer fires.")


def there(row: dict[str, Any]) -> dict[str, str]:
    """Return the parameters of the form's page on which the finding's cells are marked."""
    return _given({"form": row["form_id"], "rule": row["rule"], "place": row["place"]})


def other(row: dict[str, Any]) -> dict[str, str]:
    """Return the parameters of the page of the form that it was compared with."""
    return _given({"form": row["other_form_id"], "place": row["other_place"]})


def _given(params: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in params.items() if value}


def grids_of(grid: pl.DataFrame, places: Sequence[str] | None) -> pl.DataFrame:
    """Return the grids of a form on which any of the places stands; the whole form where none does."""
    names = grid.filter(pl.col("place").is_in(list(places or [])))["grid"].unique().implode()
    own = grid.filter(pl.col("grid").is_in(names))
    return own if own.height else grid
