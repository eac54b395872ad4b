"""
A column of money under a heading that decides nothing, where the printed rates decide.

What was executed ÷ the budget is the rate that the form prints itself: the one column that gives
every line's rate is what is missing. A column that they do not decide stays of unknown meaning.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Column, Header
from pipelines.forms.form import AMOUNTS
from pipelines.forms.fund_figures import number_for
from pipelines.forms.rows import Row
from pipelines.forms.text import fold, key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

#: What may be a budget after its change, or the change itself.
_CHANGED = re.compile("(?:预算|指标|本年|年中|年度)*(?:调整|变更)(?:数|额|金额|情况)?")
#: So many different lines tell a column; or one whose rate is neither 0 nor 100 %.
_ENOUGH_LINES = 2
_WHOLE_PCT = Decimal(100)
#: A rate without % that is higher is in per cent; a share of fewer than two places tells nothing.
_MOST_AS_SHARE = Decimal(2)
_COARSE_SHARE = Decimal("0.1")

#: A line's figures by the index of their column.
_Line = dict[int, Cell]


def told_by_rates(header: Header, rows: Sequence[Row], layout: Layout, claims: Claims) -> Header:
    """
    Return the headings with the one column decided that gives the rates of all lines; a problem says so.

    It is the budget (the adjusted one, where the lines deny the initial one), or what was executed where
    the budget is known. The headings as they are where nothing is missing or decided.
    """
    found = None if header.blurred else _decided(header.columns, rows, layout)
    if found is None:
        return header
    at, roles = found
    cell = header.columns[at].cell
    meant = "执行数" if roles[at] == "executed" else "全年预算数"
    claims.problem(
        "column_by_rate",
        cell.place,
        f"表头“{fold(cell.text)}”的意思不能确定；各行印出的执行率只与此列相符，按{meant}读",
    )
    columns = (replace(c, role=roles.get(i, c.role)) for i, c in enumerate(header.columns))
    return replace(header, columns=tuple(columns))


def _decided(
    columns: Sequence[Column], rows: Sequence[Row], layout: Layout
) -> tuple[int, dict[int, str]] | None:
    """Return which column the rates decide, and the new roles by column; None where they decide none."""
    at = {role: [i for i, c in enumerate(columns) if c.role == role] for role in (*AMOUNTS, "rate")}
    if len(at["rate"]) != 1 or any(len(each) > 1 for each in at.values()):
        return None
    (rate,) = at["rate"]
    candidates = [i for i, column in enumerate(columns) if _is_open(column)]
    if not candidates:
        return None
    lines = list(_lines(columns, rows, layout))
    known = [*at["adjusted"], *at["initial"]]
    if not at["executed"]:
        fitting = [i for i in candidates if known and _gives(lines, known[0], i, rate)]
        return (fitting[0], {fitting[0]: "executed"}) if len(fitting) == 1 else None
    (executed,) = at["executed"]
    fitting = [i for i in candidates if _gives(lines, i, executed, rate)]
    if at["adjusted"]:  # 预算批复数 beside 预算调整数, which may be what it was changed to
        fitting = [i for i in fitting if not at["initial"] and _is_changed(columns[i])]
    if len(fitting) != 1 or not all(_denied(lines, i, executed, rate) for i in known):
        return None
    return fitting[0], {fitting[0]: "adjusted"} | dict.fromkeys(at["adjusted"], "initial")


def _is_open(column: Column) -> bool:
    """Whether nobody knows what a column holds, or its words are of several things."""
    several = vocabulary.match("funds_alone", column.cell.text) is not None or _is_changed(column)
    return column.role == "" or (column.role == "other" and several)


def _is_changed(column: Column) -> bool:
    return bool(_CHANGED.fullmatch(vocabulary.trim(key(column.cell.text))))


def _lines(columns: Sequence[Column], rows: Sequence[Row], layout: Layout) -> Iterator[_Line]:
    """Yield the lines whose figures stand each under one column; where columns are lost, the full ones."""
    if layout in (Layout.RULED, Layout.TABBED):
        for row in rows:
            under = [
                (i, cell) for i, c in enumerate(columns) for cell in row.cells if not c.distance(cell.column)
            ]
            if len({i for i, _ in under}) == len(under):
                yield dict(under)
        return
    cells = [cell for row in rows for cell in row.cells]
    run: list[Cell] = []
    for cell in [*cells, None]:
        if cell is not None and _is_figure(cell):
            run.append(cell)
            continue
        yield _whole_line(columns, run)
        run = []


def _is_figure(cell: Cell) -> bool:
    value = typed(cell.text)
    return value.figure or value.placeholder


def _whole_line(columns: Sequence[Column], run: Sequence[Cell]) -> _Line:
    """Return figures by column where nothing but points at the end can be missing; else {}."""
    labels = int(columns[0].role in ("", "block"))
    rate = next(i for i, column in enumerate(columns) if column.role == "rate") - labels
    printed = len(run) == len(columns) - labels or (0 <= rate < len(run) and typed(run[rate].text).percent)
    return dict(enumerate(run, labels)) if printed and len(run) <= len(columns) - labels else {}


def _gives(lines: Sequence[_Line], budget: int, executed: int, rate: int) -> bool:
    """Whether two columns give every printed rate, and enough of them."""
    seen = set()
    sure = False
    for whole, part, printed in _triples(lines, budget, executed, rate):
        agrees = _agrees(whole, part, printed)
        if agrees is False:
            return False
        if agrees:
            seen.add((key(whole.text), key(part.text)))
            sure = sure or number_for(whole, "adjusted") != number_for(part, "executed")
    return sure or len(seen) >= _ENOUGH_LINES


def _denied(lines: Sequence[_Line], budget: int, executed: int, rate: int) -> bool:
    return any(_agrees(*told) is False for told in _triples(lines, budget, executed, rate))


def _triples(lines: Sequence[_Line], budget: int, executed: int, rate: int) -> list[tuple[Cell, Cell, Cell]]:
    """Return the cells of three columns, of each line that has them all."""
    return [
        (line[budget], line[executed], line[rate])
        for line in lines
        if {budget, executed, rate} <= line.keys()
    ]


def is_rate_of(rate: Cell, budget: Cell, executed: Cell) -> bool:
    """Whether a printed rate is, to its last place, what was executed ÷ the budget."""
    return _agrees(budget, executed, rate) is True


def _agrees(budget: Cell, executed: Cell, rate: Cell) -> bool | None:
    """Whether a printed rate is that of two figures, to its last place; None where they tell nothing."""
    whole, part, printed = (
        number_for(budget, "adjusted"),
        number_for(executed, "executed"),
        number_for(rate, "rate"),
    )
    if printed is None or whole is None or part is None or (part == 0 and printed == 0):
        return None
    if whole == 0:
        return False if printed else None
    shown = part / whole * _WHOLE_PCT
    step = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    if typed(rate.text).percent or printed > _MOST_AS_SHARE:
        return abs(shown - printed) < step
    return abs(shown - printed * _WHOLE_PCT) < step * _WHOLE_PCT if step < _COARSE_SHARE else None
