"""
Do the weights add up to the full marks?

The points of 预算执行率 count, once. A project form that prints none may add up to what is
left without them (90).

Passes over: forms without weights, and forms in which some row has none.

For example: weights that sum to 96.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import POINTS_STEP, ZERO, execution_points, place, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import MINISTRY, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    form = subject.form
    weights = [row.weight for row in form.indicators if row.weight is not None]
    if not weights or len(weights) < len(form.indicators):
        return NotApplicable("没有分值，或部分指标未印分值", "No weights, or not of every row")
    execution, _ = execution_points(form)
    full, found = settings.number("W-01", "full"), sum(weights, execution or ZERO)
    allowed = [full]
    if execution is None and form.form_type in ("project", "transfer_payment"):
        allowed.append(settings.number("W-01", "without_execution"))
    if any(abs(found - one) <= POINTS_STEP for one in allowed):
        return []
    printed = form.total_weight if form.total_weight is not None else full
    at = form.places.get("total_weight")
    return [
        Hit(
            f"各项分值相加是{plain(found)}分，应为{plain(full)}分"
            + (f"（表上印的合计是{plain(form.total_weight)}）" if form.total_weight is not None else ""),
            f"The weights add up to {plain(found)} instead of {plain(full)}",
            "分值合计",
            [at, *(p for row in form.indicators for p in place(row, "weight"))],
            printed,
            found,
            found - printed,
        )
    ]


RULE = Rule(
    "W-01",
    Wording("各项分值之和等于满分吗", "Do the weights add up to full marks?"),
    "E",
    "Σ分值 = full",
    check,
    MINISTRY,
    thresholds={
        "full": Wording("满分", "Full marks"),
        "without_execution": Wording(
            "项目表不含预算执行率时的分值", "Weights of a project form without 预算执行率"
        ),
    },
)
