"""
Word documents (docx, docm): the whole body is one grid.

Read by hand from the XML for the sake of merged cells: see `docs/decisions/0002-readers.md`.
Text as the finished document shows it: deletions dropped, insertions kept. A text box outside
tables is read below the paragraph that it hangs on; one on a table is not, since it may lie over
any cell. Headers, footers, pictures and automatic numbers of lists are not read.
"""

from collections.abc import Iterator

from lxml import etree

from pipelines.problems import SourceError
from pipelines.readers.flow import Block, Line, Slot, Table, grid_of
from pipelines.readers.grid import Grid
from pipelines.readers.limits import MAX_CELLS, MAX_COLUMNS, MAX_NESTING, MAX_WORD_COLUMNS
from pipelines.readers.package import attribute, local_name, opened, part, relations, xml

#: Elements whose content is part of the text around them.
_TRANSPARENT = {
    "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo",
    "ruby", "rubyBase", "oMath", "oMathPara", "e", "num", "den", "sup", "sub", "f", "sSup", "sSub", "d",
}  # fmt: skip
#: Ticks and boxes that Word keeps as characters of a symbol font.
_SYMBOLS = {
    ("wingdings", 0xFE): "☑", ("wingdings", 0xA8): "□", ("wingdings", 0x6F): "□", ("wingdings", 0xFC): "√",
    ("wingdings", 0xFD): "☒", ("wingdings", 0xFB): "×", ("wingdings", 0x78): "☒",
    ("wingdings 2", 0x52): "☑", ("wingdings 2", 0xA3): "□", ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0x54): "☒", ("wingdings 2", 0x4F): "×", ("wingdings 2", 0x30): "☑",
    ("symbol", 0xB3): "≥", ("symbol", 0xA3): "≤", ("symbol", 0xB4): "×", ("symbol", 0xB1): "±",
}  # fmt: skip


def read(data: bytes) -> tuple[Grid, ...]:
    """
    Return one grid called 正文.

    Rows are numbered without gaps over the paragraphs that have text and the rows of all
    tables, in the order of the document. The column is that of the table's own grid.

    Raises:
        SourceError: "truncated", "unreadable" or "too_large"; "empty" where there is no text.
    """
    with opened(data) as archive:
        main = next(
            (target for kind, target in relations(archive, "").values() if kind == "officeDocument"),
            "word/document.xml",
        )
        content = part(archive, main)
    if content is None:
        raise SourceError("unreadable", f"缺少 {main}", "完好的 Word 文档")
    body = xml(content).find("{*}body")
    blocks = list(_blocks(body, 0)) if body is not None else []
    grid = grid_of(blocks, split_lines=False)
    if not any(cell.text for cell in grid.cells):
        raise SourceError("empty", "文档里没有文字", "填有自评表的文档")
    return (grid,)


