"""一、基本情况: how it was done, who filed and who did not, by count and by money; the money itself."""

from collections.abc import Iterable
from decimal import Decimal

from dashboard.briefings import numbers
from dashboard.briefings.draft import Draft, Said, cell, listed, moved, names
from dashboard.briefings.fact import Fact, Row, Unit, fact, shares
from dashboard.briefings.gathered import Gathered, Owed
from dashboard.briefings.parts import Cell, Name, Part, Table, TableColumn
from pipelines.warehouse.words import FORM_TYPES, LINES, NOT_COUNTED, SOURCE_LINES, STRUCTURE_LINES

BUDGET, EXECUTED = numbers.BUDGET, numbers.EXECUTED


def write(g: Gathered) -> Draft:
    """Three parts: organisation, coverage, money."""
    draft = Draft("basics")
    draft.heading(1, "一、", "基本情况")
    draft.heading(2, "（一）", "组织情况")
    draft.paragraph(*organisation(draft, g))
    draft.heading(2, "（二）", "覆盖面")
    draft.paragraph(*coverage(draft, g))
    draft.add(kinds_table(g))
    draft.heading(2, "（三）", "资金情况")
    draft.paragraph(*money(draft, g))
    draft.add(money_table(draft, g))
    return draft


def organisation(draft: Draft, g: Gathered) -> Iterable[Said]:
    """Where the figures come from, and which forms stand outside of the totals."""
    yield draft.say(
        "组织情况", "各部门对照年初绩效目标填报自评表，财政部门逐表读取、汇总和审核。数据截至", numbers.on(g),
        "，报告中的每个数字都取自自评表，可以查到原表的单元格。",
    )  # fmt: skip
    if g.superseded:
        older = numbers.count(
            f"district/{g.year}/superseded", f"{g.year}年度被后报取代的自评表数",
            [Row(f"form:{one}") for one in g.superseded],
        )  # fmt: skip
        yield draft.say("重复报送", "另有", older, "张表已被同一单位后报的表取代，不计入。")
    outside = [one for one in g.forms if one.year == g.year and not one.counted and one.why_not]
    if outside:
        reasons: list[list[Part]] = []
        for reason, wording in NOT_COUNTED.items():
            rows = [one.row for one in outside if one.why_not == reason]
            if rows:
                text = f"{g.year}年度不计入合计的自评表数（{wording.zh}）"
                reasons.append(
                    [wording.zh, numbers.count(f"district/{g.year}/outside/{reason}", text, rows), "张"]
                )
        yield draft.say("不计入合计的表", "金额不计入合计的表：", *listed(reasons), "。")


def coverage(draft: Draft, g: Gathered) -> Iterable[Said]:
    """Owed, filed, missing of each type, by count and by money; who is missing."""
    if not g.owed:
        draft.leave("报送率", "本批次没有应报名录")
        yield draft.say("报送率", "本批次没有应报名录，报送率不适用。")
        return
    for form_type in FORM_TYPES:
        owed = [one for one in g.owed if one.form_type == form_type and one.status != "exempt"]
        if owed:
            yield from _coverage_of(draft, g, form_type, owed)


def _coverage_of(draft: Draft, g: Gathered, form_type: str, owed: list[Owed]) -> Iterable[Said]:
    missing = [one for one in owed if one.status == "missing"]
    word = FORM_TYPES[form_type].zh
    key = f"coverage/{g.year}/{form_type}"
    facts = covered(key, f"{g.year}年度{word}", owed)
    counted: list[Part] = ["应报", word, "自评表", facts["owed"], "张，已报", facts["filed"], "张"]
    if not missing:
        yield draft.say(word + "报送情况", *counted, "，没有缺报。")
        return
    by_money: list[Part] = ["；按金额计为", facts["by_money"]] if facts["by_money"].value is not None else []
    yield draft.say(
        word + "报送情况", *counted, "，缺报", facts["missing"], "张，报送率", facts["rate"], *by_money, "。"
    )  # fmt: skip
    weighed = [one for one in missing if one.budget is not None]
    lacking = numbers.count(
        f"{key}/missing_unknown", f"{g.year}年度缺报{word}自评表而没有邻近年度金额的单位数",
        [one.row for one in missing if one.budget is None],
    )  # fmt: skip
    known = fact(
        f"{key}/missing_budget", f"{g.year}年度缺报{word}自评表的单位邻近年度预算数", Unit.YUAN,
        "缺报单位最近一个有表年度的全年预算数之和", "sum", [one.row for one in weighed],
    )  # fmt: skip
    who = names(sorted(one.department for one in missing), most=5)
    beside: list[Part] = ["，其邻近年度预算为", known] if weighed else []
    unknown: list[Part] = ["；", lacking, "个单位从未报过，金额不详"] if lacking.value else []
    yield draft.say(word + "缺报单位", "缺报的是", *who, *beside, *unknown, "。")


