"""Office files put together part by part, for what no library would write."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/{main}"
ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
{}</Relationships>"""
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_STRICT_SHEET = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of `entries`."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'


def workbook(
    sheet: str,
    *,
    styles: str = "",
    strings: str = "",
    book: str = "",
    prolog: str = '<?xml version="1.0"?>',
    strict: bool = False,
) -> bytes:
    """
    Return a workbook of one sheet; `sheet` is what stands inside its `worksheet` element.

    `strict` writes the strict dialect of the standard, whose namespaces are others.
    """
    kind, space = (_STRICT_KIND, _STRICT_SHEET) if strict else (_KIND, _SHEET)
    return zipped(
        {
            "[Content_Types].xml": _TYPES.format(main="xl/workbook.xml", kind="spreadsheetml.sheet"),
            "_rels/.rels": _RELATIONS.format(_relation(1, kind + "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{kind[:-1]}">{book}'
            '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _RELATIONS.format(
                _relation(1, kind + "worksheet", "worksheets/sheet1.xml")
                + _relation(2, kind + "styles", "/xl/styles.xml")
                + _relation(3, kind + "sharedStrings", "sharedStrings.xml")
            ),
            "xl/styles.xml": f'<styleSheet xmlns="{space}">{styles}</styleSheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>',
            "xl/worksheets/sheet1.xml": f'{prolog}<worksheet xmlns="{space}">{sheet}</worksheet>',
        }
    )


def document(body: str, prolog: str = '<?xml version="1.0"?>') -> bytes:
    """Return a Word file; `body` is what stands inside its `w:body` element."""
    return zipped(
        {
            "[Content_Types].xml": _TYPES.format(main="word/document.xml", kind="wordprocessingml.document"),
            "_rels/.rels": _RELATIONS.format(_relation(1, _KIND + "officeDocument", "word/document.xml")),
            "word/document.xml": f'{prolog}<w:document xmlns:w="{_WORD}">'
            f"<w:body>{body}</w:body></w:document>",
        }
    )


def paragraph(text: str) -> str:
    """Return a Word paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str = "", properties: str = "") -> str:
    """Return a Word cell; `content` is its text, or markup where it begins with "<"."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a Word row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """Return a Word table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"


def opendocument(sheets: str, styles: str = "", prolog: str = "") -> bytes:
    """Return an ODS file; `sheets` is what stands inside its spreadsheet, with the usual prefixes."""
    spaces = " ".join(f'xmlns:{name}="{_OPEN}{name}:1.0"' for name in ("office", "table", "text", "style"))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{prolog}<office:document-content {spaces}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )
