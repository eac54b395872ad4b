"""Templates of 项目支出绩效自评表."""

from collections.abc import Mapping
from dataclasses import replace

from pipelines.synthetic.arrangement import TITLES, Arrangement, Column

#: 财政部, 2020: what most provinces started from.
_NATIONAL = Arrangement(
    titles=TITLES,
    head=((("项目名称", "project"),), (("主管部门", "supervisor"), ("实施单位", "department"))),
    fund_label="项目资金{unit}",
    fund_columns=(
        Column("", "label", 2),
        Column("年初预算数", "initial"),
        Column("全年预算数", "adjusted"),
        Column("全年执行数", "executed"),
        Column("分值", "weight"),
        Column("执行率", "rate_pct"),
        Column("得分", "score"),
    ),
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

PROJECT: Mapping[str, Arrangement] = {
    "national_project": _NATIONAL,
    # Points inside the level words, names numbered, placeholders left in.
    "mof_project_points": replace(
        _NATIONAL,
        level_points=("level1",),
        name_mark="指标{n}：",
        fillers=True,
        money="plain",
        rate="percent",
    ),
    # 2022, Yunnan 公开14表.
    "yunnan_project": replace(
        _NATIONAL,
        fund_label="项目资金\n{unit}",
        columns=(
            Column("一级指标", "level1"),
            Column("二级指标", "level2"),
            Column("三级指标", "name"),
            Column("指标性质", "sign", group="年度指标值"),
            Column("指标值", "target_value", group="年度指标值"),
            Column("度量单位", "target_unit", group="年度指标值"),
            Column("实际完成值", "actual"),
            Column("分值", "weight"),
            Column("得分", "score"),
            Column("偏差原因分析及改进措施", "reason"),
        ),
        money="thousands",
        rate="percent",
        grade_in_total=True,
    ),
    # 2022, Shanghai, in 元.
    "shanghai_project": replace(
        _NATIONAL,
        fund_label="项目资金{unit}",
        fund_dash="",
        columns=tuple(
            replace(column, heading="全年完成值") if column.key == "actual" else column
            for column in _NATIONAL.columns
        ),
    ),
    # 2022, Anhui: (A) and (B) behind the headings, placeholders with a slash.
    "anhui_project": replace(
        _NATIONAL,
        fund_columns=(
            Column("", "label", 2),
            Column("年初预算数", "initial"),
            Column("全年预算数（A）", "adjusted"),
            Column("全年执行数（B）", "executed"),
            Column("分值", "weight"),
            Column("执行率（B/A）", "rate_pct"),
            Column("得分", "score"),
        ),
        level_points=("level1",),
        name_mark="指标{n}：",
        fillers=True,
        fund_dash="-",
        money="plain",
        rate="percent",
    ),
    # A reviewed score beside the self score; two pairs a row in the head; one budget column.
    "province_review": replace(
        _NATIONAL,
        head=(
            (("项目名称", "project"), ("项目编码", "code")),
            (("主管部门", "supervisor"), ("项目实施单位", "department")),
            (("项目负责人", "contact"), ("填报日期", "filled_on")),
        ),
        fund_columns=(
            Column("资金来源", "label", 2),
            Column("全年预算数", "adjusted", 2),
            Column("全年执行数", "executed", 2),
            Column("分值", "weight"),
            Column("执行率", "rate_pct"),
            Column("自评分", "score"),
        ),
        columns=(
            Column("一级指标", "level1"),
            Column("二级指标", "level2"),
            Column("三级指标", "name", 2),
            Column("年度指标值", "target"),
            Column("实际完成值", "actual"),
            Column("分值", "weight"),
            Column("自评分", "score"),
            Column("复核分", "review"),
            Column("未完成原因分析", "reason"),
        ),
        year="title",
        levels="repeated",
        total_label="合计",
        unit_right=True,
        fund_label="项目资金",
    ),
    # 2021, Ningxia: four 一级 of its own, the execution rate among the indicators, 自评得分 in the head.
    "ningxia_project": replace(
        _NATIONAL,
        head=(
            (("项目名称", "project"), ("自评得分", "total_score")),
            (("主管部门", "supervisor"), ("财政审核评分", "review")),
            (("实施单位", "department"), ("负责人及电话", "contact")),
        ),
        fund_columns=(
            Column("", "label", 2),
            Column("年初预算数", "initial", 2),
            Column("全年预算数", "adjusted", 2),
            Column("全年执行数", "executed", 2),
            Column("执行率", "rate_pct"),
        ),
        level_points=("level1",),
        name_mark="指标{n}：",
        money="plain",
        rate="percent",
        total="none",
    ),
    # 2020, Hunan: no weights and no scores, two kinds of money above the county's own.
    "hunan_project": replace(
        _NATIONAL,
        fund_columns=(
            Column("", "label", 2),
            Column("全年预算数（A）", "adjusted", 2),
            Column("全年执行数（B）", "executed", 2),
            Column("执行率（B/A）", "rate_pct", 2),
        ),
        columns=(
            Column("一级指标", "level1"),
            Column("二级指标", "level2"),
            Column("三级指标", "name", 2),
            Column("年度指标值", "target"),
            Column("全年实际完成值", "actual"),
            Column("未完成原因和改进措施", "reason", 2),
        ),
        fund_dash="",
        money="plain",
        rate="percent",
        side_label="绩\n效\n指\n标",
        total="none",
    ),
    # 2020, Hubei: the execution rate is worth 20 points; each goal has its points and its own indicators.
    "hubei_project": replace(
        _NATIONAL,
        head=(
            (("项目名称", "project"),),
            (("单位名称", "department"), ("项目实施单位", "")),
            (("主管部门", "supervisor"),),
            (("项目类别", "category"),),
            (("项目属性", "attribute"),),
            (("项目类型", "sort"),),
        ),
        fund_label="预算执行情况{unit}\n（{points}分）",
        fund_columns=(
            Column("", "label", 2),
            Column("预算数（A）", "adjusted"),
            Column("执行数（B）", "executed"),
            Column("执行率（B/A）", "rate_pct"),
            Column("得分（{points}分*执行率）", "score"),
        ),
        columns=(
            Column("一级指标", "level1"),
            Column("二级指标", "level2"),
            Column("三级指标", "name", 2),
            Column("年初目标值（A）", "target"),
            Column("实际完成值（B）", "actual"),
            Column("得分", "score"),
        ),
        goals="blocks",
        fund_dash="",
        side_label="绩效指标",
        money="plain",
        rate="percent",
        total_label="总分",
    ),
}  # fmt: skip
