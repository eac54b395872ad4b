"""A generation as open data: complete, valid, the same bytes again; nothing runs or tells too much."""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest
from frictionless import Package

from dashboard import exports
from pipelines.audit import judging, load_profile
from pipelines.problems import SourceError
from pipelines.readers.grid import Cell
from pipelines.warehouse.opendata import defused, export, public_tables
from pipelines.warehouse.schema import CELLS, FORMS, TABLES
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import Made, fund, indicator, overall, warehouse

HOSTILE = (
    "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "\t=1", "＝1+1", " \n=1", "plain", "a=b", "<img onerror=x>",
    "",
    "逗号,引号\"换行\n结束", "😀" * 50,
)  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    funds = (fund("total", "100", "50"), fund("basic", "60", "40"), fund("project", None, "10"))
    cells = (
        Cell(1, 1, "部门整体支出绩效自评表", 1, 9),
        Cell(2, 1, "=1+1"),
        Cell(3, 1, "不给看", hidden=True),
    )
    made = [
        *(overall(f"{name}局", year, "100", "50", cells=cells) for name in "甲乙" for year in (2022, 2023)),
        overall("甲局", 2023, "100", "60", path="甲区/更正/甲局.xlsx"),
        overall("演示局", 2023, "100", "50", synthetic=True),
        Made(
            "乙局", 2023, funds, [indicator("=cmd()", "10", None), indicator("满意度", "10", "9", None, None)]
        ),
        Made("乙局", 2023, funds, (), "project", "@项目\n二期", total_score="0"),
    ]
    folder = tmp_path_factory.mktemp("w")
    return warehouse(folder, *made, judge=lambda found: judging(found, load_profile()))


@pytest.fixture(scope="module")
def package(opened: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("open") / "data"
    export(opened, folder, "CC-BY-4.0")
    return folder


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_package_is_valid(package: Path) -> None:
    report = Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])
    assert len(report.tasks) == 2 * len(TABLES)


def test_every_column_is_there_but_for_paths_of_this_machine_and_names_of_people(
    package: Path,
) -> None:
    told = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    found = {
        (one["name"], field["name"])
        for one in told["resources"]
        if one["type"] == "table"
        for field in one["schema"]["fields"]
    }
    every = {(table.name, column.name) for table in TABLES for column in table}
    assert every - found == {("documents", "path"), ("corrections", "path"), ("corrections", "who")}
    assert found <= every


def test_a_column_says_what_it_is_called_and_what_it_counts(package: Path) -> None:
    told = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    forms = next(one for one in told["resources"] if one["name"] == "forms")
    fields = {field["name"]: field for field in forms["schema"]["fields"]}
    assert fields["budget_yuan"] == {
        "name": "budget_yuan", "type": "number", "title": "全年预算数（元）", "description": "Budget (yuan)",
        "unit": "元",
    }  # fmt: skip
    assert (fields["total_score"]["unit"], fields["confidence"]["unit"]) == ("分", "1")
    assert "unit" not in fields["fiscal_year"]
    keys = {(*key["fields"], key["reference"]["resource"]) for key in forms["schema"]["foreignKeys"]}
    assert keys == {
        ("document_id", "documents"), ("collection", "department", "departments"), ("superseded_by", ""),
    }  # fmt: skip
    assert told["licenses"] == [{"name": "CC-BY-4.0", "title": "CC-BY-4.0"}]


def test_parquet_holds_what_the_warehouse_holds(package: Path, opened: Warehouse) -> None:
    for table in public_tables():
        if table.name != CELLS.name:
            frame = pl.read_parquet(package / "parquet" / f"{table.name}.parquet")
            assert frame.equals(opened.rows(table, table.names, order=table.key))
            assert frame.schema == table.frame_schema


def test_hidden_cells_are_kept_back(package: Path, opened: Warehouse) -> None:
    assert "不给看" in opened.rows(CELLS)["printed"].to_list()
    assert b"\xe4\xb8\x8d\xe7\xbb\x99\xe7\x9c\x8b" not in b"".join(
        path.read_bytes() for path in package.rglob("*.csv")
    )


def test_csv_opens_in_a_spreadsheet_and_computes_nothing(package: Path) -> None:
    content = (package / "csv" / "forms.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfform_id,")
    read = pl.read_csv(package / "csv" / "forms.csv", infer_schema=False)
    assert "'@项目\n二期" in read["project"].to_list()
    # What is not printed is empty, and a printed 0 is 0.
    assert read.filter(pl.col("form_type") == "project")["total_score"].to_list() == ["0.0000"]
    assert read.filter(pl.col("form_type") == "project")["grade"].to_list() == [None]


def test_texts_are_defused_as_in_every_other_download() -> None:
    frame = defused(pl.DataFrame({"text": HOSTILE, "number": range(len(HOSTILE))}))
    assert frame["text"].to_list() == [exports.defused(text) for text in HOSTILE]


def test_the_same_generation_gives_the_same_bytes(opened: Warehouse, package: Path, tmp_path: Path) -> None:
    export(opened, tmp_path / "again", "CC-BY-4.0")
    assert digests(tmp_path / "again") == digests(package)


def test_an_earlier_export_is_replaced_and_leaves_nothing_behind(opened: Warehouse, tmp_path: Path) -> None:
    export(opened, tmp_path)
    told = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (tmp_path / "csv" / "gone.csv").write_text("x")
    told["resources"].append({"name": "gone", "path": "csv/gone.csv"})
    (tmp_path / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")
    export(opened, tmp_path)
    assert not (tmp_path / "csv" / "gone.csv").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"csv", "parquet", "datapackage.json"}


def test_a_folder_of_something_else_is_refused_and_left_alone(opened: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "报告.docx").write_bytes(b"x")
    with pytest.raises(SourceError, match=str(tmp_path)):
        export(opened, tmp_path)
    foreign = {"generator": "jixiao export", "resources": [{"path": "../../报告.docx"}]}
    (tmp_path / "报告.docx").rename(tmp_path / "csv")
    (tmp_path / "datapackage.json").write_text(json.dumps(foreign), encoding="utf-8")
    with pytest.raises(SourceError):
        export(opened, tmp_path)
    with pytest.raises(SourceError):
        export(opened, tmp_path / "csv")
    assert (tmp_path / "csv").read_bytes() == b"x"


def test_demonstration_data_are_named(opened: Warehouse, package: Path, tmp_path: Path) -> None:
    told = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert "演示数据" in told["title"]
    assert opened.rows(FORMS, ("synthetic",))["synthetic"].any()


def test_nothing_built_gives_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="还没有数据"):
        export(Warehouse.empty(), tmp_path)
    assert list(tmp_path.iterdir()) == []
