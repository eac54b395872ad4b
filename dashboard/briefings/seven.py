"""The seven kinds of problems that every briefing tells of, in their order: which rules make each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.briefings.gathered import Finding

#: A problem's severities, worst first; information is told apart.
CASES = 3
#: Points of risk by severity; information is none.
POINTS = {"E": 3, "W": 2, "S": 1}
WORST = {"E": 0, "W": 1, "S": 2, "I": 3}


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One kind: its rules, what is asked of a department, who sees to it, and in how many days."""

    key: str
    title: str
    short: str  #: four signs, for heads of columns
    rules: tuple[str, ...]
    ask: str
    measure: str
    owner: str
    days: int


SEVEN: tuple[Shortcoming, ...] = (
    Shortcoming(
        "execution", "项目支出执行不均衡", "执行不均",
        ("F-05", "F-06", "F-07", "F-08", "F-09", "F-15", "F-17", "F-18"),
        "说明执行偏离的原因，报后续用款计划",
        "逐项目核实支出进度，重新安排用款计划；确实用不出去的，提出收回或调剂意见",
        "主管部门，财政部门预算管理机构", 30,
    ),
    Shortcoming(
        "score", "自评得分与执行情况不匹配", "得分不配",
        ("I-01", "I-02", "I-03", "I-12", "I-13", "I-14", "S-06", "S-08"),
        "说明得分依据；依据不足的，重新评分并报送",
        "重新核定自评得分，核定前暂不作为安排预算的依据",
        "财政部门绩效管理机构", 30,
    ),
    Shortcoming(
        "design", "绩效指标设置不规范", "指标设置",
        ("W-03", "W-04", "W-05", "W-06", "W-07", "W-08", "W-11", "W-12", "I-05", "I-07", "I-10"),
        "按要求修改下一年度的指标",
        "随下一年度预算编制重新设置指标，补齐必备的一级指标，删除重复的指标",
        "主管部门，财政部门绩效管理机构", 60,
    ),
    Shortcoming(
        "targets", "目标值偏低或恰好完成", "目标偏低",
        ("I-04", "I-11", "S-11"),
        "说明目标值的依据；偏低的，调整下一年度目标值",
        "以近年完成值为参照重新核定目标值，随下一年度绩效目标一并批复",
        "主管部门，财政部门绩效管理机构", 60,
    ),
    Shortcoming(
        "reasons", "偏差原因缺失或笼统", "原因缺失",
        ("F-10", "S-10", "I-06", "I-15", "C-10"),
        "补写偏差原因和改进措施",
        "退回补写偏差原因和改进措施，写明具体事项、责任人和完成时间",
        "主管部门", 15,
    ),
    Shortcoming(
        "arithmetic", "勾稽关系错误", "勾稽错误",
        (
            "F-01", "F-02", "F-03", "F-04", "F-14", "W-01", "W-02", "W-10", "S-01", "S-02", "S-03", "S-04",
            "S-05", "S-07", "S-14", "S-15", "C-04", "C-06",
        ),
        "核对原始资料，更正后重新报送",
        "退回更正后重新报送，报送前按表内关系逐项核对",
        "主管部门", 15,
    ),
    Shortcoming(
        "evidence", "佐证不足或填报不完整", "佐证不足",
        ("S-12", "S-13", "S-16", "I-08", "I-09", "W-09", "C-05", "C-09"),
        "补充佐证材料，补齐漏填的内容",
        "补充完成值的来源、样本量和佐证材料，清理照抄的文字和模板文字",
        "主管部门", 20,
    ),
)  # fmt: skip

#: Rules that are told of under coverage, and make none of the seven.
COVERAGE = ("C-01", "C-02", "C-03", "C-11")

_OF_RULE = {rule: problem for problem in SEVEN for rule in problem.rules}


def problem_of(finding: Finding) -> Shortcoming | None:
    """Which of the seven a finding belongs to; None for those of coverage."""
    return _OF_RULE.get(finding.rule)


def found_in(problem: Shortcoming, found: Iterable[Finding]) -> list[Finding]:
    """The findings of one kind, worst first, then by money, then by rule and department."""
    return sorted((one for one in found if one.rule in problem.rules), key=weight)


def gravest(found: Iterable[Finding], most: int = 3) -> list[Shortcoming]:
    """The kinds that weigh most by points of severity, information aside; where equal, in their own order."""
    every = list(found)
    weights = {
        problem.key: sum(POINTS.get(one.severity, 0) for one in found_in(problem, every)) for problem in SEVEN
    }
    there = [problem for problem in SEVEN if weights[problem.key]]
    return sorted(there, key=lambda problem: -weights[problem.key])[:most]


def first_cases(found: Sequence[Finding], most: int = CASES) -> list[Finding]:
    """The first of each department, then more of the same, as they are ordered."""
    first: dict[str | None, Finding] = {}
    for one in found:
        first.setdefault(one.department, one)
    chosen = list(first.values())[:most]
    rest = [one for one in found if one not in chosen]
    return [*chosen, *rest[: most - len(chosen)]]


def weight(one: Finding) -> tuple[object, ...]:
    """Sorts findings: worst first, then the most money, then by name: always in the same order."""
    return (
        WORST[one.severity], -(one.amount_yuan or 0), one.rule, one.department or "", one.project or "",
        one.subject or "", one.fingerprint,
    )  # fmt: skip
