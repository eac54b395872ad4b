"""
A briefing as a workbook: how to read it first, then every table in full, then where each number comes from.

Texts are texts, whatever they start with; numbers keep their full value and are written as the document
writes them.
"""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from dashboard.briefings.clean import clean
from dashboard.briefings.document import Briefing
from dashboard.briefings.embedded import put_sheet
from dashboard.briefings.ooxml import PROGRAM, day_of, heading_of, moment_of, version_of
from dashboard.briefings.ooxml_chart import TEXT_STAYS_TEXT
from dashboard.briefings.parts import Table
from dashboard.briefings.template import Template
from dashboard.briefings.xlsx_looks import Looks
from dashboard.briefings.xlsx_sheets import (
    ABOUT,
    FORMS,
    LEFT_OUT,
    SOURCES,
    form_sheet,
    left_out_sheet,
    print_setup,
    sheet_names,
    source_sheet,
    table_sheet,
)

_DEFINITIONS = (
    ("金额单位", "表中金额为万元，保留两位小数显示，单元格内为完整数值；“来源”表中的金额为元。"),
    ("执行率", "全年执行数 ÷ 全年预算数（调整后），由金额重新计算，不取表上所印的比率。"),
    ("占比", "同一表中的占比按最大余数法取一位小数，合计为 100.0%。"),
    ("百分点", "两个比率之差。"),
    ("—", "自评表没有填写，或无法计算；不等于零。"),
)


def write(briefing: Briefing, template: Template, marked: bool, record: bytes) -> bytes:
    """
    Return the workbook, with `record` inside. `marked` changes nothing: 来源 has each number's code anyway.

    The same briefing gives the same bytes.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT)
    book.set_properties(
        {
            "title": heading_of(briefing),
            "author": clean(briefing.office) or PROGRAM,
            "created": moment_of(briefing),
            "comments": version_of(briefing),
        }
    )
    book.formats[0].set_font_name(template.faces.plain)
    looks = Looks(book, template.faces.plain)
    tables = briefing.tables()
    names = sheet_names(tables)
    _about(book, briefing, looks, tables, names)
    for table, name in zip(tables, names, strict=True):
        table_sheet(book, briefing, looks, table, name)
    source_sheet(book, briefing, looks)
    form_sheet(book, briefing, looks)
    left_out_sheet(book, briefing, looks)
    put_sheet(book, record)
    book.close()
    return buffer.getvalue()


def _about(
    book: Any, briefing: Briefing, looks: Looks, tables: Sequence[Table], names: Sequence[str]
) -> None:
    """说明: scope, version, what words and colours mean, and links to all sheets."""
    page = book.add_worksheet(ABOUT)
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 80)
    page.write_string(0, 0, heading_of(briefing), looks.title)
    scope = [
        ("年度", f"{briefing.year}年度" if briefing.year else "全部年度"),
        ("单位", briefing.department or "全部单位"),
        ("数据日期", day_of(briefing)),
        ("数据版本", briefing.generation),
        ("规则方案", briefing.profile),
    ]
    if briefing.collection:
        scope.insert(0, ("资料集", briefing.collection))
    if briefing.demo:
        scope.insert(0, ("演示数据", "本工作簿含虚构的自评表，不得作为真实情况引用。"))
    row = _lines(page, 2, looks, "范围与版本", scope)
    row = _lines(page, row + 1, looks, "口径", _DEFINITIONS)
    page.write_string(row + 1, 0, "颜色", looks.head)
    for level, words in ((1, "轻"), (2, "中"), (3, "重（加粗）")):
        page.write_string(row + 1 + level, 0, words, looks.shade(level))
    page.write_string(row + 2, 1, "颜色只表示轻重，数字始终在旁；白底为无问题或不适用。", looks.wrapped)
    row += 6
    page.write_string(row, 0, "目录", looks.head)
    listed = [
        *zip(names, (table.title for table in tables), strict=True),
        (SOURCES, "每个数字的含义、来源与计算方法"),
        (FORMS, "“来源”表所用的表单编号"),
    ]
    if briefing.left_out:
        listed.append((LEFT_OUT, "因数据不足而没有写出的句子"))
    for name, title in listed:
        row += 1
        page.write_url(row, 0, f"internal:'{name}'!A1", looks.link, clean(name))
        page.write_string(row, 1, clean(title), looks.wrapped)
    print_setup(page, 0, landscape=False)


def _lines(page: Any, row: int, looks: Looks, head: str, lines: Sequence[tuple[str, str]]) -> int:
    """A head and lines of two cells under it; returns the row below them."""
    page.write_string(row, 0, head, looks.head)
    for name, words in lines:
        row += 1
        page.write_string(row, 0, name, looks.label)
        page.write_string(row, 1, clean(words), looks.wrapped)
    return row + 1
