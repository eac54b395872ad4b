"""
The inside of a native chart: series, labels and axes as DrawingML.

Bars start at nought; what is not known is a gap; a label is left out where it would touch another;
colours go from dark to light, so that they stay apart on a grey print.
"""

import math
from collections.abc import Sequence
from decimal import Decimal

from dashboard.briefings.fact import Unit
from dashboard.briefings.ooxml import escaped
from dashboard.briefings.ooxml_axes import ACROSS, UP, Axis, axis_over, category_axis, value_axis
from dashboard.briefings.ooxml_fit import width_of
from dashboard.briefings.parts import Chart, Series

_FILLS = ("1F4E79", "C55A11", "A6A6A6", "D9D9D9")
_STROKES = ("1F4E79", "C55A11", "7F7F7F", "000000")
_DASHES = ("solid", "dash", "sysDot", "lgDashDot")
_MARKERS = ("circle", "square", "triangle", "diamond")
_FORMATS = {
    Unit.FRACTION: "0.0%", Unit.YUAN: "#,##0.00", Unit.POINTS: "0.0", Unit.COUNT: "#,##0",
    Unit.PERCENTAGE_POINTS: "0.0", Unit.YEAR: "0", Unit.NUMBER: "0.##",
}  # fmt: skip
#: How an office program prints them.
_PRINTED = {
    "0.0%": "{:.1%}",
    "#,##0.00": "{:,.2f}",
    "0.0": "{:.1f}",
    "#,##0": "{:,.0f}",
    "0": "{:.0f}",
    "0.##": "{:g}",
}
_BY_NAME = {"fraction": Unit.FRACTION, "wan": Unit.YUAN, "points": Unit.POINTS, "count": Unit.COUNT}
#: More labels than these would be read by nobody.
_MOST_LABELS, _MOST_NAMES, _LEAST_PT = 40, 5, 7.0
#: Labels that are nearer to each other than this share of the axis would touch.
_APART, _NAME_HIGH, _NAME_WIDE = 0.05, 0.09, 0.45
_IDS = f'<c:axId val="{ACROSS}"/><c:axId val="{UP}"/>'


def numbers(series: Series) -> list[Decimal | None]:
    """Values as they are drawn: money in 万元, all else as it is; a gap is None."""
    return [
        None if one is None or one.value is None
        else one.value / 10_000 if one.unit is Unit.YUAN
        else one.value
        for one in series.values
    ]  # fmt: skip


def number_format(chart: Chart, series: Series) -> str:
    """How the values of a series are written, by the unit of its first fact."""
    unit = next((one.unit for one in series.values if one is not None), _BY_NAME[chart.unit])
    return _FORMATS[unit]


def plot(chart: Chart, size_pt: float, width_pt: float) -> str:
    """Series and axes of a chart for its plot area, which is drawn so wide, with text of this size."""
    match chart.kind:
        case "points":
            return _points(chart)
        case "lines":
            return _lines(chart)
        case _:
            return _bars(chart, size_pt, width_pt)


def _bars(chart: Chart, size_pt: float, width_pt: float) -> str:
    lying, stacked = chart.kind == "bars", chart.kind == "stacked"
    each = [numbers(series) for series in chart.series]
    size = _label_size(chart, size_pt, width_pt)
    labelled = size >= _LEAST_PT and len(chart.categories) * len(each) <= _MOST_LABELS
    tops = [sum((value or Decimal(0) for value in row), Decimal(0)) for row in zip(*each, strict=True)]
    stacks = tops if stacked else []
    axis = axis_over(tops if stacked else [value for values in each for value in values], True)
    series = "".join(
        f'<c:ser>{_head(at, one.name)}{_fill(at)}<c:invertIfNegative val="0"/>'
        f"{_bar_labels(at, each[at], stacks, number_format(chart, one), size) if labelled else ''}"
        f"{_categories(chart)}{_values(at, one, chart)}</c:ser>"
        for at, one in enumerate(chart.series)
    )
    gap, overlap = (60 if len(each) == 1 or stacked else 80), (100 if stacked else 0)
    return (
        f'<c:barChart><c:barDir val="{"bar" if lying else "col"}"/>'
        f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{_IDS}</c:barChart>'
        + category_axis(chart.axis_x, lying)
        + value_axis(UP, axis, _format_of(chart), chart.axis_y, lying, hidden=labelled)
    )


