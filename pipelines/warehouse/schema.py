"""
Every table and column of the warehouse, as literals.

Money is in yuan with four decimals (万元 is printed with up to eight); what a form prints
stands beside it as text, in the printed unit. Points are in 分. A value that a form does
not print is null. `places` is a JSON object, field → place.
"""

from pipelines.warehouse.column import MONEY, MONEY_SQL, POINTS, POINTS_SQL, SCOPE_COLUMNS, Column, Table
from pipelines.warehouse.column import column as _c
from pipelines.warehouse.derived import DEPARTMENTS, GENERATION, INDICATOR_TOTALS, OBLIGATIONS, OVERLAPS
from pipelines.warehouse.judged import JUDGED
from pipelines.wording import Wording

__all__ = ["MONEY", "POINTS", "TABLES", "Column", "Table"]

_FORM_ID = _c("form_id", "VARCHAR", "表编号", "Form id")
_DOCUMENT_ID = _c("document_id", "VARCHAR", "文件编号", "Document id")
_PLACE = _c("place", "VARCHAR", "位置", "Place")
_CORRECTED = _c("corrected", "VARCHAR", "更正为", "Corrected text")
_CORRECTION_ID = _c("correction_id", "VARCHAR", "更正编号", "Correction id")
_PLACES = _c("places", "VARCHAR", "各值位置", "Places of the values")

