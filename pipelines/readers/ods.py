"""
OpenDocument workbooks (.ods, .fods): each sheet a grid, each cell as the file says that it was shown.

Read by hand from the XML: the file holds both the shown text and the stored value, and
tells equal neighbours, a million blank rows too, by a count.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree

from pipelines.problems import SourceError
from pipelines.readers.grid import Grid
from pipelines.readers.limits import MAX_CELLS, MAX_COLUMNS, MAX_NESTING, MAX_ROWS
from pipelines.readers.numfmt import exact
from pipelines.readers.package import bad_xml, local_name, opened, part
from pipelines.readers.printed import printed
from pipelines.readers.sheet import Sheet, is_finite, number_shown, with_text

_NUMBERS = {"float", "percentage", "currency"}


def read(data: bytes) -> tuple[Grid, ...]:
    """
    Return the sheets that have text, in the order of their tabs, hidden ones too.

    Raises:
        SourceError: "truncated", "encrypted", "unreadable" or "too_large"; "empty" where no
            sheet has text.
    """
    if not data.startswith(b"PK"):  # a flat one (.fods): a single XML file
        return with_text(_sheets(data))
    with opened(data) as archive:
        if b"encryption-data" in (part(archive, "META-INF/manifest.xml") or b""):
            raise SourceError("encrypted", "加了密码的 OpenDocument 文件", "没有密码的文件")
        content = part(archive, "content.xml")
    if content is None:
        raise SourceError("unreadable", "缺少 content.xml", "完好的 OpenDocument 文件")
    return with_text(_sheets(content))


def _sheets(content: bytes) -> Iterator[Grid]:
    """Yield the grid of each sheet; sheets inside sheets (sub-tables) are not read."""
    hidden_styles: set[str] = set()
    sheet: _Sheet | None = None
    depth = 0
    tags = (
        "{*}style",
        "{*}table",
        "{*}table-row",
        "{*}table-column",
        "{*}table-row-group",
        "{*}table-column-group",
    )
    events = etree.iterparse(
        BytesIO(content),
        events=("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for event, element in events:
            kind, start = local_name(element), event == "start"
            if kind == "style" and not start:
                properties = element.find("{*}table-properties")
                if properties is not None and _attributes(properties).get("display") == "false":
                    hidden_styles.add(_attributes(element).get("name", ""))
            elif kind == "table":
                depth += 1 if start else -1
                if start and depth == 1:
                    told = _attributes(element)
                    sheet = _Sheet(told.get("name", ""), told.get("style-name") in hidden_styles)
                elif not start and depth == 0 and sheet is not None:
                    yield sheet.sheet.grid(sheet.name)
                    sheet = None
                    element.clear()
            elif sheet is not None and depth == 1:
                sheet.take(kind, element, start=start)
    except etree.XMLSyntaxError as error:
        raise bad_xml(error) from error


class _Sheet:
    """One sheet while it is read, element by element."""

    def __init__(self, name: str, hidden: bool) -> None:
        self.name = name
        self.sheet = Sheet(hidden)
        self.rows = self.columns = 0
        self.groups: list[bool] = []  # of the open groups, whether each is folded away

    def take(self, kind: str, element: etree._Element, *, start: bool) -> None:
        """Take the start or the end of a group, the end of a row or a column."""
        if kind.endswith("-group"):
            if start:
                self.groups.append(_attributes(element).get("display") == "false")
            elif self.groups:
                self.groups.pop()
        elif start:
            return
        elif kind == "table-column":
            told = _attributes(element)
            first, self.columns = self.columns + 1, self.columns + _count(told, "number-columns-repeated")
            if self._hidden(told):
                self.sheet.hidden_columns.append((first, self.columns))
        else:
            self._row(element)
            element.clear()
            while element.getprevious() is not None and local_name(element.getprevious()) == "table-row":
                del element.getparent()[0]

    def _hidden(self, told: Mapping[str, str]) -> bool:
        return told.get("visibility") in ("collapse", "filter") or any(self.groups)

    def _row(self, element: etree._Element) -> None:
        whole = _attributes(element)
        first, times = self.rows + 1, _count(whole, "number-rows-repeated")
        self.rows += times
        if self._hidden(whole):
            self.sheet.hidden_rows.append((first, self.rows))
        if first > MAX_ROWS:
            return
        for column, columns, cell, told in _cells(element):
            text, stored = _value(cell, told)
            rows_spanned = _count(told, "number-rows-spanned")
            columns_spanned = _count(told, "number-columns-spanned")
            if not text and rows_spanned == columns_spanned == 1:
                continue
            last_row = min(self.rows, MAX_ROWS)
            if (last_row - first + 1) * columns > MAX_CELLS:
                raise SourceError("too_large", f"一个单元格重复超过 {MAX_CELLS} 次", "自评表的正常篇幅")
            self.sheet.last = (
                max(self.sheet.last[0], last_row),
                max(self.sheet.last[1], column + columns - 1),
            )
            for row in range(first, last_row + 1):
                for place in range(column, column + columns):
                    self.sheet.put(row, place, text, stored)
                    self.sheet.merge(row, place, row + rows_spanned - 1, place + columns_spanned - 1)


def _cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element, Mapping[str, str]]]:
    """Yield the first column, the number of columns, the cell and its attributes; no covered one."""
    column = 1
    for cell in row:
        kind = local_name(cell)
        if kind not in ("table-cell", "covered-table-cell"):
            continue
        told = _attributes(cell)
        columns = _count(told, "number-columns-repeated")
        if kind == "table-cell" and column <= MAX_COLUMNS:
            yield column, min(columns, MAX_COLUMNS - column + 1), cell, told
        column += columns


def _value(cell: etree._Element, told: Mapping[str, str]) -> tuple[str, str | None]:
    """Return what the cell shows, and what it stores where that differs."""
    # Only its own paragraphs: a comment stands inside the cell, too.
    lines = ["".join(_pieces(child, 0)) for child in cell if local_name(child) in ("p", "h")]
    text = printed("\n".join(lines))
    kind = told.get("value-type")
    if kind not in _NUMBERS:
        return text, None
    try:
        value = float(told.get("value", ""))
    except ValueError:
        return text, None
    if not is_finite(value):
        return text, None
    if not text and not lines:  # some writers give the value alone
        return number_shown(value, "0.##########%" if kind == "percentage" else "General")
    stored = f"{exact(value).normalize():f}" if abs(value) < 1e20 else repr(value)
    return text, (stored if text and stored != text else None)


def _pieces(element: etree._Element, depth: int) -> Iterator[str]:
    """Yield the text of a paragraph, with the spaces, tabs and breaks that are elements."""
    yield element.text or ""
    for child in element:
        kind = local_name(child)
        if kind == "s":
            yield " " * min(_count(_attributes(child), "c"), 1000)
        elif kind == "tab":
            yield "\t"
        elif kind == "line-break":
            yield "\n"
        elif kind in ("span", "a", "ruby", "ruby-base") and depth < MAX_NESTING:
            yield from _pieces(child, depth + 1)
        yield child.tail or ""


def _attributes(element: etree._Element) -> dict[str, str]:
    """Return the attributes by their local names; of two of one name, which are extensions, the first."""
    return {name[name.rfind("}") + 1 :]: value for name, value in reversed(element.items())}


def _count(told: Mapping[str, str], name: str) -> int:
    """Return a count of repeats, of a span or of spaces: 1 or more."""
    text = told.get(name) or ""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1
