"""
Plain text: fields between tabs, pipes or commas, or one cell a line.

The row of a cell is its line in the file, the column the number of its field, both from
1. An empty field keeps its number, so that columns hold where the file kept them.
"""

import csv
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from statistics import median
from unicodedata import east_asian_width

from pipelines.problems import SourceError
from pipelines.readers.assemble import assemble
from pipelines.readers.decode import decode
from pipelines.readers.grid import Cell, Grid, Layout
from pipelines.readers.limits import MAX_LINE_CHARACTERS
from pipelines.readers.printed import printed
from pipelines.readers.spaced import spaced

#: A separator counts where it divides at least this share of the lines, and two of them:
#: the pipes of a web page's "首页 | 上一页" are not a table.
_MIN_SHARE = 0.1
_PIPES = "|｜│┃"
_RULE = re.compile(r"[\s|｜│┃:+\-─━═┄┼├┤┌┐└┘┬┴╋┣┫┏┓┗┛┳┻=_]+")
#: Rules between so many rows, few lines each: the lines between two rules are one row.
_FEWEST_ROWS = 5
_USUAL_LINES = 3
#: Of blank places at the end of a field; fewer leave no room for a character more.
_ROOM = 2
#: A quotation mark at the end of a field, and not a doubled one inside it.
_CLOSED = re.compile(r'(?<!")(?:"")*"(?:\t|\s*$)')
_MAX_QUOTED_LINES = 200
_MIN_CSV_SHARE = 0.6
_FEWEST_RECORDS = 3
#: One amount with its commas, and what may stand around it on its line.
_THOUSANDS = re.compile(r"[^,\d]*\d{1,3}(?:,\d{3})+(?:\.\d+)?[^,\d]*")


def read(data: bytes) -> tuple[Grid, ...]:
    """
    Return one grid called 正文, `TABBED` where the lines have fields, else `LINES`.

    Raises:
        SourceError: "unreadable" for noise, "empty" where there is no text.
    """
    layout, cells = cells_of(lines_of(decode(data)))
    grid = assemble("正文", layout, cells)
    if not grid.cells:
        raise SourceError("empty", "没有文字", "自评表的文字")
    return (grid,)


def lines_of(text: str) -> list[str]:
    """
    Return the lines of `text`; `\\r` alone ends a line only in files that know no other end.

    Raises:
        SourceError: "too_large" for a line that nobody wrote.
    """
    text = text.replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    lines = text.split("\n")
    longest = max(map(len, lines))
    if longest > MAX_LINE_CHARACTERS:
        number = next(number for number, line in enumerate(lines, 1) if len(line) == longest)
        expected = f"一行不超过 {MAX_LINE_CHARACTERS} 字"
        raise SourceError("too_large", f"一行有 {longest} 个字", expected, place=f"R{number}C1")
    return lines


def cells_of(lines: Sequence[str]) -> tuple[Layout, Iterator[Cell]]:
    """Return the cells of `lines`, those of line n in row n, and how far columns may be trusted."""
    written = [line for line in lines if line.strip()]
    by_separator = {
        separator: sum(1 for line in written if _divides(line, separator)) for separator in ("\t", *_PIPES)
    }
    best = max(by_separator, key=lambda separator: by_separator[separator])
    if by_separator[best] >= max(2, _MIN_SHARE * len(written)):
        records = _tabbed(lines) if best == "\t" else _piped(lines, best)
        return Layout.TABBED, _cells(records)
    for separator in ",;":
        if separated := _records(lines, separator):
            return Layout.TABBED, _cells(separated)
    if apart := spaced(lines):
        return Layout.TABBED, _cells(apart)
    return Layout.LINES, _cells((number, [line]) for number, line in enumerate(lines, 1))


def _divides(line: str, separator: str) -> bool:
    return separator in line and sum(1 for field in line.split(separator) if field.strip()) >= 2


def _cells(records: Iterable[tuple[int, list[str]]]) -> Iterator[Cell]:
    for row, fields in records:
        for column, field in enumerate(fields, 1):
            if text := printed(field):
                yield Cell(row, column, text)