def _lines(chart: Chart) -> str:
    each = [numbers(series) for series in chart.series]
    axis = axis_over((value for values in each for value in values), False)
    ends = _apart([next((v for v in reversed(values) if v is not None), None) for values in each], axis)
    series = "".join(
        f"<c:ser>{_head(at, one.name)}{_stroke(at)}{_marker(at)}"
        f"{_end_label(each[at], number_format(chart, one)) if at in ends else ''}"
        f'{_categories(chart)}{_values(at, one, chart)}<c:smooth val="0"/></c:ser>'
        for at, one in enumerate(chart.series)
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        f"{_IDS}</c:lineChart>"
        + category_axis(chart.axis_x, lying=False)
        + value_axis(UP, axis, _format_of(chart), chart.axis_y)
    )


def _points(chart: Chart) -> str:
    across, up = chart.series
    xs, ys = numbers(across), numbers(up)
    x_axis, y_axis = axis_over(xs, False), axis_over(ys, False)
    count = len(chart.categories)
    named = _named(xs, ys, x_axis, y_axis)
    dots = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:marker><c:symbol val="diamond"/><c:size val="10"/>{_solid("C55A11")}'
        '</c:marker><c:bubble3D val="0"/></c:dPt>'
        for at in named
    )
    labels = "".join(
        f'<c:dLbl><c:idx val="{at}"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="zh-CN"/>'
        f"<a:t>{escaped(chart.categories[at], 12)}</a:t></a:r></a:p></c:rich></c:tx>"
        f'<c:dLblPos val="{_side(xs[at], x_axis)}"/>{_shown(value=True)}</c:dLbl>'
        for at in named
    )
    return (
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f"<c:ser>{_head(1, up.name)}<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:marker><c:symbol val="circle"/><c:size val="7"/>{_solid("1F4E79")}</c:marker>{dots}'
        f"<c:dLbls>{labels}{_shown(value=False)}</c:dLbls>"
        f"<c:xVal>{_cached('B', xs, number_format(chart, across), count)}</c:xVal>"
        f'<c:yVal>{_cached("C", ys, number_format(chart, up), count)}</c:yVal><c:smooth val="0"/></c:ser>'
        f"{_IDS}</c:scatterChart>"
        + value_axis(ACROSS, x_axis, number_format(chart, across), chart.axis_x)
        + value_axis(UP, y_axis, number_format(chart, up), chart.axis_y)
    )


def _named(xs: Sequence[Decimal | None], ys: Sequence[Decimal | None], across: Axis, up: Axis) -> list[int]:
    """The lowest points whose names would touch neither another name nor a point; in their own order."""
    known = [
        (float(y), float(x), at)
        for at, (x, y) in enumerate(zip(xs, ys, strict=True))
        if x is not None and y is not None
    ]
    chosen: list[tuple[float, float, int]] = []
    for y, x, at in sorted(known):
        touches = any(
            up.nearer(y, other, _NAME_HIGH) and across.nearer(x, beside, _NAME_WIDE)
            for other, beside, _ in chosen
        )
        towards = -1 if _side(x, across) == "l" else 1
        covers = any(
            up.nearer(y, other, _APART)
            and across.nearer(x, beside, _NAME_WIDE)
            and (beside - x) * towards > 0
            for other, beside, _ in known
        )
        if len(chosen) < _MOST_NAMES and not touches and not covers:
            chosen.append((y, x, at))
    return sorted(at for _, _, at in chosen)


def _side(x: Decimal | float | None, axis: Axis) -> str:
    """Where the name of a point stands: where there is more room."""
    right = x is not None and float(x) > axis.low + 0.6 * (axis.high - axis.low)
    return "l" if right else "r"


def _apart(ends: Sequence[Decimal | None], axis: Axis) -> set[int]:
    """Which of the ends of lines can be labelled without touching another."""
    chosen: list[tuple[float, int]] = []
    for at, value in enumerate(ends):
        if value is None:
            continue
        if not any(axis.nearer(float(value), other, _APART) for other, _ in chosen):
            chosen.append((float(value), at))
    return {at for _, at in chosen}


def _head(at: int, name: str) -> str:
    return (
        f'<c:idx val="{at}"/><c:order val="{at}"/><c:tx>{_names(f"Sheet1!${chr(66 + at)}$1", [name])}</c:tx>'
    )


