"""
Choices that pages offer: whatever is chosen stands in the address.

Where the words on screen are the value, Streamlit binds the widget to the address itself;
where they differ (a language, a code), the choice is written here.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from dashboard import journey, session

say = session.say


def switch(
    param: str, options: Mapping[str, str], label: str, default: str | None = None, sticky: bool = False
) -> str:
    """
    Draw a choice of a few named things and return the chosen key of `options`.

    The address holds the key, not the words on screen; a key that is none of the options
    falls back to the default, with a note that says so. A sticky choice goes along from
    page to page. The key "" is the choice that the address does without.
    """
    if sticky:
        journey.carry(param)
    first = default if default is not None and default in options else next(iter(options))
    asked = st.query_params.get(param)
    now = asked if asked is not None and asked in options else first
    key = f"{param}:{now}:{'|'.join(options.values())}"  # words may hold counts, which change
    st.segmented_control(
        label,
        list(options.values()),
        default=options[now],
        required=True,
        key=key,
        on_change=partial(_switched, key, param, {word: name for name, word in options.items()}),
    )
    if asked is not None and asked not in options:
        fell_back(param, options[now])
    return now


def _switched(key: str, param: str, names: Mapping[str, str]) -> None:
    chosen = st.session_state.get(key)
    if isinstance(chosen, str) and chosen in names:
        _set(param, names[chosen])
    elif chosen is None:
        _drop(param)


def _set(param: str, value: str) -> None:
    if value:
        st.query_params[param] = value
    else:
        _drop(param)


def choose(param: str, options: Mapping[str, str], label: str, nothing: str, width: int = 320) -> str | None:
    """
    Draw a choice of one of many named things and return the chosen key of `options`, None for none.

    The address holds the key. `nothing` stands in the box where none is chosen.
    """
    asked = st.query_params.get(param)
    now = asked if asked in options else None
    key = f"{param}:{now}:{hash(tuple(options.items()))}"
    st.selectbox(
        label,
        list(options.values()),
        index=None if now is None else list(options).index(now),
        key=key,
        on_change=partial(_switched, key, param, {word: name for name, word in options.items()}),
        placeholder=nothing,
        width=width,
    )
    if asked is not None and now is None:
        fell_back(param, nothing)
    return now


def several(param: str, options: Mapping[str, str], label: str) -> tuple[str, ...]:
    """Draw a choice of any of a few named things; the address holds their keys, joined by commas."""
    asked = st.query_params.get(param, "")
    now = tuple(name for name in options if name in asked.split(","))
    key = f"{param}:{','.join(now)}:{'|'.join(options.values())}"
    st.pills(
        label,
        list(options.values()),
        selection_mode="multi",
        default=[options[name] for name in now],
        key=key,
        on_change=partial(_several, key, param, {word: name for name, word in options.items()}),
    )
    if asked and not now:
        fell_back(param, say("全部", "all"))
    return now


def _several(key: str, param: str, names: Mapping[str, str]) -> None:
    words = st.session_state.get(key) or []
    _set(param, ",".join(name for word, name in names.items() if word in words))


def search(param: str, label: str) -> str:
    """Draw a box for words to look for, bound to the address."""
    words = st.text_input(
        label, key=param, bind="query-params", max_chars=40, icon=":material/search:", width=190,
        placeholder=say("单位、项目、说明…", "department, project…"),
    )  # fmt: skip
    return (words or "").strip()


def closing(param: str, table: str) -> Callable[[], None]:
    """Return what closes a drawer: its parameter leaves the address, the row of `table` is let go."""
    return partial(_close, param, f"{table}:rows")


def _close(param: str, rows: str) -> None:
    _drop(param)
    if rows in st.session_state:
        st.session_state[rows] = {"selection": {"rows": [], "columns": [], "cells": []}}


def fell_back(param: str, shown: str) -> None:
    """Say that a parameter of the address was not usable, and what is shown instead."""
    st.caption(
        say(
            f"地址中的 {param} 无法使用，已改为显示“{shown}”。",
            f"The address has an unusable {param}; showing “{shown}”.",
        )
    )


def checked(param: str, options: Sequence[str]) -> str | None:
    """Return the parameter where it is one of the options, else None; a bad one is said."""
    asked = st.query_params.get(param)
    if asked is None or asked in options:
        return asked
    fell_back(param, say("全部", "all"))
    return None


def clear(param: str, label: str) -> None:
    """Draw a button that takes a parameter out of the address."""
    st.button(
        label, key=f"clear:{param}", icon=":material/close:", type="tertiary", on_click=_drop, args=(param,)
    )


def clear_all(params: Sequence[str], label: str) -> None:
    """Draw a button that takes the parameters out of the address, where any of them stands there."""
    given = [param for param in params if param in st.query_params]
    if given:
        st.button(
            label, key=f"clear:{'|'.join(given)}", icon=":material/close:", type="tertiary",
            on_click=journey.address, args=(tuple(given),),
        )  # fmt: skip


def _drop(param: str) -> None:
    if param in st.query_params:
        del st.query_params[param]


def percent_slider(param: str, label: str, default: int) -> float:
    """Draw a threshold in percent, bound to the address, and return it as a fraction."""
    value = st.slider(
        label, 0, 100, default, step=5, format="%d%%", key=param, bind="query-params", width=200
    )
    return value / 100


def pick_department(names: Sequence[str], label: str) -> str | None:
    """Draw a choice of one department, bound to the address; one alone is chosen already."""
    asked = st.query_params.get("department")
    chosen = st.selectbox(
        label,
        names,
        index=0 if len(names) == 1 else None,
        key="department",
        bind="query-params",
        placeholder=say("输入或选择部门", "Type or choose"),
        width=380,
    )
    if asked and asked not in names:
        fell_back("department", chosen or say("部门列表", "the list"))
    return chosen


def pick_departments(names: Sequence[str], label: str, most: int, width: int = 420) -> list[str]:
    """Draw a choice of several departments, bound to the address; `department` in it is one of them."""
    asked = st.query_params.get("department")
    return st.multiselect(
        label,
        names,
        default=[asked] if asked in names else None,
        key="departments",
        bind="query-params",
        max_selections=most,
        select_all=False,
        placeholder=say("选择部门", "Choose departments"),
        width=width,
    )


def pages(count: int, size: int, label: str, unit: str) -> int:
    """Draw a choice of pages of `size` things where there is more than one; return it, from 0."""
    last = max(math.ceil(count / size), 1)
    if last == 1:
        return 0
    options = {
        str(at + 1): say(f"第 {at + 1:,} {unit}", f"{at + 1:,}")
        if size == 1
        else say(f"第 {at * size + 1:,}–{min((at + 1) * size, count):,} {unit}", f"{at * size + 1:,}–")
        for at in range(last)
    }
    asked = st.query_params.get("page")
    now = asked if asked in options else "1"
    key = f"page:{now}"
    st.selectbox(
        label,
        list(options.values()),
        index=int(now) - 1,
        key=key,
        on_change=partial(_switched, key, "page", {word: name for name, word in options.items()}),
        label_visibility="collapsed",
        width=190,
    )
    return int(now) - 1


def pick_level(levels: Sequence[str], label: str) -> str | None:
    """Draw a choice of one 一级指标, bound to the address; None is all."""
    asked = st.query_params.get("level")
    chosen = st.selectbox(
        label,
        levels,
        index=None,
        key="level",
        bind="query-params",
        placeholder=say("全部", "All"),
        width=240,
    )
    if asked and asked not in levels:
        fell_back("level", chosen or say("全部", "all"))
    return chosen
