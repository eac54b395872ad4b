"""Older Word documents (.doc) and those of WPS (.wps): through LibreOffice, then read as docx."""

from struct import unpack_from

from pipelines.problems import SourceError
from pipelines.readers import office
from pipelines.readers.docx import read as read_docx
from pipelines.readers.grid import Grid
from pipelines.readers.ole2 import Ole2

_ENCRYPTED = 0x0100


def read(data: bytes) -> tuple[Grid, ...]:
    """
    Return one grid called 正文, as for docx.

    Raises:
        SourceError: "encrypted"; "no_tool" without LibreOffice; else as `office.as_docx` and docx.
    """
    stream = Ole2(data).stream("WordDocument")
    if len(stream) < 12:
        raise SourceError("truncated", "没有内容的 Word 文档（.doc）", "完整的文件")
    if unpack_from("<H", stream, 10)[0] & _ENCRYPTED:
        raise SourceError("encrypted", "加了密码的 Word 文档（.doc）", "没有密码的文件")
    return read_docx(office.as_docx(data, ".doc", "旧版 Word 文档（.doc、.wps）"))
