"""The columns of tables that several pages show: headings and kinds of the queries' columns."""

from collections.abc import Mapping

from dashboard.formats import Column, column

DEPARTMENT = column("部门（单位）", "Department", width="medium")
KIND = column("类别", "Kind")
YEAR = column("年度", "Year", "year")
BUDGET = column("预算", "Budget", "yuan")
EXECUTED = column("执行", "Executed", "yuan")
UNSPENT = column("未执行", "Unspent", "yuan")
RATE = column("执行率", "Rate", "rate")
CHANGE = column("较上年", "On last year", "pp")
PLACE = column("位置", "Cell")

#: Of `queries.unspent.UNDER_EXECUTED`.
UNDER_EXECUTED: Mapping[str, Column] = {
    "department": DEPARTMENT,
    "kind": KIND,
    "budget_yuan": BUDGET,
    "unspent_yuan": UNSPENT,
    "execution_rate": RATE,
    "change_pp": CHANGE,
    "rates": column("各年", "Years", "trend"),
    "weighted_rate": column("多年（加权）", "All years", "rate"),
    "mean_rate": column("简单平均", "Simple mean", "rate"),
    "slope_pp": column("趋势/年", "Trend a year", "pp"),
    "place": PLACE,
}
#: Of `queries.peers.COMPARE`.
COMPARE: Mapping[str, Column] = {
    "department": DEPARTMENT,
    "kind": KIND,
    "errors": column("错误", "Errors", "count"),
    "findings": column("发现", "Findings", "count"),
    "fiscal_year": YEAR,
    "budget_yuan": BUDGET,
    "execution_rate": RATE,
    "rates": column("各年", "Years", "trend"),
    "change_pp": CHANGE,
    "project_rate": column("项目支出执行率", "Project rate", "rate", accent="orange"),
    "project_unspent_yuan": column("项目未执行", "Project unspent", "yuan"),
    "total_score": column("自评总分", "Total score", "score"),
    "score_rate": column("指标得分率", "Score rate", "rate"),
    "low": column("低分指标", "Low scores", "count"),
    "indicators": column("指标数", "Indicators", "count"),
}
#: Of `queries.indicators.LOW`.
LOW: Mapping[str, Column] = {
    "name": column("三级指标", "Indicator", width="medium"),
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "level1": column("一级指标", "Level 1"),
    "level2": column("二级指标", "Level 2"),
    "target": column("年度指标值", "Target"),
    "actual": column("完成值", "Actual"),
    "weight": column("分值", "Weight", "score"),
    "score": column("得分", "Score", "score"),
    "score_rate": column("得分率", "Score rate", "rate"),
    "reason": column("偏差原因", "Reason", width="medium"),
    "project": column("项目", "Project"),
    "score_place": PLACE,
}
#: Of `queries.indicators.RECURRING`.
RECURRING: Mapping[str, Column] = {
    "name": column("三级指标", "Indicator", width="medium"),
    "department": DEPARTMENT,
    "times": column("低分年数", "Years low", "count"),
    "years": column("年度", "Years"),
    "lowest_rate": column("最低得分率", "Lowest", "rate"),
    "latest_rate": column("最近得分率", "Latest", "rate"),
    "lost_points": column("累计失分", "Points lost", "score"),
    "score_place": PLACE,
}
#: Of `queries.indicators.ACROSS_DEPARTMENTS`.
ACROSS: Mapping[str, Column] = {
    "name": column("三级指标", "Indicator", width="medium"),
    "level1": column("一级指标", "Level 1"),
    "departments": column("低分部门数", "Departments", "count"),
    "score_rate": column("得分率", "Score rate", "rate"),
    "lost_points": column("合计失分", "Points lost", "score"),
    "names": column("部门", "Departments", width="large"),
}
#: Of `queries.execution.BY_LINE_YEAR`.
BY_LINE: Mapping[str, Column] = {
    "fiscal_year": YEAR,
    "line": column("资金", "Line"),
    "execution_rate": RATE,
    "budget_yuan": BUDGET,
    "executed_yuan": EXECUTED,
    "unspent_yuan": UNSPENT,
    "change_pp": CHANGE,
    "initial_yuan": column("年初预算", "Initial budget", "yuan"),
    "place": PLACE,
}
#: Of `queries.forms.FORM`, form types by name.
FORMS: Mapping[str, Column] = {
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "form_type": column("表类型", "Form type"),
    "project": column("项目", "Project", width="medium"),
    "budget_yuan": BUDGET,
    "execution_rate": RATE,
    "total_score": column("自评总分", "Total score", "score"),
    "indicators": column("指标数", "Indicators", "count"),
    "problems": column("问题", "Problems", "count"),
    "unread": column("未读格", "Unread", "count"),
    "path": column("文件", "File", width="medium"),
}
#: Of `queries.forms.READINGS`, parts and fields by name.
READINGS: Mapping[str, Column] = {
    "part": column("部分", "Part"),
    "subject": column("对象", "Subject", width="medium"),
    "field": column("字段", "Field"),
    "understood": column("读作", "Read as", width="medium"),
    "unit": column("单位", "Unit"),
    "printed": column("印出", "Printed", width="medium"),
    "place": PLACE,
}
#: Of `queries.forms.unread`.
UNREAD: Mapping[str, Column] = {"place": PLACE, "printed": column("原文", "Printed", width="medium")}
_FILE = column("文件", "File", width="medium")
_MEMBER = column("压缩包内", "Member")
_TYPE = column("表类型", "Form type")
#: Of `queries.quality.PROBLEM_LIST`, kinds by name.
PROBLEMS: Mapping[str, Column] = {
    "code": column("种类", "Kind"),
    "message": column("说明", "Message", width="large"),
    "place": PLACE,
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "path": _FILE,
    "member": _MEMBER,
}
#: Of `queries.coverage.MISSING`.
MISSING: Mapping[str, Column] = {
    "department": DEPARTMENT,
    "kind": KIND,
    "fiscal_year": YEAR,
    "form_type": _TYPE,
    "known_budget_yuan": column("邻近年度预算", "Nearest budget", "yuan"),
    "known_year": column("邻近年度", "Nearest year", "year"),
}
#: Of `queries.quality.UNREAD_LIST`.
UNREAD_LIST: Mapping[str, Column] = {
    "printed": column("原文", "Printed", width="large"),
    "place": PLACE,
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "path": _FILE,
}
#: Of `queries.quality.SUPERSEDED`.
SUPERSEDED: Mapping[str, Column] = {
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "project": column("项目", "Project"),
    "path": column("原报送", "Earlier file", width="medium"),
    "new_path": column("后来的报送", "Later file", width="medium"),
    "total_score": column("原总分", "Earlier score", "score"),
    "new_total_score": column("后来总分", "Later score", "score"),
    "executed_yuan": column("原执行", "Earlier executed", "yuan"),
    "new_executed_yuan": column("后来执行", "Later executed", "yuan"),
}
#: Of `queries.quality.NOT_COUNTED`, reasons by name.
NOT_COUNTED: Mapping[str, Column] = {
    "counted_reason": column("原因", "Reason", width="medium"),
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "form_type": _TYPE,
    "project": column("项目", "Project", width="medium"),
    "budget_yuan": BUDGET,
}
#: Of `queries.coverage.DOUBLE_COUNTS`, treatment by name.
DOUBLE: Mapping[str, Column] = {
    "department": DEPARTMENT,
    "parent": column("上级单位", "Parent", width="medium"),
    "fiscal_year": YEAR,
    "status": column("处理", "Treatment", width="medium"),
    "budget_yuan": BUDGET,
}
#: Of `queries.quality.DOCUMENT_LIST`.
DOCUMENTS: Mapping[str, Column] = {
    "path": _FILE,
    "member": _MEMBER,
    "message": column("说明", "Message", width="large"),
    "place": PLACE,
    "duplicate_of_path": column("与之相同的文件", "Same as", width="medium"),
    "forms": column("表数", "Forms", "count"),
    "problems": column("问题", "Problems", "count"),
    "unread": column("未读格", "Unread", "count"),
    "media_type": column("格式", "Media type"),
    "sha256": column("SHA-256", "SHA-256"),
}
