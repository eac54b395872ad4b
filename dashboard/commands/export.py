"""`jixiao export`: the published generation as open data."""

import argparse
import re
from pathlib import Path

from dashboard.commands import options as common
from dashboard.commands import terminal
from pipelines.problems import SourceError

EXAMPLES = """\
示例：
  jixiao export 开放数据                          每张表一个 CSV 与一个 Parquet，附 datapackage.json
  jixiao export 开放数据 --licence CC-BY-4.0      写明许可（不写时为“未指定”）

CSV 为 UTF-8（带 BOM），Excel 与 WPS 可以直接打开，公式已失效；金额一律为元，未印出的值为空。
列的中文名称、单位、主键与外键见 datapackage.json；含演示数据时标题与 synthetic 列会写明。
文件夹须是新的、空的，或上次导出的（会被替换）。同一数据版本导出的文件逐字节相同。
"""
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,39}")


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "导出开放数据：CSV、Parquet 与 datapackage.json"
    command = subparsers.add_parser("export", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("folder", type=Path, metavar="目录", help="写到哪个文件夹")
    command.add_argument("--licence", type=_licence, metavar="许可", help="许可的代号，如 CC-BY-4.0")
    common.add_warehouse(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files; 1 where there is nothing to write, or no place for it."""
    from pipelines.warehouse.opendata import export  # the database: `--help` does without
    from pipelines.warehouse.warehouse import Warehouse

    try:
        warehouse = Warehouse.open(options.warehouse)
        try:
            with terminal.progress("导出") as report:
                files = export(warehouse, options.folder, options.licence or "", report)
        finally:
            warehouse.close()
    except SourceError as error:
        terminal.complain(error.line())
        return 1
    except OSError as error:
        found = f"写不进这个文件夹（{error.strerror}）"
        terminal.complain(f"{options.folder}：读到：{found}；应为：可以写入的位置")
        return 1
    tables = {file.table.name: file.rows for file in files}
    size = sum(file.size for file in files) / 1_000_000
    told = f"{len(tables)} 张表，{sum(tables.values()):,} 行，{size:,.1f} MB"
    print(f"开放数据已写到 {terminal.plain(str(options.folder))}：{told}。")
    return 0


def _licence(text: str) -> str:
    if not _LICENCE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"读到 {text}；应为许可的代号，如 CC-BY-4.0")
    return text
