"""Findings in figures: by rule and by department, worst first, with the money that they concern."""

from typing import Any

import polars as pl

from dashboard.figures.findings import BY_ID
from dashboard.formats import chart, count, money, short
from dashboard.theme import Figure, Look, layout
from pipelines.audit import SEVERITIES

#: Bars of one chart.
_TOP = 12


def concerned(frame: pl.DataFrame) -> pl.DataFrame:
    """
    Return the money that findings concern, counted once.

    Of a department's year the overall form's, since it includes the projects; else the sum over its
    forms. One row a collection, department and year: `amount_yuan`, null where no form says its unit.
    """
    by_form = frame.group_by("collection", "department", "fiscal_year", "form_type", "form_id").agg(
        pl.col("amount_yuan").max()
    )
    overall = pl.col("form_type") == "department_overall"
    known = pl.col("amount_yuan").is_not_null()
    return by_form.group_by("collection", "department", "fiscal_year").agg(
        pl.when((overall & known).any())
        .then(pl.col("amount_yuan").filter(overall).sum())
        .when(known.any())
        .then(pl.col("amount_yuan").sum())
        .alias("amount_yuan")
    )


def bars(frame: pl.DataFrame, by: str, look: Look, chosen: str | None = None) -> Figure:
    """
    Return bars of findings by "rule" or "department", stacked by severity; a click gives its key.

    Those with most errors come first, then those with most findings; others than `chosen` are pale.
    Beside each bar stands the money concerned, counted once.
    """
    rows = _grouped(frame, by).head(_TOP).to_dicts()
    if not rows:
        return {"data": [], "layout": layout(look, 120, meta=look.say("没有符合条件的发现", "Nothing fits"))}
    places = list(range(len(rows)))
    labels = [_label(row[by], by, look) for row in rows]
    sums = {
        row[by]: concerned(frame.filter(pl.col(by).eq_missing(row[by])))["amount_yuan"].sum() for row in rows
    }
    pale = [chosen not in (None, row[by]) for row in rows]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": look.name(words),
            "y": places,
            "x": [row[severity] for row in rows],
            "marker": {"color": colour, "opacity": [0.25 if one else 1 for one in pale]},
            "customdata": [[row[by] or ""] for row in rows],
            "hovertext": [f"{chart(label)}<br>{look.name(words)} {row[severity]:,}"
                          for row, label in zip(rows, labels, strict=True)],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "unselected": {"marker": {"opacity": 0.45}},
        }
        for (severity, words), colour in zip(SEVERITIES.items(), look.severities, strict=True)
        if frame["severity"].eq(severity).any()
    ]  # fmt: skip
    longest = max(row["findings"] for row in rows)
    figure = layout(
        look,
        52 + 30 * len(rows),
        barmode="stack",
        showlegend=True,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "normal",
                "font": {"size": 12}},
        margin={"l": 8, "r": 8, "t": 26, "b": 4},
        xaxis={"showticklabels": False, "range": [0, longest * 1.5]},
        yaxis={
            "range": [len(rows) - 0.5, -0.5],
            "tickvals": places,
            "ticktext": [chart(short(label, 17)) for label in labels],
            "tickfont": {"size": 12.5, "color": look.text},
        },
    )  # fmt: skip
    figure["annotations"] = [
        {"x": row["findings"], "y": at, "text": _beside(row, sums[row[by]], look), "showarrow": False,
         "xanchor": "left", "xshift": 5, "font": {"size": 12, "color": look.faint}}
        for at, row in enumerate(rows)
    ]  # fmt: skip
    return {"data": traces, "layout": figure}


def _grouped(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    each = [(pl.col("severity") == name).sum().alias(name) for name in SEVERITIES]
    return (
        frame.group_by(by)
        .agg(*each, pl.len().alias("findings"))
        .sort("E", "findings", by, descending=[True, True, False])
    )


def _label(key: str | None, by: str, look: Look) -> str:
    if by == "rule" and key is not None and key in BY_ID:
        return f"{key} {look.name(BY_ID[key].question).rstrip('吗？?')}？"
    return key or look.say("（没有单位）", "(no department)")


def _beside(row: dict[str, Any], amount: Any, look: Look) -> str:
    number = count(row["findings"])
    return f"{number} · {money(amount, look.language)}" if amount else number


def amount_note(frame: pl.DataFrame, look: Look) -> str:
    """Return the money concerned, counted once for each department and year."""
    amount = concerned(frame)["amount_yuan"].sum() if frame.height else 0
    said = money(amount, look.language)
    return look.say(
        f"涉及金额 {said}（同一部门同一年度只计一次）；点一条，下表只列它",
        f"{said} concerned, each department's year once; click a bar to list it",
    )


def ways(look: Look) -> dict[str, str]:
    """Return by what findings can be drawn."""
    return {"rule": look.say("按规则", "By rule"), "department": look.say("按部门", "By department")}
