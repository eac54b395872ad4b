"""Findings as people look at them: chosen, counted, drawn by rule and department, listed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from dashboard.figures.columns import DEPARTMENT, PLACE, YEAR
from dashboard.formats import Column, column
from dashboard.theme import Look
from pipelines.audit import RULES, SEVERITIES
from pipelines.audit.rule import Rule
from pipelines.ledger import STATES
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.words import FORM_TYPES

#: On screen, worded by `named`.
COLUMNS: Mapping[str, Column] = {
    "rule": column("规则", "Rule"),
    "severity": column("严重程度", "Severity"),
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "message": column("发现", "Finding", width="large"),
    "printed": column("表上印的", "Printed"),
    "computed": column("应为（计算）", "Computed"),
    "gap": column("相差", "Difference"),
    "amount_yuan": column("涉及金额", "Money concerned", "yuan"),
    "status": column("状态", "Status"),
    "assignee": column("责任人", "Assigned to"),
    "due": column("整改期限", "Due"),
    "project": column("项目", "Project", width="medium"),
    "place": PLACE,
}
#: In files: everything that is known of a finding.
EXPORT: Mapping[str, Column] = {
    "rule": column("规则", "Rule"),
    "question": column("规则的问题", "Question", width="medium"),
    "severity": column("严重程度", "Severity"),
    "light": column("灯", "Light"),
    "collection": column("批次", "Collection"),
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "form_type": column("表类型", "Form type"),
    "project": column("项目", "Project"),
    "subject": column("对象", "Subject"),
    "place": PLACE,
    "places": column("全部位置", "All cells"),
    "printed": column("表上印的", "Printed"),
    "computed": column("应为（计算）", "Computed"),
    "difference": column("相差", "Difference", "amount"),
    "message": column("发现", "Finding"),
    "amount_yuan": column("涉及金额", "Money concerned", "yuan"),
    "status": column("状态", "Status"),
    "why": column("状态的理由", "Why"),
    "who": column("记录人", "By"),
    "at": column("记录时间", "At"),
    "assignee": column("责任人", "Assigned to"),
    "due": column("整改期限", "Due"),
    "answer": column("答复", "Answer"),
    "reopened": column("重新打开", "Reopened"),
    "carried_over": column("上年未整改", "Carried over"),
    "profile": column("规则方案", "Profile"),
    "form_id": column("表编号", "Form id"),
    "fingerprint": column("发现编号", "Finding id"),
}
BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person asked to see; empty and None do not restrict."""

    rule: str | None = None
    severities: Collection[str] = ()
    department: str | None = None
    words: str = ""


def chosen(frame: pl.DataFrame, what: Chosen) -> pl.DataFrame:
    """Return the findings that were asked for, the worst first, then the most money."""
    kept = pl.lit(True)
    if what.rule:
        kept &= pl.col("rule") == what.rule
    if what.severities:
        kept &= pl.col("severity").is_in(list(what.severities))
    if what.department:
        kept &= pl.col("department") == what.department
    if words := what.words.strip():
        texts = ("message", "department", "project", "subject", "rule")
        kept &= pl.any_horizontal(pl.col(texts).fill_null("").str.contains(words, literal=True))
    order = pl.col("severity").replace_strict({name: at for at, name in enumerate(SEVERITIES)}, default=9)
    return frame.filter(kept).sort(
        order, "amount_yuan", "department", "rule", descending=[False, True, False, False],
        nulls_last=True, maintain_order=True,
    )  # fmt: skip


