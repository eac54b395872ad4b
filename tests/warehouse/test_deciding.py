"""Duplicates, current submissions, what counts, who owes: decided when all documents are there."""

from pathlib import Path

import pytest

from pipelines.problems import Problem
from pipelines.queries import coverage, quality
from pipelines.warehouse.derived import DEPARTMENTS
from pipelines.warehouse.roster import Department
from pipelines.warehouse.schema import DOCUMENTS, FORMS, INDICATORS, MONEY_LINES, PROBLEMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.submissions import Submission
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import COLLECTION, Made, fund, indicator, overall, rosters, warehouse


def counted(opened: Warehouse) -> dict[str, str | None]:
    rows = opened.rows(FORMS, ("department", "fiscal_year", "counted", "counted_reason")).to_dicts()
    return {f"{row['department']} {row['fiscal_year']}": row["counted_reason"] for row in rows}


def test_a_file_of_the_same_content_is_a_duplicate_and_its_form_stands_once(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("甲局", 2023, "1", "1", path=f"{COLLECTION}/b10.xlsx", content="same"),
        overall("甲局", 2023, "1", "1", path=f"{COLLECTION}/b2.xlsx", content="same"),
    )
    outcomes = {row["relative_path"]: row for row in opened.rows(DOCUMENTS).to_dicts()}
    first, second = outcomes[f"{COLLECTION}/b2.xlsx"], outcomes[f"{COLLECTION}/b10.xlsx"]
    assert (first["outcome"], second["outcome"]) == ("read", "duplicate")
    assert second["duplicate_of"] == first["document_id"]
    assert opened.rows(FORMS).height == 1
    assert opened.rows(FORMS)["document_id"].item() == first["document_id"]
    assert opened.rows(MONEY_LINES).height == 1


def test_a_later_submission_supersedes_and_both_stay(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("甲局", 2023, "100", "50", path=f"{COLLECTION}/甲局.xlsx"),
        overall("甲局", 2023, "100", "70", path=f"{COLLECTION}/更正/甲局.xlsx"),
    )
    forms = {int(row["executed_yuan"]): row for row in opened.rows(FORMS).to_dicts()}
    assert (forms[50]["current"], forms[70]["current"]) == (False, True)
    assert forms[50]["superseded_by"] == forms[70]["form_id"]
    assert forms[50]["counted_reason"] == "superseded"
    superseded = quality.superseded(opened, Scope()).to_dicts()
    assert [(int(row["executed_yuan"]), int(row["new_executed_yuan"])) for row in superseded] == [(50, 70)]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("甲局.xlsx", "甲局（更正）.xlsx"),
        ("甲局v2.xlsx", "甲局v10.xlsx"),
        ("第1稿/甲局.xlsx", "第2稿/甲局.xlsx"),
        ("2024-03-05/甲局.xlsx", "2024-04-01/甲局.xlsx"),
        ("甲局20240305.xlsx", "甲局2024年4月1日.xlsx"),
        ("甲局2024.12.31.xlsx", "甲局修订.xlsx"),
        ("批2/甲局.xlsx", "批10/甲局.xlsx"),
    ],
)
def test_the_path_says_which_submission_is_later(older: str, newer: str) -> None:
    def lateness(path: str) -> tuple[object, ...]:
        return Submission("f", path, None, 1, 1, "甲区", "project", 2023, "甲局", "p").lateness

    assert lateness(older) < lateness(newer)


def test_a_corrected_file_in_an_archive_is_the_later_one() -> None:
    first, second = (
        Submission("f", "补报.zip", name, 1, 1, "甲区", "project", 2023, "甲局", "p").lateness
        for name in ("甲局.xlsx", "甲局（更正）.xlsx")
    )
    assert first < second


def test_a_school_number_or_a_year_folder_is_no_version_and_no_date() -> None:
    plain = Submission("f", "2023/第1中学.xlsx", None, 1, 1, "甲区", "project", 2023, "甲", "p")
    assert plain.lateness[0] == 0
    assert plain.lateness[2] == (0, 0, 0)


