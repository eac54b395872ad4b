"""The Word document: what it says, how it is built, and that every number leads to its source."""

import io
import zipfile

import docx
import pytest
from lxml import etree

from dashboard.briefings import docx_writer
from dashboard.briefings.docx_sources import text_facts
from dashboard.briefings.template import Template
from tests.briefings.made import made

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(marked: bool = False, **more: object) -> bytes:
    return docx_writer.write(made(**more), Template(), marked, b"")  # type: ignore[arg-type]


def body_of(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def text_of(data: bytes) -> str:
    return "\n".join("".join(paragraph.itertext(f"{W}t")) for paragraph in body_of(data).iter(f"{W}p"))


def head_of(data: bytes) -> set[str]:
    section = docx.Document(io.BytesIO(data)).sections[0]
    return {section.header.paragraphs[0].text, section.even_page_header.paragraphs[0].text}


def test_the_text_of_the_briefing_is_in_the_document() -> None:
    text = text_of(written())
    assert "示例区2023年度部门整体支出" in text
    assert "一、基本情况" in text
    assert "项目支出执行率78.8%，8个部门中4个偏低，其中最低的是区教育局，48.0%。" in text
    assert "2024年3月29日" in text
    assert "附件2" in text


def test_headings_are_real_headings() -> None:
    styles = [(p.style.name, p.text) for p in docx.Document(io.BytesIO(written())).paragraphs if p.style]
    assert ("Heading 1", "二、主要问题") in styles
    assert ("Heading 2", "（一）项目支出执行不均衡") in styles


def test_every_link_leads_to_a_bookmark_and_each_bookmark_is_once() -> None:
    body = body_of(written())
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    ids = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    links = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    assert len(links) > 40
    assert links <= set(names)
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)


def test_the_clean_copy_has_no_marks_and_the_checking_copy_one_at_each_number() -> None:
    assert "[" not in text_of(written())
    marked = text_of(written(marked=True))
    assert "项目支出执行率78.8%[2]，8[1]个部门中4[3]个偏低" in marked


def test_a_mark_is_the_code_of_its_row_in_the_appendix() -> None:
    text = text_of(written(marked=True))
    row = text[text.index("\nF002\n") :].split("\n")
    assert row[2:4] == ["78.8%", "项目支出执行率"]
    assert row[4].endswith("等16处")


def test_pages_say_what_the_copy_is() -> None:
    assert head_of(written(demo=True)) == {"【演示数据】"}
    assert head_of(written(marked=True, demo=True)) == {"【演示数据】　【核对稿】"}
    assert head_of(written(demo=False)) == {""}


def test_a_table_repeats_its_head_and_breaks_no_row() -> None:
    for table in body_of(written()).iter(f"{W}tbl"):
        rows = list(table.iter(f"{W}tr"))
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_long_table_prints_its_first_rows_and_says_where_the_rest_is() -> None:
    names = tuple(f"某局{at}" for at in range(300))
    text = text_of(written(names=names))
    assert "共300行，此处列前20行，全部见随附的工作簿。" in text
    assert "某局19" in text
    assert "\n合计\n" in text


def test_the_appendix_has_a_row_a_number_of_the_text_and_one_a_row_of_a_table() -> None:
    briefing = made(tuple(f"某局{at}" for at in range(300)))
    tables = docx.Document(io.BytesIO(docx_writer.write(briefing, Template(), False, b""))).tables
    of_text, of_grades, of_money = tables[-3:]
    assert len(of_text.rows) == 1 + len(text_facts(briefing))
    assert len(of_money.rows) == 1 + 20 + 1
    assert [cell.text for cell in of_grades.rows[1].cells][1] == "优"
    first = [cell.text for cell in of_money.rows[1].cells]
    codes = " ".join(briefing.ids[key] for key in ("budget:某局0", "rate:某局0:2023"))
    assert first == [codes, "某局0", "某局0 2023年度 整体支出自评表 R10C5、R10C6"]


@pytest.mark.parametrize("names", [("区教育局",), tuple(f"某局{at}" for at in range(3))])
def test_a_small_district_gives_a_document(names: tuple[str, ...]) -> None:
    assert names[0] in text_of(written(names=names))


def test_a_chart_is_native_and_has_its_workbook() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        charts = [name for name in package.namelist() if name.startswith("word/charts/chart")]
        assert len(charts) == 5
        for name in charts:
            etree.fromstring(package.read(name))
            links = package.read(f"word/charts/_rels/{name.rsplit('/', 1)[1]}.rels").decode()
            assert "embeddings/" in links


def test_the_properties_name_the_office_and_no_library() -> None:
    core = docx.Document(io.BytesIO(written())).core_properties
    assert core.author == core.last_modified_by == "示例区财政局"
    assert core.title == "示例区2023年度部门整体支出绩效自评情况报告"
    assert core.created is not None
    assert core.created.isoformat() == "2024-03-29T00:00:00+00:00"


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert written() == written()
