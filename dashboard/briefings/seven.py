"""The seven kinds of problems that every briefing tells of, in their order: which rules make each of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.briefings.gathered import Finding

#: A problem's severities, worst first; information is told apart.
WORST = {"E": 0, "W": 1, "S": 2, "I": 3}


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One kind: its rules, what is asked of a department, who sees to it, and in how many days."""

    key: str
    title: str
    rules: tuple[str, ...]
    ask: str
    measure: str
    owner: str
    days: int


SEVEN: tuple[Shortcoming, ...] = (
    Shortcoming(
        "execution", "项目支出执行不均衡",
        ("F-05", "F-06", "F-07", "F-08", "F-09", "F-15", "F-17", "F-18"),
        "说明执行偏离的原因，报后续用款计划",
        "逐项目核实支出进度，重新安排用款计划；确实用不出去的，提出收回或调剂意见",
        "主管部门，财政部门预算管理机构", 30,
    ),
    Shortcoming(
        "score", "自评得分与执行情况不匹配",
        ("I-01", "I-02", "I-03", "I-12", "I-13", "I-14", "S-06", "S-08"),
        "说明得分依据；依据不足的，重新评分并报送",
        "对得分高于执行的部门重新核定自评得分，核定前暂不作为安排预算的依据",
        "财政部门绩效管理机构", 30,
    ),
    Shortcoming(
        "design", "绩效指标设置不规范",
        ("W-03", "W-04", "W-05", "W-06", "W-07", "W-08", "W-11", "W-12", "I-05", "I-07", "I-10"),
        "按要求修改下一年度的指标",
        "随下一年度预算编制重新设置指标，补齐必备的一级指标，删除重复的指标",
        "主管部门，财政部门绩效管理机构", 60,
    ),
    Shortcoming(
        "targets", "目标值偏低或恰好完成",
        ("I-04", "I-11", "S-11"),
        "说明目标值的依据；偏低的，调整下一年度目标值",
        "以近年完成值为参照重新核定目标值，随下一年度绩效目标一并批复",
        "主管部门，财政部门绩效管理机构", 60,
    ),
    Shortcoming(
        "reasons", "偏差原因缺失或笼统",
        ("F-10", "S-10", "I-06", "I-15", "C-10"),
        "补写偏差原因和改进措施",
        "退回补写偏差原因和改进措施，写明具体事项、责任人和完成时间",
        "主管部门", 15,
    ),
    Shortcoming(
        "arithmetic", "勾稽关系错误",
        (
            "F-01", "F-02", "F-03", "F-04", "F-14", "W-01", "W-02", "W-10", "S-01", "S-02", "S-03", "S-04",
            "S-05", "S-07", "S-14", "S-15", "C-04", "C-06",
        ),
        "核对原始资料，更正后重新报送",
        "退回更正后重新报送，报送前按表内关系逐项核对",
        "主管部门", 15,
    ),
    Shortcoming(
        "evidence", "佐证不足或填报不完整",
        ("S-12", "S-13", "S-16", "I-08", "I-09", "W-09", "C-05", "C-09"),
        "补充佐证材料，补齐漏填的内容",
        "补充完成值的来源、样本量和佐证材料，清理照抄的文字和模板文字",
        "主管部门", 20,
    ),
)  # fmt: skip

#: Rules that are told of under coverage, and make none of the seven.
COVERAGE = ("C-01", "C-02", "C-03", "C-11")

#: What a finding of a rule says, as a phrase; numbers stand beside it.
SAYS: dict[str, str] = {
    "F-01": "表列执行率与计算结果不符", "F-02": "执行率未按四舍五入填列",
    "F-03": "资金来源与资金结构合计不等",
    "F-04": "年度资金总额与分项之和不等", "F-05": "执行数超过预算数", "F-06": "没有预算而有执行数",
    "F-07": "年中追加的资金没有年初预算", "F-08": "预算调整幅度过大", "F-09": "执行率偏低",
    "F-10": "执行率低而没有写原因", "F-14": "疑似金额单位混用", "F-15": "上年执行差而本年预算不减",
    "F-17": "上年结转仍未用完", "F-18": "项目资金全年没有执行", "W-01": "分值合计与满分不等",
    "W-02": "权重与其下分值之和不等", "W-03": "权重与标准不一致", "W-04": "指标没有分值",
    "W-05": "权重过于集中", "W-06": "缺少必备的一级指标", "W-07": "成本指标缺失或方向不对",
    "W-08": "把支付进度当作产出数量", "W-09": "留有模板文字", "W-10": "指标区错列", "W-11": "同类指标重复",
    "W-12": "指标过少", "S-01": "得分超出分值范围", "S-02": "得分与完成值不符", "S-03": "得分与完成值不符",
    "S-04": "得分与完成值不符", "S-05": "定性指标得分不在其档内", "S-06": "预算执行得分与执行率不符",
    "S-07": "总分与各项得分之和不等", "S-08": "预算没有用完而执行得满分", "S-10": "扣分没有写原因",
    "S-11": "超额完成过多，目标值偏低", "S-12": "定量指标的完成值没有数字", "S-13": "没有完成值而有得分",
    "S-14": "比率超过百分之百", "S-15": "时限有误", "S-16": "满意度没有说明样本或方法",
    "I-01": "得分率高于执行率", "I-02": "全部指标满分", "I-03": "各项目总分全部相同",
    "I-04": "完成值多数恰好等于目标值", "I-05": "定性指标过多", "I-06": "写有偏差而得满分",
    "I-07": "产出与效益指标重复", "I-08": "文字与其他单位雷同", "I-09": "文字与上年雷同",
    "I-10": "效益目标值空泛雷同", "I-11": "目标值低于上年完成值", "I-12": "产出得分高而资金没有执行",
    "I-13": "自评分与复核分相差大", "I-14": "总分连续三年不变", "I-15": "偏差原因笼统",
    "C-01": "应报未报", "C-02": "同一张表重复报送", "C-03": "单位不在名录中", "C-04": "各处年度不一致",
    "C-05": "表头没有填全", "C-06": "项目表合计与整体表项目支出不等", "C-09": "含网页标记或不可见字符",
    "C-10": "文字说未完成而全部满分", "C-11": "上级的表可能已含这笔钱",
}  # fmt: skip

_OF_RULE = {rule: problem for problem in SEVEN for rule in problem.rules}


def problem_of(finding: Finding) -> Shortcoming | None:
    """Which of the seven a finding belongs to; None for those of coverage."""
    return _OF_RULE.get(finding.rule)


def found_in(problem: Shortcoming, found: Iterable[Finding]) -> list[Finding]:
    """The findings of one kind, worst first, then by money, then by rule and department."""
    return sorted((one for one in found if one.rule in problem.rules), key=weight)


def weight(one: Finding) -> tuple[object, ...]:
    """Sorts findings: worst first, then the most money, then by name: always in the same order."""
    return (
        WORST[one.severity], -(one.amount_yuan or 0), one.rule, one.department or "", one.project or "",
        one.subject or "", one.fingerprint,
    )  # fmt: skip
