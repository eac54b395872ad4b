"""
Which figure of a fund line belongs to which column.

Headings drift from their values where cells are merged, and text loses its empty cells. So
every order-preserving placing of a line's figures is judged by distance, by type and by the
line's own arithmetic (executed ÷ budget = printed rate). Two placings that both fit and
differ leave the line without figures, and a problem.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from pipelines.forms.columns import Column
from pipelines.forms.form import AMOUNTS
from pipelines.forms.fund_tasks import is_of_words
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

VALUES = (*AMOUNTS, "rate", "weight", "score")
#: What a column without a figure costs.
_SKIPPED = {"adjusted": 0.4, "executed": 0.4, "initial": 0.3, "rate": 0.25, "other": 0.05}
#: A line with more figures or columns is not tried: the placings grow with the binomial.
MOST_FIGURES = 12
#: From this on a placing contradicts the line's own arithmetic: no place is sure in text.
_CONTRADICTED = 1.5
#: From this on a figure cannot be of a column.
_MISFIT = 5.0
#: Up to this a placing has the printed rate on its side.
_SUPPORTED = -2.5
#: Two placings whose costs differ by less fit alike.
_ALIKE = 0.05
#: A printed rate may be rounded or cut off to whole per cents.
_RATE_STEP_PCT = Decimal("1.01")
#: Half a unit of a rate's last place, as forms print it.
_ROUNDED_PCT = Decimal("0.006")


@dataclass(frozen=True, slots=True)
class Placing:
    """
    Column index → cell; whether a value left its heading; whether another placing fits as well.

    Where another fits as well, `cells` holds only what both agree on.
    """

    cells: Mapping[int, Cell]
    moved: bool = False
    ambiguous: bool = False


def _fits(role: str, cell: Cell) -> float:
    """Return how badly a figure's type fits a role."""
    value = typed(cell.text)
    if role in ("other", ""):
        return 0.3
    if value.placeholder:
        return 0.5 if role in AMOUNTS else 0.1
    if value.percent:
        return 0.0 if role == "rate" else 6.0
    if value.money_unit:
        return 0.0 if role in AMOUNTS else 6.0
    number = value.number if value.number is not None else value.money
    if number is None:
        return 6.0
    if role == "rate":
        return 0.2 if number <= 150 else 5.0
    if role in ("weight", "score"):
        return (0.1 if number <= 100 else 6.0) if "," not in value.key else 6.0
    return 0.0


def number_for(cell: Cell | None, role: str) -> Decimal | None:
    """
    Return the number of a cell as a figure of a role; None where none is printed.

    An accounting format shows a stored zero as a dash: that is a zero.
    """
    if cell is None:
        return None
    value = typed(cell.text)
    if value.placeholder and cell.stored in ("0", "0.0"):
        return Decimal(0)
    return value.money if role in AMOUNTS and value.money is not None else value.number


def _arithmetic(placed: dict[str, Cell]) -> float:
    """Return −3 where executed ÷ budget is the printed rate, +2 where it is not, 0 unknown."""
    cost = 0.0
    budget, executed = (
        number_for(placed.get("adjusted"), "adjusted"),
        number_for(placed.get("executed"), "executed"),
    )
    if budget is None and "adjusted" not in placed:
        budget = number_for(placed.get("initial"), "initial") or None
    rate = number_for(placed.get("rate"), "rate")
    if budget and executed is not None and rate is not None:
        whole = budget
        if "adjusted" not in placed:  # 年初预算 and 年中追加 beside it
            whole += number_for(placed.get("other"), "adjusted") or 0
        shown = [executed / each * 100 for each in (budget, whole) if each]
        cost += -3.0 if any(_is_rate(each, rate) for each in shown) else 2.0
    elif executed and (budget == 0 or (budget and executed > budget * 3)):
        cost += 1.0
    weight, score = number_for(placed.get("weight"), "weight"), number_for(placed.get("score"), "score")
    if weight is not None and score is not None:
        cost += 1.5 if score > weight else -0.2
        if weight and rate is not None and abs(score / weight * 100 - rate) <= _RATE_STEP_PCT:
            cost -= 1.5
    return cost


def _is_rate(shown: Decimal, printed: Decimal) -> bool:
    """Whether a rate is printed, in per cent or as a share."""
    return min(abs(shown - printed), abs(shown - printed * 100)) <= _RATE_STEP_PCT


