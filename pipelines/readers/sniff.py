"""What a file is, decided by its content and never by its name."""

from typing import BinaryIO

from pipelines.problems import SourceError
from pipelines.readers.decode import decode
from pipelines.readers.limits import MAX_FILE_BYTES
from pipelines.readers.ole2 import SIGNATURE, Ole2
from pipelines.readers.package import opened, part
from pipelines.readers.unpack import looks_like_tar

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
TEXT = "text/plain"
XLS = "application/vnd.ms-excel"
DOC = "application/msword"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
PDF = "application/pdf"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ZIP = "application/zip"
TAR = "application/x-tar"
GZIP = "application/gzip"
SEVEN_ZIP = "application/x-7z-compressed"
MHT = "multipart/related"
XML_2003 = "application/vnd.ms-excel+xml"
#: What holds other files.
ARCHIVES = frozenset({ZIP, TAR, GZIP, SEVEN_ZIP})

#: What a file that is not read begins with, and what a person calls it.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "图片（PNG）"),
    (b"\xff\xd8\xff", "图片（JPEG）"),
    (b"GIF8", "图片（GIF）"),
    (b"II*\x00", "图片（TIFF）"),
    (b"MM\x00*", "图片（TIFF）"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"BZh", "bzip2 压缩文件"),
    (b"\xfd7zXZ\x00", "xz 压缩文件"),
    (b"SQLite format 3\x00", "SQLite 数据库"),
    (b"MZ", "可执行程序"),
    (b"\x7fELF", "可执行程序"),
    (b"PAR1", "Parquet 数据文件"),
)
#: Streams at the root of an OLE2 file, and what their presence makes it; the first found counts.
_STREAMS = (
    ("EncryptedPackage", "encrypted", "加了密码的 Office 文件"),
    ("PowerPoint Document", "not_supported", "旧版 PowerPoint 演示文稿（.ppt）"),
)
#: How a workbook begins that was written before there were OLE2 files.
_BARE_WORKBOOKS = (b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
#: In the content types of an office package: of its main part.
_MAIN_PARTS = (
    (b"spreadsheetml.sheet.main+xml", XLSX),
    (b"spreadsheetml.template.main+xml", XLSX),
    (b"ms-excel.sheet.macroEnabled.main+xml", XLSX),
    (b"ms-excel.template.macroEnabled.main+xml", XLSX),
    (b"wordprocessingml.document.main+xml", DOCX),
    (b"wordprocessingml.template.main+xml", DOCX),
    (b"ms-word.document.macroEnabled.main+xml", DOCX),
    (b"ms-word.template.macroEnabledTemplate.main+xml", DOCX),
)
#: What a piece of a page, saved without its frame, may begin with.
_FRAGMENTS = ("<div", "<p>", "<p ", "<h1", "<h2", "<h3", "<center", "<section", "<article")
#: What an XML file that is not read has at its head, and what a person calls it.
_XML_KINDS = (
    ("uof", "标文通文件（.uof）"),
    ("word.document", "Word 2003 XML 文档"),
    ("schemas.microsoft.com/office/2006/xmlpackage", "Word XML 文档"),
    ("oasis:names:tc:opendocument", "OpenDocument 文件"),
)
_READ = "xlsx、xls、ods、docx、doc、rtf、pdf、网页（html、mht）、文本，或装有它们的 zip、7z、tar"


def media_type(source: BinaryIO) -> str:
    """
    Return the media type of `source`, one that a reader or the archive walker takes.

    The stream must be seekable; it is left at any position.

    Raises:
        SourceError: "not_supported" or "encrypted", naming what it is; "truncated";
            "unreadable" for noise.
    """
    source.seek(0)
    head = source.read(1024)
    if head.startswith(_ZIP_STARTS):
        return _of_zip(source)
    if head.startswith(SIGNATURE):
        return _of_ole2(head + source.read())
    if (archive := _archive(head)) is not None:
        return archive
    if head.startswith(b"{\\rtf"):
        return RTF
    if _is_saved_page(head):
        return MHT
    if b"%PDF-" in head:  # a few bytes may stand before it
        return PDF
    if head.startswith(_BARE_WORKBOOKS):
        return XLS
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        raise _not_read("图片（BMP）")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        raise _not_read("图片（WebP）")
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise _not_read(name)
    return _of_text(decode(head + source.read()))


def large(source: BinaryIO, size: int) -> str:
    """
    Return the media type of a file beyond `MAX_FILE_BYTES`: only an archive may be one.

    Raises:
        SourceError: "too_large" for all else.
    """
    source.seek(0)
    head = source.read(1024)
    if head.startswith(_ZIP_STARTS) and _of_zip(source) == ZIP:
        return ZIP
    if (archive := _archive(head)) is not None:
        return archive
    raise SourceError("too_large", f"{size} 字节", f"不超过 {MAX_FILE_BYTES} 字节")


def _archive(head: bytes) -> str | None:
    """Return which archive, other than a zip, begins so."""
    if head.startswith(b"\x1f\x8b\x08"):
        return GZIP
    if head.startswith(b"7z\xbc\xaf\x27\x1c"):
        return SEVEN_ZIP
    return TAR if looks_like_tar(head[:512]) else None


def _is_saved_page(head: bytes) -> bool:
    """Return whether a file begins as an e-mail whose content is a web page."""
    lines = head.lower().lstrip()
    heads = (
        b"mime-version:",
        b"from:",
        b"content-type:",
        b"subject:",
        b"date:",
        b"snapshot-content-location:",
    )
    return lines.startswith(heads) and b"mime-version:" in lines and b"content-type:" in lines


def _of_zip(source: BinaryIO) -> str:
    with opened(source) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names:
            types = part(archive, "[Content_Types].xml") or b""
            if b"\0" in types[:64]:
                types = types.decode("utf-16", "replace").encode()
            for main, media in _MAIN_PARTS:
                if main in types:
                    return media
            if b"excel.sheet.binary" in types:
                raise _not_read("Excel 二进制工作簿（.xlsb）")
            if b"presentationml" in types:
                raise _not_read("PowerPoint 演示文稿（.pptx）")
            if names & {"xl/workbook.xml", "word/document.xml"}:
                return XLSX if "xl/workbook.xml" in names else DOCX
        kind = part(archive, "mimetype") or b"" if "mimetype" in names else b""
        if kind.startswith(ODS.encode()):  # also of templates
            return ODS
        if kind.startswith(ODT.encode()):
            return ODT
        if b"opendocument" in kind:
            raise _not_read("OpenDocument 文件（.odp）")
        if "OFD.xml" in names:
            raise _not_read("OFD 版式文件")
        if names & {"uof.xml", "_meta/meta.xml"}:
            raise _not_read("标文通文件（.uof）")
    return ZIP


def _of_ole2(data: bytes) -> str:
    names = Ole2(data).names
    for stream, code, name in _STREAMS:
        if stream in names:
            raise SourceError(code, name, "没有密码的文件" if code == "encrypted" else _READ)
    if "WordDocument" in names:
        return DOC
    if names & {"Workbook", "Book"}:
        return XLS
    raise _not_read("旧版 Office 文件（OLE2）")


def _of_text(text: str) -> str:
    """Tell a web page from plain text, whose lines may hold some markup."""
    start = text[:8192].lstrip().lower()  # the many namespaces of LibreOffice
    if start.startswith("<?xml") and ("<html" not in start and "<!doctype html" not in start):
        return _of_xml(start)
    page = ("<html", "<!doctype html", "<body", "<head", "<meta", "http://www.w3.org/1999/xhtml")
    if start.startswith("<") and any(tag in start for tag in page):
        return HTML
    if start.startswith(_FRAGMENTS):
        return HTML
    lowered = text.lower()
    if all(tag in lowered for tag in ("<table", "<tr", "<td")):
        return HTML
    return TEXT


def _of_xml(start: str) -> str:
    if "excel.sheet" in start or "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return XML_2003
    for media in (ODS, ODT):
        if f'mimetype="{media}' in start:
            return media
    for mark, name in _XML_KINDS:
        if mark in start:
            raise _not_read(name)
    raise _not_read("XML 文件")


def _not_read(name: str) -> SourceError:
    return SourceError("not_supported", name, _READ)
