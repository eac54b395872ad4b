"""整改台账: findings that somebody worked on, and what became of each, worked out of this generation."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

import polars as pl

from pipelines.ledger import STATES, Act
from pipelines.queries.findings import findings
from pipelines.queries.frames import conform
from pipelines.queries.worked import WORK, with_work
from pipelines.warehouse.column import MONEY
from pipelines.warehouse.derived import DEPARTMENTS
from pipelines.warehouse.schema import FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where
from pipelines.warehouse.words import SEVERITIES
from pipelines.wording import Wording

#: How a finding stands: the state that people gave it while it fires, else why it does not.
STANDINGS: dict[str, Wording] = {
    **STATES,
    "gone": Wording("已消除", "No longer fires"),
    "absent": Wording("本版数据没有这张表", "Its form is not in this generation"),
}

RECTIFICATION = pl.Schema(
    {
        "fingerprint": pl.String(), "standing": pl.String(), "fires": pl.Boolean(), "overdue": pl.Boolean(),
        "carried_over": pl.Boolean(), "next_year": pl.Boolean(), "rule": pl.String(), "severity": pl.String(),
        "form_id": pl.String(), "collection": pl.String(), "department": pl.String(), "kind": pl.String(),
        "fiscal_year": pl.Int16(), "form_type": pl.String(), "project": pl.String(), "subject": pl.String(),
        "place": pl.String(), "printed": pl.String(), "computed": pl.String(), "difference": pl.String(),
        "message": pl.String(), "amount_yuan": MONEY, **WORK, "begun_at": pl.String(),
    }
)  # fmt: skip

_ABOUT = (
    "fingerprint", "series", "figures", "rule", "severity", "collection", "department", "fiscal_year",
    "form_type", "project", "subject", "place", "printed", "computed", "difference", "message",
)  # fmt: skip


def rectification(
    warehouse: Warehouse, scope: Scope, done: Sequence[Act] = (), today: date | None = None
) -> pl.DataFrame:
    """
    One row a finding that was ever worked on, and one a finding that was carried over from such a one.

    Args:
        warehouse: the open generation.
        scope: of all years, departments and types where it names none.
        done: what people did (`ledger.acts(ledger)`).
        today: what is due before it is overdue, unless it was closed or no longer fires; None: nothing is.

    Returns:
        A frame of `RECTIFICATION`: overdue ones first, then by the day they are due, by collection,
        department, year, severity and rule. `standing` is a word of `STANDINGS`. `carried_over`: it fired the
        year before too and was left there; `next_year`: it fires in the next year's form too.
        Of one that no longer fires, what is told is what stood there when somebody last worked on it.
    """
    every = Scope(None, scope.collection, scope.kinds, scope.department, scope.form_type)
    now = findings(warehouse, every, done)
    begun = _begun(done)
    left = pl.col("carried_over") & pl.col("series").is_in(begun["series"].unique().implode())
    standing = now.filter(pl.col("fingerprint").is_in(begun["fingerprint"].implode()) | left)
    gone = _inside(warehouse, begun.join(now, on="fingerprint", how="anti"), every)
    kinds = warehouse.rows(DEPARTMENTS, ("collection", "department", "kind"))
    rows = pl.concat(
        [
            standing.join(begun.select("fingerprint", "begun_at"), on="fingerprint", how="left").with_columns(
                pl.lit(True).alias("fires"), pl.col("status").alias("standing")
            ),
            with_work(gone, done)
            .join(kinds, on=["collection", "department"], how="left")
            .with_columns(pl.lit(False).alias("fires")),
        ],
        how="diagonal_relaxed",
    )
    later = now.select("series", pl.col("fiscal_year") - 1, pl.lit(True).alias("next_year")).unique()
    if scope.year is not None:
        rows = rows.filter(pl.col("fiscal_year") == scope.year)
    found = (
        rows.join(later, on=["series", "fiscal_year"], how="left", maintain_order="left")
        .with_columns(
            pl.col("next_year", "carried_over").fill_null(False),
            (pl.col("standing").eq("open") & (pl.col("due") < pl.lit(today, pl.Date)))
            .fill_null(False)
            .alias("overdue"),
        )
        .sort(
            pl.col("overdue").not_(), "due", "collection", "department", "fiscal_year",
            pl.col("severity").replace_strict({name: at for at, name in enumerate(SEVERITIES)}),
            "rule", "fingerprint", nulls_last=True,
        )
    )  # fmt: skip
    return conform(found, RECTIFICATION)


def _begun(done: Sequence[Act]) -> pl.DataFrame:
    """Each finding that was worked on as it last stood, and when that began."""
    began: dict[str, str] = {}
    last = {}
    for act in done:
        began.setdefault(act.finding.fingerprint, act.when)
        last[act.finding.fingerprint] = act.finding
    schema = {
        **{name: pl.Int16() if name == "fiscal_year" else pl.String() for name in _ABOUT},
        "begun_at": pl.String(),
    }
    rows = [{**asdict(one), "begun_at": began[one.fingerprint]} for one in last.values()]
    return pl.DataFrame(rows, schema=schema)


def _inside(warehouse: Warehouse, gone: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """Those of the scope, with `standing`: "gone" where there is such a form, else "absent"."""
    given = {"collection": scope.collection, "department": scope.department, "form_type": scope.form_type}
    for name, value in given.items():
        if value is not None:
            gone = gone.filter(pl.col(name) == value)
    if scope.kinds:
        of_kinds = warehouse.rows(DEPARTMENTS, ("collection", "department"), Scope(kinds=scope.kinds))
        gone = gone.join(of_kinds, on=["collection", "department"], how="semi")
    unit = ["collection", "department", "fiscal_year"]
    form = [*unit, "form_type", "project"]
    filed = warehouse.rows(FORMS, form, None, [Where("current", "=", True)])
    return (
        gone.join(
            filed.select(*form, pl.lit(1).alias("form")).unique(), on=form, how="left", nulls_equal=True
        )
        .join(filed.select(*unit, pl.lit(1).alias("unit")).unique(), on=unit, how="left", nulls_equal=True)
        .with_columns(
            pl.when(pl.when(pl.col("form_type").is_null()).then("unit").otherwise("form").is_null())
            .then(pl.lit("absent"))
            .otherwise(pl.lit("gone"))
            .alias("standing")
        )
    )
