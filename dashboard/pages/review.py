"""读数核对: how sure each reading is, worst first; a person compares, confirms or corrects."""

import streamlit as st

from dashboard import blocks, building, controls, desk, form_view, journey, session
from dashboard.blocks import Target
from dashboard.figures import columns, computed, profile, reading
from dashboard.figures import review as figures
from pipelines.queries import computed as computed_query
from pipelines.queries import forms, reports
from pipelines.queries import review as queries

say, look = session.say, session.look()
written = desk.waiting()
scope = session.scope()
confirmed = session.ledger().confirmations()
listed = session.ask(reports.reading_reports, scope, confirmed)
building.state()
form_id = st.query_params.get("form", "")
head = session.ask(forms.form, form_id)
if head.is_empty():
    if form_id:
        controls.fell_back("form", say("表的列表", "the list of forms"))
    blocks.demo(session.is_synthetic())
    blocks.cards(figures.cards(listed, look))
    with blocks.card(
        figures.finding(listed, look),
        say("可信度低的在前；点一行，对着原表看", "The least sure first; click a row to compare it"),
    ):
        name = say("读数核对", "Readings to check")
        to_form = Target(None, {"form": "form_id"})
        blocks.table(figures.named(listed, look), figures.REPORTS, "reports", name, to_form, True, 16)
    building.button(session.ask(queries.waiting, written).height)
    st.stop()

grid = session.ask(forms.grid, form_id)
own = session.ask(reports.reading_reports, figures.scope_of(head), confirmed)
place = reading.valid_place(st.query_params.get("place"), grid)
blocks.demo(profile.is_synthetic(head))
with st.container(horizontal=True, vertical_alignment="center"):
    controls.clear("form", say("返回列表", "Back to the list"))
    blocks.link("form", say("看原表页", "The form's page"), {"form": form_id})
st.header(profile.form_name(head, look), anchor=False)
st.text(profile.source(head, look))
left, right = st.columns([10, 4], gap="small")
with left:
    if picked := form_view.sheets(grid, place, f"review:{form_id}"):
        journey.show(place=picked)
with right:
    with blocks.card(say("这张表的读数", "This reading"), stretch=False):
        for label, text in figures.own(own, form_id, look):
            st.caption(label)
            st.text(text)
        who = desk.signer()
        desk.confirm(own, form_id, who)
    with blocks.card(
        say("更正", "Correct it") + reading.cell_name(place, look).removeprefix(say("单元格", "Cell")),
        "" if place else say("在表上点一格，或选下面的一项", "Click a cell, or choose below"),
        stretch=False,
    ):
        desk.correct(head, grid, session.ask(queries.printed_fields, form_id), place, who)
with st.container(border=True):
    parts = figures.parts(look)
    part = controls.switch("part", parts, say("逐项看", "Look at"))
    to_place = Target(None, {"place": "place"})
    if part == "checks":
        named = computed.named(session.ask(computed_query.computed, form_id), look)
        blocks.table(named, computed.COLUMNS, part, parts[part], to_place)
    elif part == "problems":
        named = figures.problems(session.ask(forms.problems, form_id), look)
        blocks.table(named, figures.PROBLEMS, part, parts[part], to_place)
    else:
        blocks.table(session.ask(forms.unread, form_id), columns.UNREAD, part, parts[part], to_place)
    own_records = figures.of_document(written, head)
    if records := figures.records(own_records, confirmed, form_id, look):
        st.header(say("台账里的记录", "What is in the ledger"), anchor=False)
        listed = figures.waiting(own_records, look)
        blocks.table(listed, figures.WAITING, "waiting", say("更正", "Corrections"))
        desk.withdraw(records, who)
building.button(session.ask(queries.waiting, written).height)
