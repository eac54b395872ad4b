"""Briefings that were handed out, and what has moved in one of them since, as tables."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import polars as pl

from dashboard.formats import Column, column
from pipelines.ledger.briefs import Made

HISTORY: Mapping[str, Column] = {
    "when": column("时间", "When"),
    "title": column("标题", "Title", width="large"),
    "form": column("文件", "File"),
    "facts": column("数字", "Figures", "count"),
    "who": column("谁", "Who"),
    "profile": column("规则方案", "Profile"),
    "generation": column("数据版本", "Generation"),
}
MOVED: Mapping[str, Column] = {
    "id": column("编号", "Id"),
    "text": column("数字", "Figure", width="large"),
    "before": column("当时", "Then"),
    "now": column("现在", "Now"),
    "difference": column("差", "Difference"),
    "through": column("因为哪些表", "Through which forms", width="large"),
}
_MOVED = pl.Schema(dict.fromkeys(MOVED, pl.String()))


def history(made: Sequence[Made], names: Mapping[str, str]) -> pl.DataFrame:
    """One row a briefing, the latest first; `names` are words for kinds of files. `briefing` is its id."""
    return pl.DataFrame(
        [
            {
                "briefing": one.id,
                "when": datetime.fromisoformat(one.when).astimezone().strftime("%Y-%m-%d %H:%M"),
                "title": one.title,
                "form": names.get(one.format, one.format),
                "facts": one.facts,
                "who": one.who,
                "profile": one.profile,
                "generation": one.generation,
            }
            for one in made
        ],
        schema={"briefing": pl.String, **dict.fromkeys(HISTORY, pl.String), "facts": pl.Int64},
    )


def moved(rows: Sequence[Mapping[str, str]]) -> pl.DataFrame:
    """One row a figure that moved, in the order of the briefing; all of it as it is read."""
    return pl.DataFrame(list(rows), schema=_MOVED)
