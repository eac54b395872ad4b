"""One form: its cells, its readings, printed beside computed."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.forms.form import Claim, Unread
from pipelines.problems import Problem
from pipelines.queries import forms, quality
from pipelines.queries.computed import CHECKS, computed
from pipelines.readers.grid import Cell
from pipelines.warehouse.build import build
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import Made, fund, indicator, warehouse


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The seed form's figures, with its known contradictions."""
    cells = (
        Cell(3, 2, "党群服务中心", 1, 3),
        Cell(5, 3, "10,937,482.14"),
        Cell(8, 5, "65.12"),
        Cell(20, 7, "3.00"),
        Cell(39, 8, "97.8"),
        Cell(41, 1, "填表说明"),
    )
    claims = (
        Claim("R5C3", "value", "funds[0].adjusted"),
        Claim("R5C3", "label", None),
        Claim("R39C8", "value", "total_score"),
    )
    made = Made(
        "党群服务中心",
        2023,
        (
            fund("fiscal", "10937482.14", "8995241.89", rate="82.24"),
            fund("other", "0.00", "0.00", rate="0.00"),
            fund("basic", "5850613.72", "5682353.47", rate="97.12"),
            fund("project", "5086868.42", "3312888.42", rate="65.12", row=8),
        ),
        (
            indicator("党建活动", "21", "21", "投入管理指标", level1_weight="30"),
            indicator("满意度", "75", "75", "产出指标", row=21),
        ),
        total_score="97.8",
        total_weight="100",
        cells=cells,
        claims=claims,
        unread=(Unread("R41C1", "填表说明"),),
        problems=(Problem("value_moved", "R20C7", "移动"),),
    )
    return warehouse(tmp_path_factory.mktemp("w"), made)


@pytest.fixture(scope="module")
def form_id(opened: Warehouse) -> str:
    return str(forms.forms_list(opened, Scope())["form_id"].item())


def test_the_head_has_the_forms_own_money_and_its_file(opened: Warehouse, form_id: str) -> None:
    row = forms.form(opened, form_id).row(0, named=True)
    assert (row["money_basis"], row["unspent_yuan"]) == ("source", Decimal("1942240.25"))
    assert row["execution_rate"] == pytest.approx(0.822423, abs=5e-7)
    assert (row["problems"], row["unread"], row["indicators"]) == (1, 1, 2)
    assert row["path"].endswith(".xlsx")


def test_an_unknown_form_is_an_empty_frame(opened: Warehouse) -> None:
    assert forms.form(opened, "no such form").is_empty()
    assert forms.grid(opened, "no such form").is_empty()
    assert forms.readings(opened, "no such form").is_empty()
    assert computed(opened, "no such form").is_empty()


def test_the_grid_is_the_form_as_printed_with_what_each_cell_is(opened: Warehouse, form_id: str) -> None:
    cells = {row["place"]: row for row in forms.grid(opened, form_id).to_dicts()}
    # Row 41 lies below the form.
    assert list(cells) == ["R3C2", "R5C3", "R8C5", "R20C7", "R39C8"]
    assert cells["R3C2"]["column_span"] == 3
    # Where one cell is a label and an amount, it is the value.
    assert (cells["R5C3"]["role"], cells["R5C3"]["field"]) == ("value", "funds[0].adjusted")
    assert cells["R8C5"]["role"] is None


def test_readings_stand_beside_what_was_printed(opened: Warehouse, form_id: str) -> None:
    rows = {
        (row["part"], row["row"], row["field"]): row for row in forms.readings(opened, form_id).to_dicts()
    }
    budget = rows["funds", 1, "adjusted"]
    assert (budget["printed"], budget["understood"], budget["unit"]) == ("10,937,482.14", "10937482.14", "元")
    score = rows["indicators", 1, "score"]
    assert (score["printed"], score["understood"], score["subject"]) == ("3.00", "21", "党建活动")
    assert rows["form", None, "total_score"]["understood"] == "97.8"
    assert rows["form", None, "department"]["understood"] == "党群服务中心"


def test_a_printed_rate_cut_off_at_its_last_place_agrees(opened: Warehouse, form_id: str) -> None:
    rows = computed(opened, form_id).filter(check="rate").to_dicts()
    # The line without a budget has no rate to compare.
    assert [row["subject"] for row in rows] == ["fiscal", "basic", "project"]
    assert all(row["agrees"] for row in rows)
    assert (rows[2]["printed"], rows[2]["computed"], rows[2]["place"]) == (
        Decimal("65.12"),
        Decimal("65.1263"),
        "R8C5",
    )


