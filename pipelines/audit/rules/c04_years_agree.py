"""
Do the years agree: of title and head, of sheet, file and folder?

A later year without 年度 in a file's name is when it was published; a full date is when it was
filled in: neither says what year the form is of.

Passes over: forms without a year, and forms beside which no year is named.

For example: 2022年度 in the file's name and 2023年度 in the title.
"""

import re
from collections.abc import Iterator

from pipelines.audit.facts import Subject
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording

_YEAR = re.compile(r"(?<!\d)(20\d{2})(?:\s*(年度|年(?!\s*\d{1,2}\s*月)))?(?![\d.\-/年])")


def _years(text: str) -> Iterator[tuple[int, str]]:
    for match in _YEAR.finditer(text):
        yield int(match[1]), match[2] or ""


def check(subject: Subject, settings: Settings) -> Answer:
    form, year = subject.form, subject.year
    if year is None:
        return NotApplicable("年度未识别", "The year is unknown")
    stem = subject.path.rsplit(".", 1)[0]
    sources = [
        *(
            ("表头", cell.text, cell.place)
            for cell in subject.cells
            if cell.field in ("title", "fiscal_year") and len(cell.text) < 80
        ),
        ("工作表名", form.grid, None),
        *((("文件名", part, None)) for part in reversed(stem.split("/"))),
    ]
    hits, checked = [], False
    for what, text, at in sources:
        found = list(_years(text))
        checked = checked or bool(found)
        # A later year without 年度 is when it was published.
        wrong = [one for one, word in found if one != year and (word == "年度" or one < year)]
        if found and all(one != year for one, _ in found) and wrong:
            hits.append(
                Hit(
                    f"本表年度是{year}，{what}“{text}”写的是{wrong[0]}",
                    f"The form is of {year}, “{text}” says {wrong[0]}",
                    what,
                    [at or form.places.get("fiscal_year")],
                    str(wrong[0]),
                    str(year),
                )
            )
    return hits if checked else NotApplicable("别处没有写年度", "No other year is named")


RULE = Rule(
    "C-04",
    Wording("各处的年度一致吗", "Do the years agree?"),
    "E",
    "标题、表头年度 = 工作表名、文件名、批次的年度",
    check,
)
