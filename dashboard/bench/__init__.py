"""`jixiao bench`: the project's own measurements, each figure beside its stated limit."""

import argparse
import os
import tempfile
from pathlib import Path

from dashboard.commands import terminal

EXAMPLES = """\
示例：
  jixiao bench                 全部测量，约几分钟；请让机器空着
  jixiao bench --quick         小规模跑一遍，数字只供参考
  jixiao bench --memory        只测内存：约一千、一万、五万个文件各建一次库，约半小时

写一个临时的演示区，读它、建库、提问、在浏览器里打开；测完全部删除。限值是本项目给自己定的，超出不算出错。
"""

#: Full size: the indicator rows that a large district has gathered in years.
INDICATOR_ROWS = 1_500_000
#: The departments of a large district.
DISTRICT = 300
#: The forms that a large district hands in in three years.
FORMS = 10_000
#: And the narratives of one year in a large province.
NARRATIVES = 100_000


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "性能测量，每个数字旁是它的限值"
    command = subparsers.add_parser("bench", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("--quick", action="store_true", help="小规模跑一遍")
    command.add_argument("--memory", action="store_true", help="只测大小不同的建库各占多少内存")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure, and print the tables; always 0, since a loaded machine is no failure."""
    # All of the program is measured; nothing of it is needed for `--help`.
    from dashboard.bench import (
        briefings,
        browser,
        files,
        judging,
        libraries,
        memory,
        projects,
        questions,
        scratch,
        similar,
    )
    from dashboard.bench.report import print_figures
    from pipelines.synthetic.district import write_district

    departments, years, some, rounds, rows, texts = (
        (8, 2, 4, 2, 20_000, 5_000) if options.quick else (60, 3, 25, 5, INDICATOR_ROWS, NARRATIVES)
    )
    busy = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} 核，开始前一分钟的负载 {busy:.1f}" + ("：机器正忙，数字偏大" if busy > 0.7 else "")
    )
    with tempfile.TemporaryDirectory(prefix="jixiao-bench-") as name:
        home = Path(name)
        if options.memory:
            sizes = memory.DEPARTMENTS if not options.quick else (8, 16)
            print_figures("建库占多少内存", memory.building(home, sizes))
            return 0
        with terminal.progress("写演示区") as report:
            write_district(home / "district", departments, years, 1, report)
        print_figures("读一个文件", files.reading(home / "district", some, rounds))
        print_figures("读单元格，与各格式的裸库相比", libraries.comparing(home / "district", some, rounds))
        print_figures("建库", files.building(home / "district", home))
        rows = scratch.multiply(home / "two", home / "large", rows)
        print_figures(f"提问（{rows:,} 行指标）", questions.asking(home / "large", rounds))
        forms = FORMS if not options.quick else 500
        print_figures("审核", judging.judging(home / "two", home / "judged", forms))
        print_figures("跨表比较", [*similar.comparing(texts), *projects.following(texts // 2)])
        briefings.enlarge(home / "two", home / "many", DISTRICT if not options.quick else departments)
        print_figures("写简报", briefings.writing(home / "many"))
        lack = browser.missing()
        if lack:
            print(f"浏览器里的测量跳过：{lack}")
        else:
            print_figures("浏览器里", browser.looking(home / "two", rounds))
    return 0
