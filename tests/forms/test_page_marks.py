"""What a page prints at its head and foot, in text that was copied with it, is no cell of the form."""

from collections.abc import Callable

import pytest

from pipelines.forms import Form, Reading
from pipelines.readers.grid import Layout
from tests.forms.drawing import one_a_line, read_drawing

FORM = """
2023年度项目支出绩效自评表
项目名称 | 某项目
实施单位 | 某局
年度资金总额 | 全年预算数 | 全年执行数 | 执行率
财政拨款 | 100 | 98.5 | 98.5%
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析
产出指标 | 数量指标 | 培训场次 | ≥10次 | 12次 | 10 | 10
数量指标 | 更新车辆 | 2辆 | 1辆 | 20 | 12 | 招标推迟
质量指标 | 培训合格率 | 100% | 98% | 20 | 18
时效指标 | 培训及时性 | 及时 | 及时 | 10 | 10
效益指标 | 社会效益指标 | 群众知晓程度 | ≥90% | 95% | 20 | 20
可持续影响指标 | 机制健全性 | 健全 | 健全 | 10 | 10
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 94% | 10 | 10
总分 | 100 | 90
"""
LINES = one_a_line(FORM).splitlines()
EXPECTED = [
    ("培训场次", "≥10次", "12次", "10", "10", None),
    ("更新车辆", "2辆", "1辆", "20", "12", "招标推迟"),
    ("培训合格率", "100%", "98%", "20", "18", None),
    ("培训及时性", "及时", "及时", "10", "10", None),
    ("群众知晓程度", "≥90%", "95%", "20", "20", None),
    ("机制健全性", "健全", "健全", "10", "10", None),
    ("群众满意度", "≥90%", "94%", "10", "10", None),
]


def _paged(page: Callable[[int], tuple[list[str], list[str]]], length: int) -> list[str]:
    """The form one cell a line, with what the n-th page prints above and below."""
    found: list[str] = []
    for number, start in enumerate(range(0, len(LINES), length), 1):
        above, below = page(number)
        found += [*above, *LINES[start : start + length], *below]
    return found


def _rows(form: Form) -> list[tuple[str | None, ...]]:
    return [
        (row.name, row.target, row.actual, str(row.weight), str(row.score), row.reason)
        for row in form.indicators
    ]


def _read(lines: list[str]) -> Reading:
    return read_drawing("\n".join(lines), Layout.LINES)


def test_the_form_reads_without_marks() -> None:
    assert _rows(_read(LINES).forms[0]) == EXPECTED


@pytest.mark.parametrize("length", [17, 22, 29, 38])
@pytest.mark.parametrize("shown", ["{}", "- {} -", "第 {} 页", "{}/9", "Page {} of 9"])
def test_numbers_that_go_up_a_page_apart_are_those_of_pages(shown: str, length: int) -> None:
    lines = _paged(lambda number: ([], [shown.format(number)]), length)
    (form,) = _read(lines).forms
    assert _rows(form) == EXPECTED
    inside = {f"R{n}C1" for n in range(form.first_row, form.last_row + 1) if lines[n - 1] not in LINES}
    assert inside <= {cell.place for cell in form.unread}  # not lost, and no value


@pytest.mark.parametrize("length", [20, 29])
def test_words_beside_each_page_number_are_those_of_the_page(length: int) -> None:
    lines = _paged(lambda number: (["2023年度绩效自评资料汇编"], [str(number)]), length)
    (form,) = _read(lines).forms
    assert _rows(form) == EXPECTED
    assert (form.project, str(form.total_score)) == ("某项目", "90")


def test_a_title_printed_on_each_page_begins_no_form() -> None:
    title = LINES[0]
    (form,) = _read(_paged(lambda n: ([title] if n > 1 else [], [str(n)]), 29)).forms
    assert (form.title, _rows(form)) == (title, EXPECTED)


def test_a_number_of_one_page_break_is_known_by_the_row_that_fits_without_it() -> None:
    lines = [*LINES[:38], "1", *LINES[38:]]
    assert _rows(_read(lines).forms[0]) == EXPECTED


def test_small_points_that_go_up_are_no_page_numbers() -> None:
    rows = "\n".join(f"质量指标 | 第{n}项合格率 | {90 + n}% | {91 + n}% | {n} | {n}" for n in range(1, 8))
    told = FORM.replace("质量指标 | 培训合格率 | 100% | 98% | 20 | 18", rows).replace("总分 | 100 | 90", "")
    (form,) = _read(one_a_line(told).splitlines()).forms
    assert [str(row.weight) for row in form.indicators][2:9] == [str(n) for n in range(1, 8)]


def test_a_page_number_between_rows_of_text_with_tabs_is_passed_over() -> None:
    rows = FORM.strip().splitlines()
    drawing = "\n".join([*rows[:8], "1", *rows[8:], "2"])
    (form,) = read_drawing(drawing, Layout.TABBED).forms
    assert _rows(form) == EXPECTED
