"""One department on one page, and in four slides."""

from dashboard.briefings import checked, numbers
from dashboard.briefings.chapters import department as chapter
from dashboard.briefings.chapters import department_tables as tables
from dashboard.briefings.chapters.problems import case
from dashboard.briefings.document import Card, OnePage, Slide
from dashboard.briefings.draft import Draft, bare, moved
from dashboard.briefings.fact import Fact
from dashboard.briefings.gathered import Finding, Gathered
from dashboard.briefings.parts import Name, Paragraph, Part, Sentence
from dashboard.briefings.seven import Shortcoming, found_in, gravest


def write(g: Gathered, name: str, draft: Draft) -> OnePage:
    """Its sentence, its numbers, three problems, three things to do."""
    own = [one for one in chapter.judged_of(g, name) if one.severity != "I"]
    first = [(problem, found_in(problem, own)) for problem in gravest(own)]
    return OnePage(
        headline(g, name),
        cards(g, name),
        tuple(_problem(g, name, draft, problem, found) for problem, found in first),
        tuple(
            draft.say(f"{problem.title}要求", numbers.on(g, problem.days), "前，", problem.ask, "。")[0]
            for problem, _ in first
        ),
        tables.years_chart(draft, g, name),
        tables.projects(draft, g, name),
        (
            Sentence(("执行率 = 全年执行数 ÷ 全年（调整后）预算数",)),
            Sentence(("金额单位：万元",)),
            Sentence(("审核规则方案 ", Name(g.profile.label))),
            *checked.in_short(draft, g, name),
        ),
    )


def headline(g: Gathered, name: str) -> Sentence:
    """Its rates, or how many forms it filed."""
    own = numbers.department(g, name, g.year)
    total, project = numbers.rate(g, own, "total"), numbers.rate(g, own, "project")
    parts: list[Part] = []
    if total.value is not None:
        parts = [Name(name), "整体支出执行率", total.in_text()]
        if project.value is not None:
            parts += ["，项目支出", project.in_text()]
    else:
        forms = [one.row for one in g.forms if one.year == g.year and one.department == name]
        count = numbers.count(f"department/{name}/{g.year}/forms", f"{name}{g.year}年度现行自评表数", forms)
        parts = [Name(name), numbers.year(g.year), "年度报送自评表", count, "张"]
    return Sentence((*parts, "。"))


def cards(g: Gathered, name: str) -> tuple[Card, ...]:
    """Budget, two rates, score, findings."""
    own, before = (numbers.department(g, name, year) for year in (g.year, g.year - 1))
    low = numbers.threshold(g, "F-09", "yellow").value
    made = [Card("全年预算（万元）", numbers.amount(g, own, "total", numbers.BUDGET))]
    for line, label in (("total", "整体支出执行率"), ("project", "项目支出执行率")):
        rate = numbers.rate(g, own, line)
        worst = rate.value is not None and low is not None and rate.value < low
        made.append(Card(label, rate, _last_year(g, own, before, line), worst))
    score, again = chapter.score_of(own)
    made.append(Card("自评得分（分）", score, Sentence(("重算", again)) if again.value is not None else None))
    rows = [one.row for one in chapter.judged_of(g, name) if one.severity != "I"]
    key, text = f"department/{name}/{g.year}/findings", f"{name}{g.year}年度审核发现的问题数"
    made.append(Card("审核发现（项）", numbers.count(key, text, rows, "不含提示")))
    return tuple(made)


def _last_year(g: Gathered, own: numbers.Group, before: numbers.Group, line: str) -> Sentence | None:
    change = numbers.change(g, own, before, line)
    if change.value is None:
        return None
    said = [part.in_text() if isinstance(part, Fact) else part for part in moved(change)]
    return Sentence(("上年", numbers.rate(g, before, line).in_text(), "，", *said))


def _problem(g: Gathered, name: str, draft: Draft, problem: Shortcoming, found: list[Finding]) -> Paragraph:
    count = numbers.count(
        f"department/{name}/{g.year}/problem/{problem.key}",
        f"{name}{g.year}年度“{problem.title}”的审核发现数", [one.row for one in found],
    )  # fmt: skip
    return Paragraph(draft.say(problem.title, count, "项，如", *case(found[0])[1:], "。"), problem.title)


def slides(g: Gathered, name: str, draft: Draft, title: tuple[str, ...]) -> tuple[Slide, ...]:
    """Cover, numbers, years, what to do."""
    page_chart = tables.years_chart(draft, g, name)
    made = [
        Slide("cover", Sentence((Name("".join(title)),)), (Sentence((numbers.on(g),)),)),
        Slide("numbers", bare(headline(g, name)), chapter.found(draft, g, name), cards=cards(g, name)[:4],
              source="来源：本部门自评表"),
    ]  # fmt: skip
    if page_chart is not None:
        made.append(Slide("years", page_chart.title, (), page_chart, source="来源：历年部门整体支出自评表"))
    own = [one for one in chapter.judged_of(g, name) if one.severity != "I"]
    told = [
        one
        for _, ask, days in chapter.asks(own)
        for one in draft.say("需要做的事", numbers.on(g, days), "前，", ask, "。")
    ]
    last = Sentence(("请按期完成以下事项",)) if told else Sentence(("没有需要答复或整改的事项",))
    return (*made, Slide("todo", last, tuple(told), source="来源：审核发现"))
