"""
The year and the unit of money that a form leaves to one before it on its sheet, or else in its file.

Forms that stand below or beside each other often print them once, over the first of them. They are taken
from its title or head where the sheet, or else the file, prints one alone; never where two are printed, nor
where the form's own words or amounts speak against it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines.forms.form import Form
from pipelines.forms.text import key
from pipelines.forms.unit import amounts_in, likely_unit
from pipelines.problems import Problem

#: A form with one of these prints no year.
GUESSED = {"year_from_goals", "year_from_file_name"}
#: A date of a target: 2021年11月底前, not the year that it is compared with (较2020年增长).
_DUE = re.compile(r"(?<!\d)(20[0-4]\d)年(?:\d|[底末内])")

#: An amount of money in words; 15元/人 is none.
_AMOUNT = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)([万千亿]?元)(?!/)")
#: An amount with fewer digits before its zeros may be that of something else.
_LEAST_DIGITS = 4
#: Amounts of one unit on one sheet are not so many times each other; those of 元 and 万元 are.
_FAR = 100


def with_inherited(forms: Sequence[Form]) -> tuple[Form, ...]:
    """
    Return the forms of a document, in their order, with the year and the unit that others print for them.

    The place is that of the cell which prints it (`grid!R1C1` on another grid), and a problem says where it
    was taken from. What a form prints itself is never replaced.
    """
    return tuple(_with_unit(_with_year(form, forms), forms) for form in forms)


def _with_year(form: Form, forms: Sequence[Form]) -> Form:
    if printed_year(form) or not (source := _source(form, forms, "fiscal_year", printed_year)):
        return form
    year, place = printed_year(source), _place(form, source, "fiscal_year")
    kept = tuple(problem for problem in form.problems if problem.code not in GUESSED)
    if (spoken := _spoken_of(form)) and year not in spoken:
        own = "、".join(map(str, sorted(spoken)))
        said = f"本表没有印年度；{place} 印的是 {year}，本表目标中是 {own}；留空"
        return replace(form, fiscal_year=None, problems=(*kept, Problem("year_contradicts", place, said)))
    said = f"本表没有印年度；取同一文件中前面的表印的 {year}（{place}）"
    return replace(
        form,
        fiscal_year=year,
        places={**form.places, "fiscal_year": place},
        problems=(*kept, Problem("year_inherited", place, said)),
    )


def _with_unit(form: Form, forms: Sequence[Form]) -> Form:
    if form.unit or not (source := _source(form, forms, "unit", _unit)):
        return form
    if not _may_have(form, source):
        return form
    place = _place(form, source, "unit")
    kept = tuple(problem for problem in form.problems if problem.code != "unit_missing")
    said = f"本表没有印金额单位；取同一文件中前面的表印的“{source.unit}”（{place}）"
    return replace(
        form,
        unit=source.unit,
        places={**form.places, "unit": place},
        problems=(*kept, Problem("unit_inherited", place, said)),
    )


def _may_have(form: Form, source: Form) -> bool:
    """
    Whether a form's amounts may be in the unit that another prints.

    What its own words say of an amount counts before the size of its amounts; and that counts for nothing
    where the other form has the same unit against the size of its own, which are not far from these.
    """
    if said := _units_said(form):
        return said == {source.unit}
    if likely_unit(form.funds) in (source.unit, None):
        return True
    ratio = max(amounts_in(form.funds)) / max(amounts_in(source.funds), default=Decimal(1))
    return likely_unit(source.funds) not in (source.unit, None) and 1 / _FAR < ratio < _FAR


def _units_said(form: Form) -> set[str]:
    """Return the units with which the words of a form give one of its amounts; round amounts tell none."""
    amounts = amounts_in(form.funds)
    texts = [text for goal in form.goals for text in (goal.planned, goal.achieved)]
    texts += [text for row in form.indicators for text in (row.name, row.target, row.actual)]
    said = (match.groups() for text in texts if text for match in _AMOUNT.finditer(key(text)))
    return {
        unit
        for number, unit in said
        if len(number.replace(",", "").replace(".", "").strip("0")) >= _LEAST_DIGITS
        and Decimal(number.replace(",", "")) in amounts
    }


def _source(form: Form, forms: Sequence[Form], name: str, printed: Callable[[Form], object]) -> Form | None:
    """Return the first form before this one that prints the one value of its sheet, or else of the file."""
    told = [one for one in forms if printed(one) is not None]
    near = [one for one in told if one.grid == form.grid] or told
    if len({printed(one) for one in near}) != 1:
        return None
    return next((one for one in near if one.ordinal < form.ordinal and _in_head(one, name)), None)


def printed_year(form: Form) -> int | None:
    """Return the year that a form prints itself."""
    return None if any(problem.code in GUESSED for problem in form.problems) else form.fiscal_year


def _spoken_of(form: Form) -> set[int]:
    """Return the year of the goals where it is one, and those of the dates by which targets are due."""
    by_goals = any(problem.code == "year_from_goals" for problem in form.problems)
    told = {form.fiscal_year} if by_goals and form.fiscal_year else set()
    return told | {int(year) for row in form.indicators for year in _DUE.findall(key(row.target or ""))}


def _unit(form: Form) -> str | None:
    """Return the unit that a form prints, or both where it prints two."""
    two = any(problem.code == "unit_contradicts" for problem in form.problems)
    return f"{form.unit}?" if two else form.unit


def _in_head(form: Form, name: str) -> bool:
    """Whether a value stands in a title or a head, not in a heading or a cell of money."""
    place = form.places.get(name)
    return place is not None and not any(
        claim.place == place and (claim.field or "").startswith("funds") for claim in form.claims
    )


def _place(form: Form, source: Form, name: str) -> str:
    """Return where the source prints a value, as this form names it."""
    grid, _, place = source.places[name].rpartition("!")
    grid = grid or source.grid
    return place if grid == form.grid else f"{grid}!{place}"
