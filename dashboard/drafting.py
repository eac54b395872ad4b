"""Where a briefing is composed, looked at, worded and handed out; and those that were handed out before."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import controls, session
from dashboard.briefings import compose, edited, preview, record
from dashboard.briefings.clean import file_name
from dashboard.briefings.document import Briefing
from dashboard.briefings.gather import gather
from dashboard.briefings.gathered import Gathered
from dashboard.briefings.template import Template, template_in_force
from dashboard.briefings.writers import WRITERS
from dashboard.formats import plain
from pipelines.audit.profile import OWN
from pipelines.ledger import briefs
from pipelines.ledger.links import links
from pipelines.problems import SourceError
from pipelines.warehouse.publish import current_file
from pipelines.wording import Wording

say = session.say

#: What can be written, and whether it is of one department.
KINDS: Mapping[str, tuple[Wording, bool]] = {
    "district": (Wording("全区报告", "Whole district"), False),
    "department": (Wording("单个部门", "One department"), True),
    "letter": (Wording("反馈函", "Letter"), True),
}
VIEWS: Mapping[str, Wording] = {
    "docx": Wording("报告", "Report"),
    "pptx": Wording("幻灯片", "Slides"),
    "onepage_pdf": Wording("一页纸", "One page"),
}
FACTS = Wording("数字清单", "Facts")
MARKED = Wording("核对稿", "Checking copy")
UNSIGNED = "未署名"


def gathered() -> Gathered:
    """All that briefings of this scope are made of. Raises SourceError where there is nothing to say."""
    chosen = session.scope()
    return gathered_of(chosen.collection, chosen.year)


def gathered_of(collection: str | None, year: int | None) -> Gathered:
    """The same of another scope, the controls' notwithstanding. Raises as `gathered`."""
    return _gathered(_stamp(), collection, year)


def composed(told: Gathered, kind: str, department: str | None) -> tuple[Briefing, Briefing]:
    """The briefing as it was generated, and with the sentences that people wrote into it."""
    return _composed(_stamp(), told.collection, told.year, kind, department, told)


def template() -> Template:
    """The bureau's own template: the folder `briefing` beside the ledger, else ours. Raises SourceError."""
    return template_in_force(session.ledger().path)


def views(briefing: Briefing) -> dict[str, str]:
    """What there is to look at."""
    return {form: word(session.language()) for form, word in VIEWS.items() if _can_be(briefing, form)}


def look_at(briefing: Briefing, form: str) -> None:
    """Draw the real document page by page; one line where nothing here can set it."""
    try:
        with st.spinner(say("正在排版……", "Setting the pages …")):
            pdf = _pdf(_stamp(), repr(edited.about(briefing)), form, briefing, template())
    except SourceError as error:
        st.text(say("这台机器排不出预览：", "No preview here: ") + error.line())
        st.text(say("下载照常；文字可在右边查看和修改。", "Downloads work; the text stands beside."))
        return
    count = preview.count(pdf)
    at = controls.pages(count, 1, say("页", "Pages"), say("页", "pages"))
    said = say(f"第 {at + 1} 页，共 {count} 页", f"Page {at + 1} of {count}")
    st.image(preview.page(pdf, at), caption=said, alt=said, width="stretch", output_format="PNG")


def downloads(briefing: Briefing) -> None:
    """Draw a button a kind of file; each is written when it is asked for, and kept in the history."""
    try:
        bureau = template()
    except SourceError as error:
        st.text(error.line())
        return
    language = session.language()
    offered: list[tuple[str, str, str, Callable[[], bytes]]] = []
    for form, writer in WRITERS.items():
        if not _can_be(briefing, form):
            continue
        offered.append(
            (form, writer.wording(language), writer.ending, partial(writer.write, briefing, bureau))
        )
        if form == "docx":
            marked = partial(writer.write, briefing, bureau, True)
            offered.append(("docx_marked", MARKED(language), writer.ending, marked))
    offered.append(("json", FACTS(language), ".json", partial(record.as_json, briefing)))
    for form, label, ending, write in offered:
        st.download_button(
            label, data=write, file_name=_file_name(briefing, label, ending), key=f"brief:{form}",
            on_click=partial(_keep, briefing, form), icon=":material/download:", width="stretch",
        )  # fmt: skip


