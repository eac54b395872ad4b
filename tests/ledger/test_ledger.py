"""The ledger: only grows, outlives the warehouse, and is shared by threads and processes."""

import os
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipelines.ledger import Ledger, in_force, ledger_file, shipped_corrections
from pipelines.problems import SourceError
from pipelines.warehouse.inputs import find_files

SHA = "ab" * 32


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "warehouse")


def write(ledger: Ledger, value: str = "1,000.00") -> str:
    return ledger.correct(
        SHA,
        value,
        "字母O误作数字0",
        "王芳",
        place="R6C4",
        grid="Sheet1",
        printed="1,00O.00",
        path="某局.xlsx",
    ).id


def test_a_ledger_stands_beside_its_warehouse_and_not_in_it(tmp_path: Path) -> None:
    path = ledger_file(tmp_path / "data" / "warehouse")
    assert path == tmp_path / "data" / "ledger" / "warehouse.sqlite"
    assert Ledger.open(tmp_path / "w", tmp_path / "own.sqlite").path == tmp_path / "own.sqlite"


def test_a_ledger_that_nobody_wrote_to_is_no_file_and_reads_as_empty(ledger: Ledger) -> None:
    assert (ledger.corrections(), ledger.confirmations(), ledger.withdrawn()) == ((), (), {})
    assert not ledger.path.exists()


def test_what_is_written_is_read_back_by_another(ledger: Ledger) -> None:
    made = ledger.correct(
        SHA,
        "万元",
        "与批复核对",
        " 王芳 ",
        field="unit",
        form=2,
        printed=None,
        path="某局.zip",
        member="甲.xlsx",
    )
    assert made.id == "L1"
    assert made.who == "王芳"
    assert Ledger(ledger.path).corrections() == (made,)


def test_a_withdrawn_correction_is_gone_and_stays_written(ledger: Ledger) -> None:
    first, second = write(ledger), write(ledger, "1")
    ledger.withdraw(second, "王芳", "看错了行")
    assert [one.id for one in ledger.corrections()] == [first]
    assert [one.id for one in ledger.corrections(withdrawn=True)] == [first, second]
    assert ledger.withdrawn() == {second: "看错了行"}
    with pytest.raises(SourceError, match="已经撤回"):
        ledger.withdraw(second, "王芳", "又一次")
    with pytest.raises(SourceError, match="L9"):
        ledger.withdraw("L9", "王芳", "没有这条")


def test_a_confirmation_is_kept_with_the_reading_that_was_confirmed(ledger: Ledger) -> None:
    made = ledger.confirm("0123456789abcdef", "王芳", "逐格看过", reading="ffff")
    assert ledger.confirmations() == (made,)
    ledger.withdraw(made.id, "李明", "复核有误")
    assert ledger.confirmations() == ()


def test_the_database_itself_refuses_to_change_or_delete(ledger: Ledger) -> None:
    write(ledger)
    with sqlite3.connect(ledger.path) as connection:
        for change in ("UPDATE corrections SET value = '2'", "DELETE FROM corrections"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                connection.execute(change)


def test_many_write_at_once_and_nothing_is_lost(ledger: Ledger) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda number: write(ledger, str(number)), range(40)))
    assert len(set(ids)) == 40
    assert {one.id for one in ledger.corrections()} == set(ids)


@pytest.mark.parametrize(
    "wrong", [{"place": "C6"}, {"place": "R1C1", "field": "unit"}, {"place": "R1C1", "reason": " "}]
)
def test_a_record_that_is_wrong_is_not_written(ledger: Ledger, wrong: dict[str, str]) -> None:
    given = {"reason": "理由", **wrong}
    with pytest.raises(SourceError):
        ledger.correct(SHA, "1", who="王芳", **given)  # type: ignore[arg-type]
    with pytest.raises(SourceError, match="没有写是谁"):
        ledger.correct(SHA, "1", "理由", " ", place="R1C1")
    assert ledger.corrections() == ()


def test_a_file_that_is_no_ledger_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "not.sqlite"
    path.write_text("not a database, and longer than its header" * 50, encoding="utf-8")
    with pytest.raises(SourceError, match="台账"):
        Ledger(path).corrections()


def test_a_ledger_of_a_later_version_is_not_touched(ledger: Ledger) -> None:
    write(ledger)
    with sqlite3.connect(ledger.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(SourceError, match="99"):
        ledger.corrections()


def test_another_database_is_not_made_a_ledger(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.sqlite") as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
    for use in (write, Ledger.corrections):
        with pytest.raises(SourceError, match="别的"):
            use(Ledger(tmp_path / "other.sqlite"))


def test_who_may_only_read_the_folder_reads_the_ledger() -> None:
    with tempfile.TemporaryDirectory() as name:
        ledger = Ledger(Path(name) / "own" / "ledger.sqlite")
        made = write(ledger)
        ledger.path.chmod(0o444)
        ledger.path.parent.chmod(0o555)
        Path(name).chmod(0o755)
        child = os.fork()
        if not child:
            status = 1
            try:
                # Root may write anywhere, so the reader is nobody.
                if os.getuid() == 0:
                    os.setuid(65534)
                status = int([one.id for one in ledger.corrections()] != [made])
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        ledger.path.parent.chmod(0o755)
    assert status == 0


def test_a_build_of_the_folder_around_a_ledger_passes_it_over(ledger: Ledger) -> None:
    write(ledger)
    assert find_files([ledger.path.parent.parent]) == []


def test_only_the_ledger_knows_its_database() -> None:
    root = Path(__file__).resolve().parents[2]
    users = {
        path.relative_to(root).as_posix()
        for package in ("pipelines", "dashboard")
        for path in (root / package).rglob("*.py")
        if "sqlite3" in path.read_text(encoding="utf-8")
    }
    assert users == {"pipelines/ledger/file.py"}


def test_the_shipped_corrections_come_first_and_can_be_withdrawn(ledger: Ledger) -> None:
    own = write(ledger)
    shipped = [one.id for one in shipped_corrections()]
    assert shipped
    assert [one.id for one in in_force(ledger)] == [*shipped, own]
    ledger.withdraw(shipped[0], "王芳", "不认同")
    assert [one.id for one in in_force(ledger)] == [*shipped[1:], own]
    assert [one.id for one in in_force()] == shipped
