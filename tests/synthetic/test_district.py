"""An invented district is the same for the same seed, and its truth is that of its plan."""

import hashlib
import json
import os
import subprocess
import sys
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.synthetic import Summary, write_district
from pipelines.synthetic.catalogue import PROJECTS
from pipelines.synthetic.names import departments
from pipelines.synthetic.plan import plan_district
from pipelines.synthetic.renames import OTHER_WORDS
from pipelines.synthetic.stories import STORIES
from pipelines.synthetic.templates import lay_out

Truth = dict[str, Any]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary, Truth]:
    out = tmp_path_factory.mktemp("district")
    summary = write_district(out, 40, 3, 5)
    return out, summary, json.loads((out / "truth.json").read_text(encoding="utf-8"))


def _digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    code = "import sys, pathlib; from pipelines.synthetic import write_district; "
    code += "write_district(pathlib.Path(sys.argv[1]), 20, 2, 7)"
    for name, hash_seed in (("a", "1"), ("b", "2")):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], check=True, env=environment)
    assert _digest(tmp_path / "a") == _digest(tmp_path / "b")


def test_another_seed_is_another_district() -> None:
    assert plan_district(10, 2, 1).members != plan_district(10, 2, 2).members


@pytest.mark.parametrize("number", [1, 2, 60, 300, 1500])
def test_there_are_as_many_departments_as_asked_all_distinct(number: int) -> None:
    names = [one.name for one in departments(number)]
    assert len(set(names)) == number
    assert all(name.startswith("演示区") for name in names)


@pytest.mark.parametrize(("number", "years"), [(1, 1), (3, 1), (2, 4)])
def test_a_tiny_district_can_be_written(tmp_path: Path, number: int, years: int) -> None:
    summary = write_district(tmp_path, number, years, 3)
    assert (summary.departments, len(summary.years)) == (number, years)


def test_nothing_is_asked_for_gives_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one"):
        write_district(tmp_path, 0, 3)


