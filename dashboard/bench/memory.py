"""How much memory builds of very different size take: each in a process of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from dashboard.bench.report import Figure
from dashboard.commands import terminal
from pipelines.synthetic.district import write_district
from pipelines.warehouse.inputs import find_files

#: Departments whose five years are about 1,000, 10,000 and 50,000 files.
DEPARTMENTS = (75, 750, 3_750)
YEARS = 5
#: A build may take so many times the memory of the smallest one.
LIMIT_TIMES = 1.2


def building(scratch: Path, departments: Sequence[int] = DEPARTMENTS) -> Iterator[Figure]:
    """
    Yield the most memory that any process of each build held at a time, as the system counts it.

    The build is the command `jixiao build`: reading, deciding, judging, publishing. On Linux only.
    """
    first: float | None = None
    for number in departments:
        folder = scratch / f"district_{number}"
        with terminal.progress("写演示区") as report:
            write_district(folder, number, YEARS, number, report)
        start = time.perf_counter()
        peak = _largest(["build", str(folder), "--warehouse", str(scratch / f"warehouse_{number}"), "--json"])
        seconds = time.perf_counter() - start
        files = len(find_files([folder]))
        limit = None if first is None else first * LIMIT_TIMES
        first = peak if first is None else first
        yield Figure(
            f"建库，{files:,} 个文件", peak, "MiB", limit, f"{seconds:.0f} 秒，含审核；最大的一个进程"
        )


def _largest(arguments: Sequence[str]) -> float:
    """Run a command of ours; return the largest resident size of its processes in MiB."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments], capture_output=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return int(done.stdout.splitlines()[-1]) / 1024


#: What the system counts for a process begins with what its parent held: the peak of its own memory
#: is asked for instead, and that of its children, who are forked from a process that holds little.
_RUN = """
import re, resource, sys
from pathlib import Path
from dashboard.cli import main
code = main()
own = re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())
print(max(int(own[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""
