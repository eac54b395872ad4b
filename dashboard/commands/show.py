"""`jixiao show`: read files, and print what was understood of each form."""

import argparse
import json

from dashboard.commands import explain, sheet, terminal
from pipelines import forms, readers
from pipelines.forms import contract
from pipelines.readers.grid import Document

EXAMPLES = """\
示例：
  jixiao show 某局2023.xlsx              人读的表
  jixiao show --json *.docx              每张表一行 JSON（JSON Lines），标准输出上别无他物
  jixiao show --explain 某局2023.xlsx    每一格怎样读的，哪些数相互印证
  jixiao show 全区自评表.zip             压缩包里的每个文件

任何一个文件没有读出自评表时，退出码为 1，标准错误上每个文件一行：文件、位置、读到什么、应为什么。
"""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "读自评表文件，看读懂了什么"
    command = subparsers.add_parser("show", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("files", nargs="+", metavar="文件", help="自评表文件，或装有自评表的 zip")
    command.add_argument("--json", action="store_true", help="每张表输出一行 JSON")
    command.add_argument(
        "--explain", action="store_true", help="逐格说明怎样读的：角色、字段、词表、核对、可信度"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show each file; 1 if any of them (or any member of an archive) gave no form."""
    shown = [_show(path, options) for path in options.files]  # each file, whatever the last one did
    return 0 if all(shown) else 1


def _show(path: str, options: argparse.Namespace) -> bool:
    """Print the forms of one file as they are read; whether every document of it had one."""
    every = []
    for found in readers.read_each(path):
        if isinstance(found, Document):
            every.append(_print_forms(found, options))
        else:
            terminal.complain(f"{_name(path, found.member)}：{found.error.line()}")
            every.append(False)
    return all(every)


def _print_forms(document: Document, options: argparse.Namespace) -> bool:
    """Print the forms of one document; where it has none, say why. Whether it had one."""
    reading = forms.read_forms(document)
    for form in reading.forms:
        if options.json:
            print(json.dumps(contract.as_json(form, document), ensure_ascii=False), flush=True)
        elif options.explain:
            explain.print_explanation(form, document, terminal.console())
        else:
            sheet.print_form(form, document, terminal.console())
    if not reading.forms:
        problem = reading.problems[0]
        where = f"{problem.place} " if problem.place else ""
        terminal.complain(f"{_name(document.path, document.member)}：{where}{problem.message}")
    return bool(reading.forms)


def _name(path: str, member: str | None) -> str:
    return f"{path}（{member}）" if member else path
