"""
Are the levels weighted as the standard says?

Passes over: form types without a standard in the profile, and forms with other first levels.

For example: a project form with 60 points on 产出 and 20 on 效益 instead of 50 and 30.
"""

from decimal import Decimal

from pipelines.audit.facts import Subject
from pipelines.audit.figures import POINTS_STEP, ZERO, execution_points, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import MINISTRY, SHANGHAI, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    form = subject.form
    name = {"project": "project", "department_overall": "department_overall"}.get(form.form_type)
    standard = settings.table("W-03", name) if name else {}
    levels = {
        row.level1: next((word for word in standard if word in (row.level1 or "")), None)
        for row in form.indicators
    }
    found: dict[str, Decimal] = {}
    for row in form.indicators:
        if row.level1 is not None:
            word = levels[row.level1] or row.level1
            found[word] = found.get(word, ZERO) + (row.weight or ZERO)
    for row in form.indicators:  # a printed weight of the level goes before the sum of its rows
        named = levels[row.level1]
        if named and row.level1_weight is not None:
            found[named] = row.level1_weight
    execution, _ = execution_points(form)
    if "预算执行率" in standard and execution is not None:
        found["预算执行率"] = execution
    if not standard or set(found) != set(standard) or not any(found.values()):
        return NotApplicable("没有与本表一级指标对应的标准权重", "No standard for these levels")
    off = {word: points for word, points in found.items() if abs(points - standard[word]) > POINTS_STEP}
    if not off:
        return []
    said = "、".join(
        f"{word}{plain(points)}分（标准{plain(standard[word])}分）" for word, points in off.items()
    )
    first = next((r for r in form.indicators if any(word in (r.level1 or "") for word in off)), None)
    at = first.places.get("level1_weight") or first.places.get("level1") if first else None
    return [
        Hit(
            f"权重与标准不同：{said}",
            "The weights differ from the standard: " + said,
            "、".join(off),
            [at],
            "、".join(plain(x) for x in off.values()),
            "、".join(plain(standard[word]) for word in off),
        )
    ]


RULE = Rule(
    "W-03",
    Wording("权重与标准一致吗", "Are the weights the standard ones?"),
    "I",
    "各一级指标权重 = 标准权重",
    check,
    f"{MINISTRY}；{SHANGHAI}",
    thresholds={
        "project": Wording("项目支出的标准权重", "Standard of project forms"),
        "department_overall": Wording("部门整体支出的标准权重", "Standard of overall forms"),
    },
)
