"""Claimed scores beside recomputed ones: heaps, spread inside a department, score against execution."""

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from dashboard.figures.cards import Card
from dashboard.figures.columns import DEPARTMENT, RATE, YEAR
from dashboard.figures.shapes import empty
from dashboard.formats import Column, chart, column, count, pct, score, short
from dashboard.theme import Figure, Look, layout
from pipelines.warehouse.words import FORM_TYPES

#: Of `queries.scores.scores` with the forms' rates, grades beside.
SCORES: Mapping[str, Column] = {
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "project": column("项目", "Project", width="medium"),
    "claimed_total": column("自评总分", "Claimed", "score"),
    "recomputed_total": column("重算总分", "Recomputed", "score"),
    "change": column("重算 − 自评", "Change", "delta"),
    "unexplained": column("没有来由", "Unexplained", "delta"),
    "execution_rate": RATE,
    "gap_pp": column("得分率高出执行率", "Score above execution", "pp"),
    "grade_claimed": column("自评等级", "Claimed grade"),
    "grade_recomputed": column("重算等级", "Recomputed grade"),
    "unverifiable_weight": column("无法核实的分值", "Unverifiable points", "score"),
    "form_type": column("表类型", "Form type"),
}
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
    mean, again = _mean(both, "claimed_total"), _mean(both, "recomputed_total")
    gap = again - mean if again is not None and mean is not None else 0.0
    moves = abs(gap) >= 0.005
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
            score(mean),
            note=say("简单平均", "simple mean"),
        ),
        Card(
            say("平均重算分", "Mean recomputed"),
            score(again),
            f"{gap:+.2f}" if moves else None,
            say("较自评", "on claimed") if moves else say("与自评相同", "as claimed"),
        ),
        Card(say("重算后换等级", "Grade would change"), f"{count(moved)} {forms}".strip(), good="off"),
        Card(
            say("无法核实的指标", "Unverifiable rows"),
            pct(blind / rows, 1) if rows else "—",
            note=f"{count(int(blind or 0))} {say('项没有数字', 'without figures')}",
            good="off",
        ),
    ]


def _mean(frame: pl.DataFrame, name: str) -> float | None:
    found = frame[name].cast(pl.Float64).mean()
    return found if isinstance(found, float) else None


def column_of(basis: str) -> str:
    """Return the column that holds one of the `bases`."""
    return "recomputed_total" if basis == "recomputed" else "claimed_total"


def of(frame: pl.DataFrame, department: str | None) -> pl.DataFrame:
    """Return the forms of one department; all where it is None."""
    return frame if department is None else frame.filter(pl.col("department") == department)


def departments_of(frame: pl.DataFrame) -> list[str]:
    """Return the departments that have scores."""
    return frame["department"].drop_nulls().unique().to_list()


def named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return the scores with form types by name, for `SCORES`."""
    types = {name: look.name(words) for name, words in FORM_TYPES.items()}
    return frame.with_columns(pl.col("form_type").replace(types))


def moved_finding(frame: pl.DataFrame, look: Look) -> str:
    """Return how many forms claim more than their own figures give, and how much in the mean."""
    given = frame.drop_nulls("change")
    less = given.filter(pl.col("change") <= Decimal("-0.05"))
    if less.is_empty():
        return look.say("没有表的得分高于重算", "No form claims more than its figures give")
    mean = _mean(less, "change") or 0.0
    return look.say(
        f"{less.height:,} 张表的自评高于重算，平均多 {-mean:.2f} 分",
        f"{less.height:,} forms claim more than their figures give, {-mean:.2f} in the mean",
    )


def spreads(frame: pl.DataFrame, basis: str) -> pl.DataFrame:
    """
    Return each department with `FEW` scored forms or more, the narrowest spread first.

    Columns: `department`, `forms`, `lowest`, `median`, `highest`.
    """
    value = pl.col(column_of(basis)).cast(pl.Float64)
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
