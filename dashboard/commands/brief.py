"""`jixiao brief`: the leadership briefing of a year, as a document or as its facts."""

import argparse
from pathlib import Path

from dashboard.commands import options as common
from dashboard.commands import terminal
from pipelines.problems import SourceError

EXAMPLES = """\
示例：
  jixiao brief --to json -o 事实.json             最近一个年度，列出简报里的每个数字和来源
"""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "写领导简报，每个数字都能回到原表"
    command = subparsers.add_parser("brief", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("--year", type=common.year, metavar="年度", help="简报的年度（默认：最近一个）")
    command.add_argument("--department", metavar="单位", help="只写一个单位的简报")
    command.add_argument("--collection", metavar="批次", help="哪个批次（默认：公开的表最多的一个）")
    command.add_argument("--profile", metavar="方案", default="default", help="规则方案的名称或 .toml 文件")
    command.add_argument("--to", choices=("json",), default="json", help="写成什么")
    command.add_argument("-o", "--output", metavar="文件", required=True, help="写进这个文件")
    common.add_warehouse(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the briefing; 1 where there is nothing to write of, or it cannot be written."""
    from dashboard.briefings import compose, record
    from dashboard.briefings.gather import gather
    from pipelines.warehouse.warehouse import Warehouse

    try:
        warehouse = Warehouse.open(options.warehouse)
        try:
            gathered = gather(
                warehouse, options.collection, options.year, options.profile, options.department
            )
        finally:
            warehouse.close()
        content = record.as_json(compose.district(gathered))
    except SourceError as error:
        terminal.complain(error.line())
        return 1
    try:
        Path(options.output).write_bytes(content)
    except OSError as error:
        terminal.complain(f"{options.output}：读到：写不进这个文件（{error.strerror}）；应为：可以写入的位置")
        return 1
    return 0
