"""What reading a file costs: beside the bare reading of its cells, and on one and two processes."""

import time
from collections import defaultdict
from pathlib import Path
from statistics import mean

from dashboard.bench.report import Figure
from pipelines.forms import read_forms
from pipelines.readers import read
from pipelines.readers.sniff import DOCX, HTML, TEXT, XLSX
from pipelines.refresh import refresh
from pipelines.warehouse.inputs import find_files

FORMATS = {XLSX: "xlsx", DOCX: "docx", HTML: "网页", TEXT: "文本"}

#: What understanding a form may cost above the bare reading of its cells.
LIMIT_ABOVE_BARE_MS = 5.0


def reading(folder: Path, files_a_format: int, rounds: int) -> list[Figure]:
    """
    Measure the full reading of files beside the bare reading of their cells.

    Only files that hold one form are taken, so that a file is a form. Each is read `rounds`
    times in both ways, in turn; its best time of either counts, since other work on the
    machine can only make one slower.
    """
    chosen: dict[str, list[str]] = defaultdict(list)
    for spec in find_files([folder]):
        documents = read(spec.path).documents
        if len(documents) == 1 and len(read_forms(documents[0]).forms) == 1:
            chosen[documents[0].media_type].append(spec.path)
    figures = []
    for media, name in FORMATS.items():
        if not chosen[media]:
            continue
        every = chosen[media][:: max(1, len(chosen[media]) // files_a_format)][:files_a_format]
        bare, full = zip(*(_one(path, rounds) for path in every), strict=True)
        beside = f"只读单元格 {mean(bare):.1f} ms，完整读 {mean(full):.1f} ms（{len(every)} 个文件平均）"
        above = mean(full) - mean(bare)
        figures.append(
            Figure(f"{name}：读懂一个文件，在单元格之上", above, "ms", LIMIT_ABOVE_BARE_MS, beside)
        )
    return figures


def _one(path: str, rounds: int) -> tuple[float, float]:
    """Return the best times in milliseconds: bare, and full."""
    bare, full = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        documents = read(path).documents
        between = time.perf_counter()
        for document in documents:
            read_forms(document)
        end = time.perf_counter()
        bare.append((between - start) * 1000)
        full.append((end - start) * 1000)
    return min(bare), min(full)


def building(folder: Path, scratch: Path) -> list[Figure]:
    """
    Build the folder on one process, then on two.

    Leaves the warehouse of the second build in `scratch/two`. Starting the processes and
    writing the warehouse are in the figures, and so is judging it.
    """
    files = len(find_files([folder]))
    figures = []
    seconds = {}
    for name, workers in (("one", 1), ("two", 2)):
        start = time.perf_counter()
        refresh([folder], scratch / name, workers)
        seconds[workers] = time.perf_counter() - start
        beside = f"{files} 个文件 {seconds[workers]:.1f} 秒，含启动进程、写库与审核"
        figures.append(Figure(f"建库，{workers} 个进程", files / seconds[workers], "文件/秒", None, beside))
    figures.append(Figure("两个进程比一个快", seconds[1] / seconds[2], "倍"))
    return figures
