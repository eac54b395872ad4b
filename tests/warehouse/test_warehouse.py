"""The published file: locked down, one cursor a read, empty where nothing is built."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.problems import SourceError
from pipelines.warehouse.connecting import to_read, to_write
from pipelines.warehouse.schema import FORMS, TABLES
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where
from tests.warehouse.made import overall, warehouse, write


def test_the_engine_draws_no_bar_amid_what_a_command_prints(tmp_path: Path):
    asked = "SELECT current_setting('enable_progress_bar')"
    with to_write(tmp_path / "made.duckdb", "64MB") as made:
        assert made.execute(asked).fetchall() == made.cursor().execute(asked).fetchall() == [(False,)]
    with to_read(tmp_path / "made.duckdb") as read, to_read(tmp_path / "made.duckdb") as again:
        assert read.cursor().execute(asked).fetchall() == again.execute(asked).fetchall() == [(False,)]


@pytest.mark.parametrize(
    "statement",
    [
        "COPY (SELECT 1) TO 'stolen.csv'",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET threads = 4",
        "CREATE TABLE more (x INTEGER)",
        "DELETE FROM forms",
        "EXPORT DATABASE 'out'",
    ],
)
def test_an_open_warehouse_refuses_to_reach_out_or_to_change(
    statement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened = warehouse(tmp_path / "w", overall("甲局", 2023, "100", "80"))
    with pytest.raises(duckdb.Error):
        opened._connection.cursor().execute(statement)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["w"]


def test_a_folder_without_a_build_opens_as_an_empty_warehouse(tmp_path: Path) -> None:
    empty = Warehouse.open(tmp_path / "nothing here")
    assert empty.is_empty
    for table in TABLES:
        frame = empty.rows(table)
        assert frame.is_empty()
        assert frame.schema == table.frame_schema


def test_every_table_of_a_build_has_its_declared_types(tmp_path: Path) -> None:
    opened = warehouse(tmp_path, overall("甲局", 2023, "100", "80"))
    for table in TABLES:
        assert opened.rows(table).schema == table.frame_schema


def test_every_key_is_unique_and_rows_are_stored_in_its_order(tmp_path: Path) -> None:
    opened = warehouse(tmp_path, *(overall(f"{n}局", y, "100", "80") for n in "丙甲乙" for y in (2023, 2022)))
    for table in TABLES:
        frame = opened.rows(table)
        assert frame.select(table.key).is_duplicated().sum() == 0
        assert frame.equals(frame.sort(table.key))


def test_a_file_that_is_no_warehouse_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken.duckdb").write_bytes(b"not a database at all" * 1000)
    (tmp_path / "CURRENT").write_text("broken.duckdb\n", encoding="utf-8")
    with pytest.raises(SourceError) as error:
        Warehouse.open(tmp_path)
    assert error.value.code == "warehouse_unusable"
    assert "应为" in error.value.line()


def test_a_warehouse_of_another_version_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, [overall("甲局", 2023, "100", "80")])
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE generation SET schema_version = 999")
    with pytest.raises(SourceError) as error:
        Warehouse.open(tmp_path)
    assert error.value.code == "warehouse_version"


def test_current_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    path = write(tmp_path / "a", [overall("甲局", 2023, "100", "80")])
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "CURRENT").write_text(f"../a/{path.name}\n", encoding="utf-8")
    assert Warehouse.open(tmp_path / "b").is_empty


def test_many_threads_on_one_warehouse_each_get_their_own_answer(tmp_path: Path) -> None:
    opened = warehouse(tmp_path, *(overall(f"{n}局", 2023, str(n), "1") for n in range(30)))

    def budget(number: int) -> list[Decimal]:
        rows = opened.rows(FORMS, ("budget_yuan",), Scope(department=f"{number}局"))
        return rows["budget_yuan"].to_list()

    with ThreadPoolExecutor(7) as pool:
        answers = list(pool.map(budget, [n % 30 for n in range(300)]))
    assert answers == [[Decimal(n % 30)] for n in range(300)]


def test_a_value_in_a_condition_is_never_run_as_sql(tmp_path: Path) -> None:
    opened = warehouse(tmp_path, overall("甲局", 2023, "100", "80"))
    hostile = "甲局' OR 1=1 --"
    assert opened.rows(FORMS, scope=Scope(department=hostile)).is_empty()
    with pytest.raises(KeyError):
        opened.rows(FORMS, where=[Where('form_id" OR 1=1 --', "=", "x")])
    assert opened.rows(FORMS).height == 1


def test_a_scope_restricts_by_each_of_its_fields(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("甲局", 2022, "1", "1"),
        overall("甲局", 2023, "2", "1"),
        overall("乙局", 2023, "3", "1", collection="乙区"),
    )

    def budgets(scope: Scope) -> list[int]:
        return sorted(int(value) for value in opened.rows(FORMS, ("budget_yuan",), scope)["budget_yuan"])

    assert budgets(Scope()) == [1, 2, 3]
    assert budgets(Scope(year=2023)) == [2, 3]
    assert budgets(Scope(collection="乙区")) == [3]
    assert budgets(Scope(department="甲局", year=2022)) == [1]
    assert budgets(Scope(kinds=("未分类",))) == [1, 2, 3]
    assert budgets(Scope(kinds=("学校",))) == []
    assert budgets(Scope(form_type="project")) == []


def test_order_and_limit_put_missing_values_last(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("甲局", 2023, "2", "1"),
        overall("乙局", 2023, None, "1"),
        overall("丙局", 2023, "3", "1"),
    )
    rows = opened.rows(FORMS, ("department",), order=("-budget_yuan",))
    assert rows["department"].to_list() == ["丙局", "甲局", "乙局"]
    assert opened.rows(FORMS, ("department",), order=("-budget_yuan",), limit=1).height == 1


def test_sums_are_exact(tmp_path: Path) -> None:
    opened = warehouse(tmp_path, *(overall(f"{n}局", 2023, "0.1", "0.1") for n in range(10)))
    found = opened.sums(FORMS, ("fiscal_year",), ("budget_yuan", "indicators"))
    assert found["budget_yuan"].to_list() == [Decimal("1.0000")]
    assert found["rows"].to_list() == [10]
    assert found.schema["indicators"] == pl.Int64()
