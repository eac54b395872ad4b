"""
Known errors of published forms, as records: what is printed, what it should be, who says so and why.

A correction is bound to one content (sha256) and one place, and guards itself with what is
printed there: where it does not find that, it does nothing and says so. It replaces the text
of a cell before recognition, so that all that follows from the cell follows from the
corrected text; or it gives a field that the form prints nowhere, such as its unit.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.forms.form import Form, Reading
from pipelines.forms.money import YUAN_IN_UNIT
from pipelines.forms.recognise import read_forms
from pipelines.forms.text import fold
from pipelines.problems import Problem, SourceError
from pipelines.readers.grid import Cell, Document, Grid

#: Fields that a correction may give where no cell holds them, and what a value must look like.
FIELDS: Mapping[str, re.Pattern[str]] = {
    "unit": re.compile("|".join(YUAN_IN_UNIT)),
    "fiscal_year": re.compile(r"(?:19|20)\d\d"),
    "department": re.compile(r"(?s).{1,100}"),
    "project": re.compile(r"(?s).{1,200}"),
}
PLACE = re.compile(r"R([1-9]\d{0,6})C([1-9]\d{0,4})")

#: Problems that a given field answers: once it is given they are no question any more.
_ANSWERED = {
    "unit": {"unit_missing", "unit_contradicts", "unit_inherited"},
    "fiscal_year": {"year_from_goals", "year_from_file_name", "year_inherited", "year_contradicts"},
    "department": {"department_from_title"},
    "project": set[str](),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """
    One record. Either `place` (of a cell, in `grid`) or `field` (of the form `form`) is given.

    `printed` is the text of the cell as it was when the record was made, or what the form gave
    for the field; "" and None both mean nothing.
    """

    id: str  #: "L12" of the ledger, "S-1a2b3c4d" of the file that is shipped
    document: str  #: sha256 of the file's (or member's) own bytes
    value: str
    reason: str
    who: str
    when: str  #: ISO 8601; a date or a time in UTC
    place: str | None = None
    grid: str | None = None  #: None: the only grid of its document
    field: str | None = None
    form: int = 1  #: which form of the document a field belongs to, from 1
    printed: str | None = None
    path: str | None = None  #: where the document was when it was corrected
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one correction: `status` is "applied", "mismatch" or "replaced" (by a later one)."""

    correction: Correction
    status: str
    form_id: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document's reading after its corrections, and what became of each."""

    reading: Reading
    outcomes: tuple[Outcome, ...] = ()
    cells: Mapping[tuple[str, str], Correction] = field(default_factory=dict)  #: by grid and place


def read_corrected(document: Document, corrections: Sequence[Correction] = ()) -> Corrected:
    """
    Read a document's forms as corrected.

    Corrections of other documents are passed over; of several on one place the last one holds.
    Never raises for bad content. A correction that was applied leaves a problem `corrected` at its
    place, one whose guard failed a problem `correction_mismatch`.
    """
    mine = [one for one in corrections if one.document == document.sha256]
    if not mine:
        return Corrected(read_forms(document))
    last = {_target(one, document): one for one in mine}
    held = list(last.values())
    outcomes = [Outcome(one, "replaced") for one in mine if one not in held]
    document, cells, misses = apply(document, [one for one in held if one.place])
    reading = read_forms(document)
    reading, given = _give(reading, [one for one in held if not one.place])
    problems = list(reading.problems)
    for (grid, _), one in cells.items():
        form = _around(reading.forms, grid, one.place or "")
        outcomes.append(Outcome(one, "applied", form.form_id if form else None))
        noted = Problem("corrected", one.place, _said(one))
        if form is None:
            problems.append(noted)
        else:
            new = replace(form, problems=(*form.problems, noted))
            reading = replace(reading, forms=tuple(new if f is form else f for f in reading.forms))
    for one, message in misses:
        outcomes.append(Outcome(one, "mismatch", message=message))
    outcomes += given
    problems += [
        Problem("correction_mismatch", one.correction.place, one.message or "")
        for one in outcomes
        if one.status == "mismatch"
    ]
    return Corrected(replace(reading, problems=tuple(problems)), tuple(outcomes), cells)


