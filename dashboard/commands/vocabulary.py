"""`jixiao vocabulary`: headings that the vocabulary does not know, most frequent first, ready to paste."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from dashboard.commands import options as common
from dashboard.commands import terminal
from pipelines.problems import SourceError

EXAMPLES = """\
示例：
  jixiao vocabulary data/raw            这些文件里词表不认识的表头，按出现次数
  jixiao vocabulary                     已建成的数据仓库里的
  jixiao vocabulary --json data/raw

输出可直接贴进 pipelines/forms/vocabulary.toml：把每个词放到意思相同的那一条的 headings 里。
“没读懂的短词”多半是表头左侧的标签，或另一种写法；确认意思后放进 [head.…]。
"""

_COMMENTS = {
    "funds": "资金行上的表头：放进意思相同的 [funds.…]",
    "goals": "目标上的表头：放进意思相同的 [goals.…]",
    "indicators": "指标上的表头：放进意思相同的 [indicators.…]",
    "unread": "没读懂的短词（出现两次以上，或像标签）：是标签的，放进 [head.…] 或 [block.…]",
}


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "列出词表不认识的表头"
    command = subparsers.add_parser("vocabulary", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("paths", nargs="*", metavar="路径", help="文件或文件夹；不写时看数据仓库")
    command.add_argument("--json", action="store_true", help="输出一个 JSON 数组")
    common.add_warehouse(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the headings; 1 where the warehouse cannot be opened or no path exists."""
    from pipelines.forms.explain import unknown_headings, worth_listing

    if missing := [path for path in options.paths if not Path(path).exists()]:
        for path in missing:
            terminal.complain(f"{path}：读到：没有这个文件；应为：自评表文件，或装有自评表的文件夹")
        return 1
    try:
        found = list(_of_paths(options.paths) if options.paths else _of_warehouse(options.warehouse))
    except SourceError as error:
        terminal.complain(f"{options.warehouse}：{error.line()}")
        return 1
    headings = [one for one in unknown_headings(found) if worth_listing(one)]
    if options.json:
        print(json.dumps([asdict(one) for one in headings], ensure_ascii=False))
        return 0
    if not headings:
        print("没有词表不认识的表头。")
    for part, comment in _COMMENTS.items():
        mine = [one for one in headings if one.part == part]
        if mine:
            print(f"# {comment}\nheadings = [")
            for one in mine:
                word = json.dumps(one.heading, ensure_ascii=False)
                print(terminal.plain(f"{word},  # {one.times} 处，{one.files} 份文件；如 {one.example}"))
            print("]\n")
    return 0


def _of_paths(paths: list[str]) -> Iterator[tuple[str, str, str, str]]:
    from pipelines.forms import read_forms
    from pipelines.forms.explain import doubtful_cells
    from pipelines.readers import read_each
    from pipelines.readers.grid import Document
    from pipelines.warehouse.inputs import find_files

    with terminal.progress("读自评表") as report:
        files = find_files(paths)
        for number, spec in enumerate(files, 1):
            for document in read_each(spec.path):
                if isinstance(document, Document):
                    for form in read_forms(document).forms:
                        for part, text, place in doubtful_cells(form, document):
                            yield part, text, document.name, place
            report(number, len(files))


def _of_warehouse(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    from pipelines.queries.reports import doubtful_cells
    from pipelines.warehouse.warehouse import Warehouse

    warehouse = Warehouse.open(folder)
    try:
        yield from doubtful_cells(warehouse).iter_rows()
    finally:
        warehouse.close()
