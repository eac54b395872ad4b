"""
The head of every page: its name, what it covers, the scope controls, the language.

Drawn once, before the page, so that every page has its first-level heading in every
state, and so that Back and the sidebar keep what was chosen.
"""

from dataclasses import replace

import streamlit as st

from dashboard import controls, session
from dashboard.formats import count
from pipelines.queries import scopes
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.words import FORM_TYPES

say = session.say


def draw(title: str, scoped: bool, empty: bool) -> None:
    """
    Draw the head and remember the chosen scope.

    Args:
        title: the page's name.
        scoped: the controls stand beside the title; else, as the page does not obey them,
            they wait in the sidebar.
        empty: nothing has been built: there is nothing to choose.
    """
    # One line that wraps to the left where the window is narrow.
    line = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    with line:
        st.title(title, anchor=False, width="content")
        st.space("stretch")
    with st.sidebar:
        place = line if scoped else st.container()
        _language()
    chosen = Scope()
    if not empty:
        with place:
            chosen = _scope(scoped)
    synthetic = session.ask(scopes.is_synthetic, replace(chosen, year=None, form_type=None))
    session.keep_scope(chosen, synthetic)
    if empty or not (synthetic or scoped):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if synthetic:
            st.badge(say("演示数据", "Synthetic data"), color="orange", icon=":material/science:")
        if scoped:
            st.caption(_covers(chosen), width="content")


def nothing_yet() -> None:
    """Say how the first warehouse is made."""
    with st.container(border=True):
        st.header(say("还没有数据", "Nothing here yet"), anchor=False)
        st.write(
            say(
                "把自评表（xlsx、docx、html、文本或 zip）放进一个文件夹，然后运行：",
                "Put the self-evaluation forms (xlsx, docx, html, text or zip) into a folder, then run:",
            )
        )
        st.code("jixiao build 文件夹", language="bash")
        st.caption(
            say(
                "在源码目录里，`make run` 会用 data/raw 中的表（没有时用样例和演示区）自动生成，再打开本页。",
                "In a checkout, `make run` builds from data/raw, else from samples and a synthetic district.",
            )
        )


def _language() -> None:
    st.segmented_control(
        "语言 Language",
        ["zh", "en"],
        default="zh",
        required=True,
        key="lang",
        bind="query-params",
        label_visibility="collapsed",
    )


def _scope(scoped: bool) -> Scope:
    """Draw year, collection, kinds and form type; a choice of one thing is not drawn."""
    if not scoped:
        st.caption(say("其他页面的统计范围", "Scope of the other pages"))
    collections = session.ask(scopes.collections)["collection"].to_list()
    collection: str | None = None
    if len(collections) > 1:
        collection = st.selectbox(
            say("批次", "Collection"),
            collections,
            index=None,
            key="collection",
            bind="query-params",
            placeholder=say("全部批次", "All collections"),
            width=170,
        )
    kinds = session.ask(scopes.kinds, Scope(collection=collection))["kind"].drop_nulls().to_list()
    picked: list[str] = []
    if len(kinds) > 1:
        picked = st.multiselect(
            say("单位类别", "Kinds"),
            kinds,
            key="kind",
            bind="query-params",
            placeholder=say("全部类别", "All kinds"),
            select_all=False,
            width=170,
        )
    chosen = Scope(collection=collection, kinds=tuple(sorted(picked)))
    kind_of_form = _form_type(chosen) if scoped else None
    return replace(chosen, year=_year(chosen), form_type=kind_of_form)


def _year(chosen: Scope) -> int | None:
    years = [str(year) for year in sorted(session.ask(scopes.years, chosen)["fiscal_year"].to_list())]
    if not years:
        return None
    asked = st.query_params.get("year")
    year = st.segmented_control(
        say("年度", "Year"), years, default=years[-1], required=True, key="year", bind="query-params"
    )
    if asked and asked not in years:
        controls.fell_back("year", year)
    return int(year)


def _form_type(chosen: Scope) -> str | None:
    """Draw the choice of a form type where the scope holds several, and return the chosen one."""
    lists = session.ask(scopes.departments, chosen)["form_types"].to_list()
    present = {name for names in lists for name in names}
    options = {name: FORM_TYPES[name](session.language()) for name in FORM_TYPES if name in present}
    if len(options) < 2:
        return next(iter(options), None)
    return controls.switch("type", options, say("表类型", "Form type"), sticky=True)


def _covers(chosen: Scope) -> str:
    """Say in one line what the page covers. Collections and kinds are strangers' words: not here."""
    found = session.ask(scopes.departments, chosen)
    parts = [
        f"{chosen.year} {say('年度', '')}".strip() if chosen.year else say("未标年度", "no year printed"),
        count(found.height) + say(" 个部门（单位）", " departments"),
        count(int(found["forms"].sum())) + say(" 张自评表", " forms"),
    ]
    return " · ".join(parts)
