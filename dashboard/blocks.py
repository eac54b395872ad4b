"""
What pages are built of: cards, tables and charts that lead somewhere when clicked.

The click's callback notes where to; `follow` goes there at the start of the next run, so
that the controls above the page have been drawn and keep what they were set to.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import polars as pl
import streamlit as st
from plotly.basedatatypes import BaseFigure

from dashboard import exports, journey, replies, session
from dashboard.figures.cards import Card
from dashboard.formats import Column
from dashboard.tables import for_screen, screen_config
from dashboard.theme import Figure
from pipelines.ledger import Act
from pipelines.warehouse.scope import Scope

say = session.say

_ROW = 36  # pixels
#: A table is sent whole to the browser; what lies beyond this is in the export.
_MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Target:
    """
    Where a click leads.

    `page` is an address without its slash, or None for this page. `given` maps parameters
    to columns of the table (or, for a chart, names the entries of a point's `customdata`
    in their order); `fixed` are parameters with set values.
    """

    page: str | None
    given: Mapping[str, str] | Sequence[str] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)


class _Checked(BaseFigure):  # type: ignore[misc]  # brings no types of its own
    """
    A figure as it is, for Streamlit.

    It would have plotly check a plain dict anew at each visit, which took a third of a page's run; all our
    figures are checked in the tests.
    """

    def __init__(self, figure: Figure) -> None:
        self._figure = figure

    def to_dict(self) -> Figure:
        return self._figure


def _row_picked(key: str, target: Target, frame: pl.DataFrame) -> None:
    at = journey.picked_row(key)
    if at is not None and at < frame.height and isinstance(target.given, Mapping):
        row = frame.row(at, named=True)
        journey.go(target.page, {**target.fixed, **{n: row[column] for n, column in target.given.items()}})


def _point_picked(key: str, target: Target) -> None:
    values = journey.picked_point(key)
    if values is not None:
        journey.go(target.page, {**target.fixed, **dict(zip(target.given, values, strict=False))})


@contextmanager
def card(title: str, caption: str = "", stretch: bool = True) -> Iterator[None]:
    """
    Draw a bordered card: a title that says the finding, a caption that says what and which unit.

    Both are read as markdown: a stranger's words in them must have gone through `plain`.
    """
    with st.container(border=True, height="stretch" if stretch else "content"):
        st.header(title, anchor=False)
        if caption:
            st.caption(caption)
        yield


def demo(synthetic: bool) -> None:
    """Mark the page, and all that is exported from it, as synthetic where it is."""
    session.mark_synthetic(synthetic)
    if synthetic:
        st.badge(say("演示数据", "Synthetic data"), color="orange", icon=":material/science:")


def cards(given: Sequence[Card]) -> None:
    """Draw the row of big figures."""
    with st.grid(max(len(given), 1), min_column_width=128):
        for one in given:
            st.metric(
                one.label,
                one.value,
                one.change,
                delta_color=one.good,
                delta_description=one.note,
                help=one.help,
                border=True,
                chart_data=list(one.history) or None,
                chart_type="area",
                height="stretch",
            )


def chart(figure: Figure, key: str, alt: str, to: Target | None = None) -> None:
    """
    Draw a figure; a click on a point leads to `to`.

    `alt` says in words what the figure shows. Charts cannot be reached by keyboard, so
    whatever a point leads to stands in a table or a link of the page too. An empty figure
    is drawn as the line that it says.
    """
    if not figure["data"]:
        st.caption(figure["layout"]["meta"])
        return
    chosen = session.scope()
    parts = (key, chosen.year, chosen.collection, "|".join(chosen.kinds), chosen.form_type)
    unique = ":".join(str(part) for part in parts)
    st.plotly_chart(
        _Checked(figure),
        key=unique,
        config={"displayModeBar": False, "responsive": True},
        on_select=partial(_point_picked, unique, to) if to else "ignore",
        selection_mode="points",
        alt=alt,
    )


def link(page: str, label: str, params: Mapping[str, str]) -> None:
    """Draw a link to a page; `label` is read as markdown."""
    st.page_link(journey.page(page), label=label, icon=":material/my_location:", query_params=dict(params))


def reply_sheet(department: str, scope: Scope, done: Sequence[Act]) -> None:
    """Draw the button that makes a department's 反馈表 (xlsx) of the scope's year, when it is pressed."""
    own, name = replace(scope, department=department), say("反馈表", "Reply sheet")
    st.download_button(
        say("下载这个部门的反馈表（Excel）", "The department's reply sheet (Excel)"),
        data=partial(replies.sheet, session.warehouse(), own, tuple(done)),
        file_name=_file_name(f"{department}{name}", "xlsx"),
        key="reply_sheet",
        on_click="ignore",
        icon=":material/outgoing_mail:",
    )


def table(
    frame: pl.DataFrame,
    columns: Mapping[str, Column],
    key: str,
    name: str,
    to: Target | None = None,
    search: bool = False,
    rows: int = 12,
    export: Mapping[str, Column] | None = None,
    page: tuple[int, int] | None = None,
) -> None:
    """
    Draw a table that sorts, filters and exports, and leads somewhere by its rows.

    `frame` stands in the order to be shown; only its columns that `columns` names are
    shown, in the order of `columns`, and those without any value are left out. `name` is
    what files and screen readers call it. Lower tables than `rows` are as high as they need.
    `export` names the columns of files where they are others; `page` (its number from 0, its
    size) is the part of a long table that is sent to the browser, while files hold all of it.
    """
    if frame.is_empty():
        st.caption(say("没有符合条件的记录。", "Nothing fits."))
        return
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small")
    if search and frame.height > 8:
        frame = _matching(frame, columns, key, bar)
    with bar:
        st.caption(say(f"{frame.height:,} 行", f"{frame.height:,} rows"), width="content")
    if frame.is_empty():
        st.caption(say("没有符合条件的记录。", "Nothing fits."))
        return
    shown = frame.head(_MOST_ROWS) if page is None else frame.slice(page[0] * page[1], page[1])
    if frame.height > _MOST_ROWS and page is None:
        with bar:
            st.caption(
                say(f"显示前 {_MOST_ROWS:,} 行，导出含全部", f"first {_MOST_ROWS:,} shown"), width="content"
            )
    kept = _told(frame, columns)
    unique = f"{key}:rows"
    st.dataframe(
        for_screen(shown, kept, session.language()),
        key=unique if to else None,
        hide_index=True,
        height=(min(max(frame.height, 1), rows) + 1) * _ROW + 4,
        row_height=_ROW,
        column_config=screen_config(kept, session.language()),
        placeholder="—",
        on_select=partial(_row_picked, unique, to, shown) if to else "ignore",
        selection_mode="single-row",
        alt=name,
    )
    with bar:
        for label, ending, write in _writers(frame, export or columns, name):
            st.download_button(
                label,
                data=write,
                file_name=_file_name(name, ending),
                key=f"{key}:{ending}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def _told(frame: pl.DataFrame, columns: Mapping[str, Column]) -> dict[str, Column]:
    """Leave out the columns without any value, and those that say what the page says already."""
    known = {"fiscal_year": session.scope().year, "department": st.query_params.get("department")}
    return {
        name: column
        for name, column in columns.items()
        if name in frame.columns
        and frame[name].null_count() < frame.height
        and not (name in known and frame[name].unique().to_list() == [known[name]])
    }


def _writers(
    frame: pl.DataFrame, columns: Mapping[str, Column], name: str
) -> list[tuple[str, str, Callable[[], bytes]]]:
    """Return label, file ending and the function that writes the file when it is asked for."""
    language = session.language()
    return [
        ("Excel", "xlsx", partial(exports.as_xlsx, frame, columns, name, _export_note(), language)),
        ("CSV", "csv", partial(exports.as_csv, frame, columns, language)),
    ]


def _file_name(name: str, ending: str) -> str:
    year = session.scope().year
    demo = say("演示数据", "synthetic") if session.is_synthetic() else ""
    parts = [say("绩效透视", "jixiao"), name, str(year) if year else "", demo]
    return "-".join(part for part in parts if part) + f".{ending}"


def _export_note() -> str:
    year = session.scope().year
    parts = [
        say("绩效透视导出", "Exported by Jixiao"),
        say("演示数据", "synthetic data") if session.is_synthetic() else "",
        str(year) if year else "",
        say("数据版本 ", "generation ") + session.warehouse().build_id,
    ]
    return " · ".join(part for part in parts if part)


def _matching(frame: pl.DataFrame, columns: Mapping[str, Column], key: str, bar: Any) -> pl.DataFrame:
    texts = [name for name in columns if frame.schema.get(name) == pl.String]
    words = bar.text_input(
        say("筛选", "Filter"),
        key=f"q_{key}",
        bind="query-params",
        max_chars=40,
        placeholder=say("筛选：名称、项目、原因…", "Filter the rows…"),
        label_visibility="collapsed",
        icon=":material/search:",
        width=260,
    )
    if not words or not texts:
        return frame
    found = pl.any_horizontal(pl.col(texts).fill_null("").str.contains(words.strip(), literal=True))
    return frame.filter(found)
