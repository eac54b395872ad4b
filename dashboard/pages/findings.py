"""审核发现: what the rules found, by rule and department; each opens beside its cells, to be worked on."""

from dataclasses import replace

import streamlit as st

from dashboard import blocks, controls, drawer, session
from dashboard.blocks import Target
from dashboard.figures import checked as checking
from dashboard.figures import finding_bars as bars
from dashboard.figures import findings as figures
from dashboard.figures.findings import Chosen
from pipelines.audit import checked
from pipelines.queries import findings as queries
from pipelines.warehouse.scope import Scope

say, look, scope = session.say, session.look(), session.scope()
done = session.acts()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    span = controls.switch("years", figures.spans(scope.year, look), say("范围", "Range"))
    every = session.ask(queries.findings, figures.within(scope, span), done)
    rules = figures.rules_of(every, look)
    rule = controls.choose("rule", rules, say("规则", "Rule"), say("全部规则", "All rules"), 260)
    names = figures.departments_of(every)
    everyone = say("全部部门", "All departments")
    department = controls.choose("department", names, say("部门（单位）", "Department"), everyone, 210)
    words = controls.search("q", say("查找", "Find"))
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    severities = controls.several("severity", figures.severities_of(every, look), say("严重程度", "Severity"))
    found = figures.chosen(every, Chosen(rule, severities, department, words))
    state = controls.switch("status", figures.states_of(found, look), say("状态", "Status"))
listed = figures.of_state(found, state)
own = replace(figures.within(scope, span), department=department)
asked = session.ask(checked.checked, own)

title = checking.nothing(asked, look) if every.is_empty() else figures.finding(listed, look)
with blocks.card(title, bars.amount_note(listed, look)):
    by = controls.switch("by", bars.ways(look), say("看法", "View"))
    chosen = {"rule": rule, "department": department}[by]
    figure = bars.bars(listed, by, look, chosen)
    blocks.chart(figure, f"by-{by}", say("各规则、各部门的发现", "By rule or department"), Target(None, [by]))

with blocks.card(
    say("发现清单", "Findings"),
    say("错误在前，金额大的在前；点一行看原表并办理", "Errors first; click a row to see it and work on it"),
):
    name = say("审核发现", "Findings")
    page = controls.pages(listed.height, 200, say("第几条", "Rows"), say("条", ""))
    blocks.table(
        figures.named(listed, look),
        figures.COLUMNS,
        "findings",
        name,
        Target(None, {"finding": "fingerprint"}),
        rows=14,
        export=figures.EXPORT,
        page=(page, 200),
    )
    if department:
        blocks.reply_sheet(department, figures.within(scope, span), done)
if not asked.is_empty():
    with blocks.card(checking.finding(asked, look), checking.note(asked, look)):
        rows = checking.table(asked, session.ask(checked.reasons, own), look)
        name, to_rule = say("查了什么", "What was checked"), Target(None, {"unchecked": "rule"})
        blocks.table(rows, checking.COLUMNS, "checked", name, to_rule, search=True, rows=10)
        name = say("没能查的表", "Not checked")
        blind = controls.choose(
            "unchecked", checking.rules(asked, look), name, say("选一条规则", "A rule"), 420
        )
        if blind:
            rows = checking.unchecked(session.ask(checked.unchecked, own, blind), look)
            to = checking.leads_to(blind)
            blocks.table(rows, checking.UNCHECKED, "unchecked", name, Target(*to) if to else None, True, 10)
if one := st.query_params.get("finding"):  # wherever it stands: a link to it may come from another scope
    drawer.show(figures.one(session.ask(queries.findings, Scope(), done, None, one), one), "findings")
