"""Web pages in a single file, as browsers, Word and Excel save them."""

import base64
import quopri
from io import BytesIO

import pytest

from pipelines.readers import read_bytes, sniff
from pipelines.readers.grid import Cell, Grid
from tests.readers.drawn import Drawn, as_html


def saved(*parts: tuple[str, str, bytes], encoding: str = "quoted-printable", head: str = "") -> bytes:
    """Return a page saved in one file; a part is its address, its kind and its content."""
    lines = [f'{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--=_a"\r\n\r\n'.encode()]
    for address, kind, content in parts:
        body = base64.encodebytes(content) if encoding == "base64" else quopri.encodestring(content)
        if encoding == "8bit":
            body = content
        lines.append(
            f"----=_a\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n"
            f"Content-Location: {address}\r\n\r\n".encode()
        )
        lines += [body, b"\r\n"]
    return b"".join([*lines, b"----=_a--\r\n"])


def read(data: bytes) -> tuple[Grid, ...]:
    result = read_bytes(data, "自评表.mht")
    assert not result.rejected, result.rejected[0].error.line()
    assert result.documents[0].media_type == sniff.MHT
    return result.documents[0].grids


TABLE = Drawn(2, 2, (Cell(1, 1, "产出指标", 2), Cell(1, 2, "≥90.00(%)"), Cell(2, 2, "82.24%")))


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_the_page_in_the_file_is_read_as_any_page(encoding: str, charset: str) -> None:
    page = as_html(TABLE, charset)
    picture = ("file:///C:/表.png", "image/png", b"\x89PNG\r\n\x1a\n")
    (grid,) = read(
        saved(("file:///C:/表.htm", f"text/html; charset={charset}", page), picture, encoding=encoding)
    )
    assert grid.name == "正文"
    assert grid.cells == TABLE.cells


def test_each_sheet_of_a_workbook_saved_so_is_a_grid() -> None:
    frames = b"<html><frameset><frame src=sheet001.htm></frameset>\xe6\x97\xa0</html>"
    grids = read(
        saved(
            ("file:///C:/表.htm", "text/html", frames),
            ("file:///C:/表.files/sheet001.htm", "text/html", as_html(TABLE)),
            ("file:///C:/表.files/sheet002.htm", "text/html", as_html(TABLE)),
            ("file:///C:/表.files/sheet003.htm", "text/html", b"<html></html>"),
        )
    )
    assert [grid.name for grid in grids] == ["正文", "sheet002"]


def test_what_a_browser_writes_before_it_changes_nothing() -> None:
    data = saved(
        ("http://a.example/", "text/html", as_html(TABLE)), head="From: <Saved by Blink>\r\nSubject: x\r\n"
    )
    assert sniff.media_type(BytesIO(data)) == sniff.MHT
    assert read(data)[0].cells == TABLE.cells


def test_a_file_without_a_page_is_empty_and_one_of_endless_parts_is_refused() -> None:
    assert read_bytes(saved(("a", "image/png", b"x")), "空.mht").rejected[0].error.code == "empty"
    endless = saved() + b"----=_a\r\nContent-Type: text/html\r\n\r\n" * 30_000
    assert read_bytes(endless, "多.mht").rejected[0].error.code == "too_large"
    nested = saved() + b'Content-Type: multipart/mixed; boundary="x"\r\n' * 60
    assert read_bytes(nested, "深.mht").rejected[0].error.code == "too_large"


@pytest.mark.parametrize("head", ["X: y\r\n" * 20_000, "X-Long: " + "y" * 200_000 + "\r\n"])
def test_a_head_without_end_is_refused(head: str) -> None:
    page = saved(("表.htm", "text/html", as_html(TABLE)))
    for before in (b'_a"\r\n', b"Content-Type: text/html\r\n"):
        data = page.replace(before, before + head.encode())
        (refused,) = read_bytes(data, "自评表.mht").rejected
        assert refused.error.code == "too_large"
