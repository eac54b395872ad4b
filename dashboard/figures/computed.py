"""Printed beside computed, as a reader wants it: what disagrees first."""

from collections.abc import Mapping

import polars as pl

from dashboard.formats import Column, column
from dashboard.theme import Look
from pipelines.queries.computed import CHECKS

COLUMNS: Mapping[str, Column] = {
    "mark": column("", ""),
    "check": column("核对", "Check", width="medium"),
    "subject": column("对象", "Subject", width="medium"),
    "printed": column("印出", "Printed", "amount"),
    "computed": column("计算", "Computed", "amount"),
    "difference": column("印出 − 计算", "Printed − computed", "amount"),
    "unit": column("单位", "Unit"),
    "place": column("位置", "Cell"),
}


def named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return `queries.computed.COMPUTED` with checks by name and a mark, what disagrees first."""
    words = {check: look.name(wording) for check, wording in CHECKS.items()}
    agrees = pl.when(pl.col("agrees")).then(pl.lit("✓")).otherwise(pl.lit("≠"))
    return frame.with_columns(agrees.alias("mark"), pl.col("check").replace(words)).sort(
        "agrees", maintain_order=True
    )


def finding(frame: pl.DataFrame, look: Look) -> str:
    """Return how many of the recomputed figures agree with what is printed."""
    if frame.is_empty():
        return look.say("没有可以核对的数", "Nothing to recompute")
    off = frame.filter(~pl.col("agrees")).height
    if not off:
        return look.say(f"印出的 {frame.height} 个数与计算一致", f"All {frame.height} printed figures agree")
    return look.say(
        f"印出的 {frame.height} 个数中 {off} 个与计算不一致",
        f"{off} of {frame.height} printed figures differ",
    )
