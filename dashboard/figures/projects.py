"""Projects through the years: a list of them, one as a timeline, and what joined its forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import polars as pl

from dashboard.figures.columns import DEPARTMENT, YEAR
from dashboard.figures.shapes import empty
from dashboard.formats import Column, chart, column, money, pct, plain, score, short
from dashboard.theme import Figure, Look, layout, note
from pipelines.ledger.links import ProjectKey, ProjectLink
from pipelines.queries.following import EVIDENCE
from pipelines.queries.projects import key_of
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.words import FORM_TYPES

#: Below this a person had better look; above it nothing was ever joined wrongly in the invented district.
_SURE = 0.8

COLUMNS: Mapping[str, Column] = {
    "project": column("项目（最近名称）", "Project, latest name", width="medium"),
    "department": DEPARTMENT,
    "former": column("曾用名称", "Former names", width="medium"),
    "span": column("年度", "Years"),
    "budget_yuan": column("最近预算", "Latest budget", "yuan"),
    "rates": column("各年执行率", "Rates", "trend"),
    "execution_rate": column("最近执行率", "Latest rate", "rate"),
    "total_score": column("最近自评分", "Latest score", "score"),
    "confidence": column("对应的把握（最低）", "Least sure", "rate", accent="gray"),
}
YEARS: Mapping[str, Column] = {
    "fiscal_year": YEAR,
    "project": column("当年名称", "Name that year", width="medium"),
    "budget_yuan": column("全年预算", "Budget", "yuan"),
    "executed_yuan": column("全年执行", "Executed", "yuan"),
    "execution_rate": column("执行率", "Rate", "rate"),
    "total_score": column("自评分", "Score", "score"),
    "by": column("与上一张表对应的依据", "Joined by"),
    "confidence": column("把握", "How sure", "rate", accent="gray"),
}


@dataclass(frozen=True, slots=True)
class Joint:
    """Two forms that stand one after the other in a project."""

    earlier: ProjectKey
    later: ProjectKey
    text: str
    said: bool  #: a person said so


def of_projects(scope: Scope) -> Scope:
    """Return the scope over all years, without a type that is no project's."""
    overall = scope.form_type == "department_overall"
    return replace(scope, year=None, form_type=None if overall else scope.form_type)


def of_year(frame: pl.DataFrame, year: int | None) -> pl.DataFrame:
    """Return the whole projects that have a form of the year; all where none is given."""
    if year is None:
        return frame
    return frame.filter((pl.col("fiscal_year") == year).any().over("chain_id"))


def views(frame: pl.DataFrame, look: Look) -> dict[str, str]:
    """Return the parts of the list, each with its number of projects."""
    names = {
        "": look.say("全部", "All"),
        "renamed": look.say("改过名的", "Renamed"),
        "doubtful": look.say("把握不大的", "Doubtful"),
    }
    return {view: f"{name} {of_view(frame, view)['chain_id'].n_unique():,}" for view, name in names.items()}


def of_view(frame: pl.DataFrame, view: str) -> pl.DataFrame:
    """Return the whole projects of a view: all, those renamed, those joined without much confidence."""
    if view == "renamed":
        return frame.filter(pl.col("renamed").any().over("chain_id"))
    if view == "doubtful":
        return frame.filter((pl.col("confidence") < _SURE).any().over("chain_id"))
    return frame


def departments(frame: pl.DataFrame) -> list[str]:
    return frame["department"].unique().sort().to_list()


def one(frame: pl.DataFrame, chain: str) -> pl.DataFrame:
    """Return the rows of one project, by year."""
    return frame.filter(pl.col("chain_id") == chain)


def of_department(frame: pl.DataFrame, name: str | None) -> pl.DataFrame:
    return frame if name is None else frame.filter(pl.col("department") == name)


