"""One department's own briefing: its years, its kind, its scores, its findings, what it is to do."""

from collections.abc import Iterable, Sequence

from dashboard.briefings import checked, numbers, peers
from dashboard.briefings.chapters import department_tables as tables
from dashboard.briefings.chapters.opening import by_type
from dashboard.briefings.chapters.problems import NUMERALS, case
from dashboard.briefings.chapters.results import STEP
from dashboard.briefings.draft import Draft, Said, is_above, listed, moved
from dashboard.briefings.fact import Fact, Unit, fact
from dashboard.briefings.gathered import OVERALL, PROJECT, Finding, Gathered
from dashboard.briefings.parts import Name, Part
from dashboard.briefings.seven import SEVEN, first_cases, found_in


def write(g: Gathered, name: str) -> list[Draft]:
    """Its sections, in order."""
    return [opening(g, name), years(g, name), standing(g, name), scores(g, name), problems(g, name),
            todo(g, name)]  # fmt: skip


def opening(g: Gathered, name: str) -> Draft:
    """What it filed, its money, its score, its findings."""
    draft = Draft("opening")
    forms = [one for one in g.forms if one.year == g.year and one.department == name]
    own = numbers.department(g, name, g.year)
    counts = listed(
        [{OVERALL: "部门整体支出", PROJECT: "项目支出"}.get(kind, "其他"), "自评表", one, "张"]
        for kind, one in by_type(g, forms, f"department/{name}", name).items()
    )
    draft.paragraph(
        draft.say("报送数量", Name(name), numbers.year(g.year), "年度报送", *counts, "。"),
        money(draft, g, own),
        claimed(draft, own),
        found(draft, g, name),
    )
    if g.demo:
        draft.paragraph(draft.say("演示数据", "本简报所用为演示数据，不反映任何真实部门的情况。"))
    return draft


def money(draft: Draft, g: Gathered, own: numbers.Group) -> Said:
    """Budget, execution, rates."""
    if not own.forms:
        draft.leave("整体资金", "本年度没有部门整体支出自评表")
        return ()
    apart: list[list[Part]] = [
        [word, one]
        for line, word in (("basic", "基本支出执行率"), ("project", "项目支出执行率"))
        if (one := numbers.rate(g, own, line)).value is not None
    ]
    beside: list[Part] = ["；其中", *listed(apart)] if apart else []
    return draft.say(
        "整体资金", "全年预算", numbers.amount(g, own, "total", numbers.BUDGET), "，执行",
        numbers.amount(g, own, "total", numbers.EXECUTED), "，执行率", numbers.rate(g, own, "total"),
        *beside, "。",
    )  # fmt: skip


def score_of(own: numbers.Group) -> tuple[Fact, Fact]:
    """The printed total of the overall form, and the recomputed one."""
    claimed = [row for form in own.forms for row in form.score_rows]
    again = [row for form in own.forms for row in form.recomputed_rows]
    return (
        fact(f"{own.key}/score", f"{own.who}自评总分", Unit.POINTS, "表上印的总分", "as_is", claimed),
        fact(f"{own.key}/recomputed", f"{own.who}重算总分", Unit.POINTS,
             "按表内目标值、完成值和分值重算每项得分后合计；文字表述的指标按自评得分计", "as_is", again),
    )  # fmt: skip


def claimed(draft: Draft, own: numbers.Group) -> Said:
    """Claimed and recomputed."""
    if not own.forms:
        return ()
    score, again = score_of(own)
    beside: list[Part] = [] if again.value is None else ["，按表内数字重算为", again, "分"]
    return draft.say("自评得分", "部门整体支出自评", score, "分", *beside, "。")


def judged_of(g: Gathered, name: str) -> list[Finding]:
    """Its findings of the year, information too."""
    return [one for one in g.findings if one.department == name]