def _tabbed(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each line's fields; one quoted by a spreadsheet may run over several lines."""
    closing = [number for number, line in enumerate(lines) if '"' in line and _CLOSED.search(line)]
    number = 0
    while number < len(lines):
        start, line = number, lines[number]
        number += 1
        if closing and _open_quote(line):
            at = bisect_left(closing, number)
            if at < len(closing) and closing[at] - start < _MAX_QUOTED_LINES:
                record = _quoted(lines[start : start + _MAX_QUOTED_LINES])
                if record is not None:
                    fields, count = record
                    number = start + count
                    yield start + 1, fields
                    continue
        yield start + 1, line.split("\t")


def _quoted(lines: Sequence[str]) -> tuple[list[str], int] | None:
    """Return the fields of the first record and the number of its lines, or None where it does not end."""
    reader = csv.reader((line + "\n" for line in lines), delimiter="\t", strict=True)
    try:
        return next(reader), reader.line_num
    except csv.Error:
        return None


def _open_quote(line: str) -> bool:
    """Return whether the last field opens a quotation that this line does not close."""
    last = line.rsplit("\t", 1)[-1]
    return last.startswith('"') and last.count('"') % 2 == 1


def _piped(lines: Sequence[str], pipe: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each line's fields; pipes at both ends are a frame; lines that only rule are left out."""
    piped = [line.strip() for line in lines if pipe in line]
    framed = sum(line.startswith(pipe) for line in piped) * 2 > len(piped)
    split = re.compile(rf"(?<!\\){re.escape(pipe)}")
    table: list[list[tuple[int, list[str]]]] = [[]]  # of the present table: the lines between two rules
    for number, line in enumerate(lines, 1):
        if _is_rule(line, pipe):
            table.append([])
        elif pipe in line:
            line = line.strip()
            if framed:
                line = line.removeprefix(pipe).removesuffix(pipe)
            table[-1].append((number, split.split(line)))
        else:
            yield from _rows(table, pipe)
            table = [[]]
            yield number, [line]
    yield from _rows(table, pipe)


def _rows(table: Sequence[Sequence[tuple[int, list[str]]]], pipe: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table: its lines, or where each row is ruled off, what stands between two rules."""
    blocks = [block for block in table if block]
    if len(blocks) >= _FEWEST_ROWS and median(map(len, blocks)) <= _USUAL_LINES:
        blocks = [[_row(block)] for block in blocks]
    for number, fields in chain.from_iterable(blocks):
        yield number, [field.replace(f"\\{pipe}", pipe) for field in fields]


def _is_rule(line: str, pipe: str) -> bool:
    """Return whether a line only rules off: `|---|:--:|` or `├──┼──┤`."""
    if pipe not in line:
        return _RULE.fullmatch(line) is not None and len(line.strip()) > 2
    fields = [field.strip() for field in line.strip().strip(pipe).split(pipe)]
    return all(len(field) > 1 and _RULE.fullmatch(field) for field in fields)


def _row(lines: Sequence[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    """Return the lines of one row as a row: a piece that fills its field goes on in the next line."""
    texts: list[str] = []
    for _, fields in lines:
        for column, field in enumerate(fields):
            if column == len(texts):
                texts.append("")
            if piece := field.strip():
                texts[column] += piece
                if _width(field) - _width(field.rstrip()) > _ROOM:
                    texts[column] += "\n"
    return lines[0][0], texts


def _width(text: str) -> int:
    """Return how many places a text takes in a terminal, where a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _records(lines: Sequence[str], separator: str) -> list[tuple[int, list[str]]] | None:
    """
    Return the records of a csv, or None where the commas (or semicolons) are no separators.

    They are where they divide most lines, of any number of fields. The commas inside
    10,937,482.14 do not count, nor do those of a sentence, which a space follows. Semicolons
    end sentences too, so there a record must have as many fields as those beside it: a table is
    three records or more.
    """
    if sum(1 for line in lines if separator in line) < 2:
        return None
    records: list[tuple[int, list[str]]] = []
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator)
    start = 1
    try:
        for fields in reader:
            records.append((start, fields))
            start = reader.line_num + 1
    except csv.Error:
        return None
    written = [fields for _, fields in records if any(map(str.strip, fields))]
    tables = [sum(1 for _ in same) for _, same in groupby(map(len, written))]
    if separator == ";" and len(tables) > 1 and min(tables) < _FEWEST_RECORDS:
        return None
    divided = sum(1 for fields in written if _is_divided(fields))
    told = sum(1 for fields in written if sum(1 for field in fields if field.strip()) > 1)
    return records if told >= 2 and divided >= _MIN_CSV_SHARE * len(written) else None


def _is_divided(fields: Sequence[str]) -> bool:
    sentence = sum(1 for field in fields[1:] if field.startswith(" ")) * 2 > len(fields) - 1
    return len(fields) > 1 and not sentence and not _THOUSANDS.fullmatch(",".join(fields))
