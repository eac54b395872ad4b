"""低分指标: which indicators score low, where, and again and again; each leads to its cell."""

from dataclasses import replace

import streamlit as st

from dashboard import blocks, controls, session
from dashboard.blocks import Target
from dashboard.figures import columns
from dashboard.figures import indicators as figures
from pipelines.queries import indicators

say, look, scope = session.say, session.look(), session.scope()
to_cell = Target("form", {"form": "form_id", "place": "score_place"})

with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    threshold = controls.percent_slider("below", say("得分率低于多少算低分", "Low is a score rate below"), 80)
    levels = session.ask(indicators.levels, scope)["level1"].to_list()
    level = controls.pick_level(levels, say("一级指标", "Level 1"))
low = session.ask(indicators.low, scope, threshold, level)
by_level = session.ask(indicators.by_level, scope, threshold)
by_department = session.ask(indicators.by_department, scope, threshold)
again = session.ask(indicators.recurring, replace(scope, year=None), threshold)
across = session.ask(indicators.across_departments, scope, threshold)

left, right = st.columns(2, gap="small")
with (
    left,
    blocks.card(
        figures.by_level_finding(by_level, look),
        say(
            "失去的分数和低分项数；点一条，下表只列这一级",
            "Points lost, low ones; click one to list it",
        ),
    ),
):
    figure = figures.by_level(by_level, look, level)
    blocks.chart(figure, "levels", say("各级失分", "By level"), Target(None, ["level"]))
with (
    right,
    blocks.card(
        figures.by_department_finding(by_department, look),
        say("低分指标多的在前；点一条看部门画像", "Most low indicators first; click one to open it"),
    ),
):
    figure = figures.by_department(by_department, look)
    to_department = Target("department", ["department"])
    blocks.chart(figure, "departments", say("各部门低分指标", "By department"), to_department)

with blocks.card(
    figures.low_finding(by_level, level, low.height, threshold, look),
    say("失分多的在前；点一行（一个点）看原表中的得分", "Most points lost first; click one for its cell"),
):
    views = {"table": say("列表", "Table"), "chart": say("散点图", "Scatter")}
    if controls.switch("show", views, say("看法", "View")) == "chart":
        figure = figures.scatter(low, look)
        blocks.chart(
            figure, "scatter", say("分值与得分率", "Weight and rate"), Target("form", ["form", "place"])
        )
    else:
        blocks.table(low, columns.LOW, "low", say("低分指标", "Low indicators"), to_cell, search=True)

with blocks.card(
    figures.again_finding(again, look),
    say("同一部门、同名指标；点一行看最近一年的原表", "Same department and name; click for the latest form"),
):
    blocks.table(
        again, columns.RECURRING, "again", say("反复低分", "Recurring"), to_cell, search=True, rows=8
    )
with blocks.card(
    figures.across_finding(across, look),
    say("可能是共同的难题，也可能是指标定得不合适", "A common difficulty, or an indicator badly chosen"),
):
    name = say("多部门低分", "Across departments")
    blocks.table(across, columns.ACROSS, "across", name, search=True, rows=8)
