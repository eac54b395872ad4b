"""导语: on what the briefing rests, and the four numbers a reader wants first."""

from collections.abc import Sequence

from dashboard.briefings import checked, numbers
from dashboard.briefings.draft import Draft, Said, listed
from dashboard.briefings.fact import Fact
from dashboard.briefings.gathered import FormRow, Gathered
from dashboard.briefings.parts import Name, Part
from pipelines.warehouse.words import FORM_TYPES


def write(g: Gathered) -> Draft:
    """The paragraphs before the first heading."""
    draft = Draft("opening")
    whole = numbers.district(g, g.year)
    draft.paragraph(
        draft.say(
            "导语", "按照预算绩效管理工作要求，现将", numbers.year(g.year),
            "年度部门整体支出绩效自评情况报告如下。",
        ),
        filed(draft, g),
        money(draft, g, whole),
        scored(draft, numbers.overall(g, g.year)),
        audited(draft, g),
    )  # fmt: skip
    if g.demo:
        draft.paragraph(draft.say("演示数据", "本报告所用为演示数据，不反映任何真实部门的情况。"))
    if g.others:
        told = listed([["“", Name(name), "”"] for name in g.others])
        draft.paragraph(
            draft.say("批次", "本报告只用批次“", Name(g.collection), "”的自评表；数据仓库中另有批次", *told,
                      "，没有计入。")
        )  # fmt: skip
    return draft


def filed(draft: Draft, g: Gathered) -> Said:
    """How many forms of which type, of how many departments."""
    forms = [one for one in g.forms if one.year == g.year]
    counts = by_type(g, forms)
    own = numbers.count(
        f"district/{g.year}/departments", f"{g.year}年度报送自评表的部门（单位）数",
        numbers.departments(g, (one.department for one in forms)), "有现行自评表的部门（单位）个数",
    )  # fmt: skip
    total = numbers.count(
        f"district/{g.year}/forms", f"{g.year}年度现行自评表数", [one.row for one in forms],
        "同一单位、类型、项目和年度只算最后一次报送的表",
    )  # fmt: skip
    kinds: list[Part] = []
    if len(counts) > 1:
        kinds = ["其中", *listed([FORM_TYPES[name].zh, fact, "张"] for name, fact in counts.items()), "，"]
    return draft.say("报送数量", "本次汇总现行自评表", total, "张，", *kinds, "涉及部门（单位）", own, "个。")


def by_type(g: Gathered, forms: Sequence[FormRow], key: str = "district", who: str = "") -> dict[str, Fact]:
    """Forms of each type that there is."""
    found = {}
    for form_type, wording in FORM_TYPES.items():
        rows = [one.row for one in forms if one.type == form_type]
        if rows:
            text = f"{who}{g.year}年度{wording.zh}绩效自评表数"
            found[form_type] = numbers.count(f"{key}/{g.year}/forms/{form_type}", text, rows)
    return found


def money(draft: Draft, g: Gathered, whole: numbers.Group) -> Said:
    """Budget, execution, and the rates of basic and project money apart."""
    if not whole.forms:
        draft.leave("资金总体情况", "本年度没有计入合计的部门整体支出自评表")
        return project_money(draft, g)
    rates = [(line, numbers.rate(g, whole, line)) for line in ("basic", "project")]
    known = [(line, one) for line, one in rates if one.value is not None]
    words = {"basic": "基本支出执行率", "project": "项目支出执行率"}
    apart = ["；其中", *listed([words[line], one] for line, one in known)] if known else []
    for line, one in rates:
        if one.value is None:
            draft.leave(words[line], "各表没有印这一项的预算数与执行数")
    return draft.say(
        "资金总体情况", "部门整体支出全年预算", numbers.amount(g, whole, "total", numbers.BUDGET),
        "，全年执行",
        numbers.amount(g, whole, "total", numbers.EXECUTED), "，执行率", numbers.rate(g, whole, "total"),
        *apart, "。",
    )  # fmt: skip


def project_money(draft: Draft, g: Gathered) -> Said:
    """Where no overall form enters totals: what project forms say among themselves."""
    group = numbers.projects(g, g.year)
    if not group.forms:
        return ()
    return draft.say(
        "项目资金", "项目支出自评表涉及全年预算", numbers.amount(g, group, "total", numbers.BUDGET),
        "，全年执行",
        numbers.amount(g, group, "total", numbers.EXECUTED), "，执行率", numbers.rate(g, group, "total"),
        "。",
    )  # fmt: skip


def scored(draft: Draft, group: numbers.Group) -> Said:
    """The mean of the claimed scores, and that of the recomputed ones."""
    if not group.forms:
        return ()
    claimed, again = numbers.mean_score(group), numbers.mean_recomputed(group)
    beside: list[Part] = [] if again.value is None else ["，按表内数字重算平均", again, "分"]
    return draft.say("自评得分", "部门整体支出自评平均得分", claimed, "分", *beside, "。")


def audited(draft: Draft, g: Gathered) -> Said:
    """How many findings, by severity."""
    key = f"district/{g.year}"
    counts = numbers.severities(key, f"{g.year}年度", g.findings)
    judged = [one.row for one in g.findings if one.severity != "I"]
    total = numbers.count(
        f"{key}/findings", f"{g.year}年度审核发现的问题数", judged,
        "严重程度为确定错误、违规待核、疑点的审核发现；提示另计，经人认定为误报的不计",
    )  # fmt: skip
    if not judged:
        return draft.say("审核发现", "逐表审核没有发现问题", *checked.beside(g), "。")
    words = {"E": "确定错误", "W": "违规待核", "S": "疑点"}
    apart = listed([word, counts[name], "项"] for name, word in words.items() if counts[name].value)
    noted: list[Part] = ["，另有提示", counts["I"], "项"] if counts["I"].value else []
    return draft.say("审核发现", "逐表审核发现问题", total, "项，其中", *apart, *noted, "。")