def test_progress_is_told_from_the_first_to_the_last_department(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_district(tmp_path, 4, 1, 1, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_every_form_says_that_it_is_synthetic() -> None:
    for member in plan_district(40, 2, 5).members:
        for form in member.forms:
            table = lay_out(form.facts, form.template)
            assert any("演示数据" in line for line in (*table.above[:1], *table.below))


def test_the_files_are_those_that_the_truth_counts(district: tuple[Path, Summary, Truth]) -> None:
    out, summary, truth = district
    files = [path for path in out.rglob("*") if path.is_file() and not path.name.startswith(".")]
    files.remove(out / "truth.json")
    archives = [path for path in files if path.suffix == ".zip"]
    inside = sum(len(zipfile.ZipFile(path).namelist()) for path in archives)
    assert len(files) == truth["files_on_disk"] == summary.files_on_disk
    assert len(files) - len(archives) + inside == truth["files"] == summary.files


def test_a_file_that_is_filed_twice_is_the_same_bytes(district: tuple[Path, Summary, Truth]) -> None:
    out, summary, truth = district
    digests = list(_digest(out).values())
    for archive in out.rglob("*.zip"):
        with zipfile.ZipFile(archive) as members:
            digests += [hashlib.sha256(members.read(name)).hexdigest() for name in members.namelist()]
    assert len(digests) - len(set(digests)) == truth["duplicates"] == summary.duplicates > 0


def test_the_roster_names_every_department_and_what_it_owes(district: tuple[Path, Summary, Truth]) -> None:
    out, _, truth = district
    roster = tomllib.loads((out / truth["collection"] / ".departments.toml").read_text(encoding="utf-8"))
    entries = roster["department"]
    assert len({entry["name"] for entry in entries}) == len(entries) == truth["departments"] == 40
    assert all("department_overall" in entry["owes"] for entry in entries)
    known = {entry["name"] for entry in entries}
    assert all(entry["parent"] in known for entry in entries if "parent" in entry)


def test_the_totals_of_a_year_are_those_of_the_counted_departments(
    district: tuple[Path, Summary, Truth],
) -> None:
    truth = district[2]
    for total in truth["year_totals"]:
        rows = [row for row in truth["department_years"] if row["year"] == total["year"] and row["counted"]]
        assert len(rows) == total["departments_counted"]
        assert sum(Decimal(row["budget_yuan"]) for row in rows) == Decimal(total["budget_yuan"])


def test_a_form_that_its_parent_includes_is_not_counted_again(district: tuple[Path, Summary, Truth]) -> None:
    truth = district[2]
    pairs = {(pair["department"], pair["year"]) for pair in truth["double_counted"]}
    not_counted = {
        (row["department"], row["year"]) for row in truth["department_years"] if not row["counted"]
    }
    assert pairs == not_counted != set()


def test_basic_and_project_spending_make_the_total_unless_a_story_says_otherwise(
    district: tuple[Path, Summary, Truth],
) -> None:
    truth = district[2]
    wrong = {one["department"] for one in truth["stories"] if one["kind"] == "wrong_sum"}
    for row in truth["department_years"]:
        if row["department"] not in wrong:
            parts = Decimal(row["basic_budget_yuan"]) + Decimal(row["project_budget_yuan"])
            assert parts == Decimal(row["budget_yuan"])


def test_project_forms_make_the_project_line_unless_a_story_says_otherwise(
    district: tuple[Path, Summary, Truth],
) -> None:
    truth = district[2]
    apart = {
        one["department"] for one in truth["stories"] if one["kind"] in ("projects_short", "missing_projects")
    }
    held = {pair["parent"] for pair in truth["double_counted"]}
    for row in truth["department_years"]:
        if row["department"] not in apart | held:
            assert row["project_forms_budget_yuan"] == row["project_budget_yuan"]
            assert row["project_forms_executed_yuan"] == row["project_executed_yuan"]


def test_every_story_is_told_in_a_district_of_sixty() -> None:
    plan = plan_district(60, 3, 1)
    assert {story.kind for story in plan.cast.stories} == set(STORIES)


def test_idle_project_money_hides_under_a_good_total(district: tuple[Path, Summary, Truth]) -> None:
    truth = district[2]
    story = next(one for one in truth["stories"] if one["kind"] == "idle_project_money")
    rows = [row for row in truth["department_years"] if row["department"] == story["department"]]
    assert rows
    for row in rows:
        assert Decimal(row["executed_yuan"]) / Decimal(row["budget_yuan"]) > Decimal("0.85")
        assert Decimal(row["project_executed_yuan"]) / Decimal(row["project_budget_yuan"]) < Decimal("0.4")


def test_a_department_falls_behind_year_after_year(district: tuple[Path, Summary, Truth]) -> None:
    truth = district[2]
    story = next(one for one in truth["stories"] if one["kind"] == "falls_behind")
    rows = [row for row in truth["department_years"] if row["department"] == story["department"]]
    rates = [Decimal(row["executed_yuan"]) / Decimal(row["budget_yuan"]) for row in rows]
    assert rates == sorted(rates, reverse=True)
    assert rates[0] - rates[-1] > Decimal("0.1")


def test_a_low_indicator_of_a_story_recurs_in_each_of_its_years(
    district: tuple[Path, Summary, Truth],
) -> None:
    truth = district[2]
    recurring = {(one["department"], one["name"]): one["years"] for one in truth["recurring_low"]["0.60"]}
    for story in truth["stories"]:
        if story["kind"] == "recurring_low_score":
            assert recurring[story["department"], "重点工作任务完成数"] == story["years"]


def test_what_is_owed_and_not_filed_is_missing(district: tuple[Path, Summary, Truth]) -> None:
    truth = district[2]
    planted = {
        (one["department"], one["years"][0], form_type)
        for one in truth["stories"]
        for kind, form_type in (("missing_overall", "department_overall"), ("missing_projects", "project"))
        if one["kind"] == kind
    }
    assert (
        {(one["department"], one["year"], one["form_type"]) for one in truth["missing"]} == planted != set()
    )


def test_a_project_is_one_thing_whatever_it_is_called(district: tuple[Path, Summary, Truth]) -> None:
    truth = district[2]
    names = [{form["project"] for form in chain["forms"]} for chain in truth["project_chains"]]
    renamed = [several for several in names if len(several) > 1]
    assert len(renamed) > 10
    assert len(names) > 4 * len(renamed)
    filed = [(chain["department"], one["year"], one["project"])
             for chain in truth["project_chains"] for one in chain["forms"]]  # fmt: skip
    assert len(filed) == len(set(filed)) >= sum(row["project_forms"] for row in truth["department_years"])


def test_every_subject_has_other_words_and_no_two_share_them() -> None:
    subjects = {subject for several in PROJECTS.values() for subject in several}
    assert set(OTHER_WORDS) == subjects
    assert len({*OTHER_WORDS.values(), *subjects}) == 2 * len(subjects)
