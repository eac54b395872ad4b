"""What people did with findings, as columns beside them; used by the questions about findings."""

from collections.abc import Sequence

import polars as pl

from pipelines.ledger import Act

#: The columns that `with_work` adds.
WORK = pl.Schema(
    {
        "status": pl.String(), "who": pl.String(), "at": pl.String(), "why": pl.String(),
        "reopened": pl.Boolean(), "earlier_status": pl.String(), "assignee": pl.String(), "due": pl.Date(),
        "answer": pl.String(), "answered_by": pl.String(), "answered_at": pl.String(),
    }
)  # fmt: skip
#: States in which nothing is left to be done in the next year.
SETTLED = ("explained", "dismissed")

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


def with_work(found: pl.DataFrame, done: Sequence[Act]) -> pl.DataFrame:
    """
    Put the columns of `WORK` beside rows that have `fingerprint` and `figures`, in their order.

    Of each kind the last act of a finding counts; without any its status is "open". Where the figures are
    others than those that were closed, it is `reopened`: the status is "open", `earlier_status` the one
    that it had, and `who`, `at` and `why` are of that one. A row without a fingerprint has no status.
    """
    closed = pl.col("state") != "open"
    return (
        found.join(states(done), on="fingerprint", how="left", maintain_order="left")
        .join(_assigned(done), on="fingerprint", how="left", maintain_order="left")
        .join(_answers(done), on="fingerprint", how="left", maintain_order="left")
        .with_columns(
            (closed & (pl.col("closed_figures") != pl.col("figures"))).fill_null(False).alias("reopened")
        )
        .with_columns(
            pl.when(pl.col("fingerprint").is_not_null())
            .then(pl.when("reopened").then(pl.lit("open")).otherwise(pl.col("state").fill_null("open")))
            .alias("status"),
            pl.when("reopened").then(pl.col("state")).alias("earlier_status"),
            pl.col("due").str.to_date(),
        )
        .drop("state", "closed_figures")
    )


def states(done: Sequence[Act]) -> pl.DataFrame:
    """The last state of each finding: `fingerprint`, `state`, `why`, `who`, `at`, `closed_figures`."""
    rows = [
        (one.finding.fingerprint, one.state, one.why, one.who, one.when, one.finding.figures)
        for one in _last(done, "state")
    ]
    return pl.DataFrame(rows, schema=_STATES, orient="row")


def unsettled(found: pl.DataFrame, done: Sequence[Act]) -> pl.DataFrame:
    """Rows of findings (`fingerprint`, `figures`) that were neither explained nor dismissed as they stand."""
    settled = states(done).filter(pl.col("state").is_in(SETTLED))
    return found.join(
        settled, left_on=["fingerprint", "figures"], right_on=["fingerprint", "closed_figures"], how="anti"
    )


def _last(done: Sequence[Act], kind: str) -> list[Act]:
    """The last act of a kind of each finding."""
    return list({act.finding.fingerprint: act for act in done if act.kind == kind}.values())


def _assigned(done: Sequence[Act]) -> pl.DataFrame:
    rows = [(one.finding.fingerprint, one.assignee, one.due) for one in _last(done, "assignment")]
    return pl.DataFrame(rows, schema=_ASSIGNED, orient="row")


def _answers(done: Sequence[Act]) -> pl.DataFrame:
    rows = [(one.finding.fingerprint, one.answer, one.who, one.when) for one in _last(done, "answer")]
    return pl.DataFrame(rows, schema=_ANSWERS, orient="row")
