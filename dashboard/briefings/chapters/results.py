"""二、自评结果: grades, the move from last year's, score rates by 一级指标; then execution beside them."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from dashboard.briefings import numbers
from dashboard.briefings.chapters import beside
from dashboard.briefings.draft import Draft, Said, cell, listed, moved
from dashboard.briefings.fact import Fact, Unit, fact, shares
from dashboard.briefings.gathered import OVERALL, PROJECT, FormRow, Gathered
from dashboard.briefings.parts import Cell, Name, Part, Table, TableColumn

BUDGET = numbers.BUDGET
#: Points below which a recomputed total is rounding.
STEP = Decimal("0.5")


def write(g: Gathered) -> Draft:
    """Scores and grades, then execution beside them."""
    draft = Draft("results")
    draft.heading(1, "二、", "自评结果")
    draft.heading(2, "（一）", "得分与等级")
    draft.paragraph(*scored(draft, g))
    draft.add(grades_table(draft, g))
    draft.paragraph(*transition(draft, g))
    draft.add(transition_table(g))
    draft.paragraph(*levels(draft, g))
    draft.heading(2, "（二）", "执行与得分对照")
    draft.paragraph(*beside.buckets(draft, g))
    draft.add(beside.buckets_chart(draft, g))
    draft.paragraph(*beside.against(draft, g))
    draft.add(beside.points_chart(draft, g))
    return draft


def scored(draft: Draft, g: Gathered) -> Iterable[Said]:
    """Mean, median, recomputed mean; how many of each grade."""
    group = numbers.overall(g, g.year)
    if not numbers.scores(group.forms):
        draft.leave("部门整体支出自评得分", "没有印自评总分的部门整体支出自评表")
    else:
        yield draft.say(
            "平均分与中位数", "部门整体支出自评平均得分", numbers.mean_score(group), "分，中位数",
            numbers.median_score(group), "分。",
        )  # fmt: skip
        yield from _grades_said(draft, g, group)
        yield from _recomputed(draft, group)
    projects = numbers.Group(f"project/{g.year}", f"{g.year}年度项目支出", tuple(g.of(g.year, PROJECT)))
    if numbers.scores(projects.forms):
        yield draft.say("项目自评得分", "项目支出自评平均得分", numbers.mean_score(projects), "分。")


def _grades_said(draft: Draft, g: Gathered, group: numbers.Group) -> Iterable[Said]:
    found = numbers.graded(g, group.forms)
    there = [(name, forms) for name, forms in found.items() if forms]
    facts = [numbers.count(f"{group.key}/grade/{name}", f"{group.who}自评为{name}的部门数",
                           [one.row for one in forms]) for name, forms in there]  # fmt: skip
    if not there:
        draft.leave("等级", "规则方案没有分档")
        return
    if len(there) == 1:
        yield draft.say("等级", "有自评总分的", facts[0], "个部门全部为", Name(there[0][0]), "。")
        return
    told = listed([Name(name), one, "个"] for (name, _), one in zip(there, facts, strict=True))
    yield draft.say("等级", "按等级分，", *told, "。")


def _recomputed(draft: Draft, group: numbers.Group) -> Iterable[Said]:
    scored = [one for one in group.forms if one.score is not None]
    both = [one for one in scored if one.recomputed is not None]
    if not both:
        draft.leave("重算得分", "没有可以重算的得分")
        return
    of: list[Part] = []
    if len(both) < len(scored):
        group = replace(group, key=f"{group.key}/whole", forms=tuple(both))
        rows = [one.row for one in both]
        of = [
            numbers.count(f"{group.key}/forms", f"{group.who}分值列全、可以重算的表数", rows),
            "张分值列全的表",
        ]
    less = fact(
        f"{group.key}/recomputed_less_claimed", f"{group.who}重算与自评平均得分之差", Unit.POINTS,
        "重算平均得分 − 自评平均得分（同一批表）", "mean_difference", numbers.recomputed(both),
        numbers.scores(both),
    )  # fmt: skip
    lower = numbers.count(
        f"{group.key}/recomputed_lower", f"{group.who}重算得分低于自评的表数",
        [one.row for one in both if (one.score or 0) - (one.recomputed or 0) > STEP],
        "自评总分 − 重算总分大于这一界限的表",
    )  # fmt: skip
    step = numbers.method("recomputed_step", "重算得分低于自评多少分才计入", STEP, Unit.POINTS)
    below: list[Part] = ["，没有低于自评", step, "分以上的表"]
    if lower.value:
        below = ["，", lower, "张表低于自评", step, "分以上"]
    said = moved(less, "比自评高", "比自评低", "与自评相同")
    size = [*said, "分"] if len(said) > 1 else said
    if less.value is not None and less.value < 0:
        size = ["比自评低", _positive(less), "分"] if len(said) > 1 else said
    yield draft.say(
        "重算得分", *of, "按表内目标值、完成值重算，平均得分", numbers.mean_recomputed(group), "分，", *size,
        *below,
        "；以文字表述的指标无法核算，按自评得分计。",
    )  # fmt: skip


def _positive(less: Fact) -> Fact:
    """The size of a difference whose sign the words give."""
    return fact(
        less.key + "/size", less.text, less.unit, "自评平均得分 − 重算平均得分（同一批表）",
        "mean_difference",
        less.terms[1], less.terms[0],
    )  # fmt: skip


def grades_table(draft: Draft, g: Gathered) -> Table | None:
    """T3: grades by count, share and money; overall forms and project forms apart."""
    overall = numbers.graded(g, g.of(g.year, OVERALL))
    projects = numbers.graded(g, g.of(g.year, PROJECT))
    if not any(overall.values()) and not any(projects.values()):
        draft.leave("等级表", "没有印自评总分的表")
        return None
    columns: list[list[Fact]] = []
    for key, who, found in (
        (f"overall/{g.year}", "部门整体支出", overall), (f"project/{g.year}", "项目支出", projects),
    ):  # fmt: skip
        columns.append(
            [
                numbers.count(
                    f"{key}/grade/{name}", f"{g.year}年度{who}自评为{name}的表数", [one.row for one in forms]
                )
                for name, forms in found.items()
            ]
        )
        columns.append(
            shares(
                f"{key}/grade_share",
                f"{g.year}年度{who}各等级表数占比",
                "该等级的表数 ÷ 有总分的表数",
                [[one.row for one in forms] for forms in found.values()],
                by_money=False,
            )
        )
        money = [g.money([one for one in forms if one.counted], "total", BUDGET) for forms in found.values()]
        columns.append([
            fact(f"{key}/grade_budget/{name}", f"{g.year}年度{who}自评为{name}的预算数", Unit.YUAN,
                 "该等级计入合计的表的全年预算数之和", "sum", rows)
            for name, rows in zip(found, money, strict=True)
        ])  # fmt: skip
    rows = [
        (cell(Name(name)), *(cell(column[at]) for column in columns))
        for at, name in enumerate(numbers.grade_order(g))
    ]
    heads = ("部门数", "占比", "预算数", "项目数", "占比", "预算数")
    return Table(
        "T3", "自评等级分布",
        (TableColumn("等级", "center", 0.8), *(TableColumn(head, width=1.5 if "预算" in head else 1.0)
                                            for head in heads)),
        tuple(rows), "个、万元",
        note=draft.say("等级表注",
                       "左三栏为部门整体支出自评，右三栏为项目支出自评；等级按自评总分和规则方案的分档划定。")[0],
    )  # fmt: skip


def _both_years(g: Gathered) -> list[tuple[FormRow, str, str]]:
    """Overall forms with a grade in this year and the last: form, grade before, grade now."""
    before = {
        form.department: name
        for name, forms in numbers.graded(g, g.of(g.year - 1, OVERALL)).items()
        for form in forms
    }
    return [
        (form, before[form.department], name)
        for name, forms in numbers.graded(g, g.of(g.year, OVERALL)).items()
        for form in forms
        if form.department in before
    ]


def transition(draft: Draft, g: Gathered) -> Iterable[Said]:
    """Who rose, who fell, who stayed."""
    both = _both_years(g)
    if not both:
        draft.leave("等级变化", "没有两年都有自评等级的部门")
        return
    place = {name: at for at, name in enumerate(numbers.grade_order(g))}
    key = f"overall/{g.year}/grade_moved"
    groups = [
        ("上升", [form for form, old, new in both if place[new] < place[old]]),
        ("下降", [form for form, old, new in both if place[new] > place[old]]),
        ("不变", [form for form, old, new in both if new == old]),
    ]
    total = numbers.count(f"{key}/both", f"{g.year}年度两年都有自评等级的部门数",
                          [form.row for form, _, _ in both])  # fmt: skip
    facts = [(word, numbers.count(f"{key}/{word}", f"{g.year}年度自评等级{word}的部门数",
                                  [one.row for one in forms])) for word,
                                  forms in groups if forms]  # fmt: skip
    if len(facts) == 1:
        yield draft.say("等级变化", "两年都有等级的", total, "个部门，等级全部", facts[0][0], "。")
        return
    told = listed(["等级", word, "的", one, "个"] for word, one in facts)
    yield draft.say("等级变化", "与上年相比，两年都有等级的", total, "个部门中，", *told, "。")


def transition_table(g: Gathered) -> Table | None:
    """T4: last year's grade by row, this year's by column."""
    both = _both_years(g)
    if not both:
        return None
    order = numbers.grade_order(g)
    rows = []
    for old in order:
        cells: list[Cell] = [cell("上年", Name(old))]
        for new in order:
            there = [form.row for form, was, now in both if (was, now) == (old, new)]
            text = f"{g.year}年度由{old}转为{new}的部门数"
            cells.append(cell(numbers.count(f"overall/{g.year}/from/{old}/{new}", text, there)))
        rows.append(tuple(cells))
    columns = (TableColumn("", "left", 1.4), *(TableColumn(f"本年{name}") for name in order))
    return Table("T4", "部门自评等级变化", columns, tuple(rows), "个")


def levels(draft: Draft, g: Gathered) -> Iterable[Said]:
    """Score rates of the 一级指标 of overall forms, from the highest down."""
    rows = [one for form in g.of(g.year, OVERALL) for one in g.indicators.get(form.id, []) if one.level1]
    made = []
    for level in sorted({one.level1 for one in rows if one.level1}):
        own = [one for one in rows if one.level1 == level]
        made.append(
            (level, fact(
                f"overall/{g.year}/level/{level}/score_rate", f"{g.year}年度部门整体支出{level}得分率",
                Unit.FRACTION, "该一级指标下各项得分之和 ÷ 分值之和", "ratio", [one.score for one in own],
                [one.weight for one in own],
            ), len(own))
        )  # fmt: skip
    if not made:
        draft.leave("一级指标得分率", "没有同时印一级指标、分值和得分的指标")
        return
    # A level that only stray forms print says nothing of the district.
    common = [(level, one) for level, one, number in made if number * 50 >= len(rows)]
    ordered = sorted(common, key=lambda item: (-(item[1].value or 0), item[0]))
    if len(ordered) == 1:
        yield draft.say("一级指标得分率", Name(ordered[0][0]), "得分率", ordered[0][1], "。")
        return
    told = listed([Name(level), one] for level, one in ordered)
    yield draft.say("一级指标得分率", "一级指标得分率由高到低依次为", *told, "。")
