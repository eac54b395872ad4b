"""`jixiao audit`: the findings of all rules over the published generation."""

import argparse
import json
import sys
from pathlib import Path

from dashboard.commands import options as common
from dashboard.commands import terminal
from pipelines.problems import SourceError

EXAMPLES = """\
示例：
  jixiao audit                                   全部年度的审核发现
  jixiao audit --year 2023 --department 某局      一个年度、一个单位
  jixiao audit --format xlsx -o 发现.xlsx         表格文件；csv 可以直接重定向
  jixiao audit --format json --all > 全部.json    连通过的与不适用的一起（各附原因）
  jixiao audit --profile 我区.toml                换一套阈值：写上 inherits = "default"，只写不同的数

严重程度：E 错误（算术上没有别的读法）· W 违规待核 · S 疑点 · I 提示。规则本身见 jixiao rules。
"""
FORMATS = ("table", "csv", "xlsx", "json")


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "按规则审核自评表，列出发现"
    command = subparsers.add_parser("audit", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("--year", type=common.year, metavar="年度", help="只看一个年度（默认：全部）")
    command.add_argument("--department", metavar="单位", help="只看一个单位")
    command.add_argument("--profile", metavar="方案", default="default", help="规则方案的名称或 .toml 文件")
    command.add_argument("--format", choices=FORMATS, default="table", help="输出格式（默认 table）")
    command.add_argument("--all", action="store_true", help="也列出通过的与不适用的")
    command.add_argument("-o", "--output", metavar="文件", help="写进文件，不写时输出到屏幕或重定向")
    common.add_warehouse(command)
    command.set_defaults(run=run, command_parser=command)


def run(options: argparse.Namespace) -> int:
    """Print the findings; 1 where the warehouse or the profile cannot be used."""
    if options.format == "xlsx" and options.output is None and sys.stdout.isatty():
        options.command_parser.error("--format xlsx 须写 -o 文件，或重定向到文件")
    # The database: half a second that `--help` does without.
    from dashboard.commands import findings
    from pipelines.audit import audit, load_profile
    from pipelines.warehouse.scope import Scope
    from pipelines.warehouse.warehouse import Warehouse

    try:
        profile = load_profile(options.profile)
        warehouse = Warehouse.open(options.warehouse)
    except SourceError as error:
        terminal.complain(error.line())
        return 1
    scope = Scope(year=options.year, department=options.department)
    try:
        found = audit(warehouse, scope, profile, every=options.all)
    finally:
        warehouse.close()
    if options.format == "table" and options.output is None:
        findings.print_table(found, options.all)
        return 0
    match options.format:
        case "json":
            content = json.dumps(findings.as_objects(found), ensure_ascii=False, indent=1).encode() + b"\n"
        case "csv":
            content = findings.as_csv(found)
        case "xlsx":
            content = findings.as_xlsx(found, profile.label)
        case _:
            content = findings.as_text(found, options.all)
    if options.output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return 0
    try:
        Path(options.output).write_bytes(content)
    except OSError as error:
        terminal.complain(f"{options.output}：读到：写不进这个文件（{error.strerror}）；应为：可以写入的位置")
        return 1
    return 0
