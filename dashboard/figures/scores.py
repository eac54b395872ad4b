"""Claimed scores beside recomputed ones: heaps, spread inside a department, score against execution."""

from collections.abc import Mapping

import polars as pl

from dashboard.figures.cards import Card
from dashboard.figures.columns import DEPARTMENT, RATE, YEAR
from dashboard.figures.shapes import empty
from dashboard.formats import Column, chart, column, count, pct, score, short
from dashboard.theme import Figure, Look, layout, note

#: Of `queries.scores.scores` with the forms' rates, grades beside.
SCORES: Mapping[str, Column] = {
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "project": column("项目", "Project", width="medium"),
    "claimed_total": column("自评总分", "Claimed", "score"),
    "recomputed_total": column("重算总分", "Recomputed", "score"),
    "change": column("重算 − 自评", "Change", "pp"),
    "unexplained": column("没有来由", "Unexplained", "pp"),
    "execution_rate": RATE,
    "gap_pp": column("得分率高出执行率", "Score above execution", "pp"),
    "grade_claimed": column("自评等级", "Claimed grade"),
    "grade_recomputed": column("重算等级", "Recomputed grade"),
    "unverifiable_weight": column("无法核实的分值", "Unverifiable points", "score"),
    "form_type": column("表类型", "Form type"),
}
#: The width of a bar, in points: heaps stand at whole and half points.
STEP = 0.5
#: A heap holds so many forms at least, and so many times what its four neighbours hold in the mean.
_HEAP_FORMS, _HEAP_TIMES = 3, 2
#: A department with so many forms at least is asked how far its scores spread.
FEW = 3
_TOP = 14


def bases(look: Look) -> dict[str, str]:
    """Return which score can be looked at, by name."""
    return {"claimed": look.say("自评分", "Claimed"), "recomputed": look.say("重算分", "Recomputed")}


def with_rates(scores: pl.DataFrame, forms: pl.DataFrame) -> pl.DataFrame:
    """
    Return the scores with each form's execution rate and how far the claimed score lies above it.

    `forms` has the columns of `queries.forms.FORM`. `gap_pp` is in percentage points: the share of
    full marks less the rate, null where either is missing. Those that lose most come first.
    """
    rates = forms.select("form_id", "execution_rate", "total_weight")
    full = pl.when(pl.col("total_weight") > 0).then(pl.col("total_weight")).otherwise(100).cast(pl.Float64)
    share = pl.col("claimed_total").cast(pl.Float64) / full
    return (
        scores.join(rates, on="form_id", how="left", maintain_order="left")
        .with_columns(((share - pl.col("execution_rate")) * 100).alias("gap_pp"))
        .sort("change", "gap_pp", descending=[False, True], nulls_last=True, maintain_order=True)
    )


def cards(frame: pl.DataFrame, look: Look) -> list[Card]:
    """Return the big figures of 自评分: of all forms with a total, no form counted that prints none."""
    given = frame.drop_nulls("claimed_total")
    top = given.filter(pl.col("claimed_total") >= 95).height
    both = given.drop_nulls("recomputed_total")
    mean = both["claimed_total"].cast(pl.Float64).mean() if both.height else None
    again = both["recomputed_total"].cast(pl.Float64).mean() if both.height else None
    moved = given.filter(pl.col("grade_claimed") != pl.col("grade_recomputed")).height
    blind = frame["unverifiable_rows"].sum()
    rows = int(frame["verified_rows"].sum() or 0) + int(blind or 0)
    say, forms = look.say, look.say("张", "")
    return [
        Card(say("有总分的表", "Forms with a total"), f"{count(given.height)} {forms}".strip()),
        Card(
            say("95 分及以上", "95 or more"),
            pct(top / given.height, 1) if given.height else "—",
            note=f"{count(top)} {forms}".strip(),
            good="off",
        ),
        Card(
            say("平均自评分", "Mean claimed"),
            score(mean if isinstance(mean, float) else None),
            note=say("简单平均", "simple mean"),
        ),
        Card(
            say("平均重算分", "Mean recomputed"),
            score(again if isinstance(again, float) else None),
            f"{again - mean:+.2f}" if isinstance(again, float) and isinstance(mean, float) else None,
            say("较自评", "on claimed"),
        ),
        Card(say("重算后换等级", "Grade would change"), f"{count(moved)} {forms}".strip(), good="off"),
        Card(
            say("无法核实的指标", "Unverifiable rows"),
            pct(blind / rows, 1) if rows else "—",
            note=f"{count(int(blind or 0))} {say('项没有数字', 'without figures')}",
            good="off",
        ),
    ]


