"""What was asked, and what could not be: whom each rule looked at, where it could check nothing, and why."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from pipelines.audit.answers import WHO, About
from pipelines.audit.rule import NotApplicable, Rule
from pipelines.queries.frames import by_column
from pipelines.warehouse.judged import ASKED, UNCHECKED

_LOOSE: Mapping[str, Any] = {**ASKED.frame_schema, **UNCHECKED.frame_schema}


class Asked:
    """Subjects of rules on their way into two frames; each stands once, whatever the number of rules."""

    def __init__(self) -> None:
        self._subjects: list[tuple[Any, ...]] = []
        self._unchecked: list[tuple[int, Rule, NotApplicable]] = []

    def add(self, scope: str, several: Iterable[About]) -> int:
        """Note whom the rules of one scope are asked of; returns the number of the first of them."""
        first = len(self._subjects)
        self._subjects += [(scope, *about[:-1]) for about in several]
        return first

    def pass_over(self, rule: Rule, subject: int, why: NotApplicable) -> None:
        """Note that a rule could check nothing of the subject with this number."""
        self._unchecked.append((subject, rule, why))

    def take(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """
        All that was noted since the last time, in the order in which it was.

        Returns:
            The columns of `ASKED` and those of `UNCHECKED`, both without `kind`.
        """
        noted, self._subjects = self._subjects, []
        passed_over, self._unchecked = self._unchecked, []
        subjects = _frame(noted, {name: _LOOSE[name] for name in ("rule_scope", *WHO[:-1])})
        rows = [(number, rule.id, why.zh, why.en) for number, rule, why in passed_over]
        why = _frame(rows, {"subject": pl.UInt32(), "rule": pl.String(), "reason": pl.String(),
                            "reason_en": pl.String()})  # fmt: skip
        unchecked = why.join(
            subjects.with_row_index("subject"), on="subject", how="left", maintain_order="left"
        )
        return subjects, unchecked


def _frame(rows: list[tuple[Any, ...]], schema: Mapping[str, Any]) -> pl.DataFrame:
    return by_column(rows, pl.Schema(schema))
