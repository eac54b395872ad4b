"""
Native charts: the part that Word and slides draw, and the workbook that their reader edits.

No word of a stranger becomes a formula in the workbook behind a chart.
"""

import io
from datetime import datetime
from typing import Any, NamedTuple

import xlsxwriter
from docx.opc.constants import RELATIONSHIP_TYPE

from dashboard.briefings.clean import clean
from dashboard.briefings.ooxml import CHART_TYPE, NAMESPACES, SHEET_TYPE
from dashboard.briefings.ooxml_plot import plot
from dashboard.briefings.ooxml_series import number_format, numbers
from dashboard.briefings.parts import Chart

#: Of the workbooks inside of documents, which have no date of their own.
FIXED_TIME = datetime(2020, 1, 1)
#: A text stays a text, whatever it starts with.
TEXT_STAYS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Lettering(NamedTuple):
    """The fonts of Chinese text and of figures in a chart, and their size in points."""

    face: str
    latin: str
    size_pt: float


def put_chart(main: Any, kind: Any, chart: Chart, letters: Lettering, width_pt: float) -> str:
    """
    Put a chart and its workbook into the package of `main`, the part that shows it.

    `kind` is the class of parts of the library that made the package, `width_pt` how wide the chart is
    drawn; returns the relationship.
    """
    package, folder = main.package, main.partname.split("/")[1]
    part = kind(
        partname=package.next_partname(f"/{folder}/charts/chart%d.xml"),
        content_type=CHART_TYPE,
        blob=chart_part(chart, letters, width_pt),
        package=package,
    )
    book = kind(
        partname=package.next_partname(f"/{folder}/embeddings/Microsoft_Excel_Sheet%d.xlsx"),
        content_type=SHEET_TYPE,
        blob=workbook(chart),
        package=package,
    )
    part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    relation: str = main.relate_to(part, RELATIONSHIP_TYPE.CHART)
    return relation


def workbook(chart: Chart) -> bytes:
    """The data of a chart as a workbook: categories in the first column, one column a series."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT)
    book.set_properties({"created": FIXED_TIME})
    sheet = book.add_worksheet("Sheet1")
    sheet.set_column(0, 0, 28)
    for row, name in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, clean(name))
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, clean(series.name))
        shape = book.add_format({"num_format": number_format(chart, series)})
        for row, value in enumerate(numbers(series), 1):
            if value is not None:
                sheet.write_number(row, column, value, shape)
    book.close()
    return buffer.getvalue()


def chart_part(chart: Chart, letters: Lettering, width_pt: float, book: str = "rId1") -> bytes:
    """
    The chart as the XML of its part; one without any value is drawn empty.

    `width_pt` is how wide it is drawn; `book` is the relationship to the workbook.
    """
    several = len(chart.series) > 1 and chart.kind != "points"
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if several else ""
    text = (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{int(letters.size_pt * 100)}">'
        f'<a:solidFill><a:srgbClr val="262626"/></a:solidFill><a:latin typeface="{letters.latin}"/>'
        f'<a:ea typeface="{letters.face}"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
    inside = plot(chart, letters.size_pt, width_pt)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{inside}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text}"
        f'<c:externalData r:id="{book}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()
