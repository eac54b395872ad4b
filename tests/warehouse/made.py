"""Makers for tests: forms as the parser hands them on, and a warehouse of them through the real store."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.forms.corrections import Corrected
from pipelines.forms.form import Claim, Form, FundLine, Goal, Indicator, Quantity, Reading, Unread
from pipelines.problems import Problem
from pipelines.readers.grid import Cell, Document, Grid, Layout
from pipelines.warehouse.inputs import FileSpec
from pipelines.warehouse.judged import Judge
from pipelines.warehouse.parts import PartWriter
from pipelines.warehouse.publish import generation_name, publish, unfinished_file
from pipelines.warehouse.roster import Department, Roster, Rosters, make_roster
from pipelines.warehouse.rows import Rows
from pipelines.warehouse.store import building
from pipelines.warehouse.warehouse import Warehouse

COLLECTION = "甲区"
BUILT_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def fund(
    kind: str,
    budget: str | None,
    executed: str | None,
    initial: str | None = None,
    breakdown: str | None = None,
    rate: str | None = None,
    row: int = 5,
) -> FundLine:
    """A fund line; its breakdown follows from its kind unless it is said."""
    group = {"total": "total", "basic": "structure", "project": "structure"}.get(kind, "source")
    where = {"adjusted": f"R{row}C3", "executed": f"R{row}C4", "rate_pct": f"R{row}C5"}
    return FundLine(
        kind,
        kind,
        breakdown or group,
        0 if kind == "total" else 1,
        number(initial),
        number(budget),
        number(executed),
        number(rate),
        place=f"R{row}C1",
        places=where,
    )


def indicator(
    name: str,
    weight: str | None,
    score: str | None,
    level1: str | None = "产出指标",
    level2: str | None = "数量指标",
    row: int = 20,
    reason: str | None = None,
    level1_weight: str | None = None,
) -> Indicator:
    return Indicator(
        name,
        level1,
        level2,
        None,
        "≥90%",
        "80%",
        number(weight),
        number(score),
        reason,
        Quantity(">=", Decimal(90), "%"),
        Quantity("", Decimal(80), "%"),
        number(level1_weight),
        place=f"R{row}",
        places={"name": f"R{row}C3", "weight": f"R{row}C6", "score": f"R{row}C7"},
    )


@dataclass
class Made:
    """One file with one form; anything may be said, the rest is a plain overall form."""

    department: str | None = "甲局"
    year: int | None = 2023
    funds: Sequence[FundLine] = ()
    indicators: Sequence[Indicator] = ()
    form_type: str = "department_overall"
    project: str | None = None
    supervisor: str | None = None
    unit: str | None = "元"
    path: str | None = None
    content: str | None = None
    total_score: str | None = None
    total_weight: str | None = None
    synthetic: bool = False
    problems: Sequence[Problem] = ()
    unread: Sequence[Unread] = ()
    collection: str = COLLECTION
    cells: Sequence[Cell] = field(default_factory=lambda: (Cell(1, 1, "部门整体支出绩效自评表", 1, 9),))
    claims: Sequence[Claim] = (Claim("R1C1", "value", "title"),)

    def file(self) -> tuple[FileSpec, Document, Corrected]:
        name = "·".join(str(part) for part in (self.year, self.department, self.project, self.form_type))
        path = self.path or f"{self.collection}/{name}.xlsx"
        sha256 = hashlib.sha256((self.content or path).encode()).hexdigest()
        spec = FileSpec(f"/somewhere/{path}", path, self.collection)
        grid = Grid("Sheet1", Layout.RULED, tuple(self.cells))
        document = Document(spec.path, None, sha256, "application/xlsx", (grid,), 1000)
        form = Form(
            hashlib.sha256(f"{sha256} 1".encode()).hexdigest()[:16],
            "Sheet1",
            1,
            1,
            40,
            self.form_type,
            "部门整体支出绩效自评表",
            self.year,
            self.department,
            self.department,
            None,
            self.supervisor,
            self.project,
            self.unit,
            self.synthetic,
            tuple(self.funds),
            (Goal("目标", None, "完成", None, {"planned": "R10C2"}),),
            tuple(self.indicators),
            number(self.total_weight),
            number(self.total_score),
            None,
            {"total_score": "R39C8", "department": "R3C2"},
            tuple(self.problems),
            tuple(self.unread),
            tuple(self.claims),
        )
        return spec, document, Corrected(Reading((form,), ()))


def overall(department: str, year: int, budget: str | None, executed: str | None, **more: object) -> Made:
    """An overall form of one total line."""
    return replace(Made(department, year, (fund("total", budget, executed),)), **more)  # type: ignore[arg-type]


def rosters(*departments: Department, collection: str = COLLECTION) -> Rosters:
    return Rosters({collection: make_roster(departments)}, Roster())


def write(
    folder: Path, made: Iterable[Made], known: Rosters | None = None, judge: Judge | None = None
) -> Path:
    """Build and publish a generation of these files; return its file."""
    rows = Rows()
    for one in made:
        rows.add(*one.file())
    return write_rows(folder, rows, known, judge)


def write_rows(folder: Path, rows: Rows, known: Rosters | None = None, judge: Judge | None = None) -> Path:
    unfinished = unfinished_file(folder)
    with TemporaryDirectory() as parts, building(unfinished) as store:
        writer = PartWriter(Path(parts), "one")
        writer.write(rows.frames())
        store.stage([writer.finish("made", []).folder])
        store.commit(known or Rosters())
        checksum = store.checksum()
        if judge is not None:
            store.judge(judge)
        generation = generation_name(folder, BUILT_AT, checksum)
        store.sign(generation, BUILT_AT, checksum, 0.0)
    return publish(unfinished, generation)


def warehouse(
    folder: Path, *made: Made, known: Rosters | None = None, judge: Judge | None = None
) -> Warehouse:
    """The warehouse of these files, open."""
    write(folder, made, known, judge)
    return Warehouse.open(folder)
