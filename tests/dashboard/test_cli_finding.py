"""`jixiao finding`: one finding, what was done with it, the list, the sheet that a department answers."""

import json
from pathlib import Path

import openpyxl
import pytest

from pipelines.refresh import refresh
from pipelines.shipped import shipped
from tests.dashboard.test_cli import Result, jixiao

SEED = "上海市闵行区浦锦街道办事处党群服务中心"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("one") / "warehouse"
    refresh([next(shipped("samples").rglob("*党群服务中心*自评表.txt"))], made, workers=1)
    return made


@pytest.fixture
def place(folder: Path, tmp_path: Path) -> tuple[str | Path, ...]:
    return ("--warehouse", folder, "--ledger", tmp_path / "ledger.sqlite")


def of_rule(place: tuple[str | Path, ...], rule: str) -> str:
    found = json.loads(jixiao("audit", "--format", "json", *place).out)
    return str(next(one["fingerprint"] for one in found if one["rule"] == rule))


def did(place: tuple[str | Path, ...], *arguments: str) -> Result:
    return jixiao("finding", *arguments, "--who", "李明", *place)


def test_a_finding_is_shown_with_all_that_was_done(place: tuple[str | Path, ...]) -> None:
    one = of_rule(place, "S-07")[:8]
    assert "还没有人处理过" in jixiao("finding", one, *place).out
    did(place, one, "--assign", "某局办公室", "--due", "2024-05-31")
    shown = did(place, one, "--answer", "漏加一行", "--state", "rectified", "--why", "已重报").out
    for word in (
        "R38C8",
        "97.8",
        "某局办公室，2024-05-31 前办完",
        "单位答复：漏加一行",
        "记为“已整改”：已重报",
        "李明",
    ):
        assert word in shown
    told = json.loads(jixiao("finding", one, "--json", *place).out)
    assert [act["kind"] for act in told["acts"]] == ["assignment", "state", "answer"]
    assert told["fires"] is True


def test_without_a_reason_nothing_is_written(place: tuple[str | Path, ...]) -> None:
    one = of_rule(place, "S-07")
    result = did(place, one, "--state", "误报", "--answer", "不对")
    assert (result.status, result.out) == (1, "")
    assert "没有写理由" in result.err
    assert "还没有人处理过" in jixiao("finding", one, *place).out


@pytest.mark.parametrize("wrong", ["xyz", "0000000000000000", ""])
def test_a_number_that_is_none_is_one_line(place: tuple[str | Path, ...], wrong: str) -> None:
    result = jixiao("finding", wrong, *place)
    assert result.status == 1
    assert len(result.lines) == 1


@pytest.mark.parametrize(
    "wrong",
    [(), ("abcd", "--list"), ("abcd", "--due", "2024-05-31"), ("abcd", "--assign", "甲", "--due", "五月"),
     ("--reply", "甲局"), ("abcd", "--state", "了结")],
)  # fmt: skip
def test_wrong_usage_is_said_and_nothing_is_done(
    place: tuple[str | Path, ...], wrong: tuple[str, ...]
) -> None:
    assert jixiao("finding", *wrong, *place).status == 2


def test_the_list_shows_what_is_late_in_every_format(place: tuple[str | Path, ...], tmp_path: Path) -> None:
    did(place, of_rule(place, "S-07"), "--assign", "某局办公室", "--due", "2024-05-31")
    shown = jixiao("finding", "--list", *place).out
    assert "整改台账 1 条，逾期 1 条" in shown
    (row,) = json.loads(jixiao("finding", "--list", "--format", "json", *place).out)
    assert (row["standing"], row["overdue"], row["assignee"]) == ("open", True, "某局办公室")
    assert "某局办公室" in jixiao("finding", "--list", "--format", "csv", *place).out
    book = tmp_path / "台账.xlsx"
    jixiao("finding", "--list", "--format", "xlsx", "-o", book, *place)
    assert openpyxl.load_workbook(book).active["B3"].value == "是"


def test_a_sheet_to_be_answered_holds_what_is_open_and_room_for_the_answer(
    place: tuple[str | Path, ...], tmp_path: Path
) -> None:
    did(place, of_rule(place, "S-07"), "--state", "explained", "--why", "已说明")
    book = tmp_path / "反馈表.xlsx"
    assert jixiao("finding", "--reply", SEED, "-o", book, *place).status == 0
    sheet = openpyxl.load_workbook(book).active
    headings = [cell.value for cell in sheet[2]]
    rows = [
        dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=3)
    ]
    assert [row["序号"] for row in rows] == list(range(1, len(rows) + 1))
    weights = [row for row in rows if row["原表位置"] == "R22C2"]
    assert (weights[0]["表上印的"], weights[0]["核算的"], weights[0]["差"]) == ("25", "30", 5)
    assert weights[0]["请单位"] == "请核对并更正后重新报送"
    assert {row["单位说明或整改情况（请填写）"] for row in rows} == {None}
    assert "R38C8" not in {row["原表位置"] for row in rows if row["严重程度"] == "错误"}
    assert "没有单位" in jixiao("finding", "--reply", "没有", "-o", book, *place).err
