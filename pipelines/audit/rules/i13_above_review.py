"""
Is the self score above the reviewed score that the form prints beside it?

The review stands in a column of its own (复核分, 复评得分 …); it is summed over the rows that have
both scores.

Passes over: forms without such a column, and rows without a number in it.

For example: 96 points by itself, 88 by the reviewer.
"""

import re
from decimal import Decimal

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO, plain, signed
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.forms.text import key
from pipelines.forms.values import typed
from pipelines.wording import Wording

#: Headings of such a column; `load` keeps these cells.
HEADING = r"^\s*(?:财政|主管部门)?(?:复核|复评|评审|审核|核定)(?:得|评)?分(?:数)?\s*$"
_HEADING = re.compile(HEADING)
_PLACE = re.compile(r"R(\d+)C(\d+)")


def check(subject: Subject, settings: Settings) -> Answer:
    heading = next((cell for cell in subject.cells if _HEADING.match(key(cell.text))), None)
    if heading is None:
        return NotApplicable("表上没有复核分", "The form prints no reviewed scores")
    numbers = {
        cell.row: typed(cell.text).number
        for cell in subject.cells
        if (cell.before, cell.column) == (heading.before, heading.column) and cell.row > heading.row
    }
    own, reviewed, places = ZERO, ZERO, []
    for row in subject.form.indicators:
        match = _PLACE.search(row.places.get("score", ""))
        found = numbers.get(int(match[1])) if match else None
        if row.score is not None and found is not None:
            own, reviewed = own + row.score, reviewed + found
            places.append(row.places["score"])
    if not places:
        return NotApplicable("复核分没有填写", "No reviewed score is filled in")
    gap: Decimal = own - reviewed
    if abs(gap) < settings.number("I-13", "yellow"):
        return []
    red = abs(gap) >= settings.number("I-13", "red")
    return [
        Hit(
            f"自评{plain(own)}分，复核{plain(reviewed)}分，相差{signed(gap)}（{'红灯' if red else '黄灯'}）",
            f"{plain(own)} by itself, {plain(reviewed)} by the reviewer",
            "复核分",
            [heading.place, *places],
            own,
            reviewed,
            gap,
            light="red" if red else "yellow",
        )
    ]


RULE = Rule(
    "I-13",
    Wording("自评分与复核分相差大吗", "Is the self score far from the reviewed one?"),
    "W",
    "|Δ| ≥ yellow，≥ red 红灯",
    check,
    PRACTICE,
    thresholds={"yellow": Wording("黄灯分差", "Yellow from"), "red": Wording("红灯分差", "Red from")},
)
