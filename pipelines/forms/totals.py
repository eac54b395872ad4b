"""The last rows of an indicator block: 总分, 合计, a grade, or bare figures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise, takewhile

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Column
from pipelines.forms.rows import Row
from pipelines.forms.text import key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

_GRADES = {"优", "良", "中", "差", "优秀", "良好", "合格", "不合格", "一般", "较差"}
#: The most that a form weighs.
_WHOLE = Decimal(120)
_MOST_SAYING = 2
#: Of how many lines, at the most, a total is where one cell stands a line.
_LONGEST_TOTAL = 5
_OF_SCORE = re.compile(r"得分|评分|自评")
#: A total said in one cell: 自评总分 96.43 等级 优.
_SENTENCE = re.compile(
    r"(?:(?:总分值?|满分|分值)(?:为)?[:：]?(?P<weight>\d{2,3})分?[,，;；、]?(?=\D))?"
    r"(?:自评|综合|绩效|评价)*(?:总分|总得分|得分合计|自评得分|合计得分|自评(?=为?[\d.]+分))(?:为)?[:：]?(?P<score>\d{1,3}(?:\.\d+)?)分?"
    r"(?:[,，;；、]?(?:自评|评价|绩效)?(?:等级|等次|评级|结果)(?:为)?[:：]?[“\"(]?(?P<grade>优秀?|良好?|中|差|合格|不合格|一般))?[^\d]{0,6}"
)


@dataclass(slots=True)
class Totals:
    """What the block's last rows say of the whole form, and what other blocks add to it."""

    weight: Decimal | None = None
    score: Decimal | None = None
    grade: str | None = None
    #: Points that the fund lines carry beside the indicators.
    funds: dict[str, Decimal] = field(default_factory=lambda: {"weight": Decimal(0), "score": Decimal(0)})
    places: dict[str, str] = field(default_factory=dict)
    percent: bool = False  #: the weight is printed as 100%
    #: The label and the figure of a row below the indicators that scores the execution of the money.
    execution: tuple[Cell, Cell] | None = None


def _said(row: Row) -> re.Match[str] | None:
    """Return a total said in words in one cell, or in two with the grade: 自评得分：97.9分 | 自评等级：优."""
    if len(row.cells) > _MOST_SAYING:
        return None
    return _SENTENCE.fullmatch(",".join(key(cell.text) for cell in row.cells))


def _graded(row: Row) -> bool:
    """Whether a row is the label of a grade and the grade: 自评等级 | 优秀."""
    label = vocabulary.match("head", row.cells[0].text) if len(row.cells) == _MOST_SAYING else None
    return label is not None and label.name == "grade" and typed(row.cells[1].text).key in _GRADES


def is_note(row: Row, claims: Claims) -> bool:
    """Whether a row is a note below the table (说明：…); its cells are then claimed."""
    concept = vocabulary.match("block", row.cells[0].text)
    if concept is None or concept.name != "notes":
        return False
    claims.take(row.cells[0], "label", "notes")
    for cell in row.cells[1:]:
        claims.take(cell, "value", "notes")
    return True


def is_total(row: Row, columns: Sequence[Column], *, last: bool) -> bool:
    """Whether a row says 总分 and figures, or is bare figures under 分值 and 得分 at the end."""
    words = [cell for cell in row.cells if typed(cell.text).words]
    figures = [cell for cell in row.cells if typed(cell.text).numeric]
    if _said(row) or _graded(row):
        return True
    if words:
        concept = vocabulary.match("block", words[0].text)
        if (
            concept is None
            or concept.name not in ("totals", "subtotals")
            or vocabulary.is_level1(words[0].text)
        ):
            return False
        return (
            len(words) <= 4 and all(len(key(cell.text)) <= 16 for cell in words) and words[0] is row.cells[0]
        )
    if not last or not figures or len(figures) > 2:
        return False
    at = [column.role for cell in figures for column in columns if column.distance(cell.column) == 0]
    return (
        len(at) == len(figures)
        and set(at) <= {"weight", "score", "actual", "reason"}
        and max(typed(cell.text).number or 0 for cell in figures) >= 20
    )


