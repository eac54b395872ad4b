"""
A form in two parts, on two sheets or under a title each: its head and its money, and its indicators.

They are put together, whichever comes first, only where each lacks what the other has, nothing of them
contradicts, and no other part beside them may be the other half of one: then it is not told whose
indicators they are.
"""

import re
from collections.abc import Iterator, Sequence, Sized
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
_DEPARTMENT = ("department", "department_name", "department_code")

Placed = TypeVar("Placed", Goal, Indicator, Problem, Claim, Unread)


def joined(parts: Sequence[Form | None], grids: Sequence[str]) -> list[Form]:
    """
    Return the forms of a document, in their order, with the parts of one put together.

    `parts` has None where something else stands between; `grids` are the names of the document's grids. A
    joined form stands where its head does, and places of its indicators on another grid have its name before
    them (`grid!R3C7`). Ordinals are left as they are.
    """
    found: list[Form] = []
    for start, count in _chains(parts, grids):
        chain = [part for part in parts[start : start + count] if part is not None]
        beside = (*parts[max(start - 1, 0) : start], *parts[start + count : start + count + 1])
        if _is_told(chain, beside):
            halves = zip(chain[::2], chain[1::2], strict=True)
            found += [_together(*(both if _is_first(both[0]) else both[::-1])) for both in halves]
        else:
            found += chain
    return found


def _chains(parts: Sequence[Form | None], grids: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where parts begin of which each may be the other half of the one before it, and how many."""
    start = 0
    for at in range(1, len(parts) + 1):
        one, other = parts[at - 1], parts[at] if at < len(parts) else None
        if one is None or other is None or not _may_be_one(one, other, grids):
            yield start, at - start
            start = at


def _is_told(chain: Sequence[Form], beside: Sequence[Form | None]) -> bool:
    """
    Whether the parts of a chain are halves of forms in pairs, given the parts before and behind it.

    Of an odd number one would be left over, and it is not told which. Neither may another half stand beside
    the chain; where indicators come first, nothing may that is no form: it may hold the indicators instead.
    """
    if not chain or len(chain) % 2 or any(part and _may_be_half(part) for part in beside):
        return False
    return _is_first(chain[0]) or None not in beside


def _is_first(part: Form) -> bool:
    """Whether a form says of whom it is and has money, but no indicators, not even unread ones."""
    listed = part.indicators or any((claim.field or "").startswith("indicators") for claim in part.claims)
    lying = any(problem.code == "indicators_lie" for problem in part.problems)
    return bool((part.project or part.department) and part.funds and not listed and not lying)


def _is_second(part: Form) -> bool:
    """Whether a form has indicators, but no money and no head, or one that names its department alone."""
    return bool(part.indicators) and not (part.funds or part.project or part.supervisor)


def _may_be_half(part: Form) -> bool:
    """Whether a part is a half of some form, and not a form of its department without money."""
    return _is_first(part) or (_is_second(part) and not _named(part))


def _named(part: Form) -> bool:
    """Whether a form's head, not its title, names its department."""
    titled = any(one.code == "department_from_title" for one in part.problems)
    return part.department is not None and not titled


def _may_be_one(one: Form, other: Form, grids: Sequence[str]) -> bool:
    """Whether two parts in their order may be the halves of one form."""
    if not ((_is_first(one) and _is_second(other)) or (_is_second(one) and _is_first(other))):
        return False
    if grids.index(other.grid) - grids.index(one.grid) > 1 or (one.goals and other.goals):
        return False
    both = (one, other)
    told: list[Sized] = [
        {_NUMBER.sub("", key(part.title)) for part in both if part.title},
        {printed_year(part) for part in both} - {None},
        {part.department_name for part in both if _named(part)},
        _types(both),
        *({getattr(part, name) for part in both} - {None} for name in _TOLD[1:]),
    ]
    weights = [weight for part in both if (weight := _weight(part.funds) + _weight(part.indicators))]
    return all(len(values) <= 1 for values in told) and of_one_form(weights)


def _types(both: Sequence[Form]) -> set[str]:
    """Return the types that parts are of; a project under a title of 转移支付 is a transfer."""
    types = {part.form_type for part in both} - {"unknown"}
    untitled = any(part.title is None for part in both)
    return types - {"project"} if "transfer_payment" in types and untitled else types


def _weight(rows: Sequence[FundLine] | Sequence[Indicator]) -> Decimal:
    return sum((row.weight for row in rows if row.weight is not None), Decimal(0))


def _together(first: Form, second: Form) -> Form:
    """Return the part with the head, with what the part with the indicators has."""
    before = "" if second.grid == first.grid else f"{second.grid}!"
    if printed_year(first) is None and printed_year(second) is not None:
        kept = tuple(one for one in first.problems if one.code not in GUESSED)
        first = replace(first, fiscal_year=None, problems=kept)
    told = (*_TOLD, *(() if _named(first) else _DEPARTMENT))
    taken = [name for name in told if getattr(first, name) is None and getattr(second, name) is not None]
    places = {name: before + second.places[name] for name in taken if name in second.places}
    dropped = GUESSED if "department" in taken else {*GUESSED, "department_from_title"}
    own = [one for one in second.problems if one.code not in dropped]
    said = (
        f"表头和资金在“{first.grid}”R{first.first_row}–R{first.last_row}，"
        f"指标在“{second.grid}”R{second.first_row}–R{second.last_row}，后者没有表头；按一张表读"
    )
    return replace(
        first,
        first_row=first.first_row if before else min(first.first_row, second.first_row),
        last_row=first.last_row if before else max(first.last_row, second.last_row),
        title=first.title or second.title,
        form_type=next(iter(_types((first, second))), "unknown"),
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
