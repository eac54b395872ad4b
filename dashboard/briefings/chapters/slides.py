"""The deck: eight slides, each with a sentence for its title."""

from dashboard.briefings import checked, numbers
from dashboard.briefings.chapters import beside, onepage, opening, problems
from dashboard.briefings.chapters.progress import rose
from dashboard.briefings.document import Slide
from dashboard.briefings.draft import Draft, Said, bare, cell, is_above, moved
from dashboard.briefings.fact import Fact
from dashboard.briefings.gathered import OVERALL, Gathered
from dashboard.briefings.parts import Chart, Name, Part, Sentence, Series, Table, TableColumn
from dashboard.briefings.seven import SEVEN, found_in, gravest

SHOWN = 10


def write(g: Gathered, draft: Draft, title: tuple[str, ...]) -> tuple[Slide, ...]:
    """The slides for which there is something to say; the cover and the key numbers always."""
    made = [cover(g, title), key_numbers(g, draft)]
    made += [
        one for one in (years(g, draft), lowest(g, draft), movements(g, draft), against(g, draft)) if one
    ]
    return (*made, findings(g, draft), proposed(g, draft))


def cover(g: Gathered, title: tuple[str, ...]) -> Slide:
    """The title and the day of the data."""
    return Slide("cover", Sentence((Name("".join(title)),)), (Sentence((numbers.on(g),)),))


def key_numbers(g: Gathered, draft: Draft) -> Slide:
    """Cards, and the sentences of the opening."""
    group = numbers.overall(g, g.year)
    points = [*opening.filed(draft, g), *opening.scored(draft, group), *opening.audited(draft, g)]
    return Slide("numbers", bare(onepage.headline(g, draft)), tuple(points),
                 cards=onepage.cards(g, draft)[:4],
                 source="来源：各部门自评表；报告第一、二部分")  # fmt: skip


def years(g: Gathered, draft: Draft) -> Slide | None:
    """Rates over the years."""
    chart = onepage.years_chart(g, "S3")
    if chart is None:
        draft.leave("幻灯片：近年执行率", "没有整体支出执行率")
        return None
    gap = numbers.gap(g, numbers.district(g, g.year), "project", "basic")
    points: Said = ()
    if gap.value is not None and len(moved(gap)) == 2:
        points = draft.say("两类支出之差", "项目支出执行率比基本支出", *moved(gap, "高", "低"), "。")
    return Slide("years", onepage.years_title(g), points, chart, source="来源：报告“资金情况”、各年自评表")


def lowest(g: Gathered, draft: Draft) -> Slide | None:
    """The lowest departments, and what they left unspent."""
    every = onepage.lowest(g)
    if not every:
        draft.leave("幻灯片：执行率最低的部门", "没有项目支出执行率")
        return None
    low = numbers.threshold(g, "F-09", "yellow")
    behind = [(name, group, rate) for name, group, rate in every if is_above(low, rate)]
    shown = every[:SHOWN]
    if behind:
        forms = tuple(form for _, group, _ in behind for form in group.forms)
        key = f"district/{g.year}/project_below"
        group = numbers.Group(key, f"{g.year}年度项目支出执行率低于下限的部门", forms)
        few = numbers.count(f"{key}/departments", f"{g.year}年度项目支出执行率低于下限的部门数",
                            [one.row for one in forms])  # fmt: skip
        title = Sentence((few, "个部门项目支出执行率低于", low, "，未执行",
                          numbers.unspent(g, group, "project").in_text()))  # fmt: skip
    else:
        title = Sentence(("各部门项目支出执行率都不低于", low))
    chart = Chart(
        "S4", "bars", title, "条形图：项目支出执行率最低的部门", tuple(name for name, _, _ in shown),
        (Series("项目支出执行率", tuple(rate for _, _, rate in shown)),), "fraction", "", "项目支出执行率",
    )  # fmt: skip
    return Slide("lowest", title, (), chart, onepage.lowest_table(g, "S4T", draft, 5),
                 source="来源：各部门整体支出自评表的项目支出行")  # fmt: skip


