"""
A frame as a table on screen: money in 万元, rates as bars, nulls as "—".

Streamlit's table draws its cells on a canvas as plain text, so strangers' texts are safe.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard.formats import NOT_APPLICABLE, NOTHING, Column

_HEADING = {"yuan": ("（万元）", " (10k yuan)"), "pp": ("（百分点）", " (pp)")}


#: Behind the name of a rate: the column that says why a bar is missing.
_WHY = ":why"


def for_screen(frame: pl.DataFrame, columns: Mapping[str, Column], language: str = "zh") -> pl.DataFrame:
    """
    Return the columns that `columns` names, money in 万元, decimals as floats, bars cut at 1.

    A bar without a value would be a blank: a column beside it says whether the rate does not apply
    (there is no budget) or is not known.
    """
    shown = []
    for name in columns:
        if name in frame.columns:
            shown.append(_shown(name, columns[name], frame.schema[name]))
            if lacks(frame, name, columns[name]):
                shown.append(_why(frame, name, language))
    return frame.select(shown)


def lacks(frame: pl.DataFrame, name: str, column: Column) -> bool:
    """Whether some of the rates in a column are not there."""
    return column.unit == "rate" and 0 < frame[name].null_count() < frame.height


def _why(frame: pl.DataFrame, name: str, language: str) -> pl.Expr:
    asked = name == "execution_rate" and "budget_yuan" in frame.columns
    without = pl.col("budget_yuan") == 0 if asked else pl.lit(False)
    why = pl.when(without).then(pl.lit(NOT_APPLICABLE(language))).otherwise(pl.lit(NOTHING))
    return pl.when(pl.col(name).is_null()).then(why).otherwise(pl.lit("")).alias(name + _WHY)


def _shown(name: str, column: Column, dtype: pl.DataType) -> pl.Expr:
    if column.unit == "yuan":
        return (pl.col(name).cast(pl.Float64) / 1e4).round(2)
    if column.unit == "rate":
        return pl.col(name) * 100  # a bar's own percent format drops trailing zeros
    if column.unit == "trend":
        known = pl.col(name).list.drop_nulls()
        return pl.when(known.list.len() > 1).then(known)  # one point is no line
    if column.unit in ("pp", "delta"):
        return pl.col(name).cast(pl.Float64).round(2)
    if dtype.is_decimal() or column.unit in ("score", "pct", "amount"):
        return pl.col(name).cast(pl.Float64) + 0.0  # no -0.00
    if isinstance(dtype, pl.List):
        return pl.col(name).cast(pl.List(pl.String)).list.join("、")
    return pl.col(name)


def screen_config(columns: Mapping[str, Column], language: str) -> dict[str, Any]:
    """Return Streamlit's column settings for `columns`, headings in `language`."""
    made = {
        name: _config(column, column.wording(language), language == "en", at == 0)
        for at, (name, column) in enumerate(columns.items())
    }
    beside = {
        name + _WHY: st.column_config.TextColumn("Note" if language == "en" else "备注", width=64)
        for name in columns
    }
    return made | beside


def _config(column: Column, words: str, english: bool, first: bool) -> Any:
    kinds = st.column_config
    heading = words + _HEADING.get(column.unit, ("", ""))[english]
    match column.unit:
        case "rate":
            return kinds.ProgressColumn(
                heading,
                format="%.2f%%",
                min_value=0,
                max_value=100,
                width=column.width or 128,
                color=column.accent or "blue",
            )
        case "trend":
            return kinds.LineChartColumn(heading, y_min=0, y_max=1, width=column.width or "small")
        case "yuan":
            return kinds.NumberColumn(heading, format="accounting", width=column.width)
        case "pp" | "delta":
            return kinds.NumberColumn(heading, format="%+.2f", width=column.width)
        case "year":
            return kinds.NumberColumn(heading, format="%d", width=column.width or "small")
        case "score" | "pct":
            return kinds.NumberColumn(heading, format="%.2f", width=column.width or "small")
        case "amount":
            return kinds.NumberColumn(heading, format="accounting", width=column.width)
        case "count":
            return kinds.NumberColumn(heading, format="localized", width=column.width or "small")
        case _:
            return kinds.TextColumn(heading, width=column.width, pinned=first)
