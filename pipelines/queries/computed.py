"""
Printed beside computed: what one form says of itself, and what its own figures give.

Not an audit: it lists every figure that can be recomputed from the same form, whether it
agrees or not, so that a reader sees both side by side.
"""

import json
from collections.abc import Iterator
from decimal import Decimal

import polars as pl

from pipelines.queries.frames import conform
from pipelines.warehouse.schema import FORMS, FUNDS, INDICATORS
from pipelines.warehouse.warehouse import Warehouse, Where
from pipelines.wording import Wording

COMPUTED = pl.Schema(
    {
        "check": pl.String(), "subject": pl.String(), "place": pl.String(), "unit": pl.String(),
        "printed": pl.Decimal(38, 4), "computed": pl.Decimal(38, 4), "difference": pl.Decimal(38, 4),
        "agrees": pl.Boolean(),
    }
)  # fmt: skip

#: What is recomputed, in the order of the frame.
CHECKS: dict[str, Wording] = {
    "rate": Wording("执行率 = 执行数 ÷ 预算数", "Rate = executed ÷ budget"),
    "budget_of_parts": Wording("预算数：合计 = 各分项之和", "Budget: total = sum of parts"),
    "executed_of_parts": Wording("执行数：合计 = 各分项之和", "Executed: total = sum of parts"),
    "budget_of_breakdowns": Wording("预算数：资金来源 = 资金结构", "Budget: sources = structure"),
    "executed_of_breakdowns": Wording("执行数：资金来源 = 资金结构", "Executed: sources = structure"),
    "weights_of_level": Wording("一级指标权重 = 各指标分值之和", "Weight of level = sum of weights"),
    "weights": Wording("总分值 = 各项分值之和", "Total weight = sum of weights"),
    "scores": Wording("总分 = 各项得分之和", "Total score = sum of scores"),
}

_STEP = Decimal("0.0001")
_POINTS_STEP = Decimal("0.05")

Row = dict[str, object]


def computed(warehouse: Warehouse, form_id: str) -> pl.DataFrame:
    """
    Every figure of a form that its other figures give, printed and computed.

    Returns:
        A frame of `COMPUTED`, in the order of `CHECKS`, then of the form. `unit` is "%" (rates, 0–100),
        "元" or "分"; `difference` is printed − computed; `agrees` allows for rounding: one unit of the
        last printed place of a rate, half a unit for each term of a sum of money, 0.05 points. A figure
        that is not printed, or that nothing gives, has no row.
    """
    where = [Where("form_id", "=", form_id)]
    head = warehouse.rows(FORMS, (), where=where).to_dicts()
    if not head:
        return pl.DataFrame(schema=COMPUTED)
    funds = warehouse.rows(FUNDS, (), where=where).sort("line_no").to_dicts()
    indicators = warehouse.rows(INDICATORS, (), where=where).sort("indicator_no").to_dicts()
    step = {"万元": Decimal(10_000), "千元": Decimal(1_000), "亿元": Decimal(100_000_000)}.get(
        head[0]["unit"] or "", Decimal(1)
    )
    rows = [*_rates(funds), *_parts(funds, step), *_levels(indicators), *_totals(head[0], funds, indicators)]
    order = pl.col("check").replace_strict({check: number for number, check in enumerate(CHECKS)}, default=99)
    return conform(
        pl.DataFrame(rows, schema=COMPUTED, orient="row").sort(order, maintain_order=True), COMPUTED
    )


def _row(
    check: str, subject: object, place: object, unit: str, figures: tuple[Decimal, Decimal, bool]
) -> Row:
    printed, found, agrees = figures
    return {
        "check": check,
        "subject": subject,
        "place": place,
        "unit": unit,
        "printed": printed.quantize(_STEP),
        "computed": found.quantize(_STEP),
        "difference": (printed - found).quantize(_STEP),
        "agrees": agrees,
    }


