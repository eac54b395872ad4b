"""What a file is, by its content; its name is never asked."""

from io import BytesIO

import pytest

from pipelines.problems import SourceError
from pipelines.readers import READERS, read_bytes, sniff
from pipelines.readers.grid import Cell
from tests.readers.drawn import Drawn, as_docx, as_html, as_xls, as_xlsx
from tests.readers.ole2_parts import ole2
from tests.readers.parts import zipped

TABLE = Drawn(1, 2, (Cell(1, 1, "甲"), Cell(1, 2, "乙")))


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (as_xlsx(TABLE), sniff.XLSX),
        (as_xls(TABLE), sniff.XLS),
        (as_docx(TABLE), sniff.DOCX),
        (as_html(TABLE), sniff.HTML),
        (as_html(TABLE, "gb2312"), sniff.HTML),
        (b"\xef\xbb\xbf  \n<!-- x --><TABLE><TR><TD>a</TABLE>", sniff.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html><html></html>', sniff.HTML),
        ("<div class=con><p>自评表</p></div>".encode(), sniff.HTML),
        ("目标\t<p>1、甲</p> <br>\n".encode(), sniff.TEXT),
        (b"a,b,c\n1,2,3\n", sniff.TEXT),
        (b"%PDF-1.7\n", sniff.PDF),
        (b"{\\rtf1\\ansi", sniff.RTF),
        (ole2({"WordDocument": b"x"}), sniff.DOC),
        (ole2({"WordDocument": b"x", "Workbook": b"x"}), sniff.DOC),
        (zipped({"mimetype": sniff.ODT}), sniff.ODT),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', sniff.XML_2003),
        (f'<?xml version="1.0"?><office:document office:mimetype="{sniff.ODT}">'.encode(), sniff.ODT),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", sniff.MHT),
        (b"7z\xbc\xaf\x27\x1c\0\4", sniff.SEVEN_ZIP),
        (b"\r\n\xef\xbb\xbf%PDF-1.4\n", sniff.PDF),
        (zipped({"a.txt": "x"}), sniff.ZIP),
        (zipped({}), sniff.ZIP),
    ],
)
def test_the_content_decides(data: bytes, media: str) -> None:
    assert sniff.media_type(BytesIO(data)) == media
    assert media in sniff.ARCHIVES or media in READERS


@pytest.mark.parametrize(
    ("data", "code", "found"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "not_supported", "图片（PNG）"),
        (b"\xff\xd8\xff\xe0JFIF", "not_supported", "图片（JPEG）"),
        (b"BM\x10\0\0\0\0\0\0\0", "not_supported", "图片（BMP）"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "not_supported", "图片（WebP）"),
        (b"Rar!\x1a\x07\x01\x00", "not_supported", "RAR 压缩包"),
        (b"\xfd7zXZ\x00\0", "not_supported", "xz 压缩文件"),
        (ole2({"EncryptedPackage": b"x"}), "encrypted", "加了密码的 Office 文件"),
        (ole2({"Contents": b"x"}), "not_supported", "旧版 Office 文件（OLE2）"),
        (ole2({})[:600], "truncated", "不完整的 OLE2 结构（文件被截断或损坏）"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}),
            "not_supported",
            "OpenDocument 文件（.odp）",
        ),
        (zipped({"OFD.xml": "<x/>", "Doc_0/Document.xml": ""}), "not_supported", "OFD 版式文件"),
        (zipped({"uof.xml": "<x/>"}), "not_supported", "标文通文件（.uof）"),
        (
            b'<?xml version="1.0"?><uof:UOF xmlns:uof="x" uof:language="cn"/>',
            "not_supported",
            "标文通文件（.uof）",
        ),
        (
            b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>',
            "not_supported",
            "Word 2003 XML 文档",
        ),
        (b"<?xml version='1.0'?><a/>", "not_supported", "XML 文件"),
        (b"PK\x03\x04cut off", "truncated", "不完整的压缩结构（文件被截断或损坏）"),
        (as_xlsx(TABLE)[:-60], "truncated", "不完整的压缩结构（文件被截断或损坏）"),
        (bytes(range(256)) * 3, "unreadable", "无法辨认的二进制内容"),
    ],
)
def test_what_cannot_be_read_is_called_by_its_name(data: bytes, code: str, found: str) -> None:
    with pytest.raises(SourceError) as caught:
        sniff.media_type(BytesIO(data))
    assert (caught.value.code, caught.value.found) == (code, found)
    assert "\n" not in caught.value.line()


@pytest.mark.parametrize("name", ["自评表.xls", "自评表.png", "自评表.docx", "自评表"])
def test_a_wrong_name_changes_nothing(name: str) -> None:
    for data in (as_xlsx(TABLE), as_html(TABLE), as_docx(TABLE)):
        (document,) = read_bytes(data, name).documents
        assert [cell.text for cell in document.grids[0].cells] == ["甲", "乙"]
