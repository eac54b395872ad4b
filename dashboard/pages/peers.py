"""同类比较: two to six departments, or a whole kind, side by side."""

from dataclasses import replace

import streamlit as st

from dashboard import blocks, controls, session
from dashboard.blocks import Target
from dashboard.figures import columns
from dashboard.figures import execution as execution_figures
from dashboard.figures import peers as figures
from pipelines.queries import peers, scopes

say, look, scope = session.say, session.look(), session.scope()
every_year = replace(scope, year=None)

names = session.ask(scopes.departments, every_year)["department"].to_list()
chosen = controls.pick_departments(
    names, say("选 2 到 6 个部门（不选：全部）", "Choose 2 to 6 departments"), 6
)
everyone = session.ask(peers.compare, scope)
shown = figures.group_of(everyone, chosen)
key = "|".join(chosen)
to_department = Target("department", {"department": "department"})

with blocks.card(
    figures.dots_finding(everyone, chosen, look),
    say("一点是一个部门，选中的放大；点一点看部门画像", "A dot is a department; click it to open"),
):
    figure = figures.dots(shown, chosen, look)
    blocks.chart(
        figure, f"dots-{key}", say("在同类中的位置", "Among peers"), Target("department", ["department"])
    )

if chosen:
    positions = execution_figures.of_departments(session.ask(peers.position, scope), chosen)
    with blocks.card(say("名次和中位数", "Rank and median"), figures.few(positions, look)):
        named = figures.positions(positions, look)
        blocks.table(named, figures.COLUMNS, "positions", say("同类位置", "Positions"), to_department)
    with st.container(border=True):
        measure = controls.switch("measure", figures.rates(look), say("各年对比", "Over the years"))
        over = session.ask(peers.compare, every_year, tuple(chosen))
        figure = figures.years(over, chosen, measure, look)
        to_year = Target("department", ["department", "year"])
        blocks.chart(figure, f"years-{measure}-{key}", say("各年对比", "Over the years"), to_year)

with blocks.card(
    say("并排的数", "Side by side"), say("点一行看部门画像", "Click a row to open its department")
):
    rows = execution_figures.weakest_first(session.ask(peers.compare, scope, tuple(chosen)))
    blocks.table(rows, columns.COMPARE, "compare", say("同类比较", "Peers"), to_department, search=True)
