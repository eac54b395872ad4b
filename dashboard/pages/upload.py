"""上传: what was handed in, what was understood of it, and the word that lets it in."""

import streamlit as st

from dashboard import blocks, building, controls, form_view, intake, journey, session
from dashboard.blocks import Target
from dashboard.figures import profile, reading
from dashboard.figures import upload as figures
from pipelines.queries import forms as form_queries
from pipelines.queries import upload as queries

say, look = session.say, session.look()
building.state()
batch = intake.uploader()
if batch is None:
    intake.admitted()
    with blocks.card(
        say("先看读懂了什么，再决定入不入库", "See what is understood, then decide"),
        say("没有确认，什么也不会进数据仓库", "Nothing enters without your word"),
    ):
        for line in figures.steps(look):
            st.text(line)
    st.stop()

staged = session.open_batch(batch.warehouse)
forms = queries.uploaded_forms(staged, session.warehouse())
unusable = queries.unusable(staged)
blocks.demo(profile.is_synthetic(forms))
blocks.cards(figures.cards(forms, unusable, batch, look))
with blocks.card(
    figures.finding(forms, look),
    say("可信度低的在前；点一行看原表", "The least sure first; click a row for the form"),
):
    to_form = Target(None, {"form": "form_id"})
    name = say("读懂的自评表", "Forms understood")
    blocks.table(figures.named(forms, look), figures.FORMS, "uploaded", name, to_form, search=True, rows=8)
with blocks.card(
    say("入库", "Let it in"),
    say("原件一字不改，存进原始文件夹的批次里", "The original bytes are kept in the collection's folder"),
):
    intake.admission(batch, forms)
if unusable.height or batch.refused:
    with blocks.card(
        figures.unusable_finding(unusable, batch, look),
        say("别的文件不受影响", "The others are not affected"),
    ):
        for line in batch.refused:
            st.text(line)
        if unusable.height:
            name = say("没有读成的文件", "Unusable files")
            blocks.table(figures.unusable_named(unusable, look), figures.UNUSABLE, "unusable", name, rows=6)

form_id = controls.checked("form", forms["form_id"].to_list())
if form_id is None:
    st.stop()
head = form_queries.form(staged, form_id)
grid = form_queries.grid(staged, form_id)
problems = form_queries.problems(staged, form_id)
place = reading.valid_place(st.query_params.get("place"), grid)
st.header(profile.form_name(head, look), anchor=False)
st.text(profile.source(head, look))
left, right = st.columns([10, 3], gap="small")
with left:
    if picked := form_view.sheets(grid, place, f"upload:{form_id}"):
        journey.show(place=picked)
with right:
    with blocks.card(reading.cell_name(place, look), stretch=False):
        for label, text in reading.of_cell(form_queries.readings(staged, form_id), grid, place, look):
            st.caption(label)
            st.text(text)
    with blocks.card(profile.problems_finding(problems, look), stretch=False):
        for problem in profile.problem_lines(problems):
            st.text(problem.text)
            if problem.place:
                there = {"batch": batch.token, "form": form_id, "place": problem.place}
                blocks.link("upload", say(f"看 {problem.cell}", f"See {problem.cell}"), there)
