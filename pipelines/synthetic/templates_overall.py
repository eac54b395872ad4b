"""Templates of 部门整体支出绩效自评表."""

from collections.abc import Mapping
from dataclasses import replace

from pipelines.synthetic.arrangement import TITLES, Arrangement, Column

_TWO_BUDGETS = (
    Column("", "label", 2),
    Column("年初预算数", "initial"),
    Column("全年预算数", "adjusted"),
    Column("全年执行数", "executed"),
    Column("分值", "weight"),
    Column("执行率", "rate_pct"),
    Column("得分", "score"),
)

#: Shanghai: no total line; 资金来源 above 资金结构; the weight of a 一级 merged beside it.
_SHANGHAI = Arrangement(
    titles={**TITLES, "department_overall": "部门（单位）整体支出绩效自评表"},
    head=((("部门（单位）名称", "department"), ("下属单位个数", "subordinates")),),
    fund_label="整体支出规模{unit}",
    fund_columns=(
        Column("", "label", 2),
        Column("全年预算数", "adjusted", 2),
        Column("全年执行数", "executed", 2),
        Column("执行率", "rate_pct", 2),
    ),
    columns=(
        Column("一级指标", "level1"),
        Column("权重", "level1_weight"),
        Column("二级指标", "level2"),
        Column("三级指标", "name"),
        Column("年度指标值", "target"),
        Column("全年完成值", "actual"),
        Column("分值", "weight"),
        Column("得分", "score"),
        Column("偏差及原因分析", "reason"),
    ),
    fund_groups="prefix",
    money="thousands",
    rate="bare2",
    points="two",
    goal_headings=("年初设定目标", "全年完成情况"),
    side_label="",
    indicator_title="分解目标自评",
    total="bare",
)

#: National: the project form with the department in its head.
_NATIONAL = Arrangement(
    titles=TITLES,
    head=((("部门（单位）名称", "department"),),),
    fund_label="预算执行情况{unit}",
    fund_columns=_TWO_BUDGETS,
    columns=(
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "name", 2),
        Column("年度指标值", "target"),
        Column("实际完成值", "actual"),
        Column("分值", "weight"),
        Column("得分", "score"),
        Column("偏差原因分析及改进措施", "reason"),
    ),
    fund_dash="—",
    money="thousands",
    rate="percent2",
)

OVERALL: Mapping[str, Arrangement] = {
    "shanghai_overall": _SHANGHAI,
    "shanghai_overall_drifted": replace(_SHANGHAI, funds="drifted"),
    "national_overall": _NATIONAL,
    # 分值 before 年度指标值, levels printed in every row, 合计 instead of 总分.
    "province_weight_first": replace(
        _NATIONAL,
        head=((("部门名称", "department"), ("填报日期", "filled_on")),),
        fund_label="部门预算资金{unit}",
        fund_columns=(
            Column("资金构成", "label", 2),
            Column("年初预算数（A）", "initial"),
            Column("调整预算数（B）", "adjusted"),
            Column("执行数（C）", "executed"),
            Column("分值", "weight"),
            Column("执行率（C/B）", "rate_pct"),
            Column("得分", "score"),
        ),
        columns=(
            Column("一级指标", "level1"),
            Column("二级指标", "level2"),
            Column("三级指标", "name", 2),
            Column("分值", "weight"),
            Column("年度指标值", "target"),
            Column("全年实际值", "actual"),
            Column("自评得分", "score"),
            Column("未完成原因和改进措施", "reason"),
        ),
        year="title",
        levels="repeated",
        total_label="合计",
        unit_right=True,
    ),
    # Target split in three, points inside the level words, the grade beside the total.
    "yunnan_overall": replace(
        _NATIONAL,
        fund_label="年度资金情况{unit}",
        columns=(
            Column("一级指标", "level1"),
            Column("二级指标", "level2"),
            Column("三级指标", "name", 2),
            Column("指标性质", "sign", group="年度指标值"),
            Column("指标值", "target_value", group="年度指标值"),
            Column("度量单位", "target_unit", group="年度指标值"),
            Column("实际完成值", "actual"),
            Column("分值", "weight"),
            Column("得分", "score"),
            Column("偏差原因分析及改进措施", "reason"),
        ),
        grade_in_total=True,
    ),
    # 资金来源 and 资金结构 side by side; two pairs a row in the head.
    "province_side_by_side": replace(
        _NATIONAL,
        head=(
            (("部门名称", "department"), ("预算编码", "code")),
            (("负责人及电话", "contact"), ("填报日期", "filled_on")),
        ),
        fund_label="资金情况{unit}",
        fund_columns=(
            Column("", "label"),
            Column("全年预算数", "adjusted"),
            Column("全年执行数", "executed"),
            Column("执行率", "rate_pct"),
        ),
        funds="side_by_side",
        levels="once",
        level_points=("level1",),
        total_label="自评总分",
        total="text",
    ),
    # Sources and structure in a merged column of their own.
    "province_grouped": replace(
        _NATIONAL,
        fund_label="年度预算{unit}",
        fund_columns=(
            Column("资金类别", "label"),
            Column("预算数", "adjusted", 2),
            Column("执行数", "executed", 2),
            Column("执行率（%）", "rate_pct"),
        ),
        fund_groups="column",
        rate="bare2",
        total_label="合计",
    ),
    # 2023, Anhui: an overall form in the words of the project form; — in the sub-rows.
    "anhui_overall": replace(_NATIONAL, head=((("部门", "department"),),), money="plain", rate="percent"),
    # 2023, Hunan: the total in columns, both breakdowns as amounts inside their labels.
    "hunan_overall": replace(
        _NATIONAL,
        head=((("部门名称", "department"),),),
        fund_label="年度预算申请\n(万元",
        fund_columns=(
            Column("", "label", 2),
            Column("年初预算数", "initial"),
            Column("全年预算数", "adjusted"),
            Column("全年执行数", "executed"),
            Column("分值", "weight"),
            Column("执行率", "rate_pct"),
            Column("自评得分", "score"),
        ),
        columns=tuple(
            replace(column, heading="自评得分") if column.key == "score" else column
            for column in _NATIONAL.columns
        ),
        fund_dash="",
        money="plain",
        rate="percent",
    ),
    # 2023, Chongqing: no levels, 分值 before the actual value, the total score in the head.
    "chongqing_overall": replace(
        _NATIONAL,
        head=(
            (("部门（单位）名称", "department"), ("自评总分（分）", "total_score")),
            (("主管部门", "supervisor"), ("联系人", "contact")),
        ),
        fund_label="部门整体支出{unit}",
        fund_columns=(
            Column("", "label", 1),
            Column("年初预算数", "initial"),
            Column("全年（调整）预算数", "adjusted"),
            Column("全年执行数", "executed"),
            Column("执行率（%）", "rate_pct"),
            Column("执行率权重", "weight"),
            Column("执行率得分（分）", "score"),
        ),
        columns=(
            Column("指标名称", "name", 2),
            Column("年度指标值", "target"),
            Column("指标权重（分）", "weight"),
            Column("全年完成值", "actual"),
            Column("指标得分（分）", "score"),
            Column("说明", "reason"),
        ),
        goal_label="当年整体绩效目标",
        goal_headings=("年初绩效目标", "全年目标实际完成情况"),
        fund_dash="",
        money="plain",
        rate="bare",
        total="none",
    ),
}  # fmt: skip
