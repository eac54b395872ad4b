"""
Does the same indicator stand under 产出 and under 效益, and is so counted twice?

One finding a form: every pair of rows, and the points that overlap (the smaller of each pair).

Passes over: forms that have not both levels.

For example: six rows of 产出 stand again under 效益: 30 points.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO, alike, is_level, names, place, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.forms.form import Indicator
from pipelines.forms.text import key
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    output = [row for row in subject.form.indicators if is_level(row, "产出") and row.name]
    effect = [row for row in subject.form.indicators if is_level(row, "效益") and row.name]
    if not output or not effect:
        return NotApplicable("没有同时设产出与效益指标", "Not both 产出 and 效益")
    least = settings.number("I-07", "similar")
    pairs: list[tuple[Indicator, Indicator]] = []
    free = [(key(row.name or ""), row) for row in output]
    for row in effect:
        name = key(row.name or "")
        likeness, twin = max(
            ((alike(said, name, least), one) for said, one in free),
            key=lambda pair: pair[0],
            default=(ZERO, row),
        )
        if likeness >= least:
            pairs.append((twin, row))
            free = [(said, one) for said, one in free if one is not twin]
    if not pairs:
        return []
    points = sum((min(one.weight or ZERO, other.weight or ZERO) for one, other in pairs), ZERO)
    return [
        Hit(
            f"{len(pairs)}个指标在产出与效益中重复：{names([row for _, row in pairs])}，"
            f"重复计分{plain(points)}分",
            f"{len(pairs)} rows stand under 产出 and 效益 alike: {plain(points)} points twice",
            names([row for _, row in pairs]),
            [p for one, row in pairs for p in (*place(row, "name"), *place(one, "name"))],
            str(len(pairs)),
            points,
        )
    ]


RULE = Rule(
    "I-07",
    Wording("产出与效益中有重复指标吗", "Is an indicator counted twice?"),
    "W",
    "名称相同或相似度 ≥ similar",
    check,
    PRACTICE,
    thresholds={"similar": Wording("相似度", "Similarity")},
)
