"""The unit in which a form prints money: 元, 千元, 万元 or 亿元, as it says itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.form import AMOUNTS, FundLine
from pipelines.forms.money import YUAN_IN_UNIT
from pipelines.forms.section import Section
from pipelines.forms.text import key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell

_UNITS = tuple(YUAN_IN_UNIT)
#: Of 百万元 and 美元 nothing is read, rather than their end.
_NAME = rf"(?<![百十千万亿美欧日港])({'|'.join(_UNITS)})"
_UNIT = re.compile(
    rf"(?:(?:金额|资金)?单位[:：]?|金额:)\(?(?:人民币)?{_NAME}\)?(?!/[万千亿]?元)"
    rf"|\(?(?:人民币)?{_NAME}\)|\((?:人民币)?{_NAME}(?!以[上下内外])"
)
_LABEL = re.compile(r"(?:金额|资金|计量)?单位[:：]?")
#: From this amount on 元 is the likelier unit of a form that prints none.
_LIKELY_YUAN = 20_000


def read_unit(section: Section, funds: Sequence[FundLine], claims: Claims) -> tuple[str | None, str | None]:
    """
    Return the unit and its place: of the fund block, else of the head, else of every amount itself.

    Two different units leave a problem; so does none, with the likely one, and then the unit is None.
    """
    near, far = list(_in_funds(section)), [*_in_head(section), *_in_headings(section)]
    found = near + far or list(_in_amounts(section))
    if not found:
        _warn(funds, claims)
        return None, None
    unit, cell = found[0]
    other = next((c for u, c in near + far if u != unit), None)
    if other is not None:
        claims.problem(
            "unit_contradicts",
            other.place,
            f"读到两种金额单位：{unit}（{cell.place}）与另一种（{other.place}）；取前者",
        )
    if found[0] in far:
        claims.take(cell, "value", "unit")
    return unit, cell.place


def of_one_unit(
    funds: Sequence[FundLine], unit: str | None, section: Section, claims: Claims
) -> tuple[FundLine, ...]:
    """
    Return the lines without the amounts that another unit than the form's is printed for.

    In their own cell (23.5万元 in a form in 元), or in the heading of their column.
    """
    others = {cell.place: cell for other, cell in _in_amounts(section) if other != unit}
    columns = {name: cell for other, name, cell in _in_columns(section) if other != unit}
    strange = [
        (at, columns.get(name) or others[at])
        for line in funds
        for name in AMOUNTS
        if (at := line.places.get(name)) is not None and (at in others or name in columns)
    ]
    if not strange:
        return tuple(funds)
    named = "、".join(dict.fromkeys(f"{cell.place}“{cell.text.strip()}”" for _, cell in strange))
    emptied = "、".join(at for at, _ in strange)
    claims.problem(
        "unit_contradicts", strange[0][0], f"本表单位是{unit}，{named}印着另一种单位；{emptied}留空"
    )
    empty = {at for at, _ in strange}

    def kept(line: FundLine, name: str) -> Decimal | None:
        value: Decimal | None = getattr(line, name)
        return None if line.places.get(name) in empty else value

    return tuple(
        replace(
            line,
            initial=kept(line, "initial"),
            adjusted=kept(line, "adjusted"),
            executed=kept(line, "executed"),
        )
        for line in funds
    )


def _in_columns(section: Section) -> Iterator[tuple[str, str, Cell]]:
    """Yield the unit that the heading of a column of money names, and the role of the column."""
    for block in section.blocks:
        if block.kind == "funds" and block.header:
            for column in block.header.columns:
                if column.role in AMOUNTS:
                    for unit, cell in _named(iter([column.cell])):
                        yield unit, column.role, cell


def _in_amounts(section: Section) -> Iterator[tuple[str, Cell]]:
    for block in section.blocks:
        if block.kind in ("funds", "pairs"):
            for row in block.rows:
                for cell in row.cells:
                    if unit := typed(cell.text).money_unit:
                        yield unit, cell


def _in_funds(section: Section) -> Iterator[tuple[str, Cell]]:
    for block in section.blocks:
        if block.kind in ("funds", "pairs"):
            cells = [*(block.header.cells if block.header else ())]
            cells += [cell for row in block.rows for cell in (*row.cells, *row.above)]
            yield from _named(cell for cell in cells if typed(cell.text).words and len(key(cell.text)) <= 40)


def _in_head(section: Section) -> Iterator[tuple[str, Cell]]:
    yield from _named(cell for row in section.head for cell in row.cells if len(key(cell.text)) <= 80)
    for row in section.head:  # 单位 | 万元 in two cells
        for label, value in zip(row.cells, row.cells[1:], strict=False):
            if _LABEL.fullmatch(key(label.text)) and key(value.text) in _UNITS:
                yield key(value.text), value


def _in_headings(section: Section) -> Iterator[tuple[str, Cell]]:
    """Yield units of fund headings that stand in no block: 年度预算数（万元） over the headings of text."""
    rows = [row for block in section.blocks if block.kind == "goals" for row in block.rows]
    for row in [*section.between, *rows]:
        yield from _named(cell for cell in row.cells if vocabulary.match("funds", cell.text))


def _named(cells: Iterator[Cell]) -> Iterator[tuple[str, Cell]]:
    for cell in cells:
        for match in _UNIT.finditer(key(cell.text)):
            yield next(group for group in match.groups() if group), cell


def likely_unit(funds: Sequence[FundLine]) -> str | None:
    """Return the likelier unit of money by the largest amount, 元 or 万元; None without an amount."""
    amounts = amounts_in(funds)
    return None if not amounts else "元" if max(amounts) >= _LIKELY_YUAN else "万元"


def amounts_in(funds: Sequence[FundLine]) -> list[Decimal]:
    """Return every amount of the lines but zero."""
    return [value for line in funds for value in (line.initial, line.adjusted, line.executed) if value]


def _warn(funds: Sequence[FundLine], claims: Claims) -> None:
    if likely := likely_unit(funds):
        claims.problem(
            "unit_missing",
            funds[0].place,
            f"没有印金额单位，留空；最大数额 {max(amounts_in(funds))}，像是{likely}；确认前不计入合计",
        )
