"""Departments in buckets of their execution rate."""

import polars as pl

from dashboard.figures.shapes import empty
from dashboard.formats import chart, money
from dashboard.theme import Figure, Look, label_room, layout
from pipelines.queries.execution import BUCKETS
from pipelines.warehouse.words import LINES


def colours(look: Look) -> tuple[str, ...]:
    """Return a colour for each of `BUCKETS`, from poor to full, then above 100 %, then 不适用."""
    good, fair, middling, poor = look.grades
    return (poor, look.line["project"], middling, fair, good, look.categories[4], look.faint)


def bars(frame: pl.DataFrame, look: Look, chosen: str | None = None, height: int = 330) -> Figure:
    """
    Return how many departments, and how much money, stand in each bucket; a click gives [bucket].

    `frame` has the columns of `queries.execution.BUCKETS_SCHEMA`, of one year; buckets other
    than `chosen` are pale.
    """
    if not frame["departments"].sum():
        return empty(look, look.say("没有可分档的部门", "No departments to sort"))
    shades_of = colours(look)
    shown = frame.filter(
        (pl.col("departments") > 0) | ~pl.col("bucket").is_in([BUCKETS[4], BUCKETS[5], BUCKETS[6]])
    )
    rows = shown.to_dicts()
    names = [look.say(row["bucket"], {"不适用": "n/a"}.get(row["bucket"], row["bucket"])) for row in rows]
    shades = [
        shades_of[BUCKETS.index(row["bucket"])] if chosen in (None, row["bucket"]) else look.rule
        for row in rows
    ]
    panels = (
        ("x", [row["departments"] for row in rows], [f"{row['departments']:,}" for row in rows]),
        (
            "x2",
            [float(row["budget_yuan"] or 0) / 1e4 for row in rows],
            [money(row["budget_yuan"], look.language) for row in rows],
        ),
    )
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "xaxis": axis,
            "x": values,
            "y": names,
            "text": [chart(text) for text in texts],
            "textposition": "outside",
            "cliponaxis": False,
            "textfont": {"color": look.text, "size": 12},
            "marker": {"color": shades, "cornerradius": 3},
            "customdata": [[row["bucket"]] for row in rows],
            "hovertemplate": "%{y}：%{text}<extra></extra>",
            "unselected": {"marker": {"opacity": 0.4}},
        }
        for axis, values, texts in panels
    ]
    made = layout(
        look,
        height,
        margin={"l": label_room(names, 13), "r": 70, "t": 30, "b": 4},
        xaxis={"domain": [0, 0.42], "showticklabels": False},
        xaxis2={"domain": [0.56, 1], "showticklabels": False},
        yaxis={
            "autorange": "reversed",
            "automargin": False,
            "tickfont": {"size": 13, "color": look.text},
        },
        bargap=max(0.3, 1 - 28 * len(rows) / max(height - 60, 60)),
    )
    heads = ((0, look.say("部门数", "Departments")), (0.56, look.say("预算金额", "Budget")))
    made["annotations"] = [
        {"text": text, "x": x, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left",
         "yanchor": "bottom", "showarrow": False, "font": {"size": 12, "color": look.faint}}
        for x, text in heads
    ]  # fmt: skip
    return {"data": traces, "layout": made}


def finding(frame: pl.DataFrame, line: str, look: Look) -> str:
    """Return how many departments stay below 80 %, and with how much budget."""
    rated = frame.filter(pl.col("bucket") != BUCKETS[6])
    weak = frame.filter(pl.col("bucket").is_in(BUCKETS[:3]))
    whole = int(rated["departments"].sum())
    if not whole:
        return look.say("执行率分档", "Departments by rate")
    name = look.name(LINES[line])
    few, budget = int(weak["departments"].sum()), weak["budget_yuan"].sum()
    if not few:
        return look.say(f"{name}：{whole} 个部门都在 80% 以上", f"{name}: all {whole} at 80% or above")
    return look.say(
        f"{name}：{few}/{whole} 个部门低于 80%，涉及 {money(budget)}",
        f"{name}: {few} of {whole} below 80%, with {money(budget, 'en')}",
    )


def inside_of(
    under: pl.DataFrame, by_year: pl.DataFrame, bucket: str | None, year: int | None
) -> pl.DataFrame:
    """
    Return the departments of one bucket in `year`; those below the threshold where it is None.

    `under` has the columns of `queries.unspent.UNDER_EXECUTED`, `by_year` those of
    `queries.execution.BY_DEPARTMENT_YEAR`, of all years.
    """
    if bucket is None:
        return under
    rate = pl.col("execution_rate")
    is_full = pl.col("executed_yuan") == pl.col("budget_yuan")
    inside = {
        BUCKETS[0]: rate < 0.3,
        BUCKETS[1]: rate.is_between(0.3, 0.6, closed="left"),
        BUCKETS[2]: rate.is_between(0.6, 0.8, closed="left"),
        BUCKETS[3]: rate.is_between(0.8, 1.0, closed="both") & ~is_full,
        BUCKETS[4]: is_full & rate.is_not_null(),
        BUCKETS[5]: (rate > 1) & ~is_full,
        BUCKETS[6]: rate.is_null(),
    }[bucket]
    of_the_year = pl.lit(True) if year is None else pl.col("fiscal_year") == year
    return by_year.filter(of_the_year, pl.col("counted"), inside).sort(
        "unspent_yuan", "department", descending=[True, False], nulls_last=True
    )
