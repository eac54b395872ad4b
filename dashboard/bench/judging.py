"""What it costs to judge a large district: all rules and scores at its build, and one department."""

import time
from pathlib import Path

from dashboard.bench import scratch
from dashboard.bench.report import Figure
from pipelines.audit import audit, judge, load_profile
from pipelines.queries.findings import findings
from pipelines.warehouse.schema import FORMS, INDICATORS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

LIMIT_SECONDS = 20.0
LIMIT_DEPARTMENT_SECONDS = 2.0
LIMIT_STORED_MS = 300.0

_CURRENT = Where("current", "=", True)


def judging(small: Path, folder: Path, forms: int) -> list[Figure]:
    """
    Judge at least `forms` forms, and a quarter of them, to see that the time grows with the forms.

    Args:
        small: the folder of a warehouse that holds forms and findings; it is written many times over.
        folder: where the larger warehouses are written.
        forms: how many forms the larger one is to have.
    """
    of_small = Warehouse.open(small)
    per_form = of_small.rows(INDICATORS, ("form_id",)).height / of_small.rows(FORMS, ("form_id",)).height
    of_small.close()
    scratch.multiply(small, folder / "quarter", int(forms * per_form / 4), whole=True)
    scratch.multiply(small, folder / "whole", int(forms * per_form), whole=True)
    _, quarter, there = _judged(folder / "quarter")
    found, whole, everything = _judged(folder / "whole")
    grows = whole / everything / (quarter / there)
    judged = Figure(
        f"全部规则审核并重算 {everything:,} 张表", whole, "秒", LIMIT_SECONDS,
        f"{found:,} 条发现；每张表用时是 {there:,} 张时的 {grows:.2f} 倍",
    )  # fmt: skip
    return [judged, *_asked(folder / "whole")]


def _judged(folder: Path) -> tuple[int, float, int]:
    """How many findings, in how many seconds, over how many current forms."""
    warehouse = Warehouse.open(folder)
    try:
        forms = warehouse.rows(FORMS, ("form_id",), None, [_CURRENT]).height
        start = time.perf_counter()
        found = judge(warehouse, load_profile()).findings.height
        return found, time.perf_counter() - start, forms
    finally:
        warehouse.close()


def _asked(folder: Path) -> list[Figure]:
    warehouse = Warehouse.open(folder)
    try:
        name = warehouse.rows(FORMS, ("department",), None, [_CURRENT, Where("department", "is not null")])
        one = Scope(department=name["department"][0])
        start = time.perf_counter()
        answers = audit(warehouse, one, load_profile()).height
        middle = time.perf_counter()
        stored = findings(warehouse, Scope()).height
        end = time.perf_counter()
    finally:
        warehouse.close()
    return [
        Figure("重新审核一个部门", middle - start, "秒", LIMIT_DEPARTMENT_SECONDS, f"{answers:,} 个结论"),
        Figure("取出建库时算好的全部发现", (end - middle) * 1000, "ms", LIMIT_STORED_MS, f"{stored:,} 条"),
    ]
