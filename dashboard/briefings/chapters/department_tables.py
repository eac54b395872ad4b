"""Tables and the chart of one department's briefing and of the letter to it."""

from collections.abc import Sequence
from decimal import Decimal

from dashboard.briefings import numbers, peers
from dashboard.briefings.chapters.problem_tables import figure
from dashboard.briefings.draft import Draft, cell, is_above
from dashboard.briefings.fact import Fact, Unit, fact, given
from dashboard.briefings.gathered import OVERALL, PROJECT, Finding, FormRow, Gathered
from dashboard.briefings.parts import Cell, Chart, Name, Sentence, Series, Table, TableColumn
from dashboard.briefings.sayings import SAYS
from dashboard.briefings.seven import problem_of, weight
from pipelines.audit import SEVERITIES
from pipelines.warehouse.words import FORM_TYPES

BUDGET, EXECUTED = numbers.BUDGET, numbers.EXECUTED
_LINES = (("total", "整体支出"), ("basic", "基本支出"), ("project", "项目支出"))


def years(draft: Draft, g: Gathered, name: str) -> Table | None:
    """D1: money and rates by year and line."""
    rows: list[tuple[Cell, ...]] = []
    for year in g.years:
        own = numbers.department(g, name, year)
        for line, word in _LINES:
            if numbers.cells(g, own, line, BUDGET):
                rows.append(
                    (
                        cell(numbers.year(year)),
                        cell(word),
                        cell(numbers.amount(g, own, line, BUDGET)),
                        cell(numbers.amount(g, own, line, EXECUTED)),
                        cell(numbers.unspent(g, own, line)),
                        cell(numbers.rate(g, own, line)),
                    )
                )
    if not rows:
        draft.leave("历年资金表", "没有印预算数的部门整体支出自评表")
        return None
    columns = (
        TableColumn("年度", "center", 0.8), TableColumn("项目", "left", 1.2),
        TableColumn("全年预算数", width=1.4),
        TableColumn("全年执行数", width=1.4), TableColumn("未执行金额", width=1.4), TableColumn("执行率"),
    )  # fmt: skip
    return Table("D1", "历年资金情况", columns, tuple(rows), "万元")


def years_chart(draft: Draft, g: Gathered, name: str) -> Chart | None:
    """Its rates over the years, where there are two of them."""
    there = [year for year in g.years if numbers.department(g, name, year).forms]
    if len(there) < 2:
        draft.leave("历年执行率图", "有部门整体支出自评表的年度不足两个")
        return None
    series = tuple(
        Series(word, tuple(numbers.rate(g, numbers.department(g, name, year), line) for year in there))
        for line, word in _LINES
    )
    known = [one for one in series if any(value and value.value is not None for value in one.values)]
    if not known:
        draft.leave("历年执行率图", "没有执行率")
        return None
    return Chart(
        "DC1", "columns", Sentence((Name(name), "历年执行率")),
        "柱形图：历年整体支出、基本支出、项目支出执行率",
        tuple(f"{year}年" for year in there), tuple(known), "fraction", "", "执行率",
    )  # fmt: skip


def standing(draft: Draft, found: Sequence[tuple[str, peers.Standing]]) -> Table | None:
    """D2: rate, median of its kind, distance, rank."""
    if not found:
        draft.leave("同类比较表", "同类部门过少")
        return None
    rows = tuple(
        (cell(word), cell(one.rate), cell(one.median or "—"), cell(one.above or "—"), cell(one.rank or "—"),
         cell(one.peers)) for word, one in found
    )  # fmt: skip
    columns = (
        TableColumn("指标", "left", 1.8), TableColumn("本部门"), TableColumn("同类\n中位数"),
        TableColumn("高于同类其他\n（百分点）", width=1.3), TableColumn("位次", width=0.7),
        TableColumn("部门数", width=0.8),
    )  # fmt: skip
    return Table("D2", "与同类部门比较", columns, rows)


def lost(draft: Draft, g: Gathered, name: str) -> Table | None:
    """D3: the indicators that lost points, the most lost first."""
    found = []
    for form in [*g.of(g.year, OVERALL, name), *g.of(g.year, PROJECT, name)]:
        key = numbers.of_form(form).key
        for number, one in enumerate(g.indicators.get(form.id, []), 1):
            if one.lost > 0:
                found.append((one.lost, key, number, form, one))
    if not found:
        draft.leave("失分指标表", "没有失分的指标")
        return None
    rows = []
    for _, key, number, form, one in sorted(found, key=lambda each: (-each[0], each[1], each[2])):
        at, text = f"{key}/indicator/{number}", f"{name}{form.project or ''}“{one.name or ''}”"
        weight_fact = fact(f"{at}/weight", f"{text}分值", Unit.POINTS, "表上印的分值", "as_is", [one.weight])
        score = fact(f"{at}/score", f"{text}得分", Unit.POINTS, "表上印的得分", "as_is", [one.score])
        missing = fact(f"{at}/lost", f"{text}失分", Unit.POINTS, "分值 − 得分", "difference", [one.weight],
                       [one.score])  # fmt: skip
        rows.append(
            (cell(Name(form.project or "部门整体支出")), cell(Name(one.name or "—")), cell(weight_fact),
             cell(score), cell(missing), cell(Name(one.reason) if one.reason else "—"))
        )  # fmt: skip
    columns = (
        TableColumn("表", "left", 1.6), TableColumn("指标", "left", 2.0), TableColumn("分值", width=0.7),
        TableColumn("得分", width=0.7), TableColumn("失分", width=0.7),
        TableColumn("表上写的原因", "left", 2.2),
    )  # fmt: skip
    return Table("D3", "失分的指标", columns, tuple(rows), "分", limit=8)


