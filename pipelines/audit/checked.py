"""
What was checked: of how many each rule was asked, of how many it could check nothing and why, what it found.

"Nothing found" is good news only of what was checked. Stored when the generation was built; a rule about
a whole collection's year counts collections, one about a department's year counts those, the others forms.
"""

import polars as pl

from pipelines.audit.rules import RULES
from pipelines.queries.frames import conform
from pipelines.warehouse.judged import ASKED, FINDINGS, UNCHECKED
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

CHECKED = pl.Schema(
    {
        "rule": pl.String(), "rule_scope": pl.String(), "asked": pl.Int64(), "checked": pl.Int64(),
        "unchecked": pl.Int64(), "findings": pl.Int64(),
    }
)  # fmt: skip
REASONS = pl.Schema(
    {"rule": pl.String(), "reason": pl.String(), "reason_en": pl.String(), "unchecked": pl.Int64()}
)
UNCHECKED_FORMS = pl.Schema(
    {
        "rule": pl.String(), "reason": pl.String(), "reason_en": pl.String(), "form_id": pl.String(),
        "collection": pl.String(), "department": pl.String(), "fiscal_year": pl.Int16(),
        "form_type": pl.String(), "project": pl.String(),
    }
)  # fmt: skip

_DISTRICT = "district"
_OF_DISTRICTS = [rule.id for rule in RULES if rule.scope == _DISTRICT]
_RULES = pl.DataFrame(
    [(number, rule.id, rule.scope) for number, rule in enumerate(RULES)],
    schema={"rule_no": pl.Int32, "rule": pl.String, "rule_scope": pl.String},
    orient="row",
)
_YEAR = ("collection", "fiscal_year")


def checked(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    Of how many each rule was asked in the scope, and what came of it.

    Returns:
        A frame of `CHECKED`, one row a rule in their order: `asked` = `checked` + `unchecked`, in forms,
        departments' years or collections' years by `rule_scope` (`rule.SCOPES`). A rule about collections is
        asked of all those that have something of the scope. `findings` are places that failed, in the scope,
        whatever people made of them. Empty where nothing was judged.
    """
    several = warehouse.sums(ASKED, ("rule_scope",), (), scope).rename({"rows": "asked"})
    districts = _of_districts(warehouse, scope, _asked_districts(warehouse, scope)).height
    asked = several.filter(pl.col("rule_scope") != _DISTRICT).vstack(
        pl.DataFrame({"rule_scope": [_DISTRICT], "asked": [districts]})
    )
    if not asked["asked"].sum():
        return pl.DataFrame(schema=CHECKED)
    blind = reasons(warehouse, scope).group_by("rule").agg(pl.col("unchecked").sum())
    found = warehouse.sums(FINDINGS, ("rule",), (), scope).rename({"rows": "findings"})
    return conform(
        _RULES.join(asked, on="rule_scope", how="left")
        .join(blind, on="rule", how="left")
        .join(found, on="rule", how="left")
        .with_columns(pl.col("asked", "unchecked", "findings").fill_null(0))
        .with_columns(checked=pl.col("asked") - pl.col("unchecked"))
        .sort("rule_no"),
        CHECKED,
    )


def reasons(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    Why rules could check nothing, and of how many.

    Returns:
        A frame of `REASONS`, one row a rule and reason, in the order of the rules, the most frequent reason
        first; `unchecked` counts as in `checked`. No rows where every rule could check something of all.
    """
    districts = _of_districts(warehouse, scope, _unchecked_districts(warehouse, scope))
    names = ("rule", "reason", "reason_en")
    counts = warehouse.sums(UNCHECKED, names, (), scope).rename({"rows": "unchecked"})
    return conform(
        pl.concat(
            [
                counts.filter(~pl.col("rule").is_in(_OF_DISTRICTS)),
                districts.group_by(names).agg(pl.len().cast(pl.Int64).alias("unchecked")),
            ]
        )
        .join(_RULES, on="rule")
        .sort("rule_no", "unchecked", "reason", descending=[False, True, False]),
        REASONS,
    )


def unchecked(warehouse: Warehouse, scope: Scope, rule: str) -> pl.DataFrame:
    """
    Of whom one rule could check nothing, and why.

    Returns:
        A frame of `UNCHECKED_FORMS`, sorted by reason, collection, department, year, type and project.
        `form_id` is null where the rule looks at what a department filed together and there is no overall
        form, or at a whole collection. Empty where it could check something of all.
    """
    if rule in _OF_DISTRICTS:
        rows = _of_districts(warehouse, scope, _unchecked_districts(warehouse, scope)).filter(rule=rule)
    else:
        rows = warehouse.rows(UNCHECKED, UNCHECKED_FORMS.names(), scope, [Where("rule", "=", rule)])
    order = ("reason", "collection", "department", "fiscal_year", "form_type", "project", "form_id")
    return conform(rows.sort(order, nulls_last=True), UNCHECKED_FORMS)


def _asked_districts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    where = [Where("rule_scope", "=", _DISTRICT)]
    return warehouse.rows(ASKED, (), Scope(year=scope.year, collection=scope.collection), where)


def _unchecked_districts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    where = [Where("rule", "in", tuple(_OF_DISTRICTS))]
    wide = Scope(year=scope.year, collection=scope.collection)
    return warehouse.rows(UNCHECKED, UNCHECKED_FORMS.names(), wide, where)


def _of_districts(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> pl.DataFrame:
    """Those about the years of collections that have something of the scope."""
    own = warehouse.rows(ASKED, _YEAR, scope).unique()
    return rows.join(own, on=_YEAR, how="semi", nulls_equal=True)
