"""What briefings cost: of a whole district, and of all its departments at once."""

import time
from pathlib import Path

from dashboard.bench import scratch
from dashboard.bench.report import Figure
from dashboard.briefings import batch, compose
from dashboard.briefings.gather import gather
from dashboard.briefings.template import Template
from dashboard.briefings.writers import WRITERS
from pipelines.warehouse.derived import DEPARTMENTS
from pipelines.warehouse.schema import INDICATORS
from pipelines.warehouse.warehouse import Warehouse

DISTRICT_SECONDS = 10.0
BATCH_SECONDS = 180.0


def enlarge(small: Path, folder: Path, departments: int) -> None:
    """Write a warehouse of about so many departments into `folder`: a small one, several times over."""
    warehouse = Warehouse.open(small)
    try:
        there = max(1, warehouse.rows(DEPARTMENTS, ("department",)).height)
        rows = warehouse.rows(INDICATORS, ("form_id",)).height
    finally:
        warehouse.close()
    scratch.multiply(small, folder, rows * -(-departments // there))


def writing(folder: Path, workers: int = 2) -> list[Figure]:
    """
    Write the district's briefing in each format, and a document for each department.

    Loading counts to the first figure, since a person waits for it.
    """
    start = time.perf_counter()
    warehouse = Warehouse.open(folder)
    try:
        gathered = gather(warehouse)
    finally:
        warehouse.close()
    briefing = compose.district(gathered)
    composed = time.perf_counter() - start
    size = (
        f"{len(gathered.departments)} 个单位，{len(gathered.forms):,} 张表，{len(briefing.facts()):,} 个数字"
    )
    found: list[Figure] = []
    for name in ("docx", "pptx", "xlsx"):
        start = time.perf_counter()
        WRITERS[name].write(briefing)
        taken = composed + time.perf_counter() - start
        found.append(Figure(f"全区简报 {name}", taken, "秒", DISTRICT_SECONDS, size if not found else ""))
    assert warehouse.path is not None
    plan = batch.Batch(
        warehouse.path, gathered.collection, gathered.year, gathered.profile, "department", "docx",
        Template(),
        False,
    )  # fmt: skip
    start = time.perf_counter()
    batch.write(plan, gathered.departments, workers=workers)
    taken = time.perf_counter() - start
    return [*found, Figure("每个单位一份简报 docx", taken, "秒", BATCH_SECONDS, f"{workers} 个进程")]
