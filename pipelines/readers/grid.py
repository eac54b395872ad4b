"""
What every reader hands on: a `Document` of `Grid`s of `Cell`s.

A grid is a sheet, or the whole body of a Word, web or text file from top to bottom:
paragraphs outside tables are rows of one cell over the full width, so that a title above
a table, and a table that goes on after a page break, stand in one numbering.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from pipelines.problems import Problem


class Layout(Enum):
    """How far a cell's column may be trusted."""

    RULED = "ruled"  #: a real table: columns and spans are the publisher's own
    TABBED = "tabbed"  #: text with separators: columns may have drifted, empty cells may be lost
    CLOSED = "closed"  #: text with separators whose empty cells are lost: rows are known, columns are not
    LINES = "lines"  #: one cell a line: there are no columns


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One cell as it was printed.

    A merged cell is one `Cell` at its top left with its spans. Blank cells are kept only
    where they are merged (their extent shapes the form); all others are absent.
    """

    row: int  #: counted from 1; in text, the line of the file
    column: int  #: counted from 1; in text, the field of the line
    text: str  #: what a person sees: formatted, with its line breaks and any markup
    rows: int = 1
    columns: int = 1
    stored: str | None = None  #: the stored value where it differs from the text: 0.8224 under 82.24%
    hidden: bool = False  #: in a hidden row, column or sheet
    halved: bool = False  #: a page break stands beside it, so that its text may be half of one

    @property
    def place(self) -> str:
        return f"R{self.row}C{self.column}"

    def covers(self, column: int) -> bool:
        """Whether the cell lies in a column, be it merged over several."""
        return self.column <= column < self.column + self.columns


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in reading order (row, then column), never overlapping."""

    name: str  #: the sheet's name; "正文" for a whole Word, web or text file
    layout: Layout
    cells: tuple[Cell, ...]
    hidden: bool = False
    table_starts: tuple[int, ...] = ()  #: rows at which a table of its own begins
    problems: tuple[Problem, ...] = ()  #: what the file holds here that no cell tells, such as a scanned page

    @property
    def by_place(self) -> Mapping[str, Cell]:
        return {cell.place: cell for cell in self.cells}


@dataclass(frozen=True, slots=True)
class Document:
    """One file, or one member of an archive, read."""

    path: str  #: as given
    member: str | None  #: the path inside an archive ("a.zip" inside a zip: "a.zip/b.xlsx")
    sha256: str  #: of this file's (or member's) own bytes, in hex
    media_type: str
    grids: tuple[Grid, ...]
    size: int  #: bytes

    @property
    def name(self) -> str:
        """The last part of the path: what a person calls the file."""
        return (self.member or self.path).replace("\\", "/").rsplit("/", 1)[-1]
