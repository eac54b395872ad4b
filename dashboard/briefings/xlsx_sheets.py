"""The sheets of a briefing's workbook that hold data: tables in full, and where each number comes from."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from dashboard.briefings.clean import LONGEST_CELL, clean
from dashboard.briefings.document import Briefing
from dashboard.briefings.fact import Fact, Unit, written
from dashboard.briefings.ooxml import table_label, version_of
from dashboard.briefings.ooxml_sources import sources_in_words
from dashboard.briefings.parts import Cell, Name, Part, Table
from dashboard.briefings.xlsx_looks import OPERATION_WORDS, UNIT_WORDS, Looks

ABOUT, SOURCES, FORMS, LEFT_OUT = "说明", "来源", "表单", "未写出的句子"
_HEAD_ROW = 3  #: below title, unit and the line of the version
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_WAN = 10_000
_NUMBER = re.compile(r"(?P<sign>[+-]?)[\d,]+(?:\.(?P<digits>\d+))?(?P<percent>%?)")


def sheet_names(tables: Sequence[Table]) -> list[str]:
    """A name a table, as Excel allows it: 31 characters, none twice, large letters the same as small."""
    names: list[str] = []
    for table in tables:
        whole = _FORBIDDEN.sub("", clean(f"{table_label(table.id)} {table.title}")).strip()
        name, number = whole[:31].strip(), 2
        while name.lower() in {other.lower() for other in names}:
            name, number = f"{whole[:27].strip()}_{number}", number + 1
        names.append(name)
    return names


def table_sheet(book: Any, briefing: Briefing, looks: Looks, table: Table, name: str) -> None:
    """One table, with all of its rows: head frozen, filter over the rows, sums below them."""
    page = book.add_worksheet(name)
    page.write_string(0, 0, clean(f"{table_label(table.id)} {table.title}"), looks.title)
    page.write_string(1, 0, _under_title(briefing, table), looks.faint)
    page.write_url(2, 0, f"internal:'{ABOUT}'!A1", looks.link, "返回说明")
    for at, column in enumerate(table.columns):
        page.write_string(_HEAD_ROW, at, clean(column.head.replace("\n", "")), looks.head)
        page.set_column(at, at, _width(table, at))
    details = len(table.rows) - table.totals
    for number, row in enumerate(table.rows):
        for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _write(page, _HEAD_ROW + 1 + number, at, cell, looks, column.align, number >= details)
    if table.note is not None:
        page.write_string(
            _HEAD_ROW + 2 + len(table.rows), 0, clean("注：" + table.note.plain(), LONGEST_CELL), looks.faint
        )
    page.freeze_panes(_HEAD_ROW + 1, 1)
    last = len(table.columns) - 1
    page.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(details, 1), last)
    print_setup(page, _HEAD_ROW, landscape=len(table.columns) > 6)


def print_setup(page: Any, head_row: int, landscape: bool) -> None:
    """A4, as wide as the paper, the head on every page, page numbers at the foot."""
    page.set_paper(9)
    if landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(head_row)
    page.set_footer("&C&9第 &P 页 共 &N 页")


def number_of(fact: Fact) -> tuple[Decimal, str] | None:
    """
    The number that a cell holds, and Excel's format that writes it as the document does.

    The full value where the document shows it plainly rounded (money then in the unit in which it is
    shown), else the number shown, as with shares that are rounded to add up. What the document says in words
    (2.92亿元) or cannot form (—) is None.
    """
    match = _NUMBER.fullmatch(fact.shown)
    if match is None or fact.value is None:
        return None
    digits, percent = len(match["digits"] or ""), bool(match["percent"])
    shown = Decimal(fact.shown.replace(",", "").rstrip("%")) / (100 if percent else 1)
    shape = ("#,##0" if "," in fact.shown or fact.unit is Unit.YUAN else "0") + (
        "." + "0" * digits if digits else ""
    )
    shape += "%" if percent else ""
    as_is = {
        written(fact.value, fact.unit, wan): fact.value / _WAN
        if wan and fact.unit is Unit.YUAN
        else fact.value
        for wan in (False, True)
    }
    value = as_is.get(fact.shown, shown)
    return value, f"+{shape};-{shape};{shape}" if match["sign"] == "+" else shape


def source_sheet(book: Any, briefing: Briefing, looks: Looks) -> None:
    """Every fact: id, section, meaning, value, unit, as written, how it is formed, from which rows."""
    page = book.add_worksheet(SOURCES)
    columns = (
        ("编号", 8), ("章节", 11), ("含义", 34), ("数值", 18), ("单位", 16), ("文中写法", 14),
        ("计算方法", 34), ("运算", 14), ("来源行数", 9), ("来源", 44), ("全部来源行", 40),
    )  # fmt: skip
    page.write_string(0, 0, "来源：简报中每个数字的含义、计算方法与所依据的行", looks.title)
    page.write_string(
        1, 0,
        "form:表单编号#行列 为自评表的一格（R 行 C 列，从一数起）；金额一律为元；同一行被多次使用只列一次。",
        looks.faint,
    )  # fmt: skip
    page.write_url(2, 0, f"internal:'{ABOUT}'!A1", looks.link, "返回说明")
    for at, (head, width) in enumerate(columns):
        page.write_string(_HEAD_ROW, at, head, looks.head)
        page.set_column(at, at, width)
    facts = briefing.facts()
    for row, (code, section, fact) in enumerate(facts, _HEAD_ROW + 1):
        rows = fact.rows()
        page.write_string(row, 0, code, looks.text)
        page.write_string(row, 1, clean(section), looks.text)
        page.write_string(row, 2, clean(fact.text, LONGEST_CELL), looks.wrapped)
        if fact.value is None:
            page.write_string(row, 3, "—", looks.text)
        else:
            page.write_number(row, 3, fact.value, looks.exact)
        page.write_string(row, 4, UNIT_WORDS[fact.unit.value], looks.text)
        page.write_string(row, 5, clean(fact.shown), looks.right)
        page.write_string(row, 6, clean(fact.definition, LONGEST_CELL), looks.wrapped)
        page.write_string(row, 7, OPERATION_WORDS[fact.operation], looks.text)
        page.write_number(row, 8, len(rows), looks.exact)
        page.write_string(
            row, 9, clean(sources_in_words(rows, briefing.forms, files=True), LONGEST_CELL), looks.wrapped
        )
        page.write_string(row, 10, _every_row(rows), looks.text)
    page.freeze_panes(_HEAD_ROW + 1, 1)
    page.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(len(facts), 1), len(columns) - 1)
    # The last column is for machines: on paper it would shrink all others.
    page.print_area(0, 0, _HEAD_ROW + len(facts), len(columns) - 2)
    print_setup(page, _HEAD_ROW, landscape=True)


def form_sheet(book: Any, briefing: Briefing, looks: Looks) -> None:
    """The forms by the ids that 来源 uses: department, year, kind, file."""
    page = book.add_worksheet(FORMS)
    page.write_string(0, 0, "“来源”表中的表单编号", looks.title)
    page.write_url(2, 0, f"internal:'{ABOUT}'!A1", looks.link, "返回说明")
    for at, (head, width) in enumerate((("表单编号", 38), ("自评表", 100))):
        page.write_string(_HEAD_ROW, at, head, looks.head)
        page.set_column(at, at, width)
    for row, (form, name) in enumerate(briefing.forms.items(), _HEAD_ROW + 1):
        page.write_string(row, 0, clean(form), looks.text)
        page.write_string(row, 1, clean(name, LONGEST_CELL), looks.text)
    page.freeze_panes(_HEAD_ROW + 1, 0)
    page.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(len(briefing.forms), 1), 1)
    print_setup(page, _HEAD_ROW, landscape=True)


def left_out_sheet(book: Any, briefing: Briefing, looks: Looks) -> None:
    """The sentences that could not be written, and why; no sheet where there is none."""
    if not briefing.left_out:
        return
    page = book.add_worksheet(LEFT_OUT)
    page.write_string(0, 0, "因数据不足而没有写出的句子", looks.title)
    page.write_url(2, 0, f"internal:'{ABOUT}'!A1", looks.link, "返回说明")
    for at, (head, width) in enumerate((("章节", 14), ("内容", 50), ("原因", 60))):
        page.write_string(_HEAD_ROW, at, head, looks.head)
        page.set_column(at, at, width)
    for row, one in enumerate(briefing.left_out, _HEAD_ROW + 1):
        for at, text in enumerate((one.section, one.what, one.why)):
            page.write_string(row, at, clean(text, LONGEST_CELL), looks.wrapped)
    page.freeze_panes(_HEAD_ROW + 1, 0)
    print_setup(page, _HEAD_ROW, landscape=False)


def _under_title(briefing: Briefing, table: Table) -> str:
    unit = f"单位：{table.unit}" if table.unit else ""
    demo = "演示数据" if briefing.demo else ""
    return clean("　".join(part for part in (unit, demo, version_of(briefing)) if part))


def _every_row(rows: list[str]) -> str:
    """All sources, as far as one cell holds them; then how many are left to the record in JSON."""
    kept, length = 0, 0
    while kept < len(rows) and length + len(rows[kept]) + 1 <= LONGEST_CELL - 40:
        length += len(rows[kept]) + 1
        kept += 1
    tail = "" if kept == len(rows) else f" …另{len(rows) - kept}行见 JSON 格式的简报"
    return clean(" ".join(rows[:kept]) + tail, LONGEST_CELL)


def _write(page: Any, row: int, at: int, cell: Cell, looks: Looks, align: str, is_sum: bool) -> None:
    parts = cell.parts
    number = number_of(parts[0]) if len(parts) == 1 and isinstance(parts[0], Fact) else None
    if number is not None:
        value, shape = number
        page.write_number(row, at, value, looks.number(shape, cell.level, is_sum))
    else:
        page.write_string(row, at, clean(_plain(parts), LONGEST_CELL), looks.words(align, cell.level, is_sum))


def _plain(parts: Iterable[Part]) -> str:
    return "".join(
        part.shown if isinstance(part, Fact) else part.text if isinstance(part, Name) else part
        for part in parts
    )


def _width(table: Table, at: int) -> int:
    """As wide as the widest cell of the first rows, within reason; a Chinese character is two wide."""
    texts = [table.columns[at].head.replace("\n", "")]
    texts += [_plain(row[at].parts) for row in table.rows[:200]]
    return min(max(max(sum(1 + (ord(c) > 0x2E7F) for c in clean(text)) for text in texts) + 3, 9), 60)
