"""简报: what leaves the bureau: composed, looked at as it will be printed, worded, handed out."""

import streamlit as st

from dashboard import blocks, controls, desk, drafting, handed_out, session
from dashboard.formats import plain
from pipelines.problems import SourceError

say = session.say
kind = controls.switch(
    "what", {key: word(session.language()) for key, (word, _) in drafting.KINDS.items()}, say("写什么", "Of")
)
try:
    with st.spinner(say("正在汇集这一年的数字……", "Gathering the figures of this year …")):
        told = drafting.gathered()
except SourceError as error:
    st.text(error.line())
    st.stop()
department = None
if drafting.KINDS[kind][1]:
    department = controls.pick_department(told.departments, say("部门", "Department"))
    if department is None:
        st.caption(say("先选一个部门。", "Choose a department."))
        st.stop()
with st.spinner(say("正在写成文字……", "Writing …")):
    generated, briefing = drafting.composed(told, kind, department)
blocks.demo(briefing.demo)

left, right = st.columns([11, 5], gap="small")
# What can be handed out stands at once; setting the pages takes seconds.
with right:
    with blocks.card(
        say(f"{len(briefing.facts()):,} 个数字，每个都有来源", f"{len(briefing.facts()):,} figures"),
        say("文件点开时才生成；下载会记入历史", "Written on click; kept in the history"),
        stretch=False,
    ):
        drafting.downloads(briefing)
    with blocks.card(
        say("改文字", "Wording"),
        say("表格和图不变；写进的数若不是算出来的，会标注出来", "A number that is no fact is marked"),
        stretch=False,
    ):
        drafting.wording(generated, desk.signer())
with left, blocks.card("".join(plain(line) for line in briefing.title), stretch=False):
    view = controls.switch("view", drafting.views(briefing), say("看什么", "Show"))
    drafting.look_at(briefing, view)
handed_out.draw()
