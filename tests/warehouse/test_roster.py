"""Rosters: who there is, by every name, and one clear line where the file is wrong."""

from pathlib import Path

import pytest

from pipelines.problems import SourceError
from pipelines.shipped import shipped
from pipelines.warehouse.roster import Department, Rosters, make_roster, read_roster


def roster(folder: Path, text: str) -> Path:
    path = folder / ".departments.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_roster_is_read_as_written(tmp_path: Path) -> None:
    path = roster(
        tmp_path,
        """
[[department]]
name = "甲局"
former_names = ["旧局"]
parent = "上级"
included_in_parent = true
kind = "综合"
size_group = "大"
owes = ["department_overall"]
exempt_years = [2021]
""",
    )
    found = read_roster(path).find("旧 局")
    assert found == Department(
        "甲局", ("旧局",), None, "上级", True, "综合", "大", None, ("department_overall",), (2021,)
    )


def test_the_shipped_roster_is_in_order_and_names_the_departments_of_the_samples() -> None:
    found = read_roster(shipped("departments.toml"))
    assert found.find("上海市闵行区浦锦街道办事处党群服务中心") is not None
    assert all(not entry.owes for entry in found.departments)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[department", "TOML"),
        ("[[department]]\nkind = '综合'", "第1条"),
        ("[[department]]\nname = '甲'\nkinds = '综合'", "kinds"),
        ("[[department]]\nname = '甲'\nowes = 'project'", "owes"),
        ("[[department]]\nname = '甲'\nowes = ['everything']", "everything"),
        ("[[department]]\nname = '甲'\nexempt_years = ['2021']", "exempt_years"),
        ("[[department]]\nname = '甲'\nincluded_in_parent = 'yes'", "included_in_parent"),
        ("[[department]]\nname = '甲'\n[[department]]\nname = '甲'", "两次"),
        ("departments = []", "departments"),
    ],
)
def test_a_wrong_roster_is_said_in_one_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        read_roster(roster(tmp_path, text))
    assert said in error.value.line()
    assert "\n" not in error.value.line()


def test_a_present_name_goes_before_a_former_one_of_another() -> None:
    found = make_roster([Department("甲局", former_names=("乙局",)), Department("乙局")])
    assert found.find("乙局") == Department("乙局")


def test_a_collections_own_roster_stands_in_for_the_default_one() -> None:
    own, default = (
        make_roster([Department("甲局")]),
        make_roster([Department("乙局"), Department("丙局", collection="丙区")]),
    )
    known = Rosters({"甲区": own}, default)
    assert [entry.name for entry in known.of("甲区").departments] == ["甲局"]
    assert [entry.name for entry in known.of("乙区").departments] == ["乙局"]
    assert [entry.name for entry in known.of("丙区").departments] == ["丙局", "乙局"]


def test_two_collections_may_each_have_a_department_of_one_name(tmp_path: Path) -> None:
    path = roster(
        tmp_path,
        """
[[department]]
name = "教育局"
collection = "甲区"
kind = "大"
[[department]]
name = "教育局"
collection = "乙区"
kind = "小"
[[department]]
name = "教育局"
""",
    )
    known = Rosters({}, read_roster(path))
    kinds = {place: known.of(place).find("教育局") for place in ("甲区", "乙区", "丙区")}
    assert [entry.kind if entry else "" for entry in kinds.values()] == ["大", "小", None]