def found(draft: Draft, g: Gathered, name: str) -> Said:
    """How many findings, by severity."""
    own = judged_of(g, name)
    key = f"department/{name}/{g.year}"
    counts = numbers.severities(key, f"{name}{g.year}年度", own)
    rows = [one.row for one in own if one.severity != "I"]
    noted: list[Part] = ["，另有提示", counts["I"], "项"] if counts["I"].value else []
    if not rows:
        return draft.say("审核发现", "逐表审核没有发现问题", *noted, *checked.beside(g, name), "。")
    words = {"E": "确定错误", "W": "违规待核", "S": "疑点"}
    apart = listed([word, counts[one], "项"] for one, word in words.items() if counts[one].value)
    total = numbers.count(f"{key}/findings", f"{name}{g.year}年度审核发现的问题数", rows, "不含提示")
    return draft.say("审核发现", "逐表审核发现问题", total, "项，其中", *apart, *noted, "。")


def years(g: Gathered, name: str) -> Draft:
    """一: its money over the years."""
    draft = Draft("years")
    draft.heading(1, "一、", "历年情况")
    draft.paragraph(*moves(draft, g, name))
    draft.add(tables.years(draft, g, name))
    draft.add(tables.years_chart(draft, g, name))
    return draft


def moves(draft: Draft, g: Gathered, name: str) -> Iterable[Said]:
    """Each rate against last year's."""
    own, before = (numbers.department(g, name, year) for year in (g.year, g.year - 1))
    if not before.forms:
        draft.leave("与上年比较", "没有上年的部门整体支出自评表")
        yield draft.say("与上年比较", "没有上年度的部门整体支出自评表，不作比较。")
        return
    for line, word in (("total", "整体支出"), ("basic", "基本支出"), ("project", "项目支出")):
        change = numbers.change(g, own, before, line)
        if change.value is None:
            draft.leave(f"{word}执行率较上年变化", "上年或本年没有执行率")
            continue
        said = moved(change)
        words: list[Part] = ["与上年", *said] if len(said) == 1 else ["比上年", *said]
        yield draft.say(
            f"{word}执行率较上年变化", word, "执行率", numbers.rate(g, own, line), "，", *words, "。"
        )


def standing(g: Gathered, name: str) -> Draft:
    """二: beside the others of its kind."""
    draft = Draft("peers")
    draft.heading(1, "二、", "与同类部门比较")
    forms = g.of(g.year, OVERALL, name)
    if len(forms) != 1:
        draft.leave("与同类比较", "本年度没有部门整体支出自评表")
        draft.paragraph(draft.say("与同类比较", "本年度没有部门整体支出自评表，不作比较。"))
        return draft
    found = []
    for line, word in (("total", "整体支出执行率"), ("project", "项目支出执行率")):
        one = peers.standing(g, forms[0], peers.kinds(g, line).get(forms[0].kind, []), line)
        draft.paragraph(against(draft, one, word))
        if one.rank is not None:
            found.append((word, one))
    draft.add(tables.standing(draft, found))
    return draft


def against(draft: Draft, one: peers.Standing, word: str) -> Said:
    """Rank and distance from the median, or why there is none."""
    if one.rate.value is None:
        draft.leave(f"{word}与同类比较", "本部门没有这一执行率")
        return ()
    if one.rank is None or one.above is None or one.median is None:
        return draft.say(
            f"{word}与同类比较", word, one.rate, "；同类（", Name(one.form.kind), "）有这一执行率的部门",
            one.peers, "个，不足", peers.fewest(), "个，不作比较。",
        )  # fmt: skip
    said = moved(one.above, "高", "低", "持平")
    words: list[Part] = ["与同类其他部门的中位数", *said]
    if len(said) > 1:
        words = ["比同类其他部门的中位数", *said]
    return draft.say(
        f"{word}与同类比较", word, one.rate, "，在同类（", Name(one.form.kind), "）", one.peers,
        "个部门中由高到低列第", one.rank, "位，", *words, "。",
    )  # fmt: skip


