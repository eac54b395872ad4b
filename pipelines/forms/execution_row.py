"""
A row below the indicators that scores the execution of the money: 预算执行率得分（10分） | 9.27.

It is a label over all columns and one figure; its points are the fund total's, as such a row within
the money gives them. A row 预算执行率 with a target, an actual and points of its own is an indicator.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Column
from pipelines.forms.form import FundLine
from pipelines.forms.fund_points import header_points
from pipelines.forms.rows import Row
from pipelines.forms.text import fold, key
from pipelines.forms.totals import Totals
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

_EXECUTION = re.compile(
    r"(?:预算|资金|项目|部门|整体|支出|全年)*执行(?:率|情况|进度)?(?:自评)?(?:得分|评分|自评分)"
)
_MOST_POINTS = 100


def execution_apart(
    rows: Sequence[Row], columns: Sequence[Column], layout: Layout, claims: Claims, totals: Totals
) -> list[Row]:
    """Return the rows of a list of indicators without the one that scores the money, told to `totals`."""
    kept: list[Row] = []
    taken: Cell | None = None
    for at, row in enumerate(rows):
        cells = row.cells
        if layout is Layout.LINES:
            following = (cell for each in rows[at + 1 : at + 4] for cell in each.cells)
            cells = (*cells, *takewhile(lambda cell: not typed(cell.text).words, following))
        if row.cells[0] is taken:
            continue
        if not _scores_money(cells, columns, layout):
            kept.append(row)
            continue
        label, taken = cells
        if totals.execution is not None:
            _leave(label, taken, "已另有一行", claims)
            continue
        totals.execution = label, taken
        weight, score = header_points([label]), typed(taken.text).number
        if score is not None and not any(totals.funds.values()):
            totals.funds = {"weight": weight or totals.funds["weight"], "score": score}
    return kept


def _scores_money(cells: Sequence[Cell], columns: Sequence[Column], layout: Layout) -> bool:
    """Whether cells are the label of the execution's score and a figure that can be it."""
    if len(cells) != 2 or not _EXECUTION.fullmatch(vocabulary.trim(key(cells[0].text))):
        return False
    value, most = typed(cells[1].text), header_points(cells[:1])
    if value.number is None or value.percent or not 0 <= value.number <= (most or _MOST_POINTS):
        return False
    kept = layout in (Layout.RULED, Layout.TABBED)
    under = {column.role for column in columns if kept and column.distance(cells[1].column) == 0}
    return not under & {"target", "actual", "weight"}


def with_execution(lines: Sequence[FundLine], totals: Totals, claims: Claims) -> list[FundLine]:
    """Return the lines of money, the total with the points of the row below the indicators if it has none."""
    result = list(lines)
    if totals.execution is None:
        return result
    label, figure = totals.execution
    whole = [at for at, line in enumerate(result) if line.kind == "total"]
    scored = [line.score for line in result if line.score is not None]
    score, weight = typed(figure.text).number, header_points([label])
    if scored == [score]:  # printed within the money as well
        claims.take(label, "label", "funds.score")
        claims.take(figure, "label", "funds.score")
    elif scored or not whole or (weight and result[whole[0]].weight not in (None, weight)):
        _leave(label, figure, "资金部分已有得分" if scored else "资金部分没有可归入的合计行", claims)
    else:
        claims.take(label, "label", "funds.score")
        place = claims.take(figure, "value", f"funds[{whole[0]}].score")
        line = result[whole[0]]
        places = {**line.places, "score": place}
        result[whole[0]] = replace(line, score=score, weight=line.weight or weight, places=places)
    return result


def _leave(label: Cell, figure: Cell, reason: str, claims: Claims) -> None:
    for cell in (label, figure):
        claims.take(cell, "unread", "funds.score")
    claims.problem(
        "execution_score_left",
        figure.place,
        f"“{fold(label.text)[:20]}”的 {fold(figure.text)} 未取：{reason}",
    )
