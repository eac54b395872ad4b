"""
The record of a briefing's facts inside of the file that was made from it, and the way back.

Word and slides carry it as a custom XML part, a workbook in a sheet that its reader does not see, a PDF
as an attachment. `extract` finds it in a file that an office suite has saved again since.
"""

import base64
import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pypdfium2
from docx.opc.constants import RELATIONSHIP_TYPE

from pipelines.problems import SourceError

_NAMESPACE = "urn:jixiao:briefing"
_MARK = "jixiao-briefing"
ATTACHMENT = "jixiao-briefing.txt"  #: its name in a PDF
HIDDEN_SHEET = "jixiao"
_CUSTOM_XML = RELATIONSHIP_TYPE.CUSTOM_XML
_PROPERTIES = RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM_ID = "{6A697869-616F-4272-8965-66696E670001}"
_CHUNK = 30_000  #: Excel keeps 32,767 characters in a cell
#: No briefing is larger: beyond it a file is not unpacked.
_MOST_BYTES = 256 * 1024 * 1024
_IN_SHEET = re.compile(rf"{_MARK}:(\d{{6}}):([A-Za-z0-9+/=]*)".encode())
_IN_ITEM = re.compile(rf'"{_NAMESPACE}"[^>]*>\s*([A-Za-z0-9+/=\s]+)<'.encode())
_OURS = "由“jixiao brief”生成的 docx、pptx、xlsx 或 pdf"


def packed(record: bytes) -> str:
    """A record as letters that every format can hold."""
    return base64.b64encode(zlib.compress(record, 9)).decode("ascii")


def put_item(main: Any, kind: Any, record: bytes) -> None:
    """
    Put the record beside `main`, the main part of a document or of slides, as a custom XML part.

    `kind` is the class of parts of the library that made it.
    """
    package = main.package
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    item = kind(
        partname=package.next_partname("/customXml/item%d.xml"),
        content_type="application/xml",
        blob=f'{head}<record xmlns="{_NAMESPACE}">{packed(record)}</record>'.encode(),
        package=package,
    )
    # Word keeps an item only if it has properties with an id.
    properties = kind(
        partname=package.next_partname("/customXml/itemProps%d.xml"),
        content_type=_PROPERTIES_TYPE,
        blob=f'{head}<ds:datastoreItem ds:itemID="{_ITEM_ID}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'.encode(),
        package=package,
    )
    main.relate_to(item, _CUSTOM_XML)
    item.relate_to(properties, _PROPERTIES)


def put_sheet(book: Any, record: bytes) -> None:
    """Put the record into a workbook of xlsxwriter, in a sheet that only a macro can show."""
    letters = packed(record)
    page = book.add_worksheet(HIDDEN_SHEET)
    for at in range(0, len(letters), _CHUNK):
        page.write_string(at // _CHUNK, 0, f"{_MARK}:{at // _CHUNK:06d}:{letters[at : at + _CHUNK]}")
    page.very_hidden()


def extract(path: Path) -> bytes:
    """
    Return the record of a briefing.

    Raises:
        SourceError: not a file of ours, damaged, or of another kind; one line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError("briefing_foreign", f"打不开 {path.name}", _OURS) from error
    if data.startswith(b"%PDF"):
        letters = _from_pdf(data)
    elif data.startswith(b"PK"):
        letters = _from_package(data)
    else:
        raise SourceError("briefing_foreign", "不是 Office 文件，也不是 PDF", _OURS)
    if not letters:
        raise SourceError("briefing_foreign", "没有本系统写入的数字记录", _OURS)
    try:
        unpacking = zlib.decompressobj()
        record = unpacking.decompress(base64.b64decode(letters), _MOST_BYTES)
    except (ValueError, zlib.error) as error:
        raise _damaged() from error
    if not unpacking.eof:
        raise _damaged()
    return record


def _damaged() -> SourceError:
    return SourceError("briefing_damaged", "数字记录已损坏", "完整的文件；请使用最初生成的那一份")


def _from_pdf(data: bytes) -> bytes:
    try:
        document = pypdfium2.PdfDocument(data)
        for at in range(document.count_attachments()):
            attachment = document.get_attachment(at)
            if attachment.get_name() == ATTACHMENT:
                return bytes(attachment.get_data())
    except pypdfium2.PdfiumError as error:
        raise _damaged() from error
    return b""


def _from_package(data: bytes) -> bytes:
    """The letters of the record, from a custom XML part or from the texts of a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for entry in package.infolist():
                name = entry.filename
                if entry.file_size > _MOST_BYTES:
                    continue
                if name.startswith("customXml/item"):
                    found = _IN_ITEM.search(package.read(entry))
                    if found:
                        return b"".join(found[1].split())
                elif name == "xl/sharedStrings.xml":
                    pieces = dict(_IN_SHEET.findall(package.read(entry)))
                    return b"".join(pieces[number] for number in sorted(pieces))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged() from error
    return b""
