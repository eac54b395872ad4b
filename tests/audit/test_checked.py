"""What was checked and what could not be: kept with the findings, and the same as an audit that is asked."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.audit import RULES, audit, load_profile
from pipelines.audit.checked import CHECKED, REASONS, UNCHECKED_FORMS, checked, reasons, unchecked
from pipelines.warehouse.schema import FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where
from tests.queries.test_findings import judged
from tests.warehouse.made import Made, fund

SCOPES = {
    "everything": Scope(),
    "a year": Scope(year=2023),
    "a type": Scope(form_type="project"),
    "a department": Scope(department="上海市闵行区浦锦街道办事处党群服务中心"),
}


@pytest.fixture(scope="module")
def opened(warehouse_folder: Path) -> Warehouse:
    return Warehouse.open(warehouse_folder)


def of(frame: pl.DataFrame, rule: str) -> dict[str, object]:
    return frame.row(by_predicate=pl.col("rule") == rule, named=True)


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_what_could_not_be_checked_is_kept_as_an_audit_says_it(opened: Warehouse, scope: Scope) -> None:
    answers = audit(opened, scope, load_profile())
    said = answers.filter(pl.col("outcome") == "not_applicable")
    # A rule that found nothing in a whole collection's year speaks of the collection, not of the scope.
    own = [rule.id for rule in RULES if rule.scope != "district"]
    for rule in own:
        kept = unchecked(opened, scope, rule)
        assert (
            kept.select("form_id", "reason", "reason_en")
            .sort(pl.all())
            .equals(
                said.filter(rule=rule)
                .select("form_id", reason="message", reason_en="message_en")
                .sort(pl.all())
            )
        ), rule
    failed = answers.filter(pl.col("outcome") == "failed").group_by("rule").len()
    found = checked(opened, scope).filter(pl.col("findings") > 0)
    assert dict(found.select("rule", "findings").iter_rows()) == dict(failed.iter_rows())


def test_each_rule_is_asked_of_all_and_what_it_checked_is_the_rest(opened: Warehouse) -> None:
    frame = checked(opened, Scope())
    assert frame["rule"].to_list() == [rule.id for rule in RULES]
    answers = audit(opened, Scope(), load_profile()).filter(pl.col("outcome") != "not_applicable")
    for rule in ("W-01", "F-07", "I-06", "F-18"):  # at most one answer a form that is not a finding
        forms = answers.filter(rule=rule)["form_id"].n_unique()
        assert of(frame, rule)["checked"] == forms, rule
    assert frame.filter(pl.col("asked") != pl.col("checked") + pl.col("unchecked")).is_empty()
    assert frame.filter(pl.col("checked") < 0).is_empty()
    summed = reasons(opened, Scope()).group_by("rule").agg(pl.col("unchecked").sum())
    blind = frame.filter(pl.col("unchecked") > 0).select("rule", "unchecked")
    assert dict(summed.iter_rows()) == dict(blind.iter_rows())


def test_a_rule_about_a_collection_counts_collections_that_have_something_of_the_scope(
    opened: Warehouse,
) -> None:
    department, collection = next(
        opened.rows(FORMS, ("department", "collection"), None, [Where("synthetic", "=", True)]).iter_rows()
    )
    of_one, of_collection = (
        checked(opened, scope)
        for scope in (Scope(department=department), Scope(collection=collection, year=2023))
    )
    assert of(of_one, "C-01")["asked"] == 3  # it filed for three years
    assert of(of_one, "C-01")["unchecked"] == 0
    assert of(of_collection, "C-01")["asked"] == 1
    without_roster = set(unchecked(opened, Scope(), "C-01")["collection"])
    assert without_roster
    assert collection not in without_roster


def test_a_department_without_an_overall_form_is_told_of_without_one(tmp_path: Path) -> None:
    made = judged(
        tmp_path, Made("甲局", 2023, (fund("total", "100", "50"),), form_type="project", project="道路")
    )
    found = unchecked(made, Scope(), "C-06")
    assert found.select("department", "fiscal_year", "form_id").rows() == [("甲局", 2023, None)]


def test_nothing_judged_and_nothing_unchecked_are_empty_frames() -> None:
    empty = Warehouse.empty()
    assert (checked(empty, Scope()).is_empty(), checked(empty, Scope()).schema) == (True, CHECKED)
    assert reasons(empty, Scope()).schema == REASONS
    assert unchecked(empty, Scope(), "C-01").schema == UNCHECKED_FORMS
