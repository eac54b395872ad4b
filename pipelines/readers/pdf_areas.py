"""
Tables drawn without a line: each cell is a filled area, and the edges of the areas are the lines.

Web pages print so whose table is dark with cells of another colour, a point apart. Areas that hold others
(a row, the table, the paper) and those inside one (marked words) are no cells, and what lies apart is no
table.
"""

from collections.abc import Sequence
from typing import NamedTuple

_MOST = 1500  #: areas of a page; of more nobody looks which holds which
_FEWEST = 6  #: areas make a table
_FILLED = 0.7  #: of an area, or of the extent of a table, by those in it
_APART = 3.5  #: points between areas of one table


class Area(NamedTuple):
    """A filled rectangle, y growing downwards."""

    left: float
    top: float
    right: float
    foot: float

    @property
    def size(self) -> float:
        """Square points."""
        return (self.right - self.left) * (self.foot - self.top)

    def holds(self, other: "Area") -> bool:
        """Whether the middle of a smaller area lies in this one."""
        x, y = (other.left + other.right) / 2, (other.top + other.foot) / 2
        return self.left < x < self.right and self.top < y < self.foot and other.size < self.size


def cells_of(areas: Sequence[Area]) -> list[Area]:
    """Return the areas that are the cells of tables; [] where there are too many, or none lie close."""
    found = sorted(set(areas), key=lambda area: area.top)
    if len(found) > _MOST:
        return []
    found = [area for area in found if not _is_around(area, found)]
    found = [area for area in found if not any(other.holds(area) for other in found)]
    tables: list[list[Area]] = []
    foot = 0.0
    for area in found:
        if not tables or area.top - foot > _APART:
            tables.append([])
            foot = area.foot
        tables[-1].append(area)
        foot = max(foot, area.foot)
    return [area for table in tables if _is_table(table) for area in table]


def _is_around(area: Area, others: Sequence[Area]) -> bool:
    """Return whether an area is filled by others, so that they are the cells and not this one."""
    inside = [other for other in others if area.holds(other)]
    return len(inside) > 1 and sum(one.size for one in inside) > _FILLED * area.size


def _is_table(areas: Sequence[Area]) -> bool:
    if len(areas) < _FEWEST:
        return False
    extent = Area(
        min(one.left for one in areas), areas[0].top,
        max(one.right for one in areas), max(one.foot for one in areas),
    )  # fmt: skip
    return sum(one.size for one in areas) > _FILLED * extent.size
