"""Answers of rules on their way into a frame."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from pipelines.audit.figures import plain
from pipelines.audit.profile import Profile
from pipelines.audit.rule import Hit, Rule
from pipelines.queries.frames import by_column, conform
from pipelines.warehouse.column import MONEY, MONEY_LIMIT
from pipelines.warehouse.judged import ORDER

#: One row a finding; with every outcome, also one a subject and rule that passed or was not applicable.
FINDINGS = pl.Schema(
    {
        "rule": pl.String(), "outcome": pl.String(), "severity": pl.String(), "light": pl.String(),
        "form_id": pl.String(), "collection": pl.String(), "department": pl.String(),
        "fiscal_year": pl.Int16(), "form_type": pl.String(), "project": pl.String(),
        "subject": pl.String(), "place": pl.String(),
        "places": pl.List(pl.String()), "printed": pl.String(), "computed": pl.String(),
        "difference": pl.String(), "message": pl.String(), "message_en": pl.String(), "profile": pl.String(),
        "budget_yuan": MONEY, "amount_yuan": MONEY, "other_form_id": pl.String(), "other_place": pl.String(),
    }
)  # fmt: skip

#: Who an answer is about: form, collection, department, year, type, project, budget.
About = tuple[str | None, str, str | None, int | None, str | None, str | None, Decimal | None]
WHO = ("form_id", "collection", "department", "fiscal_year", "form_type", "project", "budget_yuan")


class Answers:
    """Answers on their way into a frame: who they are about stands once, whatever the number of rules."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._about: dict[About, int] = {}
        self._answers: list[tuple[Any, ...]] = []
        self._hits: list[tuple[Any, ...]] = []

    def add(self, rule: Rule, outcome: str, about: About, zh: str, en: str, hit: Hit | None = None) -> None:
        severity = self._profile.severity.get(rule.id, rule.severity)
        number = None
        if hit is not None:
            severity = hit.severity or severity
            places = list(dict.fromkeys(one for one in hit.places if one))
            number = len(self._hits)
            self._hits.append(
                (
                    hit.light, hit.subject, places[0] if places else None, "\n".join(places),
                    _text(hit.printed), _text(hit.computed), _text(hit.difference),
                    hit.beside.form_id if hit.beside else None, hit.beside_place, _kept(hit.amount_yuan),
                )
            )  # fmt: skip
        who = self._about.setdefault(about, len(self._about))
        self._answers.append((rule.id, outcome, severity, zh, en, who, number))

    def frame(self, rules: Sequence[Rule]) -> pl.DataFrame:
        """All of it as a frame of `FINDINGS`; of one rule and form in the order in which it was added."""
        order = {rule.id: number for number, rule in enumerate(rules)}
        answers = _frame(
            self._answers, ("rule", "outcome", "severity", "message", "message_en"), "who", "hit"
        )
        about = _frame(list(self._about), WHO)
        hits = _frame(self._hits, _HIT)
        return conform(
            answers.join(about.with_row_index("who"), on="who", how="left", maintain_order="left")
            .join(hits.with_row_index("hit"), on="hit", how="left", maintain_order="left")
            .with_columns(
                pl.lit(self._profile.label).alias("profile"),
                pl.when(pl.col("outcome") == "failed")
                .then(pl.coalesce("amount_yuan", "budget_yuan"))
                .alias("amount_yuan"),
                pl.col("places").fill_null("").str.split("\n").list.filter(pl.element() != ""),
                pl.col("rule").replace_strict(order, return_dtype=pl.UInt32).alias("rule_no"),
            )
            .sort("rule_no", *ORDER, nulls_last=True, maintain_order=True),
            FINDINGS,
        )


_HIT = (
    "light", "subject", "place", "places", "printed", "computed", "difference", "other_form_id",
    "other_place", "amount_yuan",
)  # fmt: skip


def _frame(rows: Sequence[tuple[Any, ...]], names: Sequence[str], *numbers: str) -> pl.DataFrame:
    """Rows as columns of `FINDINGS`, and `numbers` behind them; `places` are still one text, a line each."""
    known = {**FINDINGS, "places": pl.String()}
    schema = {**{name: known[name] for name in names}, **dict.fromkeys(numbers, pl.UInt32())}
    return by_column(rows, pl.Schema(schema))


def _kept(amount: Decimal | None) -> Decimal | None:
    """An amount of money as its column holds it; a larger one was never money."""
    return None if amount is None or amount >= MONEY_LIMIT else round(amount, 4)


def _text(value: Decimal | str | None) -> str | None:
    return plain(value) if isinstance(value, Decimal) else value
