"""Tables of section four: projects behind, departments by kind of problem, cases with their cells."""

from dashboard.briefings import numbers
from dashboard.briefings.draft import Draft, cell, is_above
from dashboard.briefings.fact import Fact
from dashboard.briefings.gathered import Finding, FormRow, Gathered
from dashboard.briefings.parts import Cell, Name, Part, Table, TableColumn
from dashboard.briefings.sayings import SAYS
from dashboard.briefings.seven import SEVEN, first_cases, found_in, problem_of, weight
from pipelines.audit import SEVERITIES

BUDGET, EXECUTED = numbers.BUDGET, numbers.EXECUTED


def projects_behind(g: Gathered) -> list[tuple[FormRow, numbers.Group, Fact]]:
    """Project forms whose rate is below the threshold, largest unspent money first."""
    low = numbers.threshold(g, "F-09", "yellow")
    found = []
    for form in numbers.projects(g, g.year).forms:
        group = numbers.of_form(form)
        rate = numbers.rate(g, group, "total")
        if rate.value is not None and is_above(low, rate):
            found.append((form, group, rate))
    return sorted(found, key=lambda one: (-(numbers.unspent(g, one[1], "total").value or 0), one[1].key))


def behind(draft: Draft, g: Gathered) -> Table | None:
    """T6: projects below the threshold, by unspent money."""
    found = projects_behind(g)
    low, red = numbers.threshold(g, "F-09", "yellow"), numbers.threshold(g, "F-09", "red")
    if not found:
        draft.leave("执行率偏低的项目表", "没有执行率低于下限的项目支出自评表")
        return None
    rows = tuple(
        (
            cell(Name(form.department or "—")), cell(Name(form.project or "—")),
            cell(numbers.amount(g, group, "total", BUDGET)), cell(numbers.unspent(g, group, "total")),
            cell(rate, level=3 if is_above(red, rate) else 2),
        )
        for form, group, rate in found
    )  # fmt: skip
    columns = (
        TableColumn("部门", "left", 2.0), TableColumn("项目", "left", 2.2), TableColumn("全年预算数",
                                                                                    width=1.2),
        TableColumn("未执行金额", width=1.2), TableColumn("执行率", width=0.9),
    )  # fmt: skip
    note = draft.say("项目表注", "执行率低于", low, "的项目，按未执行金额由大到小；深色为低于", red, "。")
    return Table("T6", "执行率偏低的项目", columns, rows, "万元", limit=12, note=note[0])


def heat(draft: Draft, g: Gathered) -> Table | None:
    """T7: how many findings of each kind every department has; information is not counted."""
    judged = [one for one in g.findings if one.severity != "I" and one.department]
    by: dict[str, list[Finding]] = {}
    for one in judged:
        by.setdefault(one.department or "", []).append(one)
    if not by:
        draft.leave("部门与问题对照表", "没有问题")
        return None
    grid = {
        name: [[one for one in found if one.rule in problem.rules] for problem in SEVEN]
        for name, found in by.items()
    }
    grid = {name: row for name, row in grid.items() if any(row)}
    if not grid:
        draft.leave("部门与问题对照表", "没有问题")
        return None
    most = max(len(one) for row in grid.values() for one in row)
    order = sorted(grid, key=lambda name: (-sum(map(len, grid[name])), name))
    rows = []
    for name in order:
        cells: list[Cell] = [cell(Name(name))]
        for problem, found in zip(SEVEN, grid[name], strict=True):
            text = f"{name}{g.year}年度“{problem.title}”的审核发现数"
            own = numbers.count(f"department/{name}/{g.year}/problem/{problem.key}", text,
                                [one.row for one in found])  # fmt: skip
            cells.append(cell(own, level=-(-3 * len(found) // most)))
        every = [one.row for found in grid[name] for one in found]
        cells.append(cell(numbers.count(f"department/{name}/{g.year}/problems",
                                        f"{name}{g.year}年度七类问题的审核发现数", every)))  # fmt: skip
        rows.append(tuple(cells))
    columns = (
        TableColumn("部门", "left", 2.6),
        *(TableColumn(f"{one.short[:2]}\n{one.short[2:]}", width=0.8) for one in SEVEN),
        TableColumn("合计", width=0.8),
    )  # fmt: skip
    note = draft.say("对照表注", "不含提示；颜色深浅按本表最大值的三等分。")
    return Table("T7", "部门与问题对照", columns, tuple(rows), "项", limit=15, note=note[0])


def cases(draft: Draft, g: Gathered) -> Table | None:
    """T8: the first cases of each kind, with their cells and figures."""
    judged = [one for one in g.findings if one.severity != "I"]
    chosen = [one for problem in SEVEN for one in first_cases(found_in(problem, judged))]
    if not chosen:
        draft.leave("典型案例表", "没有问题")
        return None
    note = draft.say(
        "案例表注", "每类最多三例；位置为原表的行列；“对照”为按表内数字计算的值或规则的界限，单位同原表。"
    )
    return Table("T8", "典型案例", _COLUMNS, tuple(map(_finding_row, chosen)), note=note[0])


def everything(draft: Draft, g: Gathered) -> Table | None:
    """A2: every finding, information too, worst first."""
    if not g.findings:
        draft.leave("审核发现清单", "没有审核发现")
        return None
    rows = tuple(map(_finding_row, sorted(g.findings, key=weight)))
    note = draft.say("清单注", "全部审核发现列于工作簿；经人认定为误报的不列。")
    return Table("A2", "审核发现清单", _COLUMNS, rows, limit=10, note=note[0])


_COLUMNS = (
    TableColumn("问题", "center", 1.2), TableColumn("性质", "center", 1.2),
    TableColumn("部门", "left", 1.9), TableColumn("项目或对象", "left", 1.9),
    TableColumn("情况", "left", 2.2), TableColumn("位置", "center", 1.0),
    TableColumn("表列", width=1.2), TableColumn("对照", width=1.2),
)  # fmt: skip


def _finding_row(one: Finding) -> tuple[Cell, ...]:
    kind = problem_of(one)
    return (
        cell(kind.short if kind else "覆盖面"),
        cell(SEVERITIES[one.severity].zh),
        cell(Name(one.department or "—")),
        cell(Name(one.project or one.subject or "—")),
        cell(SAYS[one.rule], Name(f"（{one.rule}）")),
        cell(Name(one.place or "—")),
        cell(figure(one, "printed")),
        cell(figure(one, "computed")),
    )


def figure(one: Finding, which: str) -> Part:
    """A figure of a finding: a fact where it is a number, else its words."""
    made = numbers.finding_figure(one, which)
    if made is not None:
        return made
    text: str | None = getattr(one, which)
    return Name(text) if text else "—"