def wording(generated: Briefing, who: str) -> None:
    """Draw the part of the text that is to be written anew, with what is no fact in it."""
    parts = {part.key: part for part in edited.editable(generated)}
    written = briefs.wordings(session.ledger()).get(edited.about(generated), {})
    key = st.selectbox(
        say("改哪一节", "Which part"),
        list(parts),
        format_func=lambda one: parts[one].title + (say("（已改）", " (changed)") if one in written else ""),
        key="part",
    )
    if key is None:
        return
    text = st.text_area(
        say("文字（一行一段）", "Text, a paragraph a line"),
        written.get(key, parts[key].text),
        height=260,
        key=f"text:{key}:{len(written.get(key, ''))}",
    )
    if unknown := edited.unknown_numbers(generated, text):
        st.text(
            say("这些数不是本报告算出的，将标注“未核对”：", "No facts of this report, to be marked: ")
            + "、".join(unknown)
        )
    save, undo = st.columns(2)
    changed = text.strip() != parts[key].text
    with save:
        if st.button(say("保存", "Save"), disabled=not who or not changed, type="primary", width="stretch"):
            _write(generated, key, text, who)
    with undo:
        if st.button(say("恢复原文", "Undo"), disabled=not who or key not in written, width="stretch"):
            _write(generated, key, None, who)
    if not who:
        st.caption(say("先写姓名，再改文字", "Your name first"))


def _can_be(briefing: Briefing, form: str) -> bool:
    """Whether a briefing has what a kind of file is made of: a letter has neither slides nor the one page."""
    if form == "pptx":
        return bool(briefing.slides)
    return briefing.one_page is not None if form.startswith("onepage") else True


def _write(briefing: Briefing, part: str, text: str | None, who: str) -> None:
    try:
        briefs.write(session.ledger(), edited.about(briefing), part, text, who)
    except SourceError as error:
        st.text(error.line())
        return
    session.say_next(plain(say("已记入台账，预览已更新。", "Kept; the preview is new.")))
    st.rerun()


def _keep(briefing: Briefing, form: str) -> None:
    who = session.known_name() or session.typed_name() or UNSIGNED
    told = record.as_record(briefing)
    try:
        briefs.keep(
            session.ledger(), edited.about(briefing), "".join(briefing.title), briefing.generation,
            briefing.profile, form, len(briefing.facts()), told, who,
        )  # fmt: skip
    except SourceError as error:
        session.say_next(plain(error.line()))


def _file_name(briefing: Briefing, label: str, ending: str) -> str:
    demo = "演示数据" if briefing.demo and "演示数据" not in "".join(briefing.title) else ""
    name = "-".join(part for part in ("".join(briefing.title), label, demo) if part)
    return file_name(name, 80) + ending


def _stamp() -> str:
    """Changes with the generation, with what people wrote, and with the profile."""
    ledger = session.ledger().path
    files = [
        current_file(session.warehouse_folder()), ledger, Path(f"{ledger}-wal"), ledger.parent / OWN,
    ]  # fmt: skip
    told = [one.stat() for one in files if one is not None and one.exists()]
    return f"{session.warehouse().build_id}:{[(one.st_mtime_ns, one.st_size) for one in told]}"


@st.cache_resource(max_entries=2, show_spinner=False)
def _gathered(stamp: str, collection: str | None, year: int | None) -> Gathered:
    del stamp  # it names the answer
    book = session.ledger()
    return gather(
        session.warehouse(), collection, year, session.profile(), done=session.acts(), links=links(book)
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _composed(
    stamp: str, collection: str, year: int, kind: str, department: str | None, _told: Gathered
) -> tuple[Briefing, Briefing]:
    del stamp, collection, year
    generated = compose.of_kind(_told, kind, department)
    return generated, edited.worded(generated, briefs.wordings(session.ledger()))


@st.cache_data(max_entries=8, show_spinner=False)
def _pdf(stamp: str, about: str, form: str, _briefing: Briefing, _template: Template) -> bytes:
    del stamp, about
    return preview.pdf(_briefing, form, _template)
