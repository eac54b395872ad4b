"""An earlier briefing held against other data: what moved, by how much, and through which form."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.briefings import compose, record
from dashboard.briefings.check import compare, said_difference, said_value
from dashboard.briefings.document import Briefing
from dashboard.briefings.fact import Unit
from pipelines.problems import SourceError
from tests.briefings.gathering import filed, gathered


@pytest.fixture
def two(tmp_path: Path) -> tuple[Briefing, Briefing]:
    """A district before and after one department handed its form in anew, with less spent."""
    folders = [tmp_path / "before", tmp_path / "after"]
    others = (filed("乙局", 2023, "900000"), filed("丙局", 2023, "900000"))
    old = gathered(folders[0], filed("甲局", 2023, "900000"), *others)
    handed_in = replace(filed("甲局", 2023, "500000"), content="another file")
    return compose.district(old), compose.district(gathered(folders[1], handed_in, *others))


def test_the_same_data_move_nothing(two: tuple[Briefing, Briefing]) -> None:
    old = two[0]
    found = compare(record.read_record(record.as_record(old)), old)
    assert (found.moved, found.gone, found.new) == ((), (), ())
    told = {one.key.removesuffix("~") for _, _, one in old.facts() if one.unit is not Unit.DATE}
    assert found.same == len(told)


def test_what_moved_is_told_with_the_form_through_which_it_did(two: tuple[Briefing, Briefing]) -> None:
    old, today = two
    found = compare(record.read_record(record.as_record(old)), today)
    moved = {one.key: one for one in found.moved}
    rate = moved["district/2023/project/execution_rate"]
    assert (rate.before, rate.now) == (Decimal("0.9"), Decimal(2_300_000) / 3_000_000)
    assert said_difference(rate) == "-13.33个百分点"
    (through,) = rate.through
    assert through.name == "甲局 2023年度 部门整体支出 R7C4"
    assert (through.how, through.before, through.now) == ("changed", Decimal(900_000), Decimal(500_000))
    money = moved["district/2023/project/unspent_yuan"]
    assert said_difference(money) == "+40.00万元"
    assert said_value(money.now, money.unit) == "70.00万元"
    assert "district/2023/basic/execution_rate" not in moved


def test_facts_that_are_new_or_no_more_are_told(two: tuple[Briefing, Briefing]) -> None:
    old, today = two
    there = compare(record.read_record(record.as_record(old)), today)
    assert any("甲局" in text or "F-09" in text for text, _ in there.new)
    back = compare(record.read_record(record.as_record(today)), old)
    assert {one.key.split("/")[0] for one in back.gone} >= {"finding"}


def test_a_count_says_what_came(tmp_path: Path) -> None:
    folders = [tmp_path / "before", tmp_path / "after"]
    first = filed("甲局", 2023, "900000")
    old = compose.district(gathered(folders[0], first))
    now = compose.district(gathered(folders[1], first, filed("乙局", 2023, "900000")))
    found = compare(record.read_record(record.as_record(old)), now)
    forms = next(one for one in found.moved if one.key == "district/2023/forms")
    assert (forms.before, forms.now, said_difference(forms)) == (Decimal(1), Decimal(2), "+1")
    assert [(one.name, one.how) for one in forms.through] == [("乙局 2023年度 部门整体支出", "came")]


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"format": "other/1"}', b"\xff", b'{"format": 1}'])
def test_what_is_no_record_is_one_line(data: bytes) -> None:
    with pytest.raises(SourceError, match="读到"):
        record.read_record(data)


def test_a_value_is_written_with_its_unit() -> None:
    assert said_value(None, Unit.YUAN) == "—"
    assert said_value(Decimal("0.8224"), Unit.FRACTION) == "82.24%"
    assert said_value(Decimal("97.8"), Unit.POINTS) == "97.80分"
