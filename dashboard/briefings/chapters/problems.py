"""四、存在的主要问题: always the same seven, in the same order; where there is none, that is said."""

from collections.abc import Iterable, Sequence

from dashboard.briefings import checked, numbers
from dashboard.briefings.chapters import problem_tables as tables
from dashboard.briefings.draft import Draft, Said, is_above, listed
from dashboard.briefings.fact import Fact, Unit, fact
from dashboard.briefings.gathered import OVERALL, PROJECT, Finding, Gathered
from dashboard.briefings.parts import Name, Part
from dashboard.briefings.sayings import SAYS, figure_word, named
from dashboard.briefings.seven import CASES, SEVEN, Shortcoming, first_cases, found_in

NUMERALS = "一二三四五六七八"


def write(g: Gathered) -> Draft:
    """Seven parts, then who has which, then the cases with their cells."""
    draft = Draft("problems")
    draft.heading(1, "四、", "存在的主要问题")
    if g.dismissed:
        gone = numbers.count(f"district/{g.year}/dismissed", f"{g.year}年度经人认定为误报的审核发现数",
                             [one.row for one in g.dismissed])  # fmt: skip
        draft.paragraph(draft.say("误报", "另有", gone, "项审核发现经人认定为误报，不计入以下各项。"))
    for number, problem in enumerate(SEVEN):
        draft.heading(2, f"（{NUMERALS[number]}）", problem.title)
        found = found_in(problem, g.findings)
        draft.paragraph(*told(draft, g, problem, found))
        if problem.key == "execution":
            draft.add(tables.behind(draft, g))
    draft.add(tables.heat(draft, g))
    draft.add(tables.cases(draft, g))
    return draft


def told(draft: Draft, g: Gathered, problem: Shortcoming, found: Sequence[Finding]) -> Iterable[Said]:
    """Count, departments, money, cases of one kind."""
    judged = [one for one in found if one.severity != "I"]
    if problem.key == "execution":
        yield from unspent(draft, g)
    if not found:
        yield checked.nothing(draft, g, problem)
        return
    key = problem_key(g, problem)
    noted = numbers.severities(key, f"{g.year}年度{problem.title}", found)["I"]
    if not judged:
        yield checked.nothing(draft, g, problem, "，仅有提示", noted, "项")
        return
    count, departments = counted(g, problem, found)
    tail: list[Part] = ["，另有提示", noted, "项"] if noted.value else []
    yield draft.say(problem.title, "审核发现", count, "项，涉及", departments, "个部门", *tail, "。")
    yield from money(draft, g, problem, judged)
    yield from examples(draft, g, problem, judged)


def problem_key(g: Gathered, problem: Shortcoming) -> str:
    return f"problem/{g.year}/{problem.key}"


def counted(g: Gathered, problem: Shortcoming, found: Sequence[Finding]) -> tuple[Fact, Fact]:
    """Findings of one kind without mere information, and the departments that have them."""
    judged = [one for one in found if one.severity != "I"]
    key = problem_key(g, problem)
    return (
        numbers.count(f"{key}/findings", f"{g.year}年度“{problem.title}”的审核发现数",
                      [one.row for one in judged], "确定错误、违规待核和疑点；提示另计"),
        numbers.count(f"{key}/departments", f"{g.year}年度“{problem.title}”涉及的部门数",
                      numbers.departments(g, (one.department for one in judged))),
    )  # fmt: skip


def unspent(draft: Draft, g: Gathered) -> Iterable[Said]:
    """How far project money is behind in the whole."""
    whole = numbers.district(g, g.year)
    left = numbers.unspent(g, whole, "project")
    if left.value is not None and left.value > 0:
        yield draft.say(
            "项目支出未执行金额", "项目支出全年预算", numbers.amount(g, whole, "project", numbers.BUDGET),
            "，未执行",
            left, "，执行率", numbers.rate(g, whole, "project"), "。",
        )  # fmt: skip


def money(draft: Draft, g: Gathered, problem: Shortcoming, judged: Sequence[Finding]) -> Iterable[Said]:
    """Budgets of the forms concerned, each form once, overall and project forms apart."""
    told: list[list[Part]] = []
    ids = {one.form_id for one in judged}
    for form_type, word in ((OVERALL, "部门整体支出预算"), (PROJECT, "项目支出预算")):
        forms = [one for one in g.of(g.year, form_type) if one.id in ids and one.counted]
        made = fact(
            f"{problem_key(g, problem)}/budget/{form_type}", f"{g.year}年度“{problem.title}”涉及的{word}",
            Unit.YUAN, "涉及的表的全年预算数之和，每张表只计一次；整体表与项目表不相加", "sum",
            g.money(forms, "total", numbers.BUDGET),
        )  # fmt: skip
        if made.value:
            told.append([word, made])
    if told:
        yield draft.say(f"{problem.title}涉及金额", "涉及", *listed(told, "、"), "。")
    else:
        draft.leave(f"{problem.title}涉及金额", "涉及的表没有计入合计的预算数")


def examples(draft: Draft, g: Gathered, problem: Shortcoming, judged: Sequence[Finding]) -> Iterable[Said]:
    """Up to three cases: different departments first, worst and largest first."""
    told = behind(g) if problem.key == "execution" else []
    told = told or [case(one) for one in first_cases(judged)]
    if told:
        yield draft.say(f"{problem.title}案例", "如：", *listed(told, "；"), "。")


def behind(g: Gathered) -> list[list[Part]]:
    """The departments whose project money is behind, the most unspent first, with rate and money."""
    low = numbers.threshold(g, "F-09", "yellow")
    found = [
        (form.department, numbers.rate(g, group, "project"), numbers.unspent(g, group, "project"))
        for form in numbers.district(g, g.year).forms
        for group in [numbers.of_form(form)]
    ]
    there = [one for one in found if one[0] and is_above(low, one[1])]
    there.sort(key=lambda one: (-(one[2].value or 0), one[0] or ""))
    return [
        [Name(name or ""), "项目支出执行率", rate.in_text(), "、未执行", left.in_text()]
        for name, rate, left in there[:CASES]
    ]


def case(one: Finding) -> list[Part]:
    """「某局“某项目”得分率高于执行率（表列…，核算…）」."""
    who: list[Part] = [Name(one.department or "未列单位的表")]
    if one.project:
        who += ["“", Name(one.project), "”"]
    subject = named(one.subject, one.rule)
    return [*who, *([Name(subject)] if subject else []), SAYS[one.rule], *_figures(one)]


def _figures(one: Finding) -> list[Part]:
    told: list[list[Part]] = []
    for which in ("printed", "computed"):
        figure = numbers.finding_figure(one, which)
        if figure is not None:
            told.append([figure_word(one.rule, which), figure])
    return ["（", *listed(told, "，"), "）"] if told else []