def named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return findings with everything in words, for `COLUMNS` and `EXPORT`."""
    worded = {
        "severity": {name: look.name(words) for name, words in SEVERITIES.items()},
        "light": {"yellow": look.say("黄灯", "yellow"), "red": look.say("红灯", "red")},
        "form_type": {name: look.name(words) for name, words in FORM_TYPES.items()},
        "status": {name: look.name(words) for name, words in STATES.items()},
    }
    questions = {rule.id: look.name(rule.question) for rule in RULES}
    return frame.with_columns(
        *(pl.col(name).replace(dict(words)) for name, words in worded.items()),
        pl.col("rule").replace(questions).alias("question"),
        pl.col("message_en" if look.language == "en" else "message").alias("message"),
        pl.col("difference").cast(pl.Decimal(38, 6), strict=False),
        pl.col("due").cast(pl.String),
        *(
            pl.when(name).then(pl.lit(look.say("是", "yes"))).alias(name)
            for name in ("reopened", "carried_over")
        ),
        _gap(look).alias("gap"),
    )


def _gap(look: Look) -> pl.Expr:
    """The difference with its sign; between two rates in percentage points, as they are printed in %."""
    number = pl.col("difference").cast(pl.Float64, strict=False)
    points = (number * 100).round(2).cast(pl.String) + look.say(" 个百分点", " pp")
    rates = pl.col("printed").str.ends_with("%") & number.is_not_null()
    said = pl.when(rates).then(points).otherwise("difference")
    return pl.when(~said.str.starts_with("-")).then("+" + said).otherwise(said)


def rules_of(frame: pl.DataFrame, look: Look) -> dict[str, str]:
    """Return the rules that found something, in their order: id and the question with its count."""
    counts = dict(frame.group_by("rule").len().iter_rows())
    return {
        rule.id: f"{rule.id} {look.name(rule.question)}（{counts[rule.id]:,}）"
        for rule in RULES
        if rule.id in counts
    }


def severities_of(frame: pl.DataFrame, look: Look) -> dict[str, str]:
    """Return the severities that occur, the worst first, with their counts."""
    counts = dict(frame.group_by("severity").len().iter_rows())
    return {
        name: f"{look.name(words)} {counts[name]:,}" for name, words in SEVERITIES.items() if name in counts
    }


def states_of(frame: pl.DataFrame, look: Look) -> dict[str, str]:
    """Return every state with its count, those without findings too, so that a dismissal is never silent."""
    counts = dict(frame.group_by("status").len().iter_rows())
    every = {"": f"{look.say('全部', 'All')} {frame.height:,}"}
    return every | {name: f"{look.name(words)} {counts.get(name, 0):,}" for name, words in STATES.items()}


def departments_of(frame: pl.DataFrame) -> dict[str, str]:
    """Return the departments with findings, for a choice."""
    names = frame["department"].drop_nulls().unique().sort().to_list()
    return {name: name for name in names}


def spans(year: int | None, look: Look) -> dict[str, str]:
    """Return the ranges to choose from: the year above the page, or every year and forms without one."""
    if year is None:
        return {"": look.say("全部年度", "All years")}
    return {"": look.say(f"{year} 年度", str(year)), "all": look.say("全部年度", "All years")}


def within(scope: Scope, span: str) -> Scope:
    """Return the scope of one of the `spans`."""
    return replace(scope, year=None) if span == "all" else scope


def every_type(scope: Scope, asked: str | None) -> Scope:
    """Return the scope of the form type that was asked for; of every type where none was."""
    return scope if asked else replace(scope, form_type=None)


def of_year(frame: pl.DataFrame, year: int | None) -> pl.DataFrame:
    """Return the findings of one year; all where it is None."""
    return frame if year is None else frame.filter(pl.col("fiscal_year") == year)


def of_state(frame: pl.DataFrame, state: str) -> pl.DataFrame:
    """Return the findings of one state; all where it is empty."""
    return frame.filter(pl.col("status") == state) if state else frame


def one(frame: pl.DataFrame, fingerprint: str) -> dict[str, Any] | None:
    """Return the finding of that fingerprint, None where there is none."""
    rows = frame.filter(pl.col("fingerprint") == fingerprint).to_dicts()
    return rows[0] if rows else None


def finding(frame: pl.DataFrame, look: Look) -> str:
    """Return how many findings, how many of them certain errors, of how many departments, in one line."""
    if frame.is_empty():
        return look.say("没有符合条件的审核发现", "No findings fit")
    errors = frame.filter(pl.col("severity") == "E").height
    names = frame["department"].n_unique()
    return look.say(
        f"{frame.height:,} 条发现，其中 {errors:,} 条是错误，涉及 {names:,} 个部门",
        f"{frame.height:,} findings, {errors:,} of them errors, in {names:,} departments",
    )
