"""Two profiles over the same forms: which findings appear and go, and whose score or grade moves."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.audit.profile import Profile
from pipelines.audit.rules import RULES
from pipelines.audit.stored import judge
from pipelines.ledger.links import ProjectLink
from pipelines.queries.frames import conform
from pipelines.warehouse.column import MONEY, POINTS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from pipelines.wording import Wording

CHANGES: dict[str, Wording] = {
    "appears": Wording("新出现", "Appears"),
    "goes": Wording("不再有", "Goes"),
    "severity": Wording("轻重改变", "Changes severity"),
}

BY_RULE = pl.Schema(
    {
        "rule": pl.String(), "before": pl.Int64(), "after": pl.Int64(), "appears": pl.Int64(),
        "goes": pl.Int64(), "severity": pl.Int64(),
    }
)  # fmt: skip
_TOLD = pl.Schema(
    {
        "form_id": pl.String(), "collection": pl.String(), "department": pl.String(),
        "fiscal_year": pl.Int16(), "form_type": pl.String(), "project": pl.String(),
        "subject": pl.String(), "place": pl.String(), "message": pl.String(), "amount_yuan": MONEY,
    }
)  # fmt: skip
CHANGED = pl.Schema(
    {
        "change": pl.String(), "rule": pl.String(), "fingerprint": pl.String(),
        "severity_before": pl.String(), "severity_after": pl.String(), "light_before": pl.String(),
        "light_after": pl.String(), **_TOLD,
    }
)  # fmt: skip
MOVED = pl.Schema(
    {
        "form_id": pl.String(), "collection": pl.String(), "department": pl.String(),
        "fiscal_year": pl.Int16(), "form_type": pl.String(), "project": pl.String(),
        "claimed_total": POINTS, "recomputed_total_before": POINTS, "recomputed_total_after": POINTS,
        "grade_claimed_before": pl.String(), "grade_claimed_after": pl.String(),
        "grade_recomputed_before": pl.String(), "grade_recomputed_after": pl.String(),
    }
)  # fmt: skip
_ORDER = ("collection", "department", "fiscal_year", "form_type", "project", "form_id")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the second profile makes other than the first."""

    before: str  #: label of the first
    after: str
    rules: pl.DataFrame  #: `BY_RULE`: the rules that find something under either, in their order
    findings: pl.DataFrame  #: `CHANGED`, in the order of the rules, then of collection, department, year
    scores: pl.DataFrame  #: `MOVED`: forms whose recomputed score or a grade differs


def compare(
    warehouse: Warehouse, scope: Scope, before: Profile, after: Profile, links: Sequence[ProjectLink] = ()
) -> Comparison:
    """Judge the forms of the scope by both profiles; frames are empty where both say the same."""
    one, other = (judge(warehouse, profile, links, scope) for profile in (before, after))
    both = _both(one.findings, other.findings)
    counted = both.group_by("rule", maintain_order=True).agg(
        pl.col("severity_before").count().alias("before"),
        pl.col("severity_after").count().alias("after"),
        *((pl.col("change") == change).sum().alias(change) for change in CHANGES),
    )
    return Comparison(
        before.label,
        after.label,
        conform(counted, BY_RULE),
        conform(both.drop_nulls("change"), CHANGED),
        _moved(one.recomputed, other.recomputed),
    )


def _both(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Every finding of either, once; what is told of it is as the second profile says, where that has it."""
    judged = ("severity", "light")
    names = ["fingerprint", "rule", *_TOLD, *judged]
    joined = before.select(names).join(
        after.select(names), on="fingerprint", how="full", coalesce=True, suffix="_after"
    )
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_after")) for name in judged)
    return (
        joined.with_columns(
            pl.when(pl.col("severity").is_null())
            .then(pl.lit("appears"))
            .when(pl.col("severity_after").is_null())
            .then(pl.lit("goes"))
            .when(differs)
            .then(pl.lit("severity"))
            .alias("change"),
            *(pl.coalesce(f"{name}_after", name).alias(name) for name in ("rule", *_TOLD)),
        )
        .rename({name: f"{name}_before" for name in judged})
        .with_columns(pl.col("rule").replace_strict(_NUMBERS, return_dtype=pl.UInt32).alias("rule_no"))
        .sort("rule_no", *_ORDER, "fingerprint", nulls_last=True)
    )


def _moved(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    names = ("recomputed_total", "grade_claimed", "grade_recomputed")
    both = before.join(after.select("form_id", *names), on="form_id", suffix="_after").rename(
        {name: f"{name}_before" for name in names}
    )
    differs = (pl.col(f"{name}_before").ne_missing(pl.col(f"{name}_after")) for name in names)
    return conform(both.filter(pl.any_horizontal(differs)).sort(_ORDER, nulls_last=True), MOVED)


_NUMBERS = {rule.id: number for number, rule in enumerate(RULES)}
