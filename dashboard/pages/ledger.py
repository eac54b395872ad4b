"""整改台账: findings that somebody works on: who, until when, what was answered, what is gone."""

from datetime import date

import streamlit as st

from dashboard import blocks, controls, drawer, session
from dashboard.blocks import Target
from dashboard.figures import findings as chosen
from dashboard.figures import rectification as figures
from pipelines.queries import findings
from pipelines.queries import rectification as queries
from pipelines.warehouse.scope import Scope

say, look, scope = session.say, session.look(), session.scope()
done, today = session.acts(), date.today()
span = controls.switch("years", chosen.spans(scope.year, look), say("范围", "Range"))
within = chosen.within(scope, span)
every = session.ask(queries.rectification, within, done, today)
if every.is_empty():
    with blocks.card(
        say("还没有要整改的事项", "Nothing to rectify yet"),
        say("在“审核发现”中打开一条，记状态、交办或答复后，就列在这里", "Work on a finding first"),
    ):
        blocks.link("findings", say("去审核发现", "To the findings"), {})
    st.stop()

blocks.cards(figures.cards(every, look))
which = controls.switch("show", figures.views(every, look), say("看哪些", "Which"))
listed = figures.of_view(every, which)
with blocks.card(
    figures.finding(listed, look),
    say("逾期的在前；点一行看原表并办理", "Overdue first; click a row to see it and work on it"),
):
    name, to_finding = say("整改台账", "Rectification"), Target(None, {"finding": "fingerprint"})
    rows, files = figures.named(listed, look), figures.EXPORT
    blocks.table(rows, figures.COLUMNS, "ledger", name, to_finding, search=True, rows=14, export=files)
if asked := st.query_params.get("finding"):
    found = session.ask(findings.findings, Scope(), done, None, asked)
    drawer.show(figures.one(found, every, done, asked), "ledger")
