"""What the rules found, and what people have made of it: stored at build, worked on in the ledger."""

from collections.abc import Sequence

import polars as pl

from pipelines.ledger import STATES, Act
from pipelines.queries.frames import conform
from pipelines.queries.worked import WORK, unsettled, with_work
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
        "other_form_id": pl.String(), "other_place": pl.String(), **WORK, "carried_over": pl.Boolean(),
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
        done: what people did (`ledger.acts(ledger)`).
        form_id: of one form only.
        fingerprint: one finding only, or those whose fingerprint begins so.

    Returns:
        A frame of `FINDINGS` in the order of the rules, then of collection, department, year, type and
        project; every row has outcome "failed". `status` is a word of `ledger.STATES`; `who`, `at` and `why`
        are of the act that set it; the columns of people's work are those of `worked.with_work`.
        `carried_over`: the same fired a year before too and was neither explained nor dismissed there.
        `amount_yuan` is the money that the finding is about, in yuan. Empty where nothing was judged.
    """
    where = [] if form_id is None else [Where("form_id", "=", form_id)]
    if fingerprint is not None:  # hex digits: what begins so is below the same with a "g" behind it
        where += [Where("fingerprint", ">=", fingerprint), Where("fingerprint", "<", fingerprint + "g")]
    found = (
        warehouse.rows(TABLE, (), scope, where)
        .with_columns(
            pl.lit("failed").alias("outcome"),
            pl.col("all_places").str.split("\n").list.filter(pl.element() != "").alias("places"),
        )
        .join(
            _before(warehouse, scope, done), on=["series", "fiscal_year"], how="left", maintain_order="left"
        )
        .with_columns(pl.col("carried_over").fill_null(False))
    )
    return conform(with_work(found, done), FINDINGS)


#: What it takes to count findings, by whatever they are about.
OUTLINE = pl.Schema(
    {
        name: FINDINGS[name]
        for name in ("rule", "severity", "status", "collection", "department", "fiscal_year", "form_type")
    }
)


def outline(warehouse: Warehouse, scope: Scope, done: Sequence[Act] = ()) -> pl.DataFrame:
    """As `findings`, in the same order, with the few columns of `OUTLINE`: for counting, light to keep."""
    return conform(findings(warehouse, scope, done), OUTLINE)


COUNTS = pl.Schema({"status": pl.String(), "findings": pl.Int64(), "reopened": pl.Int64()})


def counts(warehouse: Warehouse, scope: Scope, done: Sequence[Act] = ()) -> pl.DataFrame:
    """
    How many findings of the scope stand in each state: a dismissal is never silent.

    Returns:
        A frame of `COUNTS`, one row for each of `ledger.STATES` in that order, 0 among them; `reopened` are
        those of the open ones that had been closed. No rows where there are no findings.
    """
    rows = warehouse.rows(TABLE, ("fingerprint", "figures"), scope)
    if rows.is_empty():
        return pl.DataFrame(schema=COUNTS)
    summed = (
        with_work(rows, done).group_by("status").agg(pl.len().alias("findings"), pl.col("reopened").sum())
    )
    every = pl.DataFrame({"status": list(STATES)}).join(
        summed, on="status", how="left", maintain_order="left"
    )
    return conform(every.with_columns(pl.col("findings", "reopened").fill_null(0)), COUNTS)


def _before(warehouse: Warehouse, scope: Scope, done: Sequence[Act]) -> pl.DataFrame:
    """Series and year of findings that fired the year before too and were left to be done."""
    whole = Scope(None, scope.collection, scope.kinds, scope.department, scope.form_type)
    earlier = warehouse.rows(TABLE, ("series", "fiscal_year", "fingerprint", "figures"), whole)
    left = unsettled(earlier.drop_nulls("fiscal_year"), done)
    return left.select("series", pl.col("fiscal_year") + 1, pl.lit(True).alias("carried_over")).unique()