def projects(draft: Draft, g: Gathered, name: str) -> Table | None:
    """D4: its project forms, the most unspent first."""
    forms = g.of(g.year, PROJECT, name)
    if not forms:
        draft.leave("项目表", "本年度没有项目支出自评表")
        return None
    red, low = numbers.threshold(g, "F-09", "red"), numbers.threshold(g, "F-09", "yellow")
    found = []
    for form in forms:
        group = numbers.of_form(form)
        found.append((numbers.unspent(g, group, "total"), group, form))
    rows = []
    for left, group, form in sorted(found, key=lambda one: (-(one[0].value or 0), one[1].key)):
        rate = numbers.rate(g, group, "total")
        level = 3 if is_above(red, rate) else 2 if is_above(low, rate) else 0
        rows.append(
            (cell(Name(form.project or "—")), cell(numbers.amount(g, group, "total", BUDGET)), cell(left),
             cell(rate, level=level), cell(_score(group, form)), cell(_recomputed(group, form)))
        )  # fmt: skip
    columns = (
        TableColumn("项目", "left", 2.4), TableColumn("全年预算数", width=1.3),
        TableColumn("未执行金额", width=1.3),
        TableColumn("执行率", width=0.9), TableColumn("自评\n得分", width=0.8),
        TableColumn("重算\n得分", width=0.8),
    )  # fmt: skip
    note = draft.say("项目表注", "浅色为执行率低于", low, "，深色为低于", red, "。")
    return Table("D4", "项目支出情况", columns, tuple(rows), "万元、分", limit=12, note=note[0])


def _score(group: numbers.Group, form: FormRow) -> Fact:
    return fact(f"{group.key}/score", f"{group.who}自评总分", Unit.POINTS, "表上印的总分", "as_is",
                form.score_rows)  # fmt: skip


def _recomputed(group: numbers.Group, form: FormRow) -> Fact:
    return fact(f"{group.key}/recomputed", f"{group.who}重算总分", Unit.POINTS,
                "按表内目标值、完成值和分值重算每项得分后合计；文字表述的指标按自评得分计", "as_is",
                form.recomputed_rows)  # fmt: skip


def findings(draft: Draft, g: Gathered, name: str) -> Table | None:
    """D5: all its findings, information too, worst first."""
    own = sorted((one for one in g.findings if one.department == name), key=weight)
    if not own:
        draft.leave("审核发现表", "没有审核发现")
        return None
    rows = tuple(
        (cell(SEVERITIES[one.severity].zh), *told(one), cell(figure(one, "printed")),
         cell(figure(one, "computed"))) for one in own
    )  # fmt: skip
    columns = (
        TableColumn("性质", "center", 0.9), TableColumn("表或项目", "left", 1.8),
        TableColumn("对象", "left", 1.8),
        TableColumn("位置", "center", 0.8), TableColumn("情况", "left", 2.0), TableColumn("表列", width=1.0),
        TableColumn("对照", width=1.0),
    )  # fmt: skip
    note = draft.say("发现表注", "位置为原表的行列；“对照”为按表内数字计算的值或规则的界限，单位同原表。")
    return Table("D5", "审核发现", columns, rows, limit=30, note=note[0])


def told(one: Finding) -> tuple[Cell, ...]:
    """Form, subject, place and phrase of a finding."""
    form = one.project or (FORM_TYPES[one.form_type].zh if one.form_type else "—")
    return (
        cell(Name(form)),
        cell(Name(one.subject or "—")),
        cell(Name(one.place or "—")),
        cell(SAYS[one.rule], Name(f"（{one.rule}）")),
    )


def asked(own: Sequence[Finding], ask: str) -> Table:
    """L1: the findings that are to be answered, numbered, with what is asked."""
    rows = []
    for number, one in enumerate(own, 1):
        kind = problem_of(one)
        rows.append(
            (cell(_number(number)), *told(one), cell(figure(one, "printed")), cell(figure(one, "computed")),
             cell(kind.ask if kind else ask))
        )  # fmt: skip
    columns = (
        TableColumn("序号", "center", 0.5), TableColumn("表或项目", "left", 1.6),
        TableColumn("对象", "left", 1.5),
        TableColumn("位置", "center", 0.8), TableColumn("情况", "left", 1.7), TableColumn("表列", width=0.9),
        TableColumn("对照", width=0.9), TableColumn("要求", "left", 1.7),
    )  # fmt: skip
    return Table("L1", "逐项清单", columns, tuple(rows))


def reply(own: Sequence[Finding]) -> Table:
    """L2: the same numbers with room for the answer."""
    rows = tuple(
        (cell(_number(number)), told(one)[0], cell(SAYS[one.rule]), cell(), cell(), cell(), cell())
        for number, one in enumerate(own, 1)
    )
    columns = (
        TableColumn("序号", "center", 0.6), TableColumn("表或项目", "left", 1.5),
        TableColumn("情况", "left", 1.5), TableColumn("是否\n属实", "center", 0.7),
        TableColumn("原因说明", "left", 2.0), TableColumn("整改措施", "left", 2.0),
        TableColumn("完成\n时间", "center", 0.9),
    )  # fmt: skip
    return Table("L2", "请逐项填写，盖章后报回", columns, rows)


def _number(number: int) -> Fact:
    return given(f"number/{number}", "序号", Unit.COUNT, f"method:number/{number}", Decimal(number))