def test_projects_are_one_form_only_where_their_names_agree(tmp_path: Path) -> None:
    def project(name: str | None, path: str) -> Made:
        return Made("甲局", 2023, (fund("total", "1", "1"),), form_type="project", project=name, path=path)

    opened = warehouse(
        tmp_path,
        project("道路 养护", "甲区/a.xlsx"),
        project("道路养护", "甲区/b.xlsx"),
        project("绿化", "甲区/c.xlsx"),
        project(None, "甲区/d.xlsx"),
        project(None, "甲区/e.xlsx"),
    )
    assert opened.rows(FORMS)["current"].sum() == 4


def test_a_former_name_is_the_same_department(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("旧 局", 2022, "1", "1"),
        overall("新局", 2023, "1", "1"),
        known=rosters(Department("新局", former_names=("旧局",), kind="综合")),
    )
    forms = opened.rows(FORMS)
    assert forms["department"].unique().to_list() == ["新局"]
    assert set(forms["department_printed"]) == {"旧 局", "新局"}
    assert forms["kind"].unique().to_list() == ["综合"]
    assert opened.rows(DEPARTMENTS)["department"].to_list() == ["新局"]


def test_a_subordinate_in_its_parents_form_is_shown_and_not_added(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("教育局", 2022, "100", "90"),
        overall("一中", 2022, "10", "9"),
        overall("一中", 2023, "11", "9"),
        known=rosters(Department("教育局"), Department("一中", parent="教育局", included_in_parent=True)),
    )
    assert counted(opened) == {"教育局 2022": None, "一中 2022": "included_in_parent", "一中 2023": None}
    pairs = coverage.double_counts(opened, Scope()).to_dicts()
    assert [(pair["department"], pair["parent"], pair["status"]) for pair in pairs] == [
        ("一中", "教育局", "included")
    ]
    assert opened.rows(PROBLEMS).is_empty()


def test_where_nobody_says_both_count_and_the_pair_is_named(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("教育局", 2022, "100", "90"),
        overall("二中", 2022, "10", "9", supervisor="教育局"),
    )
    assert counted(opened) == {"教育局 2022": None, "二中 2022": None}
    problems = quality.problem_list(opened, Scope()).to_dicts()
    assert [problem["code"] for problem in problems] == ["possible_double_count"]
    assert "教育局" in problems[0]["message"]
    assert "二中" in problems[0]["message"]
    assert problems[0]["department"] == "二中"


def test_where_the_roster_says_it_is_separate_nothing_is_flagged(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("教育局", 2022, "100", "90"),
        overall("二中", 2022, "10", "9"),
        known=rosters(Department("教育局"), Department("二中", parent="教育局", included_in_parent=False)),
    )
    assert counted(opened)["二中 2022"] is None
    assert opened.rows(PROBLEMS).is_empty()
    assert coverage.double_counts(opened, Scope(), "unclear").is_empty()


def test_inclusion_reaches_over_a_parent_that_did_not_file(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("区政府", 2022, "100", "90"),
        overall("一中", 2022, "10", "9"),
        known=rosters(
            Department("区政府"),
            Department("教育局", parent="区政府", included_in_parent=True),
            Department("一中", parent="教育局", included_in_parent=True),
        ),
    )
    assert counted(opened)["一中 2022"] == "included_in_parent"


def test_parents_in_a_circle_end(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("甲局", 2022, "10", "9"),
        known=rosters(
            Department("甲局", parent="乙局", included_in_parent=True),
            Department("乙局", parent="甲局", included_in_parent=True),
        ),
    )
    assert counted(opened) == {"甲局 2022": None}


def test_what_keeps_a_form_out_of_totals_is_said(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("无单位局", 2022, "100", "90", unit=None),
        overall("无年度局", None, "100", "90"),  # type: ignore[arg-type]
        overall(None, 2022, "100", "90"),  # type: ignore[arg-type]
        Made("无金额局", 2022),
    )
    assert counted(opened) == {
        "无单位局 2022": "unit_not_printed",
        "无年度局 None": "year_unknown",
        "None 2022": "department_unknown",
        "无金额局 2022": "no_money",
    }
    assert quality.not_counted(opened, Scope()).height == 4


