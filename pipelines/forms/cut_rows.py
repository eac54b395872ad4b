"""
Texts on both sides of a page break of which nobody can say whether they are one or two.

The reader marks their cells. Half a text taken for a whole is wrong, so both are left empty and
listed as unread, and a problem says what stands there. Figures that stand in one half alone stay.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, TypeVar

from pipelines.forms.form import Claim, Form, FundLine, Goal, Indicator, Unread
from pipelines.forms.text import fold
from pipelines.problems import Problem
from pipelines.readers.grid import Cell, Grid

_Row = TypeVar("_Row", Goal, Indicator)

#: What goes with a value that is left empty.
_WITH: Mapping[str, tuple[str, ...]] = {
    "target": ("target_value",),
    "actual": ("actual_value",),
    "level1": ("level1_weight",),
    "level2": ("level2_weight", "level2_candidates"),
    "department": ("department_name", "department_code"),
}
_HEAD = ("department", "supervisor", "project", "grade")
_INDICATOR = ("name", "target", "actual", "weight", "score", "reason")
_NUMBERED = re.compile(r"(indicators|goals)\[(\d+)\](.*)")
_SHOWN = 12  #: characters of a text, on the side where it may go on


def without_cut_texts(form: Form, grid: Grid) -> Form:
    """
    Return a form without the values of cells that may be halves, with a problem for each row of them.

    An indicator or a goal of which nothing is left is none. The form itself where no cell is marked.
    """
    cells = [c for c in grid.cells if c.halved and form.first_row <= c.row <= form.last_row]
    if not cells:
        return form
    places = {cell.place for cell in cells}
    indicators = [_without(one, places) for one in form.indicators]
    goals = [_without(one, places) for one in form.goals]
    kept = {
        "indicators": [any(getattr(one, name) is not None for name in _INDICATOR) for one in indicators],
        "goals": [bool(one.planned or one.adjusted or one.achieved) for one in goals],
    }
    emptied = {
        f"{part}[{number}].{name}"
        for part, rows in (("indicators", form.indicators), ("goals", form.goals))
        for number, at in enumerate(row.places for row in rows)
        for name, place in at.items()
        if place in places
    }
    claims = tuple(_claim(claim, places, emptied, kept) for claim in form.claims)
    texts = {cell.place: fold(cell.text) for cell in grid.cells}
    return replace(
        form,
        **_head(form, places),
        funds=tuple(_fund(line, places) for line in form.funds),
        indicators=tuple(one for one, keep in zip(indicators, kept["indicators"], strict=True) if keep),
        goals=tuple(one for one, keep in zip(goals, kept["goals"], strict=True) if keep),
        claims=claims,
        unread=tuple(Unread(one.place, texts[one.place]) for one in claims if one.role == "unread"),
        problems=(*form.problems, *_problems(cells)),
    )


def _without(one: _Row, places: Collection[str]) -> _Row:
    """Return an indicator or a goal without the values that stand at some places."""
    gone = {name for name, place in one.places.items() if place in places}
    emptied: dict[str, Any] = dict.fromkeys(chain(gone, *(_WITH.get(name, ()) for name in gone)))
    left = {name: place for name, place in one.places.items() if name not in emptied}
    return replace(one, **emptied, places=left) if gone else one


def _fund(line: FundLine, places: Collection[str]) -> FundLine:
    """Return a line of money without its label where that may be half of one; its figures stay."""
    return replace(line, label=None, kind="unknown") if line.place in places else line


def _head(form: Form, places: Collection[str]) -> dict[str, Any]:
    """Return the facts of the head that are left empty, and the places of the others."""
    gone = [name for name in _HEAD if form.places.get(name) in places]
    emptied: dict[str, Any] = dict.fromkeys(chain(gone, *(_WITH.get(name, ()) for name in gone)))
    return {**emptied, "places": {name: at for name, at in form.places.items() if name not in gone}}


def _claim(
    claim: Claim, places: Collection[str], emptied: Collection[str], kept: Mapping[str, list[bool]]
) -> Claim:
    """Return the claim of a cell as it stands now: unread, or of a row whose number others have left."""
    if claim.field in emptied or (claim.place in places and claim.role != "heading"):
        return Claim(claim.place, "unread")
    numbered = _NUMBERED.fullmatch(claim.field or "")
    if numbered is None:
        return claim
    part, number = numbered[1], int(numbered[2])
    return replace(claim, field=f"{part}[{sum(kept[part][:number])}]{numbered[3]}")


def _problems(cells: Collection[Cell]) -> list[Problem]:
    """Return a problem for each page break, at the first of the cells above it, and for each lone cell."""
    by_place = {(cell.row, cell.column): cell for cell in cells}
    told: dict[int, list[tuple[Cell, Cell]]] = {}
    for cell in cells:
        below = by_place.get((cell.row + cell.rows, cell.column))
        if below is not None:
            told.setdefault(below.row, []).append((cell, below))
    paired = {cell for pairs in told.values() for pair in pairs for cell in pair}
    return [
        Problem(
            "page_cuts_row",
            pairs[0][0].place,
            "两页之间是一行断开还是两行无法判断，两边的文字均未取值："
            + "；".join(
                f"{one.place}“…{fold(one.text)[-_SHOWN:]}”与 {other.place}“{fold(other.text)[:_SHOWN]}…”"
                for one, other in pairs
            ),
        )
        for _, pairs in sorted(told.items())
    ] + [
        Problem(
            "page_cuts_row", cell.place, f"“{fold(cell.text)[:_SHOWN]}”在换页处，是否完整无法判断，未取值"
        )
        for cell in cells
        if cell not in paired
    ]