def covered(key: str, who: str, owed: list[Owed]) -> dict[str, Fact]:
    """Owed, filed, missing, and the two rates."""
    filed = [one for one in owed if one.status == "filed"]
    missing = [one for one in owed if one.status == "missing"]
    return {
        "owed": numbers.count(f"{key}/owed", f"{who}应报表数", [one.row for one in owed],
                              "名录所列，扣除免报"),
        "filed": numbers.count(f"{key}/filed", f"{who}已报表数", [one.row for one in filed]),
        "missing": numbers.count(f"{key}/missing", f"{who}缺报表数", [one.row for one in missing]),
        "rate": fact(f"{key}/rate", f"{who}报送率", Unit.FRACTION, "已报 ÷ 应报", "share_of_count",
                     [one.row for one in filed], [one.row for one in owed]),
        "by_money": fact(
            f"{key}/by_money", f"{who}按金额计的报送率", Unit.FRACTION,
            "已报的预算数 ÷（已报的预算数 + 缺报单位邻近年度的预算数）；从未报过的不计入", "ratio",
            [one.row for one in filed], [one.row for one in owed],
        ),
    }  # fmt: skip


def kinds_table(g: Gathered) -> Table:
    """T1: departments and forms by kind; owed, filed and missing where a roster says who owes."""
    rows: list[tuple[Cell, ...]] = []
    kinds = sorted({one.kind for one in g.owed} or {one.kind for one in g.forms if one.year == g.year})
    for kind in [*kinds, None]:
        rows.append(_kind_row(g, kind))
    if g.owed:
        heads = ["部门类别", "应报", "已报", "缺报", "报送率", "按金额\n报送率"]
    else:
        heads = ["部门类别", "部门数", "自评表数"]
    columns = [TableColumn(heads[0], "left", 2.2), *(TableColumn(head) for head in heads[1:])]
    return Table("T1", "各类部门报送情况", tuple(columns), tuple(rows), "张" if g.owed else "", totals=1)


def _kind_row(g: Gathered, kind: str | None) -> tuple[Cell, ...]:
    name = cell(Name(kind)) if kind is not None else cell("合计")
    key = f"coverage/{g.year}/kind/{kind or '合计'}"
    if g.owed:
        owed = [one for one in g.owed if one.status != "exempt" and kind in (None, one.kind)]
        facts = covered(key, f"{g.year}年度{kind or '各类'}", owed)
        return (name, *(cell(facts[one]) for one in ("owed", "filed", "missing", "rate", "by_money")))
    forms = [one for one in g.forms if one.year == g.year and kind in (None, one.kind)]
    who = numbers.departments(g, (one.department for one in forms))
    return (
        name,
        cell(numbers.count(f"{key}/departments", f"{g.year}年度{kind or '各类'}部门数", who)),
        cell(numbers.count(f"{key}/forms", f"{g.year}年度{kind or '各类'}自评表数",
                           [one.row for one in forms])),
    )  # fmt: skip


def money(draft: Draft, g: Gathered) -> Iterable[Said]:
    """Total, change on last year, basic and project apart, project forms among themselves."""
    whole, before = numbers.district(g, g.year), numbers.district(g, g.year - 1)
    if whole.forms:
        yield draft.say(
            "整体资金", "部门整体支出全年预算", numbers.amount(g, whole, "total", BUDGET), "，执行",
            numbers.amount(g, whole, "total", EXECUTED), "，执行率", numbers.rate(g, whole, "total"),
            *_on_last_year(draft, g, whole, before, "total"), "，未执行", numbers.unspent(g, whole, "total"),
            "。",
        )  # fmt: skip
        for line in STRUCTURE_LINES:
            yield draft.say(
                f"{LINES[line].zh}资金", LINES[line].zh, "预算", numbers.amount(g, whole, line, BUDGET),
                "，执行率", numbers.rate(g, whole, line), *_on_last_year(draft, g, whole, before, line), "。",
            )  # fmt: skip
        yield from _where_unspent(draft, g, whole)
        yield from _half(draft, g)
    else:
        draft.leave("整体资金", "本年度没有计入合计的部门整体支出自评表")
    yield from _project_forms(draft, g, whole)


def _on_last_year(
    draft: Draft, g: Gathered, whole: numbers.Group, before: numbers.Group, line: str
) -> list[Part]:
    """「，比上年上升…」; nothing where last year has no rate."""
    change = numbers.change(g, whole, before, line)
    if change.value is None:
        draft.leave(f"{LINES[line].zh}执行率较上年变化", "上年或本年没有执行率")
        return []
    said = moved(change)
    return ["，与上年", *said] if len(said) == 1 else ["，比上年", *said]


