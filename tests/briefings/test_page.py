"""The one page: exactly one, whatever it says, as PDF and as a Word document."""

import io
from typing import Any

import docx
import pypdfium2
import pytest

from dashboard.briefings import page_docx, page_pdf
from dashboard.briefings.page_text import page_text
from dashboard.briefings.template import Template
from pipelines.problems import SourceError
from tests.briefings.made import made

LONG = tuple(f"某某区第{at}号名字很长的部门暨无线电管理办公室与住房公积金管理中心" for at in range(40))


def pdf(marked: bool = False, **more: Any) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(page_pdf.write(made(**more), Template(), marked, b"record"))


def text_of(document: pypdfium2.PdfDocument) -> str:
    """All words without the spaces that a layout puts between them."""
    return "".join("".join(page.get_textpage().get_text_bounded() for page in document).split())


def words_of_docx(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    return "\n".join(document.element.body.xpath("//w:t/text()"))


def test_the_pdf_is_one_page_and_says_what_the_page_says() -> None:
    document = pdf()
    text = text_of(document)
    assert len(document) == 1
    assert "项目支出执行率78.8%" in text
    for word in ("演示数据", "已报部门", "区教育局", "主要问题", "建议", "区卫生健康委"):
        assert word in text


def test_the_longest_names_and_eight_findings_are_still_one_page() -> None:
    document = pdf(marked=True, names=LONG, problems=8)
    text = text_of(document)
    assert len(document) == 1
    assert "问题八" in text
    assert "核对稿" in text
    assert "部门表共40行，此处列前8行" in text
    assert "3." in text


@pytest.mark.parametrize("missing", ["chart", "table", "cards", "problems", "decisions"])
def test_what_is_not_there_takes_no_place(missing: str) -> None:
    from dataclasses import replace

    briefing = made()
    empty = None if missing in {"chart", "table"} else ()
    page = replace(briefing.one_page, **{missing: empty})  # type: ignore[type-var,arg-type]
    briefing = replace(briefing, one_page=page)
    assert len(pypdfium2.PdfDocument(page_pdf.write(briefing, Template(), False, b""))) == 1
    assert "示例区财政局" in words_of_docx(page_docx.write(briefing, Template(), False, b""))


def test_the_word_document_says_the_same() -> None:
    briefing = made()
    words = words_of_docx(page_docx.write(briefing, Template(), False, b""))
    assert briefing.one_page is not None
    text = page_text(briefing, briefing.one_page, marked=False)
    said = [text.title, text.headline, *(words for pair in text.problems for words in pair), *text.decisions]
    assert [one for one in said if one not in words] == []


def test_bars_go_as_far_as_their_rates() -> None:
    briefing = made()
    assert briefing.one_page is not None
    bars = page_text(briefing, briefing.one_page, marked=False).chart[0].bars
    assert [(bar.series, round(bar.share, 2), bar.shown) for bar in bars] == [
        ("上年", 0.6, "60.00%"),
        ("本年", 0.48, "48.00%"),
    ]


@pytest.mark.parametrize("write", [page_pdf.write, page_docx.write])
def test_a_briefing_without_the_page_is_refused_in_one_line(write: Any) -> None:
    with pytest.raises(SourceError, match="没有一页纸"):
        write(made(one_page=None), Template(), False, b"")


@pytest.mark.parametrize("write", [page_pdf.write, page_docx.write])
def test_the_same_briefing_gives_the_same_bytes(write: Any) -> None:
    once, again = (write(made(), Template(), False, b"record") for _ in range(2))
    assert once == again
