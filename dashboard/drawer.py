"""One finding in a drawer: what is wrong, what it rests on, the form with its cells, what to do about it."""

from typing import Any, Literal

import streamlit as st

from dashboard import blocks, controls, desk, form_view, session
from dashboard.figures import passages, work
from dashboard.formats import plain
from pipelines.audit import SEVERITIES
from pipelines.audit.passages import side_by_side
from pipelines.queries import forms

say = session.say

_COLOURS: dict[str, Literal["red", "orange", "gray", "blue"]] = {
    "E": "red",
    "W": "orange",
    "S": "gray",
    "I": "blue",
}

#: Rules about two texts: the drawer shows both.
_COPIED = ("I-08", "I-09")


def show(row: dict[str, Any] | None, table: str) -> None:
    """
    Open the drawer with a finding, a row of `queries.findings`; None is an address of no finding.

    It stands in the address as `finding`; closing it takes it out and lets the row of `table` go.
    """
    if row is None:
        controls.fell_back("finding", say("清单", "the list"))
        return
    title = plain(work.title(row, session.look()))
    st.dialog(title, width="large", position="right", on_dismiss=controls.closing("finding", table))(_drawn)(
        row
    )


def badge(severity: str) -> None:
    """Draw the word of a severity in its colour."""
    st.badge(session.look().name(SEVERITIES[severity]), color=_COLOURS[severity])


def _drawn(row: dict[str, Any]) -> None:
    look = session.look()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        badge(row["severity"])
        st.badge(
            work.states(look).get(row["status"], ""), color="green" if row["status"] != "open" else "gray"
        )
        if row["reopened"]:
            st.badge(say("数字变了，已重新打开", "Reopened: the figures changed"), color="orange")
        st.text(work.whose(row, look))
    st.text(row["message_en"] if look.language == "en" else row["message"])
    with st.grid(3, min_column_width=110):
        for label, value in work.figures(row, look):
            with st.container(border=True):
                st.caption(label)
                st.text(value)
    left, right = st.columns([10, 4], gap="small")
    with left:
        _links(row)
        if row["rule"] in _COPIED and row["other_form_id"]:
            _texts(row)
        if row["form_id"]:
            _form(row)
    with right:
        with st.container(border=True):
            st.header(say("办理", "Work on it"), anchor=False)
            if said := session.said():
                st.success(said)
            desk.judge(row, desk.signer())
        with st.container(border=True):
            st.header(say("依据", "The ground"), anchor=False)
            for label, value in work.ground(row, look):
                with st.container(gap=None):
                    st.caption(label)
                    st.text(value)


def _links(row: dict[str, Any]) -> None:
    if not row["form_id"]:
        st.caption(work.nowhere(row, session.look()))
    with st.container(horizontal=True, gap="medium"):
        if row["form_id"]:
            blocks.link("form", say("打开原表页", "Open the form's page"), work.there(row))
        if row["other_form_id"]:
            blocks.link("form", say("打开对照的表", "Open the form compared with"), work.other(row))
        if row["department"]:
            blocks.link(
                "department", say("看部门画像", "Open the department"), {"department": row["department"]}
            )


def _texts(row: dict[str, Any]) -> None:
    """Draw the two texts that are alike, what they share marked in both."""
    one, other, shared = session.ask(side_by_side, row["form_id"], row["other_form_id"])
    with blocks.card(passages.finding(one, shared, session.look()), stretch=False):
        headings = (say("本表", "This form"), say("对照的表", "The form compared with"))
        for column, heading, text in zip(
            st.columns(2), headings, passages.marked(one, other, shared), strict=True
        ):
            with column:
                st.caption(heading)
                st.markdown(text)


def _form(row: dict[str, Any]) -> None:
    """Draw the form on which the finding stands, its cells marked."""
    also = [place for place in row["places"] or [] if place != row["place"]]
    grid = session.ask(forms.grid, row["form_id"])
    form_view.sheets(
        work.grids_of(grid, row["places"]), row["place"], f"drawer:{row['fingerprint']}", also, low=True
    )
