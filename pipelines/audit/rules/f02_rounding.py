"""
How was the printed rate rounded, where it is not half-up?

Passes over: rates that agree when rounded half-up, and rates further off than one unit of the
last place (F-01 asks of those).

For example: 65.1263 % printed as 65.12 was cut off.
"""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP

from pipelines.audit.facts import Subject
from pipelines.audit.figures import name_of, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.audit.rules.f01_printed_rate import shown_and_found
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    hits, checked = [], False
    for line in subject.form.funds:
        read = shown_and_found(line)
        if read is None or abs(read[0] - read[2]) > read[1]:
            continue
        checked = True
        shown, step, found = read
        units = found / step
        ways = [
            (ROUND_HALF_UP, "", ""),
            (ROUND_DOWN, "截断", "cut off"),
            (ROUND_CEILING, "进位", "rounded up"),
        ]
        zh, en = next(
            ((zh, en) for way, zh, en in ways if units.quantize(1, way) * step == shown),
            ("近似取值", "approximate"),
        )
        if zh:
            hits.append(
                Hit(
                    f"“{name_of(line)}”印的执行率{plain(shown)}%是{zh}的，四舍五入应为"
                    f"{plain(units.quantize(1, ROUND_HALF_UP) * step)}%",
                    f"The printed rate {plain(shown)}% is {en}, not rounded half-up",
                    name_of(line),
                    [line.places.get("rate_pct", line.place)],
                    line.rate_pct,
                    round(found, 4),
                    round(found - shown, 4),
                )
            )
    return hits if checked else NotApplicable("没有可核对的执行率", "No printed rate beside a budget")


RULE = Rule(
    "F-02",
    Wording("印的执行率是四舍五入的吗", "Is the printed rate rounded half-up?"),
    "I",
    "末位一个单位之内，指出截断或进位",
    check,
)
