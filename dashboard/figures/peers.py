"""Departments side by side: where each stands among its peers, and how it moved."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.figures.shapes import Series, empty, lines
from dashboard.formats import Column, chart, column, pct, plain, score
from dashboard.theme import Figure, Look, layout, note
from pipelines.queries.peers import FEWEST_FOR_A_RANK
from pipelines.wording import Wording

#: What `queries.peers.POSITION_MEASURES` are called.
MEASURES: dict[str, Wording] = {
    "execution_rate": Wording("整体执行率", "Overall rate"),
    "project_rate": Wording("项目支出执行率", "Project rate"),
    "basic_rate": Wording("基本支出执行率", "Basic rate"),
    "score_rate": Wording("指标得分率", "Score rate"),
    "total_score": Wording("自评总分", "Total score"),
}
COLUMNS: dict[str, Column] = {
    "department": column("部门（单位）", "Department", width="medium"),
    "measure": column("指标", "Measure"),
    "shown": column("本部门", "Own"),
    "middle": column("同类中位数", "Median of the kind"),
    "rank": column("名次", "Rank", "count"),
    "n": column("同类家数", "Peers", "count"),
    "kind": column("类别", "Kind"),
}


def dots(frame: pl.DataFrame, chosen: Sequence[str], look: Look, height: int = 300) -> Figure:
    """
    Return every department as a dot on one line a measure, the chosen ones marked and named.

    `frame` has the columns of `queries.peers.COMPARE`, of one year; a click gives [department].
    Total scores are drawn as a share of 100.
    """
    measures = [name for name in MEASURES if frame.height and frame[name].drop_nulls().len()]
    if not measures:
        return empty(look, look.say("没有可比较的数值", "Nothing to compare"))
    colours = dict(zip(chosen, look.categories, strict=False))
    traces: list[dict[str, Any]] = []
    groups: list[str | None] = [None, *chosen]
    for name in groups:
        x, y, ids, hover = [], [], [], []
        for at, measure in enumerate(measures):
            for row in frame.iter_rows(named=True):
                value = row[measure]
                mine = row["department"] in colours
                if value is None or (row["department"] != name if name else mine):
                    continue
                x.append(float(value) / 100 if measure == "total_score" else value)
                y.append(at)
                ids.append([row["department"]])
                shown = score(value) if measure == "total_score" else pct(value)
                hover.append(f"{chart(row['department'])}<br>{chart(look.name(MEASURES[measure]))} {shown}")
        big = name is not None
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": chart(name or look.say("其他同类", "Other peers")),
                "x": x,
                "y": y,
                "customdata": ids,
                "hovertext": hover,
                "hovertemplate": "%{hovertext}<extra></extra>",
                "marker": {
                    "size": 15 if big else 9,
                    "color": colours.get(name or "", look.faint),
                    "opacity": 1 if big else 0.3,
                    "line": {"width": 2 if big else 0, "color": look.page},
                },
            }
        )
    medians = [
        {
            "type": "line",
            "x0": middle,
            "x1": middle,
            "y0": at - 0.32,
            "y1": at + 0.32,
            "line": {"color": look.text, "width": 2},
        }
        for at, measure in enumerate(measures)
        if (middle := _median(frame, measure)) is not None and frame.height >= FEWEST_FOR_A_RANK
    ]
    made = layout(
        look,
        70 + 54 * len(measures),
        showlegend=len(traces) > 1,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "font": {"size": 12.5}},
        xaxis={"showgrid": True, "tickformat": ".0%"},
        yaxis={
            "tickvals": list(range(len(measures))),
            "ticktext": [look.name(MEASURES[measure]) for measure in measures],
            "range": [len(measures) - 0.5, -0.5],
            "tickfont": {"size": 13, "color": look.text},
        },
        shapes=medians,
    )
    if medians:
        made["annotations"] = [
            note(look, look.say("竖线：中位数", "bar: median"), 1, -0.02, xref="paper", yref="paper",
                 xanchor="right", yanchor="top", yshift=-18)
        ]  # fmt: skip
        made["margin"] = {**made["margin"], "b": 34}
    return {"data": traces, "layout": made}


def _median(frame: pl.DataFrame, measure: str) -> float | None:
    value = frame[measure].cast(pl.Float64).median()
    if not isinstance(value, float):
        return None
    return value / 100 if measure == "total_score" else value


def years(frame: pl.DataFrame, chosen: Sequence[str], measure: str, look: Look) -> Figure:
    """
    Return one measure of the chosen departments over the years; a click gives [department, year].

    `frame` has the columns of `queries.peers.COMPARE`, of all years.
    """
    over = frame["fiscal_year"].drop_nulls().unique().sort().to_list()
    series = []
    for name, colour in zip(chosen, look.categories, strict=False):
        mine = frame.filter(pl.col("department") == name)
        rows = {row["fiscal_year"]: row for row in mine.iter_rows(named=True)}
        series.append(
            Series(
                name,
                [rows.get(year, {}).get(measure) for year in over],
                colour,
                [[name, str(year)] for year in over],
                [[f"{year} {name}", pct(rows.get(year, {}).get(measure))] for year in over],
            )
        )
    return lines(look, [str(year) for year in over], series, 320)


def positions(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """
    Return `queries.peers.POSITION` as it is read: values as text, measures by name.

    Sorted by department and the order of `MEASURES`; where there are fewer peers than a
    rank needs, rank and median are null.
    """
    order = {name: at for at, name in enumerate(MEASURES)}
    rows = [
        {
            **row,
            "order": order[row["measure"]],
            "measure": look.name(MEASURES[row["measure"]]),
            "shown": _shown(row["measure"], row["value"]),
            "middle": _shown(row["measure"], row["median"]),
        }
        for row in frame.iter_rows(named=True)
        if row["measure"] in order
    ]
    kinds = {"department": pl.String, "measure": pl.String, "shown": pl.String, "middle": pl.String}
    numbers = {"rank": pl.Int64, "n": pl.Int64, "order": pl.Int64}
    schema = {**kinds, **numbers, "kind": pl.String}
    return (
        pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=schema)
        .sort("department", "order")
        .drop("order")
    )


def _shown(measure: str, value: float | None) -> str | None:
    if value is None:
        return None
    return score(value) if measure == "total_score" else pct(value)


def few(frame: pl.DataFrame, look: Look) -> str:
    """Return the note for kinds with too few peers; empty where every kind has enough."""
    small = frame.filter(pl.col("n") < FEWEST_FOR_A_RANK)
    if small.is_empty():
        return ""
    return look.say(
        f"同类不足 {FEWEST_FOR_A_RANK} 家的，只列数值，不排名次。",
        f"Kinds of fewer than {FEWEST_FOR_A_RANK} departments are not ranked.",
    )


def group_of(frame: pl.DataFrame, chosen: Sequence[str]) -> pl.DataFrame:
    """Return the rows of the kinds to which the chosen departments belong; all where none is chosen."""
    kinds = frame.filter(pl.col("department").is_in(list(chosen)))["kind"].unique().to_list()
    return frame.filter(pl.col("kind").is_in(kinds)) if kinds else frame


def dots_finding(frame: pl.DataFrame, chosen: Sequence[str], look: Look) -> str:
    """Return what is being compared."""
    shown = group_of(frame, chosen)
    kinds = shown["kind"].drop_nulls().unique().to_list()
    if chosen and len(kinds) == 1:
        name = plain(kinds[0])
        return look.say(f"在 {shown.height} 家{name}中的位置", f"Among {shown.height} of {name}")
    return look.say(f"{shown.height} 个部门放在一起看", f"{shown.height} departments together")


def rates(look: Look) -> dict[str, str]:
    """Return the measures that are fractions, by name."""
    return {name: look.name(words) for name, words in MEASURES.items() if name != "total_score"}
