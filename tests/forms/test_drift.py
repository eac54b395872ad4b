"""What published files do to a table changes no value: it stays, or it is null with a problem."""

import json
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from pipelines.forms import read_forms
from pipelines.forms.contract import as_json
from pipelines.forms.form import Form
from pipelines.forms.money import YUAN_IN_UNIT, to_yuan
from pipelines.readers.grid import Document, Grid
from pipelines.synthetic.templates import TEMPLATES, lay_out
from tests.accuracy import FACTS, Tally, compare
from tests.forms.drifting import DRIFTS, as_grid, stacked, unit_beside, unit_in_headings

TEMPLATES_TRIED = (
    "national_project",
    "shanghai_overall",
    "province_weight_first",
    "yunnan_project",
    "anhui_project",
)

#: Least share of values right, and largest share of given values wrong. Where text has lost its
#: empty cells, a row such as `name 10 10` in a table with four columns for it cannot be certain.
LIMITS = {"closed_up": (0.955, 0.005), "shifted_block": (0.998, 0.002)}


def _facts() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in sorted(FACTS.glob("*.json"))
    ]


def _read(grid: Grid) -> list[dict[str, Any]]:
    document = Document("自评表.xlsx", None, "0" * 64, "text/plain", (grid,), 1)
    return [as_json(form, document) for form in read_forms(document).forms]


@pytest.mark.parametrize("drift", list(DRIFTS))
def test_a_drifted_table_gives_the_same_values(drift: str) -> None:
    tally = Tally()
    for name, facts in _facts():
        for template in TEMPLATES_TRIED:
            grid = as_grid(lay_out(facts, template))
            (expected,), given = _read(grid), _read(DRIFTS[drift](grid))
            assert len(given) == 1, (name, template)
            tally.add(compare(expected, given[0], f"{template} {name}"))
    right, wrong = LIMITS.get(drift, (0.999, 0.001))
    assert tally.share_right >= right, tally.missed[:20]
    assert tally.share_wrong <= wrong, tally.wrong[:20]


_MONEY = ("initial", "adjusted", "executed", "amount")


def _form(grid: Grid) -> Form:
    (form,) = read_forms(Document("自评表.xlsx", None, "0" * 64, "text/plain", (grid,), 1)).forms
    return form


def _yuan(form: Form) -> list[tuple[str | None, list[Decimal | None]]]:
    return [(x.label, [to_yuan(getattr(x, name), form.unit) for name in _MONEY]) for x in form.funds]


def _printed_in(facts: dict[str, Any], unit: str) -> dict[str, Any]:
    """The same money in another unit."""
    by = YUAN_IN_UNIT[facts["unit"]] / YUAN_IN_UNIT[unit]
    funds = [
        {k: Decimal(str(v)) * by if k in _MONEY and v is not None else v for k, v in line.items()}
        for line in facts["funds"]
    ]
    return {**facts, "unit": unit, "funds": funds}


def _in_block(facts: dict[str, Any], template: str) -> Grid:
    return as_grid(lay_out(facts, template))


def _above(facts: dict[str, Any], template: str) -> Grid:
    return as_grid(lay_out(facts, template, unit_right=True, fund_label="资金情况"))


def _in_headings(facts: dict[str, Any], template: str) -> Grid:
    return unit_in_headings(_in_block({**facts, "unit": None}, template), facts["unit"])


def _beside(facts: dict[str, Any], template: str) -> Grid:
    plain = _in_block({**facts, "unit": None}, template)
    lines = _form(plain).funds
    amounts = {x.places[name] for x in lines for name in _MONEY[:3] if getattr(x, name) is not None}
    return unit_beside(plain, facts["unit"], amounts)


@pytest.mark.parametrize("printed", [_in_block, _above, _in_headings, _beside])
@pytest.mark.parametrize("unit", list(YUAN_IN_UNIT))
def test_money_is_the_same_in_whatever_unit_and_wherever_that_is_printed(
    unit: str, printed: Callable[[dict[str, Any], str], Grid]
) -> None:
    for name, facts in _facts():
        for template in ("national_project", "anhui_project"):
            if facts["unit"]:
                expected = _yuan(_form(_in_block(facts, template)))
                assert _yuan(_form(printed(_printed_in(facts, unit), template))) == expected, (name, template)


@pytest.mark.parametrize("unit", ["百万元", "美元", "万美元"])
def test_a_unit_that_is_not_known_is_none_and_not_the_end_of_its_name(unit: str) -> None:
    (facts,) = (facts for name, facts in _facts() if name == "038")
    form = _form(_in_block({**facts, "unit": unit}, "national_project"))
    assert form.unit is None
    assert "unit_missing" in [problem.code for problem in form.problems]


def test_an_amount_in_another_unit_than_the_form_is_null_and_said() -> None:
    (facts,) = (facts for name, facts in _facts() if name == "038")
    grid = _in_block(facts, "national_project")
    at = _form(grid).funds[0].places["executed"]
    form = _form(unit_beside(grid, "元", {at}))
    assert (form.unit, form.funds[0].executed, form.funds[0].adjusted) == ("万元", None, Decimal("329.77"))
    assert [problem.code for problem in form.problems if problem.place == at] == ["unit_contradicts"]


def test_two_forms_on_one_sheet_are_two_forms() -> None:
    facts = [facts for _, facts in _facts() if facts["form_type"] == "project"]
    for one, other in pairwise(facts):
        grids = [as_grid(lay_out(form, "national_project")) for form in (one, other)]
        expected = [_read(grid)[0] for grid in grids]
        given = _read(stacked(*grids))
        assert len(given) == 2
        for want, got in zip(expected, given, strict=True):
            tally = compare(want, got, "stacked")
            assert (tally.missed, tally.wrong) == ([], [])


def test_every_template_is_read_as_it_was_laid_out() -> None:
    tally = Tally()
    for template, plan in TEMPLATES.items():
        for name, facts in _facts():
            if facts["form_type"] not in plan.titles or plan.funds == "pairs":
                continue
            given = _read(as_grid(lay_out(facts, template)))
            assert len(given) == 1, (template, name)
            want = [row["name"] for row in facts["indicators"]]
            got = {row["name"] for row in given[0]["indicators"]}
            tally.right += sum(name in got for name in want)
            tally.missed += [f"{template} {name} {row}" for row in want if row not in got]
    assert tally.share_right >= 0.98, tally.missed
