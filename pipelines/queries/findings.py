"""What the rules found, and what people have made of it: stored at build, worked on in the ledger."""

from collections.abc import Sequence

import polars as pl

from pipelines.ledger import STATES, Act
from pipelines.queries.frames import conform
from pipelines.warehouse.column import MONEY
from pipelines.warehouse.judged import FINDINGS as TABLE
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

FINDINGS = pl.Schema(
    {
        "finding_no": pl.Int32(), "fingerprint": pl.String(), "series": pl.String(), "figures": pl.String(),
        "rule": pl.String(), "outcome": pl.String(), "severity": pl.String(), "light": pl.String(),
        "form_id": pl.String(), "collection": pl.String(), "department": pl.String(), "kind": pl.String(),
        "fiscal_year": pl.Int16(), "form_type": pl.String(), "project": pl.String(), "subject": pl.String(),
        "place": pl.String(), "places": pl.List(pl.String()), "printed": pl.String(),
        "computed": pl.String(), "difference": pl.String(), "message": pl.String(),
        "message_en": pl.String(), "profile": pl.String(), "budget_yuan": MONEY, "amount_yuan": MONEY,
        "other_form_id": pl.String(), "other_place": pl.String(),
        "status": pl.String(), "who": pl.String(), "at": pl.String(), "why": pl.String(),
        "reopened": pl.Boolean(), "earlier_status": pl.String(), "assignee": pl.String(), "due": pl.Date(),
        "answer": pl.String(), "answered_by": pl.String(), "answered_at": pl.String(),
        "carried_over": pl.Boolean(),
    }
)  # fmt: skip


def findings(
    warehouse: Warehouse,
    scope: Scope,
    done: Sequence[Act] = (),
    form_id: str | None = None,
    fingerprint: str | None = None,
) -> pl.DataFrame:
    """
    The findings of the scope as they stand today.

    Args:
        warehouse: the open generation; its findings were stored when it was built.
        scope: of all years, departments and types where it names none.
        done: what people did (`ledger.acts(ledger)`); of each kind the last act counts.
        form_id: of one form only.
        fingerprint: one finding only, or those whose fingerprint begins so.

    Returns:
        A frame of `FINDINGS` in the order of the rules, then of collection, department, year, type and
        project; every row has outcome "failed". `status` is a word of `ledger.STATES`; `who`, `at` and `why`
        are of the act that set it. Where the figures are others than those that were closed, the finding is
        `reopened`: its status is "open", `earlier_status` the one that it had, and who, at, why are of that
        one. `carried_over`: the same fired a year before and was not explained or dismissed there.
        `amount_yuan` is the money that the finding is about, in yuan. Empty where nothing was judged.
    """
    where = [] if form_id is None else [Where("form_id", "=", form_id)]
    if fingerprint is not None:
        where += [Where("fingerprint", ">=", fingerprint), Where("fingerprint", "<", fingerprint + "g")]
    rows = warehouse.rows(TABLE, (), scope, where)
    found = (
        rows.with_columns(
            pl.lit("failed").alias("outcome"),
            pl.col("all_places").str.split("\n").list.filter(pl.element() != "").alias("places"),
        )
        .join(_states(done), on="fingerprint", how="left", maintain_order="left")
        .join(_assigned(done), on="fingerprint", how="left", maintain_order="left")
        .join(_answers(done), on="fingerprint", how="left", maintain_order="left")
        .with_columns(
            ((pl.col("state") != "open") & (pl.col("closed_figures") != pl.col("figures")))
            .fill_null(False)
            .alias("reopened")
        )
        .with_columns(
            pl.when("reopened")
            .then(pl.lit("open"))
            .otherwise(pl.col("state"))
            .fill_null("open")
            .alias("status"),
            pl.when("reopened").then(pl.col("state")).alias("earlier_status"),
            pl.col("due").str.to_date(),
        )
        .join(
            _before(warehouse, scope, done), on=["series", "fiscal_year"], how="left", maintain_order="left"
        )
        .with_columns(pl.col("carried_over").fill_null(False))
    )
    return conform(found, FINDINGS)


COUNTS = pl.Schema({"status": pl.String(), "findings": pl.Int64(), "reopened": pl.Int64()})


def counts(warehouse: Warehouse, scope: Scope, done: Sequence[Act] = ()) -> pl.DataFrame:
    """
    How many findings of the scope stand in each state: a dismissal is never silent.

    Returns:
        A frame of `COUNTS`, one row for each of `ledger.STATES` in that order, 0 among them; `reopened` are
        those of the open ones that had been closed. No rows where there are no findings.
    """
    found = findings(warehouse, scope, done)
    if found.is_empty():
        return pl.DataFrame(schema=COUNTS)
    summed = found.group_by("status").agg(pl.len().alias("findings"), pl.col("reopened").sum())
    every = pl.DataFrame({"status": list(STATES)}).join(
        summed, on="status", how="left", maintain_order="left"
    )
    return conform(every.with_columns(pl.col("findings", "reopened").fill_null(0)), COUNTS)


_STATES = pl.Schema(
    {
        "fingerprint": pl.String(), "state": pl.String(), "why": pl.String(), "who": pl.String(),
        "at": pl.String(), "closed_figures": pl.String(),
    }
)  # fmt: skip
_ASSIGNED = pl.Schema({"fingerprint": pl.String(), "assignee": pl.String(), "due": pl.String()})
_ANSWERS = pl.Schema(
    {
        "fingerprint": pl.String(), "answer": pl.String(), "answered_by": pl.String(),
        "answered_at": pl.String(),
    }
)  # fmt: skip


def _last(done: Sequence[Act], kind: str) -> list[Act]:
    """The last act of a kind of each finding."""
    return list({act.finding.fingerprint: act for act in done if act.kind == kind}.values())


def _states(done: Sequence[Act]) -> pl.DataFrame:
    rows = [
        (one.finding.fingerprint, one.state, one.why, one.who, one.when, one.finding.figures)
        for one in _last(done, "state")
    ]
    return pl.DataFrame(rows, schema=_STATES, orient="row")


def _assigned(done: Sequence[Act]) -> pl.DataFrame:
    rows = [(one.finding.fingerprint, one.assignee, one.due) for one in _last(done, "assignment")]
    return pl.DataFrame(rows, schema=_ASSIGNED, orient="row")


def _answers(done: Sequence[Act]) -> pl.DataFrame:
    rows = [(one.finding.fingerprint, one.answer, one.who, one.when) for one in _last(done, "answer")]
    return pl.DataFrame(rows, schema=_ANSWERS, orient="row")


def _before(warehouse: Warehouse, scope: Scope, done: Sequence[Act]) -> pl.DataFrame:
    """Series and year of findings that fired the year before too and were neither explained nor dismissed."""
    whole = Scope(None, scope.collection, scope.kinds, scope.department, scope.form_type)
    earlier = warehouse.rows(TABLE, ("series", "fiscal_year", "fingerprint", "figures"), whole).drop_nulls()
    settled = _states(done).filter(pl.col("state").is_in(["explained", "dismissed"]))
    left = earlier.join(
        settled, left_on=["fingerprint", "figures"], right_on=["fingerprint", "closed_figures"], how="anti"
    )
    return left.select("series", pl.col("fiscal_year") + 1, pl.lit(True).alias("carried_over")).unique()
