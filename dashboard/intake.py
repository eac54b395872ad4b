"""Handing files in: the box to drop them into, the wait while they are read, the word that lets them in."""

from pathlib import Path

import polars as pl
import streamlit as st

from dashboard import building, controls, journey, rebuild, session, uploads
from dashboard.figures import profile
from dashboard.formats import plain
from dashboard.uploads import Batch
from pipelines.queries import upload as queries
from pipelines.warehouse.inputs import LOOSE
from pipelines.warehouse.publish import current_file

say = session.say


def uploader() -> Batch | None:
    """
    Draw the box for files and return the batch that the address names, once it has been read.

    None where nothing was handed in. While files are read, the page ends with the progress.
    """
    folder = session.warehouse_folder()
    asked = st.query_params.get("batch")
    batch = uploads.find_batch(folder, asked)
    if asked and not batch:
        controls.fell_back("batch", say("新的上传", "a new upload"))
    # Another key once files are kept, so that the box is empty again.
    taken = len(batch.kept()) + len(batch.refused) if batch else 0
    given = st.file_uploader(
        say("自评表文件，或装着它们的 zip；可以一次放多个", "Forms, or a zip of them; several at once"),
        accept_multiple_files=True,
        key=f"files:{session.turn()}:{batch.token if batch else ''}:{taken}",
    )
    if given:
        try:
            batch = batch or uploads.new_batch(folder)
            for file in given:
                uploads.keep(batch, file.name, file.getvalue())
        except OSError as error:
            st.error(
                say("写不了数据仓库的文件夹", "The warehouse cannot be written")
                + f"：{plain(error.strerror)}"
            )
            st.stop()
        journey.address(drop=("form", "place", "done"), batch=batch.token)
        if batch.kept():
            _read(batch)
        st.rerun()
    if batch is None:
        return None
    job = rebuild.job(batch.warehouse)
    if job and job.running:
        building.progress(batch.warehouse, say("正在读", "Reading"))
        st.stop()
    if batch.kept() and current_file(batch.warehouse) is None:
        if job and job.failed:
            st.error(plain(job.failed))
            discard(batch)
            st.stop()
        _read(batch)  # the server was started anew meanwhile
        st.rerun()
    return batch


def _read(batch: Batch) -> None:
    rebuild.start(batch.warehouse, [batch.files], session.ledger().path)


def discard(batch: Batch) -> None:
    """Draw the button that deletes what was handed in; it draws the page anew."""
    if st.button(say("放弃", "Discard"), key="discard", icon=":material/delete:"):
        _forget(batch)
        journey.address(drop=("batch", "form", "place"))
        session.say_next(say("已放弃，没有留下任何文件。", "Discarded; nothing was kept."))
        st.rerun()


def _forget(batch: Batch) -> None:
    uploads.discard(batch)
    rebuild.forget(batch.warehouse)
    session.turn(begin=True)


def admission(batch: Batch, forms: pl.DataFrame) -> None:
    """
    Draw the choice of a collection and the button that lets the batch in.

    `forms` has the columns of `queries.upload.UPLOADED_FORMS`.
    """
    new = queries.new_files(session.open_batch(batch.warehouse), session.warehouse())
    raw = session.raw_folder()
    known = queries.synthetic_collections(session.warehouse())
    synthetic = known.filter("synthetic")["collection"].to_list()
    into, why = None, None
    if new.is_empty():
        st.text(say("没有可入库的新表。", "There is nothing new to let in."))
    elif building.roots() is None:
        building.unknown_roots()
    else:
        into = st.selectbox(
            say("放进哪个批次（选一个，或写一个新的）", "Collection: choose one or type a new one"),
            _collections(raw, known.filter(~pl.col("synthetic"))["collection"].to_list()),
            index=None,
            key="into",
            bind="query-params",
            accept_new_options=True,
            placeholder=say("如：2024年度自评", "e.g. 2024"),
        )
        if into:
            demo, real = profile.is_synthetic(forms), not forms["synthetic"].all()
            why = uploads.refused_collection(into, raw, synthetic, demo, real)
        if why:
            st.error(plain(why))
    with st.container(horizontal=True, gap="small"):
        pressed = st.button(
            say(f"确认入库（{new.height} 个文件）", f"Let {new.height} files in"), key="admit",
            type="primary", icon=":material/check:", disabled=not into or bool(why),
        )  # fmt: skip
        discard(batch)
    if pressed and into and not why:
        _admit(batch, raw, into.strip(), [Path(path) for path in new["path"].to_list()])


def _admit(batch: Batch, raw: Path, collection: str, files: list[Path]) -> None:
    try:
        stand = uploads.admit(raw, collection, files)
    except OSError as error:
        st.error(
            say("写不了原始文件的文件夹", "The folder of forms cannot be written")
            + f"：{plain(error.strerror)}"
        )
        return
    building.begin()
    _forget(batch)
    journey.address(drop=("batch", "form", "place"), done=collection)
    session.say_next(
        say(
            f"{len(stand)} 个文件的原件已存入批次“{plain(collection)}”，正在重建数据版本。",
            f"{len(stand)} files were kept in “{plain(collection)}”; a new generation is being built.",
        )
    )
    st.rerun()


def _collections(raw: Path, real: list[str]) -> list[str]:
    folders = [path.name for path in raw.iterdir() if path.is_dir()] if raw.is_dir() else []
    return sorted({name for name in (*folders, *real) if not name.startswith(".")} - {LOOSE})


def admitted() -> None:
    """Draw the way to what was let in, once a generation holds it."""
    done = st.query_params.get("done")
    if done and done in queries.synthetic_collections(session.warehouse())["collection"].to_list():
        st.button(
            say(f"在总览里看“{plain(done)}”", f"See “{plain(done)}”"), key="see", icon=":material/dashboard:",
            on_click=journey.go, args=("", {"collection": done}),
        )  # fmt: skip
