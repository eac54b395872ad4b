"""Rows that number the columns above them: 栏次 | 1 | 2 | 3=1+2."""

import re
from dataclasses import replace

from pipelines.forms.rows import Row
from pipelines.forms.section import Block
from pipelines.forms.text import key

_LABEL = re.compile("[栏列行](?:次|号|目)|序号|[甲乙丙丁戊]")
_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?:=[\d+\-*/÷×()]+%?)?")
#: Fewer numbers than these may be figures.
_FEWEST = 3


def numbers_apart(block: Block) -> Block:
    """Return a block whose rows that number its columns are headings printed again, and no rows."""
    numbers = [row for row in block.rows if numbers_columns(row)]
    if not numbers:
        return block
    rows = [row for row in block.rows if row not in numbers]
    return replace(block, rows=rows, repeated=[*block.repeated, *numbers])


def numbers_columns(row: Row) -> bool:
    """Whether a row counts from 1 on from cell to cell, with at most a label such as 栏次 before it."""
    texts = [key(cell.text) for cell in row.cells]
    while texts and _LABEL.fullmatch(texts[0]):
        texts.pop(0)
    found = [_NUMBER.fullmatch(text) for text in texts]
    counted = [int(match[1]) for match in found if match]
    return len(found) >= _FEWEST and counted == list(range(1, len(found) + 1))
