"""
A ledger that hands out each cell once: value, heading, label or unread.

What nobody took is `unread`; so nothing on a form can be lost without being listed.
"""

from collections.abc import Iterable

from pipelines.forms.form import Claim, Unread
from pipelines.forms.text import fold, has_markup
from pipelines.problems import Problem
from pipelines.readers.grid import Cell


class Claims:
    """The cells of one form, and what each was taken for."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._cells = {cell.place: cell for cell in cells if cell.text.strip()}
        self._taken: dict[str, Claim] = {}
        self.problems: list[Problem] = []
        self._moves: dict[int, list[tuple[Cell, str]]] = {}

    def free(self, cell: Cell) -> bool:
        """Whether nobody has taken the cell yet. Hidden cells are never free."""
        place = cell.place
        return place in self._cells and place not in self._taken and not cell.hidden

    def take(self, cell: Cell, role: str, field: str | None = None) -> str:
        """
        Take a cell; a cell that was taken keeps its first claim.

        Returns:
            Its place.
        """
        place = cell.place
        if place not in self._taken and place in self._cells and not cell.hidden:
            self._taken[place] = Claim(place, role, field)
        return place

    def problem(self, code: str, place: str | None, message: str) -> None:
        """Note what a person should know, once."""
        problem = Problem(code, place, message)
        if problem not in self.problems:
            self.problems.append(problem)

    def move(self, cell: Cell, heading: str) -> None:
        """Note that a value was found beside its heading."""
        self._moves.setdefault(cell.row, []).append((cell, heading))

    @property
    def moved(self) -> tuple[str, ...]:
        """Places of the values found beside their headings, in reading order."""
        return tuple(cell.place for row in sorted(self._moves) for cell, _ in self._moves[row])

    def _note_moves(self) -> None:
        """Say once for each run of rows that are moved in the same way what was read as what."""
        runs: list[list[int]] = []
        for row in sorted(self._moves):
            if runs and row == runs[-1][-1] + 1 and _alike(self._moves[row], self._moves[runs[-1][-1]]):
                runs[-1].append(row)
            else:
                runs.append([row])
        for run in runs:
            first = max((self._moves[row] for row in run), key=len)
            rows = f"R{run[0]}" if len(run) == 1 else f"R{run[0]}–R{run[-1]}"
            shown = "、".join(f"第{cell.column}列按“{heading}”读" for cell, heading in first)
            place = self._moves[run[0]][0][0].place
            self.problem("value_moved", place, f"{rows} 的内容与表头错列，按类型与算术对回：{shown}")

    def settle(self) -> tuple[tuple[Claim, ...], tuple[Unread, ...]]:
        """
        Return every claim in reading order, and the cells that were not understood.

        Each non-empty cell has exactly one claim; the unread ones are in both.
        """
        self._note_moves()
        claims, unread = [], []
        for place, cell in self._cells.items():
            claim = self._taken.get(place) or Claim(place, "unread", "hidden" if cell.hidden else None)
            claims.append(claim)
            if claim.role == "unread":
                unread.append(Unread(place, fold(cell.text)))
            if has_markup(cell.text):
                self.problem("markup_removed", place, "单元格内有网页标记或不可见字符，取值时已去除")
        return tuple(claims), tuple(unread)


def _alike(one: list[tuple[Cell, str]], other: list[tuple[Cell, str]]) -> bool:
    """Whether two rows are moved in the same way, as far as both go."""
    return all(a.column == b.column and c == d for (a, c), (b, d) in zip(one, other, strict=False))