def totals_apart(rows: Sequence[Row], claims: Claims, columns: Sequence[Column], totals: Totals) -> list[Row]:
    """
    Return the rows of a one-a-line block before its total, reading the total.

    The total is the last 总分 or 合计 with what follows it; one right above it (合计 over 总分) goes with it.
    """
    at = next((index for index in range(len(rows) - 1, -1, -1) if _begins_total(rows[index])), None)
    if at is None:
        return list(rows)
    taken = _of_total(rows, at)
    for row in rows[at + 1 + len(taken) :]:
        if not is_note(row, claims):
            break
    found = [Row(rows[at].number, (rows[at].cells[0], *taken))]
    above = at - 1
    while above >= max(at - _LONGEST_TOTAL, 0):
        if _begins_total(rows[above]) and above + 1 + len(told := _of_total(rows, above)) == at:
            found.insert(0, Row(rows[above].number, (rows[above].cells[0], *told)))
            at = above
        above -= 1
    for row in found:
        read_total(row, columns, claims, totals, Layout.LINES)
    return list(rows[:at])


def subtotals_apart(rows: Sequence[Row], columns: Sequence[Column], claims: Claims) -> list[Row]:
    """Return the rows of a one-a-line block without its subtotals: 小计, and a figure a column of points."""
    most = sum(column.role in ("weight", "score", "other") for column in columns)
    kept: list[Row] = []
    left = 0  # so many figures may still be of the subtotal above
    for row in rows:
        concept = vocabulary.match("block", row.cells[0].text)
        if concept is not None and concept.name == "subtotals":
            claims.take(row.cells[0], "label", "subtotals")
            left = most
        elif left and typed(row.cells[0].text).numeric:
            left -= 1
        else:
            kept.append(row)
            left = 0
    return kept


def _begins_total(row: Row) -> bool:
    concept = vocabulary.match("block", row.cells[0].text)
    named = concept is not None and concept.name == "totals"
    return (named and not vocabulary.is_level1(row.cells[0].text)) or _said(row) is not None


def _of_total(rows: Sequence[Row], index: int) -> list[Cell]:
    """Return the figures and grades that stand right below the label of a total, one a line."""
    following = (cell for row in rows[index + 1 : index + _LONGEST_TOTAL] for cell in row.cells)
    return list(
        takewhile(lambda cell: typed(cell.text).numeric or typed(cell.text).key in _GRADES, following)
    )


def total_below(rows: Sequence[Row], claims: Claims, totals: Totals) -> None:
    """Read a total that stands below the notes, where the block itself has none."""
    cells = [cell for row in rows for cell in row.cells if claims.free(cell)]
    for index, cell in enumerate(cells):
        concept = vocabulary.match("block", cell.text)
        named = concept is not None and concept.name == "totals" and "分" in key(cell.text)
        told = list(takewhile(_tells_total, cells[index + 1 : index + 4]))
        if totals.score is None and named and told and typed(told[0].text).numeric:
            read_total(Row(cell.row, (cell, *told)), (), claims, totals)


def _tells_total(cell: Cell) -> bool:
    value = typed(cell.text)
    return (value.numeric and not value.percent) or value.key in _GRADES