def _names(where: str, names: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escaped(name)}</c:v></c:pt>' for at, name in enumerate(names))
    count = f'<c:ptCount val="{len(names)}"/>'
    return f"<c:strRef><c:f>{where}</c:f><c:strCache>{count}{points}</c:strCache></c:strRef>"


def _categories(chart: Chart) -> str:
    return f"<c:cat>{_names(f'Sheet1!$A$2:$A${len(chart.categories) + 1}', chart.categories)}</c:cat>"


def _values(at: int, series: Series, chart: Chart) -> str:
    known = numbers(series)
    return (
        f"<c:val>{_cached(chr(66 + at), known, number_format(chart, series), len(chart.categories))}</c:val>"
    )


def _cached(column: str, values: Sequence[Decimal | None], shape: str, count: int) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{float(value)!r}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>Sheet1!${column}$2:${column}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>{shape}</c:formatCode><c:ptCount val="{count}"/>{points}</c:numCache></c:numRef>'
    )


def _shown(value: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _label_size(chart: Chart, size_pt: float, width_pt: float) -> float:
    """The size of labels at which those of two bars that stand beside each other do not touch."""
    if chart.kind != "columns":
        return size_pt
    labels = (
        _PRINTED[number_format(chart, each)].format(value)
        for each in chart.series
        for value in numbers(each)
        if value is not None
    )
    longest = max(map(width_of, labels), default=1.0)
    beside = len(chart.categories) * (len(chart.series) + 0.8)
    return min(size_pt, math.floor(0.85 * width_pt / beside / longest * 2) / 2)


def _bar_labels(
    at: int, values: Sequence[Decimal | None], tops: Sequence[Decimal], shape: str, size: float
) -> str:
    """A label a bar: above it, or inside a piece of a stack that is high enough."""
    most = max(tops, default=Decimal(0))
    low = [
        number
        for number, value in enumerate(values)
        if tops and (value is None or value < most * Decimal("0.06"))
    ]
    left_out = "".join(f'<c:dLbl><c:idx val="{number}"/><c:delete val="1"/></c:dLbl>' for number in low)
    colour = "FFFFFF" if tops and at % 4 < 2 else "262626"
    text = (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{int(size * 100)}">'
        f'<a:solidFill><a:srgbClr val="{colour}"/>'
        '</a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
    return (
        f'<c:dLbls>{left_out}<c:numFmt formatCode="{shape}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
        f'{text}<c:dLblPos val="{"ctr" if tops else "outEnd"}"/>{_shown(value=True)}</c:dLbls>'
    )


def _end_label(values: Sequence[Decimal | None], shape: str) -> str:
    last = max(at for at, value in enumerate(values) if value is not None)
    return (
        f'<c:dLbls><c:dLbl><c:idx val="{last}"/><c:numFmt formatCode="{shape}" sourceLinked="0"/>'
        f'<c:spPr><a:noFill/></c:spPr><c:dLblPos val="r"/>{_shown(value=True)}</c:dLbl>'
        f"{_shown(value=False)}</c:dLbls>"
    )


def _solid(colour: str, edge: str = "") -> str:
    return (
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f'<a:ln w="6350"><a:solidFill><a:srgbClr val="{edge or colour}"/></a:solidFill></a:ln></c:spPr>'
    )


def _fill(at: int) -> str:
    colour = _FILLS[at % 4]
    if at < 4:
        return _solid(colour, edge="7F7F7F" if at >= 2 else "")
    return (
        f'<c:spPr><a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{colour}"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill></c:spPr>'
    )


def _stroke(at: int) -> str:
    return (
        f'<c:spPr><a:ln w="28575" cap="rnd"><a:solidFill><a:srgbClr val="{_STROKES[at % 4]}"/></a:solidFill>'
        f'<a:prstDash val="{_DASHES[at % 4]}"/></a:ln></c:spPr>'
    )


def _marker(at: int) -> str:
    symbol = f'<c:symbol val="{_MARKERS[at % 4]}"/><c:size val="7"/>'
    return f"<c:marker>{symbol}{_solid(_STROKES[at % 4])}</c:marker>"


def _format_of(chart: Chart) -> str:
    return number_format(chart, chart.series[0]) if chart.series else _FORMATS[_BY_NAME[chart.unit]]
