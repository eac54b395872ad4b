"""
The head of every page: its name, what it covers, the scope controls, the language.

Drawn once, before the page, so that every page has its first-level heading in every
state, and so that Back and the sidebar keep what was chosen.
"""

from dataclasses import dataclass, replace

import streamlit as st

from dashboard import blocks, controls, frame_words, session
from dashboard.formats import count, plain
from dashboard.theme import streamlit_style
from pipelines.queries import scopes
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from pipelines.warehouse.words import FORM_TYPES

say = session.say

#: The choice of all collections, as it stands in the address.
EVERY = "全部"


def draw(
    title: str, scoped: bool, single: bool, empty: bool, all_types: bool = False, types: bool = True
) -> None:
    """
    Draw the head and remember the chosen scope.

    Args:
        title: the page's name.
        scoped: the controls stand beside the title; else, as the page does not obey them,
            they wait in the sidebar.
        single: the page shows one thing and says itself whether that is synthetic.
        empty: nothing has been built: there is nothing to choose.
        all_types: where no form type is chosen, the page shows all of them.
        types: a form type can be chosen; else the page is of all of them whatever was chosen.
    """
    st.html(streamlit_style(session.look(), int(st.get_option("server.maxUploadSize"))))
    # One line that wraps to the left where the window is narrow.
    line = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    with line:
        st.title(title, anchor=False, width="content")
        st.space("stretch")
    with st.sidebar:
        place = line if scoped else st.container()
        _language()
        frame_words.draw(session.language())
    chosen = Scope()
    if not empty:
        with place:
            chosen = _scope(scoped, all_types, types)
    synthetic = session.ask(scopes.is_synthetic, replace(chosen, year=None, form_type=None))
    session.keep_scope(chosen, synthetic)
    if empty or single:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        blocks.demo(synthetic)
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
        blocks.link("upload", say("或在「上传」页放入文件", "Or hand files in on the upload page"), {})
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


def _scope(scoped: bool, all_types: bool, types: bool) -> Scope:
    """Draw year, collection, kinds and form type; a choice of one thing is not drawn."""
    if not scoped:
        st.caption(say("其他页面的统计范围", "Scope of the other pages"))
    given = session.ask(_collections)
    many_kinds = len(session.ask(_kinds_of, None)) > 1
    collection: str | None = None
    kinds: tuple[str, ...] = ()
    if len(given) > 1 or many_kinds:
        with st.popover(say("筛选", "Filter"), icon=":material/tune:"):
            collection = _collection(given) if len(given) > 1 else None
            kinds = _pick_kinds(session.ask(_kinds_of, collection))
    chosen = Scope(collection=collection, kinds=kinds)
    kind_of_form = _form_type(chosen, all_types) if scoped and types else None
    chosen = replace(chosen, form_type=kind_of_form)
    return replace(chosen, year=_year(chosen))


def _collection(given: list[str]) -> str | None:
    """
    Draw the choice of a collection; the one with most forms comes first, None is all.

    A sum over collections of different origin means little, so it must be asked for.
    """
    options = [*given, EVERY]
    asked = st.query_params.get("collection")
    chosen = st.selectbox(say("批次", "Collection"), options, key="collection", bind="query-params")
    if asked and asked not in options:
        controls.fell_back("collection", plain(chosen))
    return None if chosen == EVERY else chosen


def _pick_kinds(kinds: list[str]) -> tuple[str, ...]:
    if len(kinds) < 2:
        return ()
    picked = st.multiselect(
        say("单位类别", "Kinds"),
        kinds,
        key="kind",
        bind="query-params",
        placeholder=say("全部类别", "All kinds"),
        select_all=False,
    )
    return tuple(sorted(picked))


def _year(chosen: Scope) -> int | None:
    years = session.ask(_years_of, chosen)
    if not years:
        return None
    asked = st.query_params.get("year")
    year = st.segmented_control(
        say("年度", "Year"), years, default=years[-1], required=True, key="year", bind="query-params"
    )
    if asked and asked not in years:
        controls.fell_back("year", year)
    return int(year)


def _form_type(chosen: Scope, all_types: bool) -> str | None:
    """Draw the choice of a form type where the scope holds several, and return the chosen one."""
    present = session.ask(_filed, chosen).form_types
    options = {name: FORM_TYPES[name](session.language()) for name in FORM_TYPES if name in present}
    if len(options) < 2:
        return next(iter(options), None)
    every = {"": say("全部", "All")} if all_types else {}
    return controls.switch("type", every | options, say("表类型", "Form type"), sticky=True) or None


def _covers(chosen: Scope) -> str:
    """Say in one line what the page covers, strangers' words made neutral."""
    found = session.ask(_filed, chosen)
    words = [chosen.collection, *chosen.kinds]
    parts = [
        *(plain(word) for word in words if word),
        f"{chosen.year} {say('年度', '')}".strip() if chosen.year else say("未标年度", "no year printed"),
        count(found.departments) + say(" 个部门（单位）", " departments"),
        count(found.forms) + say(" 张自评表", " forms"),
    ]
    return " · ".join(parts)


# Answers as plain values: kept by `session.ask`, so that a run that changes nothing costs nothing.


@dataclass(frozen=True, slots=True)
class _Filed:
    departments: int
    forms: int
    form_types: frozenset[str]


def _filed(warehouse: Warehouse, chosen: Scope) -> _Filed:
    found = scopes.departments(warehouse, chosen)
    types = frozenset(name for names in found["form_types"].to_list() for name in names)
    return _Filed(found.height, int(found["forms"].sum()), types)


def _collections(warehouse: Warehouse) -> list[str]:
    return scopes.collections(warehouse).sort("forms", descending=True)["collection"].to_list()


def _kinds_of(warehouse: Warehouse, collection: str | None) -> list[str]:
    return scopes.kinds(warehouse, Scope(collection=collection))["kind"].drop_nulls().to_list()


def _years_of(warehouse: Warehouse, chosen: Scope) -> list[str]:
    return [str(year) for year in sorted(scopes.years(warehouse, chosen)["fiscal_year"].to_list())]
