"""一页纸: one sentence, five numbers, three problems with a case each, three decisions; nothing else."""

from dashboard.briefings import checked, numbers
from dashboard.briefings.chapters import basics, problems, proposals
from dashboard.briefings.document import Card, OnePage
from dashboard.briefings.draft import Draft, cell, moved
from dashboard.briefings.fact import Fact
from dashboard.briefings.gathered import OVERALL, Gathered
from dashboard.briefings.parts import Chart, Name, Paragraph, Part, Sentence, Series, Table, TableColumn
from dashboard.briefings.seven import Shortcoming, found_in, gravest

LOWEST = 8


def write(g: Gathered, draft: Draft) -> OnePage:
    """The page; what could not be said is recorded in `draft`."""
    first = gravest(g.findings)
    return OnePage(
        headline(g, draft), cards(g, draft), tuple(problem_line(g, draft, one) for one in first),
        tuple(decision(g, draft, one) for one in first), years_chart(g, "P1"), lowest_table(g, "P2", draft),
        (Sentence(("执行率 = 全年执行数 ÷ 全年（调整后）预算数",)), Sentence(("金额单位：万元",)),
         Sentence(("审核规则方案 ", Name(g.profile.label))), *checked.in_short(draft, g)),
    )  # fmt: skip


def headline(g: Gathered, draft: Draft) -> Sentence:
    """Total rate, project rate, unspent money and where it lies; what there is of it."""
    whole = numbers.district(g, g.year)
    total, project = numbers.rate(g, whole, "total"), numbers.rate(g, whole, "project")
    left, share = numbers.unspent(g, whole, "total"), numbers.share_of_unspent(g, whole, "project")
    parts: list[Part] = []
    if total.value is not None:
        parts += ["部门整体支出执行率", total.in_text()]
        if project.value is not None:
            parts += ["，项目支出", project.in_text()]
        if left.value is not None and left.value > 0:
            parts += ["；未执行", left.in_text()]
            if share.value is not None and 0 < share.value <= 1:
                parts += ["，其中项目支出占", share.in_text()]
        return Sentence((*parts, "。"))
    forms = [one for one in g.forms if one.year == g.year]
    count = numbers.count(f"district/{g.year}/forms", f"{g.year}年度现行自评表数", [one.row for one in forms])
    draft.leave("一页纸标题句", "没有计入合计的部门整体支出自评表")
    return Sentence((numbers.year(g.year), "年度汇总自评表", count, "张，没有计入合计的部门整体支出自评表。"))


def cards(g: Gathered, draft: Draft) -> tuple[Card, ...]:
    """Coverage, budget and execution, project execution, mean score, findings; the worst marked."""
    whole, before = numbers.district(g, g.year), numbers.district(g, g.year - 1)
    made = [_coverage_card(g)]
    for line, label in (("total", "整体支出执行率"), ("project", "项目支出执行率")):
        beside = _last_year(numbers.change(g, whole, before, line), numbers.rate(g, before, line))
        made.append(Card(label, numbers.rate(g, whole, line), beside, _is_low(g, whole, line)))
    group = numbers.overall(g, g.year)
    again = numbers.mean_recomputed(group)
    recomputed = Sentence(("重算", again)) if again.value is not None else None
    made.append(Card("自评平均得分（分）", numbers.mean_score(group), recomputed))
    judged = [one for one in g.findings if one.severity != "I"]
    errors = numbers.severities(f"district/{g.year}", f"{g.year}年度", g.findings)["E"]
    total = numbers.count(f"district/{g.year}/findings", f"{g.year}年度审核发现的问题数",
                          [one.row for one in judged])  # fmt: skip
    made.append(Card("审核发现（项）", total, Sentence(("其中确定错误", errors))))
    return tuple(made)


def _coverage_card(g: Gathered) -> Card:
    owed = [one for one in g.owed if one.status != "exempt" and one.form_type == OVERALL]
    if owed:
        facts = basics.covered(f"coverage/{g.year}/{OVERALL}", f"{g.year}年度部门整体支出", owed)
        return Card("报送率", facts["rate"], Sentence(("应报", facts["owed"], "，已报", facts["filed"])))
    names = numbers.departments(g, g.departments)
    own = numbers.count(f"district/{g.year}/departments", f"{g.year}年度报送自评表的部门（单位）数", names)
    return Card("报送部门（个）", own, Sentence(("没有应报名录",)))


