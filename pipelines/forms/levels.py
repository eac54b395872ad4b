"""The 一级 and 二级 of indicator rows: merged down, repeated, printed once, or lost."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Column
from pipelines.forms.rows import Row
from pipelines.forms.text import clean, fold, key, parts
from pipelines.forms.values import decimal, typed
from pipelines.readers.grid import Cell, Layout

_POINTS = re.compile(r"[(（\[]\s*(\d+(?:\.\d+)?)\s*(?:分|%)?\s*[)）\]]|(\d+(?:\.\d+)?)\s*分?\s*$")
_ORDER = re.compile(r"^(?:[(（]?[一二三四五六七八九十]{1,2}[)）、.]|\d{1,2}[.、)）](?!\d))\s*")


#: So many levels tell what a column of lost cells holds.
_LEVELS_TOLD = 2


def words_and_points(text: str) -> tuple[str | None, Decimal | None]:
    """Return a level's words and the points that they carry: 产出指标(50分) → 产出指标, 50."""
    folded = re.sub(r"\s+", "", clean(text))
    match = _POINTS.search(folded)
    words = folded[: match.start()] + folded[match.end() :] if match else folded
    words = _ORDER.sub("", words).strip(":：")
    return words or None, decimal(match[1] or match[2]) if match else None


def levels_told(columns: list[Column], rows: Sequence[Row], layout: Layout) -> list[Column]:
    """
    Return the columns with one whose cells are 数量指标, 质量指标 … as the level, whatever its heading says.

    Only before the name, and only where no heading names that level. Where columns are lost it is the
    first one, right before the name, if rows begin with such words.
    """
    name = next((column.first for column in columns if column.role == "name"), 0)
    result = list(columns)
    for role, is_level in (("level2", vocabulary.is_level2), ("level1", vocabulary.is_level1)):
        for at, column in enumerate(columns):
            if (
                column.role not in ("", "other")
                or column.first >= name
                or any(c.role == role for c in result)
            ):
                continue
            if layout in (Layout.RULED, Layout.TABBED):
                words = [c.text for row in rows for c in row.cells if column.distance(c.column) == 0]
            elif at == 0 and columns[1].role == "name":
                printed = [cell.text for row in rows for cell in row.cells[:1]]
                words = list(filter(is_level, printed)) if layout is Layout.LINES else printed
                words = words if len(words) >= _LEVELS_TOLD else []
            else:
                continue
            if sum(map(is_level, words)) * 2 > len(words):
                result[at] = replace(column, role=role)
    return result


class Levels:
    """What runs down the block: the level words of the row at hand."""

    def __init__(self, layout: Layout, has_level1: bool) -> None:
        self._layout = layout
        self._has_level1 = has_level1
        self.level1: str | None = None
        self.level2: str | None = None
        self.candidates: tuple[str, ...] | None = None
        self.weight1: Decimal | None = None
        self.weight2: Decimal | None = None
        self.places: dict[str, str] = {}
        self._open = False  #: a word above may be the 一级 of the rows below

    def enter(self, level1: Cell | None, level2: Cell | None, weight: Cell | None, claims: Claims) -> None:
        """Take in the level cells that begin in a row; where none does, the levels run on."""
        if level1 is not None and typed(level1.text).key:
            self._first(level1, claims)
        if weight is not None and typed(weight.text).numeric:
            self.weight1 = typed(weight.text).number
            self.places["level1_weight"] = claims.take(weight, "value", "level1_weight")
        if level2 is not None and typed(level2.text).key and not typed(level2.text).placeholder:
            self._second(level2, claims)

    def leave_open(self, names: Collection[str]) -> None:
        """Forget the levels above, where a word may begin another: they are open until one is printed."""
        if "level1" in names:
            self.level1 = self.weight1 = None
            self._open = True
        if names:
            self.level2 = self.candidates = self.weight2 = None
            self.places = {k: v for k, v in self.places.items() if k == "level1" and "level1" not in names}

    def _first(self, cell: Cell, claims: Claims) -> None:
        words, points = words_and_points(cell.text)
        claims.take(cell, "value", "level1")
        self._open = False
        if words is not None and words == self.level1:
            return  # repeated on every row
        self.level1, self.weight1 = words, points
        self.level2 = self.candidates = self.weight2 = None
        self.places = {"level1": cell.place}

    def _second(self, cell: Cell, claims: Claims) -> None:
        words, points = words_and_points(cell.text)
        pieces = parts(cell.text)
        several = (
            len(pieces) >= 2
            and words is not None
            and not vocabulary.is_level2(cell.text)
            and (
                sum(vocabulary.is_level2(piece) for piece in pieces) >= 2
                or (len(pieces) >= 3 and min(map(len, pieces)) >= 3)
            )
        )
        claims.take(cell, "value", "level2")
        self.level2 = None if several else words
        self.candidates = tuple(pieces) if several else None
        self.weight2 = points
        self.places = {**self.places, "level2": cell.place}
        self._infer(cell, claims)

    def _infer(self, cell: Cell, claims: Claims) -> None:
        """Give a 一级 whose words are lost the one under which its 二级 stands, and say so."""
        parent = vocabulary.level1_of(self.level2 or "")
        if parent is None or not self._has_level1 or self._open:
            return
        lost = self.level1 is None
        foreign = (
            self._layout is not Layout.RULED
            and self.level1 is not None
            and self._standard(self.level1)
            and self._standard(self.level1) != parent
            and not ("成本" in parent or "成本" in self.level1)
        )
        if lost or foreign:
            self.level1 = parent
            if foreign:
                self.weight1 = None
                self.places.pop("level1", None)
            claims.problem(
                "level1_inferred",
                cell.place,
                f"一级指标的文字没有印出，按二级“{fold(cell.text)}”归入“{parent}”",
            )

    @staticmethod
    def _standard(level1: str) -> str | None:
        compared = key(level1)
        return next((name for name in ("产出", "效益", "满意度") if name in compared), None) and {
            "产出": "产出指标", "效益": "效益指标", "满意度": "满意度指标",
        }[next(name for name in ("满意度", "产出", "效益") if name in compared)]  # fmt: skip

    @staticmethod
    def spill(cells: Mapping[str, Cell]) -> Cell | None:
        """Return the level cell that reaches over the name's column: 预算执行率 merged over all three."""
        for role in ("level2", "level1"):
            cell = cells.get(role)
            if cell is None or not typed(cell.text).words:
                continue
            standard = (
                vocabulary.is_level2(cell.text) if role == "level2" else vocabulary.is_level1(cell.text)
            )
            if not standard or "执行率" in key(cell.text):
                return cell if cell.columns > 1 or "执行率" in key(cell.text) else None
        return None
