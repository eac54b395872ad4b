"""三、主要成效: what did better than last year and than others of its kind, never without its figure."""

from collections.abc import Iterable

from dashboard.briefings import numbers, peers
from dashboard.briefings.draft import Draft, Said, cell, listed, moved
from dashboard.briefings.fact import Fact, Unit, fact
from dashboard.briefings.gathered import OVERALL, FormRow, Gathered
from dashboard.briefings.parts import Name, Part, Table, TableColumn

SHOWN = 3


def write(g: Gathered) -> Draft:
    """The district against last year, then the departments that rose."""
    draft = Draft("progress")
    draft.heading(1, "三、", "主要成效")
    earlier = g.of(g.year - 1, OVERALL)
    if not earlier:
        draft.leave("与上年比较", "没有上年的部门整体支出自评表")
        draft.paragraph(draft.say("与上年比较", "没有上年度的部门整体支出自评表，不作比较。"))
        return draft
    draft.paragraph(*whole(draft, g))
    rising = risen(g)
    draft.paragraph(*departments(draft, g, rising))
    draft.add(table(draft, rising))
    return draft


def whole(draft: Draft, g: Gathered) -> Iterable[Said]:
    """What rose in the district: only that; what fell is told of elsewhere."""
    now, before = numbers.district(g, g.year), numbers.district(g, g.year - 1)
    for line, word in (("total", "部门整体支出"), ("basic", "基本支出"), ("project", "项目支出")):
        change = numbers.change(g, now, before, line)
        said = moved(change)
        if change.value is not None and len(said) == 2 and change.value > 0:
            yield draft.say(
                f"{word}执行率上升", word, "执行率由上年的", numbers.rate(g, before, line), "上升到",
                numbers.rate(g, now, line), "，提高", change, "。",
            )  # fmt: skip
    yield from _scores(draft, g)


def _scores(draft: Draft, g: Gathered) -> Iterable[Said]:
    now, before = g.of(g.year, OVERALL), g.of(g.year - 1, OVERALL)
    change = fact(
        f"overall/{g.year}/mean_score_change", f"{g.year}年度部门整体支出自评平均得分较上年变化", Unit.POINTS,
        "本年自评平均得分 − 上年自评平均得分", "mean_difference", numbers.scores(now), numbers.scores(before),
    )  # fmt: skip
    if change.value is not None and len(moved(change)) == 2 and change.value > 0:
        yield draft.say("自评得分上升", "自评平均得分比上年提高", change, "分。")


def risen(g: Gathered) -> list[peers.Standing]:
    """Departments whose project rate rose, the most first; beside their kind where it is large enough."""
    circles = peers.kinds(g, "project")
    return [peers.standing(g, form, circles.get(form.kind, []), "project") for form in rose(g)]


def rose(g: Gathered) -> list[FormRow]:
    """Their forms of the year alone, in the same order: a standing costs as much as its kind is large."""
    changes = [(form, _change(g, form.department)) for form in g.of(g.year, OVERALL) if form.department]
    return [
        form
        for form, change in sorted(changes, key=lambda one: (-(one[1].value or 0), one[0].department or ""))
        if (change.value or 0) > 0 and len(moved(change)) == 2
    ]


def _change(g: Gathered, department: str) -> Fact:
    own, before = (numbers.department(g, department, year) for year in (g.year, g.year - 1))
    return numbers.change(g, own, before, "project")


def departments(draft: Draft, g: Gathered, rising: list[peers.Standing]) -> Iterable[Said]:
    """How many rose, the first of them, and how many of them stand above their kind."""
    both = [
        one
        for one in g.of(g.year, OVERALL)
        if one.department and _change(g, one.department).value is not None
    ]
    if not both:
        draft.leave("部门项目支出执行率变化", "没有两年都有项目支出执行率的部门")
        return
    key = f"district/{g.year}/project_rate"
    of = numbers.count(
        f"{key}/both", f"{g.year}年度两年都有项目支出执行率的部门数", [one.row for one in both]
    )
    rose = numbers.count(f"{key}/rose", f"{g.year}年度项目支出执行率比上年上升的部门数",
                         [one.form.row for one in rising])  # fmt: skip
    if not rising:
        yield draft.say(
            "部门项目支出执行率变化", "两年都有项目支出执行率的", of, "个部门中，没有比上年上升的。"
        )
        return
    told = listed(
        ([Name(one.form.department or ""), "由", one.before.in_text(), "升至", one.rate.in_text()]
         for one in rising[:SHOWN]), "，",
    )  # fmt: skip
    yield draft.say(
        "部门项目支出执行率变化", "两年都有项目支出执行率的", of, "个部门中，", rose, "个比上年上升，其中",
        *told, "。",
    )  # fmt: skip
    yield from _above(draft, g, rising)


def _above(draft: Draft, g: Gathered, rising: list[peers.Standing]) -> Iterable[Said]:
    compared = [one for one in rising if one.above is not None]
    few: list[Part] = ["同类部门不足", peers.fewest(), "个的不作同类比较"]
    if not compared:
        yield draft.say("与同类比较", *few, "。")
        return
    better = [one for one in compared if ((one.above and one.above.value) or 0) > 0]
    if not better:
        yield draft.say("与同类比较", "上升的部门中没有高于同类其他部门中位数的（", *few, "）。")
        return
    count = numbers.count(
        f"district/{g.year}/project_rate/rose_and_above",
        f"{g.year}年度项目支出执行率上升且高于同类其他部门中位数的部门数", [one.form.row for one in better],
    )  # fmt: skip
    yield draft.say("与同类比较", "上升的部门中，", count, "个同时高于同类其他部门的中位数（", *few, "）。")


def table(draft: Draft, rising: list[peers.Standing]) -> Table | None:
    """T5: the departments that rose."""
    if not rising:
        draft.leave("执行率上升的部门表", "没有比上年上升的部门")
        return None
    rows = tuple(
        (cell(Name(one.form.department or "")), cell(one.before), cell(one.rate), cell(one.change),
         cell(one.median or "—"), cell(one.above or "—"))
        for one in rising
    )  # fmt: skip
    heads = ("上年\n执行率", "本年\n执行率", "变化\n（百分点）", "同类\n中位数", "高于同类\n（百分点）")
    columns = (TableColumn("部门", "left", 2.4), *(TableColumn(head) for head in heads))
    note = draft.say(
        "成效表注", "按变化由大到小；“高于同类”与同类其他部门的中位数相比；同类部门过少的为“—”。"
    )
    return Table("T5", "项目支出执行率上升的部门", columns, rows, limit=10, note=note[0])
