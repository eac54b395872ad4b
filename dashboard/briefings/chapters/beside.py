"""Execution beside the score: how far project money is behind, and who is of the best grade all the same."""

from collections.abc import Iterable
from decimal import Decimal

from dashboard.briefings import numbers
from dashboard.briefings.draft import Draft, Said, is_above, names
from dashboard.briefings.fact import Fact, Unit, fact
from dashboard.briefings.gathered import FormRow, Gathered
from dashboard.briefings.parts import Chart, Name, Part, Sentence, Series
from pipelines.queries.peers import FEWEST_FOR_A_RANK

_BOUNDS = ("0.3", "0.6", "0.8", "1")
CLASSES = ("30%以下", "30%—60%", "60%—80%", "80%—100%", "100%", "100%以上")


def _class_of(rate: Fact) -> int | None:
    if rate.value is None:
        return None
    if rate.value == 1:
        return 4
    if rate.value > 1:
        return 5
    return next(at for at, bound in enumerate(_BOUNDS) if rate.value < Decimal(bound))


def classes(g: Gathered) -> list[tuple[str, Fact]]:
    """Each class of the project rate, and how many departments stand in it."""
    members: list[list[FormRow]] = [[] for _ in CLASSES]
    for form in numbers.district(g, g.year).forms:
        at = _class_of(numbers.rate(g, numbers.of_form(form), "project"))
        if at is not None:
            members[at].append(form)
    return [
        (
            name,
            numbers.count(
                f"district/{g.year}/class/{at}/departments",
                f"{g.year}年度项目支出执行率{name}的部门数",
                [one.row for one in forms],
                "下界含",
            ),
        )
        for at, (name, forms) in enumerate(zip(CLASSES, members, strict=True))
    ]


def buckets(draft: Draft, g: Gathered) -> Iterable[Said]:
    """How many departments' project money is behind."""
    low = numbers.threshold(g, "F-09", "yellow")
    own = [(form, numbers.rate(g, numbers.of_form(form), "project"))
           for form in numbers.district(g, g.year).forms]  # fmt: skip
    known = [(form, one) for form, one in own if one.value is not None]
    if not known:
        draft.leave("项目支出执行率分布", "各部门整体支出自评表没有印项目支出的预算数与执行数")
        return
    key = f"district/{g.year}/project_below"
    total = numbers.count(f"{key}/of", f"{g.year}年度有项目支出执行率的部门数", [f.row for f, _ in known])
    behind = [form for form, one in known if is_above(low, one)]
    if len(known) == 1 and behind:
        yield draft.say(
            "项目支出执行率分布", "只有", Name(known[0][0].department or ""), "印有项目支出执行情况，执行率",
            known[0][1], "，低于", low, "。",
        )  # fmt: skip
        return
    if not behind:
        yield draft.say(
            "项目支出执行率分布", "有项目支出的", total, "个部门，项目支出执行率都不低于", low, "。"
        )
        return
    group = numbers.Group(key, f"{g.year}年度项目支出执行率低于下限的部门", tuple(behind))
    few = numbers.count(f"{key}/departments", f"{g.year}年度项目支出执行率低于下限的部门数",
                        [one.row for one in behind])  # fmt: skip
    share: list[Part] = (
        [few, "个部门项目支出执行率低于"] if len(behind) < len(known) else ["项目支出执行率均低于"]
    )
    yield draft.say(
        "项目支出执行率分布", "有项目支出的", total, "个部门中，", *share, low,
        "，未执行项目资金", numbers.unspent(g, group, "project"), "。",
    )  # fmt: skip


def buckets_chart(draft: Draft, g: Gathered) -> Chart | None:
    """C1: departments by the rate of their project money."""
    found = classes(g)
    if sum(own.value or 0 for _, own in found) < FEWEST_FOR_A_RANK:
        draft.leave("执行率分布图", "有项目支出执行率的部门过少")
        return None
    most = max(found, key=lambda one: one[1].value or 0)
    title = Sentence(("项目支出执行率在“", Name(most[0]), "”的部门最多，为", most[1].in_text(), "个"))
    return Chart(
        "C1", "columns", title, "柱形图：各执行率区间的部门数，区间含下界", tuple(name for name, _ in found),
        (Series("部门数", tuple(own for _, own in found)),), "count", "项目支出执行率", "部门数（个）",
    )  # fmt: skip


