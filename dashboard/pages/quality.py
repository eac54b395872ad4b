"""数据质量: what became of every file, what was not understood, who has not filed."""

from dataclasses import replace

import streamlit as st

from dashboard import blocks, controls, session
from dashboard.blocks import Target
from dashboard.figures import columns
from dashboard.figures import quality as figures
from pipelines.queries import coverage, quality

say, look = session.say, session.look()
scope = replace(session.scope(), form_type=None)
files = replace(scope, year=None, kinds=())  # a file without a form has neither year nor kind
to_cell = Target("form", {"form": "form_id", "place": "place"})

by_code = session.ask(quality.problems_by_code, scope)
unread = session.ask(quality.unread, scope)
owed = session.ask(coverage.by_year, scope)
blocks.cards(figures.file_cards(session.ask(quality.outcomes, files), unread.height, by_code, look))
blocks.link("review", say("读数核对：每张表读得有多可靠，逐张确认或更正", "Check readings form by form"), {})

code = controls.checked("code", by_code["code"].to_list())
left, right = st.columns([4, 5], gap="small")
with (
    left,
    blocks.card(
        figures.problems_finding(by_code, look), say("点一条，右表只列这一类", "Click one to list it")
    ),
):
    figure = figures.problems(by_code, look, code)
    blocks.chart(figure, "codes", say("问题种类", "Kinds of problems"), Target(None, ["code"]))
with (
    right,
    blocks.card(
        say("问题清单", "Problems"), say("点一行看原表中的位置", "Click a row for its place on the form")
    ),
):
    if code:
        controls.clear("code", say("取消种类筛选", "Show all kinds"))
    problems = figures.problems_named(session.ask(quality.problem_list, scope, code), look)
    blocks.table(problems, columns.PROBLEMS, "problems", say("问题清单", "Problems"), to_cell, True, 8)

with blocks.card(figures.missing_finding(owed, look), figures.missing_note(owed, look)):
    if owed.height:
        figure = figures.missing(session.ask(coverage.matrix, replace(files, kinds=scope.kinds)), look)
        to_year = Target("department", ["department", "year"])
        blocks.chart(figure, "missing", say("缺报矩阵", "Missing forms"), to_year)
        missing = figures.types_named(session.ask(coverage.missing, scope), look)
        blocks.table(missing, columns.MISSING, "owed", say("缺报清单", "Missing forms"), rows=6)

with st.container(border=True):
    lists = figures.lists(look)
    which = controls.switch("list", lists, say("清单", "Lists"))
    if which == "unread":
        blocks.table(unread, columns.UNREAD_LIST, which, lists[which], to_cell, search=True)
    elif which == "superseded":
        rows = session.ask(quality.superseded, scope)
        blocks.table(rows, columns.SUPERSEDED, which, lists[which], Target("form", {"form": "form_id"}))
    elif which == "not_counted":
        rows = figures.reasons_named(session.ask(quality.not_counted, scope), look)
        blocks.table(rows, columns.NOT_COUNTED, which, lists[which], Target("form", {"form": "form_id"}))
    elif which == "double":
        rows = figures.overlaps_named(session.ask(coverage.double_counts, scope), look)
        blocks.table(rows, columns.DOUBLE, which, lists[which], Target("form", {"form": "form_id"}))
    else:
        rows = session.ask(quality.documents, files, which)
        blocks.table(rows, columns.DOCUMENTS, which, lists[which], search=True)
