"""部门画像: one department over the years, its money line by line, its forms, its weak indicators."""

from dataclasses import replace

import streamlit as st

from dashboard import blocks, checkup, controls, session
from dashboard.blocks import Target
from dashboard.figures import columns, profile
from dashboard.figures import execution as figures
from dashboard.formats import plain
from pipelines.queries import execution, forms, indicators, peers, scopes
from pipelines.warehouse.scope import Scope

say, look, scope = session.say, session.look(), session.scope()
everyone = session.ask(scopes.departments, Scope())
names = everyone["department"].unique(maintain_order=True).to_list()
name = controls.pick_department(names, say("部门（单位）", "Department"))

if not name:
    blocks.demo(session.is_synthetic())
    with blocks.card(
        say("先选一个部门", "Choose a department"), say("项目支出执行率低的在前", "Lowest project rate first")
    ):
        listed = figures.weakest_first(session.ask(peers.compare, scope))
        to_name = Target(None, {"department": "department"})
        title = say("部门列表", "Departments")
        blocks.table(listed, columns.COMPARE, "choose", title, to_name, search=True, rows=16)
    st.stop()

own = profile.own_scope(everyone, name, scope)
by_line = session.ask(execution.by_line_year, own)
compared = session.ask(peers.compare, own)
trend = session.ask(execution.trend, replace(own, year=scope.year), "project")
low = session.ask(indicators.low, replace(own, year=scope.year), 0.8)
every_form = session.ask(forms.forms_list, replace(own, form_type=None), False)

with st.container(horizontal=True, vertical_alignment="center"):
    st.header(plain(name), anchor=False, width="content")
    blocks.demo(profile.is_synthetic(every_form))
    blocks.link("peers", say("与同类比较", "Compare with its peers"), {"department": name})
    blocks.link("projects", say("看项目沿革", "Its projects over the years"), {"department": name})
if note := profile.absent(by_line, scope.year, look):
    st.caption(note)
blocks.cards(profile.cards(by_line, compared, scope.year, look))

left, right = st.columns([4, 5], gap="small")
with (
    left,
    blocks.card(profile.trend_finding(trend, look), say("点一个年份换到那一年", "Click to move to a year")),
):
    figure = figures.yearly(by_line, look)
    blocks.chart(figure, f"yearly-{name}", say("各年执行率", "Rates by year"), Target(None, ["year"]))
with (
    right,
    blocks.card(
        say("各年各类资金", "Money by year and line"),
        say("点一行看原表中的那个数", "Click a row for its cell on the form"),
    ),
):
    lines = profile.lines_named(by_line, look)
    to_place = Target("form", {"form": "form_id", "place": "place"})
    blocks.table(lines, columns.BY_LINE, "lines", say("各年资金", "Money by year"), to_place, rows=8)

checkup.beside(every_form, scope.year, name)

with blocks.card(
    profile.low_finding(low, look),
    say("得分率低于 80%；点一行看原表中的得分", "Score rate below 80%; click a row for its cell"),
):
    to_score = Target("form", {"form": "form_id", "place": "score_place"})
    blocks.table(low, columns.LOW, "low", say("低分指标", "Low indicators"), to_score, search=True, rows=8)

with blocks.card(
    say("这个部门的全部自评表", "All forms of this department"),
    say("点一行打开原表；较早的报送也在其中", "Click a row to open it; earlier submissions included"),
):
    listed, to_form = profile.forms_named(every_form, look), Target("form", {"form": "form_id"})
    blocks.table(listed, columns.FORMS, "forms", say("自评表", "Forms"), to_form, search=True, rows=10)
