"""One form's check-up in words: what failed, the worst first, what could not be checked, what passed."""

from typing import Any

import polars as pl

from dashboard.figures.findings import BY_ID
from dashboard.formats import plain, short
from dashboard.theme import Look
from pipelines.audit import SEVERITIES
from pipelines.warehouse.words import FORM_TYPES


def worst_first(found: pl.DataFrame) -> pl.DataFrame:
    """Return rows of `queries.findings`, errors first, in the order of the rules."""
    order = pl.col("severity").replace_strict({name: at for at, name in enumerate(SEVERITIES)}, default=9)
    return found.sort(order, maintain_order=True)


def finding(found: pl.DataFrame, quiet: pl.DataFrame, look: Look) -> str:
    """Return how many rules failed, could not be applied and passed, in one line."""
    failed, blind, passed = _counts(found, quiet)
    return look.say(
        f"体检：{failed} 条规则有问题，{blind} 条不适用，{passed} 条通过",
        f"Check-up: {failed} rules failed, {blind} not applicable, {passed} passed",
    )


def checked(found: pl.DataFrame, quiet: pl.DataFrame, look: Look) -> str:
    """Return how many rules were asked of one form and how many could not be, for want of what they need."""
    failed, blind, passed = _counts(found, quiet)
    return look.say(
        f"查了 {failed + passed} 条规则，{failed} 条报出问题；{blind} 条不适用或缺所需的数，没有查",
        f"{failed + passed} rules were asked of this form, {failed} failed; {blind} could not be asked",
    )


def _counts(found: pl.DataFrame, quiet: pl.DataFrame) -> tuple[int, int, int]:
    """Of one form: how many rules failed, could not be applied, and passed."""
    blind = quiet.filter(pl.col("outcome") == "not_applicable").height
    return found["rule"].n_unique() if found.height else 0, blind, quiet.height - blind


def reasons(quiet: pl.DataFrame, outcome: str, look: Look) -> str:
    """Return one line a rule: its id, and why it does not apply, or the question that it passed."""
    message = "message_en" if look.language == "en" else "message"
    rows = quiet.filter(pl.col("outcome") == outcome)
    return "\n".join(
        f"{row['rule']} {row[message]}"
        if outcome == "not_applicable"
        else f"{row['rule']} {look.name(BY_ID[row['rule']].question)}"
        for row in rows.iter_rows(named=True)
    )


def marked(found: pl.DataFrame, rule: str | None, place: str | None) -> list[str]:
    """
    Return the places of the finding that the address names by its rule and its first cell.

    Where no finding of the rule begins at `place`, those of all its findings; [] without a rule.
    """
    own = found.filter(pl.col("rule").eq_missing(pl.lit(rule)))
    here = own.filter(pl.col("place").eq_missing(pl.lit(place)))
    lists = (here if here.height else own)["places"].drop_nulls().to_list()
    return list(dict.fromkeys(one for places in lists for one in places if one != place))


def rules_of(found: pl.DataFrame) -> list[str]:
    """Return the rules that failed, as the address may name them."""
    return found["rule"].unique(maintain_order=True).to_list()


def compared(row: dict[str, Any], look: Look) -> str:
    """Return printed beside computed, empty where neither is a number or a word."""
    parts = [
        look.say("表上印 ", "printed ") + row["printed"] if row["printed"] else "",
        look.say("应为 ", "computed ") + row["computed"] if row["computed"] else "",
    ]
    return " · ".join(part for part in parts if part)


def forms_of(listed: pl.DataFrame, year: int | None, look: Look) -> dict[str, str]:
    """Return a department's current forms of a year (None: of the latest), its overall form first."""
    own = listed.filter(pl.col("fiscal_year") == (listed["fiscal_year"].max() if year is None else year))
    order = pl.col("form_type").replace_strict({kind: at for at, kind in enumerate(FORM_TYPES)}, default=9)
    names: dict[str, str] = {}
    for row in own.filter("current").sort(order, "project", maintain_order=True).iter_rows(named=True):
        kind = look.name(FORM_TYPES[row["form_type"]]) if row["form_type"] in FORM_TYPES else "—"
        name = short(row["project"], 16) if row["project"] else kind
        twice = sum(given.partition(" (")[0] == plain(name) for given in names.values())
        names[row["form_id"]] = plain(name) + (f" ({twice + 1})" if twice else "")
    return names


def of_department(found: pl.DataFrame, look: Look) -> str:
    """Return how many findings a department's year has, and how many of them are errors."""
    if found.is_empty():
        return look.say("没有审核发现", "No findings")
    errors = found.filter(pl.col("severity") == "E").height
    return look.say(
        f"{found.height} 条审核发现，其中 {errors} 条是错误",
        f"{found.height} findings, {errors} of them errors",
    )
