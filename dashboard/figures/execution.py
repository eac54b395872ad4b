"""Execution in figures: over the years, over departments, and in buckets."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.figures.cards import of_year
from dashboard.figures.shapes import Bars, Series, bars, heat, lines
from dashboard.formats import money, pct, points
from dashboard.theme import Figure, Look
from pipelines.warehouse.words import LINES

#: The lines of the first figure, in the order in which they are drawn.
_YEARLY = (("basic", "basic"), ("project", "project"), ("total", "overall"))


def yearly(frame: pl.DataFrame, look: Look, height: int = 330) -> Figure:
    """
    Return the rates of 整体, 项目 and 基本 over the years; a click gives [year].

    `frame` has the columns of `queries.execution.DISTRICT_BY_YEAR` (or `BY_LINE_YEAR` of one
    department); a year or line without a rate is a gap.
    """
    years = frame["fiscal_year"].drop_nulls().unique().sort().to_list()
    series = []
    for line, role in _YEARLY:
        rows = {row["fiscal_year"]: row for row in frame.filter(pl.col("line") == line).iter_rows(named=True)}
        if any(row["execution_rate"] is not None for row in rows.values()):
            name = look.name(LINES[line])
            found = [rows.get(year, {}) for year in years]
            series.append(
                Series(
                    name,
                    [row.get("execution_rate") for row in found],
                    look.line[role],
                    [[str(year)] for year in years],
                    [
                        _rate_hover(f"{year} {name}", row, look)
                        for year, row in zip(years, found, strict=True)
                    ],
                    3.2 if role == "overall" else 2.4,
                )
            )
    return lines(look, [str(year) for year in years], series, height)


def _rate_hover(head: str, row: dict[str, Any], look: Look) -> list[str]:
    spent, whole = row.get("executed_yuan"), row.get("budget_yuan")
    return [
        f"{head} {pct(row.get('execution_rate'))}",
        look.say("执行 ", "Executed ") + money(spent, look.language),
        look.say("预算 ", "Budget ") + money(whole, look.language),
    ]


def yearly_finding(frame: pl.DataFrame, year: int | None, look: Look) -> str:
    """Return what the yearly rates say, in one sentence; a plain name where nothing can be said."""
    whole = of_year(frame.filter(pl.col("line") == "total"), year)
    project = of_year(frame.filter(pl.col("line") == "project"), year)
    all_rate, rate, change = (
        whole.get("execution_rate"), project.get("execution_rate"), project.get("change_pp"),
    )  # fmt: skip
    if all_rate is None and rate is None:
        return look.say("各年执行率", "Execution over the years")
    if rate is None or all_rate is None:
        only = pct(all_rate if all_rate is not None else rate, 1)
        return look.say(f"执行率 {only}", f"{only} executed")
    gap = (all_rate - rate) * 100
    if gap >= 3:
        return look.say(
            f"整体 {pct(all_rate, 1)} 掩盖了项目支出的 {pct(rate, 1)}",
            f"{pct(all_rate, 1)} overall hides {pct(rate, 1)} of project money",
        )
    moved = "" if change is None else look.say("，较上年 ", ", ") + points(change, look.language)
    return look.say(f"项目支出执行率 {pct(rate, 1)}{moved}", f"Project money {pct(rate, 1)} executed{moved}")


def spread(
    bands: pl.DataFrame, chosen: pl.DataFrame, look: Look, threshold: float, height: int = 340
) -> Figure:
    """
    Return the median, the middle half, and the chosen departments; a click gives [department, year].

    `bands` has the columns of `queries.execution.BANDS`, `chosen` those of `BY_DEPARTMENT_YEAR`.
    """
    years = bands["fiscal_year"].to_list()
    median = Series(
        look.say("中位数", "Median"),
        bands["median"].to_list(),
        look.faint,
        hover=[
            [
                look.say(f"{row['fiscal_year']} 年 {row['departments']} 个部门", f"{row['fiscal_year']}"),
                look.say("中位数 ", "Median ") + pct(row["median"]),
                look.say("中间一半 ", "Middle half ") + f"{pct(row['quartile1'])} – {pct(row['quartile3'])}",
            ]
            for row in bands.iter_rows(named=True)
        ],
        dash="dash",
    )
    series = [median]
    names = chosen["department"].unique(maintain_order=True).to_list()
    for name, colour in zip(names, look.categories, strict=False):
        rows = {
            r["fiscal_year"]: r for r in chosen.filter(pl.col("department") == name).iter_rows(named=True)
        }
        series.append(
            Series(
                name,
                [rows.get(year, {}).get("execution_rate") for year in years],
                colour,
                [[name, str(year)] for year in years],
                [_rate_hover(f"{year} {name}", rows.get(year, {}), look) for year in years],
            )
        )
    ends = (bands["quartile1"].to_list(), bands["quartile3"].to_list())
    return lines(look, [str(year) for year in years], series, height, band=ends, mark=threshold)


def departments_by_year(frame: pl.DataFrame, look: Look, first: int = 0, rows: int = 25) -> Figure:
    """
    Return departments × years as colours, weakest in the last year first.

    A click gives [department, year]; `frame` has the columns of `BY_DEPARTMENT_YEAR`. A cell
    without a rate is empty where there is no form and says 不适用 where there is one.
    """
    years = frame["fiscal_year"].unique().sort().to_list()
    order = worst_first(frame)[first : first + rows]
    found = {(row["department"], row["fiscal_year"]): row for row in frame.iter_rows(named=True)}
    cells = [[found.get((name, year)) for year in years] for name in order]
    return heat(
        look,
        order,
        [str(year) for year in years],
        [[cell["execution_rate"] if cell else None for cell in line] for line in cells],
        [
            [[name, str(year)] if cell else [] for year, cell in zip(years, line, strict=True)]
            for name, line in zip(order, cells, strict=True)
        ],
        [
            [_rate_hover(f"{year} {name}", cell or {}, look) for year, cell in zip(years, line, strict=True)]
            for name, line in zip(order, cells, strict=True)
        ],
        [
            ["" if not cell else pct(cell["execution_rate"], 0) for cell in line]
            for line in cells
        ],
    )  # fmt: skip


def worst_first(frame: pl.DataFrame) -> list[str]:
    """Return the departments, lowest rate of their last year first, those without a rate last."""
    return (
        frame.sort("fiscal_year")
        .group_by("department", maintain_order=True)
        .agg(pl.col("execution_rate").last())
        .sort("execution_rate", "department", nulls_last=True)["department"]
        .to_list()
    )


def weakest_first(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows of `queries.peers.COMPARE`, lowest project rate first, then lowest whole rate."""
    return frame.sort("project_rate", "execution_rate", "department", nulls_last=True)


