"""
Does the output say done while the money says not?

Passes over: forms without a budget, or without scored rows under 产出.

For example: 98 % of the points of 产出 and 45 % of the money spent.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO, is_level, own_rate, pct, scored
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    spent = own_rate(subject)
    rows = [(row, weight, score) for row, weight, score in scored(subject) if is_level(row, "产出")]
    if spent is None or not rows:
        return NotApplicable("没有预算，或没有产出得分", "No budget, or no score of 产出")
    share = sum((s for _, _, s in rows), ZERO) / sum((w for _, w, _ in rows), ZERO)
    if spent >= settings.number("I-12", "rate") or share < settings.number("I-12", "share"):
        return []
    return [
        Hit(
            f"产出得分率{pct(share)}，而执行率只有{pct(spent)}",
            f"{pct(share)} of 产出 with {pct(spent)} of the money",
            "产出指标",
            [row.places.get("score") for row, _, _ in rows],
            pct(share),
            pct(spent),
            share - spent,
        )
    ]


RULE = Rule(
    "I-12",
    Wording("产出说完成而资金未用吗", "Output done, money not spent?"),
    "S",
    "r < rate 且 产出得分率 ≥ share",
    check,
    PRACTICE,
    thresholds={"rate": Wording("执行率低于", "Rate below"), "share": Wording("产出得分率", "Share of 产出")},
)
