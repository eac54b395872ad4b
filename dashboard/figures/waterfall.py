"""From the claimed total to the recomputed one, step by step, in words, bars and a table."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.figures.columns import PLACE
from dashboard.formats import Column, chart, column, score, short
from dashboard.theme import Figure, Look, layout

#: Of `queries.scores.steps`, parts and formulas by name.
STEPS: Mapping[str, Column] = {
    "subject": column("步骤", "Step", width="medium"),
    "weight": column("分值", "Weight", "score"),
    "claimed": column("自评得分", "Claimed", "score"),
    "given": column("重算得分", "Recomputed", "score"),
    "change": column("增减", "Change", "delta"),
    "level": column("累计", "Total so far", "score"),
    "basis": column("依据", "Basis", width="medium"),
    "place": PLACE,
}
_TOTALS = ("claimed", "recomputed")
#: What is less than this is rounding of a printed score.
_SHOWN = 0.005
#: More bars than these would be read by nobody; the table has them all.
_MOST = 14


def steps_named(steps: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return the steps of a form with what each one rests on in words, for `STEPS`."""
    basis = (
        pl.when(pl.col("part") == "unexplained")
        .then(pl.lit(look.say("总分超出各项得分之和的部分", "Of the total, beyond the rows")))
        .when(pl.col("basis") == "as_claimed")
        .then(pl.lit(look.say("没有数字，照报送计", "No figures: as claimed")))
        .when(pl.col("basis").is_not_null())
        .then(pl.lit(look.say("按公式重算 ", "By formula ")) + pl.col("basis"))
    )
    heading = pl.col("part").is_in(_TOTALS)
    return steps.with_columns(
        basis.alias("basis"), pl.when(~heading).then("change").alias("change"), _names(look).alias("subject")
    )


def _names(look: Look) -> pl.Expr:
    words = {
        "claimed": look.say("自评总分", "Claimed total"),
        "unexplained": look.say("没有来由的分数", "Unexplained"),
        "recomputed": look.say("重算总分", "Recomputed total"),
    }
    named = pl.col("part").replace_strict(words, default=None, return_dtype=pl.String)
    rows = pl.lit(look.say("各项得分之和", "Sum of the scores"))
    without = (pl.col("part") == "claimed") & pl.col("place").is_null()  # no total is printed
    return pl.when(without).then(rows).otherwise(pl.coalesce(named, pl.col("subject")))


def changed(steps: pl.DataFrame) -> pl.DataFrame:
    """Return the two totals and the steps that change anything, in their order."""
    return steps.filter(pl.col("part").is_in(_TOTALS) | (pl.col("change").abs() >= _SHOWN))


def bars(steps: pl.DataFrame, look: Look) -> Figure:
    """
    Return the waterfall from the claimed total down to the recomputed one; a click gives [place].

    `steps` has the columns of `queries.scores.steps`, of one form. Only steps that change anything are
    drawn, the largest where there are many. The axis begins above zero, or no step could be seen.
    """
    rows = _largest(changed(steps), look).to_dicts()
    if not rows:
        return {"data": [], "layout": layout(look, 120, meta=look.say("没有可重算的得分", "No scores"))}
    ends = [end for row in rows for end in _ends(row)]
    low, high = min(ends), max(ends)
    room = max((high - low) * 0.18, 1.0)
    floor = max(low - room, 0.0)
    places = list(range(len(rows)))
    spans = [(floor, _ends(row)[1]) if row["part"] in _TOTALS else _ends(row) for row in rows]
    colours = [_colour(row, look) for row in rows]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "base": [start for start, _ in spans],
        "x": [end - start for start, end in spans],
        "text": [_text(row) for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 12, "color": look.text},
        "marker": {"color": colours, "cornerradius": 2},
        "customdata": [[row["place"]] for row in rows],
        "hovertext": ["<br>".join(chart(line) for line in _hover(row, look)) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 0.5}},
    }
    figure = layout(
        look,
        28 + 32 * len(rows),
        margin={"l": 8, "r": 48, "t": 6, "b": 6},
        xaxis={"range": [floor, high + room * 0.6], "showgrid": True, "nticks": 5},
        yaxis={
            "range": [len(rows) - 0.5, -0.5],
            "tickvals": places,
            "ticktext": [chart(short(row["name"], 14)) for row in rows],
            "tickfont": {"size": 12.5, "color": look.text},
        },
    )
    return {"data": [trace], "layout": figure}