def read_total(
    row: Row, columns: Sequence[Column], claims: Claims, totals: Totals, layout: Layout = Layout.RULED
) -> None:
    """
    Take the figures of a total line into `totals`; what stands there already is kept.

    A figure is of the column it stands under; where none stands under 分值 or 得分, or columns are
    lost, two figures are of these two in the order of their headings, one alone is the score.
    """
    if said := _said(row):
        place = claims.take(row.cells[0], "value", "total_score")
        if totals.score is None:
            totals.score, totals.places["total_score"] = Decimal(said["score"]), place
        if totals.weight is None and said["weight"]:
            totals.weight, totals.places["total_weight"] = Decimal(said["weight"]), place
        graded = claims.take(row.cells[-1], "value", "grade")
        if said["grade"] and totals.grade is None:
            totals.grade, totals.places["grade"] = said["grade"], graded
        return
    concept = vocabulary.match("block", row.cells[0].text)
    if concept is not None and concept.name == "subtotals":
        claims.take(row.cells[0], "label", "subtotals")
        return
    figures: list[Cell] = []
    printed = [column.role for column in columns if column.role in ("weight", "score")]
    order = printed if len(printed) == 2 else ["weight", "score"]
    for cell in row.cells:
        value = typed(cell.text)
        whole = (
            value.percent
            and value.number == 100
            and not figures
            and _weighs_in_percent(cell, columns, layout)
        )
        if (value.numeric and not value.percent) or whole:
            figures.append(cell)
            totals.percent = totals.percent or whole
        elif value.key in _GRADES:
            totals.grade = totals.grade or value.text
            totals.places.setdefault("grade", claims.take(cell, "value", "grade"))
        else:
            claims.take(cell, "label", "totals")
    lost = layout in (Layout.LINES, Layout.CLOSED)  # their order is all there is
    roles = [
        "" if lost else next((c.role for c in columns if c.distance(cell.column) == 0), "")
        for cell in figures
    ]
    if beside := _beside(row, figures):
        roles = beside
    elif lost and len(figures) > 2:
        order = _order_of_more(figures, columns, order)
    # Of two under one heading the edges of one are a little off, as converted files have them.
    if len(figures) >= 2 and (
        not {"weight", "score"} & set(roles) or (len(roles) == 2 and roles[0] == roles[1])
    ):
        roles = [*order, *[""] * (len(figures) - len(order))]
    elif len(figures) == 1 and roles[0] not in ("weight", "score"):
        roles = ["score"]
    elif len(figures) == 2 and roles.count("score") == 1 and "weight" not in roles:
        roles = ["weight", "score"] if roles[1] == "score" else roles
    elif len(figures) == 2 and roles.count("weight") == 1 and "score" not in roles:
        roles = ["weight", "score"] if roles[0] == "weight" else roles
    told = {role: cell for cell, role in zip(reversed(figures), reversed(roles), strict=True)}
    if _of_more(told, totals):
        totals.weight = totals.score = None
    for cell, role in zip(figures, roles, strict=True):
        if role == "weight" and totals.weight is None:
            totals.weight = typed(cell.text).number
            totals.places["total_weight"] = claims.take(cell, "value", "total_weight")
        elif role == "score" and totals.score is None:
            totals.score = typed(cell.text).number
            totals.places["total_score"] = claims.take(cell, "value", "total_score")


def _weighs_in_percent(cell: Cell, columns: Sequence[Column], layout: Layout) -> bool:
    """Whether a percentage in a total line stands under the weights, or can be the first of its figures."""
    weights = [column for column in columns if column.role == "weight"]
    if layout in (Layout.LINES, Layout.CLOSED):
        return any("权" in key(column.cell.text) or "%" in key(column.cell.text) for column in weights)
    return any(column.distance(cell.column) == 0 for column in weights)


def _order_of_more(figures: Sequence[Cell], columns: Sequence[Column], order: list[str]) -> list[str]:
    """Return the roles of more than two figures of a total line in text that has lost its columns."""
    # A weight stands behind each level, and that of the blocks adds up as well.
    weighted = [column.role for column in columns if column.role in ("block_weight", "weight", "score")]
    if len(weighted) == len(figures):
        return weighted
    roles = [column.role for column in columns]
    if order != ["weight", "score"] or "score" not in roles:
        return order
    between = columns[roles.index("weight") + 1 : roles.index("score")]
    full, taken, given = (typed(cell.text).number or Decimal(0) for cell in figures[:3])
    if any("扣" in key(column.cell.text) for column in between) and full - taken == given:
        return ["weight", "", "score"]  # what was taken off stands before what is given
    return order


def _beside(row: Row, figures: Sequence[Cell]) -> list[str] | None:
    """Return what figures are that stand each beside a label of its own (总分值 | 100 | 自评得分 | 97.9)."""
    before = {cell: label for label, cell in pairwise(row.cells) if typed(label.text).words}
    labels = [key(before[cell].text) for cell in figures if cell in before]
    scored = [bool(_OF_SCORE.search(label)) for label in labels]
    if len(labels) != len(figures) or len(figures) > 2 or scored.count(True) != 1:
        return None
    return ["score" if of_score else "weight" for of_score in scored]


def _of_more(told: Mapping[str, Cell], totals: Totals) -> bool:
    """Whether a total line is of more than the one above it (合计 90 | 88.7, then 总分 100 | 98.62)."""
    weight, score = (typed(told[role].text).number if role in told else None for role in ("weight", "score"))
    if weight is None or score is None or totals.weight is None or totals.score is None:
        return False
    return totals.weight < weight <= _WHOLE and totals.score <= score <= weight
