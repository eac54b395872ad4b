"""
Is text of the template left in the form?

Words such as 设置三级指标 anywhere; XX or ×× where no letter or digit stands beside (a masked
telephone number is none); 待定 and …… only where a row's target, actual or name is nothing
else and the row has points. Rows that only keep a place (指标2：, ……) are not filled in and
no fault.

Passes over: nothing.

For example: 根据……要求设置三级指标和指标值 in a cell of 三级指标.
"""

import re
from functools import lru_cache

from pipelines.audit.facts import Subject
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, Rule
from pipelines.wording import Wording

_MASK = r"(?<![A-Za-z0-9*×✕])(?:[Xx]{2,}|[ＸXx×✕]{2,})(?![A-Za-z0-9*×✕])"
#: A word in braces; a year in them is a document's number ({2022}13号).
BRACES = r"[{｛][^{}｛｝\d]{1,12}[}｝]"


@lru_cache(maxsize=8)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join([*map(re.escape, words), _MASK, BRACES]))


def check(subject: Subject, settings: Settings) -> Answer:
    found, seen = pattern(settings.words("W-09", "anywhere")), set()
    hits = []
    for cell in subject.cells:
        match = found.search(cell.text)
        if match and cell.place not in seen and cell.role != "heading":
            seen.add(cell.place)
            shown = cell.text if len(cell.text) <= 40 else cell.text[:40] + "…"
            hits.append(
                Hit(
                    f"留有模板文字“{match[0]}”：{shown}",
                    f"Text of the template is left: {match[0]}",
                    match[0],
                    [cell.place],
                    shown,
                )
            )
    whole = settings.words("W-09", "whole")
    for row in subject.form.indicators:
        for name in ("name", "target", "actual"):
            text, at = (getattr(row, name) or "").strip(), row.places.get(name, row.place)
            if text in whole and row.score is not None and at not in seen:
                seen.add(at)
                hits.append(
                    Hit(
                        f"留有模板文字“{text}”，却有得分",
                        f"Text of the template is left: {text}",
                        row.name,
                        [at],
                        text,
                    )
                )
    return hits


RULE = Rule(
    "W-09",
    Wording("留有模板文字吗", "Is text of the template left?"),
    "E",
    "含 anywhere，或整格为 whole 且有得分",
    check,
    thresholds={
        "anywhere": Wording("出现即算的模板用语", "Words that count anywhere"),
        "whole": Wording("整格如此才算的用语", "Words that count as a whole cell"),
    },
)
