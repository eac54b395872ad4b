"""Where people write: who they are, that a reading is right, what a cell should say, what a finding is."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from dashboard import controls, session
from dashboard.figures import review as figures
from dashboard.figures import work
from dashboard.figures.projects import Joint
from dashboard.formats import plain
from pipelines.forms.corrections import Correction
from pipelines.ledger import STATES, Finding, answer, assign, in_force, set_state
from pipelines.ledger.links import ProjectKey, link
from pipelines.problems import SourceError
from pipelines.queries.projects import key_of

say = session.say


def waiting() -> tuple[Correction, ...]:
    """Return the corrections that stand now: what a build would replay."""
    return in_force(session.ledger())


def withdraw(records: Mapping[str, str], who: str) -> None:
    """
    Draw what takes a record back; nothing where there is none.

    Args:
        records: id of each correction or confirmation → what it says.
        who: who is writing; empty where nobody said.
    """
    if not records:
        return
    with st.form(f"withdraw:{'|'.join(records)}", border=False):
        named = [f"{name} {words}" for name, words in records.items()]
        nothing = say("选择记录", "Choose a record")
        said = st.selectbox(say("撤回哪一条", "Take back"), named, index=None, placeholder=nothing)
        reason = st.text_input(say("撤回的理由", "Why"), max_chars=200)
        sent = st.form_submit_button(
            say("撤回", "Withdraw"), icon=":material/undo:", disabled=not who,
            help=None if who else say("先写姓名", "Your name first"),
        )  # fmt: skip
    if not sent:
        return
    if said is None or not reason.strip():
        st.error(say("请选择记录，并写明撤回的理由", "Choose a record, and say why"))
        return
    record = said.split(" ", 1)[0]
    try:
        session.ledger().withdraw(record, who, reason.strip())
    except SourceError as error:
        st.error(plain(error.line()))
        return
    session.say_next(say(f"{record} 已撤回，下次重建时生效。", f"{record} is withdrawn at the next build."))
    st.rerun()


def signer() -> str:
    """Return who is writing: known to the server, else typed once in a visit; empty where nobody said."""
    if known := session.known_name():
        st.caption(say("记录人", "Signed by"))
        st.text(known)
        return known
    typed = st.text_input(
        say("您的姓名（记入台账）", "Your name, for the ledger"),
        value=session.typed_name(),
        max_chars=30,
        key="signer",
    )
    session.keep_name(typed)
    return typed.strip()


def confirm(report: pl.DataFrame, form_id: str, who: str) -> None:
    """
    Draw the button that writes: the reading of this form is right.

    `report` has the columns of `queries.reports.READING_REPORTS`; a form that is not in it is
    superseded and needs no confirmation.
    """
    rows = report.filter(pl.col("form_id") == form_id).to_dicts()
    if not rows:
        return
    if rows[0]["state"] == "confirmed":
        st.badge(say("已确认", "Confirmed"), color="green", icon=":material/check:")
        return
    pressed = st.button(
        say("确认无误", "It is right"), key=f"confirm:{form_id}", icon=":material/done_all:", type="primary",
        disabled=not who, help=None if who else say("先写姓名", "Your name first"), width="stretch",
    )  # fmt: skip
    if pressed:
        try:
            made = session.ledger().confirm(form_id, who, reading=rows[0]["reading"])
        except SourceError as error:
            st.error(plain(error.line()))
            return
        session.say_next(
            say(f"{made.id} 已记入台账：这张表读得对。", f"{made.id}: the reading is confirmed.")
        )
        st.rerun()


def correct(
    head: pl.DataFrame, grid: pl.DataFrame, fields: pl.DataFrame, place: str | None, who: str
) -> None:
    """
    Draw the form in which a person says what a cell, or a field that is not printed, should be.

    Args:
        head: one row of `queries.forms.FORM`.
        grid: `queries.forms.GRID` of the form.
        fields: `queries.review.PRINTED_FIELDS` of the form.
        place: the marked cell, None where none is.
        who: who is writing; empty where nobody said.
    """
    row = head.row(0, named=True)
    subject = controls.switch("fix", figures.subjects(place, session.look()), say("更正什么", "What"))
    sheet, _, bare = (place or "").rpartition("!")
    if subject == "cell":
        found = grid.filter(pl.col("place") == place)["printed"].to_list()
        printed = (found[0] if found else None) or ""
    else:
        printed = dict(fields.iter_rows()).get(subject) or ""
    st.caption(say("印出", "Printed") + (f" · {plain(bare)}" if subject == "cell" else ""))
    st.text(printed or say("（没有印）", "(nothing)"))
    written = len(waiting())
    with st.form(f"correct:{row['form_id']}:{place}:{subject}:{written}", border=False):
        value = st.text_input(say("应为", "It should be"), max_chars=500)
        reason = st.text_input(
            say("理由", "Reason"), max_chars=200, placeholder=say("如：与决算报表核对", "why")
        )
        sent = st.form_submit_button(
            say("记入台账", "Write it down"), icon=":material/edit:", disabled=not who, width="stretch",
            help=None if who else say("先写姓名", "Your name first"),
        )  # fmt: skip
    if not sent:
        return
    if subject == "cell" and value == printed:
        st.error(say("“应为”与印出的相同", "That is what is printed"))
        return
    of_cell = {"place": bare, "grid": sheet or row["grid"]}
    of_field = {"field": subject}
    try:
        made = session.ledger().correct(
            row["sha256"], value, reason, who, **(of_cell if subject == "cell" else of_field),
            form=row["ordinal"], printed=printed or None,
            path=str(Path(row["path"]).absolute()), member=row["member"],
        )  # fmt: skip
    except SourceError as error:
        st.error(plain(error.line()))
        return
    session.say_next(
        say(f"{made.id} 已记入台账，下次重建时生效。", f"{made.id} takes effect at the next build.")
    )
    st.rerun()


def judge(row: dict[str, Any], who: str) -> None:
    """
    Draw what can be done with a finding: say its state, give it to somebody, keep an answer.

    `row` has the columns of `queries.findings`; who wrote what so far stands below.
    """
    finding, ledger = Finding.of(row), session.ledger()
    done = [act for act in session.acts() if act.finding.fingerprint == finding.fingerprint]
    what = controls.switch("act", work.kinds(session.look()), say("办理", "What to do"))
    unsigned = None if who else say("先写姓名", "Your name first")
    with st.form(f"{what}:{finding.fingerprint}:{len(done)}", border=False):
        if what == "state":
            states = {name: session.look().name(words) for name, words in STATES.items()}
            named = st.selectbox(say("记为", "State"), list(states.values()), index=None,
                                 placeholder=say("选择状态", "Choose"))  # fmt: skip
            text = st.text_area(say("理由", "Why"), max_chars=500, height=80)
        elif what == "assignment":
            named = st.text_input(say("责任人或责任单位", "Assigned to"), max_chars=60)
            due = st.date_input(say("整改期限", "Due"), value=None)
        else:
            text = st.text_area(
                say("单位的说明或整改情况", "What the department says"), max_chars=2000, height=120
            )
        sent = st.form_submit_button(
            say("记入台账", "Write it down"), icon=":material/edit:", disabled=not who, help=unsigned,
            type="primary", width="stretch",
        )  # fmt: skip
    for line in work.told(done, session.look()):
        st.text(line)
    if not sent:
        return
    try:
        if what == "state":
            state = next((name for name, words in states.items() if words == named), "")
            made = set_state(ledger, finding, state, who, text)
        elif what == "assignment":
            made = assign(ledger, finding, named or "", who, due if isinstance(due, date) else None)
        else:
            made = answer(ledger, finding, text, who)
    except SourceError as error:
        st.error(plain(error.line()))
        return
    session.say_next(say(f"{made.id} 已记入台账。", f"{made.id} is written down."))
    st.rerun()


def same_project(joint: Joint, who: str) -> None:
    """Draw two forms that were taken for one project, and the buttons that say whether they are."""
    key = f"{joint.earlier.text}|{joint.later.text}"
    unsigned = None if who else say("先写姓名", "Your name first")
    st.text(joint.text)
    with st.container(horizontal=True):
        yes = st.button(
            say("是同一项目", "One project"), key=f"yes:{key}", icon=":material/check:", help=unsigned,
            disabled=not who or joint.said,
        )  # fmt: skip
        no = st.button(
            say("不是同一项目", "Two projects"), key=f"no:{key}", icon=":material/call_split:", help=unsigned,
            disabled=not who,
        )  # fmt: skip
    if yes or no:
        _linked(joint.earlier, joint.later, yes, who, "")


def goes_on_from(ends: Mapping[str, ProjectKey], one: pl.DataFrame, who: str) -> None:
    """
    Draw the form in which a person says which earlier project this one continues.

    `ends` are the projects that may be, by what people read; `one` has the columns of
    `queries.projects.CHAINS`, of this project. Nothing is drawn where there is none.
    """
    if not ends:
        return
    first = key_of(one.row(0, named=True))
    with st.form(f"goes_on:{first.text}", border=False):
        named = st.selectbox(
            say("它是哪个项目的延续", "It continues"), list(ends), index=None,
            placeholder=say("选择同一单位较早的项目", "Choose an earlier project"),
        )  # fmt: skip
        why = st.text_input(say("理由（可不写）", "Why (optional)"), max_chars=200)
        sent = st.form_submit_button(
            say("记为同一项目", "They are one project"), icon=":material/link:", disabled=not who,
            help=None if who else say("先写姓名", "Your name first"),
        )  # fmt: skip
    if sent and named:
        _linked(ends[named], first, True, who, why)


def _linked(earlier: ProjectKey, later: ProjectKey, same: bool, who: str, why: str) -> None:
    try:
        made = link(session.ledger(), earlier, later, same, who, why)
    except SourceError as error:
        st.error(plain(error.line()))
        return
    session.say_next(
        say(
            f"{made.id} 已记入台账，沿革即刻更新；跨年的审核发现在下次重建时更新。",
            f"{made.id} is written down; findings over the years follow at the next build.",
        )
    )
    st.rerun()
