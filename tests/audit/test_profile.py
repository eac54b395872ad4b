"""Profiles: a threshold changes findings without code, and a broken profile is one clear line."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipelines.audit import RULES, audit, load_profile
from pipelines.problems import SourceError
from pipelines.warehouse.scope import Scope
from tests.warehouse.made import indicator, overall, warehouse

OWN = 'name = "我区"\nversion = "3"\ninherits = "default"\n'


def written(folder: Path, text: str) -> str:
    path = folder / "我区.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_default_profile_has_a_value_for_every_threshold_and_no_other() -> None:
    profile = load_profile()
    assert set(profile.thresholds) == {(rule.id, name) for rule in RULES for name in rule.thresholds}
    assert profile.label == "default@1"


def test_a_district_says_only_what_differs(tmp_path: Path) -> None:
    profile = load_profile(written(tmp_path, OWN + "[thresholds.F-09]\nyellow = 0.9\n"))
    assert profile.label == "我区@3"
    assert profile.settings().number("F-09", "yellow") == Decimal("0.9")
    assert profile.settings().number("F-09", "red") == Decimal("0.6")
    assert profile.grade(Decimal(90)) == "优"


def test_a_threshold_may_hold_for_a_form_type_and_years(tmp_path: Path) -> None:
    text = OWN + '[[when]]\nform_type = "project"\nyears = [2023]\n[when.thresholds.W-01]\nfull = 110\n'
    profile = load_profile(written(tmp_path, text))
    assert profile.settings("project", 2023).number("W-01", "full") == 110
    assert profile.settings("project", 2022).number("W-01", "full") == 100
    assert profile.settings("department_overall", 2023).number("W-01", "full") == 100


def test_a_changed_threshold_changes_the_findings(tmp_path: Path) -> None:
    made = warehouse(
        tmp_path / "warehouse", overall("甲局", 2023, "100", "85", indicators=[indicator("甲", "9", "9")])
    )
    stricter = load_profile(
        written(tmp_path, OWN + '[thresholds.F-09]\nyellow = 0.9\n[severity]\nF-09 = "S"\n')
    )
    assert "F-09" not in audit(made, Scope(), load_profile(), every=False)["rule"].to_list()
    found = audit(made, Scope(), stricter, every=False).filter(pl.col("rule") == "F-09")
    assert found.select("severity", "light", "profile").rows() == [("S", "yellow", "我区@3")]


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("90.00", "优"),
        ("89.995", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.9", "差"),
        ("-1", None),
    ],
)
def test_a_grade_has_its_lower_bound_inclusive(total: str, grade: str | None) -> None:
    assert load_profile().grade(Decimal(total)) == grade


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ('name = "甲"\n', "version", "文字"),
        (OWN + "[thresholds.F-99]\nyellow = 1\n", "thresholds.F-99", "F-01"),
        (OWN + "[thresholds.F-09]\ngreen = 1\n", "thresholds.F-09.green", "red、yellow"),
        (OWN + '[thresholds.F-09]\nyellow = "高"\n', "thresholds.F-09.yellow", "一个数"),
        (OWN + "[thresholds.F-09]\nyellow = true\n", "thresholds.F-09.yellow", "一个数"),
        (OWN + "[thresholds.F-09]\nyellow = nan\n", "thresholds.F-09.yellow", "一个数"),
        (OWN + "[thresholds.W-06]\nrequired = 3\n", "thresholds.W-06.required", "文字的列表"),
        (OWN + '[severity]\nF-09 = "X"\n', "severity.F-09", "E、W、S、I"),
        (OWN + "colour = 1\n", "colour", "其中之一"),
        (OWN + '[[when]]\nform_type = "部门"\n', "when[1].form_type", "department_overall"),
        (OWN + "[[when]]\nyears = 2023\n", "when[1].years", "年度的列表"),
        (OWN + '[grades]\n"优" = "高"\n', "grades", "一个数"),
        ('name = "甲"\nversion = "1"\n', "thresholds.F-01.steps", "一个值"),
    ],
)
def test_a_broken_profile_is_one_line_with_file_key_and_expectation(
    text: str, key: str, expected: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as caught:
        load_profile(written(tmp_path, text))
    line = caught.value.line()
    assert "我区.toml" in line
    assert key in line
    assert expected in line
    assert "\n" not in line


def test_a_profile_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(SourceError, match="default"):
        load_profile("没有")


def test_a_profile_does_not_inherit_itself(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    Path(path).write_text(f'name = "甲"\nversion = "1"\ninherits = "{path}"\n', encoding="utf-8")
    with pytest.raises(SourceError, match="继承"):
        load_profile(path)


def test_a_file_that_is_no_toml_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="TOML"):
        load_profile(written(tmp_path, "name = "))


def test_the_example_of_a_district_says_what_differs_and_inherits_the_rest() -> None:
    example, default = load_profile("district_example"), load_profile()
    assert example.label == "district_example@1"
    assert set(example.thresholds) == set(default.thresholds)
    assert example.settings("project", 2023).number("F-08", "most") == Decimal("0.3")
    assert example.settings("project", 2022).number("F-08", "most") == Decimal("0.2")
    assert (example.severity["F-10"], example.grade(Decimal(65))) == ("S", "差")
    assert example.digest != default.digest


def test_a_profile_inherits_a_file_that_stands_beside_it(tmp_path: Path) -> None:
    (tmp_path / "省.toml").write_text(
        OWN.replace("我区", "我省") + "[thresholds.F-09]\nyellow = 0.9\n", "utf-8"
    )
    profile = load_profile(written(tmp_path, OWN.replace('"default"', '"省.toml"')))
    assert (profile.label, profile.settings().number("F-09", "yellow")) == ("我区@3", Decimal("0.9"))
