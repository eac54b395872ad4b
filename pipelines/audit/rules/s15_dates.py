"""
Does a date as a target lie before the form's year, or is it cut short?

What was printed is judged, not what a correction makes of it.

Passes over: forms without a year or without dates as targets.

For example: 023年12月底前 in a form of 2023.
"""

import re

from pipelines.audit.facts import Subject
from pipelines.audit.figures import is_date
from pipelines.audit.points import date_cells
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.forms.values import is_cut_date
from pipelines.wording import Wording

_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=\s*[年.\-/])")


def check(subject: Subject, settings: Settings) -> Answer:
    year = subject.year
    hits, checked = [], False
    for row, text, at in date_cells(subject):
        years = [int(found) for found in _YEAR.findall(text)] if "20" in text and len(text) <= 40 else []
        cut = is_cut_date(text)
        if not (cut or is_date(text) or years) or year is None:
            continue
        checked = True
        if cut:
            zh, en = f"“{row.name}”的时限“{text}”缺了首位数字", f"The date {text} is cut short"
        elif years and max(years) < year:
            zh, en = f"“{row.name}”的时限“{text}”早于本表年度{year}", f"The date {text} lies before {year}"
        else:
            continue
        hits.append(Hit(zh, en, row.name, [at], text, str(year)))
    return hits if checked else NotApplicable("没有以日期为指标值的指标", "No date stands as a target")


RULE = Rule(
    "S-15",
    Wording("时限早于年度或缺字吗", "Is a date too early or cut short?"),
    "W",
    "时限的年份 ≥ 本表年度",
    check,
    PRACTICE,
)
