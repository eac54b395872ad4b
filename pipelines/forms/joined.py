"""
A form in two parts: its head and its money first; on the next sheet, or under a title again, its indicators.

They are put together only where each lacks what the other has, nothing of them contradicts, and neither
stands beside another part of its kind: then it is not told whose indicators they are.
"""

import re
from collections.abc import Sequence, Sized
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from pipelines.forms.form import Claim, Form, FundLine, Goal, Indicator, Unread
from pipelines.forms.going_on import of_one_form
from pipelines.forms.inherited import GUESSED, printed_year
from pipelines.forms.text import key
from pipelines.problems import Problem

#: What numbers the parts of a form in their titles: （一）, 续表, 之二, （第2页）.
_NUMBER = re.compile(r"\(?(?:续表?\d?|[之表]?[一二三四1-4]|第[一二三四1-4](?:部分|页|张))\)?$|^续表?:?")
#: What the second part may tell where the first does not.
_TOLD = ("fiscal_year", "unit", "total_weight", "total_score", "grade")

Placed = TypeVar("Placed", Goal, Indicator, Problem, Claim, Unread)


def joined(parts: Sequence[Form | None], grids: Sequence[str]) -> list[Form]:
    """
    Return the forms of a document, in their order, with the parts of one put together.

    `parts` has None where something else stands between; `grids` are the names of the document's grids. A
    joined form has the identity of its first part, and places of the second on another grid have its name
    before them (`grid!R3C7`). Ordinals are left as they are.
    """
    found: list[Form] = []
    for at, part in enumerate(parts):
        before = parts[at - 1] if at else None
        if part is None:
            continue
        if (
            before is not None
            and _of_one(before, part, grids)
            and not any(one and _is_first(one) for one in parts[max(at - 2, 0) : at - 1])
            and not any(one and _is_second(one) for one in parts[at + 1 : at + 2])
        ):
            found[-1] = _together(before, part)
        else:
            found.append(part)
    return found


def _is_first(part: Form) -> bool:
    """Whether a form says of whom it is and has money, but no indicators, not even unread ones."""
    listed = part.indicators or any((claim.field or "").startswith("indicators") for claim in part.claims)
    return bool((part.project or part.department) and part.funds and not listed)


def _is_second(part: Form) -> bool:
    """Whether a form has indicators, but no money and no head that says of whom it is."""
    named = part.department and not any(one.code == "department_from_title" for one in part.problems)
    return bool(part.indicators) and not (part.funds or part.project or part.supervisor or named)


def _of_one(first: Form, second: Form, grids: Sequence[str]) -> bool:
    if not (_is_first(first) and _is_second(second)):
        return False
    if grids.index(second.grid) - grids.index(first.grid) > 1 or (first.goals and second.goals):
        return False
    both = (first, second)
    told: list[Sized] = [
        {_NUMBER.sub("", key(part.title)) for part in both if part.title},
        {printed_year(part) for part in both} - {None},
        {part.form_type for part in both} - {"unknown"},
        *({getattr(part, name) for part in both} - {None} for name in _TOLD[1:]),
    ]
    weights = [weight for rows in (first.funds, second.indicators) if (weight := _weight(rows))]
    return all(len(values) <= 1 for values in told) and of_one_form(weights)


def _weight(rows: Sequence[FundLine] | Sequence[Indicator]) -> Decimal:
    return sum((row.weight for row in rows if row.weight is not None), Decimal(0))


def _together(first: Form, second: Form) -> Form:
    """Return the first part with what the second has."""
    before = "" if second.grid == first.grid else f"{second.grid}!"
    if printed_year(first) is None and printed_year(second) is not None:
        kept = tuple(one for one in first.problems if one.code not in GUESSED)
        first = replace(first, fiscal_year=None, problems=kept)
    taken = [name for name in _TOLD if getattr(first, name) is None and getattr(second, name) is not None]
    places = {name: before + second.places[name] for name in taken if name in second.places}
    own = [one for one in second.problems if one.code not in {*GUESSED, "department_from_title"}]
    said = (
        f"表头和资金在“{first.grid}”R{first.first_row}–R{first.last_row}，"
        f"指标在“{second.grid}”R{second.first_row}–R{second.last_row}，后者没有表头；按一张表读"
    )
    return replace(
        first,
        first_row=first.first_row if before else min(first.first_row, second.first_row),
        last_row=first.last_row if before else max(first.last_row, second.last_row),
        form_type=second.form_type if first.form_type == "unknown" else first.form_type,
        goals=first.goals or tuple(_there(goal, before) for goal in second.goals),
        indicators=tuple(_there(row, before) for row in second.indicators),
        places={**first.places, **places},
        problems=(
            *first.problems,
            *(_there(one, before) for one in own),
            Problem("form_joined", before + second.claims[0].place, said),
        ),
        unread=(*first.unread, *(_there(one, before) for one in second.unread)),
        claims=(*first.claims, *(_there(one, before) for one in second.claims)),
        moved=(*first.moved, *(before + place for place in second.moved)),
        **{name: getattr(second, name) for name in taken},
    )


def _there(thing: Placed, before: str) -> Placed:
    """Return a thing with its place, and the places of its values, on another grid."""
    moved: dict[str, Any] = {}
    if not isinstance(thing, Goal) and thing.place:
        moved["place"] = before + thing.place
    if isinstance(thing, Goal | Indicator):
        moved["places"] = {name: before + place for name, place in thing.places.items()}
    return replace(thing, **moved)
