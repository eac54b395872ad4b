"""Briefings written by hand: small, complete, and as strange as a test wants their names."""

from datetime import date
from decimal import Decimal
from typing import Any

from dashboard.briefings.document import Briefing, Card, LeftOut, OnePage, Slide
from dashboard.briefings.fact import Fact, Row, Unit, fact, shares
from dashboard.briefings.parts import (
    Cell,
    Chart,
    Heading,
    Name,
    Paragraph,
    Part,
    Section,
    Sentence,
    Series,
    Table,
    TableColumn,
)

NAMES = (
    "区教育局", "区民政局", "区住房和城乡建设局", "区水务局", "区应急管理局", "区市场监督管理局", "区档案馆",
    "区卫生健康委",
)  # fmt: skip
_STEPS = ("低于三成", "三成至六成", "六成至八成", "八成以上")


def said(*parts: Part) -> Sentence:
    return Sentence(parts)


def _count(key: str, text: str, how_many: int) -> Fact:
    rows = [Row(f"form:{number:03d}") for number in range(how_many)]
    return fact(key, text, Unit.COUNT, "按单位计数", "count", rows)


class _Department:
    """Invented figures of one department."""

    def __init__(self, at: int, name: str) -> None:
        form = f"form:{at:03d}"
        self.name = name
        self._budget = Row(f"{form}#R10C5", Decimal(41_230_000 + 17_345_678 * at))
        self.budget = fact(
            f"budget:{name}", f"{name}项目支出预算", Unit.YUAN, "自评表全年预算数", "as_is", [self._budget]
        )
        self.rate = self._rate(f"{form}#R10C6", 48 + 7 * at % 50, 2023)
        self.earlier = self._rate(f"{form}#R10C6", 60 + 5 * at % 40, 2022)
        score = Row(f"{form}#R30C8", Decimal(90) + at % 9)
        self.score = fact(f"score:{name}", f"{name}自评得分", Unit.POINTS, "自评总分", "as_is", [score])

    def _rate(self, place: str, percent: int, year: int) -> Fact:
        spent = Row(place, (self._budget.value or Decimal(0)) * percent / 100)
        what = f"{self.name}项目支出执行率"
        return fact(
            f"rate:{self.name}:{year}", what, Unit.FRACTION, "全年执行数÷全年预算数", "ratio",
            [spent], [self._budget],
        )  # fmt: skip


