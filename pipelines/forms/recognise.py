"""Document → Reading: every form of a file, and the name of what is none."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from pipelines.forms import vocabulary
from pipelines.forms.abreast import abreast
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Header
from pipelines.forms.cut_rows import without_cut_texts
from pipelines.forms.execution_row import with_execution
from pipelines.forms.form import Form, FundLine, Goal, Indicator, Reading
from pipelines.forms.fund_labels import with_one_total
from pipelines.forms.fund_tasks import lists_tasks
from pipelines.forms.funds import read_funds
from pipelines.forms.goals import read_goals
from pipelines.forms.halves import ABREAST, OF_SEVERAL, settle_halves
from pipelines.forms.head import department_in_title, form_type, read_head, read_year, split_code
from pipelines.forms.indicators import read_indicators, reads
from pipelines.forms.inherited import with_inherited
from pipelines.forms.joined import joined
from pipelines.forms.listed import SUMMARY
from pipelines.forms.lying import is_stood_up, lying_apart, read_stood_up
from pipelines.forms.page_marks import without_page_marks
from pipelines.forms.pairs import read_pairs
from pipelines.forms.regions import sections
from pipelines.forms.rows import settled
from pipelines.forms.section import Section
from pipelines.forms.text import fold, key
from pipelines.forms.totals import Totals, total_below
from pipelines.forms.unit import of_one_unit, read_unit
from pipelines.problems import Problem
from pipelines.readers.grid import Document, Grid


def read_forms(document: Document) -> Reading:
    """
    Return the forms of a document in reading order.

    A grid without a form leaves a problem `no_form` that names what it looks like. Bad
    content never raises.
    """
    parts: list[Form | None] = []
    problems: list[Problem] = []
    synthetic = any("演示数据" in cell.text for grid in document.grids for cell in grid.cells)
    for grid in (side for whole in document.grids for side in abreast(settled(whole))):
        found = sections(without_page_marks(grid))
        starts = [section.rows[0].number for section in found[1:]]
        is_cut = any(cell.halved for cell in grid.cells)
        for section, following in zip_longest(found, starts):
            form, ordinal = None, sum(part is not None for part in parts) + 1
            settle_halves(section, grid.layout)
            if section.is_form and _achieved(section):
                last = _last_row(grid, section, following)
                form = _read(document, grid, section, last, ordinal, synthetic)
                form = without_cut_texts(form, grid) if is_cut else form
            if form is not None and _says_something(form):
                parts.append(form)
                continue
            parts.append(None)
            if section.refused or section.blocks or section.title is not None:
                problems.append(_refusal(grid, section))
        if grid.cells and all(cell.hidden for cell in grid.cells):
            problems.append(Problem("no_form", None, f"{grid.name}：整张隐藏，未取值"))
        elif not found and grid.cells:
            problems.append(
                Problem(
                    "no_form",
                    None,
                    f"{grid.name}：没有绩效自评表；读到：{_first_words(grid)}；应有指标表头或资金表头",
                )
            )
    if not document.grids or not any(grid.cells for grid in document.grids):
        problems.append(Problem("no_form", None, "文件里没有文字；应有绩效自评表"))
    problems += (problem for grid in document.grids for problem in grid.problems)
    forms = joined(parts, [grid.name for grid in document.grids])
    return Reading(with_inherited(_numbered(document, forms)), tuple(problems))


def _numbered(document: Document, forms: Sequence[Form]) -> list[Form]:
    """Return the forms numbered from 1, with the identity that goes by their number."""
    return [
        form
        if form.ordinal == number
        else replace(form, ordinal=number, form_id=_form_id(document, form.grid, number))
        for number, form in enumerate(forms, 1)
    ]


def _achieved(section: Section) -> bool:
    """Whether something is reported as done: a target form (目标申报表) has no actual and no score."""
    block = section.block("indicators")
    if block is None:
        return True
    return reads(block.header) or any(
        b.kind in ("funds", "pairs") and _executed(b.header) for b in section.blocks
    )


def _says_something(form: Form) -> bool:
    """Whether it is one of the known forms, or has a value: 自评表 over a table of other money makes none."""
    amounts = (
        amount for line in form.funds for amount in (line.initial, line.adjusted, line.executed, line.amount)
    )
    named = form.form_type != "unknown" or form.total_score is not None
    return named or bool(form.indicators) or any(amount is not None for amount in amounts)


def _executed(header: Header | None) -> bool:
    return header is None or "executed" in header.roles


def _refusal(grid: Grid, section: Section) -> Problem:
    place = section.rows[0].cells[0].place if section.rows else None
    if section.refused in (ABREAST, OF_SEVERAL):
        name = section.refused
    elif section.refused or section.block("list"):
        name = f"{section.refused or SUMMARY}，不是自评表"
    elif section.block("indicators"):
        name = "有指标而没有完成值和得分，像是绩效目标申报表"
    else:
        name = "有标题或资金，没有绩效指标，不是完整的自评表"
    title = f"“{fold(section.title.text)[:30]}”" if section.title is not None else ""
    return Problem("no_form", place, f"{grid.name}{title}：{name}")


def _first_words(grid: Grid) -> str:
    return next((f"“{fold(cell.text)[:20]}”" for cell in grid.cells if cell.text.strip()), "空白")


def _last_row(grid: Grid, section: Section, following: int | None) -> int:
    """Return the last row of a form: hidden rows below its last visible one are its own."""
    last = section.rows[-1].end
    below = [
        c.row for c in grid.cells if c.hidden and c.row > last and (following is None or c.row < following)
    ]
    return max([last, *below])


def _read(document: Document, grid: Grid, section: Section, last: int, ordinal: int, synthetic: bool) -> Form:
    first = section.rows[0].number
    cells = [cell for cell in grid.cells if first <= cell.row <= last and cell.text.strip()]
    claims = Claims(cells)
    head = read_head(section, claims)
    funds: list[FundLine] = []
    goals: list[Goal] = []
    indicators: list[Indicator] = []
    totals = Totals()
    for whole in section.blocks:
        block = lying_apart(whole, grid.layout, claims)
        if block.kind == "funds":
            funds += read_funds(block, grid.layout, claims, len(funds))
            totals.funds = {
                "weight": sum((line.weight for line in funds if line.weight is not None), Decimal(0)),
                "score": sum((line.score for line in funds if line.score is not None), Decimal(0)),
            }
        elif block.kind == "pairs":
            funds += read_pairs(block, grid.layout, claims, len(funds))
        elif block.kind == "goals":
            goals += read_goals(block, grid.layout, claims, len(goals))
        elif is_stood_up(block):
            indicators += read_stood_up(block, grid.layout, claims, len(indicators), totals)
        else:
            indicators += read_indicators(block, grid.layout, claims, len(indicators), totals)
    if indicators and totals.score is None:
        total_below(section.between, claims, totals)
    _rest(section, claims)
    title = fold(section.title.text) if section.title is not None else None
    if section.doubtful and section.title is not None:
        claims.problem(
            "form_or_page",
            section.title.place,
            f"与上一张表同标题、同表头，是其续页还是另一张表无法判断；按另一张表读：{title}",
        )
    texts = [text for goal in goals for text in (goal.planned, goal.achieved) if text]
    year = read_year(section, head, claims, grid.name, texts, document.name)
    kind = form_type(title, head)
    if head.department is None and (name := department_in_title(title)):
        head.department = name
        head.places["department"] = section.title.place if section.title is not None else ""
        claims.problem(
            "department_from_title", head.places["department"], f"表头没有填报单位；取标题中的“{name}”"
        )
    bare, code = split_code(head.department)
    unit, unit_place = read_unit(section, funds, claims)
    if unit_place is not None:
        head.places["unit"] = unit_place
    lists = [row for block in section.blocks if lists_tasks(block) for row in block.rows]
    of_tasks = {cell.place for row in lists for cell in row.cells}
    funds = with_execution(with_one_total(funds, of_tasks), totals, claims)
    lines = of_one_unit(funds, unit, section, claims)
    if head.total_score is None:
        head.total_score = totals.score
    elif totals.score is not None and totals.score != head.total_score:
        claims.problem(
            "total_score_contradicts",
            totals.places["total_score"],
            f"表头总分 {head.total_score} 与表末总分 {totals.score} 不同；取表末",
        )
        head.total_score = totals.score
        head.places["total_score"] = totals.places["total_score"]
    if head.total_score is not None and totals.score is not None:
        head.places.setdefault("total_score", totals.places["total_score"])
    settled, unread = claims.settle()
    return Form(
        form_id=_form_id(document, grid.name, ordinal), grid=grid.name, ordinal=ordinal,
        first_row=first, last_row=last, form_type=kind, title=title, fiscal_year=year,
        department=head.department, department_name=bare, department_code=code,
        supervisor=head.supervisor, project=head.project, unit=unit, synthetic=synthetic,
        funds=lines, goals=tuple(goals), indicators=tuple(indicators), total_weight=totals.weight,
        total_score=head.total_score, grade=head.grade or totals.grade,
        places={**totals.places, **head.places}, problems=tuple(claims.problems),
        unread=unread, claims=settled, layout=grid.layout, moved=claims.moved,
    )  # fmt: skip


def _rest(section: Section, claims: Claims) -> None:
    """Claim what stands beside and between the blocks: block labels, notes, the management questions."""
    for block in section.blocks:
        for row in block.rows:
            for cell in row.cells:
                if claims.free(cell) and (concept := vocabulary.match("block", cell.text)):
                    claims.take(cell, "label", concept.name)
    for row in [*section.between, *section.head]:
        label: str | None = None
        for cell in row.cells:
            if not claims.free(cell):
                continue
            concept = vocabulary.match("block", cell.text)
            if concept or key(cell.text).endswith((":", "：")):
                label = concept.name if concept else "notes"
                claims.take(cell, "label", label)
            elif label in ("notes", "management", "goals") or (
                len(row.cells) == 1 and row in section.between and label
            ):
                claims.take(cell, "value", label)


def _form_id(document: Document, grid: str, ordinal: int) -> str:
    whole = "\x1f".join((document.sha256, document.member or "", grid, str(ordinal)))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