def _last_year(change: Fact, before: Fact) -> Sentence | None:
    if change.value is None:
        return None
    return Sentence(("上年", before.in_text(), "，", *(part.in_text() if isinstance(part, Fact) else part
                                                  for part in moved(change))))  # fmt: skip


def _is_low(g: Gathered, whole: numbers.Group, line: str) -> bool:
    low = numbers.threshold(g, "F-09", "yellow").value
    own = numbers.rate(g, whole, line).value
    return own is not None and low is not None and own < low


def problem_line(g: Gathered, draft: Draft, problem: Shortcoming) -> Paragraph:
    """One line: how many, of how many departments, and the largest case."""
    judged = [one for one in found_in(problem, g.findings) if one.severity != "I"]
    count, departments = problems.counted(g, problem, judged)
    case = problems.case(judged[0])
    said = draft.say(problem.title, departments, "个部门", count, "项，如", *case, "。")
    return Paragraph(said, problem.title)


def decision(g: Gathered, draft: Draft, problem: Shortcoming) -> Sentence:
    """A decision that is wanted: a verb, an object and a date."""
    count, departments = problems.counted(g, problem, found_in(problem, g.findings))
    said = draft.say(
        f"{problem.title}决定", proposals.LEADS[problem.key], "：", numbers.on(g, problem.days), "前，对",
        departments, "个部门、", count, "项问题，", problem.measure, "（", problem.owner, "）。",
    )  # fmt: skip
    return said[0]


def years_chart(g: Gathered, id: str) -> Chart | None:
    """Basic, total and project rates over the years."""
    years = [
        year for year in g.years if numbers.rate(g, numbers.district(g, year), "total").value is not None
    ]
    if not years:
        return None
    series = tuple(
        Series(word, tuple(numbers.rate(g, numbers.district(g, year), line) for year in years))
        for line, word in (("basic", "基本支出"), ("total", "整体支出"), ("project", "项目支出"))
    )
    return Chart(
        id, "columns", years_title(g), "柱形图：近几年基本支出、整体支出、项目支出执行率",
        tuple(f"{year}年" for year in years), series, "fraction", "", "执行率",
    )  # fmt: skip


def years_title(g: Gathered) -> Sentence:
    """What the years say: the project rate against last year's, or only this year's."""
    now, before = numbers.district(g, g.year), numbers.district(g, g.year - 1)
    change = numbers.change(g, now, before, "project")
    own = numbers.rate(g, now, "project")
    if change.value is not None:
        words = moved(change.in_text())
        tail: list[Part] = ["与上年", *words] if len(words) == 1 else ["比上年", *words]
        return Sentence(("项目支出执行率", own.in_text(), "，", *tail))
    if own.value is not None:
        return Sentence(("项目支出执行率", own.in_text()))
    return Sentence(("部门整体支出执行率", numbers.rate(g, now, "total").in_text()))


def lowest(g: Gathered) -> list[tuple[str, numbers.Group, Fact]]:
    """Departments by the rate of their project money, the lowest first."""
    found = []
    for form in numbers.district(g, g.year).forms:
        group = numbers.of_form(form)
        rate = numbers.rate(g, group, "project")
        if rate.value is not None:
            found.append((form.department or "", group, rate))
    return sorted(found, key=lambda one: (one[2].value or 0, one[0]))


def lowest_table(g: Gathered, id: str, draft: Draft, most: int = LOWEST) -> Table | None:
    """The lowest departments with their project money."""
    found = lowest(g)[:most]
    if not found:
        draft.leave("项目支出执行率最低的部门表", "没有项目支出执行率")
        return None
    red, low = numbers.threshold(g, "F-09", "red").value, numbers.threshold(g, "F-09", "yellow").value
    rows = []
    for name, group, rate in found:
        value = rate.value or 0
        level = 3 if red is not None and value < red else 2 if low is not None and value < low else 0
        rows.append(
            (cell(Name(name)), cell(numbers.amount(g, group, "project", numbers.BUDGET)),
             cell(numbers.unspent(g, group, "project")), cell(rate, level=level))
        )  # fmt: skip
    columns = (TableColumn("部门", "left", 2.4), TableColumn("项目预算", width=1.2),
               TableColumn("未执行", width=1.2), TableColumn("执行率"))  # fmt: skip
    return Table(id, "项目支出执行率最低的部门", columns, tuple(rows), "万元")
