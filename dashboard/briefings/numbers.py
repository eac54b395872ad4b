"""The facts that every chapter draws on: money, rates, scores, counts; each defined once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dashboard.briefings.fact import Fact, Row, Unit, date_value, fact, given
from dashboard.briefings.gathered import OVERALL, PROJECT, Finding, FormRow, Gathered
from pipelines.audit import RULES
from pipelines.warehouse.words import LINES

BUDGET, EXECUTED = "budget_yuan", "executed_yuan"
_AMOUNTS = {BUDGET: "全年预算数", EXECUTED: "全年执行数"}
_RULES = {rule.id: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Group:
    """Forms whose figures are added; `key` begins the keys of its facts, `who` names it."""

    key: str
    who: str
    forms: tuple[FormRow, ...]
    single: bool = False  #: one department or form: shows what it prints, even if only half


def district(g: Gathered, year: int) -> Group:
    """The overall forms of a year that enter totals."""
    forms = tuple(one for one in g.of(year, OVERALL) if one.counted)
    return Group(f"district/{year}", f"{year}年度各部门", forms)


def overall(g: Gathered, year: int) -> Group:
    """All current overall forms of a year: those whose scores are told of."""
    return Group(f"overall/{year}", f"{year}年度部门整体支出", tuple(g.of(year, OVERALL)))


def projects(g: Gathered, year: int) -> Group:
    """The project forms of a year that enter totals among themselves."""
    forms = tuple(one for one in g.of(year, PROJECT) if one.counted)
    return Group(f"projects/{year}", f"{year}年度项目自评表", forms)


def department(g: Gathered, name: str, year: int) -> Group:
    """A department's own overall form of a year, whether it enters totals or not."""
    return Group(f"department/{name}/{year}", f"{name}{year}年度", tuple(g.of(year, OVERALL, name)), True)


def of_form(form: FormRow) -> Group:
    """One form, under a key that stays when its file is handed in anew."""
    key = "/".join(("form", form.department or form.id, str(form.year), form.type, form.project or ""))
    who = f"{form.department or ''}{form.year or ''}年度{form.project or ''}"
    return Group(key, who, (form,), True)


def cells(g: Gathered, group: Group, line: str, amount: str) -> list[Row]:
    """The cells of an amount; sums pass over forms that print only one of budget and execution."""
    if not group.single:
        return g.money(group.forms, line, amount)
    return [row for form in group.forms for row in g.cells.get((form.id, line, amount), ())]


def amount(g: Gathered, group: Group, line: str, which: str) -> Fact:
    """Sum of budgets or of what was executed."""
    said = LINES[line].zh
    return fact(
        f"{group.key}/{line}/{which}", f"{group.who}{said}{_AMOUNTS[which]}", Unit.YUAN,
        f"各表“{said}”的{_AMOUNTS[which]}之和；只印预算数与执行数之一的表不计入", "sum",
        cells(g, group, line, which),
    )  # fmt: skip


def unspent(g: Gathered, group: Group, line: str) -> Fact:
    """What was left of the budget."""
    return fact(
        f"{group.key}/{line}/unspent_yuan", f"{group.who}{LINES[line].zh}未执行金额", Unit.YUAN,
        "全年预算数 − 全年执行数", "difference", cells(g, group, line, BUDGET),
        cells(g, group, line, EXECUTED),
    )  # fmt: skip


def rate(g: Gathered, group: Group, line: str) -> Fact:
    """Executed ÷ budget, of sums."""
    return fact(
        f"{group.key}/{line}/execution_rate", f"{group.who}{LINES[line].zh}执行率", Unit.FRACTION,
        "全年执行数之和 ÷ 全年预算数之和；没有预算时不适用", "ratio", cells(g, group, line, EXECUTED),
        cells(g, group, line, BUDGET),
    )  # fmt: skip


def change(g: Gathered, group: Group, before: Group, line: str) -> Fact:
    """The rate less that of another group (the year before), in percentage points."""
    return fact(
        f"{group.key}/{line}/change_pp", f"{group.who}{LINES[line].zh}执行率较上年变化",
        Unit.PERCENTAGE_POINTS,
        "本年执行率 − 上年执行率，以百分点计", "change_pp", *_pair(g, group, line), *_pair(g, before, line),
    )  # fmt: skip


def gap(g: Gathered, group: Group, line: str, other: str) -> Fact:
    """The rate of one line less that of another, in percentage points."""
    return fact(
        f"{group.key}/{line}/less_{other}_pp", f"{group.who}{LINES[line].zh}与{LINES[other].zh}执行率之差",
        Unit.PERCENTAGE_POINTS, f"{LINES[line].zh}执行率 − {LINES[other].zh}执行率，以百分点计", "change_pp",
        *_pair(g, group, line), *_pair(g, group, other),
    )  # fmt: skip


def share_of_unspent(g: Gathered, group: Group, line: str) -> Fact:
    """The share of the structure's unspent money that lies in one of its lines."""
    whole = [
        [row for one in ("basic", "project") for row in cells(g, group, one, which)]
        for which in (BUDGET, EXECUTED)
    ]
    return fact(
        f"{group.key}/{line}/share_of_unspent", f"{group.who}未执行金额中{LINES[line].zh}所占比重",
        Unit.FRACTION, f"{LINES[line].zh}未执行金额 ÷（基本支出与项目支出未执行金额之和）",
        "ratio_of_differences", cells(g, group, line, BUDGET), cells(g, group, line, EXECUTED), *whole,
    )  # fmt: skip


