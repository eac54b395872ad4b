"""Where scores stand in heaps: at 100, at 98, at 95, half a point a bar."""

import polars as pl

from dashboard.figures.scores import column_of
from dashboard.figures.shapes import empty
from dashboard.formats import count, pct, score
from dashboard.theme import Figure, Look, layout, note

#: The width of a bar, in points: heaps stand at whole and half points.
STEP = 0.5
#: Nearly everybody claims so much.
_HIGH = 95
#: A heap holds so many forms at least, such a share of all, and so many times what its four neighbours hold.
_HEAP_FORMS, _HEAP_SHARE, _HEAP_TIMES = 3, 0.04, 2


def bins(frame: pl.DataFrame, basis: str) -> pl.DataFrame:
    """Return `start` (inclusive), `forms` and `heap` of each half point that has forms, in order."""
    counted = (
        frame.select((pl.col(column_of(basis)).cast(pl.Float64) / STEP).floor().cast(pl.Int64).alias("at"))
        .drop_nulls()
        .group_by("at")
        .agg(pl.len().cast(pl.Int64).alias("forms"))
        .sort("at")
    )
    found = dict(counted.iter_rows())
    least = max(_HEAP_FORMS, _HEAP_SHARE * sum(found.values()))
    around = [sum(found.get(at + off, 0) for off in (-2, -1, 1, 2)) / 4 for at in found]
    return counted.select(
        (pl.col("at") * STEP).alias("start"),
        "forms",
        pl.Series(
            "heap",
            [n >= least and n >= _HEAP_TIMES * near for n, near in zip(found.values(), around, strict=True)],
            dtype=pl.Boolean,
        ),
    )


def of_heap(frame: pl.DataFrame, basis: str, start: str | None) -> pl.DataFrame:
    """Return the forms whose score stands in the half point that begins at `start`; all where it is None."""
    if start is None:
        return frame
    low = float(start)
    return frame.filter(pl.col(column_of(basis)).cast(pl.Float64).is_between(low, low + STEP, closed="left"))


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
        xaxis={
            "range": [min(shown[0]["start"], last - 8) - STEP / 2, last + STEP * 1.5],
            "nticks": 6,
            "ticksuffix": look.say(" 分", ""),
        },
        yaxis={"showgrid": True, "range": [0, tallest * 1.18], "tickformat": ",d", "nticks": min(tallest, 5)},
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


def finding(frame: pl.DataFrame, basis: str, look: Look) -> str:
    """Return where the scores stand in heaps, in one line."""
    found = bins(frame, basis)
    heaps = found.filter("heap").sort("forms", descending=True).head(3)
    whole = int(found["forms"].sum())
    if not heaps.height:
        high = int(found.filter(pl.col("start") >= _HIGH)["forms"].sum())
        share = pct(high / whole, 0) if whole else "—"
        return look.say(f"{_HIGH} 分及以上占 {share}，没有明显堆积", f"{_HIGH} or more: {share}; no heaps")
    at = "、".join(score(start) for start in sorted(heaps["start"].to_list(), reverse=True))
    share = pct(int(heaps["forms"].sum()) / whole, 0)
    return look.say(f"得分堆在 {at} 分，占 {share}", f"Scores heap at {at}: {share}")
