"""Templates of 转移支付区域（项目）绩效目标自评表: mostly without weights and scores."""

from collections.abc import Mapping
from dataclasses import replace

from pipelines.synthetic.arrangement import TITLES, Arrangement, Column

_CENTRAL = Arrangement(
    titles=TITLES,
    head=(
        (("转移支付（项目）名称", "project"),),
        (("中央主管部门", "central"),),
        (("地方主管部门", "supervisor"), ("资金使用单位", "department")),
    ),
    fund_label="资金情况{unit}",
    fund_columns=(
        Column("", "label", 2),
        Column("全年预算数（A）", "adjusted", 2),
        Column("全年执行数（B）", "executed", 2),
        Column("预算执行率（B/A）", "rate_pct", 2),
    ),
    columns=(
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "name", 2),
        Column("指标值", "target"),
        Column("全年实际完成值", "actual"),
        Column("未完成原因和改进措施", "reason", 2),
    ),
    goal_label="总体目标完成情况",
    goal_headings=("总体目标", "全年实际完成情况"),
    total="none",
)

TRANSFER: Mapping[str, Arrangement] = {
    "central_transfer": _CENTRAL,
    # From 2023 on seven questions on how the money was managed stand between funds and goals.
    "central_transfer_2023": replace(
        _CENTRAL, year="title", titles={**TITLES, "transfer_payment": "转移支付项目绩效目标自评表"}
    ),
    # Budget as label and value in one column, 万 behind the amount.
    "market_transfer": replace(
        _CENTRAL,
        head=(
            (("转移支付名称", "project"), ("类型", "category")),
            (("资金使用单位", "department"), ("填报人", "contact")),
        ),
        fund_label="预算执行情况{unit}",
        funds="pairs",
        fund_columns=(
            Column("", "label"),
            Column("预算数（A）", "adjusted"),
            Column("执行数（B）", "executed"),
            Column("预算执行率（B/A）", "rate_pct"),
        ),
        goal_label="年度总体目标",
        goal_headings=("年初设定目标", "全年实际完成情况"),
        name_mark="指标{n}.",
    ),
}  # fmt: skip
