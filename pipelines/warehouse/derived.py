"""Tables that a build works out from all forms together: who owes, who overlaps, rollups."""

from pipelines.warehouse.column import MONEY_SQL, POINTS_SUM_SQL, Table
from pipelines.warehouse.column import column as _c
from pipelines.wording import Wording

DEPARTMENTS = Table(
    "departments",
    Wording("单位", "Departments"),
    ("collection", "department"),
    (
        _c("collection", "VARCHAR", "批次", "Collection"),
        _c("department", "VARCHAR", "单位", "Department"),
        _c("former_names", "VARCHAR", "曾用名", "Former names"),
        _c("parent", "VARCHAR", "上级单位", "Parent department"),
        _c("included_in_parent", "BOOLEAN", "上级表已含", "Included in the parent's form"),
        _c("kind", "VARCHAR", "单位类别", "Kind of department"),
        _c("size_group", "VARCHAR", "规模组", "Size group"),
        _c("owes", "VARCHAR", "应报表类型", "Form types owed"),
        _c("in_roster", "BOOLEAN", "在名录内", "In the roster"),
        _c("forms", "INTEGER", "表数", "Forms"),
    ),
)
OBLIGATIONS = Table(
    "obligations",
    Wording("应报情况", "Obligations"),
    ("collection", "fiscal_year", "department", "form_type"),
    (
        _c("collection", "VARCHAR", "批次", "Collection"),
        _c("fiscal_year", "SMALLINT", "年度", "Fiscal year"),
        _c("department", "VARCHAR", "单位", "Department"),
        _c("form_type", "VARCHAR", "表类型", "Form type"),
        _c("kind", "VARCHAR", "单位类别", "Kind of department"),
        _c("parent", "VARCHAR", "上级单位", "Parent department"),
        _c("status", "VARCHAR", "报送情况", "Status"),
        _c("form_id", "VARCHAR", "表编号", "Form id"),
        _c("budget_yuan", MONEY_SQL, "全年预算数（元）", "Budget (yuan)"),
        _c("known_budget_yuan", MONEY_SQL, "邻近年度预算数（元）", "Budget of the nearest year (yuan)"),
        _c("known_year", "SMALLINT", "邻近年度", "Nearest year with a budget"),
    ),
)
OVERLAPS = Table(
    "overlaps",
    Wording("重复计入", "Double counts"),
    ("form_id", "parent_form_id"),
    (
        _c("form_id", "VARCHAR", "表编号", "Form id"),
        _c("parent_form_id", "VARCHAR", "上级表编号", "Parent's form id"),
        _c("collection", "VARCHAR", "批次", "Collection"),
        _c("fiscal_year", "SMALLINT", "年度", "Fiscal year"),
        _c("department", "VARCHAR", "单位", "Department"),
        _c("parent", "VARCHAR", "上级单位", "Parent department"),
        _c("status", "VARCHAR", "处理", "Treatment"),
        _c("budget_yuan", MONEY_SQL, "全年预算数（元）", "Budget (yuan)"),
    ),
)
INDICATOR_TOTALS = Table(
    "indicator_totals",
    Wording("指标汇总", "Indicator totals"),
    ("collection", "fiscal_year", "form_type", "kind", "department", "level1", "level2", "rate_step"),
    (
        _c("collection", "VARCHAR", "批次", "Collection"),
        _c("fiscal_year", "SMALLINT", "年度", "Fiscal year"),
        _c("form_type", "VARCHAR", "表类型", "Form type"),
        _c("kind", "VARCHAR", "单位类别", "Kind of department"),
        _c("department", "VARCHAR", "单位", "Department"),
        _c("level1", "VARCHAR", "一级指标", "Level 1"),
        _c("level2", "VARCHAR", "二级指标", "Level 2"),
        _c("rate_step", "SMALLINT", "得分率档（5%）", "Score rate in steps of 5 %"),
        _c("indicators", "INTEGER", "指标数", "Indicators"),
        _c("weight", POINTS_SUM_SQL, "分值", "Weight"),
        _c("score", POINTS_SUM_SQL, "得分", "Score"),
    ),
)
GENERATION = Table(
    "generation",
    Wording("数据版本", "Generation"),
    ("generation",),
    (
        _c("generation", "VARCHAR", "数据版本", "Generation"),
        _c("built_at", "TIMESTAMP", "生成时间（UTC）", "Built at (UTC)"),
        _c("checksum", "VARCHAR", "校验值", "Checksum"),
        _c("schema_version", "INTEGER", "结构版本", "Schema version"),
        _c("seconds", "DOUBLE", "用时（秒）", "Seconds"),
        _c("profile", "VARCHAR", "规则方案", "Rule profile"),
        _c("profile_digest", "VARCHAR", "规则方案指纹", "Fingerprint of the profile"),
    ),
)
