"""
How much of a reading is right, by the mean support of its values: `python -m tests.calibrate`.

Reads the fourteen published forms in every template that fits them, as they are and after
each thing that files do to a table, and sets the share of values right against the mean
support. The points in `pipelines.forms.report.CALIBRATION` come from this table.
"""

import json
from collections import defaultdict
from decimal import ROUND_FLOOR, Decimal

from pipelines.forms import Form, read_forms
from pipelines.forms.contract import as_json
from pipelines.forms.report import report
from pipelines.readers.grid import Cell, Document, Grid, Layout
from pipelines.synthetic.templates import TEMPLATES, lay_out
from tests.accuracy import FACTS, Tally, compare
from tests.forms.drifting import DRIFTS, as_grid


def one_a_line(grid: Grid) -> Grid:
    """Every cell stands on a line of its own."""
    texts = [cell.text for cell in grid.cells if cell.text]
    return Grid(grid.name, Layout.LINES, tuple(Cell(n, 1, text) for n, text in enumerate(texts, 1)))


def measure() -> dict[Decimal, Tally]:
    """Return one tally for each tenth of the mean support, lower bound inclusive."""
    tallies: dict[Decimal, Tally] = defaultdict(Tally)
    ways = {"as it is": lambda grid: grid, **DRIFTS, "one a line": one_a_line}
    for path in sorted(FACTS.glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        for template, plan in TEMPLATES.items():
            if facts["form_type"] not in plan.titles:
                continue
            ruled = as_grid(lay_out(facts, template))
            (whole,) = _forms(ruled)
            expected = as_json(whole, _document(ruled))
            for way in ways.values():
                grid = way(ruled)
                for form in _forms(grid)[:1]:
                    tally = compare(expected, as_json(form, _document(grid)), "")
                    support = min(report(form).support, Decimal("0.999"))
                    tallies[support.quantize(Decimal("0.1"), ROUND_FLOOR)].add(tally)
    return tallies


def _document(grid: Grid) -> Document:
    return Document("a.xlsx", None, "0" * 64, "", (grid,), 1)


def _forms(grid: Grid) -> tuple[Form, ...]:
    return read_forms(_document(grid)).forms


def page() -> list[str]:
    """Return the table of the calibration as the lines of a markdown section."""
    lines = [
        "## 置信度怎样校准",
        "",
        "每份读数的置信度由它自己的核对得来（`pipelines/forms/report.py`）。下表按各值平均支持度分档，",
        "列出十四份公开表在二十二种版式、十一种变形下读对的比例；相邻而次序相反的档合并后成为校准点。",
        "",
        "| 支持度（下限） | 值 | 读对 | 给出的值中错误 |",
        "|---|---:|---:|---:|",
    ]
    lines += [
        f"| {support} | {tally.expected:,} | {tally.share_right:.2%} | {tally.share_wrong:.2%} |"
        for support, tally in sorted(measure().items())
    ]
    return lines


if __name__ == "__main__":
    print("\n".join(page()))