def test_contradictions_of_the_seed_form_are_shown_with_their_difference(
    opened: Warehouse, form_id: str
) -> None:
    rows = {(row["check"], row["subject"]): row for row in computed(opened, form_id).to_dicts()}
    assert rows["budget_of_breakdowns", None]["agrees"]
    assert rows["executed_of_breakdowns", None]["difference"] == 0
    level = rows["weights_of_level", "投入管理指标"]
    assert (level["printed"], level["computed"], level["agrees"]) == (30, 21, False)
    assert (rows["weights", None]["printed"], rows["weights", None]["computed"]) == (100, 96)
    assert rows["scores", None]["difference"] == Decimal("1.8")
    assert not rows["scores", None]["agrees"]
    assert {check for check, _ in rows} <= set(CHECKS)


def test_a_rate_printed_as_a_fraction_is_compared_as_one(tmp_path: Path) -> None:
    other = warehouse(tmp_path, Made("甲局", 2023, (fund("total", "1000", "958", rate="0.958"),)))
    row = computed(other, forms.forms_list(other, Scope())["form_id"].item()).row(0, named=True)
    assert (row["printed"], row["computed"], row["agrees"]) == (Decimal("95.8"), Decimal("95.8"), True)


def test_a_total_that_is_not_the_sum_of_its_parts(tmp_path: Path) -> None:
    funds = (fund("total", "100", "90"), fund("fiscal", "70", "60"), fund("other", "29.5", "30"))
    other = warehouse(tmp_path, Made("甲局", 2023, funds, unit="万元"))
    rows = {
        row["check"]: row
        for row in computed(other, forms.forms_list(other, Scope())["form_id"].item()).to_dicts()
    }
    assert (rows["budget_of_parts"]["difference"], rows["budget_of_parts"]["agrees"]) == (5000, False)
    assert rows["executed_of_parts"]["agrees"]


def test_a_forms_parts_are_each_in_order(opened: Warehouse, form_id: str) -> None:
    assert forms.goals(opened, form_id)["planned"].to_list() == ["目标"]
    assert forms.problems(opened, form_id)["code"].to_list() == ["value_moved"]
    assert forms.unread(opened, form_id)["printed"].to_list() == ["填表说明"]
    assert forms.grids(opened, form_id)["grid"].to_list() == ["Sheet1"]


def test_problems_and_unread_cells_lead_to_their_form(opened: Warehouse, form_id: str) -> None:
    problem = quality.problem_list(opened, Scope(year=2023)).row(0, named=True)
    assert (problem["form_id"], problem["place"], problem["department"]) == (form_id, "R20C7", "党群服务中心")
    assert quality.problem_list(opened, Scope(year=2022)).is_empty()
    assert quality.problems_by_code(opened, Scope())["forms"].to_list() == [1]
    assert quality.unread(opened, Scope())["place"].to_list() == ["R41C1"]
    document = quality.documents(opened, Scope()).row(0, named=True)
    assert (document["problems"], document["unread"], document["outcome"]) == (1, 1, "read")


def test_a_duplicate_names_the_file_that_it_repeats(tmp_path: Path) -> None:
    other = warehouse(
        tmp_path,
        Made("甲局", 2023, path="甲区/a.xlsx", content="same"),
        Made("甲局", 2023, path="甲区/b.xlsx", content="same"),
    )
    row = quality.duplicates(other, Scope()).row(0, named=True)
    assert (row["path"], row["duplicate_of_path"]) == ("/somewhere/甲区/b.xlsx", "/somewhere/甲区/a.xlsx")
    assert quality.rejected(other, Scope()).is_empty()


def test_a_year_over_the_form_before_stands_among_the_cells_of_the_one_that_takes_it(tmp_path: Path) -> None:
    head = "项目名称,{0},,实施单位,某县公路站,,\n一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分\n"
    row = "产出指标,数量指标,检查{0}次数,≥10次,12次,100,90\n总分,,,,,100,90\n"
    text = "2021年度项目支出绩效自评表\n" + "".join((head + row).format(name) for name in ("甲", "乙"))
    (tmp_path / "自评表.csv").write_text(text, encoding="utf-8")
    build([tmp_path / "自评表.csv"], tmp_path / "w")
    built = Warehouse.open(tmp_path / "w")
    (second,) = forms.forms_list(built, Scope()).filter(project="乙")["form_id"]
    cells = forms.grid(built, second)
    assert cells["row_no"].unique(maintain_order=True).to_list() == [1, 6, 7, 8, 9]
    (year,) = forms.readings(built, second).filter(field="fiscal_year").to_dicts()
    assert (year["place"], year["printed"]) == ("R1C1", "2021年度项目支出绩效自评表")
