"""
Are the cells of the head filled in?

Name, year and unit of money; a project form its project's name too. A blank 下属单位个数 or 主管部门
is information.

Passes over: the unit where the form prints no money.

For example: 下属单位个数 with nothing beside it.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, Rule
from pipelines.forms.text import key
from pipelines.wording import Wording

_ELSEWHERE = {"year_from_goals", "year_from_file_name"}


def check(subject: Subject, settings: Settings) -> Answer:
    form = subject.form
    year = form.fiscal_year if not any(problem.code in _ELSEWHERE for problem in form.problems) else None
    wanted: list[tuple[str, object]] = [("单位名称", form.department), ("年度", year)]
    if any(line.adjusted is not None or line.executed is not None for line in form.funds):
        wanted.append(("金额单位", form.unit))
    if form.form_type == "project":
        wanted.append(("项目名称", form.project))
    top = f"R{form.first_row}C1"
    hits = [
        Hit(f"表头没有印{name}", f"The head does not print {name}", name, [top])
        for name, value in wanted
        if value is None
    ]
    optional = settings.words("C-05", "optional")
    for cell in subject.cells:
        word = next((word for word in optional if word in key(cell.text)), None)
        if cell.role != "label" or word is None or (word == "主管部门" and form.supervisor):
            continue
        same = [one for one in subject.cells if (one.before, one.row) == (cell.before, cell.row)]
        beside = [one for one in same if one.column > cell.column]
        following = min(beside, key=lambda one: one.column, default=None)
        if following is None or following.role == "label":
            hits.append(Hit(f"“{word}”没有填", f"{word} is blank", word, [cell.place], severity="I"))
    return hits


RULE = Rule(
    "C-05",
    Wording("表头填全了吗", "Is the head filled in?"),
    "E",
    "单位、年度、金额单位；项目表另有项目名称",
    check,
    thresholds={"optional": Wording("空着只作提示的栏目", "Cells whose blank is information")},
)
