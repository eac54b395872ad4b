"""The check-up beside a form: each rule's outcome, what failed first; a click marks its cells."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard import blocks, controls, form_view, journey, session
from dashboard.drawer import badge
from dashboard.figures import checkup as figures
from dashboard.figures import work
from dashboard.figures.reading import valid_place
from dashboard.formats import plain
from pipelines.audit.checkup import CHECKUP, checkup
from pipelines.ledger.links import links
from pipelines.queries import findings, forms
from pipelines.warehouse.scope import Scope

say = session.say

#: Cards beside a form; what lies beyond stands on 审核发现.
_MOST = 40
#: Pixels: as high as the form beside them.
_HEIGHT = 640


def draw(found: pl.DataFrame, form_id: str) -> None:
    """Draw one form's outcomes as cards; `found` has the columns of `queries.findings`."""
    look = session.look()
    quiet = _quiet(form_id)
    with blocks.card(figures.finding(found, quiet, look), stretch=False):
        cards(found)
        for outcome, label in (
            ("not_applicable", say("不适用的规则和原因", "Not applicable, and why")),
            ("passed", say("通过的规则", "Passed")),
        ):
            if lines := figures.reasons(quiet, outcome, look):
                with st.expander(label):
                    st.text(lines)


def _quiet(form_id: str) -> pl.DataFrame:
    """The rules that found nothing on a form, as `CHECKUP`; a broken profile is said instead."""
    profile = session.profile_or_line()
    if isinstance(profile, str):
        st.error(plain(profile))
        return pl.DataFrame(schema=CHECKUP)
    return session.ask(checkup, form_id, profile, links(session.ledger()))


def beside(listed: pl.DataFrame, year: int | None, name: str) -> None:
    """
    Draw the findings of a department's year beside the form that they stand on.

    `listed` has the columns of `queries.forms.FORM`, of one department; where the year has several forms,
    one is chosen. `name` is the department's. Nothing is drawn for a year without a form.
    """
    look = session.look()
    choices = figures.forms_of(listed, year, look)
    if not choices:
        return
    scope = Scope(year=year, department=name)
    every = session.ask(findings.findings, scope, session.acts())
    with blocks.card(figures.of_department(every, look), say("点“看原表”标出单元格", "Click to mark cells")):
        form_id = next(iter(choices))
        if len(choices) > 1:
            form_id = controls.switch("form", choices, say("哪一张表", "Which form"))
        found = every.filter(pl.col("form_id") == form_id)
        grid = session.ask(forms.grid, form_id)
        rule = controls.checked("rule", figures.rules_of(found))
        place = valid_place(st.query_params.get("place"), grid)
        left, right = st.columns([4, 10], gap="small")
        with left:
            st.caption(figures.checked(found, _quiet(form_id), look))
            cards(found)
            blocks.link("findings", say("这个部门的全部发现", "All its findings"), {"department": name})
        with right:
            if picked := form_view.sheets(
                grid, place, f"beside:{form_id}", figures.marked(found, rule, place)
            ):
                journey.show(place=picked)


def cards(found: pl.DataFrame) -> None:
    """Draw findings as cards in a box that scrolls, each with a button that marks its cells on the form."""
    if found.is_empty():
        st.caption(say("没有规则报出问题。", "No rule found anything."))
        return
    with st.container(height=_HEIGHT if found.height > 4 else "content", border=False):
        for row in figures.worst_first(found).head(_MOST).iter_rows(named=True):
            _card(row)
    if found.height > _MOST:
        st.caption(say(f"只列出前 {_MOST} 条，其余见“审核发现”。", f"The first {_MOST} of {found.height}."))


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
            st.button(
                say(f"看原表 {cell}", f"See {cell}"), key=f"see:{row['fingerprint']}", type="tertiary",
                icon=":material/my_location:", on_click=journey.address,
                kwargs={"rule": row["rule"], "place": row["place"]},
            )  # fmt: skip
