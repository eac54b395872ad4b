"""A form's own money: one printed basis, never two added."""

from decimal import Decimal

import pytest

from pipelines.forms.form import Form, FundLine
from pipelines.forms.money import (
    incomplete_parts,
    money_by_line,
    own_money,
    to_yuan,
    zero_total_with_parts,
)


def form(*funds: FundLine, unit: str | None = "元") -> Form:
    return Form(
        "f", "Sheet1", 1, 1, 9, "department_overall", None, 2023, "甲局", "甲局", None, None, None,
        unit, False, funds=funds,
    )  # fmt: skip


def line(kind: str, breakdown: str | None, depth: int, budget: str | None, executed: str | None) -> FundLine:
    places = {"executed": f"R{depth}C5"} if executed is not None else {}
    return FundLine(
        kind,
        kind,
        breakdown,
        depth,
        adjusted=None if budget is None else Decimal(budget),
        executed=None if executed is None else Decimal(executed),
        place=f"R{depth}C1",
        places=places,
    )


SEED = (
    line("fiscal", "source", 1, "10937482.14", "8995241.89"),
    line("other", "source", 1, "0.00", "0.00"),
    line("basic", "structure", 1, "5850613.72", "5682353.47"),
    line("project", "structure", 1, "5086868.42", "3312888.42"),
)


def test_the_total_line_is_the_forms_own_money() -> None:
    money = own_money(form(line("total", "total", 0, "100", "90"), line("fiscal", "source", 1, "70", "60")))
    assert (money.budget, money.executed, money.basis) == (Decimal(100), Decimal(90), "total")


def test_without_a_total_line_the_sources_are_added_and_the_structure_is_not() -> None:
    money = own_money(form(*SEED))
    assert (money.budget, money.executed, money.basis) == (
        Decimal("10937482.14"),
        Decimal("8995241.89"),
        "source",
    )


def test_without_total_and_sources_the_structure_is_added() -> None:
    money = own_money(form(*SEED[2:]))
    assert (money.budget, money.basis) == (Decimal("10937482.14"), "structure")


def test_a_part_of_a_part_is_not_added_again() -> None:
    funds = (line("fiscal", "source", 1, "70", "60"), line("fiscal", "source", 2, "30", "20"))
    assert own_money(form(*funds)).budget == Decimal(70)


def test_a_total_line_that_prints_no_figure_is_passed_over() -> None:
    funds = (line("total", "total", 0, None, None), line("fiscal", "source", 1, "70", "60"))
    assert own_money(form(*funds)).basis == "source"


def test_budget_and_execution_come_from_one_basis() -> None:
    funds = (line("total", "total", 0, "100", None), line("fiscal", "source", 1, "99", "60"))
    money = own_money(form(*funds))
    assert (money.budget, money.executed, money.basis) == (Decimal(99), Decimal(60), "source")


def test_a_printed_total_of_zero_stays_zero_and_is_flagged() -> None:
    contradiction = form(line("total", "total", 0, "0", "0"), line("fiscal", "source", 1, "70", "60"))
    assert own_money(contradiction).budget == 0
    assert zero_total_with_parts(contradiction)
    assert not zero_total_with_parts(form(line("total", "total", 0, "0", "0")))


def test_a_form_without_money_has_none_and_not_zero() -> None:
    money = own_money(form())
    assert (money.budget, money.executed, money.basis) == (None, None, None)
    assert money_by_line(form()) == {}


def test_basic_and_project_come_from_the_structure_alone() -> None:
    lines = money_by_line(form(*SEED, line("project", "source", 1, "1", "1")))
    assert lines["project"].budget == Decimal("5086868.42")
    assert lines["basic"].executed == Decimal("5682353.47")
    assert set(lines) == {"total", "basic", "project", "fiscal", "other"}


def test_several_lines_of_one_kind_are_added() -> None:
    funds = (line("local", "source", 1, "3", "2"), line("local", "source", 1, "4", None))
    local = money_by_line(form(*funds))["local"]
    assert (local.budget, local.executed) == (Decimal(7), Decimal(2))


def test_a_part_that_prints_half_of_its_figures_is_named() -> None:
    funds = (line("fiscal", "source", 1, "3", "2"), line("other", "source", 1, "4", None))
    assert [part.kind for part in incomplete_parts(form(*funds))] == ["other"]


def test_the_place_leads_to_the_executed_figure() -> None:
    assert own_money(form(line("total", "total", 0, "100", "90"))).place == "R0C5"


@pytest.mark.parametrize(
    ("amount", "unit", "yuan"),
    [("5.8", "万元", "58000.0"), ("7", "元", "7"), ("7", None, None), (None, "元", None), ("1", "两", None)],
)
def test_money_without_a_unit_is_known_to_nobody(
    amount: str | None, unit: str | None, yuan: str | None
) -> None:
    found = to_yuan(None if amount is None else Decimal(amount), unit)
    assert found == (None if yuan is None else Decimal(yuan))
