"""六、建议: one for each of the seven, with an owner and a date; use of results; what is to be put right."""

from dashboard.briefings import checked, numbers
from dashboard.briefings.chapters.problems import NUMERALS, counted
from dashboard.briefings.draft import Draft, Said, cell
from dashboard.briefings.fact import Unit, fact
from dashboard.briefings.gathered import OVERALL, PROJECT, Gathered
from dashboard.briefings.parts import Name, Table, TableColumn
from dashboard.briefings.seven import SEVEN, Shortcoming, found_in

#: What a grade suggests, to be decided by a person; the best first.
USES = ("优先保障", "按需保障", "按比例压减", "取消或暂停安排")


def write(g: Gathered) -> Draft:
    """Seven proposals, use of results, list of rectification."""
    draft = Draft("proposals")
    draft.heading(1, "六、", "建议")
    for number, problem in enumerate(SEVEN):
        draft.paragraph(proposal(draft, g, problem), lead=f"{NUMERALS[number]}是{LEADS[problem.key]}。")
    draft.add(uses(draft, g))
    draft.add(rectification(draft, g))
    return draft


LEADS = {
    "execution": "加快项目支出执行", "score": "重新核定自评得分", "design": "规范绩效指标",
    "targets": "重新核定目标值", "reasons": "补写偏差原因", "arithmetic": "更正勾稽错误",
    "evidence": "补充佐证材料",
}  # fmt: skip


def proposal(draft: Draft, g: Gathered, problem: Shortcoming) -> Said:
    """One proposal; where there was no such problem, that is said."""
    found = found_in(problem, g.findings)
    count, departments = counted(g, problem, found)
    if not count.value:
        word = "这一类没能查" if checked.is_unseen(g, problem) else "未发现此类问题"
        return draft.say(problem.title, word, "，本次不提要求。")
    return draft.say(
        problem.title, "对涉及的", departments, "个部门、", count, "项问题，", problem.measure,
        "。责任单位：",
        problem.owner, "；完成时间：", numbers.on(g, problem.days), "前。",
    )  # fmt: skip


def uses(draft: Draft, g: Gathered) -> Table | None:
    """T10: what each grade suggests, and how much it concerns."""
    order = numbers.grade_order(g)
    overall, projects = (numbers.graded(g, g.of(g.year, form_type)) for form_type in (OVERALL, PROJECT))
    if not any(overall.values()) and not any(projects.values()):
        draft.leave("结果应用建议表", "没有印自评总分的表")
        return None
    rows = []
    for name, use in zip(order, _uses(len(order)), strict=True):
        money = fact(
            f"project/{g.year}/grade_budget/{name}", f"{g.year}年度项目支出自评为{name}的预算数", Unit.YUAN,
            "该等级计入合计的表的全年预算数之和", "sum",
            g.money([one for one in projects[name] if one.counted], "total", numbers.BUDGET),
        )  # fmt: skip
        rows.append((
            cell(Name(name)), cell(use),
            cell(numbers.count(f"overall/{g.year}/grade/{name}",
                               f"{g.year}年度部门整体支出自评为{name}的表数",
                               [one.row for one in overall[name]])),
            cell(numbers.count(f"project/{g.year}/grade/{name}", f"{g.year}年度项目支出自评为{name}的表数",
                               [one.row for one in projects[name]])),
            cell(money),
        ))  # fmt: skip
    columns = (
        TableColumn("等级", "center", 0.8), TableColumn("结果应用建议", "left", 2.0), TableColumn("部门数"),
        TableColumn("项目数"), TableColumn("项目预算数\n（万元）", width=1.4),
    )  # fmt: skip
    note = draft.say("结果应用表注", "以上为按自评等级提出的建议，由人决定；有得分问题的部门应先核定得分。")
    return Table("T10", "评价结果应用建议", columns, tuple(rows), note=note[0])


def _uses(grades: int) -> tuple[str, ...]:
    """The best grade has the first use and the worst the last; a profile may have other grades than four."""
    if grades <= len(USES):
        return (*USES[: grades - 1], USES[-1]) if grades else ()
    return (*USES[:-1], *(USES[-1] for _ in range(grades - len(USES) + 1)))


def rectification(draft: Draft, g: Gathered) -> Table | None:
    """T11: what is to be put right, by whom and by when."""
    rows = []
    for problem in SEVEN:
        count, departments = counted(g, problem, found_in(problem, g.findings))
        if count.value:
            rows.append(
                (cell(problem.title), cell(departments), cell(count), cell(problem.ask), cell(problem.owner),
                 cell(numbers.on(g, problem.days)))
            )  # fmt: skip
    if not rows:
        draft.leave("整改台账", "没有需要整改的问题")
        return None
    columns = (
        TableColumn("问题", "left", 1.6), TableColumn("部门数", width=0.7), TableColumn("项数", width=0.7),
        TableColumn("整改要求", "left", 2.2), TableColumn("责任单位", "left", 1.6),
        TableColumn("完成时间", "center", 1.9),
    )  # fmt: skip
    return Table("T11", "整改台账", columns, tuple(rows))
