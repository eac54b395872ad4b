"""A new generation while people look: how far it is, how the last one ended, the button for another."""

from datetime import datetime, timedelta
from pathlib import Path

import streamlit as st

from dashboard import rebuild, session
from dashboard.formats import plain
from pipelines.warehouse.roots import recorded_roots

say = session.say

#: For so long the page says how the last build ended.
_SAID_FOR = timedelta(minutes=10)


def roots() -> list[Path] | None:
    """
    Return what a new generation is built from: as the published one, and what was uploaded.

    None where nobody noted what the published one was built from.
    """
    found = recorded_roots(session.warehouse_folder())
    raw = session.raw_folder()
    if found is None or not raw.is_dir() or raw.resolve() in {path.resolve() for path in found}:
        return found
    # First, since a file that is reached twice belongs to the first: there the folder names the collection.
    return [raw, *found]


def begin() -> None:
    """Build a new generation in the background; `roots` must be known."""
    rebuild.start(session.warehouse_folder(), roots() or [], session.ledger().path)


def unknown_roots() -> None:
    """Say that the published generation does not tell what it was built from."""
    st.warning(
        say(
            "现有的数据版本没有记下它由哪些文件夹建成，不能在这里重建。请先运行一次 `jixiao build 文件夹`。",
            "The published generation does not say which folders it was built from. "
            "Run `jixiao build FOLDER` once.",
        )
    )


def state() -> None:
    """Draw the progress of the build that runs, or how the last one ended; and what the last act gave."""
    if text := session.said():
        st.success(text)
    job = rebuild.job(session.warehouse_folder())
    if job is None:
        return
    if job.running:
        progress(session.warehouse_folder(), say("正在重建，别人照常查看", "Building; others go on looking"))
    elif job.ended and datetime.now() - job.ended < _SAID_FOR:
        at = job.ended.strftime("%H:%M")
        if job.failed:
            st.error(f"{say('重建没有成功，原来的数据版本不变', 'The build failed')}：{plain(job.failed)}")
        else:
            st.success(
                say(
                    f"{at} 已重建：{job.forms} 张表，数据版本 {plain(job.generation)}",
                    f"Built at {at}: {job.forms} forms, generation {plain(job.generation)}",
                ),
                icon=":material/check:",
            )


@st.fragment(run_every=1.0)
def progress(folder: Path, words: str) -> None:
    """Draw how far the build of `folder` is, each second, and the whole page anew when it has ended."""
    job = rebuild.job(folder)
    if job is None or not job.running:
        st.rerun()
    told = f"{job.done:,} / {job.total:,}" if job.total else say("准备中", "starting")
    st.progress(job.done / job.total if job.total else 0.0, text=f"{words} · {told}")


def button(waiting: int) -> None:
    """Draw 「现在重建」, with how many records wait for it."""
    job = rebuild.job(session.warehouse_folder())
    line = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with line:
        st.caption(
            say(
                f"{waiting} 条更正或撤回还没有生效，下次重建时生效。"
                if waiting
                else "更正在下次重建时生效。",
                f"{waiting} records wait for the next build." if waiting else "Corrections wait for a build.",
            ),
            width="content",
        )
        if roots() is not None and st.button(
            say("现在重建", "Build now"),
            key="build_now",
            icon=":material/refresh:",
            type="primary" if waiting else "secondary",
            disabled=bool(job and job.running),
        ):
            begin()
            st.rerun()
    if roots() is None:
        unknown_roots()
