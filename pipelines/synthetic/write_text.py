"""Tables as text: with tabs, with pipes, or one value a line."""

from collections.abc import Sequence

from pipelines.synthetic.table import Table


def tabbed(tables: Sequence[Table]) -> str:
    """Return a line a row with a tab between two columns; blank cells keep their tabs."""
    return "\n\n".join(
        "\n".join("\t".join(fields) for fields in _fields(table, full=True)) for table in tables
    ) + "\n"  # fmt: skip


def piped(tables: Sequence[Table]) -> str:
    """Return a line a row, `| a | b |`, blank cells kept; lines outside the table stand bare."""
    return "\n\n".join(
        "\n".join(
            fields[0] if len(fields) == 1 else "| " + " | ".join(fields) + " |"
            for fields in _fields(table, full=False)
        )
        for table in tables
    ) + "\n"  # fmt: skip


def closed_up(tables: Sequence[Table]) -> str:
    """Return a line a row with a tab between two values, as web text that has lost its blank cells."""
    return "\n\n".join(
        "\n".join("\t".join(field for field in fields if field) for fields in _fields(table, full=False))
        for table in tables
    ) + "\n"  # fmt: skip


def one_a_line(tables: Sequence[Table]) -> str:
    """Return one value a line, as text copied out of a web page: blank cells are lost."""
    return "\n\n".join(
        "\n".join(field for fields in _fields(table, full=False) for field in fields if field)
        for table in tables
    ) + "\n"  # fmt: skip


def _fields(table: Table, full: bool) -> list[list[str]]:
    """Return the fields of each line; lines outside the table are one field, unless `full`."""
    width = table.width
    body = [[""] * width for _ in table.rows]
    for row, column, slot in table.placed():
        body[row][column] = " ".join(slot.text.split())
    padding = [""] * (width - 1) if full else []
    above = [[line, *padding] for line in table.above]
    if table.right:
        above.append([*padding, table.right])
    return above + body + [[" ".join(line.split()), *padding] for line in table.below]
