"""
A whole district, from files to answers, gives exactly what its plan says.

The truth is computed from the plan of the district and not by our readers, so this proves
readers, recognition, warehouse and questions together.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.queries import coverage, execution, indicators, unspent
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.summary import summarise
from pipelines.warehouse.warehouse import Warehouse

Truth = dict[str, Any]


@pytest.fixture(scope="module")
def truth(district_folder: Path) -> Truth:
    found: Truth = json.loads((district_folder / "truth.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def opened(district_warehouse_folder: Path) -> Warehouse:
    return Warehouse.open(district_warehouse_folder)


def exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def test_files_forms_departments_and_submissions(opened: Warehouse, truth: Truth) -> None:
    found = summarise(opened)
    names = ("files", "forms", "departments", "duplicates", "superseded", "years")
    assert {name: getattr(found, name) for name in names} == {name: truth[name] for name in names}
    assert found.rejected == []
    assert found.missing == len(truth["missing"])


def test_every_departments_money_and_score_in_every_year(opened: Warehouse, truth: Truth) -> None:
    lines = {
        (row["department"], row["fiscal_year"], row["line"]): (row["budget_yuan"], row["executed_yuan"])
        for row in execution.by_line_year(opened, Scope()).to_dicts()
    }
    found = {
        (row["department"], row["fiscal_year"]): row
        for row in execution.by_department_year(opened, Scope()).to_dicts()
    }
    assert set(found) == {(row["department"], row["year"]) for row in truth["department_years"]}
    for row in truth["department_years"]:
        key = (row["department"], row["year"])
        assert (found[key]["budget_yuan"], found[key]["executed_yuan"]) == (
            exact(row["budget_yuan"]),
            exact(row["executed_yuan"]),
        )
        assert found[key]["total_score"] == exact(row["total_score"])
        assert (found[key]["counted"], found[key]["kind"]) == (row["counted"], row["kind"])
        for line in ("basic", "project"):
            expected = (exact(row[f"{line}_budget_yuan"]), exact(row[f"{line}_executed_yuan"]))
            assert lines.get((*key, line), (None, None)) == expected


def test_the_districts_totals_and_rates(opened: Warehouse, truth: Truth) -> None:
    found = {
        (row["fiscal_year"], row["line"]): row
        for row in execution.district_by_year(opened, Scope()).to_dicts()
    }
    for row in truth["year_totals"]:
        assert found[row["year"], "total"]["departments"] == row["departments_counted"]
        for line, before in (("total", ""), ("basic", "basic_"), ("project", "project_")):
            one = found[row["year"], line]
            assert one["budget_yuan"] == Decimal(row[f"{before}budget_yuan"])
            assert one["executed_yuan"] == Decimal(row[f"{before}executed_yuan"])
            assert one["execution_rate"] == pytest.approx(float(row[f"{before}rate"]), abs=1e-9)


def test_the_under_executed(opened: Warehouse, truth: Truth) -> None:
    threshold = float(truth["under_executed_threshold"])
    found = unspent.under_executed(opened, Scope(), threshold, "project").to_dicts()
    assert {
        (row["department"], row["fiscal_year"], row["budget_yuan"], row["executed_yuan"]) for row in found
    } == {
        (row["department"], row["year"], Decimal(row["budget_yuan"]), Decimal(row["executed_yuan"]))
        for row in truth["under_executed"]
    }


@pytest.mark.parametrize("threshold", ["0.60", "0.80"])
def test_low_scores(opened: Warehouse, truth: Truth, threshold: str) -> None:
    names = ("department", "form_type", "project", "level1", "level2", "name")
    low = indicators.low(opened, Scope(), float(threshold), limit=None).to_dicts()
    found = [(row["fiscal_year"], *(row[name] for name in names), row["weight"], row["score"]) for row in low]
    expected = [
        (row["year"], *(row[name] for name in names), Decimal(row["weight"]), Decimal(row["score"]))
        for row in truth["low_indicators"][threshold]
    ]
    assert sorted(map(str, found)) == sorted(
        map(str, [(*row[:-2], *map(_four, row[-2:])) for row in expected])
    )


def _four(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.0001"))


@pytest.mark.parametrize("threshold", ["0.60", "0.80"])
def test_low_scores_that_come_back_and_that_several_share(
    opened: Warehouse, truth: Truth, threshold: str
) -> None:
    again = indicators.recurring(opened, Scope(), float(threshold), limit=None).to_dicts()
    names = ("department", "form_type", "project", "name", "years")
    assert sorted(str([row[name] for name in names]) for row in again) == sorted(
        str([row[name] for name in names]) for row in truth["recurring_low"][threshold]
    )
    shared = [
        (row["name"], year, row["names"])
        for year in truth["years"]
        for row in indicators.across_departments(
            opened, Scope(year=year, form_type="department_overall"), float(threshold), limit=None
        ).to_dicts()
    ]
    assert sorted(shared) == sorted(
        (row["name"], row["year"], sorted(row["departments"]))
        for row in truth["low_across_departments"][threshold]
    )


def test_who_is_missing_and_whose_money_stands_twice(opened: Warehouse, truth: Truth) -> None:
    missing = coverage.missing(opened, Scope()).to_dicts()
    assert {(row["department"], row["fiscal_year"], row["form_type"]) for row in missing} == {
        (row["department"], row["year"], row["form_type"]) for row in truth["missing"]
    }
    for status, name in (("included", "double_counted"), ("unclear", "unclear_parents")):
        pairs = coverage.double_counts(opened, Scope(), status).to_dicts()
        assert {(row["department"], row["parent"], row["fiscal_year"]) for row in pairs} == {
            (row["department"], row["parent"], row["year"]) for row in truth[name]
        }
