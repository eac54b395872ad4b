"""
Is the total the sum of the scores?

The points of 预算执行率 count once; a total that agrees with or without them agrees.

Passes over: forms without a printed total or without scores, and forms in which a row with a
weight has no score; forms whose weights leave room for 预算执行率 (90 of 100), print no points for
it, and whose total is above the sum by no more than that room.

For example: 97.8 over scores that sum to 96: an unexplained +1.8.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO, execution_points, place, plain, signed, total
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    form, claimed = subject.form, subject.form.total_score
    scores = [row.score for row in form.indicators if row.score is not None]
    if (
        claimed is None
        or not scores
        or any(r.score is None and r.weight is not None for r in form.indicators)
    ):
        return NotApplicable("没有印总分，或没有各项得分", "No total, or no score of every row")
    _, execution = execution_points(form)
    sums = [sum(scores, ZERO)]
    if execution is not None:
        sums.insert(0, sums[0] + execution)
    if any(abs(claimed - found) <= settings.number("S-07", "step") for found in sums):
        return []
    found = min(sums, key=lambda one: abs(claimed - one))
    gap = claimed - found
    full, without = settings.number("W-01", "full"), settings.number("W-01", "without_execution")
    weights = total(row.weight for row in form.indicators)
    if execution is None and weights == without and ZERO < gap <= full - without:
        return NotApplicable(
            "分值没有到满分，预算执行率的得分没有印，总分无从核对", "The points of 预算执行率 are not printed"
        )
    return [
        Hit(
            f"总分印的是{plain(claimed)}，各项得分相加是{plain(found)}，有{signed(gap)}分没有来由",
            f"The total is {plain(claimed)}, the scores add up to {plain(found)}: {signed(gap)} unexplained",
            "总分",
            [form.places.get("total_score"), *(p for row in form.indicators for p in place(row, "score"))],
            claimed,
            found,
            gap,
        )
    ]


RULE = Rule(
    "S-07",
    Wording("总分等于各项得分之和吗", "Is the total the sum of the scores?"),
    "E",
    "|总分 − Σ得分（含预算执行率）| ≤ step",
    check,
    thresholds={"step": Wording("容许的分差", "Points allowed")},
)
