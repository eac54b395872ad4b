"""One heading divided by periods or in other ways: 全年执行数 over 1—6月, 7—12月 and 合计."""

import re
from collections.abc import Sequence

from pipelines.forms import vocabulary
from pipelines.forms.text import key
from pipelines.readers.grid import Cell

_WHOLE = re.compile(r"合计|小计|总计|共计|总额|全年.{0,4}|本年累计.{0,2}|累计.{0,2}|(?:截至)?年[末底终]")
_PERIOD = re.compile(r".{0,6}(?:月|季度?|半年|全年|本?年度|年[末底终]|累计)(?:末|底|份)?")


def of_the_total(part: str, roles: Sequence[str], stacks: Sequence[tuple[Cell, ...]]) -> list[str]:
    """
    Return the role of each column, given its headings from the top down, with divided ones told apart.

    Where several columns are of one heading and their own words are no heading of the part, that of the
    total (合计, 全年) is meant and the others are "other"; where none or several say so, all are. Columns
    of indicators count only where they are divided by periods.
    """
    under: dict[tuple[Cell, str], list[int]] = {}
    for at, (role, stack) in enumerate(zip(roles, stacks, strict=True)):
        if len(stack) > 1 and role and vocabulary.match(part, stack[-1].text) is None:
            under.setdefault((stack[0], role), []).append(at)
    told = list(roles)
    for places in under.values():
        words = [key(stacks[at][-1].text) for at in places]
        whole = [at for at, word in zip(places, words, strict=True) if _WHOLE.fullmatch(word)]
        divided = len(places) > 1 and (part == "funds" or any(is_period(stacks[at][-1]) for at in places))
        for at in places if divided else []:
            told[at] = roles[at] if whole == [at] else "other"
    return told


def is_period(cell: Cell) -> bool:
    """Whether a heading is a part of the year or all of it: 1—6月, 一季度, 全年."""
    return bool(_PERIOD.fullmatch(key(cell.text)))
