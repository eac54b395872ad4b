"""
The one component: the original form as it was printed, with the marked cell.

Merged cells stay merged; values, headings and cells that were not understood are tinted
apart; a click (or Enter) picks a cell. The browser sets texts as text only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

#: Width of a column, in pixels: as wide as its texts ask for, within these; where all
#: columns together would pass `_PAGE`, long texts wrap earlier.
_NARROW, _WIDE, _TIGHT, _PAGE = 58, 230, 150, 1000
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

    Taken from the longest line of the cells that stand in one column alone, so that
    short columns stay short and long texts wrap; a column of none is narrow.
    """
    longest = [0] * (columns + 1)
    for cell in cells:
        if cell.columns == 1 and cell.text:
            line = max(
                sum(2 if ord(letter) > 0x2E80 else 1 for letter in part) for part in cell.text.splitlines()
            )
            longest[cell.column] = max(longest[cell.column], line)
    asked = [max(round(length * 7.2) + 20, _NARROW) for length in longest[1:]]
    widths = [min(width, _WIDE) for width in asked]
    return widths if sum(widths) <= _PAGE else [min(width, _TIGHT) for width in asked]


def _class(cell: ViewCell, columns: int) -> str:
    names = [cell.role or "blank"]
    if cell.columns >= columns and cell.rows == 1 and cell.role != "unread" and len(cell.text) < 60:
        names.append("title")
    elif cell.text and any(c.isdigit() for c in cell.text) and set(cell.text.strip()) <= _NUMBER:
        names.append("number")
    if cell.hidden:
        names.append("hidden")
    return " ".join(names)


def draw(cells: Sequence[ViewCell], mark: str | None, label: str, key: str) -> str | None:
    """
    Draw the form and return the place that was picked in this run, or None.

    Args:
        cells: in reading order, never overlapping; must not be empty.
        mark: the place of the marked cell, "R15C6"; a place without a cell marks nothing.
        label: what a screen reader calls the table.
        key: the widget's key.
    """
    columns = max(cell.column + cell.columns - 1 for cell in cells)
    data = {
        "cells": [
            [cell.row, cell.column, cell.rows, cell.columns, cell.text, _class(cell, columns)]
            for cell in filled(cells)
        ],
        "first": min(cell.row for cell in cells),
        "last": max(cell.row + cell.rows - 1 for cell in cells),
        "widths": column_widths(cells, columns),
        "mark": mark,
        "label": label,
    }
    result = _component()(data=data, key=key, on_pick_change=lambda: None)
    return result.get("pick") if result else None


def filled(cells: Sequence[ViewCell]) -> list[ViewCell]:
    """
    Return the cells with blank ones in every free place, in reading order.

    Readers keep no blank cells, but a table without them would slide to the left.
    """
    if not cells:
        return []
    columns = max(cell.column + cell.columns - 1 for cell in cells)
    first = min(cell.row for cell in cells)
    last = max(cell.row + cell.rows - 1 for cell in cells)
    taken = {
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    blanks = [
        ViewCell(row, column, 1, 1, "", "")
        for row in range(first, last + 1)
        for column in range(1, columns + 1)
        if (row, column) not in taken
    ]
    return sorted([*cells, *blanks], key=lambda cell: (cell.row, cell.column))