def _on(element: etree._Element | None) -> bool:
    """Return whether a property is set: its presence does, unless it says no."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")


def _blocks(parent: etree._Element, depth: int) -> Iterator[Block]:
    for element in parent:
        kind = local_name(element)
        if kind == "p":
            yield from _paragraph(element)
            if depth == 0:
                yield from _text_boxes(element)
        elif kind == "tbl":
            yield _table(element, depth)
        elif kind in _TRANSPARENT:
            yield from _blocks(element, depth)


def _paragraph(element: etree._Element) -> Iterator[Line]:
    """Yield the visible text, then, apart, what is formatted as hidden."""
    runs = list(_runs(element))
    seen = "".join(text for text, hidden in runs if not hidden)
    unseen = "".join(text for text, hidden in runs if hidden)
    yield Line(seen)
    if unseen.strip():
        yield Line(unseen, hidden=True)


def _text_boxes(paragraph: etree._Element) -> Iterator[Block]:
    """Yield what is in the text boxes of a paragraph; Word keeps a second copy for older programs."""
    for box in paragraph.iter("{*}txbxContent"):
        around = {local_name(one) for one in box.iterancestors()}
        if (
            not around & {"Fallback", "del", "moveFrom"}
            and sum(1 for _ in box.iterancestors("{*}txbxContent")) == 0
        ):
            yield from _blocks(box, 1)


def _runs(parent: etree._Element, depth: int = 0) -> Iterator[tuple[str, bool]]:
    """Yield the text of each run and whether it is hidden."""
    if depth > MAX_NESTING:
        return
    for element in parent:
        kind = local_name(element)
        if kind == "r":
            vanish = _on(element.find("{*}rPr/{*}vanish"))
            for child in element:
                if local_name(child) == "ruby":
                    yield from _runs(child, depth + 1)
                else:
                    yield _character(child), vanish
        elif kind in _TRANSPARENT:
            yield from _runs(element, depth + 1)


def _character(element: etree._Element) -> str:
    kind = local_name(element)
    if kind == "t":
        return element.text or ""
    if kind in ("br", "cr"):
        return "\n"
    if kind in ("tab", "ptab"):
        return "\t"
    if kind == "noBreakHyphen":
        return "-"
    if kind == "sym":
        try:
            code = int(attribute(element, "char") or "", 16)
        except ValueError:
            return ""
        font = (attribute(element, "font") or "").lower()
        return _SYMBOLS.get((font, code & 0xFF), "\ufffd")
    return ""


def _table(element: etree._Element, depth: int) -> Table:
    if depth == MAX_NESTING:
        raise SourceError("too_large", f"表格套了 {depth + 1} 层", f"不超过 {MAX_NESTING} 层")
    table = Table()
    declared = element.find("{*}tblGrid")
    widest = max(MAX_WORD_COLUMNS, len(declared) if declared is not None else 0)
    #: The last slot at each first column, while the rows below still continue it.
    open_slots: dict[int, Slot] = {}
    for row in _children(element, "tr"):
        properties = _properties(row, "trPr")
        if "del" not in properties:
            table.rows += 1
            open_slots = _row(table, row, properties, open_slots, min(widest, MAX_COLUMNS), depth)
    return table


def _row(
    table: Table,
    row: etree._Element,
    properties: dict[str, etree._Element],
    above: dict[int, Slot],
    widest: int,
    depth: int,
) -> dict[int, Slot]:
    """Add the slots of one row, or let those above it grow; return what the next row may continue."""
    column = 1 + _number(properties.get("gridBefore"), widest, 0)
    hidden = _on(properties.get("hidden"))
    here: dict[int, Slot] = {}
    beside: Slot | None = None
    for cell in _children(row, "tc"):
        own = _properties(cell, "tcPr")
        columns = max(1, min(_number(own.get("gridSpan"), widest, 1), widest - column + 1))
        upper = above.get(column)
        if beside is not None and "hMerge" in own and attribute(own["hMerge"], "val") != "restart":
            beside.columns += columns
        elif (
            upper is not None
            and upper.columns == columns
            and "vMerge" in own
            and attribute(own["vMerge"], "val") in (None, "continue")
        ):
            upper.rows += 1
            here[column] = beside = upper
        else:
            beside = Slot(table.rows, column, 1, columns, list(_content(cell, depth, hidden)), hidden)
            table.slots.append(beside)
            if len(table.slots) > MAX_CELLS:
                raise SourceError("too_large", f"表格超过 {MAX_CELLS} 个单元格", "自评表的正常篇幅")
            if "vMerge" in own:
                here[column] = beside
        column += columns
    return here


def _content(cell: etree._Element, depth: int, hidden: bool) -> Iterator[Block]:
    """Yield what stands in a cell, all of it hidden where the row is."""
    for block in _blocks(cell, depth + 1):
        if isinstance(block, Line):
            block.hidden |= hidden
            if not block.text.strip():
                continue
        yield block


def _properties(element: etree._Element, kind: str) -> dict[str, etree._Element]:
    """Return the properties of a row or cell by name."""
    for child in element:
        if local_name(child) == kind:
            return {local_name(one): one for one in child}
    return {}


def _children(parent: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Yield rows or cells, also those wrapped in content controls."""
    for element in parent:
        name = local_name(element)
        if name == kind:
            yield element
        elif name in _TRANSPARENT:
            yield from _children(element, kind)


def _number(element: etree._Element | None, most: int, default: int) -> int:
    text = attribute(element, "val") or ""
    return min(int(text[:9]), most) if text.isascii() and text.isdigit() else default
