"""`jixiao demo`: write a synthetic district as real form files."""

import argparse
from pathlib import Path

from dashboard.commands import options as common
from dashboard.commands import terminal

EXAMPLES = """\
示例：
  jixiao demo -o 演示                                    60 个部门，3 年
  jixiao demo --departments 300 --years 5 --seed 7 -o 演示
  jixiao build 演示 && jixiao serve                      建库，打开看板

写出的是真的 xlsx、docx、网页与文本文件，每个文件里都写着“演示数据”；旁边的 truth.json 是
按编排算出的正确答案。同一个种子，写出的文件一个字节也不差。
"""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "写一个演示区（演示数据）"
    command = subparsers.add_parser("demo", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument(
        "--departments", type=common.count, default=60, metavar="N", help="部门个数，默认 60"
    )
    command.add_argument("--years", type=common.count, default=3, metavar="M", help="年数，默认 3")
    command.add_argument("--seed", type=common.seed, default=1, metavar="S", help="种子，默认 1")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="目录", help="写到哪个新文件夹")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the district; 1 where the folder has something in it already."""
    out: Path = options.output
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        found = "非空的文件夹" if out.is_dir() else "一个文件"
        terminal.complain(f"{out}：读到：{found}；应为：新的或空的文件夹")
        return 1
    if not terminal.made_folder(out):
        return 1
    from pipelines.synthetic.district import write_district  # only this command needs the writers

    with terminal.progress("写演示区") as report:
        summary = write_district(out, options.departments, options.years, options.seed, report)
    print(
        f"演示区（演示数据）已写到 {terminal.plain(str(out))}：{summary.files} 个文件，{summary.forms} 张表。"
    )
    return 0