def movements(g: Gathered, draft: Draft) -> Slide | None:
    """The departments whose project rate moved most, down and up."""
    rows: list[tuple[str, Fact, list[Fact]]] = []
    years = g.years[-3:]
    for form in g.of(g.year, OVERALL):
        name = form.department
        if name is None:
            continue
        own, before = (numbers.department(g, name, year) for year in (g.year, g.year - 1))
        change = numbers.change(g, own, before, "project")
        if change.value is not None and len(moved(change)) == 2:
            each = [numbers.rate(g, numbers.department(g, name, year), "project") for year in years]
            rows.append((name, change, each))
    if not rows:
        draft.leave("幻灯片：执行率变化", "没有两年项目支出执行率有变化的部门")
        return None
    rows.sort(key=lambda one: (one[1].value or 0, one[0]))
    chosen = [*rows[:2], *(one for one in rows[-2:] if one not in rows[:2])]
    first = rows[0] if -(rows[0][1].value or 0) >= (rows[-1][1].value or 0) else rows[-1]
    title = Sentence((Name(first[0]), "项目支出执行率变化最大，比上年", *moved(first[1].in_text())))
    chart = Chart(
        "S5", "lines", title, "折线图：项目支出执行率变化最大的部门", tuple(f"{year}年" for year in years),
        tuple(Series(name, tuple(one if one.value is not None else None for one in each))
              for name, _, each in chosen), "fraction", "", "项目支出执行率",
    )  # fmt: skip
    many = numbers.count(
        f"district/{g.year}/project_rate/rose", f"{g.year}年度项目支出执行率比上年上升的部门数",
        [one.row for one in rose(g)],
    )  # fmt: skip
    return Slide("movements", title, draft.say("上升的部门", "项目支出执行率上升的部门", many, "个。"), chart,
                 source="来源：各年部门整体支出自评表")  # fmt: skip


def against(g: Gathered, draft: Draft) -> Slide | None:
    """Score against execution."""
    chart = beside.points_chart(draft, g)
    if chart is None:
        return None
    told: list[Sentence] = []
    for form, score, rate in beside.high_and_behind(g)[:5]:
        told += draft.say("得分高而执行低的部门", Name(form.department or ""), score, "分，执行率", rate)
    return Slide("against", chart.title, tuple(told), Chart(
        "S6", chart.kind, chart.title, chart.alt, chart.categories, chart.series, chart.unit, chart.axis_x,
        chart.axis_y,
    ), source="来源：报告“执行与得分对照”；每点一个部门")  # fmt: skip


def findings(g: Gathered, draft: Draft) -> Slide:
    """The seven kinds in a table."""
    rows = []
    for problem in SEVEN:
        found = [one for one in found_in(problem, g.findings) if one.severity != "I"]
        count, departments = problems.counted(g, problem, found)
        none = "没能查" if checked.is_unseen(g, problem) else "未发现"
        case: list[Part] = problems.case(found[0]) if found else [none]
        rows.append((cell(problem.title), cell(count), cell(departments), cell(*case)))
    if (blind := checked.blind_rules(g)).value:
        why = "表上没有所需的数，或没有可比的表"
        rows.append((cell("一处也没能查的规则"), cell(blind), cell("—"), cell(why)))
    columns = (
        TableColumn("问题", "left", 1.8), TableColumn("项数", width=0.6), TableColumn("部门数", width=0.6),
        TableColumn("最大的一例", "left", 3.6),
    )  # fmt: skip
    told = opening.audited(draft, g)
    table = Table("S7", "七类问题", columns, tuple(rows))
    return Slide("findings", bare(told[0]), (), None, table, source="来源：报告第四部分、附件")


def proposed(g: Gathered, draft: Draft) -> Slide:
    """The decisions of the one page."""
    first = gravest(g.findings)
    told = tuple(onepage.decision(g, draft, one) for one in first)
    title = Sentence(("请按期完成以下事项",)) if told else Sentence(("没有需要决定的事项",))
    return Slide("proposals", title, told, source="来源：报告第六部分")
