"""项目沿革: a project through the years, whatever it was called, and what a person says of it."""

import streamlit as st

from dashboard import blocks, controls, desk, session
from dashboard.blocks import Target
from dashboard.figures import projects as figures
from pipelines.ledger.links import links
from pipelines.queries import projects as queries

say, look, scope = session.say, session.look(), session.scope()
written = links(session.ledger())
every = session.ask(queries.chains, written, figures.of_projects(scope))
if every.is_empty():
    with blocks.card(
        say("没有项目", "No projects"),
        say("所选范围内没有写明项目、单位与年度的项目表", "No project forms with a name and a year here"),
    ):
        blocks.link("quality", say("看读到了哪些表", "See what was read"), {})
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom"):
    named = figures.of_year(every, scope.year)
    view = controls.switch("show", figures.views(named, look), say("看哪些", "Which"))
    name = controls.pick_department(figures.departments(named), say("部门（单位）", "Department"))
shown = figures.of_department(figures.of_view(named, view), name)

chosen = controls.checked("chain", every["chain_id"].to_list())
if chosen:
    one = figures.one(every, chosen)
    with blocks.card(figures.told(one, look), figures.caption(one, look), stretch=False):
        to_form = Target("form", ["form"])
        alt = say("各年预算、执行与自评分", "Budget, execution and score by year")
        blocks.chart(figures.timeline(one, look), f"timeline-{chosen}", alt, to_form)
        blocks.table(
            figures.years(one, look), figures.YEARS, "years", say("项目各年", "Project by year"),
            Target("form", {"form": "form_id"}),
        )  # fmt: skip
        with st.expander(say("对应得对吗", "Is this one project?")):
            who = desk.signer()
            for joint in figures.joints(one, look):
                desk.same_project(joint, who)
            desk.goes_on_from(figures.before(every, one), one, who)
            for line in figures.said(written, one, look):
                st.text(line)
        controls.clear("chain", say("关闭这个项目", "Close this project"))

with blocks.card(
    figures.finding(shown, look),
    say("点一行看它的沿革；名称变了，按编码、名称、指标与预算对应", "Click a row for its years"),
):
    to_chain = Target(None, {"chain": "chain_id"})
    rows = figures.listed(shown)
    blocks.table(
        rows, figures.COLUMNS, "projects", say("项目沿革", "Projects"), to_chain, search=True, rows=16
    )
