"""
Workbooks in a single XML file, as Excel 2003 and many older systems write them, mostly called .xls.

Each sheet is a grid, each cell as the sheet shows it: numbers by the format of their style.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from lxml import etree

from pipelines.readers.decode import decode
from pipelines.readers.grid import Grid
from pipelines.readers.limits import MAX_COLUMNS, MAX_ROWS
from pipelines.readers.package import attribute, bad_xml, local_name
from pipelines.readers.printed import printed
from pipelines.readers.sheet import Sheet, is_finite, number_shown, text_shown, with_text

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DAY_0 = datetime(1899, 12, 30)
#: Formats that the file calls by a name, as Excel shows them in China.
_NAMED = {
    "General Number": "General", "Standard": "#,##0.00", "Fixed": "0.00", "Percent": "0.00%",
    "Scientific": "0.00E+00", "Currency": '"¥"#,##0.00', "Short Date": "yyyy/m/d",
    "Long Date": 'yyyy"年"m"月"d"日"', "General Date": "yyyy/m/d h:mm",
}  # fmt: skip


def read(data: bytes) -> tuple[Grid, ...]:
    """
    Return the sheets that have text, in the order of their tabs, hidden ones too.

    Raises:
        SourceError: "unreadable" or "too_large"; "empty" where no sheet has text.
    """
    # What the file says of its encoding need not be so, and what is decoded has none any more.
    text = _DECLARATION.sub("", decode(data), count=1)
    return with_text(_sheets(text.encode("utf-8", "replace")))


def _sheets(content: bytes) -> Iterator[Grid]:
    codes: dict[str, str] = {}
    sheet: _Sheet | None = None
    tags = ("{*}Style", "{*}Worksheet", "{*}Column", "{*}Row", "{*}Visible")
    events = etree.iterparse(
        BytesIO(content), events=("start", "end"), tag=tags,
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
    )  # fmt: skip
    try:
        for event, element in events:
            kind, start = local_name(element), event == "start"
            if kind == "Worksheet":
                if start:
                    sheet = _Sheet(attribute(element, "Name") or "", codes)
                elif sheet is not None:
                    yield sheet.sheet.grid(sheet.name)
                    sheet = None
                    element.clear()
            elif start:
                continue
            elif kind == "Style":
                code = attribute(element.find("{*}NumberFormat"), "Format")
                parent = codes.get(attribute(element, "Parent") or "Default", "General")
                codes[attribute(element, "ID") or ""] = _NAMED.get(code, code) if code else parent
            elif sheet is not None:
                sheet.take(kind, element)
    except etree.XMLSyntaxError as error:
        raise bad_xml(error) from error


class _Sheet:
    """One sheet while it is read, element by element."""

    def __init__(self, name: str, codes: dict[str, str]) -> None:
        self.name = name
        self.codes = codes
        self.sheet = Sheet()
        self.rows = self.columns = 0
        self.styles: dict[int, str] = {}  # of columns

    def take(self, kind: str, element: etree._Element) -> None:
        """Take the end of a row, of a column, or of what says whether the sheet is hidden."""
        if kind == "Visible":
            self.sheet.hidden = (element.text or "").strip() in ("SheetHidden", "SheetVeryHidden")
        elif kind == "Column":
            first = _number(element, "Index", self.columns + 1)
            self.columns = min(first + _number(element, "Span", 0), MAX_COLUMNS)
            if _is_hidden(element, "Width"):
                self.sheet.hidden_columns.append((first, self.columns))
            if style := attribute(element, "StyleID"):
                self.styles |= dict.fromkeys(range(first, self.columns + 1), style)
        else:
            self._row(element)
            element.clear()
            while element.getprevious() is not None and local_name(element.getprevious()) == "Row":
                del element.getparent()[0]

    def _row(self, element: etree._Element) -> None:
        row = _number(element, "Index", self.rows + 1)
        self.rows = row + _number(element, "Span", 0)
        if _is_hidden(element, "Height"):
            self.sheet.hidden_rows.append((row, self.rows))
        if row > MAX_ROWS:
            return
        style = attribute(element, "StyleID")
        column = 0
        for cell in element.iterchildren("{*}Cell"):
            column = _number(cell, "Index", column + 1)
            if column > MAX_COLUMNS:
                return
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            own = attribute(cell, "StyleID") or style or self.styles.get(column) or "Default"
            self.sheet.put(row, column, *_value(cell, self.codes.get(own, "General")))
            self.sheet.merge(row, column, min(row + down, MAX_ROWS), min(column + across, MAX_COLUMNS))
            column += across
            self.sheet.last = (max(self.sheet.last[0], row), max(self.sheet.last[1], column))


def _value(cell: etree._Element, code: str) -> tuple[str, str | None]:
    """Return what the cell shows, and what it stores where that differs."""
    data = cell.find("{*}Data")
    if data is None:
        return "", None
    raw = "".join(data.itertext())
    kind = attribute(data, "Type")
    if kind == "Boolean":
        return ("TRUE" if raw.strip() == "1" else "FALSE"), None
    if kind not in ("Number", "DateTime"):
        return text_shown(raw, code)
    try:
        value = float(raw) if kind == "Number" else _serial(raw)
    except ValueError:
        return printed(raw), None
    return number_shown(value, code) if is_finite(value) else (printed(raw), None)


def _serial(text: str) -> float:
    """Return the number by which Excel knows a day. Raises ValueError where it is none."""
    return (datetime.fromisoformat(text.strip()).replace(tzinfo=None) - _DAY_0).total_seconds() / 86_400


def _is_hidden(element: etree._Element, measure: str) -> bool:
    size = attribute(element, measure)
    return attribute(element, "Hidden") == "1" or (
        size is not None and re.fullmatch(r"0+(\.0+)?", size) is not None
    )


def _number(element: etree._Element, name: str, default: int) -> int:
    text = attribute(element, name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default
