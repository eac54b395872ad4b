"""自评分: where claimed scores heap, how little they differ, and how far they outrun the money spent."""

import streamlit as st

from dashboard import blocks, controls, session
from dashboard.blocks import Target
from dashboard.figures import heaps, quadrants
from dashboard.figures import scores as figures
from pipelines.queries import forms
from pipelines.queries import scores as queries

say, look, scope = session.say, session.look(), session.scope()
rated = figures.with_rates(session.ask(queries.scores, scope), session.ask(forms.forms_list, scope))
if rated.is_empty():
    with blocks.card(say("没有可以比较的得分", "No scores to compare")):
        st.caption(say("所选范围内没有一张表印了得分。", "No form in this scope prints a score."))
    st.stop()
good, weak = session.thresholds()
blocks.cards(figures.cards(rated, look))
basis = controls.switch("basis", figures.bases(look), say("看哪个分数", "Which score"))
heap = controls.checked("heap", heaps.starts(rated, basis))
department = controls.checked("department", figures.departments_of(rated))

left, right = st.columns(2, gap="small")
with (
    left,
    blocks.card(
        heaps.finding(rated, basis, look),
        say("每 0.5 分一档；点一档，下表只列它", "Half a point a bar; click one to list it"),
    ),
):
    figure = heaps.histogram(rated, basis, look, heap)
    blocks.chart(
        figure, f"heaps-{basis}", say("得分的分布", "Distribution of scores"), Target(None, ["heap"])
    )
with (
    right,
    blocks.card(
        figures.spread_finding(rated, basis, look),
        say("从最低到最高，点是中位数；点一点，下表只列它", "Lowest to highest; click a dot to list it"),
    ),
):
    figure = figures.spread(rated, basis, look)
    name = say("部门内部的差异", "Spread inside departments")
    blocks.chart(figure, f"spread-{basis}", name, Target(None, ["department"]))

scored = quadrants.points(rated, figures.column_of(basis), good, weak)
with blocks.card(
    quadrants.finding(scored, good, weak, look),
    say("一点是一张表，左上是分高而钱没花完的；点一点看原表", "A dot is a form; click it to open it"),
):
    figure = quadrants.scatter(scored, good, weak, look)
    blocks.chart(figure, f"fields-{basis}", say("得分与执行率", "Score and rate"), Target("form", ["form"]))

with blocks.card(
    figures.moved_finding(rated, look),
    say("重算后扣得多的在前；点一行看原表和逐项的差", "Largest loss first; click a row for its steps"),
):
    controls.clear_all(("heap", "department"), say("取消筛选", "Show all"))
    listed = figures.named(heaps.of_heap(figures.of(rated, department), basis, heap), look)
    name, to_form = say("自评与重算", "Scores"), Target("form", {"form": "form_id"})
    blocks.table(listed, figures.SCORES, "scores", name, to_form, search=True, rows=14)
