"""How sure the readings are, and what people wrote about them, in words and tables."""

from collections.abc import Mapping, Sequence

import polars as pl

from dashboard.figures.cards import Card
from dashboard.figures.columns import DEPARTMENT, PLACE, YEAR
from dashboard.figures.profile import forms_named
from dashboard.figures.quality import problems_named
from dashboard.figures.reading import FIELDS
from dashboard.formats import Column, column, count, pct
from dashboard.theme import Look
from pipelines.forms.corrections import FIELDS as GIVEN
from pipelines.forms.corrections import Correction
from pipelines.ledger import Confirmation
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.words import READING_STATES

REPORTS: Mapping[str, Column] = {
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "confidence": column("可信度", "Confidence", "rate"),
    "state": column("状态", "State"),
    "checks_differ": column("不符的核对", "Checks that differ", "count"),
    "checks_agree": column("相符的核对", "Checks that agree", "count"),
    "values_moved": column("错列对回", "Moved", "count"),
    "values_unread": column("未读格", "Unread", "count"),
    "values_read": column("读出的值", "Values", "count"),
    "form_type": column("表类型", "Form type"),
    "project": column("项目", "Project", width="medium"),
    "confirmed_by": column("确认人", "Confirmed by"),
    "path": column("文件", "File", width="medium"),
}
PROBLEMS: Mapping[str, Column] = {
    "place": PLACE,
    "code": column("种类", "Kind", width="medium"),
    "message": column("说明", "Message", width="large"),
}
WAITING: Mapping[str, Column] = {
    "id": column("编号", "Record"),
    "where": column("更正什么", "What"),
    "printed": column("印出", "Printed", width="medium"),
    "value": column("更正为", "Corrected to", width="medium"),
    "reason": column("理由", "Reason", width="medium"),
    "who": column("更正人", "By"),
}


def named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return `queries.reports.READING_REPORTS` with types and states by name, files without folders."""
    states = {state: look.name(words) for state, words in READING_STATES.items()}
    return forms_named(frame, look).with_columns(pl.col("state").replace(states))


def cards(frame: pl.DataFrame, look: Look) -> list[Card]:
    """Return the big figures of all reports in the scope."""
    settled = frame.filter(pl.col("state").is_in(["confirmed", "corrected"])).height
    return [
        Card(look.say("自评表", "Forms"), count(frame.height)),
        Card(
            look.say("有不符的核对", "With a check that differs"),
            count(frame.filter(pl.col("checks_differ") > 0).height),
        ),
        Card(
            look.say("有未读的格", "With unread cells"),
            count(frame.filter(pl.col("values_unread") > 0).height),
        ),
        Card(
            look.say("有错列对回的值", "With moved values"),
            count(frame.filter(pl.col("values_moved") > 0).height),
        ),
        Card(look.say("已有人看过", "Seen by a person"), count(settled)),
    ]


def finding(frame: pl.DataFrame, look: Look) -> str:
    """Return how many forms nobody has looked at, in one line."""
    unseen = frame.filter(pl.col("state").is_in(["open", "changed"])).height
    if not unseen:
        return look.say("每张表都有人看过", "Every form was seen by a person")
    return look.say(f"{unseen:,} 张表还没有人核对", f"Nobody has checked {unseen:,} forms")


def own(frame: pl.DataFrame, form_id: str, look: Look) -> list[tuple[str, str]]:
    """Return what the report of one form says, as pairs of name and plain text."""
    rows = frame.filter(pl.col("form_id") == form_id).to_dicts()
    if not rows:
        return [(look.say("状态", "State"), look.say("已被后来的报送取代，不在核对之列", "superseded"))]
    row = rows[0]
    pairs = [
        (look.say("可信度", "Confidence"), pct(row["confidence"])),
        (look.say("状态", "State"), look.name(READING_STATES[row["state"]])),
        (
            look.say("读出的值", "Values read"),
            look.say(
                f"{row['values_read']} 个；算术印证 {row['values_supported']}，"
                f"不符 {row['values_contradicted']}，错列对回 {row['values_moved']}，"
                f"未读 {row['values_unread']} 格",
                f"{row['values_read']}: supported {row['values_supported']}, contradicted "
                f"{row['values_contradicted']}, moved {row['values_moved']}, unread {row['values_unread']}",
            ),
        ),
    ]
    if row["confirmed_by"]:
        who = f"{row['confirmed_by']} · {(row['confirmed_at'] or '')[:10]}"
        pairs.append((look.say("确认", "Confirmed"), who))
    return pairs


def problems(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return `queries.forms.problems`, values that were moved first, kinds by name."""
    return problems_named(frame.sort(pl.col("code") != "value_moved", maintain_order=True), look)


def parts(look: Look) -> dict[str, str]:
    """Return the lists beside a form, by name."""
    return {
        "checks": look.say("核对", "Checks"),
        "problems": look.say("移动与问题", "Moved, problems"),
        "unread": look.say("未读格", "Unread"),
    }


def subjects(place: str | None, look: Look) -> dict[str, str]:
    """Return what may be corrected, by name: the marked cell, and fields that a form may not print."""
    cell = {"cell": look.say("标出的这一格", "The marked cell")} if place else {}
    return {**cell, **{name: look.name(FIELDS[name]) for name in GIVEN}}


def scope_of(head: pl.DataFrame) -> Scope:
    """Return the scope that holds the form of `queries.forms.FORM`, and little else."""
    row = head.row(0, named=True)
    return Scope(
        year=row["fiscal_year"], collection=row["collection"], department=row["department"],
        form_type=row["form_type"],
    )  # fmt: skip


def of_document(records: Sequence[Correction], head: pl.DataFrame) -> list[Correction]:
    """Return the corrections of the file that the form stands in, the latest first."""
    sha256 = head.row(0, named=True)["sha256"]
    return [one for one in reversed(records) if one.document == sha256]


def records(
    corrections: Sequence[Correction], confirmations: Sequence[Confirmation], form_id: str, look: Look
) -> dict[str, str]:
    """Return what can be taken back of one form and its file: the id of each record, and what it says."""
    said = {one.id: f"{one.place or look.name(FIELDS[one.field or ''])} → {one.value}" for one in corrections}
    confirmed = look.say("确认读得对：", "confirmed by ")
    return said | {one.id: confirmed + one.who for one in confirmations if one.form_id == form_id}


def waiting(records: Sequence[Correction], look: Look) -> pl.DataFrame:
    """Return corrections of the ledger as rows for `WAITING`."""
    rows = [
        {
            "id": one.id,
            "where": one.place or (look.name(FIELDS[one.field]) if one.field else ""),
            "printed": one.printed or look.say("（没有印）", "(not printed)"),
            "value": one.value,
            "reason": one.reason,
            "who": one.who,
        }
        for one in records
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(WAITING, pl.String))
