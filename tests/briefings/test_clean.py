"""Strangers' words: plain text in every format, nothing lost silently, nothing raises."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pptx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dashboard.briefings import docx_writer, page_docx, page_pdf, pptx_writer, xlsx_writer
from dashboard.briefings.clean import LONGEST, clean
from dashboard.briefings.template import Template
from tests.briefings.made import made

HOSTILE = (
    "<img src=x onerror=alert(1)>", "[点我](javascript:alert(1))", '=cmd|" /C calc"!A0', "@SUM(1)",
    "&amp;<w:t>", "局\u202e123", "局\x00\x0b\x1b", "局\ufffe\ud800", "局\u200b\ufeff\u2066", "很长" * 100,
    "👨‍👩‍👧𠮷䶮局", "第一行\r\n第二行\u2028第三行",
    "]]>局", "_x0041_局", "$x$ #let #sys *局* _a_ `b`", "+1-1", "%d{0}{name}",
)  # fmt: skip
WRITERS: dict[str, Callable[..., bytes]] = {
    "docx": docx_writer.write,
    "pptx": pptx_writer.write,
    "xlsx": xlsx_writer.write,
    "onepage_docx": page_docx.write,
    "onepage_pdf": page_pdf.write,
}


def words_of(form: str, data: bytes) -> str:
    """All text of a file, as another program reads it."""
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        return "\n".join(str(c.value) for page in book for row in page.iter_rows() for c in row if c.value)
    if form == "pptx":
        slides = pptx.Presentation(io.BytesIO(data)).slides
        return "\n".join("".join(slide.element.xpath(".//a:t/text()")) for slide in slides)
    if form == "onepage_pdf":
        return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
    document = docx.Document(io.BytesIO(data))
    return "\n".join("".join(p.xpath(".//w:t/text()")) for p in document.element.body.xpath("//w:p"))


def written(form: str, names: tuple[str, ...], marked: bool = False) -> bytes:
    briefing = made(names, office=names[0], addressee=names[-1], title=(names[0],))
    return WRITERS[form](briefing, Template(red_head=names[0]), marked, b"record")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a〔U+0000〕b"),
        ("a\u202eb", "a〔U+202E〕b"),
        ("\ud800", "〔U+D800〕"),
        ("\uffff", "〔U+FFFF〕"),
        ("a\r\nb\tc\u2028d", "a b c d"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("=1+1", "=1+1"),
        ("", ""),
    ],
)
def test_what_cannot_be_stored_or_seen_is_shown_as_its_code(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_a_clean_text_is_one_line_that_xml_can_hold(text: str) -> None:
    whole = clean(text)
    assert len(whole) <= LONGEST
    assert len(whole.splitlines()) <= 1
    assert etree.fromstring(f"<a>{whole.replace('&', '').replace('<', '')}</a>") is not None


@pytest.mark.parametrize("form", WRITERS)
def test_hostile_names_are_plain_text(form: str) -> None:
    data = written(form, HOSTILE)
    words = words_of(form, data)
    assert "<img src=x onerror=alert(1)>" in words
    assert "\u202e" not in words
    if form in {"docx", "xlsx"}:
        for name in HOSTILE[1:5]:
            assert name in words
        for code in ("U+202E", "U+0000", "U+D800", "U+FFFE", "U+200B"):
            assert f"〔{code}〕" in words
        assert "第一行 第二行 第三行" in words
        assert "👨‍👩‍👧𠮷䶮局" in words


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx", "onepage_docx"])
def test_no_name_becomes_a_formula_a_link_or_markup(form: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(form, HOSTILE))) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
            if name.endswith(".rels"):
                assert b"javascript" not in package.read(name)
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(package.read(name))) as book:
                    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        if form == "xlsx":
            sheets = [package.read(name) for name in package.namelist() if "worksheets/sheet" in name]
            assert not any(b"<f>" in sheet for sheet in sheets)


def test_a_long_name_is_cut_in_the_document_and_whole_in_the_workbook() -> None:
    long = "很长的名字" * 60
    assert long not in words_of("docx", written("docx", (long, "乙局")))
    assert f"{long[:199]}…" in words_of("docx", written("docx", (long, "乙局")))
    assert long in words_of("xlsx", written("xlsx", (long, "乙局")))


@settings(max_examples=6, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=3), st.booleans())
def test_no_name_breaks_a_writer(names: list[str], marked: bool) -> None:
    for form in WRITERS:
        words = words_of(form, written(form, tuple(names), marked))
        assert re.search(r"[0-9]", words)
