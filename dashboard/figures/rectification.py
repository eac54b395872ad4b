"""The rectification list in words: what is open, overdue, answered, gone, carried over."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import polars as pl

from dashboard.figures.cards import Card
from dashboard.figures.columns import DEPARTMENT, PLACE, YEAR
from dashboard.figures.findings import EXPORT as FINDING_EXPORT
from dashboard.formats import Column, column, count
from dashboard.theme import Look
from pipelines.audit import SEVERITIES
from pipelines.ledger import Act
from pipelines.queries.rectification import STANDINGS
from pipelines.warehouse.words import FORM_TYPES

COLUMNS: Mapping[str, Column] = {
    "standing": column("现状", "Standing"),
    "late": column("提醒", "Note"),
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "rule": column("规则", "Rule"),
    "severity": column("严重程度", "Severity"),
    "message": column("发现", "Finding", width="large"),
    "assignee": column("责任人", "Assigned to"),
    "due": column("整改期限", "Due"),
    "answer": column("答复", "Answer", width="medium"),
    "why": column("状态的理由", "Why", width="medium"),
    "who": column("记录人", "By"),
    "amount_yuan": column("涉及金额", "Money concerned", "yuan"),
    "project": column("项目", "Project", width="medium"),
    "place": PLACE,
}
EXPORT: Mapping[str, Column] = {
    "standing": COLUMNS["standing"],
    "late": COLUMNS["late"],
    **{
        name: words
        for name, words in FINDING_EXPORT.items()
        if name not in ("question", "light", "places", "status", "reopened", "carried_over", "profile")
    },
    "answered_by": column("答复人", "Answered by"),
    "answered_at": column("答复时间", "Answered at"),
    "begun_at": column("开始办理", "Begun"),
}
_VIEWS: Mapping[str, pl.Expr] = {
    "": pl.lit(True),
    "open": pl.col("standing") == "open",
    "overdue": pl.col("overdue"),
    "answered": pl.col("answer").is_not_null(),
    "closed": pl.col("standing").is_in(["explained", "rectified", "dismissed"]),
    "gone": pl.col("standing") == "gone",
    "carried": pl.col("carried_over"),
}


def views(frame: pl.DataFrame, look: Look) -> dict[str, str]:
    """Return the parts of the list that can be looked at, each with its count."""
    names = {
        "": look.say("全部", "All"),
        "open": look.say("待处理", "Open"),
        "overdue": look.say("已逾期", "Overdue"),
        "answered": look.say("有答复", "Answered"),
        "closed": look.say("已办结", "Closed"),
        "gone": look.say("已消除", "No longer fires"),
        "carried": look.say("上年未整改", "Carried over"),
    }
    return {view: f"{name} {of_view(frame, view).height:,}" for view, name in names.items()}


def of_view(frame: pl.DataFrame, view: str) -> pl.DataFrame:
    """Return the rows of one of the `views`."""
    return frame.filter(_VIEWS[view])


def cards(frame: pl.DataFrame, look: Look) -> list[Card]:
    """Return the big figures of the list."""
    say = look.say
    late = frame.filter("overdue").height
    return [
        Card(say("台账事项", "In the list"), count(frame.height)),
        Card(say("待处理", "Open"), count(of_view(frame, "open").height)),
        Card(say("已逾期", "Overdue"), count(late), good="off"),
        Card(
            say("复查已消除", "Gone when checked again"),
            count(of_view(frame, "gone").height),
            help=say("新版的表里不再触发，由程序复查得出", "The form's new version no longer fires"),
        ),
        Card(
            say("上年未整改", "Carried over"),
            count(of_view(frame, "carried").height),
            help=say("同一问题上一年已经报出而没有整改", "The same fired the year before and was left"),
        ),
    ]


def finding(frame: pl.DataFrame, look: Look) -> str:
    """Return how many matters of how many departments are listed, in one line."""
    names = frame["department"].n_unique() if frame.height else 0
    return look.say(
        f"{frame.height:,} 件事项，涉及 {names:,} 个部门",
        f"{frame.height:,} matters of {names:,} departments",
    )


def one(
    found: pl.DataFrame, listed: pl.DataFrame, done: Sequence[Act], fingerprint: str
) -> dict[str, Any] | None:
    """
    Return what the drawer shows of one matter, None where the list has no such one.

    From `found` (`queries.findings`) while it fires; else from the ledger, as it stood when somebody last
    worked on it, with its row of `listed`.
    """
    for row in found.filter(pl.col("fingerprint") == fingerprint).iter_rows(named=True):
        return row
    matter = next((act.finding for act in reversed(done) if act.finding.fingerprint == fingerprint), None)
    for row in listed.filter(pl.col("fingerprint") == fingerprint).iter_rows(named=True):
        if matter is not None:
            nothing = dict.fromkeys(("light", "profile", "other_form_id", "other_place"))
            told = {"message_en": matter.message, "places": []}
            return row | asdict(matter) | nothing | told | {"status": row["standing"]}
    return None


def named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return `queries.rectification.RECTIFICATION` in words, for `COLUMNS` and `EXPORT`."""
    worded = {
        "standing": {name: look.name(words) for name, words in STANDINGS.items()},
        "severity": {name: look.name(words) for name, words in SEVERITIES.items()},
        "form_type": {name: look.name(words) for name, words in FORM_TYPES.items()},
    }
    notes = (
        ("overdue", look.say("逾期", "overdue")),
        ("reopened", look.say("数字变了，重新打开", "reopened")),
        ("carried_over", look.say("上年未整改", "carried over")),
        ("next_year", look.say("次年仍有", "in the next year too")),
    )
    note = pl.concat_list(pl.when(name).then(pl.lit(words)) for name, words in notes).list.drop_nulls()
    return frame.with_columns(
        *(pl.col(name).replace(words) for name, words in worded.items()),
        note.list.join("、").replace("", None).alias("late"),
        pl.col("difference").cast(pl.Decimal(38, 6), strict=False),
        pl.col("due").cast(pl.String),
    )
