"""Tables as one Word document, one after another."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from xml.sax.saxutils import escape

import docx

from pipelines.synthetic.package import zipped
from pipelines.synthetic.table import Slot, Table

_CREATED = datetime(2024, 1, 1)
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_PAGE_WIDTH = 9000  # twentieths of a point
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def word(tables: Sequence[Table]) -> bytes:
    """Return a document with each table between its lines, a page break between two of them."""
    body = _PAGE_BREAK.join(_form(table) for table in tables)
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_NAMESPACE}"><w:body>'
        f'{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    ).encode()
    return zipped((name, document if content is None else content) for name, content in _package())


@lru_cache(maxsize=1)
def _package() -> tuple[tuple[str, bytes | None], ...]:
    """Return the parts of an empty document of python-docx; None stands for the document's own."""
    empty = docx.Document()
    empty.core_properties.created = empty.core_properties.modified = _CREATED
    empty.core_properties.author = empty.core_properties.comments = ""
    for relations in (empty.part.package.rels, empty.part.rels):
        for key in [key for key, relation in relations.items() if _is_ballast(relation.reltype)]:
            del relations[key]
    buffer = io.BytesIO()
    empty.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return tuple(
            (name, None if name == "word/document.xml" else archive.read(name)) for name in archive.namelist()
        )


def _is_ballast(relation_type: str) -> bool:
    """Return True for a part that the forms do not use: it would be three quarters of the file."""
    return relation_type.rsplit("/", 1)[-1] in (
        "thumbnail",
        "stylesWithEffects",
        "theme",
        "numbering",
        "customXml",
    )


def _form(table: Table) -> str:
    parts = [_paragraph(line, "center", bold=not number) for number, line in enumerate(table.above)]
    if table.right:
        parts.append(_paragraph(table.right, "right"))
    parts.append(_table(table))
    parts += [_paragraph(line, "left") for line in table.below]
    # Word wants a paragraph after a table.
    return "".join(parts) if table.below else "".join(parts) + "<w:p/>"


def _table(table: Table) -> str:
    width = table.width
    height = len(table.rows)
    starts: list[dict[int, Slot]] = [{} for _ in range(height)]
    goes_on: list[dict[int, int]] = [{} for _ in range(height)]  # column → columns of a cell begun above
    for row, column, slot in table.placed():
        starts[row][column] = slot
        for below in range(row + 1, min(row + slot.rows, height)):
            goes_on[below][column] = slot.columns
    step = _PAGE_WIDTH // max(width, 1)
    rows = "".join(_row(starts[row], goes_on[row], width, step) for row in range(height))
    grid = f'<w:gridCol w:w="{step}"/>' * width
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_PAGE_WIDTH}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(starts: dict[int, Slot], goes_on: dict[int, int], width: int, step: int) -> str:
    cells = []
    column = 0
    while column < width:
        if column in goes_on:
            columns = goes_on[column]
            cells.append(_cell("", columns, step, "<w:vMerge/>"))
        else:
            slot = starts.get(column, Slot())
            columns = slot.columns
            merge = '<w:vMerge w:val="restart"/>' if slot.rows > 1 else ""
            cells.append(_cell(slot.text, columns, step, merge))
        column += columns
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _cell(text: str, columns: int, step: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    content = "".join(_paragraph(line) for line in text.split("\n")) if text else "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{step * columns}" w:type="dxa"/>{span}{merge}</w:tcPr>{content}</w:tc>'


def _paragraph(text: str, align: str = "", bold: bool = False) -> str:
    layout = f'<w:pPr><w:jc w:val="{align}"/></w:pPr>' if align else ""
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p>{layout}<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
