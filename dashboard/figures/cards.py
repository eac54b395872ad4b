"""The row of big figures above a page: value, change on last year, a line over the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from dashboard.formats import NOT_APPLICABLE, count, money, pct, points
from dashboard.theme import Look

Good = Literal["normal", "inverse", "off"]


@dataclass(frozen=True, slots=True)
class Card:
    """One big figure. `change` is text with its sign, None where there is nothing to compare."""

    label: str
    value: str
    change: str | None = None
    note: str | None = None
    history: Sequence[float] = ()
    good: Good = "normal"  #: "normal": more is better; "inverse": less is; "off": neither
    help: str | None = None


def of_district(
    district: pl.DataFrame, departments: pl.DataFrame, year: int | None, look: Look
) -> list[Card]:
    """
    Return the big figures of 总览.

    `district` has the columns of `queries.execution.DISTRICT_BY_YEAR`, `departments` those of
    `BY_DEPARTMENT_YEAR`, both of all years.
    """
    filed = departments.group_by("fiscal_year").agg(pl.col("department").n_unique().cast(pl.Int64))
    total, project = (district.filter(pl.col("line") == line) for line in ("total", "project"))
    say, unit = look.say, look.say("个", "")
    shown = [
        number(say("已报部门", "Departments filed"), filed, "department", year, look, "normal", unit),
        budget(say("预算总额", "Total budget"), total, year, look),
        rate(say("整体执行率", "Overall execution"), total, year, look),
    ]
    if project.height:  # project and transfer forms print no structure
        shown.append(rate(say("项目支出执行率", "Project execution"), project, year, look))
    return shown


def of_year(frame: pl.DataFrame, year: int | None) -> dict[str, Any]:
    """Return the row of `year` (the last where it is None) of a frame by `fiscal_year`, or {}."""
    found = frame.sort("fiscal_year") if year is None else frame.filter(pl.col("fiscal_year") == year)
    return found.row(-1, named=True) if found.height else {}


def history(frame: pl.DataFrame, column: str) -> list[float]:
    """Return the values of `column` over the years, without gaps; fewer than two give none."""
    values = frame.sort("fiscal_year")[column].drop_nulls().cast(pl.Float64).to_list()
    return values if len(values) > 1 else []


def rate(label: str, frame: pl.DataFrame, year: int | None, look: Look) -> Card:
    """Return the card of an execution rate from rows by `fiscal_year` with `change_pp`."""
    row = of_year(frame, year)
    value, change = row.get("execution_rate"), row.get("change_pp")
    return Card(
        label,
        pct(value) if isinstance(value, float) else look.name(NOT_APPLICABLE) if row else "—",
        points(change, look.language) if isinstance(change, float) else None,
        look.say("较上年", "on last year") if isinstance(change, float) else None,
        history(frame, "execution_rate") if frame.height else (),
    )


def budget(label: str, frame: pl.DataFrame, year: int | None, look: Look) -> Card:
    """Return the card of a sum of money: the change is in money, and neither good nor bad."""
    now, before = of_year(frame, year), dict[str, Any]()
    if now:
        before = of_year(frame.filter(pl.col("fiscal_year") == now["fiscal_year"] - 1), None)
    value, last = now.get("budget_yuan"), before.get("budget_yuan")
    change = None
    if value is not None and last is not None:
        difference = value - last
        change = ("+" if difference >= 0 else "-") + money(abs(difference), look.language)
    return Card(
        label,
        money(value, look.language),
        change,
        look.say("较上年", "on last year") if change else None,
        history(frame, "budget_yuan"),
        good="off",
    )


def number(
    label: str, frame: pl.DataFrame, column: str, year: int | None, look: Look, good: Good, unit: str
) -> Card:
    """Return the card of a count; a year without a row shows a dash."""
    now, before = of_year(frame, year), dict[str, Any]()
    if now:
        before = of_year(frame.filter(pl.col("fiscal_year") == now["fiscal_year"] - 1), None)
    value, last = now.get(column), before.get(column)
    change = value - last if isinstance(value, int) and isinstance(last, int) else None
    return Card(
        label,
        f"{count(value)} {unit}".strip() if isinstance(value, int) else "—",
        (f"{change:+,} {unit}" if change else f"0 {unit}").strip() if change is not None else None,
        look.say("较上年", "on last year") if change is not None else None,
        history(frame, column),
        good=good if change else "off",
    )