def _rates(funds: list[Row]) -> Iterator[Row]:
    for line in funds:
        printed, budget, executed = line["printed_rate"], line["budget_yuan"], line["executed_yuan"]
        if budget is None or executed is None:
            # Without a unit there is no yuan, but a rate needs none.
            budget, executed = _number(line["budget_printed"]), _number(line["executed_printed"])
        shown = _number(printed)
        if (
            shown is None
            or not isinstance(budget, Decimal)
            or not isinstance(executed, Decimal)
            or budget <= 0
        ):
            continue
        found = executed / budget * 100
        step = _unit_of_last_place(str(printed))
        if abs(shown * 100 - found) < abs(shown - found):
            shown, step = shown * 100, step * 100  # printed as a fraction
        place = _place(line, "rate_pct")
        yield _row("rate", line["label"], place, "%", (shown, found, abs(shown - found) <= step))


def _parts(funds: list[Row], unit: Decimal) -> Iterator[Row]:
    for column, check, field in (("budget", "budget", "adjusted"), ("executed", "executed", "executed")):
        totals = [line for line in funds if line["depth"] == 0 and line["line_kind"] == "total"]
        total = next((line for line in totals if line[f"{column}_yuan"] is not None), None)
        sums: dict[str, tuple[Decimal, Decimal]] = {}
        for breakdown in ("source", "structure"):
            parts = [line for line in funds if line["breakdown"] == breakdown and line["depth"] == 1]
            figures = [value for line in parts if isinstance(value := line[f"{column}_yuan"], Decimal)]
            if not figures:
                continue
            smallest = min(
                _unit_of_last_place(str(line[f"{column}_printed"]))
                for line in parts
                if line[f"{column}_printed"] is not None
            )
            sums[breakdown] = (sum(figures, Decimal(0)), (len(figures) + 1) * smallest * unit / 2)
            if total is not None and isinstance(printed := total[f"{column}_yuan"], Decimal):
                found, allowed = sums[breakdown]
                subject = {"source": "资金来源", "structure": "资金结构"}[breakdown]
                agrees = abs(printed - found) <= allowed
                yield _row(f"{check}_of_parts", subject, _place(total, field), "元", (printed, found, agrees))
        if len(sums) == 2:
            (source, some), (structure, more) = sums["source"], sums["structure"]
            agrees = abs(source - structure) <= some + more
            yield _row(f"{check}_of_breakdowns", None, None, "元", (source, structure, agrees))


def _levels(indicators: list[Row]) -> Iterator[Row]:
    sums: dict[object, Decimal] = {}
    first: dict[object, Row] = {}
    for line in indicators:
        if isinstance(line["weight"], Decimal):
            sums[line["level1"]] = sums.get(line["level1"], Decimal(0)) + line["weight"]
        first.setdefault(line["level1"], line)
    for level, line in first.items():
        printed = line["level1_weight"]
        if level is not None and isinstance(printed, Decimal) and level in sums:
            agrees = abs(printed - sums[level]) <= _POINTS_STEP
            place = _place(line, "level1_weight")
            yield _row("weights_of_level", level, place, "分", (printed, sums[level], agrees))


def _totals(head: Row, funds: list[Row], indicators: list[Row]) -> Iterator[Row]:
    for check, column in (("weights", "weight"), ("scores", "score")):
        printed = head[f"total_{column}"]
        figures = [value for line in (*funds, *indicators) if isinstance(value := line[column], Decimal)]
        if isinstance(printed, Decimal) and figures:
            found = sum(figures, Decimal(0))
            agrees = abs(printed - found) <= _POINTS_STEP
            yield _row(check, None, _place(head, f"total_{column}"), "分", (printed, found, agrees))


def _number(printed: object) -> Decimal | None:
    return None if printed is None else Decimal(str(printed))


def _unit_of_last_place(printed: str) -> Decimal:
    _, _, decimals = printed.partition(".")
    return Decimal(1).scaleb(-len(decimals))


def _place(line: Row, field: str) -> object:
    """The place of one field; that of the whole line where it is not known."""
    places = json.loads(str(line["places"] or "{}"))
    return places.get(field) or line.get("place")
