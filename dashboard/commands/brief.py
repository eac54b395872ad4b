"""`jixiao brief`: the briefing of a year, a letter to a department, the check of an earlier briefing."""

import argparse
from pathlib import Path

from dashboard.commands import options as common
from dashboard.commands import terminal
from pipelines.problems import SourceError

EXAMPLES = """\
示例：
  jixiao brief --to docx -o 简报.docx                     最近一个年度的全区简报
  jixiao brief --to pptx -o 简报.pptx                     幻灯片；xlsx 是带全部表格与来源的工作簿
  jixiao brief --to onepage -o 一页纸.pdf                 一页纸，按文件名的结尾写成 pdf 或 docx
  jixiao brief --to json -o 事实.json                     简报里的每个数字：定义、数值和来源单元格
  jixiao brief --to docx --marked -o 核对稿.docx          每个数字旁有编号，供核对
  jixiao brief --department 某局 --to docx -o 某局.docx    一个单位的简报；加 --letter 是给它的反馈函
  jixiao brief --all-departments --to docx -o 各单位.zip   每个单位一份，装进一个 zip
  jixiao brief --check 简报.docx                          用今天的数据重算那份简报的数字，列出变了的

数据仓库里有几个批次时，只用公开的表最多的一个；用 --collection 指定别的。简报里写明用的是哪个批次。
"""
KINDS = ("docx", "pptx", "xlsx", "onepage", "json")


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "写领导简报，每个数字都能回到原表"
    command = subparsers.add_parser("brief", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("--year", type=common.year, metavar="年度", help="简报的年度（默认：最近一个）")
    command.add_argument("--department", metavar="单位", help="只写一个单位的简报")
    command.add_argument("--all-departments", action="store_true", help="每个单位一份，写成 zip")
    command.add_argument("--letter", action="store_true", help="写给单位的反馈函，而不是简报")
    command.add_argument("--collection", metavar="批次", help="哪个批次（默认：公开的表最多的一个）")
    command.add_argument("--to", choices=KINDS, help="写成什么")
    command.add_argument("-o", "--output", metavar="文件", help="写进这个文件")
    command.add_argument("--marked", action="store_true", help="核对稿：每个数字旁有编号")
    command.add_argument(
        "--template",
        metavar="目录",
        help="本单位的模板文件夹（默认：台账旁的 briefing 文件夹，没有就用自带的）",
    )
    command.add_argument(
        "--check", metavar="简报", help="重算一份以前的简报，列出变了的数字；有变化时退出状态为 1"
    )
    command.add_argument(
        "--profile", metavar="方案", default=None, help="规则方案的名称或 .toml 文件（默认：建库时用的）"
    )
    common.add_ledger(command)
    common.add_warehouse(command)
    command.set_defaults(run=run, command_parser=command)


def run(options: argparse.Namespace) -> int:
    """Write or check; 1 where there is nothing to write of, a fact moved, or a file cannot be used."""
    wrong = _wrong_usage(options)
    if wrong:
        options.command_parser.error(wrong)
    # Documents and the database: a second that `--help` does without.
    from dashboard.commands import briefing_files

    try:
        if options.check:
            return briefing_files.check(options)
        content = briefing_files.written(options)
    except SourceError as error:
        terminal.complain(f"{options.check}：{error.line()}" if options.check else error.line())
        return 1
    try:
        Path(options.output).write_bytes(content)
    except OSError as error:
        terminal.complain(f"{options.output}：读到：写不进这个文件（{error.strerror}）；应为：可以写入的位置")
        return 1
    return 0


def _wrong_usage(options: argparse.Namespace) -> str | None:
    """Return what does not go together, in words; None where all does."""
    if options.check:
        given = options.to or options.output or options.department or options.letter
        return (
            "--check 只和 --warehouse、--ledger、--profile 一起用"
            if given or options.all_departments
            else None
        )
    if not options.to or not options.output:
        return "须写 --to 和 -o（或 --check 简报）"
    if options.letter and not (options.department or options.all_departments):
        return "--letter 须和 --department 或 --all-departments 一起用"
    if options.all_departments and (options.department or options.to in ("json", "onepage")):
        return "--all-departments 写成 docx、pptx 或 xlsx，不和 --department 一起用"
    if options.all_departments and not options.output.lower().endswith(".zip"):
        return "--all-departments 须写 -o 文件.zip"
    if options.letter and options.to not in ("docx", "json", "xlsx"):
        return "反馈函写成 docx、xlsx 或 json"
    if options.to == "onepage" and not options.output.lower().endswith((".docx", ".pdf")):
        return "--to onepage 须写 -o 文件.pdf 或 文件.docx"
    return None
