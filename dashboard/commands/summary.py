"""A generation in numbers, as `build` and `status` show it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
from rich.table import Table
from rich.text import Text

from dashboard.commands import terminal
from pipelines.ledger import STATES, Ledger, acts
from pipelines.queries.findings import findings
from pipelines.queries.reports import corrections
from pipelines.warehouse.problem_codes import PROBLEM_CODES
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.summary import Summary, summarise
from pipelines.warehouse.warehouse import Warehouse
from pipelines.warehouse.words import SEVERITIES, UNMET


def of_published(folder: Path) -> Summary:
    """Return the numbers of the published generation; zeros where there is none."""
    warehouse = Warehouse.open(folder)
    try:
        return summarise(warehouse)
    finally:
        warehouse.close()


def of_findings(folder: Path, ledger: Ledger) -> dict[str, dict[str, int]]:
    """Return how many findings there are of each severity and in each state; 0 where nothing was judged."""
    warehouse = Warehouse.open(folder)
    try:
        found = findings(warehouse, Scope(), acts(ledger))
    finally:
        warehouse.close()
    count = {name: dict(found[name].value_counts().iter_rows()) for name in ("severity", "status")}
    return {
        "findings": {name: count["severity"].get(name, 0) for name in SEVERITIES},
        "finding_states": {
            **{name: count["status"].get(name, 0) for name in STATES},
            "reopened": int(found["reopened"].sum()),
        },
    }


def print_findings(numbers: Mapping[str, Mapping[str, int]]) -> None:
    """Print the same for a person; a dismissal is never silent."""
    severities, states = numbers["findings"], numbers["finding_states"]
    said = "，".join(f"{wording.zh} {severities[name]}" for name, wording in SEVERITIES.items())
    print(f"审核发现 {sum(severities.values())} 条：{said}")
    said = "，".join(f"{wording.zh} {states[name]}" for name, wording in STATES.items())
    again = f"（待处理中有 {states['reopened']} 条数字变化后重新打开）" if states["reopened"] else ""
    print(f"处理情况：{said}{again}")


def unusable_files(numbers: Summary) -> Iterator[str]:
    """Yield one line for each file that gave no form."""
    unusable = [*numbers.rejected, *numbers.without_form]
    for one in sorted(unusable, key=lambda file: (file.path, file.member or "")):
        name = f"{one.path}（{one.member}）" if one.member else one.path
        # A rejected file's message begins with its place; that of a file without a form does not.
        where = f"{one.place} " if one.place and not one.message.startswith(one.place) else ""
        yield f"{name}：{where}{one.message}"


def unmet_corrections(folder: Path) -> Iterator[str]:
    """Yield one line for each correction that was not applied: its file has changed, or it does not fit."""
    warehouse = Warehouse.open(folder)
    try:
        rows = corrections(warehouse, Scope())
    finally:
        warehouse.close()
    for row in rows.filter(pl.col("status").is_in(UNMET)).to_dicts():
        name = f"{row['path']}（{row['member']}）" if row["member"] else row["path"]
        yield f"{name}：{row['message']}"


def print_summary(numbers: Summary, seconds: bool = False) -> None:
    """Print the numbers for a person."""
    table = Table.grid(padding=(0, 2))
    years = f"{numbers.years[0]}–{numbers.years[-1]}" if numbers.years else "—"
    demo = f"（其中演示数据 {numbers.synthetic_forms} 张）" if numbers.synthetic_forms else ""
    rows = [
        ("数据版本", numbers.generation if numbers.published else f"没有更新，仍是 {numbers.generation}"),
        ("文件", f"{numbers.files}（无法读取 {len(numbers.rejected)}，内容重复 {numbers.duplicates}）"),
        ("自评表", f"{numbers.forms} 张{demo}，被后报取代 {numbers.superseded}"),
        ("单位", f"{numbers.departments} 个，年度 {years}，缺报 {numbers.missing}"),
        ("未读懂的单元格", str(numbers.unread_cells)),
    ]
    if seconds and numbers.seconds is not None:
        rows.append(("用时", f"{numbers.seconds:.1f} 秒"))
    for heading, shown in rows:
        table.add_row(Text(heading), Text(terminal.plain(shown)))
    for code, times in sorted(numbers.problems.items(), key=lambda entry: (-entry[1], entry[0])):
        table.add_row(Text("疑点"), Text(f"{times} × {PROBLEM_CODES[code].zh}"))
    terminal.console().print(table)
