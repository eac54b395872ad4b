"""What it costs to follow very many projects through their renames."""

import time
from dataclasses import replace

from dashboard.bench.report import Figure
from pipelines.queries.following import ProjectForm, follow
from pipelines.synthetic.plan import plan_district
from pipelines.synthetic.truth import own_money

LIMIT_SECONDS = 20.0


def following(number: int) -> list[Figure]:
    """Follow the projects of at least so many forms: an invented district, many times over."""
    some = _district()
    copies = -(-number // len(some))
    forms = [
        replace(form, form_id=f"{form.form_id}·{copy}", department=f"{form.department}·{copy}")
        for copy in range(copies)
        for form in some
    ]
    start = time.perf_counter()
    found = follow(forms)
    taken = time.perf_counter() - start
    beside = f"对应 {len(found):,} 对"
    return [Figure(f"{len(forms):,} 张项目表，跨年度对应", taken, "秒", LIMIT_SECONDS, beside)]


def _district() -> list[ProjectForm]:
    forms = []
    for member in plan_district(60, 5, 1).members:
        for place, one in enumerate(member.forms):
            if one.form_type == "project":
                names = tuple(row["name"] for row in one.facts["indicators"])
                about = (one.department, one.form_type, one.year, one.facts["project"])
                money = own_money(one.facts, "adjusted")
                forms.append(ProjectForm(f"{one.department}·{place}", "演示区", *about, names, money))
    return forms
