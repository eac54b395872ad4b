"""Low scores in figures: by level, by department, again and again."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.figures.shapes import Bars, bars, empty
from dashboard.formats import chart, pct, plain, score
from dashboard.theme import Figure, Look, layout

#: From so many points on, a scatter is drawn by the graphics card.
MANY_POINTS = 1000


def by_level(frame: pl.DataFrame, look: Look, chosen: str | None = None, top: int = 10) -> Figure:
    """
    Return bars of points lost by level, most first; a click gives [level1].

    `frame` has the columns of `queries.indicators.BY_LEVEL`; levels that lost nothing are
    left out, and those of another level than `chosen` are pale.
    """
    rows = frame.filter(pl.col("lost_points") > 0).head(top).to_dicts()
    strong, pale = look.line["overall"], look.rule
    return bars(
        look,
        Bars(
            [row["level2"] or _level(row, look) for row in rows],
            [float(row["lost_points"]) for row in rows],
            [
                look.say(f"{score(row['lost_points'])} 分 · {row['low']:,} 项",
                         f"{score(row['lost_points'])} · {row['low']:,} low")
                for row in rows
            ],
            [strong if chosen in (None, row["level1"]) else pale for row in rows],
            [[row["level1"] or ""] for row in rows],
            [
                [
                    _level(row, look),
                    look.say("得分率 ", "Score rate ") + pct(row["score_rate"]),
                    look.say("低分 ", "Low ") + f"{row['low']:,}/{row['scored']:,}" + look.say(" 项", ""),
                ]
                for row in rows
            ],
        ),
        label_length=12,
        room=1.8,
    )  # fmt: skip


def _level(row: dict[str, Any], look: Look) -> str:
    parts = [part for part in (row["level1"], row["level2"]) if part]
    return " · ".join(parts) or look.say("未印级别", "no level printed")


def by_level_finding(frame: pl.DataFrame, look: Look) -> str:
    """Return the level that lost most points."""
    rows = frame.filter(pl.col("lost_points") > 0)
    if rows.is_empty():
        return look.say("各级指标的失分", "Points lost by level")
    first, whole = rows.row(0, named=True), float(rows["lost_points"].sum())
    share = pct(float(first["lost_points"]) / whole, 0)
    name = plain(_level(first, look))
    return look.say(f"失分最多的是{name}，占 {share}", f"{name} lost most: {share}")


def by_department(frame: pl.DataFrame, look: Look, top: int = 10) -> Figure:
    """
    Return bars of low indicators by department, most first; a click gives [department].

    `frame` has the columns of `queries.indicators.BY_DEPARTMENT`.
    """
    rows = (
        frame.filter(pl.col("low") > 0)
        .sort("low", "lost_points", "department", descending=[True, True, False])
        .head(top)
        .to_dicts()
    )
    return bars(
        look,
        Bars(
            [row["department"] for row in rows],
            [row["low"] for row in rows],
            [
                f"{row['low']}{look.say(' 项 · 占', ' ·')} {pct(row['low_share'], 0)}"
                for row in rows
            ],
            [look.line["project"]] * len(rows),
            [[row["department"]] for row in rows],
            [
                [
                    row["department"],
                    look.say("失分 ", "Points lost ") + score(row["lost_points"]),
                    look.say("得分率 ", "Score rate ") + pct(row["score_rate"]),
                ]
                for row in rows
            ],
        ),
    )  # fmt: skip


def by_department_finding(frame: pl.DataFrame, look: Look) -> str:
    """Return how many departments have a low indicator."""
    names = frame["department"].n_unique() if frame.height else 0
    few = frame.filter(pl.col("low") > 0)["department"].n_unique() if frame.height else 0
    if not names:
        return look.say("各部门的低分指标", "Low indicators by department")
    return look.say(f"{names} 个部门中 {few} 个有低分指标", f"{few} of {names} departments have some")


def scatter(frame: pl.DataFrame, look: Look, height: int = 320) -> Figure:
    """
    Return low indicators by weight and score rate; a click gives [form, place].

    `frame` has the columns of `queries.indicators.LOW`. What lies to the right and low down
    costs most points. Above `MANY_POINTS` points the graphics card draws.
    """
    rows = frame.drop_nulls(["weight", "score_rate"]).to_dicts()
    if not rows:
        return empty(look, look.say("没有低于阈值的指标", "No indicator below the threshold"))
    names = _level_names(rows)
    traces = []
    for name, colour in zip(names, look.categories, strict=False):
        points = [row for row in rows if _group(row, names) == name]
        traces.append(
            {
                "type": "scattergl" if len(rows) > MANY_POINTS else "scatter",
                "mode": "markers",
                "name": chart(name or look.say("其他", "Other")),
                "x": [float(row["weight"]) for row in points],
                "y": [row["score_rate"] for row in points],
                "customdata": [[row["form_id"], row["score_place"] or row["place"]] for row in points],
                "hovertext": [_hover(row, look) for row in points],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "marker": {"size": 9, "color": colour, "opacity": 0.72},
            }
        )
    return {
        "data": traces,
        "layout": layout(
            look,
            height,
            showlegend=True,
            legend={"orientation": "h", "y": 1.12, "x": 0, "font": {"size": 12}},
            xaxis={"showgrid": True, "title": {"text": look.say("分值", "Weight"), "font": {"size": 12}}},
            yaxis={
                "showgrid": True,
                "tickformat": ".0%",
                "title": {"text": look.say("得分率", "Score rate"), "font": {"size": 12}},
                "rangemode": "tozero",
            },
        ),
    }


def _level_names(rows: Sequence[dict[str, Any]]) -> list[str | None]:
    counts: dict[str, int] = {}
    for row in rows:
        if row["level1"]:
            counts[row["level1"]] = counts.get(row["level1"], 0) + 1
    return [*sorted(counts, key=lambda name: (-counts[name], name))[:5], None]


def _group(row: dict[str, Any], names: Sequence[str | None]) -> str | None:
    return row["level1"] if row["level1"] in names else None


def _hover(row: dict[str, Any], look: Look) -> str:
    lines = [
        row["name"],
        f"{row['department'] or '—'} {row['fiscal_year'] or ''}",
        look.say("得分 ", "Score ") + f"{score(row['score'])} / {score(row['weight'])}",
    ]
    return "<br>".join(chart(line) for line in lines)


def low_finding(by_level: pl.DataFrame, level: str | None, listed: int, threshold: float, look: Look) -> str:
    """Return how many indicators (of one 一级指标, or all) are low, and whether all are listed."""
    of_level = by_level if level is None else by_level.filter(pl.col("level1") == level)
    whole = int(of_level["low"].sum())
    more = look.say(f"，列出失分最多的 {listed:,} 项", f", {listed:,} listed") if listed < whole else ""
    below = pct(threshold, 0)
    return look.say(f"{whole:,} 项指标得分率低于 {below}{more}", f"{whole:,} indicators below {below}{more}")


def again_finding(again: pl.DataFrame, look: Look) -> str:
    """Return how many indicators are low in several years."""
    return look.say(
        f"{again.height:,} 项指标在两年以上低分", f"{again.height:,} score low in two years or more"
    )


def across_finding(across: pl.DataFrame, look: Look) -> str:
    """Return how many indicators are low in several departments."""
    return look.say(
        f"{across.height:,} 项同名指标在多个部门低分", f"{across.height:,} low in several departments"
    )
