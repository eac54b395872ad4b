"""The fund block of a form, in each of its arrangements."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.synthetic.arrangement import Arrangement, Column
from pipelines.synthetic.printing import as_decimal, money, plain, points, rate
from pipelines.synthetic.table import Row, Slot, share, spread

Facts = Mapping[str, Any]

_STRUCTURE = ("basic", "project")
_GROUPS = {"source": "资金来源", "structure": "资金结构"}


def fund_rows(facts: Facts, plan: Arrangement) -> list[Row]:
    """Return the rows of the fund block, the merged label at their left included."""
    funds: Sequence[Facts] = facts["funds"]
    if not funds:
        return []
    body = _BODIES[plan.funds](funds, plan, plan.width - 1, facts)
    label = Slot(_worded(plan.fund_label, facts, funds), rows=len(body))
    return [[label, *body[0]], *body[1:]]


def group_of(fund: Facts) -> str:
    """Return "source" or "structure" for a part, "" for a total or a heading line."""
    if fund["kind"] in _STRUCTURE:
        return "structure"
    return "" if fund["kind"] in ("total", "unknown") else "source"


def printed_labels(funds: Sequence[Facts], plan: Arrangement) -> list[str]:
    """Return the label of each line as it is printed, the name of its breakdown before the first of them."""
    groups = [group_of(fund) for fund in funds]
    first = [bool(group) and group not in groups[:place][-1:] for place, group in enumerate(groups)]
    if plan.fund_groups != "prefix":
        return [fund["label"] for fund in funds]
    return [
        f"{_GROUPS[group]}：{fund['label']}" if opens else fund["label"]
        for fund, group, opens in zip(funds, groups, first, strict=True)
    ]


def unit_words(facts: Facts) -> str:
    """Return "（万元）", or nothing where no unit is printed."""
    return f"（{facts['unit']}）" if facts.get("unit") else ""


def _worded(text: str, facts: Facts, funds: Sequence[Facts]) -> str:
    weight = as_decimal(funds[0].get("weight"))
    return text.replace("{unit}", unit_words(facts)).replace("{points}", plain(weight) if weight else "")


def _lines(funds: Sequence[Facts], plan: Arrangement, width: int, facts: Facts) -> list[Row]:
    """One line under the other, each value under its own heading."""
    grouped = plan.fund_groups == "column"
    widths = _widths(plan.fund_columns, width - grouped)
    headings = [
        Slot(_worded(column.heading, facts, funds), wide)
        for column, wide in zip(plan.fund_columns, widths, strict=True)
    ]
    rows = [[Slot(), *headings] if grouped else headings]
    previous = ""
    for number, fund in enumerate(_labelled(funds, plan)):
        group = group_of(fund)
        row: Row = []
        if grouped and group != previous:
            row.append(Slot(_GROUPS.get(group, ""), rows=_run(funds, number)))
        elif grouped and not group:
            row.append(Slot())
        row += [
            _wide(_value(fund, column.key, plan, number), wide)
            for column, wide in zip(plan.fund_columns, widths, strict=True)
        ]
        rows.append(row)
        previous = group
    return rows


def _drifted(funds: Sequence[Facts], plan: Arrangement, width: int, facts: Facts) -> list[Row]:
    """Headings merged over two columns, values beside them: each stands under its neighbour's heading."""
    rest = width - 4
    headings = [column for column in plan.fund_columns if column.key != "label"]
    rows: list[Row] = [
        [Slot(headings[0].heading, 2), Slot(headings[1].heading, 2), Slot(headings[2].heading, rest)]
    ]
    for number, fund in enumerate(_labelled(funds, plan)):
        values = [_value(fund, column.key, plan, number) for column in headings]
        rows.append([Slot(fund["label"], 2), values[0], values[1], _wide(values[2], rest)])
    return rows


def _side_by_side(funds: Sequence[Facts], plan: Arrangement, width: int, facts: Facts) -> list[Row]:
    """Sources at the left, structure at the right, each with its own headings."""
    halves = share(width, 2)
    left = [fund for fund in funds if group_of(fund) != "structure"]
    right = [fund for fund in funds if group_of(fund) == "structure"]
    headings: Row = []
    for half, name in zip(halves, _GROUPS.values(), strict=True):
        texts = [Slot(name), *(Slot(column.heading) for column in plan.fund_columns[1:])]
        headings += spread(texts, half)
    rows = [headings]
    for number in range(max(len(left), len(right))):
        row: Row = []
        for half, side in zip(halves, (left, right), strict=True):
            if number < len(side):
                row += spread([_value(side[number], c.key, plan, number) for c in plan.fund_columns], half)
            else:
                row += spread([Slot()] * len(plan.fund_columns), half)
        rows.append(row)
    return rows


def _pairs(funds: Sequence[Facts], plan: Arrangement, width: int, facts: Facts) -> list[Row]:
    """A label and its value a row; the heading of a column is printed after the line's name."""
    left, right = share(width, 2)
    unit = (facts.get("unit") or "")[:1]
    rows: list[Row] = []
    for fund in funds:
        for column in plan.fund_columns[1:]:
            value = _value(fund, column.key, plan, 0)
            text = value.text if column.key == "rate_pct" or not value.text else value.text + unit
            name = "" if column.key == "rate_pct" else fund["label"]
            rows.append([Slot(name + column.heading, left), Slot(text, right)])
    return rows


_BODIES = {"lines": _lines, "drifted": _drifted, "side_by_side": _side_by_side, "pairs": _pairs}


def _value(fund: Facts, key: str, plan: Arrangement, number: int) -> Slot:
    if key == "label":
        amount = as_decimal(fund.get("amount"))
        joint = "" if str(fund["label"]).endswith(("：", ":")) else "："
        return Slot(fund["label"] if amount is None else f"{fund['label']}{joint}{plain(amount)}")
    value = fund.get(key)
    if key in ("weight", "score"):
        return Slot(plan.fund_dash) if value is None and number else points(value, plan.points)
    return rate(value, plan.rate) if key == "rate_pct" else money(value, plan.money)


def _labelled(funds: Sequence[Facts], plan: Arrangement) -> list[Facts]:
    return [{**fund, "label": text} for fund, text in zip(funds, printed_labels(funds, plan), strict=True)]


def _run(funds: Sequence[Facts], start: int) -> int:
    """Return how many lines from `start` on are of one group."""
    group = group_of(funds[start])
    if not group:
        return 1
    end = start
    while end < len(funds) and group_of(funds[end]) == group:
        end += 1
    return end - start


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    widths = [column.width for column in columns]
    widths[0] += width - sum(widths)
    if widths[0] < 1:
        raise ValueError(f"{len(columns)} fund columns do not fit into {width}")
    return widths


def _wide(slot: Slot, columns: int) -> Slot:
    return Slot(slot.text, columns, slot.rows, slot.number, slot.number_format)