def place_figures(figures: Sequence[Cell], columns: Sequence[Column], layout: Layout) -> Placing:
    """Return the placing of a line's figures in columns; empty and ambiguous where there are too many."""
    lost = layout in (Layout.LINES, Layout.CLOSED)
    indices = [i for i, column in enumerate(columns) if column.role not in ("", "block")]
    if lost and indices:  # a column that nobody knows may hold a figure, but for that of the labels
        indices = [
            i
            for i, c in enumerate(columns)
            if i >= indices[0] and c.role != "block" and not is_of_words(c.cell)
        ]
    elif layout is Layout.RULED or (not lost and _reaches_end(figures, columns)):
        # And what stands right under its heading is none of its neighbours', unless fields were lost.
        indices = [i for i, c in enumerate(columns) if i in indices or _stands_under(c, figures, i)]
    if (
        lost
        and len(figures) > len(indices)
        and is_of_words(columns[-1].cell)
        and typed(figures[-1].text).placeholder
    ):
        figures = figures[:-1]  # 无 under 备注
    straight = _straight(figures, columns, indices)
    if straight is not None and (
        layout is Layout.RULED or (layout is Layout.TABBED and _arithmetic(_named(straight, columns)) <= 0)
    ):
        return Placing(straight)
    if max(len(figures), len(indices)) > MOST_FIGURES:
        return Placing({}, ambiguous=True)
    options = sorted(_options(figures, columns, indices, layout), key=lambda option: option[0])
    if not options:
        return Placing({})
    best_cost, best = options[0]
    if lost and _contradicts(best, columns, len(figures) < len(indices)):
        return Placing({}, ambiguous=True)
    near = [placed for cost, placed in options[1:4] if cost - best_cost < _ALIKE]
    rivals = [placed for placed in near if _differ(placed, best, columns)]
    agreed = {i: cell for i, cell in best.items() if all(rival.get(i) is cell for rival in rivals)}
    moved = layout in (Layout.RULED, Layout.TABBED) and any(
        columns[i].distance(cell.column) for i, cell in agreed.items()
    )
    return Placing(agreed, moved, bool(rivals))


def _stands_under(column: Column, figures: Sequence[Cell], index: int) -> bool:
    """Whether a figure stands under a heading that nobody knows; the first is that of the labels."""
    return index > 0 and column.role == "" and any(column.first == cell.column for cell in figures)


def _reaches_end(figures: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Whether the last figure stands under the last heading: no field was lost before it."""
    return bool(figures) and max(cell.column for cell in figures) >= max(column.first for column in columns)


def _contradicts(placed: Mapping[int, Cell], columns: Sequence[Column], gaps: bool) -> bool:
    """Whether a figure cannot be of its column, or figures with gaps defy the arithmetic of the line."""
    if any(_fits(columns[i].role, cell) >= _MISFIT for i, cell in placed.items()):
        return True
    named = _named(dict(placed), columns)
    whole = number_for(named.get("executed"), "executed")
    rated = any(column.role == "rate" for column in columns)
    if rated and "rate" not in named and whole == 100 != number_for(named.get("adjusted"), "adjusted"):
        return True  # 207.4538 | 100: the execution and its rate as well
    return gaps and _arithmetic(named) >= _CONTRADICTED


def agreeing(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> Decimal:
    """
    Return how well the figures of text agree with columns: by how much printed rates miss what they give.

    The smaller the better. A row without a rate that agrees misses it by a hundred. Words end a row.
    """
    missed = Decimal(0)
    for cells in rows:
        run: list[Cell] = []
        for cell in [*cells, None]:
            if cell is not None and not typed(cell.text).words:
                run.append(cell)
                continue
            if len(run) > 2:
                missed += _missed(_named(dict(place_figures(run, columns, Layout.CLOSED).cells), columns))
            run = []
    return missed


def _missed(placed: dict[str, Cell]) -> Decimal:
    budget, executed, rate = (number_for(placed.get(role), role) for role in ("adjusted", "executed", "rate"))
    if not budget or executed is None or rate is None or _arithmetic(placed) > _SUPPORTED:
        return Decimal(100)
    shown = executed / budget * 100
    return max(min(abs(shown - rate), abs(shown - rate * 100)) - _ROUNDED_PCT, Decimal(0))


def _straight(
    figures: Sequence[Cell], columns: Sequence[Column], indices: Sequence[int]
) -> dict[int, Cell] | None:
    """Return each figure under its own heading, or None where one has none or its type contradicts."""
    apart = [i for i, column in enumerate(columns) if column.role == "" and i > min(indices, default=0)]
    placed: dict[int, Cell] = {}
    for cell in figures:
        index = next((i for i in (*indices, *apart) if columns[i].distance(cell.column) == 0), None)
        if index is None or index in placed or _fits(columns[index].role, cell) >= 2:
            return None
        placed[index] = cell
    return placed


def _options(
    figures: Sequence[Cell], columns: Sequence[Column], indices: Sequence[int], layout: Layout
) -> Iterator[tuple[float, dict[int, Cell]]]:
    """Yield every order-preserving placing with its cost."""
    drift = {Layout.RULED: 1.5, Layout.TABBED: 0.8}.get(layout, 0.0)
    count = min(len(figures), len(indices))
    for chosen_figures in combinations(figures, count):
        for chosen in combinations(indices, count):
            placed = dict(zip(chosen, chosen_figures, strict=True))
            cost = 4.0 * (len(figures) - count) + _arithmetic(_named(placed, columns))
            for i in indices:
                if (cell := placed.get(i)) is None:
                    cost += _SKIPPED.get(columns[i].role, 0.1)
                else:
                    cost += columns[i].distance(cell.column) * drift + _fits(columns[i].role, cell)
            yield cost, placed


def _named(placed: dict[int, Cell], columns: Sequence[Column]) -> dict[str, Cell]:
    return {columns[index].role: cell for index, cell in placed.items()}


def _differ(one: dict[int, Cell], other: dict[int, Cell], columns: Sequence[Column]) -> bool:
    first, second = _named(one, columns), _named(other, columns)
    return any(number_for(first.get(role), role) != number_for(second.get(role), role) for role in VALUES)