def scores(g: Gathered, name: str) -> Draft:
    """三: what it claims, what its figures give, where points were lost, its projects."""
    draft = Draft("scores")
    draft.heading(1, "三、", "自评得分与项目")
    draft.paragraph(*differences(draft, g, name))
    draft.add(tables.lost(draft, g, name))
    draft.add(tables.projects(draft, g, name))
    return draft


def differences(draft: Draft, g: Gathered, name: str) -> Iterable[Said]:
    """Claimed against recomputed."""
    own = numbers.department(g, name, g.year)
    score, again = score_of(own)
    if score.value is None or again.value is None:
        draft.leave("自评与重算", "没有可以对照的总分")
        return
    less = fact(f"{own.key}/claimed_less_recomputed", f"{own.who}自评总分与重算总分之差", Unit.POINTS,
                "自评总分 − 重算总分", "difference", score.terms[0], again.terms[0])  # fmt: skip
    step = numbers.method("recomputed_step", "重算得分低于自评多少分才计入", STEP, Unit.POINTS)
    if is_above(less, STEP):
        yield draft.say("自评与重算", "自评总分比按表内数字重算的总分高", less, "分，应逐项核对得分依据。")
    else:
        yield draft.say("自评与重算", "自评总分没有比按表内数字重算的总分高出", step, "分以上。")


def problems(g: Gathered, name: str) -> Draft:
    """四: its findings, by kind; the kinds without any in one sentence."""
    draft = Draft("problems")
    draft.heading(1, "四、", "审核发现")
    own = [one for one in judged_of(g, name) if one.severity != "I"]
    if not own:
        draft.paragraph(draft.say("审核发现", "逐表审核没有发现问题", *checked.beside(g, name), "。"))
        return draft
    there = [(problem, found_in(problem, own)) for problem in SEVEN]
    for number, (problem, several) in enumerate(one for one in there if one[1]):
        count = numbers.count(
            f"department/{name}/{g.year}/problem/{problem.key}",
            f"{name}{g.year}年度“{problem.title}”的审核发现数", [one.row for one in several],
        )  # fmt: skip
        told = listed((case(one)[1:] for one in first_cases(several)), "；")
        draft.paragraph(
            draft.say(problem.title, "发现", count, "项：", *told, "。"),
            lead=f"{NUMERALS[number]}是{problem.title}。",
        )
    none = [problem for problem, several in there if not several]
    for word, unseen in (("未发现的问题", False), ("没能查的问题", True)):
        titles = [one.title for one in none if checked.is_unseen(g, one, name) is unseen]
        if titles:
            draft.paragraph(draft.say(word, f"{word}：", "、".join(titles), "。"))
    draft.add(tables.findings(draft, g, name))
    return draft


def todo(g: Gathered, name: str) -> Draft:
    """五: what is asked, by when."""
    draft = Draft("todo")
    draft.heading(1, "五、", "需要做的事")
    own = [one for one in judged_of(g, name) if one.severity != "I"]
    asked = asks(own)
    if not asked:
        draft.paragraph(draft.say("需要做的事", "没有需要答复或整改的事项。"))
    for number, (title, ask, days) in enumerate(asked):
        draft.paragraph(
            draft.say(title, numbers.on(g, days), "前，", ask, "。"), lead=f"{NUMERALS[number]}是{title}。"
        )
    return draft


#: What is asked about findings that are of none of the seven kinds.
COVERAGE_ASK = ("报送与名录", "核实报送情况，补报缺少的表或说明原因", 15)


def asks(own: Sequence[Finding]) -> list[tuple[str, str, int]]:
    """Title, what is asked, in how many days: of each kind that there is, the earliest first."""
    found = [(one.title, one.ask, one.days) for one in SEVEN if found_in(one, own)]
    of_seven = {rule for one in SEVEN for rule in one.rules}
    rest = [COVERAGE_ASK] if any(one.rule not in of_seven for one in own) else []
    return sorted([*found, *rest], key=lambda one: one[2])
