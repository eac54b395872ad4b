"""
Headings that divide one over them: by periods (1—6月, 合计), by years (上年, 本年), by who gives the points.

What is of another period, year or party than the form's own is listed, and no value is taken from it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from pipelines.forms import vocabulary
from pipelines.forms.text import key
from pipelines.readers.grid import Cell

_WHOLE = re.compile(r"合计|小计|总计|共计|总额|全年.{0,4}|本年累计.{0,2}|累计.{0,2}|(?:截至)?年[末底终]")
_PERIOD = re.compile(r".{0,6}(?:月|季度?|半年|全年|本?年度|年[末底终]|累计)(?:末|底|份)?")
_EARLIER = re.compile(r"(?:上|上一|前一?|往|去|基)年度?(?:同期|情况|数)?|(?:同期|历史)(?:情况|数|值)?")
_YEAR = re.compile(r"(?:截[至止])?(20\d\d)年")
#: Who gives the points that a self-evaluation is about.
_OWN = re.compile(r".{0,4}(?:自评|自我).{0,4}|(?:项目|预算|填报|本|实施)?(?:单位|部门)(?:评分?|得分)?")

#: Who gives points, that unit or another: 单位自评, 主管部门审核, 财政复核.
_PARTY = re.compile(
    r"(?=.*(?:单位|部门|财政|第三方|专家|机构|自评|自我|复评|复核|审核|评审|核定))[^\d,。;:]{2,8}"
)


def is_own(cell: Cell) -> bool:
    """Whether a heading says that the unit itself gives the points: 单位自评, 自评分, 单位."""
    return bool(_OWN.fullmatch(key(cell.text)))


def are_parties(cells: Sequence[Cell]) -> bool:
    """Whether headings say who gives points, two at least, the unit itself one of them."""
    parties = all(_PARTY.fullmatch(key(cell.text)) for cell in cells)
    return len(cells) > 1 and parties and sum(map(is_own, cells)) == 1


def roles_told(part: str, roles: Sequence[str], stacks: Sequence[tuple[Cell, ...]]) -> list[str]:
    """Return the role of each column, given its headings from the top down, "other" where it is another's."""
    return _of_the_year(_of_the_whole(part, roles, stacks), stacks)


def _of_the_year(roles: Sequence[str], stacks: Sequence[tuple[Cell, ...]]) -> list[str]:
    """
    Return the roles without those of another year: 2022年实际值 beside 2023年目标值, 上年 over 目标值.

    The year of most headings is the form's, the latest where they are even.
    """
    told = [next((year for cell in stack if (year := _year(cell.text))), None) for stack in stacks]
    years = Counter(
        year for role, year in zip(roles, told, strict=True) if year and role not in ("", "other")
    )
    own = max(years, key=lambda year: (years[year], year), default=None)
    earlier = [any(_is_earlier(cell.text) for cell in stack[:-1]) for stack in stacks]
    return [
        "other" if before or (year or own) != own else role
        for role, year, before in zip(roles, told, earlier, strict=True)
    ]


@lru_cache(maxsize=5_000)
def _year(text: str) -> str | None:
    found = _YEAR.match(key(text))
    return found[1] if found else None


@lru_cache(maxsize=5_000)
def _is_earlier(text: str) -> bool:
    return bool(_EARLIER.fullmatch(key(text)))


def _of_the_whole(part: str, roles: Sequence[str], stacks: Sequence[tuple[Cell, ...]]) -> list[str]:
    """
    Return the roles with the columns told apart that divide one heading.

    Where several are of one heading and their own words are no heading of the part, that of the total
    (合计, 全年) is meant, or that of the unit itself (单位 beside 主管部门), and the others are "other";
    where none or several say so, all are. Columns of indicators count where they are divided by periods
    or are points.
    """
    under: dict[tuple[Cell, str], list[int]] = {}
    for at, (role, stack) in enumerate(zip(roles, stacks, strict=True)):
        if len(stack) == 1 or not role:
            continue
        own, over = (vocabulary.match(part, cell.text) for cell in (stack[-1], stack[0]))
        scored = part == "indicators" and over is not None and over.name == "score"
        if own is None or (scored and own.name == "target_unit"):  # 单位
            under.setdefault((stack[0], "score" if scored else role), []).append(at)
    told = list(roles)
    for (_, role), places in under.items():
        by_period = any(is_period(stacks[at][-1]) for at in places)
        scored = part == "indicators" and role == "score"
        meant = _OWN if scored and not by_period else _WHOLE
        whole = [at for at in places if meant.fullmatch(key(stacks[at][-1].text))]
        for at in places if len(places) > 1 and (part == "funds" or scored or by_period) else []:
            told[at] = role if whole == [at] else "other"
    return told


def is_period(cell: Cell) -> bool:
    """Whether a heading is a part of the year or all of it: 1—6月, 一季度, 全年."""
    return bool(_PERIOD.fullmatch(key(cell.text)))