def test_owed_forms_are_filed_missing_or_exempt(tmp_path: Path) -> None:
    owes = ("department_overall",)
    opened = warehouse(
        tmp_path,
        overall("甲局", 2022, "100", "90"),
        overall("甲局", 2023, "100", "90"),
        overall("乙局", 2022, "40", "30"),
        overall("外来局", 2023, "7", "7"),
        known=rosters(
            Department("甲局", owes=owes),
            Department("乙局", owes=owes),
            Department("丙局", owes=owes, exempt_years=(2022,)),
            Department("丁局"),
        ),
    )
    found = {
        (row["department"], row["fiscal_year"]): row["status"]
        for row in coverage.matrix(opened, Scope()).to_dicts()
    }
    assert found == {
        ("甲局", 2022): "filed",
        ("甲局", 2023): "filed",
        ("乙局", 2022): "filed",
        ("乙局", 2023): "missing",
        ("丙局", 2022): "exempt",
        ("丙局", 2023): "missing",
    }
    by_year = coverage.by_year(opened, Scope(year=2023)).to_dicts()
    assert len(by_year) == 1
    assert (by_year[0]["owed"], by_year[0]["filed"], by_year[0]["missing"]) == (3, 1, 2)
    assert by_year[0]["coverage_rate"] == pytest.approx(1 / 3)
    # 乙局 weighs what it had in 2022; 丙局 was never seen and is counted apart.
    assert by_year[0]["money_coverage_rate"] == pytest.approx(100 / 140)
    assert by_year[0]["missing_unknown"] == 1
    missing = coverage.missing(opened, Scope()).to_dicts()
    assert [(row["department"], row["known_year"]) for row in missing] == [("乙局", 2022), ("丙局", None)]


def test_without_a_roster_nothing_is_owed(tmp_path: Path) -> None:
    opened = warehouse(tmp_path, overall("甲局", 2022, "100", "90"))
    assert coverage.by_year(opened, Scope()).is_empty()


def test_what_was_decided_of_a_form_stands_on_its_indicators(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        Made("旧局", 2022, (fund("total", "1", "1"),), (indicator("完成率", "10", "6"),)),
        known=rosters(Department("新局", former_names=("旧局",), kind="综合", parent="上级")),
    )
    row = opened.rows(INDICATORS).row(0, named=True)
    assert (row["department"], row["kind"], row["parent"], row["current"]) == ("新局", "综合", "上级", True)
    assert row["score_rate"] == 0.6


def test_an_indicator_of_no_weight_has_no_rate_and_loses_nothing(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path, Made("甲局", 2022, (fund("total", "1", "1"),), (indicator("加分项", "0", "0"),))
    )
    row = opened.rows(INDICATORS).row(0, named=True)
    assert (row["weight"], row["score"]) == (0, 0)
    assert (row["score_rate"], row["lost_points"]) == (None, None)


def test_problems_of_a_form_and_of_a_double_count_have_numbers_of_their_own(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("教育局", 2022, "100", "90"),
        overall(
            "二中", 2022, "10", "9", supervisor="教育局", problems=(Problem("value_moved", "R1C1", "移动"),)
        ),
    )
    rows = opened.rows(PROBLEMS)
    assert rows["problem_no"].to_list() == [1, 2]
    assert rows["code"].to_list() == ["value_moved", "possible_double_count"]


def test_an_amount_beyond_all_budgets_is_left_out_and_named(tmp_path: Path) -> None:
    opened = warehouse(tmp_path, overall("甲局", 2022, "1" + "0" * 20, "90"))
    assert opened.rows(FORMS)["budget_yuan"].to_list() == [None]
    assert "amount_out_of_range" in opened.rows(PROBLEMS)["code"].to_list()
