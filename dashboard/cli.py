"""
The console command `jixiao`: one sub-command a module of `dashboard.commands`.

Exit status: 0 done; 1 what the command says of the files (no form); 2 wrong usage.
Bad input is one line of Chinese on stderr; a bug keeps its traceback.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from dashboard import bench
from dashboard.commands import (
    audit,
    brief,
    build,
    correct,
    demo,
    export,
    finding,
    rules,
    serve,
    show,
    status,
    terminal,
    vocabulary,
)

#: In the order of `--help`; each has `add(subparsers)`, which sets `run`.
COMMANDS = (
    show, build, status, audit, finding, rules, brief, export, correct, vocabulary, demo, serve, bench,
)  # fmt: skip

EPILOG = """\
示例：
  jixiao show 某局2023.xlsx               读一份自评表，看读懂了什么
  jixiao show --json *.docx > 表.jsonl    每表一行 JSON
  jixiao build data/raw                   把文件夹里的自评表建成数据仓库
  jixiao audit --year 2023                按规则审核，列出发现与原表位置
  jixiao finding --list                   整改台账：处理过的发现、逾期的、已消除的
  jixiao export 开放数据                  每张表的 CSV 与 Parquet，附 datapackage.json
  jixiao brief --to docx -o 简报.docx      写最近一个年度的领导简报
  jixiao demo -o 演示 && jixiao build 演示   写一个演示区（演示数据）并建库
  jixiao serve --port 8501                打开看板：http://127.0.0.1:8501

数据仓库的位置：--warehouse 目录；不写时取环境变量 JIXIAO_WAREHOUSE，再不然是 data/warehouse。
每个命令的说明：jixiao 命令 --help
"""

#: What argparse says in English, and the same in Chinese.
_ERRORS = (
    ("the following arguments are required:", "缺少参数："),
    ("unrecognized arguments:", "不认识的参数："),
    ("expected one argument", "后面应有一个值"),
    ("expected at least one argument", "后面至少应有一个值"),
    ("invalid choice:", "没有这个选择："),
    ("invalid int value:", "应为整数："),
    ("(choose from", "（可选："),
    ("argument ", "参数 "),
)


class ChineseHelp(argparse.RawDescriptionHelpFormatter):
    """Help with Chinese headings; texts are broken where we break them."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]
        """Head the line with 用法; the parameters are argparse's own."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def __init__(self, **options: object) -> None:
        options.setdefault("formatter_class", ChineseHelp)
        options.setdefault("add_help", False)
        super().__init__(**options)  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the usage, and leave with status 2."""
        for english, chinese in _ERRORS:
            message = message.replace(english, chinese)
        self.exit(2, f"{self.prog}：{terminal.plain(message)}\n{self.format_usage()}")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = Parser(
        prog="jixiao",
        description="绩效透视：读懂各部门公开的绩效自评表，每个数字都能回到原表的那一格。",
        epilog=EPILOG,
    )
    top.add_argument("--version", action="version", version=f"jixiao {version('jixiao')}", help="显示版本")
    subparsers = top.add_subparsers(dest="command", metavar="命令", title="命令", required=True)
    for command in COMMANDS:
        command.add(subparsers)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    terminal.prepare()
    options = parser().parse_args(arguments)
    if "warehouse" in options:
        options.warehouse = Path(options.warehouse or os.environ.get("JIXIAO_WAREHOUSE") or "data/warehouse")
    if "ledger" in options:
        given = options.ledger or os.environ.get("JIXIAO_LEDGER")
        options.ledger = Path(given) if given else None
    if "who" in options:
        options.who = options.who or os.environ.get("JIXIAO_USER")
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        terminal.complain("已停止。")
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): not an error, and nothing to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
