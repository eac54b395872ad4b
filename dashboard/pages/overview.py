"""总览: who spent how much of its budget, which project money lies idle, whom to look at first."""

from dataclasses import replace

import streamlit as st

from dashboard import blocks, session
from dashboard.blocks import Target
from dashboard.figures import buckets, cards, columns
from dashboard.figures import execution as figures
from dashboard.figures import unspent as unspent_figures
from pipelines.queries import execution, indicators, peers, unspent

say, look, scope = session.say, session.look(), session.scope()
every_year = replace(scope, year=None)

district = session.ask(execution.district_by_year, every_year)
by_department = session.ask(execution.by_department_year, every_year, "total")
low = session.ask(indicators.by_year, every_year, 0.6)
line = figures.telling_line(district)
idle = session.ask(unspent.under_executed, scope, 1.0, line, 8)
sorted_in = session.ask(execution.buckets, scope, line)

blocks.cards(cards.of_district(district, by_department, low, scope.year, look))

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

with blocks.card(
    unspent_figures.by_department_finding(idle, district, line, scope.year, look),
    say("未执行金额与执行率；点一条看部门画像", "Unspent money and rate; click a bar for its department"),
):
    figure = unspent_figures.by_department(idle, look)
    to_department = Target("department", ["department"])
    blocks.chart(figure, "idle", say("未执行的资金", "Unspent money"), to_department)

with blocks.card(
    say("建议先看的部门", "Departments to look at first"),
    say("项目支出执行率低的在前；点一行看部门画像", "Lowest project rate first; click a row to open it"),
):
    blocks.table(
        figures.with_years(session.ask(peers.compare, scope), by_department),
        columns.COMPARE,
        "first",
        say("建议先看的部门", "Departments to look at first"),
        Target("department", {"department": "department"}),
        search=True,
    )