def _column(basis: str) -> str:
    return "recomputed_total" if basis == "recomputed" else "claimed_total"


def bins(frame: pl.DataFrame, basis: str) -> pl.DataFrame:
    """Return `start` (inclusive), `forms` and `heap` of each half point that has forms, in order."""
    counted = (
        frame.select((pl.col(_column(basis)).cast(pl.Float64) / STEP).floor().cast(pl.Int64).alias("at"))
        .drop_nulls()
        .group_by("at")
        .agg(pl.len().cast(pl.Int64).alias("forms"))
        .sort("at")
    )
    found = dict(counted.iter_rows())
    around = [sum(found.get(at + off, 0) for off in (-2, -1, 1, 2)) / 4 for at in found]
    return counted.select(
        (pl.col("at") * STEP).alias("start"),
        "forms",
        pl.Series(
            "heap",
            [
                n >= _HEAP_FORMS and n >= _HEAP_TIMES * near
                for n, near in zip(found.values(), around, strict=True)
            ],
            dtype=pl.Boolean,
        ),
    )


def of_heap(frame: pl.DataFrame, basis: str, start: str | None) -> pl.DataFrame:
    """Return the forms whose score stands in the half point that begins at `start`; all where it is None."""
    if start is None:
        return frame
    low = float(start)
    return frame.filter(pl.col(_column(basis)).cast(pl.Float64).is_between(low, low + STEP, closed="left"))


def starts(frame: pl.DataFrame, basis: str) -> list[str]:
    """Return the half points that have forms, as the address names them."""
    return [score(start) for start in bins(frame, basis)["start"].to_list()]


def histogram(frame: pl.DataFrame, basis: str, look: Look, chosen: str | None = None) -> Figure:
    """Return how many forms stand at each half point, heaps named; a click gives [start]."""
    rows = bins(frame, basis).to_dicts()
    if not rows:
        return empty(look, look.say("没有印总分的表", "No form prints a total"))
    last = rows[-1]["start"]
    shown = [row for row in rows if row["start"] >= max(last - 30, 0)]
    heaps = sorted((row for row in shown if row["heap"]), key=lambda row: -row["forms"])[:4]
    names = [score(row["start"]) for row in shown]
    colours = [
        look.rule if chosen not in (None, name) else look.alert if row in heaps else look.line["overall"]
        for row, name in zip(shown, names, strict=True)
    ]
    trace = {
        "type": "bar",
        "x": [row["start"] + STEP / 2 for row in shown],
        "y": [row["forms"] for row in shown],
        "width": STEP * 0.9,
        "marker": {"color": colours},
        "customdata": [[name] for name in names],
        "hovertext": [
            look.say(
                f"{name} 分到 {score(row['start'] + STEP)} 分之间：{row['forms']:,} 张",
                f"{name} up to {score(row['start'] + STEP)}: {row['forms']:,}",
            )
            for row, name in zip(shown, names, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 0.45}},
    }
    tallest = max(row["forms"] for row in shown)
    figure = layout(
        look,
        300,
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        xaxis={"nticks": 12, "ticksuffix": look.say(" 分", "")},
        yaxis={"showgrid": True, "range": [0, tallest * 1.18], "nticks": 5},
    )
    figure["annotations"] = [
        note(
            look,
            look.say(f"{score(row['start'])} 分：", f"{score(row['start'])}: ") + count(row["forms"]),
            row["start"] + STEP / 2,
            row["forms"],
            yanchor="bottom",
            xanchor="right" if row["start"] > last - 2 else "center",
            font={"size": 12, "color": look.text},
        )
        for row in heaps
    ]
    return {"data": [trace], "layout": figure}


