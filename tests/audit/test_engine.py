"""What an audit is asked of: scopes, neighbours, collections, outcomes, and both languages."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipelines.audit import FINDINGS, RECOMPUTED, RULES, STEPS, audit, judging, load_profile, recompute
from pipelines.forms.form import Quantity
from pipelines.ledger.links import ProjectKey, ProjectLink
from pipelines.warehouse.judged import FINDINGS as FINDINGS_TABLE
from pipelines.warehouse.roster import Department
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import COLLECTION, Made, fund, indicator, overall, rosters, warehouse

ROWS = [indicator("甲", "50", "50"), indicator("乙", "46", "40", level1="效益指标", row=21)]


@pytest.fixture
def made(tmp_path: Path) -> Warehouse:
    known = rosters(
        Department("甲局", kind="综合", owes=("department_overall",)),
        Department("乙局", kind="教育", owes=("department_overall",)),
        Department("丙局", kind="教育", owes=("department_overall",)),
    )
    return warehouse(
        tmp_path,
        overall("甲局", 2022, "100", "50", indicators=ROWS, total_score="90"),
        overall("甲局", 2023, "120", "110", indicators=ROWS, total_score="91.8"),
        overall("乙局", 2023, "100", "99", indicators=ROWS, total_score="90"),
        known=known,
    )


def found(made: Warehouse, scope: Scope, rule: str, every: bool = False) -> pl.DataFrame:
    return audit(made, scope, load_profile(), every).filter(pl.col("rule") == rule)


def test_the_empty_warehouse_gives_empty_frames_of_the_schemas() -> None:
    frame = audit(Warehouse.empty(), Scope(), load_profile())
    assert frame.is_empty()
    assert frame.schema == FINDINGS
    totals, steps = recompute(Warehouse.empty(), Scope(), load_profile())
    assert (totals.schema, steps.schema) == (RECOMPUTED, STEPS)


def test_findings_have_their_schema_and_every_rule_answers(made: Warehouse) -> None:
    frame = audit(made, Scope(), load_profile())
    assert frame.schema == FINDINGS
    assert set(frame["rule"]) == {rule.id for rule in RULES}
    assert set(frame["outcome"]) == {"failed", "passed", "not_applicable"}
    assert frame.filter(pl.col("message").is_null() | pl.col("message_en").is_null()).is_empty()


def test_a_years_audit_looks_at_the_year_before_and_reports_on_its_own(made: Warehouse) -> None:
    assert found(made, Scope(year=2023, department="甲局"), "F-15")["fiscal_year"].to_list() == [2023]
    assert found(made, Scope(year=2022), "F-15").is_empty()


def test_a_department_is_told_its_own_findings_only(made: Warehouse) -> None:
    frame = audit(made, Scope(department="乙局"), load_profile(), every=False)
    assert set(frame["department"]) == {"乙局"}
    assert found(made, Scope(department="丙局"), "C-01")["fiscal_year"].to_list() == [2022, 2023]


def test_a_collection_that_has_findings_elsewhere_passed_for_this_department(made: Warehouse) -> None:
    assert found(made, Scope(department="甲局"), "C-01", every=True)["outcome"].to_list() == ["passed"] * 2


def test_a_kind_restricts(made: Warehouse) -> None:
    frame = audit(made, Scope(kinds=("教育",)), load_profile(), every=False)
    assert set(frame["department"]) == {"乙局", "丙局"}


def test_a_form_that_scores_few_of_its_points_gets_no_recomputed_grade(tmp_path: Path) -> None:
    for score, whole in (("20", None), ("96", "良")):
        rows = [indicator("甲", score, score)]
        form = overall("甲局", 2023, "100", "70", indicators=rows, total_score="99", total_weight="100")
        totals, _ = recompute(warehouse(tmp_path / score, form), Scope(), load_profile())
        assert totals.select("grade_claimed", "grade_recomputed").rows() == [("优", whole)]


def test_a_form_that_was_superseded_is_not_judged(tmp_path: Path) -> None:
    first = overall("甲局", 2023, "100", "50", path="甲区/甲局.xlsx")
    later = overall("甲局", 2023, "100", "99", path="甲区/更正/甲局.xlsx")
    both = warehouse(tmp_path, first, later)
    assert found(both, Scope(), "F-09").is_empty()
    assert found(both, Scope(), "C-02")["printed"].to_list() == ["2"]


def test_the_waterfall_goes_from_the_claimed_total_to_the_recomputed_one(tmp_path: Path) -> None:
    line = fund("total", "100", "70")
    made = warehouse(
        tmp_path, overall("甲局", 2023, "100", "70", funds=(line,), indicators=ROWS, total_score="93")
    )
    totals, steps = recompute(made, Scope(), load_profile())
    # Both rows ask for 90 % and reached 80 %: eight ninths of 50 and of 46.
    assert [str(value) for value in steps["level"]] == ["93.0000", "90.0000", "84.4444", "85.3333", "85.3333"]
    assert steps["basis"].to_list() == [None, None, "S-02", "S-02", None]
    assert steps.filter(pl.col("part") == "indicator")["place"].to_list() == ["R20C7", "R21C7"]
    total = totals.row(0, named=True)
    assert (str(total["unexplained"]), str(total["change"])) == ("3.0000", "-7.6667")
    assert (total["grade_claimed"], total["grade_recomputed"]) == ("优", "良")


def test_forms_asked_batch_after_batch_answer_as_all_at_once(
    district_warehouse_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Warehouse.open(district_warehouse_folder)
    at_once = audit(opened, Scope(), load_profile())
    monkeypatch.setattr("pipelines.audit.load._BATCH", 1)
    assert audit(opened, Scope(), load_profile()).equals(at_once)
    name = at_once["department"].drop_nulls()[0]
    one = audit(opened, Scope(department=name, year=2022), load_profile()).filter(
        pl.col("department") == name
    )
    assert one.equals(at_once.filter((pl.col("department") == name) & (pl.col("fiscal_year") == 2022)))


def test_a_department_comes_with_those_that_its_form_includes(tmp_path: Path) -> None:
    known = rosters(Department("甲局"), Department("乙所", parent="甲局", included_in_parent=True))
    spent = (fund("project", "100", "90"),)
    made = warehouse(
        tmp_path,
        overall("甲局", 2023, None, None, funds=spent),
        overall("乙所", 2023, "50", "50"),
        overall("乙所", 2023, "60", "60", form_type="project", project="修路"),
        known=known,
    )
    (sums,) = found(made, Scope(department="甲局"), "C-06")["message"].to_list()[:1]
    assert "1张项目表合计60元" in sums


def renamed(year: int, name: str, budget: str, executed: str) -> Made:
    rows = [indicator("河道清淤长度", "50", "50"), indicator("河道疏浚量", "40", "40", row=21)]
    return Made("甲局", year, (fund("total", budget, executed),), rows, "project", name, total_score="90")


def test_a_renamed_project_is_held_to_its_last_year_and_the_finding_says_so(tmp_path: Path) -> None:
    before, after = renamed(2022, "河道清淤项目", "100", "50"), renamed(2023, "水系治理项目", "100", "99")
    made = warehouse(tmp_path, before, after)
    finding = found(made, Scope(), "F-15").row(0, named=True)
    assert "上年名为“河道清淤项目”，据指标相近、预算相近对应" in finding["message"]
    assert finding["other_form_id"] == before.file()[2].reading.forms[0].form_id
    assert finding["other_place"] == "R5C4"
    keys = [
        ProjectKey(COLLECTION, "甲局", "project", one.year or 0, one.project or "") for one in (before, after)
    ]
    parted = ProjectLink("P1", *keys, False, "", "王芳", "2026-01-01T00:00:00+00:00")
    apart = audit(made, Scope(), load_profile(), links=(parted,))
    assert set(apart.filter(pl.col("rule") == "F-15")["outcome"]) == {"not_applicable"}


_ABSURD = ("0", "-1", "0.00000001", "9999999999999999", "9" * 60, "0." + "0" * 50 + "1")


def absurd(number: int, budget: str, executed: str) -> Made:
    """A form of numbers that nobody prints, in the places where rules divide, multiply and round."""
    rows = [
        replace(
            indicator(f"指标{row}", weight, score, row=20 + row),
            target_value=Quantity(sign, Decimal(budget), "%"),
            actual_value=Quantity(None, Decimal(executed), "%"),
        )
        for row, (weight, score, sign) in enumerate(
            (("10", "10", ">="), ("0", "5", "<="), ("-3", "2", "="), ("9999999999", "9999999999", ">"))
        )
    ]
    kinds = ("total", "basic", "project", "carryover", "fiscal")
    funds = tuple(fund(kind, budget, executed, executed, rate=budget) for kind in kinds)
    year, unit = 2022 + number % 2, "万元" if number % 3 else None
    made = Made("甲局" if number % 2 else "乙局", year, funds, rows, unit=unit, project=f"第{number}个")
    return replace(made, form_type="project", total_score="99999.5", total_weight="100")


def test_numbers_that_nobody_prints_stop_no_build(tmp_path: Path) -> None:
    pairs = enumerate((one, other) for one in _ABSURD for other in _ABSURD)
    forms = [absurd(number, *pair) for number, pair in pairs]
    made = warehouse(tmp_path, *forms, judge=lambda opened: judging(opened, load_profile()))
    assert len(set(made.rows(FINDINGS_TABLE, ("form_id",))["form_id"].drop_nulls())) == len(forms)
