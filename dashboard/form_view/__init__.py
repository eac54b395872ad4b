"""
The one component: the original form as it was printed, with the marked cells.

Merged cells stay merged; values, headings and cells that were not understood are tinted
apart; a click (or Enter) picks a cell. The browser sets texts as text only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl
import streamlit as st

#: Widths of columns, in pixels. Long texts wrap earlier (one of `_CAPS`) until all columns
#: fit `_PAGE`; a number never breaks.
_NARROW, _PAGE = 44, 700
_CAPS = (230, 200, 170, 150, 130, 110, 96, 84)
_NUMBER = frozenset("0123456789.,-+%()（）≥≤>=<元万 ")


@dataclass(frozen=True, slots=True)
class ViewCell:
    """One cell to be drawn: where it stands, its spans, its text and what it was taken for."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    role: str  #: "value", "heading", "label", "unread" or "" for a blank
    hidden: bool = False
    place: str = ""  #: how the form names it: "R15C6", with "grid!" before it on another grid


def cells_of(grid: pl.DataFrame) -> dict[str, list[ViewCell]]:
    """Return the cells of a form by grid, from a frame of `queries.forms.GRID`; {} for none."""
    found: dict[str, list[ViewCell]] = {}
    for row in grid.iter_rows(named=True):
        cell = ViewCell(
            row["row_no"],
            row["column_no"],
            row["row_span"],
            row["column_span"],
            row["printed"] or "",
            row["role"] or "",
            bool(row["hidden"]),
            row["place"],
        )
        found.setdefault(row["grid"] or "", []).append(cell)
    return found


@cache
def _component() -> Any:
    """Register the component, once a process."""
    folder = files("dashboard.form_view")
    return st.components.v2.component(
        "jixiao_form_view",
        html='<div class="form" role="region" tabindex="-1"></div>',
        css=folder.joinpath("form_view.css").read_text("utf-8"),
        js=folder.joinpath("form_view.js").read_text("utf-8"),
    )


def column_widths(cells: Sequence[ViewCell], columns: int) -> list[int]:
    """
    Return a width in pixels for each of the columns 1 to `columns`.

    Taken from the longest line of the cells that stand in one column alone, so that short
    columns stay short and long texts wrap, and never less than a number in them needs.
    """
    asked = [_NARROW] * (columns + 1)
    least = [_NARROW] * (columns + 1)
    for cell in cells:
        if cell.columns == 1 and cell.text:
            line = max(_pixels(part) for part in cell.text.splitlines() or [""])
            asked[cell.column] = max(asked[cell.column], line)
            if _is_number(cell.text):
                least[cell.column] = max(least[cell.column], line)
    widths: list[int] = []
    for cap in _CAPS:
        widths = [max(min(wide, cap), low) for wide, low in zip(asked[1:], least[1:], strict=True)]
        if sum(widths) <= _PAGE:
            break
    return widths


def _pixels(line: str) -> int:
    return round(sum(12.6 if ord(letter) > 0x2E80 else 7 for letter in line)) + 16


def _is_number(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and set(text.strip()) <= _NUMBER


def _class(cell: ViewCell, columns: int) -> str:
    names = [cell.role or "blank"]
    if cell.columns >= columns and cell.rows == 1 and cell.role != "unread" and len(cell.text) < 60:
        names.append("title")
    elif _is_number(cell.text):
        names.append("number")
    if cell.hidden:
        names.append("hidden")
    return " ".join(names)


def draw(
    cells: Sequence[ViewCell],
    mark: str | None,
    label: str,
    key: str,
    also: Sequence[str] = (),
    low: bool = False,
) -> str | None:
    """
    Draw the form and return the place that was picked in this run, or None.

    Args:
        cells: in reading order, never overlapping; must not be empty.
        mark: the place of the marked cell, "R15C6", scrolled to; a place without a cell marks nothing.
        label: what a screen reader calls the table.
        key: the widget's key.
        also: places of further cells that are marked, less strongly.
        low: leave room above it, where it stands below other things in a drawer.
    """
    columns = max(cell.column + cell.columns - 1 for cell in cells)
    data = {
        "cells": [
            [cell.row, cell.rows, cell.columns, cell.place, cell.text, _class(cell, columns)]
            for cell in filled(cells)
        ],
        "first": min(cell.row for cell in cells),
        "last": max(cell.row + cell.rows - 1 for cell in cells),
        "widths": column_widths(cells, columns),
        "mark": mark,
        "also": list(also),
        "low": low,
        "label": label,
    }
    result = _component()(data=data, key=key, on_pick_change=lambda: None)
    return result.get("pick") if result else None


def sheets(
    grid: pl.DataFrame, mark: str | None, key: str, also: Sequence[str] = (), low: bool = False
) -> str | None:
    """
    Draw every grid of a form, one below the other, and return the place that was picked in this run.

    Args:
        grid: of `queries.forms.GRID`.
        mark: the marked place, "R15C6", "grid!R15C6" on another grid than the first.
        key: of the widgets; each grid adds its name.
        also: places of further cells that are marked.
        low: as of `draw`.
    """
    picks = [
        draw(cells, mark, name, f"{key}:{name}", also, low) for name, cells in cells_of(grid).items() if cells
    ]
    return next((pick for pick in picks if pick and pick != mark), None)


def filled(cells: Sequence[ViewCell]) -> list[ViewCell]:
    """
    Return the cells with blank ones in every free place, in reading order.

    Readers keep no blank cells, but a table without them would slide to the left. Rows without any cell
    stay without, so that a title far above the form stands right over it.
    """
    if not cells:
        return []
    columns = max(cell.column + cell.columns - 1 for cell in cells)
    before = cells[0].place[: cells[0].place.rfind("!") + 1]
    taken = {
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    blanks = [
        ViewCell(row, column, 1, 1, "", "", place=f"{before}R{row}C{column}")
        for row in {row for row, _ in taken}
        for column in range(1, columns + 1)
        if (row, column) not in taken
    ]
    return sorted([*cells, *blanks], key=lambda cell: (cell.row, cell.column))