def pairs(g: Gathered, groups: Iterable[Group], line: str) -> list[list[Row]]:
    """Executed and budget of each group by turns, as operations on rates want them."""
    return [rows for one in groups for rows in _pair(g, one, line)]


def _pair(g: Gathered, group: Group, line: str) -> tuple[list[Row], list[Row]]:
    return cells(g, group, line, EXECUTED), cells(g, group, line, BUDGET)


def mean_score(group: Group) -> Fact:
    """Mean of the printed totals."""
    return fact(
        f"{group.key}/mean_score", f"{group.who}自评平均得分", Unit.POINTS,
        "各表印出的自评总分的简单平均；没有印总分的表不计入", "mean", scores(group.forms),
    )  # fmt: skip


def median_score(group: Group) -> Fact:
    """Median of the printed totals."""
    return fact(
        f"{group.key}/median_score", f"{group.who}自评得分中位数", Unit.POINTS,
        "各表印出的自评总分的中位数", "median", scores(group.forms),
    )  # fmt: skip


def scores(forms: Iterable[FormRow]) -> list[Row]:
    return [row for form in forms for row in form.score_rows]


def recomputed(forms: Iterable[FormRow]) -> list[Row]:
    """Recomputed totals of forms that print one, so that both means are of the same forms."""
    return [row for form in forms if form.score is not None for row in form.recomputed_rows]


def mean_recomputed(group: Group) -> Fact:
    """Mean of the recomputed totals, where every form that prints a total has one; else null."""
    whole = all(form.recomputed is not None for form in group.forms if form.score is not None)
    return fact(
        f"{group.key}/mean_recomputed", f"{group.who}按表内数字重算的平均得分", Unit.POINTS,
        "按表内目标值、完成值和分值重算每项得分后合计的简单平均；文字表述的指标按自评得分计；"
        "分值没有列全、等级无法判定的表不重算", "mean",
        recomputed(group.forms) if whole else (),
    )  # fmt: skip


def count(key: str, text: str, rows: Iterable[Row], definition: str = "计数") -> Fact:
    """How many rows there are; 0 is a number."""
    return fact(key, text, Unit.COUNT, definition, "count", list(rows))


def departments(g: Gathered, names: Iterable[str | None]) -> list[Row]:
    """A row a department, each once, in the order of names."""
    return [Row(f"department:{g.collection}/{name}") for name in sorted({one for one in names if one})]


def year(number: int) -> Fact:
    """A fiscal year."""
    return given(f"year/{number}", "年度", Unit.YEAR, f"year:{number}", Decimal(number))


def on(g: Gathered, days: int = 0) -> Fact:
    """The day of the data, or a day so many days after it."""
    day = Row(f"generation:{g.generation}", date_value(g.day))
    made = fact(
        f"day/{days}", "数据截至日" if not days else "完成期限", Unit.DATE,
        "数据版本的生成日期" if not days else "数据版本的生成日期之后若干日", "days_after", [day],
        [Row("method:days", Decimal(days))],
    )  # fmt: skip
    return replace(made, fixed=True)


def threshold(g: Gathered, rule: str, name: str, unit: Unit = Unit.FRACTION) -> Fact:
    """A threshold of the profile, as it holds for overall forms of the year."""
    value = g.profile.settings(OVERALL, g.year).number(rule, name)
    source = f"profile:{g.profile.label}#{rule}.{name}"
    return given(
        f"threshold/{rule}/{name}", f"{rule} {_RULES[rule].thresholds[name].zh}", unit, source, value
    )


def method(name: str, text: str, value: int | Decimal, unit: Unit = Unit.COUNT) -> Fact:
    """A number of this program's own way of working."""
    return given(f"method/{name}", text, unit, f"method:{name}", Decimal(value))


def grade_order(g: Gathered) -> list[str]:
    """Grades from the best down."""
    return [name for name, _ in sorted(g.profile.grades.items(), key=lambda item: -item[1])]


def graded(g: Gathered, forms: Iterable[FormRow]) -> dict[str, list[FormRow]]:
    """Forms by the grade of their printed total; every grade is there, forms without a total are in none."""
    found: dict[str, list[FormRow]] = {name: [] for name in grade_order(g)}
    for form in forms:
        name = None if form.score is None else g.profile.grade(form.score)
        if name is not None:
            found[name].append(form)
    return found


def finding_figure(finding: Finding, which: str) -> Fact | None:
    """A figure of a finding as a fact; None where it is a text or is not there."""
    text: str | None = getattr(finding, which)
    if text is None:
        return None
    percent = text.endswith("%")
    try:
        value = Decimal(text.removesuffix("%").replace(",", ""))
    except ArithmeticError:
        return None
    words = {"printed": "表列", "computed": "核算", "difference": "差额"}[which]
    made = given(
        f"finding/{finding.fingerprint}/{which}",
        f"{finding.department or ''}{finding.project or ''} {finding.rule} {finding.subject or ''}{words}",
        Unit.FRACTION if percent else Unit.NUMBER, f"finding:{finding.fingerprint}#{which}",
        value / 100 if percent else value, text,
    )  # fmt: skip
    return replace(made, definition="审核发现中的数字，按表的单位")


def severities(key: str, who: str, found: Sequence[Finding]) -> dict[str, Fact]:
    """How many findings of each severity."""
    words = {"E": "确定错误", "W": "违规待核", "S": "疑点", "I": "提示"}
    return {
        name: count(
            f"{key}/findings/{name}", f"{who}{word}", [one.row for one in found if one.severity == name],
            f"审核发现中严重程度为“{word}”的项数",
        )
        for name, word in words.items()
    }  # fmt: skip
