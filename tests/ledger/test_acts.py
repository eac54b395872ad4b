"""Findings that are worked on: rows that stay, reasons that must be there, ledgers of the first version."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from pipelines.ledger import STATES, Finding, Ledger, acts, answer, assign, last_act, set_state
from pipelines.ledger.tables import VERSION
from pipelines.problems import SourceError

FINDING = Finding(
    "f" * 16, "5" * 16, "0" * 16, "W-02", "E", "甲区", "甲局", 2023, "department_overall", None, "产出指标",
    "R22C2", "25", "30", "5", "“产出指标”印的权重是25分，各行之和是30分",
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "warehouse")


def test_what_was_done_is_read_back_in_its_order(ledger: Ledger) -> None:
    done = (
        assign(ledger, FINDING, "王芳", "李明", date(2024, 5, 31)),
        answer(ledger, FINDING, "权重漏改，已更正", " 甲局办公室 "),
        set_state(ledger, FINDING, "rectified", "李明", "已收到更正后的表"),
        set_state(ledger, FINDING, "open", "李明"),
    )
    assert acts(Ledger(ledger.path)) == done
    assert [one.id for one in done] == ["F1", "F2", "F3", "F4"]
    assert (done[0].due, done[1].who, done[3].why) == ("2024-05-31", "甲局办公室", None)


def test_the_number_of_the_latest_act_tells_whether_anything_was_done_since(ledger: Ledger) -> None:
    assert last_act(ledger) == 0
    for number in (1, 2):
        answer(ledger, FINDING, "已整改", "张三")
        assert (last_act(ledger), len(acts(ledger))) == (number, number)


@pytest.mark.parametrize("state", [state for state in STATES if state != "open"])
def test_a_finding_is_not_closed_without_a_reason(ledger: Ledger, state: str) -> None:
    with pytest.raises(SourceError, match="没有写理由"):
        set_state(ledger, FINDING, state, "李明", " ")
    assert acts(ledger) == ()


def test_nobody_may_work_without_a_name_nor_with_a_state_that_is_none(ledger: Ledger) -> None:
    with pytest.raises(SourceError, match="没有写是谁"):
        answer(ledger, FINDING, "已更正", " ")
    with pytest.raises(SourceError, match="没有写交给谁"):
        assign(ledger, FINDING, "", "李明")
    with pytest.raises(SourceError, match="没有写答复"):
        answer(ledger, FINDING, "", "李明")
    with pytest.raises(SourceError, match="closed"):
        set_state(ledger, FINDING, "closed", "李明", "理由")
    assert acts(ledger) == ()


def test_the_database_refuses_to_change_what_was_done(ledger: Ledger) -> None:
    set_state(ledger, FINDING, "dismissed", "李明", "复核无误")
    with sqlite3.connect(ledger.path) as connection:
        for change in ("UPDATE finding_acts SET state = 'open'", "DELETE FROM finding_acts"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                connection.execute(change)


def of_version_1(path: Path) -> None:
    """A ledger as the first version laid it out, with one confirmation."""
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE confirmations (id INTEGER PRIMARY KEY AUTOINCREMENT, form_id TEXT NOT NULL, "
            "reading TEXT, note TEXT, who TEXT NOT NULL, at TEXT NOT NULL) STRICT"
        )
        connection.execute(
            "CREATE TABLE withdrawals (id INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL, "
            "reason TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL) STRICT"
        )
        connection.execute(
            "INSERT INTO confirmations (form_id, who, at) VALUES ('0123456789abcdef', '王芳', '2026-01-02')"
        )
        connection.execute("PRAGMA user_version = 1")


def test_a_ledger_of_the_first_version_is_read_and_grows_into_the_second(tmp_path: Path) -> None:
    of_version_1(tmp_path / "old.sqlite")
    old = Ledger(tmp_path / "old.sqlite")
    assert acts(old) == ()
    assert [one.who for one in old.confirmations()] == ["王芳"]
    made = answer(old, FINDING, "已更正", "甲局")
    assert acts(old) == (made,)
    assert [one.who for one in old.confirmations()] == ["王芳"]
    with sqlite3.connect(old.path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
