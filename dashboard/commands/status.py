"""`jixiao status`: what the published generation holds."""

import argparse
import json

from dashboard.commands import options as common
from dashboard.commands import terminal
from pipelines.problems import SourceError

EXAMPLES = """\
示例：
  jixiao status                          有多少表、哪些年度、缺报多少、疑点各有几处
  jixiao status --json --warehouse 库    输出一个 JSON 对象
"""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "数据仓库里有什么"
    command = subparsers.add_parser("status", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    common.add_ledger(command)
    common.add_warehouse(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the summary; 1 where the warehouse cannot be opened. No warehouse is an empty one."""
    from dashboard.commands import summary  # the database: `--help` does without
    from pipelines.ledger import Ledger

    try:
        numbers = summary.of_published(options.warehouse)
        found = summary.of_findings(options.warehouse, Ledger.open(options.warehouse, options.ledger))
    except SourceError as error:
        terminal.complain(f"{options.warehouse}：{error.line()}")
        return 1
    if options.json:
        shown = {key: value for key, value in numbers.as_json().items() if key != "seconds"}
        print(json.dumps({**shown, **found}, ensure_ascii=False))
        return 0
    if numbers.files == 0:
        print(
            terminal.plain(f"{options.warehouse} 里还没有数据。先运行：jixiao build 文件夹（或 --samples）")
        )
        return 0
    summary.print_summary(numbers)
    summary.print_findings(found)
    return 0
