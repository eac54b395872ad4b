"""The roster of an invented district, as the collection's own `.departments.toml`."""

from pipelines.synthetic.plan import Member, Plan
from pipelines.synthetic.truth import own_money


def roster_toml(plan: Plan) -> str:
    """Return the roster as TOML: one `[[department]]` each, in the plan's order."""
    parts = [f"# 演示数据：编排出来的单位名录，种子 {plan.seed}"]
    parts += [_entry(member) for member in plan.members]
    return "\n\n".join(parts) + "\n"


def _entry(member: Member) -> str:
    one = member.department
    lines = ["[[department]]", f"name = {_quoted(one.name)}", f"kind = {_quoted(one.kind)}"]
    if one.parent:
        lines.append(f"parent = {_quoted(one.parent)}")
    if member.included is not None:
        lines.append(f"included_in_parent = {str(member.included).lower()}")
    if member.former_name:
        lines.append(f"former_names = [{_quoted(member.former_name)}]")
    lines.append(f"size_group = {_quoted(_size(member))}")
    lines.append(f"owes = [{', '.join(_quoted(form_type) for form_type in member.owes)}]")
    if member.exempt_years:
        lines.append(f"exempt_years = [{', '.join(str(year) for year in member.exempt_years)}]")
    return "\n".join(lines)


def _size(member: Member) -> str:
    """Return 大 from a hundred million yuan of budget in any year, 小 below twenty million."""
    budgets = [
        money
        for form in member.forms
        if form.form_type == "department_overall" and (money := own_money(form.facts, "adjusted")) is not None
    ]
    most = max(budgets, default=0)
    return "大" if most >= 100_000_000 else "中" if most >= 20_000_000 else "小"


def _quoted(text: str) -> str:
    """Return a basic TOML string; the names of a plan hold neither quotes nor backslashes."""
    return f'"{text}"'