def _where_unspent(draft: Draft, g: Gathered, whole: numbers.Group) -> Iterable[Said]:
    gap = numbers.gap(g, whole, "project", "basic")
    if gap.value is not None:
        said = moved(gap, "高", "低", "与基本支出持平")
        words = said if len(said) == 1 else ["比基本支出", *said]
        yield draft.say("两类支出之差", "项目支出执行率", *words, "。")
    share = numbers.share_of_unspent(g, whole, "project")
    if share.value is not None and 0 <= share.value <= 1:
        yield draft.say("未执行资金的构成", "未执行金额中，项目支出占", share, "。")
    else:
        draft.leave("未执行资金的构成", "没有未执行金额，或各表没有分列基本支出与项目支出")


def _half(draft: Draft, g: Gathered) -> Iterable[Said]:
    half = [one.row for one in numbers.district(g, g.year).forms if (one.id, "total") in g.half]
    if half:
        told = numbers.count(f"district/{g.year}/half", f"{g.year}年度只印预算数与执行数之一的整体表数", half)
        yield draft.say("不完整的表", told, "张表只印了预算数与执行数之一，不参与合计。")


def _project_forms(draft: Draft, g: Gathered, whole: numbers.Group) -> Iterable[Said]:
    group = numbers.projects(g, g.year)
    if not group.forms:
        draft.leave("项目自评表资金", "本年度没有计入合计的项目支出自评表")
        return
    own = numbers.count(
        f"{group.key}/forms", f"{g.year}年度计入合计的项目支出自评表数", [one.row for one in group.forms]
    )
    share = fact(
        f"{group.key}/share_of_project_budget", f"{g.year}年度有项目自评表的预算占项目支出预算的比重",
        Unit.FRACTION, "项目支出自评表全年预算数之和 ÷ 部门整体支出自评表中项目支出全年预算数之和", "ratio",
        numbers.cells(g, group, "total", BUDGET), numbers.cells(g, whole, "project", BUDGET),
    )  # fmt: skip
    beside: list[Part] = []
    if share.value is not None and share.value <= Decimal(1):
        beside = ["，占整体表中项目支出预算的", share]
    else:
        draft.leave("项目自评表预算占比", "整体表没有分列项目支出，或项目表的预算大于整体表的项目支出")
    yield draft.say(
        "项目自评表资金", "另报送项目支出自评表", own, "张，全年预算",
        numbers.amount(g, group, "total", BUDGET), *beside, "，执行率", numbers.rate(g, group, "total"),
        "；项目表的金额已含在整体表内，不重复相加。",
    )  # fmt: skip


def money_table(draft: Draft, g: Gathered) -> Table | None:
    """T2: money by source and by structure, with the share of each in its own breakdown."""
    whole = numbers.district(g, g.year)
    if not whole.forms:
        draft.leave("资金表", "本年度没有计入合计的部门整体支出自评表")
        return None
    rows: list[tuple[Cell, ...]] = []
    for word, lines in (("资金来源", SOURCE_LINES), ("支出结构", STRUCTURE_LINES)):
        there = [line for line in lines if numbers.cells(g, whole, line, BUDGET)]
        budgets = [numbers.cells(g, whole, line, BUDGET) for line in there]
        parts = shares(
            f"{whole.key}/share_of_budget/{word}", f"{g.year}年度预算中的比重（{word}）",
            "该项全年预算数 ÷ 本栏各项全年预算数之和", budgets, by_money=True,
        )  # fmt: skip
        for line, share in zip(there, parts, strict=True):
            rows.append((cell(word), cell(LINES[line].zh), *_figures(g, whole, line), cell(share)))
    rows.append((cell("合计"), cell("部门整体支出"), *_figures(g, whole, "total"), cell("—")))
    heads = ("全年预算数", "全年执行数", "未执行金额", "执行率", "占预算\n比重")
    columns = (
        TableColumn("口径", "left", 1.2),
        TableColumn("项目", "left", 1.5),
        *(TableColumn(head, width=1.4 if at < 3 else 1.0) for at, head in enumerate(heads)),
    )
    note = draft.say(
        "资金表注", "比重在资金来源、支出结构内部分别计算；有的表没有分列，各项之和可以小于合计。"
    )
    return Table("T2", "部门整体支出资金情况", columns, tuple(rows), "万元", totals=1, note=note[0])


def _figures(g: Gathered, whole: numbers.Group, line: str) -> list[Cell]:
    return [
        cell(numbers.amount(g, whole, line, BUDGET)),
        cell(numbers.amount(g, whole, line, EXECUTED)),
        cell(numbers.unspent(g, whole, line)),
        cell(numbers.rate(g, whole, line)),
    ]