def made(names: tuple[str, ...] = NAMES, problems: int = 3, demo: bool = True, **more: Any) -> Briefing:
    """A briefing of a district whose departments have these names; `more` replaces fields of it."""
    each = [_Department(at, name) for at, name in enumerate(names)]
    departments = _count("departments", "已报部门数", len(names))
    low = _count("low", "项目支出执行率偏低的部门数", min(4, len(names)))
    spent = [row for one in each for row in one.rate.terms[0]]
    budget = [row for one in each for row in one.rate.terms[1]]
    whole = fact("rate", "项目支出执行率", Unit.FRACTION, "全年执行数÷全年预算数", "ratio", spent, budget)
    total = fact("budget", "项目支出全年预算", Unit.YUAN, "各部门合计", "sum", budget)
    worst = each[0]
    headline = said(
        "项目支出执行率", whole.in_text(), "，", departments, "个部门中", low, "个偏低，其中最低的是",
        Name(worst.name), "，", worst.rate.in_text(), "。",
    )  # fmt: skip
    table = Table(
        "T1",
        "各部门项目支出执行情况",
        (
            TableColumn("部门", "left", 2.4),
            TableColumn("项目支出\n预算"),
            TableColumn("项目支出\n执行率"),
        ),
        (
            *(
                (
                    Cell((Name(one.name),)),
                    Cell((one.budget,)),
                    Cell((one.rate,), 3 if at == 0 else 2 if at < 3 else 1 if at < 5 else 0),
                )
                for at, one in enumerate(each)
            ),
            (Cell((Name("合计"),)), Cell((total,)), Cell((whole,))),
        ),
        "万元、%",
        limit=20,
        totals=1,
        note=said("按执行率由低到高排列。"),
    )
    parts = [[Row(f"form:{at}{many}") for at in range(many)] for many in (5, 2, 1, 1)]
    grades = shares("grade", "各等次占比", "本等次部门数÷全部部门数", parts, by_money=False)
    graded = Table(
        "T2",
        "自评等次",
        (TableColumn("等次", "left"), TableColumn("占比")),
        tuple((Cell((grade,)), Cell((share,))) for grade, share in zip("优良中差", grades, strict=True)),
    )
    charts = _charts(each, whole)
    body = Paragraph((headline, said("项目支出预算合计", total.in_text(), "。")), lead="总体看，")
    sections = (
        Section("lead", (Paragraph((said("共收到", departments, "个部门的自评表。"), headline)),)),
        Section(
            "basis",
            (
                Heading(1, "一、", "基本情况"),
                Heading(2, "（一）", "组织情况"),
                Paragraph((said("各部门按要求开展了自评。"),)),
                graded,
                charts["stacked"],
            ),
        ),
        Section(
            "problems",
            (
                Heading(1, "二、", "主要问题"),
                Heading(2, "（一）", "项目支出执行不均衡"),
                body,
                table,
                *(charts[kind] for kind in ("bars", "columns", "points", "lines")),
            ),
        ),
        Section("appendix", (Heading(1, "一、", "规则"), Paragraph((said("规则见规则方案。"),)))),
    )
    cards = (
        Card("已报部门", departments),
        Card("项目支出预算", total.in_text(), said("上年", total.in_text())),
        Card("项目支出执行率", whole, said("上年", worst.earlier.in_text()), worst=True),
        Card("执行率偏低", low),
        Card("最低", worst.rate),
    )
    source = "来源：各部门自评表"
    slides = (
        Slide("cover", said("部门自评情况汇报")),
        Slide(
            "numbers", headline, (said("其中", low, "个部门偏低。"), headline), cards=cards, source=source
        ),
        Slide(
            "lowest", said("执行率最低的是", Name(worst.name)), (said("宜先核实。"),), charts["bars"],
            source=source,
        ),
        Slide("table", said("等次分布"), table=graded),
        Slide("points", said("得分与执行率"), (headline,), chart=charts["points"]),
    )  # fmt: skip
    page = OnePage(
        headline,
        cards,
        tuple(Paragraph((headline,), f"问题{'一二三四五六七八'[at]}") for at in range(problems)),
        tuple(
            said(f"请{office}科于月底前逐户核实", Name(names[-1]), "等部门的项目执行情况。")
            for office in "甲乙丙"
        ),
        charts["columns"],
        table,
        (Sentence(("来源：各部门自评表；执行率为全年执行数÷全年预算数（调整后）。",)),),
    )
    fields: dict[str, Any] = {
        "kind": "district",
        "title": ("示例区2023年度部门整体支出", "绩效自评情况报告"),
        "year": 2023,
        "department": None,
        "collection": None,
        "generation": "20240329-9704abcd",
        "day": date(2024, 3, 29),
        "demo": demo,
        "profile": "default@1",
        "sections": sections,
        "slides": slides,
        "one_page": page,
        "addressee": "区政府：",
        "office": "示例区财政局",
        "left_out": (LeftOut("results", "自评得分中位数", "没有部门报送得分"),),
        "forms": {f"{at:03d}": f"{name} 2023年度 整体支出自评表" for at, name in enumerate(names)},
    }
    return Briefing(**fields | more)


def _charts(each: list[_Department], whole: Fact) -> dict[str, Chart]:
    """One of each kind."""
    names = tuple(one.name for one in each)
    rates, earlier = tuple(one.rate for one in each), tuple(one.earlier for one in each)
    stacks = tuple(
        Series(word, (_count(f"b{at}", "部门数", 3 + at), _count(f"p{at}", "部门数", 6 - at)))
        for at, word in enumerate(_STEPS)
    )
    return {
        "bars": Chart(
            "C1", "bars", said("执行率最低的是", Name(names[0]), "，合计", whole.in_text(), "。"),
            "各部门项目支出执行率", names[:12], (Series("项目支出执行率", rates[:12]),),
        ),
        "columns": Chart(
            "C2", "columns", said("多数部门执行率高于上年。"), "两年对比", names[:5],
            (Series("上年", earlier[:5]), Series("本年", rates[:5])),
        ),
        "points": Chart(
            "C3", "points", said("得分与执行率没有同步。"), "每点一个部门", names,
            (Series("得分", tuple(one.score for one in each)), Series("执行率", rates)),
            axis_x="自评得分（分）", axis_y="执行率",
        ),
        "lines": Chart(
            "C4", "lines", said("三年的走势。"), "走势", ("2021年", "2022年", "2023年"),
            tuple(Series(one.name, (None, one.earlier, one.rate)) for one in each[:4]),
        ),
        "stacked": Chart(
            "C5", "stacked", said("各执行率区间的部门数。"), "区间", ("基本支出", "项目支出"), stacks,
            "count",
        ),
    }  # fmt: skip