def _largest(steps: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return at most `_MOST` steps; what smaller ones change together is one step, before the last."""
    named = steps.with_columns(_names(look).alias("name"))
    inner = named.filter(~pl.col("part").is_in(_TOTALS))
    if inner.height <= _MOST:
        return named
    kept = inner.sort(pl.col("change").abs(), descending=True).head(_MOST - 1)["step_no"].implode()
    rest = inner.filter(~pl.col("step_no").is_in(kept))
    shown = named.filter(pl.col("part").is_in(_TOTALS) | pl.col("step_no").is_in(kept))
    levels = pl.when(pl.col("part").is_in(_TOTALS)).then("level")
    other = rest.head(1).with_columns(
        pl.lit(look.say(f"其余 {rest.height} 项", f"{rest.height} more")).alias("name"),
        pl.lit(rest["change"].sum()).cast(steps.schema["change"]).alias("change"),
        pl.lit(None, pl.String).alias("place"),
        pl.lit("indicator").alias("part"),
    )
    ordered = pl.concat([shown.head(shown.height - 1), other, shown.tail(1)])
    running = pl.when(pl.col("part") == "recomputed").then(0).otherwise(pl.col("change")).cum_sum()
    return ordered.with_columns(pl.coalesce(levels, running).cast(steps.schema["level"]).alias("level"))


def _ends(row: dict[str, Any]) -> tuple[float, float]:
    level, change = float(row["level"]), float(row["change"])
    return (level, level) if row["part"] in _TOTALS else (level - change, level)


def _text(row: dict[str, Any]) -> str:
    return (
        score(row["level"])
        if row["part"] in _TOTALS
        else f"{float(row['change']):+.2f}".rstrip("0").rstrip(".")
    )


def _colour(row: dict[str, Any], look: Look) -> str:
    if row["part"] in _TOTALS:
        return look.line["overall"]
    if row["part"] == "unexplained":
        return look.alert
    return look.line["project"] if row["change"] < 0 else look.line["source"]


def _hover(row: dict[str, Any], look: Look) -> list[str]:
    lines = [row["name"]]
    if row["given"] is not None:
        lines.append(
            look.say("自评 ", "claimed ")
            + f"{score(row['claimed'])} → {score(row['given'])} / {score(row['weight'])}"
        )
    if row["place"]:
        lines.append(look.say("点开看 ", "see ") + row["place"])
    return lines


def finding(total: dict[str, Any] | None, look: Look) -> str:
    """Return claimed and recomputed total in one line; `total` is a row of the scores, or None."""
    if not total:
        return look.say("没有印得分，无从重算", "No scores to recompute")
    if total["claimed_total"] is None:
        given = score(total["recomputed_total"])
        return look.say(f"没有印总分；按表内数字重算是 {given} 分", f"No total printed; recomputed {given}")
    claimed, given = score(total["claimed_total"]), score(total["recomputed_total"])
    if abs(total["change"]) < _SHOWN:
        return look.say(f"自评 {claimed} 分，按表内数字重算相同", f"Claimed {claimed}; recomputed the same")
    gap = f"{float(total['change']):+.2f}".rstrip("0").rstrip(".")
    return look.say(
        f"自评 {claimed} 分，按表内数字重算是 {given} 分（{gap}）",
        f"Claimed {claimed}, recomputed {given} ({gap})",
    )


def note(total: dict[str, Any] | None, look: Look) -> str:
    """Return what was recomputed, what could not be, and what is unexplained; a click's use last."""
    if not total:
        return look.say("这张表没有逐项得分", "The form prints no scores of its rows")
    parts = [
        look.say(
            f"{total['verified_rows']} 项按公式重算，{total['unverifiable_rows']} 项"
            f"（{score(total['unverifiable_weight'])} 分）没有数字、照报送计，无法核实",
            f"{total['verified_rows']} rows recomputed; {total['unverifiable_rows']} "
            f"({score(total['unverifiable_weight'])} points) have no figures and stay as claimed",
        )
    ]
    if total["unexplained"]:
        gap = f"{float(total['unexplained']):+.2f}".rstrip("0").rstrip(".")
        parts.append(look.say(f"总分有 {gap} 分没有来由", f"{gap} points of the total are unexplained"))
    grades = (total["grade_claimed"], total["grade_recomputed"])  # null: nobody can tell
    if all(grades) and grades[0] != grades[1]:
        parts.append(
            look.say(
                f"等级由{total['grade_claimed']}变{total['grade_recomputed']}",
                f"grade {total['grade_claimed']} → {total['grade_recomputed']}",
            )
        )
    parts.append(look.say("横轴不从 0 起；点一条看原表中的那一格", "click a bar for its cell"))
    return look.say("；", "; ").join(parts)


def total_of(scores: pl.DataFrame, form_id: str) -> dict[str, Any] | None:
    """Return the row of one form of `queries.scores.scores`, None where it has no scores."""
    rows = scores.filter(pl.col("form_id") == form_id).to_dicts()
    return rows[0] if rows else None