def apply(
    document: Document, corrections: Iterable[Correction]
) -> tuple[Document, dict[tuple[str, str], Correction], list[tuple[Correction, str]]]:
    """
    Replace the text of cells.

    Returns:
        The document, the corrections applied by grid and place, and those not applied, each with the
        reason: what was found and what was expected.
    """
    applied: dict[tuple[str, str], Correction] = {}
    misses: list[tuple[Correction, str]] = []
    grids = list(document.grids)
    for one in corrections:
        number = _grid_number(grids, one.grid)
        if number is None:
            found = "、".join(grid.name for grid in grids)
            misses.append((one, f"更正{one.id}未应用：读到工作表：{found}；应为：{one.grid or '只有一张'}"))
            continue
        changed = _changed(grids[number], one)
        if isinstance(changed, str):
            misses.append((one, f"更正{one.id}未应用：{one.place} {changed}"))
        else:
            grids[number] = changed
            applied[changed.name, one.place or ""] = one
    return replace(document, grids=tuple(grids)), applied, misses


def of_files(corrections: Sequence[Correction], sha256s: Iterable[str]) -> tuple[Correction, ...]:
    """Return the corrections of documents among the contents, in their order."""
    wanted = frozenset(sha256s)
    return tuple(one for one in corrections if one.document in wanted)


def locate(document: Document, place: str) -> tuple[str, str, str]:
    """
    Find a cell by `R15C6`, or by `grid!R15C6` in a document of several grids.

    Returns:
        The grid's name, the bare place, and the cell's text ("" where no cell stands).

    Raises:
        SourceError: no such place, or which grid is meant is not said.
    """
    name, _, bare = place.rpartition("!")
    number = _grid_number(document.grids, name or None)
    if number is None:
        grids = "、".join(grid.name for grid in document.grids)
        raise SourceError("correction_wrong", f"工作表：{grids}", "位置前写明其中一张：工作表!R15C6")
    if not PLACE.fullmatch(bare):
        raise SourceError("correction_wrong", f"位置“{bare}”", "R15C6 这样的行列")
    cell = document.grids[number].by_place.get(bare)
    return document.grids[number].name, bare, cell.text if cell else ""


def wrong(correction: Correction) -> str | None:
    """Return what is wrong with a record by itself (Chinese, one line), or None."""
    if bool(correction.place) == bool(correction.field):
        return "位置（place）与字段（field）应写且只写一个"
    if correction.place and not PLACE.fullmatch(correction.place):
        return f"读到位置“{correction.place}”；应为 R15C6 这样的行列"
    if correction.field and correction.field not in FIELDS:
        return f"读到字段“{correction.field}”；应为：{'、'.join(FIELDS)}"
    if correction.field and not FIELDS[correction.field].fullmatch(correction.value):
        return f"{correction.field} 读到“{correction.value}”；应为：{_EXPECTED[correction.field]}"
    if not correction.reason.strip():
        return "没有写理由（reason）"
    if not re.fullmatch(r"[0-9a-f]{64}", correction.document):
        return "document 应为文件内容的 sha256（64 位十六进制）"
    return "form 应从 1 数起" if correction.form < 1 else None


_EXPECTED = {
    "unit": "、".join(YUAN_IN_UNIT),
    "fiscal_year": "四位年份",
    "department": "1–100 字的单位名称",
    "project": "1–200 字的项目名称",
}


def _target(one: Correction, document: Document) -> tuple[object, ...]:
    if one.place:
        number = _grid_number(document.grids, one.grid)
        return ("place", one.grid if number is None else number, one.place)
    return ("field", one.field, one.form)


def _grid_number(grids: Sequence[Grid], name: str | None) -> int | None:
    if name is None:
        return 0 if len(grids) == 1 else None
    return next((number for number, grid in enumerate(grids) if grid.name == name), None)


