"""Whatever a file says of its cells, a grid's cells never overlap."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers.assemble import assemble
from pipelines.readers.grid import Cell, Layout

_CELLS = st.lists(
    st.builds(
        Cell,
        row=st.integers(1, 12),
        column=st.integers(1, 12),
        text=st.sampled_from(["", "a", "b"]),
        rows=st.integers(1, 6),
        columns=st.integers(1, 6),
    ),
    max_size=20,
)


def _covered(cell: Cell) -> set[tuple[int, int]]:
    return {
        (cell.row + down, cell.column + right) for down in range(cell.rows) for right in range(cell.columns)
    }


@settings(max_examples=100, deadline=None)
@given(cells=_CELLS)
def test_no_two_cells_overlap_and_all_stand_in_reading_order(cells: list[Cell]) -> None:
    grid = assemble("正文", Layout.RULED, cells)
    taken: set[tuple[int, int]] = set()
    for cell in grid.cells:
        assert taken.isdisjoint(_covered(cell))
        taken |= _covered(cell)
    assert [(cell.row, cell.column) for cell in grid.cells] == sorted(
        (cell.row, cell.column) for cell in grid.cells
    )


@settings(max_examples=100, deadline=None)
@given(cells=_CELLS)
def test_only_what_lies_under_a_merged_cell_is_lost(cells: list[Cell]) -> None:
    grid = assemble("正文", Layout.RULED, cells)
    places = {(cell.row, cell.column) for cell in grid.cells}
    covered = set().union(*map(_covered, grid.cells)) if grid.cells else set()
    for cell in cells:
        if cell.text:
            assert (cell.row, cell.column) in places | covered


def test_a_blank_cell_is_kept_only_where_it_is_merged() -> None:
    grid = assemble("正文", Layout.RULED, [Cell(1, 1, ""), Cell(1, 2, "", rows=2), Cell(1, 3, "a")])
    assert grid.cells == (Cell(1, 2, "", rows=2), Cell(1, 3, "a"))
