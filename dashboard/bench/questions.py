"""What the pages' main questions cost on a large warehouse."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import polars as pl

from dashboard.bench.report import Figure
from pipelines.queries import coverage, execution, indicators, peers, unspent
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

LIMIT_MS = 150.0

Question = Callable[[Warehouse, Scope, str], pl.DataFrame]

#: What is asked for the latest year of the whole district; the last one for one department.
QUESTIONS: dict[str, Question] = {
    "全区各年执行率，按资金口径": lambda w, s, _: execution.district_by_year(w, s),
    "各部门各年执行率": lambda w, s, _: execution.by_department_year(w, s),
    "执行率分布": lambda w, s, _: execution.buckets(w, s, "project"),
    "各部门趋势": lambda w, s, _: execution.trend(w, s),
    "项目支出执行率低的名单": lambda w, s, _: unspent.under_executed(w, s, 0.8, "project"),
    "没花的钱按结构分解": lambda w, s, _: unspent.unspent_by(w, s, "structure"),
    "低分指标，前 200 条": lambda w, s, _: indicators.low(w, s, 0.6, limit=200),
    "得分率按级别": lambda w, s, _: indicators.by_level(w, s, 0.8),
    "得分率按部门": lambda w, s, _: indicators.by_department(w, s, 0.8),
    "连年低分的指标": lambda w, s, _: indicators.recurring(w, s, 0.8),
    "多部门都低的指标": lambda w, s, _: indicators.across_departments(w, s, 0.8),
    "应报与缺报": lambda w, s, _: coverage.by_year(w, s),
    "一个部门的低分指标": lambda w, s, name: indicators.low(w, Scope(department=name), 0.8),
    "一个部门在同类中的位置": lambda w, s, name: peers.position(w, s, name),
}


def asking(folder: Path, rounds: int) -> list[Figure]:
    """Ask each question `rounds` times after a first one that warms up; the median counts."""
    warehouse = Warehouse.open(folder)
    try:
        found = execution.by_department_year(warehouse, Scope())
        year = int(found["fiscal_year"].max() or 0)  # type: ignore[arg-type]  # polars: any literal
        scope, name = Scope(year=year), str(found["department"][0])
        return [
            _asked(what, question, warehouse, scope, name, rounds) for what, question in QUESTIONS.items()
        ]
    finally:
        warehouse.close()


def _asked(
    what: str, question: Question, warehouse: Warehouse, scope: Scope, name: str, rounds: int
) -> Figure:
    rows = question(warehouse, scope, name).height
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        question(warehouse, scope, name)
        taken.append((time.perf_counter() - start) * 1000)
    return Figure(what, median(taken), "ms", LIMIT_MS, f"{rows} 行")
