"""Random tables, and the same table written as a file of each format by other people's libraries."""

from dataclasses import dataclass
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape
from io import BytesIO

import docx
import openpyxl
import xlsxwriter
import xlwt
from hypothesis import strategies as st

from pipelines.readers.grid import Cell
from tests.readers.parts import opendocument


@dataclass(frozen=True)
class Drawn:
    """A table that fills its rectangle: cells that touch and never overlap, some blank."""

    height: int
    width: int
    cells: tuple[Cell, ...]

    @property
    def kept(self) -> tuple[Cell, ...]:
        """What a reader must give: all but blank cells that are not merged."""
        return tuple(cell for cell in self.cells if cell.text or cell.rows > 1 or cell.columns > 1)

    @property
    def in_rows(self) -> list[list[Cell]]:
        return [[cell for cell in self.cells if cell.row == row] for row in range(1, self.height + 1)]


#: Words as forms have them, and what breaks a careless reader.
WORDS = st.one_of(
    st.sampled_from(
        ["产出指标(50分)", "≥90.00(%)", "10,937,482.14", "82.24%", "=1+1", "<p>1、…</p>", "&nbsp;", "—", "/"]
    ),
    st.text("绩效自评表朱镕基堃㎡０１年9.%“”（）<>&'\"=-+@|_x000D_", min_size=1, max_size=12),
)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)


@st.composite
def tables(draw: st.DrawFn, texts: st.SearchStrategy[str] = LINES, most_span: int = 4) -> Drawn:
    """Draw a table of two cells or more, at least one of them with text."""
    height, width = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row in range(1, height + 1):
        for column in range(1, width + 1):
            if (row, column) in taken:
                continue
            rows = min(draw(st.sampled_from([1, 1, 1, 2, most_span])), most_span, height - row + 1)
            columns = min(draw(st.sampled_from([1, 1, 1, 2, most_span])), most_span, width - column + 1)
            free = 1
            while free < columns and (row, column + free) not in taken:
                free += 1
            columns = free
            if not cells and (rows, columns) == (height, width):
                columns -= 1
            text = "题目" if not cells else draw(st.one_of(st.just(""), texts))
            cells.append(Cell(row, column, text, rows, columns))
            taken |= {(row + down, column + right) for down in range(rows) for right in range(columns)}
    return Drawn(height, width, tuple(cells))


def as_xlsx(table: Drawn) -> bytes:
    """Write with xlsxwriter (shared strings)."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("自评表")
        for cell in table.cells:
            place = (cell.row - 1, cell.column - 1)
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_range(*place, cell.row + cell.rows - 2, cell.column + cell.columns - 2, "")
            if cell.text:
                sheet.write_string(*place, cell.text)
    return stream.getvalue()


def as_xlsx_of_openpyxl(table: Drawn) -> bytes:
    """Write with openpyxl."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for cell in table.cells:
        if cell.text:
            sheet.cell(cell.row, cell.column).value = cell.text
            sheet.cell(cell.row, cell.column).data_type = "s"
        if cell.rows > 1 or cell.columns > 1:
            sheet.merge_cells(
                start_row=cell.row,
                start_column=cell.column,
                end_row=cell.row + cell.rows - 1,
                end_column=cell.column + cell.columns - 1,
            )
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def as_xls(table: Drawn) -> bytes:
    """Write with xlwt."""
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("自评表")
    for cell in table.cells:
        if cell.rows > 1 or cell.columns > 1:
            last = (cell.row + cell.rows - 2, cell.column + cell.columns - 2)
            sheet.write_merge(cell.row - 1, last[0], cell.column - 1, last[1], cell.text)
        elif cell.text:
            sheet.write(cell.row - 1, cell.column - 1, cell.text)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def as_ods(table: Drawn) -> bytes:
    """Write an OpenDocument workbook by hand: no library that is kept up writes one."""
    starts = {(cell.row, cell.column): cell for cell in table.cells}
    rows = []
    for row in range(1, table.height + 1):
        line = ""
        for column in range(1, table.width + 1):
            cell = starts.get((row, column))
            if cell is None:
                line += "<table:covered-table-cell/>"
                continue
            paragraphs = "".join(f"<text:p>{_spaced(text)}</text:p>" for text in cell.text.split("\n"))
            spans = f'rows-spanned="{cell.rows}" table:number-columns-spanned="{cell.columns}"'
            content = paragraphs if cell.text else ""
            line += f"<table:table-cell table:number-{spans}>{content}</table:table-cell>"
        rows.append(f"<table:table-row>{line}</table:table-row>")
    return opendocument(f'<table:table table:name="自评表">{"".join(rows)}</table:table>')


def _spaced(text: str) -> str:
    return escape(text).replace(" ", "<text:s/>")


def as_docx(table: Drawn) -> bytes:
    """Write with python-docx."""
    document = docx.Document()
    grid = document.add_table(table.height, table.width)
    for cell in table.cells:
        place = grid.cell(cell.row - 1, cell.column - 1)
        last = grid.cell(cell.row + cell.rows - 2, cell.column + cell.columns - 2)
        place.merge(last).text = cell.text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_html(table: Drawn, charset: str = "utf-8") -> bytes:
    """Write a page, as a content system would."""
    rows = []
    for cells in table.in_rows:
        row = ""
        for cell in cells:
            spans = f' rowspan="{cell.rows}"' * (cell.rows > 1) + f' colspan="{cell.columns}"' * (
                cell.columns > 1
            )
            row += f"<td{spans}>{escape(cell.text).replace(chr(10), '<br>') or '&nbsp;'}</td>\n"
        rows.append(f"<tr>{row}</tr>")
    page = f'<html><head><meta charset="{charset}"></head><body><table>{"".join(rows)}</table></body></html>'
    return page.encode("gb18030" if charset.startswith("gb") else charset)


def as_mht(table: Drawn) -> bytes:
    """Write a page saved in one file, as browsers and office programs do."""
    saved = MIMEMultipart("related")
    saved.attach(MIMEText(as_html(table).decode(), "html", "utf-8"))
    return saved.as_bytes()
