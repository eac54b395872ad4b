"""
Whether a list of indicators goes on below its title or headings printed again, or another form begins.

A page break prints them again; so does a second form under the first. Their weights tell, and what stands
at the head of the list: a form's weights are a hundred, and it begins with its first 一级 but once.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from pipelines.forms import vocabulary
from pipelines.forms.anchors import head_label, is_preamble, is_title_of, is_total
from pipelines.forms.columns import Column, Header, looks_like_headings
from pipelines.forms.rows import Row
from pipelines.forms.text import key
from pipelines.forms.values import typed
from pipelines.readers.grid import Layout

#: What a form weighs, in points or as parts of a whole.
_WHOLE, _ONE = Decimal(100), Decimal(1)
#: Among so many last rows stands a total where each of its cells is one.
_LAST_ROWS = 5
#: A row of a table has so many cells at least.
_LEAST_CELLS = 2
#: So many rows above one tell what it stands below.
_LOOKED_AT = 60
_POINTS = {"weight", "score"}


def weight_of(header: Header, rows: Sequence[Row]) -> Decimal | None:
    """Return what rows under headings weigh together, but for their totals; None where nothing is told."""
    weights = [column for column in header.columns if column.role == "weight"]
    told = [
        number
        for row in rows
        if not is_total(row)
        for cell in row.cells
        if any(c.first <= cell.column <= c.last for c in weights)
        and (number := typed(cell.text).number) is not None
    ]
    return sum(told, Decimal(0)) if told else None


def of_one_form(weights: Sequence[Decimal | None]) -> bool:
    """Whether parts that weigh so much may be of one form: together they weigh no more than a whole."""
    told = [weight for weight in weights if weight is not None]
    full = _ONE if all(weight <= _ONE for weight in told) else _WHOLE
    return len(told) == len(weights) and sum(told) <= full


def is_whole(weight: Decimal | None) -> bool:
    """Whether a weight is that of a form: 100, or 1 where weights are parts of a whole."""
    return weight in (_ONE, _WHOLE)


def goes_on(header: Header, before: Sequence[Row], after: Sequence[Row], layout: Layout) -> bool | None:
    """
    Return whether the rows below headings that are printed again are of the same form as those above.

    Below, they count up to a title, a total or the same headings once more. None where nothing tells: no
    weights, and no 一级 that is the last one, or the first again.
    """
    after = list(takewhile(lambda row: not _ends(row), after))
    if any(is_total(row) for row in before[-(_LAST_ROWS if layout is Layout.LINES else 1) :]):
        return False
    levels, following = _levels(before), _levels(after)
    anew = bool(following) and len(levels) > 1 and following[0] == levels[0]
    placed = layout in (Layout.RULED, Layout.TABBED)
    weights = [weight_of(header, rows) for rows in (before, after)] if placed else [None]
    if None not in weights:
        return None if anew is of_one_form(weights) else not anew
    begun = _levels(after[:1])
    return False if anew else True if begun and (begun == levels[-1:] or begun[0] not in levels) else None


def is_below(header: Header, before: Sequence[Row], row: Row, layout: Layout) -> bool:
    """
    Whether a row with cells in columns stands below a list of indicators: in a table of something else.

    It has words where both points belong, as headings have, or words alone and no points where each row
    above has some; or it stands below a total of the whole, is none itself, and begins with no level. Where
    columns are lost the last alone tells; where rows are, nothing does.
    """
    if layout not in (Layout.RULED, Layout.TABBED):
        return layout is Layout.CLOSED and _is_below_whole(before, row)
    if _heads_another(header, before, row):
        return True
    words = [cell.column for cell in row.cells if typed(cell.text).words]
    said = {c.role for c in header.columns for at in words if c.role in _POINTS and c.first <= at <= c.last}
    if said == _POINTS and not is_total(row):
        return True
    text = row.cells[0].text
    if len(row.cells) < _LEAST_CELLS or vocabulary.match("block", text) or vocabulary.is_level(text):
        return False
    if not any(map(is_total, before)):
        return False
    weight = weight_of(header, before)
    return weight is None or is_whole(weight)


def _heads_another(header: Header, before: Sequence[Row], row: Row) -> bool:
    """Whether a row of words begins where the list does, with none of its levels and without its points."""
    points = [column for column in header.columns if column.role in _POINTS]
    first = min((c.first for c in header.columns if c.role in ("level1", "level2", "name")), default=0)
    words = all(typed(cell.text).words and not vocabulary.is_level(cell.text) for cell in row.cells)
    if not (points and words and len(row.cells) > _LEAST_CELLS and row.cells[0].column <= first):
        return False
    before = before[-_LOOKED_AT:]
    rows = [above for above in before if not is_total(above) and len(above.cells) > _LEAST_CELLS]
    return (
        len(rows) > _LEAST_CELLS
        and key(row.cells[0].text) not in {key(above.cells[0].text) for above in before}
        and not any(cell.covers(first) for cell in row.above)
        and not _has_points(row, points)
        and all(_has_points(above, points) for above in rows)
    )


def _has_points(row: Row, points: Sequence[Column]) -> bool:
    under = (c for c in row.cells if any(point.distance(c.column) == 0 for point in points))
    return any(typed(cell.text).figure for cell in under)


def _is_below_whole(before: Sequence[Row], row: Row) -> bool:
    """Whether a row without a level, and no total, stands below rows of a list and its total of a hundred."""
    before = before[-_LOOKED_AT:]
    at = next((at for at, above in enumerate(before) if is_total(above) and _is_of_whole(above)), 0)
    listed = sum(len(above.cells) > _LEAST_CELLS for above in before[:at])  # none where it heads the list
    level = any(vocabulary.is_level(cell.text) for cell in row.cells)
    return listed > _LEAST_CELLS and len(row.cells) > _LEAST_CELLS and not level and not is_total(row)


def _is_of_whole(row: Row) -> bool:
    return any(typed(cell.text).number == _WHOLE for cell in row.cells if typed(cell.text).numeric)


def resumes(block: Sequence[Row], row: Row) -> bool:
    """Whether a row behind a note goes on with a list that has no total yet: it begins with a level."""
    level = any(vocabulary.is_level(c.text) for c in row.cells[:2])
    figures = sum(typed(cell.text).numeric for cell in row.cells)
    return level and figures > 0 and not any(map(is_total, block))


def is_note(row: Row) -> bool:
    """Whether a row is a note, says who filled it in, or numbers the next: 备注：…, 填报人：…, 附件2."""
    first = row.cells[0]
    label, colon, _ = key(first.text).partition(":")
    noted = vocabulary.heads_note(label)
    numbered = is_preamble(row) and not typed(first.text).figure
    return numbered or (bool(colon) and (noted or head_label(first) is not None))


def _ends(row: Row) -> bool:
    titled = any(is_title_of(cell, row) for cell in row.cells)
    return titled or is_total(row) or looks_like_headings("indicators", row)


def _levels(rows: Sequence[Row]) -> list[str]:
    """Return the standard 一级 in the order in which they stand, each once; words of a 二级 are none."""
    texts = (cell.text for row in rows for cell in row.cells)
    words = (key(text) for text in texts if vocabulary.is_level1(text) and not vocabulary.is_level2(text))
    return list(dict.fromkeys(words))
