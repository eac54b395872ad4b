"""
A form's reading on a few lines that a person can hold against the form.

`python -m tests.golden FILE…` (or `make golden FILE=…`) writes `FILE.golden.txt` beside each
file. It never overwrites: who wants a new one reads the old one and deletes it. Tests only
compare.
"""

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from pipelines.forms import read_forms
from pipelines.forms.form import Form
from pipelines.readers import read

ENDING = ".golden.txt"


def golden_path(path: Path) -> Path:
    """Where a file's golden reading stands."""
    return path.with_name(path.name + ENDING)


def golden_text(path: Path) -> str:
    """Return what is understood of a file now, in the form of a golden reading."""
    result = read(path)
    lines: list[str] = [f"rejected    {one.member or '-'}   {one.error.line()}" for one in result.rejected]
    for document in result.documents:
        reading = read_forms(document)
        for form in reading.forms:
            lines += [*_form(form), ""]
        lines += [f"without     {problem.code}   {problem.message}" for problem in reading.problems]
    return "\n".join(lines).rstrip() + "\n"


def _form(form: Form) -> Iterator[str]:
    yield f"form        {form.grid} {form.ordinal}   rows {form.first_row}–{form.last_row}   {form.form_type}"
    for field in (
        "fiscal_year",
        "department",
        "supervisor",
        "project",
        "unit",
        "total_weight",
        "total_score",
        "grade",
    ):
        value = getattr(form, field)
        if value is not None:
            yield f"{field:<11} {_shown(value)}   {form.places.get(field, '-')}"
    yield "            initial | adjusted | executed | rate_pct | weight | score"
    for line in form.funds:
        figures = (line.initial, line.adjusted, line.executed, line.rate_pct, line.weight, line.score)
        inside = f" + {_shown(line.amount)}" if line.amount is not None else ""
        label = f"{'  ' * line.depth}{_shown(line.label)}{inside}"
        yield f"fund        {' | '.join(map(_shown, figures))}   {line.kind}   {label}   {line.place}"
    for goal in form.goals:
        places = " ".join(f"{field} {place}" for field, place in goal.places.items())
        yield f"goal        {places}   {_short(goal.planned)} → {_short(goal.achieved)}"
    for row in form.indicators:
        levels = f"{_shown(row.level1)} › {_shown(row.level2)}"
        if row.level2_candidates:
            levels += f" ({' / '.join(row.level2_candidates)})"
        values = f"{_shown(row.target)} | {_shown(row.actual)} | {_shown(row.score)} / {_shown(row.weight)}"
        reason = f"   reason {_short(row.reason)}" if row.reason else ""
        yield f"indicator   {levels} › {_shown(row.name)}   {values}{reason}   {row.place}"
    for problem in form.problems:
        yield f"problem     {problem.place or '-'}   {problem.code}   {problem.message}"
    for cell in form.unread:
        yield f"unread      {cell.place}   {_short(cell.text)}"


def _shown(value: str | int | Decimal | None) -> str:
    """A value as printed; what is not printed is a dash."""
    if value is None:
        return "-"
    return format(value, "f") if isinstance(value, Decimal) else " ".join(str(value).split())


def _short(text: str | None) -> str:
    """A long text by its beginning and length, so that a changed one is seen."""
    whole = _shown(text)
    return whole if len(whole) <= 24 else f"{whole[:24]}…({len(whole)})"


def main(names: list[str]) -> int:
    """Write the golden reading of each file; 1 where one is there already."""
    status = 0
    for name in names:
        target = golden_path(Path(name))
        if target.exists():
            print(f"{target} 已有：先核对、删去旧的，再写新的。", file=sys.stderr)
            status = 1
            continue
        target.write_text(golden_text(Path(name)), encoding="utf-8")
        print(f"已写 {target}：请逐值与原表核对后再提交。")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
