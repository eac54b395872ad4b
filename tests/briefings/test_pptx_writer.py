"""The slides: sentences as titles, native charts, sources at the foot, definitions in the notes."""

import io
from typing import Any

import pptx
import pytest
from pptx.util import Inches

from dashboard.briefings import pptx_writer
from dashboard.briefings.template import Template
from tests.briefings.made import made


def opened(marked: bool = False, **more: object) -> Any:
    data = pptx_writer.write(made(**more), Template(), marked, b"")  # type: ignore[arg-type]
    return pptx.Presentation(io.BytesIO(data))


def words_of(slide: Any) -> list[str]:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return texts + [cell.text for table in tables for row in table.rows for cell in row.cells]


def test_the_title_of_a_slide_is_the_sentence() -> None:
    slides = opened().slides
    assert [slide.shapes.title.text for slide in slides][:3] == [
        "部门自评情况汇报",
        "项目支出执行率78.8%，8个部门中4个偏低，其中最低的是区教育局，48.0%。",
        "执行率最低的是区教育局",
    ]


def test_cards_points_table_and_source_are_on_the_slide() -> None:
    slides = opened().slides
    words = words_of(slides[1])
    assert "已报部门\n8\n " in words
    assert "来源：各部门自评表　数据版本 20240329-9704abcd · 规则方案 default@1" in words
    assert "55.6%" in words_of(slides[3])


def test_a_chart_is_native_and_its_values_are_the_facts() -> None:
    charts = [shape.chart for slide in opened().slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 2
    plot = charts[0].plots[0]
    assert list(plot.categories)[:2] == ["区教育局", "区民政局"]
    assert plot.series[0].values[0] == pytest.approx(0.48)
    assert charts[0].part.chart_workbook.xlsx_part is not None


def test_every_slide_says_what_it_is() -> None:
    for slide in opened(marked=True).slides:
        assert {"演示数据", "核对稿"} <= set(words_of(slide))
    for slide in opened(demo=False).slides:
        assert "演示数据" not in words_of(slide)


def test_the_checking_copy_has_a_mark_at_each_number() -> None:
    title = opened(marked=True).slides[1].shapes.title.text
    assert title.startswith("项目支出执行率78.8%[2]，8[1]个部门")


def test_the_notes_say_what_the_numbers_mean() -> None:
    notes = opened().slides[2].notes_slide.notes_text_frame.text
    assert "区教育局项目支出执行率 48.00%：全年执行数÷全年预算数；来源：区教育局 2023年度" in notes


def test_nothing_stands_outside_of_a_slide() -> None:
    book = opened(names=("某某区" + "很长的名字" * 12,) * 1 + tuple(f"某局{at}" for at in range(40)))
    assert (book.slide_width, book.slide_height) == (Inches(13.333), Inches(7.5))
    for slide in book.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= book.slide_width
            assert shape.top + shape.height <= book.slide_height


def test_a_table_that_does_not_fit_says_how_many_rows_there_are() -> None:
    from dataclasses import replace

    briefing = made(tuple(f"某局{at}" for at in range(60)))
    table = briefing.sections[2].blocks[3]
    slide = replace(briefing.slides[3], table=table)  # type: ignore[arg-type]
    data = pptx_writer.write(replace(briefing, slides=(slide,)), Template(), False, b"")
    words = words_of(pptx.Presentation(io.BytesIO(data)).slides[1])
    assert any("共60行，此处列前" in word for word in words)
    assert "合计" in words


def test_the_same_briefing_gives_the_same_bytes() -> None:
    once, again = (pptx_writer.write(made(), Template(), False, b"record") for _ in range(2))
    assert once == again
