"""附件: by which rules and thresholds, from which data, and what could not be said."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from dashboard.briefings import checked, numbers
from dashboard.briefings.chapters import problem_tables
from dashboard.briefings.document import LeftOut
from dashboard.briefings.draft import Draft, Said, cell, listed
from dashboard.briefings.fact import Unit, given, plain
from dashboard.briefings.gathered import OVERALL, Gathered
from dashboard.briefings.parts import Name, Part, Table, TableColumn
from dashboard.briefings.seven import COVERAGE, SEVEN
from pipelines.audit import RULES, SEVERITIES
from pipelines.audit.profile import Value


def write(g: Gathered, left_out: Sequence[LeftOut]) -> Draft:
    """Rules, grades, data, and the sentences that were not written."""
    draft = Draft("appendix")
    draft.heading(1, "", "规则、口径与数据说明")
    draft.heading(2, "（一）", "口径")
    draft.paragraph(
        draft.say(
            "口径", "执行率为全年执行数除以全年（调整后）预算数，多张表先分别求和再相除；没有预算的不适用。"
        ),
        draft.say(
            "口径", "区级合计只加部门整体支出自评表；项目支出自评表的金额已含在整体表内，只在项目表之间相加。"
        ),
        draft.say("口径", "原表没有印的数字以“—”表示，不作零计。"),
        draft.say("口径", "占比按最大余额法进位，合计为百分之百。"),
    )
    draft.heading(2, "（二）", "规则与阈值")
    draft.paragraph(
        draft.say("规则方案", "审核采用规则方案", Name(g.profile.label), "，等级分档：", *grades(g), "。"),
    )
    draft.paragraph(checked.told(draft, g))
    draft.add(rules_table(g))
    draft.add(problem_tables.everything(draft, g))
    draft.heading(2, "（三）", "数据来源")
    files = numbers.count(f"district/{g.year}/forms", f"{g.year}年度现行自评表数",
                          [one.row for one in g.forms if one.year == g.year])  # fmt: skip
    draft.paragraph(
        draft.say(
            "数据来源", "批次“", Name(g.collection), "”，数据版本", Name(g.generation), "，生成于",
            numbers.on(g),
            "，",
            numbers.year(g.year), "年度现行自评表", files, "张；各数字的来源单元格列于工作簿的来源表。",
        )
    )  # fmt: skip
    draft.heading(2, "（四）", "未写入的内容")
    draft.paragraph(*not_said(draft, left_out))
    return draft


def of_department(g: Gathered, name: str, left_out: Sequence[LeftOut]) -> Draft:
    """The same of one department's briefing: the rules are named, and listed in the district's."""
    draft = Draft("appendix")
    draft.heading(1, "", "口径与数据说明")
    draft.paragraph(
        draft.say(
            "口径",
            "执行率为全年执行数除以全年（调整后）预算数，没有预算的不适用；原表没有印的数字以“—”表示，"
            "不作零计。",
        ),
        draft.say("规则方案", "审核采用规则方案", Name(g.profile.label), "，等级分档：", *grades(g), "。"),
        draft.say(
            "数据来源", "批次“", Name(g.collection), "”，数据版本", Name(g.generation), "，生成于",
            numbers.on(g),
            "；各数字的来源单元格列于工作簿的来源表。",
        ),
    )  # fmt: skip
    draft.paragraph(checked.told(draft, g, name))
    draft.paragraph(*not_said(draft, left_out))
    return draft


def not_said(draft: Draft, left_out: Sequence[LeftOut]) -> Iterable[Said]:
    """What was left out and why."""
    told = [*left_out, *draft.left_out]
    if not told:
        yield draft.say("未写入的内容", "各项内容均有数据，没有略去的语句。")
        return
    reasons = dict.fromkeys((one.what, one.why) for one in told)
    said = listed(([Name(what), "（", Name(why), "）"] for what, why in reasons), "；")
    yield draft.say("未写入的内容", "以下内容因缺少数据没有写入：", *said, "。")


def grades(g: Gathered) -> list[Part]:
    """「优 90 分及以上」 and so on, from the best down."""
    found: list[list[Part]] = []
    for name in numbers.grade_order(g)[:-1]:
        least = numbers.method(f"grade/{name}", f"等级“{name}”的下界", g.profile.grades[name])
        found.append([Name(name), least, "分及以上"])
    return [*listed(found), "，其余为", Name(numbers.grade_order(g)[-1])] if found else ["没有分档"]


def rules_table(g: Gathered) -> Table:
    """Which rules make each of the seven, with the thresholds that held."""
    by_id = {rule.id: rule for rule in RULES}
    settings = g.profile.settings(OVERALL, g.year)
    groups = [*((problem.title, problem.rules) for problem in SEVEN), ("覆盖面", COVERAGE)]
    rows = []
    for title, ids in groups:
        for rule_id in ids:
            rule = by_id[rule_id]
            values = [
                [Name(wording.zh), " ", threshold(g, rule_id, name, settings.values[rule_id, name])]
                for name, wording in rule.thresholds.items()
            ]
            severity = g.profile.severity.get(rule_id, rule.severity)
            rows.append(
                (
                    cell(title),
                    cell(Name(rule_id)),
                    cell(SEVERITIES[severity].zh),
                    cell(Name(rule.question.zh)),
                    cell(*listed(values, "；") if values else ["—"]),
                    cell(checked.checked(g, rule_id)),
                    cell(checked.unchecked(g, rule_id)),
                )
            )
    columns = (
        TableColumn("问题", "left", 1.4), TableColumn("规则", "center", 0.6),
        TableColumn("性质", "center", 0.8), TableColumn("所问", "left", 2.2),
        TableColumn("阈值", "left", 2.0), TableColumn("已查", width=0.6), TableColumn("没能查", width=0.6),
    )  # fmt: skip
    return Table("A1", "七类问题由哪些规则构成", columns, tuple(rows))


def threshold(g: Gathered, rule: str, name: str, value: Value) -> Part:
    """A threshold: a fact where it is one number, else the words of the profile."""
    if isinstance(value, Decimal):
        source = f"profile:{g.profile.label}#{rule}.{name}"
        return given(f"profile/{rule}/{name}", f"{rule} 阈值", Unit.NUMBER, source, value)
    if isinstance(value, Mapping):
        return Name("、".join(f"{key}{plain(one)}" for key, one in value.items()))
    return Name(value if isinstance(value, str) else "、".join(value))
