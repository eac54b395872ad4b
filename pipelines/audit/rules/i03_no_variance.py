"""
Have all projects of a department the same total?

Passes over: departments with fewer scored project forms than `least`.

For example: five projects of one year, each with 98 points.
"""

from pipelines.audit.facts import Unit
from pipelines.audit.figures import ZERO, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(unit: Unit, settings: Settings) -> Answer:
    totals = [(one, one.form.total_score) for one in unit.projects if one.form.total_score is not None]
    if len(totals) < settings.number("I-03", "least"):
        return NotApplicable("有总分的项目太少", "Too few projects with a total")
    if len({score for _, score in totals}) > 1:
        return []
    first, score = totals[0]
    return [
        Hit(
            f"{len(totals)}个项目的总分全是{plain(score or ZERO)}",
            f"All {len(totals)} projects have the same total",
            "项目总分",
            [first.form.places.get("total_score")],
            score,
            None,
            of=first,
        )
    ]


RULE = Rule(
    "I-03",
    Wording("同一单位各项目总分全同吗", "Have all projects the same total?"),
    "S",
    "总分的标准差 > 0，n ≥ least",
    check,
    PRACTICE,
    "department",
    {"least": Wording("最少项目数", "Least number of projects")},
)
