"""Findings in figures: by rule and by department, worst first, with the money that they concern."""

from dataclasses import replace
from typing import Any

import polars as pl

from dashboard.figures.cards import Card, number, of_year
from dashboard.figures.findings import BY_ID
from dashboard.formats import chart, count, money, short
from dashboard.theme import Figure, Look, layout, note
from pipelines.audit import SEVERITIES

#: Bars of one chart.
_TOP = 12
_COUNTS = (
    (pl.col("severity") == "E").sum().cast(pl.Int64).alias("errors"),
    pl.len().cast(pl.Int64).alias("findings"),
)


def concerned(frame: pl.DataFrame, *by: str) -> pl.DataFrame:
    """
    Return the money that findings concern, counted once: of all of them, or of each value of `by`.

    Of a department's year the overall form's, since it includes the projects; else the sum over its
    forms. One row a value of `by`, collection, department and year: `amount_yuan`, null where no form says
    its unit.
    """
    unit = list(dict.fromkeys((*by, "collection", "department", "fiscal_year")))
    overall, known = pl.col("form_type") == "department_overall", pl.col("amount_yuan").is_not_null()
    return (
        frame.lazy()
        .group_by(*unit, "form_type", "form_id")
        .agg(pl.col("amount_yuan").max())
        .group_by(unit)
        .agg(
            pl.when((overall & known).any())
            .then(pl.col("amount_yuan").filter(overall).sum())
            .when(known.any())
            .then(pl.col("amount_yuan").sum())
            .alias("amount_yuan")
        )
        .collect()
    )


def bars(
    frame: pl.DataFrame,
    by: str,
    look: Look,
    chosen: str | None = None,
    top: int = _TOP,
    amounts: bool = True,
) -> Figure:
    """
    Return bars of findings by "rule" or "department", stacked by severity; a click gives its key.

    Those with most errors come first, then those with most findings; others than `chosen` are pale.
    Beside each bar stands the money concerned, counted once, unless there is no room for `amounts`; then
    `frame` may be an outline (`queries.findings.OUTLINE`).
    """
    rows = _grouped(frame, by).head(top).to_dicts()
    if not rows:
        return {"data": [], "layout": layout(look, 120, meta=look.say("没有符合条件的发现", "Nothing fits"))}
    places = list(range(len(rows)))
    labels = [_label(row[by], by, look) for row in rows]
    sums: dict[str | None, Any] = {}
    if amounts:
        sums = dict(concerned(frame, by).group_by(by).agg(pl.col("amount_yuan").sum()).iter_rows())
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
        margin={"l": 8, "r": 8, "t": 26, "b": 4},
        xaxis={"showticklabels": False, "range": [0, longest * (3 if amounts else 1.4)]},
        yaxis={
            "range": [len(rows) - 0.5, -0.5],
            "tickvals": places,
            "ticktext": [chart(short(label, 17 if amounts else 13)) for label in labels],
            "tickfont": {"size": 12.5, "color": look.text},
        },
    )  # fmt: skip
    beside = [
        note(look, _beside(row, sums.get(row[by]), look), row["findings"], at, xanchor="left", xshift=2)
        for at, row in enumerate(rows)
    ]
    figure["annotations"] = [*beside, _legend(frame, look)]
    return {"data": traces, "layout": figure}


def _grouped(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    each = [(pl.col("severity") == name).sum().alias(name) for name in SEVERITIES]
    return (
        frame.group_by(by)
        .agg(*each, pl.len().alias("findings"))
        .sort("E", "findings", by, descending=[True, True, False])
    )


def _legend(frame: pl.DataFrame, look: Look) -> dict[str, Any]:
    """The colours that occur, in words above the bars; plotly's own legend stacks up where it is narrow."""
    words = [
        f'<span style="color:{colour}">■</span> {look.name(name)}'
        for (severity, name), colour in zip(SEVERITIES.items(), look.severities, strict=True)
        if frame["severity"].eq(severity).any()
    ]
    return note(look, "  ".join(words), 1, 1, xref="paper", yref="paper", xanchor="right", yanchor="bottom")


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


def worst_department_first(compared: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """
    Return rows of `queries.peers.COMPARE` with `errors` and `findings`, most errors first.

    `found` has the columns of `queries.findings`; dismissed ones count for nothing here.
    """
    counts = (
        found.filter(pl.col("status") != "dismissed")
        .group_by("collection", "department")
        .agg(
            (pl.col("severity") == "E").sum().cast(pl.Int64).alias("errors"),
            pl.len().cast(pl.Int64).alias("findings"),
        )
    )
    return (
        compared.join(counts, on=["collection", "department"], how="left", maintain_order="left")
        .with_columns(pl.col("errors", "findings").fill_null(0))
        .sort("errors", descending=True, maintain_order=True)
    )


def card(found: pl.DataFrame, year: int | None, look: Look) -> Card:
    """Return the big figure of 总览: certain errors of the year, beside the year before and all findings."""
    live = found.filter(pl.col("status") != "dismissed")
    yearly = live.drop_nulls("fiscal_year").group_by("fiscal_year").agg(*_COUNTS)
    name, unit = look.say("审核发现的错误", "Errors found"), look.say("条", "")
    made = number(name, yearly, "errors", year, look, "inverse", unit)
    whole = of_year(yearly, year).get("findings", 0)
    return replace(made, help=look.say(f"全部发现 {whole:,} 条，见“审核发现”", f"{whole:,} findings in all"))
