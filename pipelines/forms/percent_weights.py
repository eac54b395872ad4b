"""
Weights printed in per cent of the whole (权重: 15%), whether or not the heading says so.

A percentage is otherwise no points: it is a target or an actual. So it takes a column of nothing
but percentages below a hundred; where columns are lost, a total of 100% or percentages before the
scores that add up to a hundred.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipelines.forms.columns import Column
from pipelines.forms.rows import Row
from pipelines.forms.text import key
from pipelines.forms.totals import Totals
from pipelines.forms.values import typed
from pipelines.readers.grid import Layout

_WHOLE = Decimal(100)
#: So many percentages at least tell what a column holds.
_ENOUGH = 2


def percent_weights_told(
    columns: Sequence[Column], rows: Sequence[Row], layout: Layout, totals: Totals
) -> list[Column]:
    """Return the columns, that of the weights marked where it holds percentages."""
    return [
        replace(column, percent=True)
        if column.role == "weight" and (_says_so(column) or _holds_percentages(column, rows, layout, totals))
        else column
        for column in columns
    ]


def _says_so(column: Column) -> bool:
    return "%" in key(column.cell.text)


def _holds_percentages(column: Column, rows: Sequence[Row], layout: Layout, totals: Totals) -> bool:
    if layout in (Layout.LINES, Layout.CLOSED):
        return totals.percent or _before_scores(rows) == _WHOLE
    figures = [
        value
        for row in rows
        for cell in row.cells
        if column.distance(cell.column) == 0 and (value := typed(cell.text)).numeric
    ]
    told = [value.number for value in figures if value.percent and value.number is not None]
    return len(told) == len(figures) >= _ENOUGH and max(told) < _WHOLE


def _before_scores(rows: Sequence[Row]) -> Decimal:
    """Return the sum of the percentages that stand right before a plain number that is not more."""
    values = [typed(cell.text) for row in rows for cell in row.cells]
    return sum(
        (
            one.number
            for one, other in pairwise(values)
            if one.percent
            and one.number is not None
            and other.number is not None
            and not other.percent
            and other.number <= one.number < _WHOLE
        ),
        Decimal(0),
    )