def _changed(grid: Grid, one: Correction) -> Grid | str:
    """Return the grid with the cell's text replaced, or why it is not."""
    cell = grid.by_place.get(one.place or "")
    found = "" if cell is None else cell.text
    if fold(found) != fold(one.printed or ""):
        return f"读到“{fold(found)[:40]}”；应为“{fold(one.printed or '')[:40]}”"
    if cell is not None:
        new = replace(cell, text=one.value, stored=None, halved=False)
        return replace(grid, cells=tuple(new if c is cell else c for c in grid.cells))
    place = PLACE.fullmatch(one.place or "")
    if place is None:
        return f"读到位置“{one.place}”；应为 R15C6 这样的行列"
    row, column = int(place[1]), int(place[2])
    last = max((c.row + c.rows - 1 for c in grid.cells), default=0)
    if row > last:
        return f"读到末行 R{last}；应为不小于 R{row}"
    if cover := _covering(grid, row, column):
        return f"此处并在单元格 {cover.place} 之内；应写它的位置"
    cells = sorted((*grid.cells, Cell(row, column, one.value)), key=lambda c: (c.row, c.column))
    return replace(grid, cells=tuple(cells))


def _covering(grid: Grid, row: int, column: int) -> Cell | None:
    for c in grid.cells:
        if c.row <= row < c.row + c.rows and c.covers(column):
            return c
    return None


def _give(reading: Reading, corrections: Iterable[Correction]) -> tuple[Reading, list[Outcome]]:
    """Give fields to forms that print none; the guard is what the form gave by itself."""
    forms = list(reading.forms)
    outcomes: list[Outcome] = []
    for one in corrections:
        if one.form > len(forms):
            message = f"更正{one.id}未应用：读到 {len(forms)} 张表；应有第 {one.form} 张"
            outcomes.append(Outcome(one, "mismatch", message=message))
            continue
        form = forms[one.form - 1]
        printed = read_field(form, one.field or "")
        if (printed or "") != (one.printed or ""):
            shown = [f"“{text}”" if text else "没有印" for text in (printed, one.printed)]
            message = f"更正{one.id}未应用：{one.field} 读到{shown[0]}；应为{shown[1]}"
            outcomes.append(Outcome(one, "mismatch", form.form_id, message))
            continue
        forms[one.form - 1] = _given(form, one)
        outcomes.append(Outcome(one, "applied", form.form_id))
    return replace(reading, forms=tuple(forms)), outcomes


def read_field(form: Form, name: str) -> str | None:
    """Return what a form gave for a field of `FIELDS`, as text; None where nothing."""
    value = getattr(form, name) if name in FIELDS else None
    return None if value is None else str(value)


def _given(form: Form, one: Correction) -> Form:
    kept = [p for p in form.problems if p.code not in _ANSWERED[one.field or ""]]
    problems = (*kept, Problem("corrected", form.places.get(one.field or ""), _said(one)))
    if one.field == "unit":
        return replace(form, unit=one.value, problems=problems)
    if one.field == "fiscal_year":
        return replace(form, fiscal_year=int(one.value), problems=problems)
    if one.field == "project":
        return replace(form, project=one.value, problems=problems)
    # What is printed stays what is printed; the name is what everything else goes by.
    return replace(form, department_name=one.value, problems=problems)


def _around(forms: Sequence[Form], grid: str, place: str) -> Form | None:
    match = PLACE.fullmatch(place)
    row = int(match[1]) if match else 0
    own = next((f for f in forms if f.grid == grid and f.first_row <= row <= f.last_row), None)
    elsewhere = f"{grid}!{place}"  # a form that goes on in another grid
    return own or next((f for f in forms if any(c.place == elsewhere for c in f.claims)), None)


def _said(one: Correction) -> str:
    printed = f"印的是“{fold(one.printed)[:40]}”" if one.printed else "没有印"
    what = f"{one.field}：" if one.field else ""
    value = fold(one.value)[:40] or "空白"
    return f"{what}{printed}，按“{value}”读：{fold(one.reason)}（{one.who}，{one.when[:10]}，{one.id}）"
