"""`jixiao build`: read every file under the paths into a new generation of the warehouse."""

import argparse
import json
from pathlib import Path

from dashboard.commands import options as common
from dashboard.commands import terminal
from pipelines.problems import SourceError
from pipelines.shipped import shipped

EXAMPLES = """\
示例：
  jixiao build data/raw                          文件夹里的全部自评表，zip 里的也算
  jixiao build 2022 2023 补报.zip --warehouse 库
  jixiao build --samples                         随程序带来的公开样例
  jixiao build data/raw --if-changed             文件没有变化时什么也不做（适合定时任务）

每次生成一个新的数据版本，只读上次以来有变化的文件；看板不用停。给出的文件夹下第一层子文件夹是一个批次（地区）。
读不成的文件不影响别的：标准错误上每个一行。
一张表也没读成时退出码为 1；原来的数据版本若有表，就不换。
"""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "把自评表建成数据仓库"
    command = subparsers.add_parser("build", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("paths", nargs="*", metavar="路径", help="文件、文件夹或 zip")
    command.add_argument("--samples", action="store_true", help="也读随程序带来的公开样例")
    command.add_argument("--if-changed", action="store_true", help="文件与程序都没有变化时沿用现有数据版本")
    command.add_argument(
        "--workers", type=common.count, metavar="N", help="几个进程同时读（默认：文件多时每核一个）"
    )
    command.add_argument("--json", action="store_true", help="把结果输出为一个 JSON 对象")
    common.add_ledger(command)
    common.add_warehouse(command)
    command.set_defaults(run=run, command_parser=command)


def run(options: argparse.Namespace) -> int:
    """Build, or find that nothing has changed; 1 where no form could be read."""
    paths = [*options.paths, *([str(shipped("samples"))] if options.samples else [])]
    if not paths:
        options.command_parser.error("the following arguments are required: 路径（或 --samples）")
    folder: Path = options.warehouse
    from pipelines.warehouse.forking import warm_up

    warm_up("dashboard.cli")
    # The database and the readers: half a second that `--help` does without.
    from dashboard.commands import changed, summary
    from pipelines.refresh import refresh
    from pipelines.warehouse.inputs import find_files

    if not any(Path(spec.path).exists() for spec in find_files(paths, folder)):
        # A mistyped path must not put an empty warehouse in the place of a full one.
        for path in paths:
            found = "没有文件的文件夹" if Path(path).is_dir() else "没有这个文件"
            terminal.complain(f"{path}：读到：{found}；应为：自评表文件，或装有自评表的文件夹")
        return 1
    if not terminal.made_folder(folder):
        return 1
    try:
        now = changed.fingerprint(paths, folder, options.ledger)
    except SourceError as error:
        terminal.complain(error.line())
        return 1
    if options.if_changed and changed.unchanged(folder, now):
        kept = summary.of_published(folder)
        if options.json:
            print(json.dumps(kept.as_json(), ensure_ascii=False))
        else:
            print(f"文件没有变化，沿用数据版本 {kept.generation}。")
        return 0

    try:
        with terminal.progress("读自评表") as report:
            built = refresh(paths, folder, options.workers, report, ledger=options.ledger)
    except SourceError as error:
        terminal.complain(f"{error.line()}")
        return 1
    for line in summary.unusable_files(built):
        terminal.complain(line)
    for line in summary.unmet_corrections(folder) if built.published else ():
        terminal.complain(line)
    if built.forms:
        changed.record(folder, now)
    if options.json:
        print(json.dumps(built.as_json(), ensure_ascii=False))
    else:
        summary.print_summary(built, seconds=True)
    return 0 if built.forms else 1