def heaps_finding(frame: pl.DataFrame, basis: str, look: Look) -> str:
    """Return where the scores stand in heaps, in one line."""
    found = bins(frame, basis)
    heaps = found.filter("heap").sort("forms", descending=True).head(3)
    whole = int(found["forms"].sum())
    if not heaps.height:
        return look.say("得分没有明显堆积", "No heaps of scores")
    at = "、".join(score(start) for start in sorted(heaps["start"].to_list(), reverse=True))
    share = pct(int(heaps["forms"].sum()) / whole, 0)
    return look.say(f"得分堆在 {at} 分，占 {share}", f"Scores heap at {at}: {share}")


def spreads(frame: pl.DataFrame, basis: str) -> pl.DataFrame:
    """
    Return each department with `FEW` scored forms or more, the narrowest spread first.

    Columns: `department`, `forms`, `lowest`, `median`, `highest`.
    """
    value = pl.col(_column(basis)).cast(pl.Float64)
    return (
        frame.filter(value.is_not_null() & pl.col("department").is_not_null())
        .group_by("department")
        .agg(
            pl.len().alias("forms"),
            value.min().alias("lowest"),
            value.median().alias("median"),
            value.max().alias("highest"),
        )
        .filter(pl.col("forms") >= FEW)
        .sort(pl.col("highest") - pl.col("lowest"), -pl.col("forms").cast(pl.Int64), "department")
    )


def spread(frame: pl.DataFrame, basis: str, look: Look) -> Figure:
    """Return the departments whose forms' scores differ least, as ranges; a click gives [department]."""
    rows = spreads(frame, basis).head(_TOP).to_dicts()
    if not rows:
        return empty(
            look, look.say(f"没有部门有 {FEW} 张以上带总分的表", f"No department has {FEW} scored forms")
        )
    places = list(range(len(rows)))
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for row in rows for x in (row["lowest"], row["highest"], None)],
        "y": [y for at in places for y in (at, at, None)],
        "line": {"color": look.line["basic"], "width": 6},
        "hoverinfo": "skip",
    }
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": [row["median"] for row in rows],
        "y": places,
        "marker": {"size": 13, "color": look.line["overall"]},
        "customdata": [[row["department"]] for row in rows],
        "hovertext": [
            chart(row["department"])
            + "<br>"
            + look.say(
                f"{row['forms']} 张表，最低 {score(row['lowest'])}，最高 {score(row['highest'])}",
                f"{row['forms']} forms, {score(row['lowest'])} to {score(row['highest'])}",
            )
            for row in rows
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    low, high = min(row["lowest"] for row in rows), max(row["highest"] for row in rows)
    figure = layout(
        look,
        40 + 26 * len(rows),
        margin={"l": 8, "r": 12, "t": 4, "b": 8},
        xaxis={
            "showgrid": True,
            "range": [low - max((high - low) * 0.1, 0.5), max(high + 0.5, low + 1)],
            "nticks": 6,
        },
        yaxis={
            "range": [len(rows) - 0.5, -0.5],
            "tickvals": places,
            "ticktext": [chart(short(row["department"], 14)) + f"（{row['forms']}）" for row in rows],
            "tickfont": {"size": 12.5, "color": look.text},
        },
    )
    return {"data": [line, dots], "layout": figure}


def spread_finding(frame: pl.DataFrame, basis: str, look: Look) -> str:
    """Return how many departments give all their forms nearly the same score."""
    found = spreads(frame, basis)
    if found.is_empty():
        return look.say("部门内部的差异", "Spread inside departments")
    same = found.filter(pl.col("highest") - pl.col("lowest") <= 1).height
    return look.say(
        f"{found.height} 个部门中 {same} 个，各表得分相差不到 1 分",
        f"{same} of {found.height} departments: forms within one point",
    )
