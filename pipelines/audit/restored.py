"""
Rows of the warehouse as the parts of a form, a column at a time.

A record a row, and a call of the JSON reader for its places, would cost more than the rules themselves.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

import polars as pl

from pipelines.forms.form import FundLine, Goal, Indicator, Quantity
from pipelines.warehouse.column import MONEY_LIMIT

#: What each of these makes of a row, in the order of its arguments.
FUND = (
    "label", "line_kind", "breakdown", "depth", "initial_printed", "budget_printed", "executed_printed",
    "printed_rate", "weight", "score", "amount_printed", "place", "places",
)  # fmt: skip
GOAL = ("planned", "adjusted", "achieved", "places")
INDICATOR = (
    "name", "level1", "level2", "level2_candidates", "target", "actual", "weight", "score", "reason",
    "target_sign", "target_number", "target_unit", "actual_number", "actual_unit", "level1_weight",
    "level2_weight", "place", "places",
)  # fmt: skip
PROBLEM = ("code", "place", "message")

T = TypeVar("T")
_Places = dict[str, str]
_TINY = Decimal("1e-12")


def by_form(frame: pl.DataFrame, make: Callable[..., T]) -> dict[str, list[T]]:
    """
    What `make` makes of each row, by the first column (the form's id), in the order of the rows.

    `make` is given the other columns, in their order; a column `places` as mappings. A form without rows
    has an empty list.
    """
    found: dict[str, list[T]] = defaultdict(list)
    ids, *columns = map(_values, frame)
    for form_id, part in zip(ids, map(make, *columns), strict=True):
        found[form_id].append(part)
    return found


def _values(column: pl.Series) -> list[Any]:
    if column.name == "places":
        return read_places(column)
    if column.dtype.is_decimal():  # polars makes each anew, and points are mostly the same few
        return [None if text is None else _decimal(text) for text in column.cast(pl.String).to_list()]
    return column.to_list()


def read_places(column: Iterable[str | None]) -> list[Any]:
    """Field → place, of each text of a column: {} for a blank one. Equal texts share a mapping."""
    return [_read(text or "{}") for text in column]


def fund(
    label: str, kind: Any, breakdown: Any, depth: int, initial: str | None, budget: str | None,
    executed: str | None, rate: str | None, weight: Decimal | None, score: Decimal | None,
    amount: str | None, place: str | None, places: _Places,
) -> FundLine:  # fmt: skip
    """A fund line of the columns `FUND`."""
    return FundLine(
        label, kind, breakdown, depth, _number(initial), _number(budget), _number(executed), _number(rate),
        weight, score, _number(amount), place or "", places,
    )  # fmt: skip


def goal(planned: str | None, adjusted: str | None, achieved: str | None, places: _Places) -> Goal:
    """A goal of the columns `GOAL`."""
    return Goal(planned, adjusted, achieved, None, places)


def indicator(
    name: str | None, level1: str | None, level2: str | None, level2_candidates: str | None,
    target: str | None, actual: str | None, weight: Decimal | None, score: Decimal | None,
    reason: str | None, target_sign: Any, target_number: float | None, target_unit: str | None,
    actual_number: float | None, actual_unit: str | None, level1_weight: Decimal | None,
    level2_weight: Decimal | None, place: str | None, places: _Places,
) -> Indicator:  # fmt: skip
    """An indicator of the columns `INDICATOR`."""
    wanted, reached = _printed(target_number), _printed(actual_number)
    return Indicator(
        name, level1, level2, tuple(level2_candidates.split("、")) if level2_candidates else None, target,
        actual, weight, score, reason,
        None if wanted is None else Quantity(target_sign, wanted, target_unit),
        None if reached is None else Quantity(None, reached, actual_unit),
        level1_weight, level2_weight, place or "", places,
    )  # fmt: skip


def _printed(number: float | None) -> Decimal | None:
    """A double as it was printed: with fewer digits than a double keeps, so its own text gives them back."""
    return None if number is None else _number(repr(number))


#: Forms of one template have the same things in the same cells: most mappings are made once.
_read = lru_cache(maxsize=5_000)(json.loads)
_decimal = lru_cache(maxsize=20_000)(Decimal)


@lru_cache(maxsize=20_000)  # the same budgets, weights and percentages stand on form after form
def _number(text: str | None) -> Decimal | None:
    """A printed number; one that is out of all reason is judged by no rule, as its money is in no total."""
    value = None if text is None else Decimal(text)
    if value is None or abs(value) >= MONEY_LIMIT or (value and abs(value) < _TINY):
        return None
    return value
