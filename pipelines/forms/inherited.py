"""
The year and the unit of money that a form leaves to one before it on its sheet, or else in its file.

Forms that stand below or beside each other often print them once, over the first of them. They are taken
from its title or head where the sheet, or else the file, prints one alone; never where two are printed, nor
where the form's own words or amounts speak against it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipelines.forms.form import Form
from pipelines.forms.text import key
from pipelines.forms.unit import likely_unit
from pipelines.problems import Problem

#: A form with one of these prints no year.
GUESSED = {"year_from_goals", "year_from_file_name"}
#: A date of a target: 2021年11月底前, not the year that it is compared with (较2020年增长).
_DUE = re.compile(r"(?<!\d)(20[0-4]\d)年(?:\d|[底末内])")


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
    if likely_unit(form.funds) not in (source.unit, None):
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