def telling_line(district: pl.DataFrame) -> str:
    """Return "project" where any form prints project money apart: it tells more than the whole does."""
    return "project" if "project" in district["line"] else "total"


def lines_present(district: pl.DataFrame, look: Look) -> dict[str, str]:
    """Return the lines that any form prints, by name; the whole always."""
    present = {"total", *district["line"].to_list()}
    return {line: look.name(words) for line, words in LINES.items() if line in present}


def with_years(compared: pl.DataFrame, by_year: pl.DataFrame) -> pl.DataFrame:
    """Return rows of `queries.peers.COMPARE`, weakest first, each with its rates over the years."""
    rates = (
        by_year.sort("fiscal_year")
        .group_by("collection", "department")
        .agg(pl.col("execution_rate").alias("rates"))
    )
    return weakest_first(compared).join(
        rates, on=["collection", "department"], how="left", maintain_order="left"
    )


def spread_finding(bands: pl.DataFrame, year: int | None, look: Look) -> str:
    """Return between which rates the middle half of the departments lies."""
    row = of_year(bands, year)
    if not row:
        return look.say("执行率的分布", "Spread of the rates")
    low, high = pct(row["quartile1"], 0), pct(row["quartile3"], 0)
    return look.say(
        f"中间一半的部门在 {low} 到 {high} 之间，中位数 {pct(row['median'], 1)}",
        f"The middle half lies between {low} and {high}, median {pct(row['median'], 1)}",
    )


def of_departments(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Return the rows of the named departments."""
    return frame.filter(pl.col("department").is_in(names))


def under_finding(frame: pl.DataFrame, bucket: str | None, threshold: float, line: str, look: Look) -> str:
    """
    Return how many departments the list holds and how much they left unspent.

    Units whose money stands in their parent's form too are listed, but neither counted nor added.
    """
    own = frame.filter("counted")
    within = frame.height - own.height
    left = money(own["unspent_yuan"].sum() if own.height else None, look.language)
    name = look.name(LINES[line])
    what = (
        bucket.replace("<", "＜").replace(">", "＞")
        if bucket
        else look.say("低于 ", "below ") + pct(threshold, 0)
    )
    if frame.is_empty():
        return look.say(f"没有部门的{name}执行率{what}", f"{name}: no department {what}")
    return look.say(
        f"{name}执行率 {what} 的有 {own.height} 个部门，未执行 {left}",
        f"{name}, {what}: {own.height} departments, {left} unspent",
    ) + (look.say(f"；另列 {within} 个已计入上级的", f"; {within} inside their parents") if within else "")


def by_kind(frame: pl.DataFrame, look: Look) -> Figure:
    """
    Return bars of the rate of each kind of department, lowest first.

    `frame` has the columns of `queries.execution.BY_KIND`, of one year; a kind without a
    rate is left out.
    """
    rows = frame.drop_nulls("execution_rate").sort("execution_rate", "kind").head(12).to_dicts()
    colour = look.line["overall"]
    unspent = look.say(" · 未执行 ", " · unspent ")
    return bars(
        look,
        Bars(
            [f"{row['kind']}（{row['departments']}）" for row in rows],
            [row["execution_rate"] for row in rows],
            [
                pct(row["execution_rate"], 1) + unspent + money(row["unspent_yuan"], look.language)
                for row in rows
            ],
            [colour] * len(rows),
        ),
    )
