"""The check-up beside a form: each rule's outcome, what failed first; a click marks its cells."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard import blocks, session
from dashboard.drawer import badge
from dashboard.figures import checkup as figures
from dashboard.figures import work
from dashboard.formats import plain
from pipelines.audit.checkup import CHECKUP, checkup
from pipelines.problems import SourceError

say = session.say

#: Cards beside a form; what lies beyond stands on 审核发现.
_MOST = 40
#: Pixels: as high as the form beside them.
_HEIGHT = 640


def draw(found: pl.DataFrame, form_id: str) -> None:
    """Draw one form's outcomes as cards; `found` has the columns of `queries.findings`."""
    look = session.look()
    try:
        quiet = session.ask(checkup, form_id, session.profile())
    except SourceError as error:
        st.error(plain(error.line()))
        quiet = pl.DataFrame(schema=CHECKUP)
    with blocks.card(figures.finding(found, quiet, look), stretch=False):
        cards(found)
        for outcome, label in (
            ("not_applicable", say("不适用的规则和原因", "Not applicable, and why")),
            ("passed", say("通过的规则", "Passed")),
        ):
            if lines := figures.reasons(quiet, outcome, look):
                with st.expander(label):
                    st.text(lines)


def cards(found: pl.DataFrame) -> None:
    """Draw findings as cards in a box that scrolls, each with a link that marks its cells on the form."""
    if found.is_empty():
        st.caption(say("没有规则报出问题。", "No rule found anything."))
        return
    with st.container(height=_HEIGHT if found.height > 4 else "content", border=False):
        for row in figures.worst_first(found).head(_MOST).iter_rows(named=True):
            _card(row)


def _card(row: dict[str, Any]) -> None:
    look = session.look()
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            badge(row["severity"])
            st.caption(row["rule"], width="content")
            if row["status"] != "open":
                st.badge(work.states(look)[row["status"]], color="green")
        st.text(row["message_en"] if look.language == "en" else row["message"])
        if row["place"]:
            cell = row["place"].rsplit("!", 1)[-1]
            blocks.link("form", say(f"看原表 {cell}", f"See {cell}"), work.there(row))
