"""
Samples in kinds of file that our writers do not write, made from those that they do.

Each function takes a file and returns the same form as another program would have kept it.
"""

import csv
import quopri
import re
import zipfile
from html import escape
from io import BytesIO, StringIO
from itertools import zip_longest
from unicodedata import east_asian_width

import openpyxl

_SHEET_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_EXCEL_HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=ProgId content=Excel.Sheet><meta name=Generator content="Microsoft Excel 15">
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>自评表</x:Name>
</x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
<style><!--table {mso-displayed-decimal-separator:"\\."; } .xl65 {mso-style-parent:style0;} --></style></head>
<body link=blue vlink=purple><!--[if !excel]>&nbsp;&nbsp;<![endif]-->
<!--下列信息由 Microsoft Excel 的“发布为网页”向导生成。--><div id="a_1" align=center x:publishsource="Excel">
"""
_LAST_ROW = (
    "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td></tr><![endif]>"
)
_BOX = 32  #: the most places of a column
_CONTROL = '<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'


def as_csv(text: bytes, encoding: str) -> bytes:
    """Return text with tabs as a csv."""
    stream = StringIO()
    csv.writer(stream).writerows(line.split("\t") for line in text.decode().splitlines())
    return stream.getvalue().encode(encoding)


def with_repeats(workbook: bytes) -> bytes:
    """Return a workbook whose merged cells are taken apart, the text of each in all its places."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    for sheet in book.worksheets:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
            first = sheet.cell(merged.min_row, merged.min_col)
            for row, column in merged.cells:
                sheet.cell(row, column).value = first.value
                sheet.cell(row, column).number_format = first.number_format
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_drawn_boxes(text: bytes) -> bytes:
    """Return text with tabs as a table drawn with lines, a cell's text wrapped within its column."""
    records = [line.split("\t") for line in text.decode().splitlines()]
    columns = max(map(len, records))
    wide = [
        max((min(_BOX, _width(row[column])) for row in records if column < len(row) > 1), default=1)
        for column in range(columns)
    ]
    rule = "├" + "┼".join("─" * (one + 2) for one in wide) + "┤"
    lines: list[str] = []
    for record in records:
        if len(record) == 1:
            lines.append(record[0])
            continue
        fields = record + [""] * (columns - len(record))
        pieces = [_wrapped(field, one) for field, one in zip(fields, wide, strict=True)]
        for row in zip_longest(*pieces, fillvalue=""):
            told = (f" {text}{' ' * (one - _width(text))} " for text, one in zip(row, wide, strict=True))
            lines.append(f"│{'│'.join(told)}│")
        lines.append(rule)
    return "\n".join(lines).encode()


def _width(text: str) -> int:
    """Return how many places a text takes where a Chinese character takes two."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _wrapped(text: str, wide: int) -> list[str]:
    """Return a text in pieces of no more places."""
    pieces = [""]
    for one in text:
        if _width(pieces[-1] + one) > wide:
            pieces.append("")
        pieces[-1] += one
    return pieces


def as_mht(page: bytes) -> bytes:
    """Return a web page as one saved in a single file."""
    head = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\tboundary="--=_a"; type="text/html"\r\n\r\n----=_a\r\nContent-Type: text/html; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: file:///C:/a.htm\r\n\r\n"
    )
    return head.encode() + quopri.encodestring(page) + b"\r\n----=_a--\r\n"


def as_page_of_excel(page: bytes) -> bytes:
    """Return a web page as Excel saves a sheet, which many systems hand out under the name .xls."""
    content = re.sub(r".*?<body>", "", page.decode(), count=1, flags=re.DOTALL)
    content = re.sub(r'<p class="MsoNormal"><span>(.*?)</span></p>', r"\1", content, flags=re.DOTALL)
    content = content.replace("<td", "<td height=19 class=xl65 style='mso-number-format:\"\\@\"'")
    return (_EXCEL_HEAD + content.replace("</tbody>", _LAST_ROW)).encode("gb18030")


def with_controls(document: bytes) -> bytes:
    """Return a Word file in which rows, cells and half of each text are controls, with changes tracked."""

    def some(pattern: str, text: str, every: int) -> str:
        found = iter(range(1, text.count("<w:t") + 1))
        return re.sub(pattern, lambda one: one[0] if next(found) % every else _CONTROL.format(one[0]), text)

    def changed(match: re.Match[str]) -> str:
        half = len(match[1]) // 2
        run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
        deleted = '<w:del w:id="3" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
        inserted = f'<w:ins w:id="4" w:author="a">{run.format(match[1][half:])}</w:ins>'
        return run.format(match[1][:half]) + deleted + _CONTROL.format(inserted)

    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                text = some(r"<w:tc>.*?</w:tc>", content.decode(), 3)
                text = some(r"<w:tr>.*?</w:tr>", text, 4)
                content = re.sub(
                    r'<w:r><w:t xml:space="preserve">([^<&]{2,})</w:t></w:r>', changed, text
                ).encode()
            new.writestr(name, content)
    return stream.getvalue()


def as_xml_2003(workbook: bytes) -> bytes:
    """Return a workbook as the single XML file of Excel 2003."""
    styles: dict[str, str] = {}
    sheets: list[str] = []
    for sheet in openpyxl.load_workbook(BytesIO(workbook)).worksheets:
        merged = {(one.min_row, one.min_col): one for one in sheet.merged_cells.ranges}
        rows: list[str] = []
        for cells in sheet.iter_rows():
            row: list[str] = []
            for cell in cells:
                spans = ""
                if one := merged.get((cell.row, cell.column)):
                    spans = (
                        f' ss:MergeAcross="{one.size["columns"] - 1}" ss:MergeDown="{one.size["rows"] - 1}"'
                    )
                if cell.value is not None:
                    kind = "String" if isinstance(cell.value, str) else "Number"
                    style = styles.setdefault(cell.number_format, f"s{len(styles)}")
                    data = escape(str(cell.value)).replace("\n", "&#10;")
                    about = f'ss:Index="{cell.column}" ss:StyleID="{style}"{spans}'
                    row.append(f'<Cell {about}><Data ss:Type="{kind}">{data}</Data></Cell>')
                elif spans:
                    row.append(f'<Cell ss:Index="{cell.column}"{spans}/>')
            rows.append(f'<Row ss:Index="{cells[0].row}">{"".join(row)}</Row>')
        sheets.append(
            f'<Worksheet ss:Name="{escape(sheet.title)}"><Table>{"".join(rows)}</Table></Worksheet>'
        )
    formats = "".join(
        f'<Style ss:ID="{name}"><NumberFormat ss:Format="{escape(code)}"/></Style>'
        for code, name in styles.items()
    )
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{_SHEET_SPACE}" xmlns:ss="{_SHEET_SPACE}"><Styles>{formats}</Styles>'
        f"{''.join(sheets)}</Workbook>"
    ).encode()
