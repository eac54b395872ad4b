"""Briefings that were handed out before: the list, and one of them held against today's data."""

import streamlit as st

from dashboard import blocks, controls, drafting, session
from dashboard.blocks import Target
from dashboard.briefings import check, record
from dashboard.briefings.writers import WRITERS
from dashboard.figures import briefing as figures
from pipelines.ledger import briefs
from pipelines.problems import SourceError

say = session.say


def draw() -> None:
    """Draw the briefings that were handed out, the latest first; a click holds one against today."""
    made = briefs.made(session.ledger())
    with blocks.card(
        say(f"给出过 {len(made)} 份", f"{len(made)} handed out"),
        say("点一行，用今天的数据重算它的每个数字", "Click one to work its figures out again"),
        stretch=False,
    ):
        if not made:
            st.caption(say("还没有。下载一份，就会记在这里。", "None yet; a download is kept here."))
            return
        language = session.language()
        names = {form: writer.wording(language) for form, writer in WRITERS.items()}
        names |= {"docx_marked": drafting.MARKED(language), "json": drafting.FACTS(language)}
        to_one = Target(None, {"briefing": "briefing"})
        name = say("给出过的简报", "Briefings handed out")
        blocks.table(figures.history(made, names), figures.HISTORY, "history", name, to_one, rows=8)
    chosen = controls.checked("briefing", [one.id for one in made])
    if chosen is not None:
        _compared(next(one for one in made if one.id == chosen))


def _compared(one: briefs.Made) -> None:
    told = record.read_record(one.record)
    try:
        with st.spinner(say("正在重算……", "Working it out …")):
            gathered = drafting.gathered_of(one.about.collection, one.about.year)
            _, today = drafting.composed(gathered, one.about.kind, one.about.department)
    except SourceError as error:
        st.text(error.line())
        return
    found = check.compare(told, today)
    moved = len(found.moved) + len(found.gone)
    with blocks.card(
        say(f"{one.id}：{moved} 个数字变了，{found.same} 个没有变", f"{one.id}: {moved} moved"),
        say(
            f"当时的数据版本 {one.generation}，现在 {session.warehouse().build_id}",
            f"Then {one.generation}, now {session.warehouse().build_id}",
        ),
        stretch=False,
    ):
        controls.clear("briefing", say("收起", "Close"))
        if not moved:
            st.caption(say("没有变化。", "Nothing moved."))
            return
        name = say("变了的数字", "Figures that moved")
        blocks.table(
            figures.moved([_row(each) for each in (*found.moved, *found.gone)]),
            figures.MOVED, "moved", name, search=True, rows=12,
        )  # fmt: skip


def _row(one: check.Moved) -> dict[str, str]:
    shown = [through.name for through in one.through]
    more = say(f" 等 {len(shown)} 处", f" and {len(shown) - 3} more") if len(shown) > 3 else ""
    return {
        "id": one.id,
        "text": one.text,
        "before": check.said_value(one.before, one.unit),
        "now": check.said_value(one.now, one.unit),
        "difference": check.said_difference(one),
        "through": "；".join(shown[:3]) + more,
    }