def scored_and_executed(g: Gathered) -> list[tuple[FormRow, Fact, Fact]]:
    """Overall forms that enter totals, with both a total score and a project rate: form, score, rate."""
    found = []
    for form in numbers.district(g, g.year).forms:
        group = numbers.of_form(form)
        executed = numbers.rate(g, group, "project")
        if form.score is None or executed.value is None:
            continue
        score = fact(f"{group.key}/score", f"{group.who}自评总分", Unit.POINTS, "表上印的总分", "as_is",
                     form.score_rows)  # fmt: skip
        found.append((form, score, executed))
    return found


def high_and_behind(g: Gathered) -> list[tuple[FormRow, Fact, Fact]]:
    """Those of the best grade whose project money is behind, the furthest behind first."""
    best = numbers.grade_order(g)[0]
    low = numbers.threshold(g, "F-09", "yellow").value
    found = [
        (form, score, executed)
        for form, score, executed in scored_and_executed(g)
        if g.profile.grade(form.score or Decimal(0)) == best
        and low is not None
        and (executed.value or 0) < low
    ]
    return sorted(found, key=lambda one: (one[2].value or 0, one[0].department or ""))


def against(draft: Draft, g: Gathered) -> Iterable[Said]:
    """Best grade, project money behind."""
    if not g.profile.grades or not scored_and_executed(g):
        draft.leave("得分与执行对照", "没有分档，或没有同时印总分和项目支出执行情况的整体表")
        return
    found = high_and_behind(g)
    best, low = numbers.grade_order(g)[0], numbers.threshold(g, "F-09", "yellow")
    if not found:
        yield draft.say("得分与执行对照", "没有自评为", Name(best), "而项目支出执行率低于", low, "的部门。")
        return
    own = numbers.count(f"district/{g.year}/high_and_behind",
                        f"{g.year}年度自评为{best}而项目支出执行率低于下限的部门数",
                        [form.row for form, _, _ in found])  # fmt: skip
    who = names([form.department or "未列单位的表" for form, _, _ in found])
    many: list[Part] = [own, "个部门"] if who[-1] == "等" else []
    yield draft.say("得分与执行对照", *who, *many, "自评为", Name(best), "，而项目支出执行率低于", low, "。")


def points_chart(draft: Draft, g: Gathered) -> Chart | None:
    """C2: score against the rate of project money, a point a department."""
    both = scored_and_executed(g)
    if not g.profile.grades or len(both) < FEWEST_FOR_A_RANK:
        draft.leave("得分与执行率散点图", "没有分档，或同时有得分和项目支出执行率的部门过少")
        return None
    behind = high_and_behind(g)
    best, low = numbers.grade_order(g)[0], numbers.threshold(g, "F-09", "yellow")
    own = numbers.count(f"district/{g.year}/high_and_behind",
                        f"{g.year}年度自评为{best}而项目支出执行率低于下限的部门数",
                        [form.row for form, _, _ in behind])  # fmt: skip
    title = (
        Sentence((own.in_text(), "个部门自评为", Name(best), "而项目支出执行率低于", low))
        if behind
        else Sentence(("自评为", Name(best), "的部门，项目支出执行率都不低于", low))
    )
    return Chart(
        "C2", "points", title, "散点图：横轴为自评得分，纵轴为项目支出执行率，一点为一个部门",
        tuple(form.department or "" for form, _, _ in both),
        (Series("自评得分", tuple(score for _, score, _ in both)),
         Series("项目支出执行率", tuple(executed for _, _, executed in both))),
        "fraction", "自评得分（分）", "项目支出执行率",
    )  # fmt: skip
