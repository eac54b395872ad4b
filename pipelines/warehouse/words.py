"""The words that stand in columns of fixed content, and what people call them."""

from pipelines.wording import Wording

#: What became of a file.
OUTCOMES: dict[str, Wording] = {
    "read": Wording("已读取", "Read"),
    "no_form": Wording("没有自评表", "No form"),
    "rejected": Wording("无法读取", "Rejected"),
    "duplicate": Wording("内容重复", "Duplicate"),
}

#: E certain error · W breach that needs a person · S suspicion · I information.
SEVERITIES: dict[str, Wording] = {
    "E": Wording("错误", "Error"),
    "W": Wording("违规待核", "Warning"),
    "S": Wording("疑点", "Suspicion"),
    "I": Wording("提示", "Information"),
}

#: What became of corrections that a person has to look at again: they do not fit what is printed, their file
#: has changed, or it is no part of the build.
UNMET = ("mismatch", "stale", "absent")

#: How far a form's reading has been looked at by a person.
READING_STATES: dict[str, Wording] = {
    "open": Wording("未确认", "Not confirmed"),
    "confirmed": Wording("已确认", "Confirmed"),
    "corrected": Wording("已更正", "Corrected"),
    "changed": Wording("确认后读法有变", "Changed since confirmed"),
}

#: Whose money a line of `money` is. The first is the form's own; the next two are its structure.
LINES: dict[str, Wording] = {
    "total": Wording("整体", "Total"),
    "basic": Wording("基本支出", "Basic expenditure"),
    "project": Wording("项目支出", "Project expenditure"),
    "fiscal": Wording("财政拨款", "Fiscal appropriation"),
    "central": Wording("中央资金", "Central funds"),
    "local": Wording("地方资金", "Local funds"),
    "carryover": Wording("上年结转", "Carried over"),
    "other": Wording("其他资金", "Other funds"),
}
STRUCTURE_LINES = ("basic", "project")
SOURCE_LINES = ("fiscal", "central", "local", "carryover", "other")

FORM_TYPES: dict[str, Wording] = {
    "department_overall": Wording("部门整体支出", "Department overall"),
    "project": Wording("项目支出", "Project"),
    "transfer_payment": Wording("转移支付", "Transfer payment"),
    "unknown": Wording("未识别", "Unknown"),
}

#: Kind of a department that no roster names.
UNCLASSIFIED = "未分类"

#: Why a form is out of every total.
NOT_COUNTED: dict[str, Wording] = {
    "superseded": Wording("已被更新的报送取代", "Superseded by a later submission"),
    "unit_not_printed": Wording("单位未印", "No unit of money is printed"),
    "no_money": Wording("表中没有金额", "The form prints no money"),
    "year_unknown": Wording("年度未识别", "The year is unknown"),
    "department_unknown": Wording("单位名称未识别", "The department is unknown"),
    "type_unknown": Wording("表类型未识别", "The form's type is unknown"),
    "included_in_parent": Wording("上级单位的表已含", "The parent's form includes it"),
}

#: What is done where a parent and its subordinate both file.
OVERLAP_STATUS: dict[str, Wording] = {
    "included": Wording("上级表已含，不重复计入", "In the parent's form, not added again"),
    "separate": Wording("上级表不含，分别计入", "Not in the parent's form, both counted"),
    "unclear": Wording("名录未说明，两表均计入", "The roster does not say, both counted"),
}

#: Whether an owed form came.
OBLIGATION_STATUS: dict[str, Wording] = {
    "filed": Wording("已报", "Filed"),
    "missing": Wording("缺报", "Missing"),
    "exempt": Wording("免报", "Exempt"),
}