def listed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return `queries.projects.CHAINS` as one row a project for `COLUMNS`, the largest budget first."""
    years = pl.col("fiscal_year")
    former = pl.col("project").unique(maintain_order=True)
    return (
        frame.group_by("chain_id", maintain_order=True)
        .agg(
            pl.col("department").last(),
            pl.col("project").last(),
            former.filter(former != pl.col("project").last()).str.join("、").alias("former"),
            years.cast(pl.String)
            .unique(maintain_order=True)
            .gather([0, -1])
            .unique(maintain_order=True)
            .str.join("–")
            .alias("span"),
            pl.col("confidence").min(),
            pl.col("execution_rate").alias("rates"),
            pl.col("execution_rate").last(),
            pl.col("budget_yuan").last(),
            pl.col("total_score").last(),
        )
        .with_columns(pl.col("former").replace("", None))
        .sort("budget_yuan", descending=True, nulls_last=True, maintain_order=True)
    )


def finding(frame: pl.DataFrame, look: Look) -> str:
    """Return how many projects there are, and how many of them changed their name."""
    several = frame["chain_id"].n_unique()
    renamed = of_view(frame, "renamed")["chain_id"].n_unique()
    return look.say(
        f"{several:,} 个项目，{renamed:,} 个改过名", f"{several:,} projects, {renamed:,} of them renamed"
    )


def told(one: pl.DataFrame, look: Look) -> str:
    """Return of one project, in one line: its latest name, and over which years. Neutral for markdown."""
    years = one["fiscal_year"]
    span = f"{years[0]}–{years[-1]}" if one.height > 1 else str(years[0])
    return plain(short(one["project"][-1], 40)) + f" · {span}"


def timeline(one: pl.DataFrame, look: Look) -> Figure:
    """
    Return budget and execution of one project as bars a year, its rate and score written above.

    A year's name stands under it where it changed; a click gives [form].
    """
    known = one.filter(pl.col("budget_yuan").is_not_null() | pl.col("executed_yuan").is_not_null())
    if known.is_empty():
        return empty(look, look.say("各年都没有印金额", "No year prints its money"))
    rows = {row["fiscal_year"]: row for row in one.to_dicts()}
    span = range(min(rows), max(rows) + 1)
    bars = []
    for name, words, colour in (
        ("budget_yuan", look.say("预算", "Budget"), look.rule),
        ("executed_yuan", look.say("执行", "Executed"), look.line["project"]),
    ):
        bars.append(
            {
                "type": "bar",
                "name": words,
                "x": list(rows),
                "y": [None if row[name] is None else float(row[name]) for row in rows.values()],
                "marker": {"color": colour, "line": {"color": look.faint, "width": 1}},
                "width": 0.62 if name == "budget_yuan" else 0.4,
                "customdata": [[row["form_id"]] for row in rows.values()],
                "hovertext": [
                    f"{chart(row['project'])}<br>{words} {money(row[name], look.language)}"
                    for row in rows.values()
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    figure = layout(
        look, 280, barmode="overlay", margin={"l": 8, "r": 8, "t": 44, "b": 8},
        xaxis={"tickvals": list(span), "ticktext": [_tick(year, rows.get(year), look) for year in span],
               "range": [span[0] - 0.6, span[-1] + 0.6]},
        yaxis={"visible": False, "rangemode": "tozero"},
    )  # fmt: skip
    figure["annotations"] = [
        note(look, _above(row, look), year, _top(row), yanchor="bottom") for year, row in rows.items()
    ]
    return {"data": bars, "layout": figure}


def _tick(year: int, row: Mapping[str, Any] | None, look: Look) -> str:
    """The year, and under it a new name, or that there is no form."""
    if row is None:
        return f"{year}<br>{look.say('没有表', 'no form')}"
    return f"{year}<br>{chart(short(row['project'], 10))}" if row["renamed"] else str(year)


def _top(row: Mapping[str, Any]) -> float:
    return max(float(row["budget_yuan"] or 0), float(row["executed_yuan"] or 0))


def _above(row: Mapping[str, Any], look: Look) -> str:
    rate, points = row["execution_rate"], row["total_score"]
    parts = [
        look.say("不适用", "n/a") if rate is None else pct(rate, 1),  # without a budget
        "" if points is None else look.say(f"{score(points)} 分", f"{score(points)} points"),
    ]
    return "<br>".join(part for part in parts if part)


def years(one: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return the rows of one project for `YEARS`, the latest first."""
    words = {name: look.name(wording) for name, wording in EVIDENCE.items()}
    by = pl.col("matched_by").list.eval(pl.element().replace(words)).list.join("、").replace("", None)
    return one.with_columns(by.alias("by")).reverse()


def joints(one: pl.DataFrame, look: Look) -> list[Joint]:
    """Return each form of a project with the one before it, the latest first."""
    rows = one.to_dicts()
    return [
        Joint(key_of(before), key_of(row), _joined(before, row, look), row["matched_by"] == ["person"])
        for before, row in pairwise(rows)
    ][::-1]


def _joined(before: Mapping[str, Any], row: Mapping[str, Any], look: Look) -> str:
    by = "、".join(look.name(EVIDENCE[word]) for word in row["matched_by"])
    then, now = (f"{one['fiscal_year']}“{one['project']}”" for one in (before, row))
    sure = pct(row["confidence"], 0)
    return look.say(f"{then} → {now}：{by}，把握 {sure}", f"{then} → {now}: {by}, {sure} sure")


def before(frame: pl.DataFrame, one: pl.DataFrame) -> dict[str, ProjectKey]:
    """Return what a project may go on from: the ends of others of its department, by what people read."""
    first = one.row(0, named=True)
    ends = frame.filter(
        (pl.col("department") == first["department"])
        & (pl.col("form_type") == first["form_type"])
        & (pl.col("collection") == first["collection"])
        & (pl.col("fiscal_year") == pl.col("fiscal_year").max().over("chain_id"))
        & (pl.col("fiscal_year") < first["fiscal_year"])
    )
    rows = ends.sort("fiscal_year", "project", descending=[True, False]).iter_rows(named=True)
    return {f"{row['fiscal_year']} {row['project']}": key_of(row) for row in rows}


def said(links: Sequence[ProjectLink], one: pl.DataFrame, look: Look) -> list[str]:
    """Return what people said of the projects of this department, the latest first: plain text."""
    first = one.row(0, named=True)
    return [
        f"{link.id} · {link.when[:10]} · {link.who} · {link.earlier.fiscal_year}“{link.earlier.project}”"
        + (look.say(" 与 ", " and ") + f"{link.later.fiscal_year}“{link.later.project}”")
        + (
            look.say("是同一项目", ": one project")
            if link.same
            else look.say("不是同一项目", ": two projects")
        )
        + (f" · {link.why}" if link.why else "")
        for link in reversed(links)
        if (link.later.collection, link.later.department) == (first["collection"], first["department"])
    ]


def caption(one: pl.DataFrame, look: Look) -> str:
    """Return whose project it is, and how its timeline is to be read. Neutral for markdown."""
    row = one.row(0, named=True)
    return plain(f"{row['department']} · {look.name(FORM_TYPES[row['form_type']])}") + look.say(
        "。宽条为预算，窄条为执行，上方为执行率与自评分；点一年看原表",
        ". Wide bars: budget; narrow: executed; above: rate and score; click a year for its form",
    )
