"""五、抽查复核: whom to look at again and why each, and what became of last year's findings."""

from collections.abc import Iterable, Sequence

from dashboard.briefings import numbers, sampling
from dashboard.briefings.draft import Draft, Said, cell, listed
from dashboard.briefings.fact import Fact, Unit, fact
from dashboard.briefings.gathered import Gathered
from dashboard.briefings.parts import Chart, Name, Part, Sentence, Series, Table, TableColumn
from pipelines.ledger import STATES


def write(g: Gathered) -> Draft:
    """The sample, what it covers, and last year's findings."""
    draft = Draft("sample")
    draft.heading(1, "五、", "抽查复核")
    drawn = sampling.draw(g)
    draft.paragraph(*chosen(draft, g, drawn))
    draft.add(table(g, drawn) if drawn else None)
    if 0 < len(drawn) < len(g.departments):
        draft.add(chart(g, drawn))
    else:
        draft.leave("抽查覆盖图", "没有部门，或全部部门都在抽查名单内")
    draft.paragraph(*last_year(draft, g), *worked(draft, g))
    return draft


def chosen(draft: Draft, g: Gathered, drawn: Sequence[sampling.Drawn]) -> Iterable[Said]:
    """How the sample was drawn, and how much of departments, money and findings it covers."""
    if not drawn:
        draft.leave("抽查名单", "没有可以抽查的部门")
        return
    size = drawn_count(g, drawn)
    if len(drawn) == len(g.departments):
        yield draft.say("抽查办法", "报送的部门只有", size, "个，建议全部复核。")
        return
    by = {how: [one for one in drawn if one.by == how] for how in ("risk", "money")}
    first = numbers.count(f"sample/{g.year}/by_risk", f"{g.year}年度按风险抽取的部门数",
                          numbers.departments(g, (one.department for one in by["risk"])))  # fmt: skip
    second = numbers.count(f"sample/{g.year}/by_money", f"{g.year}年度按金额抽取的部门数",
                           numbers.departments(g, (one.department for one in by["money"])))  # fmt: skip
    yield draft.say(
        "抽查办法", "建议抽查", size, "个部门：按风险分由高到低抽取", first, "个，再按全年预算数由大到小补足",
        second,
        "个。抽取不含随机成分，同样的数据得到同样的名单。",
    )  # fmt: skip
    shares = covered(g, drawn)
    known = [one for one in shares.values() if one.value is not None]
    if len(known) == len(shares):
        yield draft.say(
            "抽查覆盖", "抽查部门占部门数的", shares["departments"], "，占预算的", shares["money"],
            "，占审核发现问题的", shares["findings"], "。",
        )  # fmt: skip
    else:
        draft.leave("抽查覆盖", "预算或审核发现为零")


def drawn_count(g: Gathered, drawn: Sequence[sampling.Drawn]) -> Fact:
    return numbers.count(
        f"sample/{g.year}/departments", f"{g.year}年度建议抽查的部门数",
        numbers.departments(g, (one.department for one in drawn)),
    )  # fmt: skip


def covered(g: Gathered, drawn: Sequence[sampling.Drawn]) -> dict[str, Fact]:
    """The sample's share of departments, of budget and of findings."""
    names = {one.department for one in drawn}
    judged = [one for one in g.findings if one.severity != "I"]
    whole = numbers.district(g, g.year).forms
    key = f"sample/{g.year}/share"
    return {
        "departments": fact(f"{key}/departments", "抽查部门占部门数的比重", Unit.FRACTION,
                            "抽查部门数 ÷ 部门数",
                            "share_of_count", numbers.departments(g, names),
                            numbers.departments(g, g.departments)),
        "money": fact(f"{key}/money", "抽查部门占预算的比重", Unit.FRACTION,
                      "抽查部门全年预算数 ÷ 计入合计的全年预算数", "ratio",
                      g.money([one for one in whole if one.department in names], "total", numbers.BUDGET),
                      g.money(whole, "total", numbers.BUDGET)),
        "findings": fact(f"{key}/findings", "抽查部门占审核发现问题的比重", Unit.FRACTION,
                         "抽查部门的审核发现 ÷ 全部审核发现（不含提示）", "share_of_count",
                         [one.row for one in judged if one.department in names],
                         [one.row for one in judged]),
    }  # fmt: skip


