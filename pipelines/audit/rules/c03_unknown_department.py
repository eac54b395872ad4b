"""
Is the department in the roster?

The nearest name is shown with its likeness; a person decides.

Passes over: collections that no roster covers, and forms without a department.

For example: 上海市闵行区浦锦街道党群中心 where the roster has 党群服务中心.
"""

from decimal import Decimal
from functools import lru_cache

from pipelines.audit.facts import District
from pipelines.audit.figures import ZERO, pct, similar
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(district: District, settings: Settings) -> Answer:
    if not district.names:
        return NotApplicable("没有名录", "No roster")
    known = tuple(sorted(district.names))
    hits = []
    for one in district.forms:
        if one.department is None or one.department in district.names:
            continue
        name = one.department
        nearest, likeness = _nearest(name, known)
        sure = likeness >= settings.number("C-03", "sure")
        hits.append(
            Hit(
                f"“{name}”不在名录中，"
                f"最像“{nearest}”（相似度{pct(likeness, 0)}{'' if sure else '，需人工确认'}）",
                f"{name} is not in the roster; the nearest is {nearest} ({pct(likeness, 0)})",
                name,
                [one.department_place],
                name,
                nearest,
                of=one,
            )
        )
    return hits


@lru_cache(maxsize=5_000)  # a department has several forms, and the same name in each year
def _nearest(name: str, known: tuple[str, ...]) -> tuple[str, Decimal]:
    """The first of those most alike; what cannot be more alike than that is not looked at closer."""
    nearest, likeness = known[0], ZERO
    for other in known:
        alike = similar(other, name, likeness)
        if alike > likeness:
            nearest, likeness = other, alike
    return nearest, likeness


RULE = Rule(
    "C-03",
    Wording("单位在名录中吗", "Is the department in the roster?"),
    "W",
    "名称（含曾用名）在名录中",
    check,
    PRACTICE,
    "district",
    {"sure": Wording("低于此相似度需人工确认", "A person is needed below")},
)
