"""
What one person's visit has at hand: the open warehouse, the scope, the language, the theme.

The one module that touches the environment, and with `controls` and `journey` one of three that touch
Streamlit's session state. Answers of queries are kept by generation and scalars, never by frames:
Streamlit would look at the first and last rows of a frame only.
"""

import os
from collections.abc import Callable
from decimal import Decimal
from importlib import metadata
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar, cast

import streamlit as st

from dashboard.theme import Look
from pipelines.audit import Profile, load_profile, profile_in_force
from pipelines.ledger import Act, Ledger, last_act, ledger_file
from pipelines.ledger import acts as all_acts
from pipelines.problems import SourceError
from pipelines.warehouse.publish import current_file
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

DEFAULT_WAREHOUSE = Path("data/warehouse")


def warehouse_folder() -> Path:
    """The folder of generations: `JIXIAO_WAREHOUSE`, else `data/warehouse`."""
    return Path(os.environ.get("JIXIAO_WAREHOUSE") or DEFAULT_WAREHOUSE)


def raw_folder() -> Path:
    """The folder of collections that uploads go into: `JIXIAO_RAW`, else `raw` beside the warehouse."""
    return Path(os.environ.get("JIXIAO_RAW") or warehouse_folder().absolute().parent / "raw")


def ledger() -> Ledger:
    """The ledger of this warehouse: `JIXIAO_LEDGER`, else the one beside it."""
    return Ledger(Path(os.environ.get("JIXIAO_LEDGER") or ledger_file(warehouse_folder())))


class Acts(tuple[Act, ...]):
    """All that people did with findings; it prints as what names it, so that `ask` need not print each."""

    name = ""

    def __repr__(self) -> str:
        return self.name


def acts() -> Acts:
    """Return all that people did with findings, read anew only where somebody did something more."""
    book = ledger()
    file = book.path.stat() if book.path.is_file() else None
    return _acts(f"acts:{book.path}:{file.st_ino if file else ''}:{last_act(book)}", book)


@st.cache_resource(max_entries=2, show_spinner=False)
def _acts(name: str, _book: Ledger) -> Acts:
    made = Acts(all_acts(_book))
    made.name = name
    return made


def profile() -> Profile:
    """The rule profile in force: the bureau's own beside the ledger, else the default. Raises SourceError."""
    return profile_in_force(ledger().path)


def profile_or_line() -> Profile | str:
    """The profile in force, or the one line that says what is wrong with it."""
    try:
        return profile()
    except SourceError as error:
        return error.line()


def thresholds() -> tuple[Decimal, Decimal]:
    """Of the profile: the lower bound of the best grade, and the rate below which execution is weak."""
    found = profile_or_line()  # the pages that show the profile say what is wrong with it
    rules = load_profile() if isinstance(found, str) else found
    best = max(rules.grades.values(), default=Decimal(90))
    return best, rules.settings(None, None).number("F-09", "yellow")


def known_name() -> str | None:
    """
    Who is looking, where the server knows it; None where a person has to say so.

    From the header that the proxy sets (its name is in `JIXIAO_USER_HEADER`; anyone could forge it
    without a proxy, so it is not read unless named), else `JIXIAO_USER`.
    """
    header = os.environ.get("JIXIAO_USER_HEADER")
    told = st.context.headers.get(header) if header else None
    return (told or os.environ.get("JIXIAO_USER") or "").strip() or None


def typed_name() -> str:
    """Return the name that was typed in this visit; empty where none was."""
    return str(st.session_state.get("_name", ""))


def keep_name(name: str) -> None:
    """Remember for this visit who is writing."""
    st.session_state["_name"] = name.strip()


def turn(begin: bool = False) -> int:
    """Return which hand-in of this visit it is, so that the box for files is a new one each time."""
    now = int(st.session_state.get("_turn", 0)) + begin
    st.session_state["_turn"] = now
    return now


def say_next(text: str) -> None:
    """Let the next run say what became of an act; `text` is read as markdown."""
    st.session_state["_said"] = text


def said() -> str | None:
    """Return what the last run wanted to be said, once."""
    return cast(str | None, st.session_state.pop("_said", None))


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(path: str) -> Warehouse:
    return Warehouse.open_file(Path(path))


@st.cache_resource(max_entries=1, show_spinner=False)
def _empty() -> Warehouse:
    return Warehouse.empty()


def open_warehouse() -> Warehouse:
    """
    Open, for this run, the generation that `CURRENT` names now; an empty one where none is published.

    A new build is seen at the next run, and one run never mixes two. Raises SourceError
    where the file is no warehouse of this version.
    """
    path = current_file(warehouse_folder())
    opened = _empty() if path is None else _opened(str(path))
    st.session_state["_warehouse"] = opened
    return opened


@st.cache_resource(max_entries=8, show_spinner=False)
def _opened_batch(path: str) -> Warehouse:
    return Warehouse.open_file(Path(path))


def open_batch(folder: Path) -> Warehouse:
    """Open the small warehouse of what was handed in; an empty one where nothing is read yet."""
    path = current_file(folder)
    return _empty() if path is None else _opened_batch(str(path))


def warehouse() -> Warehouse:
    """Return the generation of this run."""
    return cast(Warehouse, st.session_state["_warehouse"])


@st.cache_data(max_entries=400, show_spinner=False)
def _answer(
    build_id: str, question: str, scalars: str, _query: Callable[[], object]
) -> object:  # the first three name the answer; the last one finds it
    return _query()


def ask(
    query: Callable[Concatenate[Warehouse, Asked], Answer], *args: Asked.args, **kwargs: Asked.kwargs
) -> Answer:
    """
    Return `query(warehouse, *args, **kwargs)`, kept by generation and arguments.

    The arguments must be scalars, tuples of scalars or a `Scope`: they are told apart by
    how they print.
    """
    opened = warehouse()
    name = f"{query.__module__}.{query.__qualname__}"
    found = _answer(
        opened.build_id, name, repr((args, sorted(kwargs.items()))), lambda: query(opened, *args, **kwargs)
    )
    return cast(Answer, found)


def version() -> str:
    """Return the version of the program that is running."""
    return metadata.version("jixiao")


def scope() -> Scope:
    """Return the scope that the controls above every page were set to in this run."""
    return cast(Scope, st.session_state.get("_scope") or Scope())


def keep_scope(chosen: Scope, synthetic: bool) -> None:
    """Remember what the controls of this run were set to, and whether it holds synthetic data."""
    st.session_state["_scope"] = chosen
    st.session_state["_synthetic"] = synthetic


def mark_synthetic(synthetic: bool) -> None:
    """Remember whether what this page shows is synthetic, for its exports."""
    st.session_state["_synthetic"] = synthetic


def is_synthetic() -> bool:
    """Return True where what this run shows holds synthetic data."""
    return bool(st.session_state.get("_synthetic"))


def language() -> str:
    """Return "zh" or "en": chosen in this visit, else in the address, else Chinese."""
    chosen = st.session_state.get("lang") or st.query_params.get("lang")
    return "en" if chosen == "en" else "zh"


def say(zh: str, en: str) -> str:
    """Return the text in the language of this visit."""
    return en if language() == "en" else zh


def look() -> Look:
    """Return language and theme as this person's browser shows them."""
    return Look(language(), st.context.theme.type == "dark")
