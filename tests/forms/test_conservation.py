"""Each non-empty cell of a form is a value, a heading, a label or unread, and that once."""

import json
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.forms import read_forms
from pipelines.forms.abreast import abreast
from pipelines.forms.form import ROLES
from pipelines.forms.rows import settled
from pipelines.readers.grid import Cell, Document, Grid, Layout
from pipelines.synthetic.templates import TEMPLATES, lay_out
from tests.accuracy import FACTS
from tests.forms.drifting import DRIFTS, as_grid

FORMS: list[dict[str, Any]] = [
    json.loads(path.read_text(encoding="utf-8")) for path in sorted(FACTS.glob("*.json"))
]
WORDS = ["产出指标", "三级指标", "年度指标值", "实际完成值", "得分", "分值", "100", "≥90%", "10", "……", "预算数", "执行数", "执行率", "项目名称",
  "某局", "自评表", "总分", "95%", "其中：财政拨款", "预期目标", "实际完成情况", "（万元）", "<p>", "—", "说明：无", "2023年度"]  # fmt: skip


def accounted(grid: Grid) -> None:
    parts = abreast(settled(grid))
    if len(parts) > 1:  # forms side by side: no cell is lost between them
        assert {cell for part in parts for cell in part.cells} == set(grid.cells)
        for part in parts:
            accounted(part)
        return
    reading = read_forms(Document("自评表.xlsx", None, "0" * 64, "text/plain", (grid,), 1))
    for form in reading.forms:
        inside = {
            cell.place
            for cell in grid.cells
            if cell.text.strip() and form.first_row <= cell.row <= form.last_row
        }
        claimed = Counter(claim.place for claim in form.claims)
        assert set(claimed) == inside
        assert set(claimed.values()) <= {1}
        assert {claim.role for claim in form.claims} <= set(ROLES)
        assert {cell.place for cell in form.unread} == {c.place for c in form.claims if c.role == "unread"}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FORMS), st.sampled_from(sorted(TEMPLATES)), st.sampled_from([None, *sorted(DRIFTS)]))
def test_no_cell_of_a_published_form_is_lost(facts: dict[str, Any], template: str, drift: str | None) -> None:
    if facts["form_type"] not in TEMPLATES[template].titles:
        return
    grid = as_grid(lay_out(facts, template))
    accounted(DRIFTS[drift](grid) if drift else grid)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["", *WORDS]), min_size=1, max_size=9), min_size=1, max_size=14),
    st.sampled_from(list(Layout)),
)
def test_reading_any_table_neither_fails_nor_loses_a_cell(rows: list[list[str]], layout: Layout) -> None:
    cells = [Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text]
    if layout is Layout.LINES:
        cells = [Cell(number, 1, cell.text) for number, cell in enumerate(cells, 1)]
    accounted(Grid("Sheet1", layout, tuple(cells)))
