"""Forms drawn as text: `a | b` are cells, `<` joins the cell on its left, `^` the one above."""

from pipelines.forms import Form, Reading, read_forms
from pipelines.readers.grid import Cell, Document, Grid, Layout

#: A form of seven columns, with one indicator of half of its points.
HEADINGS = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分"
TITLE = "2022年度项目支出绩效自评表"
WIDE = " | <" * 6
FORM = f"""
{TITLE}{WIDE}
项目名称 | 道路养护 | < | 实施单位 | 某县公路站 | < | <
{HEADINGS}
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 50 | 50
"""


def grid_of(drawing: str, layout: Layout = Layout.RULED, name: str = "Sheet1") -> Grid:
    """Return the grid that a drawing shows; blank cells are left out, merged ones are one cell."""
    rows = [
        [part.strip() for part in line.strip().strip("|").split("|")] for line in drawing.strip().splitlines()
    ]
    cells: dict[tuple[int, int], Cell] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            if text == "<":
                owner[r, c] = owner[r, c - 1]
            elif text == "^":
                owner[r, c] = owner[r - 1, c]
            else:
                owner[r, c] = (r, c)
                cells[r, c] = Cell(r, c, text.replace("\\n", "\n"))
    for (r, c), first in owner.items():
        cell = cells[first]
        cells[first] = Cell(
            cell.row,
            cell.column,
            cell.text,
            max(cell.rows, r - first[0] + 1),
            max(cell.columns, c - first[1] + 1),
        )
    kept = [cell for cell in cells.values() if cell.text or cell.rows * cell.columns > 1]
    return Grid(name, layout, tuple(sorted(kept, key=lambda cell: (cell.row, cell.column))))


def read_drawing(drawing: str, layout: Layout = Layout.RULED, file_name: str = "自评表.xlsx") -> Reading:
    """Return what is read from a drawn form."""
    grid = grid_of(drawing, layout)
    return read_forms(Document(file_name, None, "0" * 64, "text/plain", (grid,), len(drawing)))


def form_of(drawing: str, layout: Layout = Layout.RULED) -> Form:
    """Return the one form that is read from a drawing."""
    (form,) = read_drawing(drawing, layout).forms
    return form


def one_a_line(drawing: str) -> str:
    """Return the cells of a drawing with text, one a line."""
    cells = (cell.strip() for line in drawing.strip().splitlines() for cell in line.split("|"))
    return "\n".join(cell for cell in cells if cell)
