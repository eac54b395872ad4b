"""Score against execution: who claims much and spent little."""

from decimal import Decimal
from typing import Any

import polars as pl

from dashboard.figures.indicators import MANY_POINTS
from dashboard.figures.shapes import empty
from dashboard.formats import chart, pct, score
from dashboard.theme import Figure, Look, layout, note

#: Rates above are drawn at this edge: a form that spent three times its budget must not squeeze the rest.
_EDGE = 1.1


def points(frame: pl.DataFrame, column: str, good: Decimal, least: Decimal) -> pl.DataFrame:
    """
    Return the forms with a score in `column` and a rate, each in its quadrant.

    `frame` has the columns of `figures.scores.with_rates`; `good` is the lower bound of the best
    grade, `least` the rate below which execution is weak. `quadrant` is "claims_more" (a good score and
    weak execution), "both", "neither" or "spends_more".
    """
    value = pl.col(column)
    high, spent = value >= good, pl.col("execution_rate") >= float(least)
    quadrant = (
        pl.when(high & ~spent)
        .then(pl.lit("claims_more"))
        .when(high)
        .then(pl.lit("both"))
        .when(~spent)
        .then(pl.lit("neither"))
        .otherwise(pl.lit("spends_more"))
    )
    return frame.filter(value.is_not_null() & pl.col("execution_rate").is_not_null()).with_columns(
        value.cast(pl.Float64).alias("score"), quadrant.alias("quadrant")
    )


def scatter(frame: pl.DataFrame, good: Decimal, least: Decimal, look: Look) -> Figure:
    """
    Return one point a form of `points`: rate to the right, score upwards; a click gives [form].

    Two lines make four fields, each with its count. Above `MANY_POINTS` points the graphics card draws.
    """
    rows = frame.to_dicts()
    if not rows:
        return empty(look, look.say("没有同时有得分和执行率的表", "No form has both a score and a rate"))
    names = {
        "claims_more": look.say("分高、钱没花完", "claims more"),
        "both": look.say("分高、执行好", "both good"),
        "neither": look.say("分低、执行差", "both weak"),
        "spends_more": look.say("分低、执行好", "spends more"),
    }
    traces = [
        {
            "type": "scattergl" if len(rows) > MANY_POINTS else "scatter",
            "mode": "markers",
            "x": [min(row["execution_rate"], _EDGE) for row in own],
            "y": [row["score"] for row in own],
            "customdata": [[row["form_id"]] for row in own],
            "hovertext": [_hover(row, look) for row in own],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"size": 8, "color": colour, "opacity": 0.6},
        }
        for name, colour in (("claims_more", look.alert), (None, look.line["overall"]))
        if (own := [row for row in rows if (row["quadrant"] == "claims_more") == (name is not None)])
    ]
    lowest = min(min(row["score"] for row in rows), float(good) - 5)
    left = min(min(row["execution_rate"] for row in rows), float(least) - 0.1)
    floor, ceiling = lowest - 1, max(101.0, max(row["score"] for row in rows) + 1)
    figure = layout(
        look,
        340,
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        xaxis={
            "range": [max(left - 0.03, -0.03), _EDGE + 0.03],
            "tickformat": ".0%",
            "title": {"text": look.say("执行率", "Execution rate"), "font": {"size": 12}},
        },
        yaxis={
            "range": [floor, ceiling],
            "title": {"text": look.say("得分", "Score"), "font": {"size": 12}},
        },
    )
    line = {"type": "line", "layer": "below", "line": {"color": look.faint, "width": 1, "dash": "dot"}}
    figure["shapes"] = [
        {**line, "xref": "paper", "x0": 0, "x1": 1, "y0": float(good), "y1": float(good)},
        {**line, "yref": "paper", "y0": 0, "y1": 1, "x0": float(least), "x1": float(least)},
    ]
    corners = {"claims_more": (0, 1), "both": (1, 1), "neither": (0, 0), "spends_more": (1, 0)}
    counts = {name: sum(row["quadrant"] == name for row in rows) for name in names}
    figure["annotations"] = [
        note(
            look,
            f"{names[name]} {counts[name]:,}",
            x,
            y,
            xref="paper",
            yref="paper",
            xanchor="right" if x else "left",
            yanchor="top" if y else "bottom",
            bgcolor=look.page,
            borderpad=3,
            font={"size": 12, "color": look.alert if name == "claims_more" else look.faint},
        )
        for name, (x, y) in corners.items()
    ]
    return {"data": traces, "layout": figure}


def _hover(row: dict[str, Any], look: Look) -> str:
    lines = [
        " · ".join(part for part in (row["department"], row["project"]) if part) or "—",
        look.say("得分 ", "Score ") + score(row["score"]),
        look.say("执行率 ", "Rate ") + pct(row["execution_rate"]),
    ]
    return "<br>".join(chart(line) for line in lines)


def finding(frame: pl.DataFrame, good: Decimal, least: Decimal, look: Look) -> str:
    """Return how many forms of `points` claim a good score over weak execution, in one line."""
    if frame.is_empty():
        return look.say("得分与执行率", "Score and execution")
    more = frame.filter(pl.col("quadrant") == "claims_more").height
    return look.say(
        f"{frame.height:,} 张表中 {more:,} 张得分 {score(good)} 以上而执行率不到 {pct(least, 0)}",
        f"{more:,} of {frame.height:,} forms: {score(good)} or more with under {pct(least, 0)} spent",
    )
