"""
A generation as open data: every table as CSV and as Parquet, with a `datapackage.json`.

Left out is what is nobody's business outside: paths of this machine, names of those who corrected,
and what stands in hidden cells.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
from pyarrow.parquet import ParquetWriter

from pipelines.problems import SourceError
from pipelines.warehouse.column import Table
from pipelines.warehouse.datapackage import GENERATOR, Written, descriptor
from pipelines.warehouse.derived import GENERATION
from pipelines.warehouse.schema import CELLS, DOCUMENTS, TABLES
from pipelines.warehouse.warehouse import Warehouse, Where

PACKAGE = "datapackage.json"
_UNFINISHED = ".unfinished"
#: So many rows are held at a time.
_ROWS = 100_000
_ARROW = pl.CompatLevel.oldest()  # types that every reader of Parquet knows
_PRIVATE = {("documents", "path"), ("corrections", "path"), ("corrections", "who")}
#: What an earlier export may name as its own.
_OWN = re.compile(r"csv/[a-z_0-9]+\.csv|parquet/[a-z_0-9]+\.parquet")
#: A text that a spreadsheet would compute.
_FORMULA = r"^([ \n]*[=+\-@\t\r＝＋－＠])"


def public_tables() -> Iterator[Table]:
    """Yield every table with the columns that are given away."""
    for table in TABLES:
        kept = tuple(column for column in table if (table.name, column.name) not in _PRIVATE)
        yield Table(table.name, table.wording, table.key, kept)


def export(
    warehouse: Warehouse,
    folder: Path,
    licence: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> list[Written]:
    """
    Write the open data of a generation; the same generation gives the same bytes.

    Args:
        warehouse: the open generation.
        folder: a new or empty folder, or one that holds an earlier export, which is replaced.
        licence: the id of the licence under which it is given away ("CC-BY-4.0"); "" names none.
        progress: told (tables written, tables).

    Returns:
        The files, `datapackage.json` aside, in the order of the tables.

    Raises:
        SourceError: there is no generation, or the folder holds something else.
        OSError: the folder cannot be written.
    """
    if warehouse.is_empty:
        raise SourceError("export_nothing", "数据仓库里还没有数据", "先用 jixiao build 建库")
    earlier = _ours(folder)
    made = folder / _UNFINISHED
    shutil.rmtree(made, ignore_errors=True)
    for part in ("csv", "parquet"):
        (made / part).mkdir(parents=True)
    files: list[Written] = []
    tables = list(public_tables())
    for done, table in enumerate(tables, start=1):
        files += _written(warehouse, table, made)
        if progress:
            progress(done, len(tables))
    generation, built_at = warehouse.rows(GENERATION, ("generation", "built_at")).row(0)
    synthetic = warehouse.rows(DOCUMENTS, ("synthetic",), None, [Where("synthetic", "=", True)], (), 1)
    told = descriptor(generation, built_at, not synthetic.is_empty(), licence, files)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (made / PACKAGE).write_text(text + "\n", encoding="utf-8", newline="\n")
    _put_in_place(made, folder, earlier)
    return files


def _ours(folder: Path) -> list[str]:
    """The files of an earlier export in the folder; SourceError where it holds anything else."""
    if folder.exists() and not folder.is_dir():
        raise SourceError("export_foreign", f"{folder} 是一个文件", "新的或空的文件夹")
    there = {path.name for path in folder.iterdir()} - {_UNFINISHED} if folder.exists() else set()
    if not there:
        return []
    try:
        told = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        named = [str(one["path"]) for one in told["resources"]]
        mine = told["generator"] == GENERATOR and all(map(_OWN.fullmatch, named))
    except (OSError, ValueError, KeyError, TypeError):
        mine, named = False, []
    if not mine or there - {PACKAGE, "csv", "parquet"}:
        raise SourceError("export_foreign", f"{folder} 里有别的文件", "新的或空的文件夹，或上次导出的文件夹")
    return named


def _written(warehouse: Warehouse, table: Table, folder: Path) -> list[Written]:
    csv, parquet = folder / "csv" / f"{table.name}.csv", folder / "parquet" / f"{table.name}.parquet"
    rows, keyed = 0, True
    schema = table.frame_schema.to_frame().to_arrow(compat_level=_ARROW).schema
    with csv.open("wb") as out, ParquetWriter(parquet, schema, compression="zstd") as writer:
        for frame in _batches(warehouse, table):
            defused(frame).write_csv(
                out,
                include_bom=rows == 0,
                include_header=rows == 0,
                line_terminator="\r\n",
                datetime_format="%Y-%m-%dT%H:%M:%SZ",
            )
            if frame.height:
                writer.write_table(frame.to_arrow(compat_level=_ARROW))
            rows += frame.height
            keyed = keyed and not frame.select(pl.any_horizontal(pl.col(table.key).is_null()).any()).item()
    return [
        Written(table, path.relative_to(folder).as_posix(), path.stat().st_size, _sha256(path), rows, keyed)
        for path in (csv, parquet)
    ]


def _batches(warehouse: Warehouse, table: Table) -> Iterator[pl.DataFrame]:
    """Yield the rows in the order of the key, some at a time: memory does not grow with the warehouse."""
    seen = [Where("hidden", "=", False)] if table.name == CELLS.name else []
    lead = table.key[0]
    counts = warehouse.sums(table, (lead,), (), None, seen).drop_nulls(lead).sort(lead)
    lots = counts.select(lead, lot=pl.col("rows").cum_sum() // _ROWS)
    for _, lot in lots.group_by("lot", maintain_order=True):
        inside = [Where(lead, ">=", lot[lead][0]), Where(lead, "<=", lot[lead][-1])]
        yield warehouse.rows(table, table.names, None, [*seen, *inside], table.key)
    yield warehouse.rows(table, table.names, None, [*seen, Where(lead, "is null")], table.key)


def defused(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with an apostrophe before each text that a spreadsheet would compute."""
    return frame.with_columns(pl.col(pl.String).str.replace(_FORMULA, "'$1"))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put_in_place(made: Path, folder: Path, earlier: list[str]) -> None:
    """Put what was made in the place of the earlier files, what names them last."""
    fresh = [path.relative_to(made).as_posix() for path in sorted(made.rglob("*.*")) if path.is_file()]
    for name in sorted(fresh, key=lambda name: name == PACKAGE):
        (folder / name).parent.mkdir(exist_ok=True)
        (made / name).replace(folder / name)
    for name in set(earlier) - set(fresh):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(made)
