"""One form on a terminal: head, fund lines, indicators, and what was not understood."""

from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dashboard.commands.terminal import plain
from pipelines.forms.form import Form
from pipelines.readers.grid import Document

TYPES = {
    "department_overall": "部门整体支出绩效自评表",
    "project": "项目支出绩效自评表",
    "transfer_payment": "转移支付绩效自评表",
    "unknown": "类型不明的自评表",
}


def print_form(form: Form, document: Document, console: Console) -> None:
    """Print one form; nothing of the file's text is interpreted as markup."""
    source = document.path + (f" › {document.member}" if document.member else "")
    console.rule(_text(f"{source} › {form.grid}"), align="left")
    console.print(_head(form))
    if form.funds:
        console.print(_funds(form))
    if form.indicators:
        console.print(_indicators(form))
    console.print(_remarks(form))
    console.print()


def _head(form: Form) -> Table:
    table = Table.grid(padding=(0, 2))
    rows = (
        ("表", TYPES[form.form_type] + ("（演示数据）" if form.synthetic else ""), None),
        ("年度", _number(form.fiscal_year), "fiscal_year"),
        ("填报单位", form.department, "department"),
        ("主管部门", form.supervisor, "supervisor"),
        ("项目", form.project, "project"),
        ("金额单位", form.unit, "unit"),
        ("总分", _out_of(form.total_score, form.total_weight), "total_score"),
        ("等级", form.grade, "grade"),
    )
    for heading, shown, field in rows:
        if shown or field in ("fiscal_year", "department"):
            place = form.places.get(field, "") if field else form.form_id
            table.add_row(_text(heading), _text(shown or "（未印）"), _text(place))
    return table


def _funds(form: Form) -> Table:
    unit = form.unit or "单位未印"
    table = Table(title=Text(f"资金（{unit}，照印）"), title_justify="left")
    for heading in ("项目", "年初预算", "全年预算", "全年执行", "执行率%", "分值", "得分"):
        table.add_column(heading, justify="left" if heading == "项目" else "right")
    table.add_column("位置")
    for line in form.funds:
        values = (line.initial, line.adjusted, line.executed, line.rate_pct, line.weight, line.score)
        label = Text("　" * line.depth).append(_text(line.label or ""))
        if line.amount is not None:
            label.append(f"（{_number(line.amount)}）")
        table.add_row(label, *map(_text, map(_number, values)), _text(line.place))
    return table


def _indicators(form: Form) -> Table:
    table = Table(title=Text(f"指标（{len(form.indicators)} 条）"), title_justify="left")
    for heading in ("一级", "二级", "三级", "目标", "实际"):
        table.add_column(heading, overflow="fold")
    table.add_column("得分", justify="right")
    table.add_column("位置")
    for row in form.indicators:
        words = (row.level1, row.level2, row.name, row.target, row.actual)
        score = _out_of(row.score, row.weight)
        table.add_row(*(_text(word or "") for word in words), _text(score), _text(row.place))
    return table


def _remarks(form: Form) -> Table:
    table = Table.grid(padding=(0, 2))
    for problem in form.problems:
        table.add_row(Text("疑点"), _text(problem.place or "全表"), _text(problem.message))
    for cell in form.unread:
        table.add_row(Text("未读懂"), _text(cell.place), _text(cell.text))
    return table


def _text(words: str) -> Text:
    """Words as they are: a bracket is no markup, a control character no command."""
    return Text(plain(words))


def _number(value: Decimal | int | None) -> str:
    """Return digits as printed, without an exponent; empty where nothing is printed."""
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def _out_of(score: Decimal | None, weight: Decimal | None) -> str:
    """Return "97.8 / 100"; a part that is not printed is a dash, both an empty text."""
    if score is None and weight is None:
        return ""
    return f"{_number(score) or '—'} / {_number(weight) or '—'}"