def table(g: Gathered, drawn: Sequence[sampling.Drawn]) -> Table:
    """T9: the sample with the reason of each."""
    rows = []
    for one in drawn:
        counts = numbers.severities(f"department/{one.department}/{g.year}", f"{one.department}{g.year}年度",
                                    one.findings)  # fmt: skip
        why = "风险分第" if one.by == "risk" else "预算第"
        rows.append(
            (cell(Name(one.department)), cell(one.budget), *(cell(counts[name]) for name in ("E", "W", "S")),
             cell(one.risk if one.risk.value is not None else "—"), cell(why, one.rank, "位"))
        )  # fmt: skip
    heads = ("全年预算数\n（万元）", "确定\n错误", "违规\n待核", "疑点", "风险分", "抽取理由")
    columns = (TableColumn("部门", "left", 2.4), TableColumn(heads[0], width=1.4),
               *(TableColumn(head, width=0.8) for head in heads[1:5]),
               TableColumn(heads[5], "center", 1.3))  # fmt: skip
    return Table("T9", "建议抽查的部门", columns, tuple(rows), limit=15)


def chart(g: Gathered, drawn: Sequence[sampling.Drawn]) -> Chart:
    """C3: what the sample covers."""
    shares = covered(g, drawn)
    title = Sentence(("抽查", drawn_count(g, drawn).in_text(), "个部门所覆盖的部门、预算和问题"))
    return Chart(
        "C3", "bars", title, "条形图：抽查部门占部门数、预算和审核发现问题的比重", ("部门数", "预算", "问题"),
        (Series("抽查部门所占比重", tuple(shares.values())),), "fraction", "", "所占比重",
    )  # fmt: skip


def worked(draft: Draft, g: Gathered) -> Iterable[Said]:
    """What people have done with this year's findings so far; nothing where nobody began."""
    judged = [one for one in g.findings if one.severity != "I"]
    told: list[list[Part]] = []
    for status, wording in STATES.items():
        rows = [one.row for one in judged if one.status == status]
        if rows and status != "open":
            text = f"{g.year}年度{wording.zh}的审核发现数"
            told.append([wording.zh, numbers.count(f"district/{g.year}/status/{status}", text, rows), "项"])
    if not told:
        draft.leave("整改进展", "还没有登记说明或整改")
        return
    rows = [one.row for one in judged if one.status == "open"]
    left = numbers.count(f"district/{g.year}/status/open", f"{g.year}年度待处理的审核发现数", rows)
    yield draft.say("整改进展", "本年审核发现的问题中，", *listed(told), "，待处理", left, "项。")


def last_year(draft: Draft, g: Gathered) -> Iterable[Said]:
    """How many of last year's findings still fire."""
    filed = {(one.department, one.type, one.project) for one in g.forms if one.year == g.year}
    judged = [
        one
        for one in g.before
        if one.severity != "I" and (one.department, one.form_type, one.project) in filed
    ]
    if not judged:
        draft.leave("上年问题整改", "上年没有审核发现，或有发现的表本年没有再报")
        return
    now = {one.series for one in g.findings}
    still = [one for one in judged if one.series in now]
    key = f"district/{g.year}/last_year"
    total = numbers.count(f"{key}/findings", f"{g.year - 1}年度审核发现的问题数", [one.row for one in judged],
                          "不含提示；只计本年也报了同一张表的")  # fmt: skip
    left = numbers.count(f"{key}/findings_still", f"{g.year - 1}年度问题本年仍然存在的项数",
                         [one.row for one in still], "同一部门、项目、规则和对象，本年仍然触发")  # fmt: skip
    if not still:
        yield draft.say("上年问题整改", "本年仍报送的表中，上年审核发现的", total, "项问题均不再出现。")
        return
    share = fact(f"{key}/findings_still_share", f"{g.year - 1}年度问题本年仍然存在的比重", Unit.FRACTION,
                 "本年仍然触发的项数 ÷ 上年审核发现的问题数", "share_of_count", [one.row for one in still],
                 [one.row for one in judged])  # fmt: skip
    yield draft.say("上年问题整改", "本年仍报送的表中，上年审核发现的", total, "项问题有", left,
                    "项本年仍然存在，占", share,
                    "；同一部门、项目和对象触发同一规则即视为仍然存在。")  # fmt: skip