DOCUMENTS = Table(
    "documents",
    Wording("文件", "Documents"),
    ("document_id",),
    (
        _DOCUMENT_ID,
        _c("path", "VARCHAR", "文件", "File"),
        _c("relative_path", "VARCHAR", "批次内路径", "Path under the build's root"),
        _c("member", "VARCHAR", "压缩包内文件", "Member of an archive"),
        _c("collection", "VARCHAR", "批次", "Collection"),
        _c("sha256", "VARCHAR", "内容指纹", "SHA-256"),
        _c("media_type", "VARCHAR", "格式", "Media type"),
        _c("size_bytes", "BIGINT", "字节数", "Size in bytes"),
        _c("outcome", "VARCHAR", "结果", "Outcome"),
        _c("code", "VARCHAR", "原因代码", "Reason code"),
        _PLACE,
        _c("message", "VARCHAR", "说明", "Message"),
        _c("duplicate_of", "VARCHAR", "与之重复的文件", "Duplicate of"),
        _c("forms", "INTEGER", "表数", "Forms"),
        _c("synthetic", "BOOLEAN", "演示数据", "Synthetic"),
    ),
)
GRIDS = Table(
    "grids",
    Wording("工作表", "Grids"),
    ("document_id", "grid_no"),
    (
        _DOCUMENT_ID,
        _c("grid_no", "INTEGER", "序号", "Number in the document"),
        _c("grid", "VARCHAR", "工作表", "Grid"),
        _c("layout", "VARCHAR", "列的可信程度", "Layout"),
        _c("hidden", "BOOLEAN", "隐藏", "Hidden"),
        _c("cells", "INTEGER", "单元格数", "Cells"),
    ),
)
CELLS = Table(
    "cells",
    Wording("单元格", "Cells"),
    ("document_id", "grid_no", "row_no", "column_no"),
    (
        _DOCUMENT_ID,
        _c("grid_no", "INTEGER", "工作表序号", "Number of the grid"),
        _c("grid", "VARCHAR", "工作表", "Grid"),
        _c("row_no", "INTEGER", "行", "Row"),
        _c("column_no", "INTEGER", "列", "Column"),
        _c("row_span", "INTEGER", "占行", "Rows covered"),
        _c("column_span", "INTEGER", "占列", "Columns covered"),
        _c("printed", "VARCHAR", "原文", "Printed text"),
        _c("stored", "VARCHAR", "存储值", "Stored value"),
        _c("hidden", "BOOLEAN", "隐藏", "Hidden"),
        _c("role", "VARCHAR", "角色", "Role"),
        _c("field", "VARCHAR", "字段", "Field"),
        _FORM_ID,
        _CORRECTED,
        _CORRECTION_ID,
    ),
)
FORMS = Table(
    "forms",
    Wording("自评表", "Forms"),
    ("form_id",),
    (
        _FORM_ID,
        _DOCUMENT_ID,
        _c("grid", "VARCHAR", "工作表", "Grid"),
        _c("ordinal", "INTEGER", "文件内序号", "Number in the document"),
        _c("first_row", "INTEGER", "首行", "First row"),
        _c("last_row", "INTEGER", "末行", "Last row"),
        *SCOPE_COLUMNS,
        _c("counted_reason", "VARCHAR", "不计入原因", "Why not counted"),
        _c("superseded_by", "VARCHAR", "被取代于", "Superseded by"),
        _c("title", "VARCHAR", "标题", "Title"),
        _c("department_printed", "VARCHAR", "单位（原文）", "Department as printed"),
        _c("department_code", "VARCHAR", "单位编码", "Department code"),
        _c("supervisor", "VARCHAR", "主管部门", "Supervisor"),
        _c("unit", "VARCHAR", "金额单位", "Printed unit"),
        _c("total_weight", POINTS_SQL, "总分值", "Total weight"),
        _c("total_score", POINTS_SQL, "自评总分", "Total score"),
        _c("grade", "VARCHAR", "等级", "Grade"),
        _c("indicators", "INTEGER", "指标数", "Indicators"),
        _c("money_basis", "VARCHAR", "金额口径", "Basis of the form's own money"),
        _c("initial_yuan", MONEY_SQL, "年初预算数（元）", "Initial budget (yuan)"),
        _c("budget_yuan", MONEY_SQL, "全年预算数（元）", "Budget (yuan)"),
        _c("executed_yuan", MONEY_SQL, "全年执行数（元）", "Executed (yuan)"),
        _c("weights_sum", POINTS_SQL, "各指标分值之和", "Sum of indicator weights"),
        _c("scores_sum", POINTS_SQL, "各指标得分之和", "Sum of indicator scores"),
        _c("values_read", "INTEGER", "读出的值", "Values read"),
        _c("values_supported", "INTEGER", "有算术印证的值", "Values that arithmetic supports"),
        _c("values_contradicted", "INTEGER", "与算术不符的值", "Values that arithmetic contradicts"),
        _c("values_moved", "INTEGER", "错列对回的值", "Values found beside their headings"),
        _c("values_unread", "INTEGER", "未读懂的单元格", "Unread cells"),
        _c("support", "DOUBLE", "支持度", "Support"),
        _c("confidence", "DOUBLE", "可信度", "Confidence"),
        _c("reading", "VARCHAR", "读法指纹", "Fingerprint of the reading"),
        _PLACES,
    ),
)
MONEY_LINES = Table(
    "money",
    Wording("资金口径", "Money by line"),
    ("form_id", "line"),
    (
        _FORM_ID,
        *SCOPE_COLUMNS,
        _c("line", "VARCHAR", "资金口径", "Line"),
        _c("initial_yuan", MONEY_SQL, "年初预算数（元）", "Initial budget (yuan)"),
        _c("budget_yuan", MONEY_SQL, "全年预算数（元）", "Budget (yuan)"),
        _c("executed_yuan", MONEY_SQL, "全年执行数（元）", "Executed (yuan)"),
        _c("half", "BOOLEAN", "预算与执行只印其一", "Only one of budget and executed is printed"),
        _PLACE,
    ),
)
FUNDS = Table(
    "funds",
    Wording("资金行", "Fund lines"),
    ("form_id", "line_no"),
    (
        _FORM_ID,
        _c("line_no", "INTEGER", "序号", "Number of the line"),
        _c("label", "VARCHAR", "资金行", "Label"),
        _c("line_kind", "VARCHAR", "资金类别", "Kind of line"),
        _c("breakdown", "VARCHAR", "所属分解", "Breakdown"),
        _c("depth", "INTEGER", "层次", "Depth"),
        _c("initial_printed", "VARCHAR", "年初预算数（原值）", "Initial budget as printed"),
        _c("budget_printed", "VARCHAR", "全年预算数（原值）", "Budget as printed"),
        _c("executed_printed", "VARCHAR", "全年执行数（原值）", "Executed as printed"),
        _c("amount_printed", "VARCHAR", "标签内金额（原值）", "Amount in the label as printed"),
        _c("initial_yuan", MONEY_SQL, "年初预算数（元）", "Initial budget (yuan)"),
        _c("budget_yuan", MONEY_SQL, "全年预算数（元）", "Budget (yuan)"),
        _c("executed_yuan", MONEY_SQL, "全年执行数（元）", "Executed (yuan)"),
        _c("amount_yuan", MONEY_SQL, "标签内金额（元）", "Amount in the label (yuan)"),
        _c("printed_rate", "VARCHAR", "表列执行率", "Printed execution rate"),
        _c("weight", POINTS_SQL, "分值", "Weight"),
        _c("score", POINTS_SQL, "得分", "Score"),
        _PLACE,
        _PLACES,
    ),
)
GOALS = Table(
    "goals",
    Wording("年度目标", "Goals"),
    ("form_id", "goal_no"),
    (
        _FORM_ID,
        _c("goal_no", "INTEGER", "序号", "Number of the goal"),
        _c("planned", "VARCHAR", "年初目标", "Planned"),
        _c("adjusted", "VARCHAR", "调整目标", "Adjusted"),
        _c("achieved", "VARCHAR", "完成情况", "Achieved"),
        _c("weight", POINTS_SQL, "分值", "Weight"),
        _PLACES,
    ),
)
INDICATORS = Table(
    "indicators",
    Wording("指标", "Indicators"),
    ("form_id", "indicator_no"),
    (
        _FORM_ID,
        _c("indicator_no", "INTEGER", "序号", "Number of the indicator"),
        *SCOPE_COLUMNS,
        _c("level1", "VARCHAR", "一级指标", "Level 1"),
        _c("level2", "VARCHAR", "二级指标", "Level 2"),
        _c("level2_candidates", "VARCHAR", "可能的二级指标", "Candidates for level 2"),
        _c("name", "VARCHAR", "三级指标", "Indicator"),
        _c("name_key", "VARCHAR", "指标名（归并用）", "Name folded for matching"),
        _c("target", "VARCHAR", "年度指标值", "Target"),
        _c("actual", "VARCHAR", "实际完成值", "Actual"),
        _c("target_sign", "VARCHAR", "指标值符号", "Sign of the target"),
        _c("target_number", "DOUBLE", "指标值数值", "Number of the target"),
        _c("target_unit", "VARCHAR", "指标值单位", "Unit of the target"),
        _c("actual_number", "DOUBLE", "完成值数值", "Number of the actual"),
        _c("actual_unit", "VARCHAR", "完成值单位", "Unit of the actual"),
        _c("weight", POINTS_SQL, "分值", "Weight"),
        _c("score", POINTS_SQL, "得分", "Score"),
        _c("score_rate", "DOUBLE", "得分率", "Score rate"),
        _c("lost_points", POINTS_SQL, "失分", "Points lost"),
        _c("reason", "VARCHAR", "偏差原因及改进措施", "Reason for deviation"),
        _c("level1_weight", POINTS_SQL, "一级指标权重", "Weight of level 1"),
        _c("level2_weight", POINTS_SQL, "二级指标权重", "Weight of level 2"),
        _PLACE,
        _c("score_place", "VARCHAR", "得分位置", "Place of the score"),
        _PLACES,
    ),
)
PROBLEMS = Table(
    "problems",
    Wording("问题", "Problems"),
    ("document_id", "problem_no"),
    (
        _DOCUMENT_ID,
        _c("problem_no", "INTEGER", "序号", "Number in the document"),
        _FORM_ID,
        _c("code", "VARCHAR", "问题代码", "Code"),
        _PLACE,
        _c("message", "VARCHAR", "说明", "Message"),
    ),
)
UNREAD = Table(
    "unread",
    Wording("未读懂的单元格", "Unread cells"),
    ("form_id", "unread_no"),
    (
        _FORM_ID,
        _c("unread_no", "INTEGER", "序号", "Number in the form"),
        _PLACE,
        _c("printed", "VARCHAR", "原文", "Printed text"),
    ),
)
CHECKS = Table(
    "checks",
    Wording("算术核对", "Checks"),
    ("form_id", "check_no"),
    (
        _FORM_ID,
        _c("check_no", "INTEGER", "序号", "Number of the check"),
        _c("check_name", "VARCHAR", "核对", "Check"),
        _c("subject", "VARCHAR", "对象", "Subject"),
        _PLACE,
        _c("check_unit", "VARCHAR", "核对的单位", "Unit of the check"),
        _c("printed_number", MONEY_SQL, "印出的数", "Printed number"),
        _c("computed_number", MONEY_SQL, "计算的数", "Computed number"),
        _c("agrees", "BOOLEAN", "一致", "Agrees"),
    ),
)
CORRECTIONS = Table(
    "corrections",
    Wording("更正", "Corrections"),
    ("correction_id", "document_id"),
    (
        _CORRECTION_ID,
        _DOCUMENT_ID,
        _FORM_ID,
        _c("status", "VARCHAR", "更正的结果", "What became of the correction"),
        _c("grid", "VARCHAR", "工作表", "Grid"),
        _PLACE,
        _c("field", "VARCHAR", "字段", "Field"),
        _c("printed", "VARCHAR", "原文", "Printed text"),
        _CORRECTED,
        _c("reason", "VARCHAR", "更正理由", "Reason for the correction"),
        _c("who", "VARCHAR", "更正人", "Corrected by"),
        _c("written_at", "VARCHAR", "更正时间", "Corrected at"),
        _c("path", "VARCHAR", "文件", "File"),
        _c("member", "VARCHAR", "压缩包内文件", "Member of an archive"),
        _c("message", "VARCHAR", "说明", "Message"),
    ),
)
#: In the order in which they are filled.
TABLES: tuple[Table, ...] = (
    DOCUMENTS, GRIDS, CELLS, FORMS, MONEY_LINES, FUNDS, GOALS, INDICATORS, PROBLEMS, UNREAD,
    CHECKS, CORRECTIONS, DEPARTMENTS, OBLIGATIONS, OVERLAPS, INDICATOR_TOTALS,
    *JUDGED, GENERATION,
)  # fmt: skip

#: Grows with every change of a table; a warehouse of another version is not opened.
SCHEMA_VERSION = 5
