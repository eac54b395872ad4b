"""原表: the form as printed, its check-up beside it, its score recomputed, what each cell was read as."""

import streamlit as st

from dashboard import blocks, checkup, controls, form_view, journey, session
from dashboard.blocks import Target
from dashboard.figures import checkup as beside
from dashboard.figures import columns, computed, profile, quality, reading, review, waterfall
from pipelines.queries import computed as computed_query
from pipelines.queries import findings, forms, scores
from pipelines.warehouse.scope import Scope

say, look = session.say, session.look()
form_id = st.query_params.get("form", "")
head = session.ask(forms.form, form_id)
to_place = Target(None, {"place": "place"})
if head.is_empty():
    if form_id:
        controls.fell_back("form", say("表的列表", "the list of forms"))
    blocks.demo(session.is_synthetic())
    with blocks.card(
        say("先选一张表", "Choose a form"),
        say("按左侧的统计范围列出；点一行打开", "Within the scope at the left; click a row to open it"),
    ):
        to_form = Target("form", {"form": "form_id"})
        named = profile.forms_named(session.ask(forms.forms_list, session.scope()), look)
        blocks.table(named, columns.FORMS, "forms", say("自评表", "Forms"), to_form, search=True, rows=16)
    st.stop()

grid = session.ask(forms.grid, form_id)
readings = session.ask(forms.readings, form_id)
found = session.ask(findings.findings, Scope(), session.acts(), form_id)
place = reading.valid_place(st.query_params.get("place"), grid)
if "place" in st.query_params and not place:
    controls.fell_back("place", say("整张表", "the whole form"))
rule = controls.checked("rule", beside.rules_of(found))

blocks.demo(profile.is_synthetic(head))
st.header(profile.form_name(head, look), anchor=False)
st.text(profile.source(head, look))
if replaced := profile.superseded_by(head):
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(say("已被后来的报送取代", "Superseded"), color="orange", icon=":material/history:")
        blocks.link("form", say("看现行的表", "Open the current one"), {"form": replaced})
if department := profile.department(head):
    blocks.link("department", say("看部门画像", "Open the department"), {"department": department})
left, right = st.columns([10, 4], gap="small")
with left:
    if picked := form_view.sheets(grid, place, f"form:{form_id}", beside.marked(found, rule, place)):
        journey.show(place=picked)
with right:
    if place:
        with blocks.card(reading.cell_name(place, look), stretch=False):
            for label, text in reading.of_cell(readings, grid, place, look):
                st.caption(label)
                st.text(text)
    checkup.draw(found, form_id)

total = waterfall.total_of(session.ask(scores.scores, Scope(), form_id), form_id)
with blocks.card(waterfall.finding(total, look), waterfall.note(total, look)):
    steps = session.ask(scores.steps, form_id)
    figure = waterfall.bars(steps, look)
    blocks.chart(
        figure, f"steps-{form_id}", say("从自评分到重算分", "Claimed to recomputed"), Target(None, ["place"])
    )
    named = waterfall.steps_named(steps, look)
    blocks.table(named, waterfall.STEPS, "steps", say("重算步骤", "Steps"), to_place, rows=6)
with st.container(border=True):
    parts = reading.parts(look)
    part = controls.switch("part", parts, say("逐项看", "Look at"))
    if part == "checks":
        rows, shown = computed.named(session.ask(computed_query.computed, form_id), look), computed.COLUMNS
    elif part == "problems":
        rows, shown = quality.problems_named(session.ask(forms.problems, form_id), look), review.PROBLEMS
    elif part == "unread":
        rows, shown = session.ask(forms.unread, form_id), columns.UNREAD
    else:
        rows, shown = reading.named(readings, look), columns.READINGS
    blocks.table(rows, shown, part, parts[part], to_place, search=True)
