"""Findings as people look at them: chosen, counted, drawn by rule and department, listed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.figures.columns import DEPARTMENT, PLACE, YEAR
from dashboard.formats import Column, chart, column, count, money, short
from dashboard.theme import Figure, Look, layout
from pipelines.audit import RULES, SEVERITIES
from pipelines.audit.rule import Rule
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
    "difference": column("相差", "Difference", "amount"),
    "amount_yuan": column("涉及金额", "Money concerned", "yuan"),
    "status": column("状态", "Status"),
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
    "profile": column("规则方案", "Profile"),
    "form_id": column("表编号", "Form id"),
    "fingerprint": column("发现编号", "Finding id"),
}
BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}
#: Bars of one chart.
_TOP = 12


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


def named(frame: pl.DataFrame, look: Look, states: Mapping[str, str]) -> pl.DataFrame:
    """Return findings with everything in words, for `COLUMNS` and `EXPORT`; `states` names each status."""
    worded = {
        "severity": {name: look.name(words) for name, words in SEVERITIES.items()},
        "light": {"yellow": look.say("黄灯", "yellow"), "red": look.say("红灯", "red")},
        "form_type": {name: look.name(words) for name, words in FORM_TYPES.items()},
        "status": states,
    }
    questions = {rule.id: look.name(rule.question) for rule in RULES}
    return frame.with_columns(
        *(pl.col(name).replace(dict(words)) for name, words in worded.items()),
        pl.col("rule").replace(questions).alias("question"),
        pl.col("message_en" if look.language == "en" else "message").alias("message"),
        pl.col("difference").cast(pl.Decimal(38, 6), strict=False),
    )


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


def states_of(frame: pl.DataFrame, states: Mapping[str, str], look: Look) -> dict[str, str]:
    """Return every state with its count, those without findings too, so that a dismissal is never silent."""
    counts = dict(frame.group_by("status").len().iter_rows())
    every = {"": f"{look.say('全部', 'All')} {frame.height:,}"}
    return every | {name: f"{words} {counts.get(name, 0):,}" for name, words in states.items()}


def of_state(frame: pl.DataFrame, state: str) -> pl.DataFrame:
    """Return the findings of one state; all where it is empty."""
    return frame.filter(pl.col("status") == state) if state else frame


def one(frame: pl.DataFrame, fingerprint: str | None) -> dict[str, Any] | None:
    """Return the finding of that fingerprint, None where there is none."""
    rows = frame.filter(pl.col("fingerprint") == fingerprint).to_dicts() if fingerprint else []
    return rows[0] if rows else None


def concerned(frame: pl.DataFrame) -> pl.DataFrame:
    """
    Return the money that findings concern, counted once.

    Of a department's year the overall form's, since it includes the projects; else the sum over its
    forms. One row a collection, department and year: `amount_yuan`, null where no form says its unit.
    """
    by_form = frame.group_by("collection", "department", "fiscal_year", "form_type", "form_id").agg(
        pl.col("amount_yuan").max()
    )
    overall = pl.col("form_type") == "department_overall"
    known = pl.col("amount_yuan").is_not_null()
    return by_form.group_by("collection", "department", "fiscal_year").agg(
        pl.when((overall & known).any())
        .then(pl.col("amount_yuan").filter(overall).sum())
        .when(known.any())
        .then(pl.col("amount_yuan").sum())
        .alias("amount_yuan")
    )


def bars(frame: pl.DataFrame, by: str, look: Look, chosen: str | None = None) -> Figure:
    """
    Return bars of findings by "rule" or "department", stacked by severity; a click gives its key.

    Those with most errors come first, then those with most findings; others than `chosen` are pale.
    Beside each bar stands the money concerned, counted once.
    """
    rows = _grouped(frame, by).head(_TOP).to_dicts()
    if not rows:
        return {"data": [], "layout": layout(look, 120, meta=look.say("没有符合条件的发现", "Nothing fits"))}
    places = list(range(len(rows)))
    labels = [_label(row[by], by, look) for row in rows]
    sums = {
        row[by]: concerned(frame.filter(pl.col(by).eq_missing(row[by])))["amount_yuan"].sum() for row in rows
    }
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
        showlegend=True,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "normal",
                "font": {"size": 12}},
        margin={"l": 8, "r": 8, "t": 26, "b": 4},
        xaxis={"showticklabels": False, "range": [0, longest * 1.5]},
        yaxis={
            "range": [len(rows) - 0.5, -0.5],
            "tickvals": places,
            "ticktext": [chart(short(label, 17)) for label in labels],
            "tickfont": {"size": 12.5, "color": look.text},
        },
    )  # fmt: skip
    figure["annotations"] = [
        {"x": row["findings"], "y": at, "text": _beside(row, sums[row[by]], look), "showarrow": False,
         "xanchor": "left", "xshift": 5, "font": {"size": 12, "color": look.faint}}
        for at, row in enumerate(rows)
    ]  # fmt: skip
    return {"data": traces, "layout": figure}


def _grouped(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    each = [(pl.col("severity") == name).sum().alias(name) for name in SEVERITIES]
    return (
        frame.group_by(by)
        .agg(*each, pl.len().alias("findings"))
        .sort("E", "findings", by, descending=[True, True, False])
    )


def _label(key: str | None, by: str, look: Look) -> str:
    if by == "rule" and key is not None and key in BY_ID:
        return f"{key} {look.name(BY_ID[key].question).rstrip('吗')}"
    return key or look.say("（没有单位）", "(no department)")


def _beside(row: dict[str, Any], amount: Any, look: Look) -> str:
    number = count(row["findings"])
    return f"{number} · {money(amount, look.language)}" if amount else number


def finding(frame: pl.DataFrame, look: Look) -> str:
    """Return how many findings, how many of them certain errors, of how many departments, in one line."""
    if frame.is_empty():
        return look.say("没有审核发现", "No findings")
    errors = frame.filter(pl.col("severity") == "E").height
    names = frame["department"].n_unique()
    return look.say(
        f"{frame.height:,} 条发现，其中 {errors:,} 条是错误，涉及 {names:,} 个部门",
        f"{frame.height:,} findings, {errors:,} of them errors, in {names:,} departments",
    )


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
