"""
Where clicks lead, and how the address tells it.

Beside `session` and `controls` the one module that touches Streamlit's session state.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

#: Parameters of the controls above every page, which keep themselves.
_HEAD = ("year", "collection", "kind", "type", "lang")


def picked_row(key: str) -> int | None:
    """Return the index of the row that was picked in the table `key`, None where it was let go."""
    rows = st.session_state[key]["selection"]["rows"]
    return int(rows[0]) if rows else None


def picked_point(key: str) -> list[Any] | None:
    """Return the `customdata` of the point that was picked in the chart `key`, None where it has none."""
    points = st.session_state[key]["selection"]["points"]
    data = points[0].get("customdata") if points else None
    return data if isinstance(data, list) or data is None else [data]


def go(page: str | None, params: Mapping[str, Any]) -> None:
    """
    Note where the click of this callback leads: to another page, or (None) to this one.

    Year and collection belong to the controls above every page and are set there. Values of
    None are left out.
    """
    given = {name: str(value) for name, value in params.items() if value is not None}
    for name in {"year", "collection"} & given.keys():
        st.session_state[name] = given.pop(name)
    if page is not None:
        st.session_state["_go"] = (page, given)
        return
    for name, value in given.items():
        if name in st.session_state:  # a widget of this page is bound to it
            st.session_state[name] = value
        else:
            st.query_params[name] = value


def show(**params: str) -> None:
    """Put parameters into the address, as a step that Back undoes, and draw the page anew."""
    address(**params)
    st.rerun()


def address(drop: Sequence[str] = (), **params: str) -> None:
    """Put parameters into the address of this page and take others out; the caller draws it anew."""
    for name in drop:
        if name in st.query_params:
            del st.query_params[name]
    for name, value in params.items():
        st.query_params[name] = value


def keep_pages(pages: Mapping[str, Any]) -> None:
    """Remember the pages of this run by their addresses."""
    st.session_state["_pages"] = pages


def page(address: str) -> Any:
    """Return the page at `address`, for a link."""
    return st.session_state["_pages"][address]


def follow(here: str) -> None:
    """Go where the last click leads, if it leads to another page; `here` is the address of this one."""
    going = st.session_state.pop("_go", None)
    if going:
        address, params = going
        left = st.session_state.setdefault("_left", {})
        left[here] = (params, _own())
        st.switch_page(page(address), query_params=params)


def come_back(here: str) -> None:
    """
    Bring back what was chosen on this page when Back leads to it from where a click had led.

    A click that leads to another page puts the other page's parameters into this page's entry of the
    browser's history, in place of its own.
    """
    before = st.session_state.get("_here")
    st.session_state["_here"] = here
    left = st.session_state.get("_left", {}).get(here)
    if before in (None, here) or left is None:
        return
    given, own = left
    if {name: values[0] for name, values in _own().items()} != given:
        return
    for name in given.keys() - own.keys():
        del st.query_params[name]
    if own:
        st.query_params.update(own)
    st.rerun()  # widgets that are bound to the address read it when a run begins


def _own() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in _HEAD}


def carry(param: str) -> None:
    """
    Bring a choice along to another page of this visit.

    On the same page the address alone decides, or Back could not undo a choice.
    """
    here = st.context.url
    kept = st.session_state.get(f"_kept:{param}")
    if param not in st.query_params and kept and kept[0] != here:
        st.query_params[param] = kept[1]
    now = st.query_params.get(param)
    st.session_state[f"_kept:{param}"] = (here, now) if now else None
