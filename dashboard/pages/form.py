"""原表: the form as it was printed, the cell in question marked, and what it was read as."""

import streamlit as st

from dashboard import blocks, controls, form_view, session
from dashboard.blocks import Target
from dashboard.figures import columns, computed, profile, reading
from pipelines.queries import computed as computed_query
from pipelines.queries import forms

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
problems = session.ask(forms.problems, form_id)
unread = session.ask(forms.unread, form_id)
checks = session.ask(computed_query.computed, form_id)
place = reading.valid_place(st.query_params.get("place"), grid)
if "place" in st.query_params and not place:
    controls.fell_back("place", say("整张表", "the whole form"))

blocks.demo(profile.is_synthetic(head))
st.header(profile.form_name(head, look), anchor=False)
st.text(profile.source(head, look))
if replaced := profile.superseded_by(head):
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(say("已被后来的报送取代", "Superseded"), color="orange", icon=":material/history:")
        blocks.link("form", say("看现行的表", "Open the current one"), {"form": replaced})
if department := profile.department(head):
    blocks.link("department", say("看部门画像", "Open the department"), {"department": department})
left, right = st.columns([10, 3], gap="small")
with left:
    for name, cells in form_view.cells_of(grid).items():
        picked = form_view.draw(cells, place, name, f"form:{form_id}:{name}")
        if picked and picked != place:
            session.show(place=picked)
with right:
    with blocks.card(reading.cell_name(place, look), stretch=False):
        for label, text in reading.of_cell(readings, grid, place, look):
            st.caption(label)
            st.text(text)
    with blocks.card(profile.problems_finding(problems, look), stretch=False):
        for problem in profile.problem_lines(problems):
            st.text(problem.text)
            if problem.place:
                there = {"form": form_id, "place": problem.place}
                blocks.link("form", say(f"看 {problem.cell}", f"See {problem.cell}"), there)
    with blocks.card(profile.unread_finding(unread, look), stretch=False):
        if unread.height:
            blocks.table(
                unread, columns.UNREAD, "unread", say("未读单元格", "Unread cells"), to_place, rows=5
            )

with blocks.card(
    computed.finding(checks, look),
    say("同一张表里能互相推算的数，不一致的在前；点一行看位置", "What the form's own figures give"),
):
    named = computed.named(checks, look)
    blocks.table(named, computed.COLUMNS, "computed", say("印出与计算", "Printed and computed"), to_place)
with blocks.card(
    say("全部读数", "Everything that was read"),
    say("每个值来自哪一格；点一行看位置", "Each value and its cell"),
):
    named = reading.named(readings, look)
    blocks.table(named, columns.READINGS, "readings", say("全部读数", "Readings"), to_place, search=True)
