"""Words of a text that has lost its rows: the end of one, or the beginning of the next."""

from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of, one_a_line

FORM = """
2023年度项目支出绩效自评表
项目名称 | 移民扶持
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
产出指标 | 数量指标 | 直补资金发放人数 | ≥28600人 | 28594人 | 10 | 9.99 | 6名移民年内死亡
实施基础设施项目 | 16个 | 14个 | 10 | 8.75 | 2个项目用地调整
质量指标 | 验收合格率 | 100% | 100% | 10 | 10
时效指标 | 资金发放时间 | 12月31日前 | 12月18日 | 10 | 10
效益指标 | 社会效益指标 | 上访事件 | 0起 | 0起 | 30 | 30
满意度指标 | 服务对象满意度指标 | 移民满意度 | ≥90% | 94.6% | 30 | 30
合计 | 100 | 98.74
"""


def test_words_behind_a_score_below_its_weight_are_the_reason_where_levels_are_standard() -> None:
    first, second, *_ = form_of(one_a_line(FORM), Layout.LINES).indicators
    assert (first.reason, second.name, second.level2) == ("6名移民年内死亡", "实施基础设施项目", "数量指标")


def test_words_behind_a_score_as_high_as_its_weight_may_be_of_the_next_row() -> None:
    rows = FORM.replace("质量指标", "移民后扶").replace("2个项目用地调整", "").replace("8.75", "10")
    indicator = form_of(one_a_line(rows), Layout.LINES).indicators[1]
    assert (indicator.name, indicator.reason) == ("实施基础设施项目", None)


def test_the_execution_behind_the_satisfaction_is_a_level_of_its_own() -> None:
    rows = FORM.replace("合计", "预算执行 | 预算执行率 | 100% | 95.7% | 10 | 9.57\n合计")
    for layout in (Layout.LINES, Layout.CLOSED):
        drawn = one_a_line(rows) if layout is Layout.LINES else rows
        indicator = form_of(drawn, layout).indicators[-1]
        assert (indicator.level1, indicator.level2, indicator.name) == ("预算执行", None, "预算执行率")


def test_standard_second_levels_under_a_heading_of_types_are_the_second_level() -> None:
    rows = """
    2023年度项目支出绩效自评表
    项目名称 | 污水处理
    指标类型 | 指标名称 | 计划值 | 实际值 | 分值 | 得分
    数量指标 | 处理污水量 | ≥320万吨 | 298万吨 | 50 | 46.6
    质量指标 | 出水达标率 | ≥95% | 97% | 50 | 50
    """
    for drawn, layout in ((rows, Layout.CLOSED), (one_a_line(rows), Layout.LINES)):
        assert [(row.level2, row.name) for row in form_of(drawn, layout).indicators] == [
            ("数量指标", "处理污水量"),
            ("质量指标", "出水达标率"),
        ]


def test_a_list_goes_on_behind_a_note_where_rows_are_kept() -> None:
    rows = FORM.replace("效益指标 |", "小计 | 40 | 38.74\n注：上访以县级登记为准。\n效益指标 |")
    form = form_of(rows, Layout.CLOSED)
    assert [row.name for row in form.indicators][-2:] == ["上访事件", "移民满意度"]
    assert (str(form.total_weight), str(form.total_score)) == ("100", "98.74")
