"""总览: who spent how much of its budget, which project money lies idle, whom to look at first."""

from dataclasses import replace

import streamlit as st

from dashboard import blocks, session
from dashboard.blocks import Target
from dashboard.figures import buckets, cards, checked, columns, finding_bars, findings
from dashboard.figures import execution as figures
from dashboard.figures import unspent as unspent_figures
from pipelines.audit import checked as asking
from pipelines.queries import execution, peers, unspent
from pipelines.queries import findings as finding_queries

say, look, scope = session.say, session.look(), session.scope()
every_year = replace(scope, year=None)

district = session.ask(execution.district_by_year, every_year)
by_department = session.ask(execution.by_department_year, every_year, "total")
line = figures.telling_line(district)
idle = session.ask(unspent.under_executed, scope, 1.0, line, 8)
sorted_in = session.ask(execution.buckets, scope, line)

judged = findings.every_type(every_year, st.query_params.get("type"))
judged_rows = session.ask(finding_queries.outline, judged, session.acts())
found = findings.of_year(judged_rows, scope.year)
told = findings.finding(found, look)
if found.is_empty():  # what was checked is asked only where that is all there is to say
    told = checked.nothing(session.ask(asking.checked, replace(judged, year=scope.year)), look)
shown = cards.of_district(district, by_department, scope.year, look)
blocks.cards([*shown, finding_bars.card(judged_rows, scope.year, look)])

left, right = st.columns([5, 4], gap="small")
with (
    left,
    blocks.card(
        figures.yearly_finding(district, scope.year, look),
        say("各年执行率；点一个年份，全页换到那一年", "Rates by year; click a point to move to its year"),
    ),
):
    figure = figures.yearly(district, look)
    blocks.chart(figure, "yearly", say("各年执行率", "Rates by year"), Target(None, ["year"]))
with (
    right,
    blocks.card(
        buckets.finding(sorted_in, line, look),
        say("按执行率分档；点一档看其中的部门", "Departments by rate; click a bar for its departments"),
    ),
):
    figure = buckets.bars(sorted_in, look)
    to_bucket = Target("execution", ["bucket"], {"line": line})
    blocks.chart(figure, "buckets", say("执行率分档", "Departments by rate"), to_bucket)

left, right = st.columns([5, 4], gap="small")
with (
    left,
    blocks.card(
        unspent_figures.by_department_finding(idle, district, line, scope.year, look),
        say("未执行金额与执行率；点一条看部门画像", "Unspent money and rate; click a bar for its department"),
    ),
):
    figure, to_department = unspent_figures.by_department(idle, look), Target("department", ["department"])
    blocks.chart(figure, "idle", say("未执行的资金", "Unspent money"), to_department)
with (
    right,
    blocks.card(
        told,
        say("错误多的规则在前；点一条看它的发现", "Most errors first; click a rule for its findings"),
    ),
):
    figure = finding_bars.bars(found, "rule", look, top=7, amounts=False)
    blocks.chart(figure, "rules", say("各规则的发现", "Findings by rule"), Target("findings", ["rule"]))

name, how = say("建议优先复核", "To be reviewed first"), say("点一行看部门画像", "Click a row to open it")
with blocks.card(name, say("错误多、项目支出执行率低的在前；", "Most errors first. ") + how):
    compared = figures.with_years(session.ask(peers.compare, scope), by_department)
    rows, to_row = finding_bars.worst_department_first(compared, found), {"department": "department"}
    blocks.table(rows, columns.COMPARE, "first", name, Target("department", to_row), search=True)
