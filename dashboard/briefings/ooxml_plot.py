"""
The inside of a native chart: series, labels and axes as DrawingML.

Bars start at nought; what is not known is a gap; a label is left out where it would touch another;
colours go from dark to light, so that they stay apart on a grey print.
"""

import math
from collections.abc import Sequence
from decimal import Decimal

from dashboard.briefings.ooxml_axes import AXES, UP, Axis, axis_over, category_axis, value_axis
from dashboard.briefings.ooxml_fit import width_of
from dashboard.briefings.ooxml_points import points
from dashboard.briefings.ooxml_series import (
    categories,
    format_of,
    head,
    number_format,
    numbers,
    printed,
    shown,
    solid,
    values_of,
)
from dashboard.briefings.parts import Chart

_FILLS = ("1F4E79", "C55A11", "A6A6A6", "D9D9D9")
_STROKES = ("1F4E79", "C55A11", "7F7F7F", "000000")
_DASHES = ("solid", "dash", "sysDot", "lgDashDot")
_MARKERS = ("circle", "square", "triangle", "diamond")
#: More labels than these would be read by nobody.
_MOST_LABELS, _LEAST_PT = 40, 7.0
#: Labels that are nearer to each other than this share of the axis would touch.
_APART = 0.05


def plot(chart: Chart, size_pt: float, width_pt: float) -> str:
    """Series and axes of a chart for its plot area, which is drawn so wide, with text of this size."""
    match chart.kind:
        case "points":
            return points(chart)
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
        f'<c:ser>{head(at, one.name)}{_fill(at)}<c:invertIfNegative val="0"/>'
        f"{_bar_labels(at, each[at], stacks, number_format(chart, one), size) if labelled else ''}"
        f"{categories(chart)}{values_of(at, one, chart)}</c:ser>"
        for at, one in enumerate(chart.series)
    )
    gap, overlap = (60 if len(each) == 1 or stacked else 80), (100 if stacked else 0)
    return (
        f'<c:barChart><c:barDir val="{"bar" if lying else "col"}"/>'
        f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{AXES}</c:barChart>'
        + category_axis(chart.axis_x, lying)
        + value_axis(UP, axis, format_of(chart), chart.axis_y, lying, hidden=labelled)
    )


def _lines(chart: Chart) -> str:
    each = [numbers(series) for series in chart.series]
    axis = axis_over((value for values in each for value in values), False)
    ends = _apart([next((v for v in reversed(values) if v is not None), None) for values in each], axis)
    series = "".join(
        f"<c:ser>{head(at, one.name)}{_stroke(at)}{_marker(at)}"
        f"{_end_label(each[at], number_format(chart, one)) if at in ends else ''}"
        f'{categories(chart)}{values_of(at, one, chart)}<c:smooth val="0"/></c:ser>'
        for at, one in enumerate(chart.series)
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        f"{AXES}</c:lineChart>"
        + category_axis(chart.axis_x, lying=False)
        + value_axis(UP, axis, format_of(chart), chart.axis_y)
    )


def _apart(ends: Sequence[Decimal | None], axis: Axis) -> set[int]:
    """Which of the ends of lines can be labelled without touching another."""
    chosen: list[tuple[float, int]] = []
    for at, value in enumerate(ends):
        if value is None:
            continue
        if not any(axis.nearer(float(value), other, _APART) for other, _ in chosen):
            chosen.append((float(value), at))
    return {at for _, at in chosen}


def _label_size(chart: Chart, size_pt: float, width_pt: float) -> float:
    """The size of labels at which those of two bars that stand beside each other do not touch."""
    if chart.kind != "columns":
        return size_pt
    labels = (
        printed(number_format(chart, each), value)
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
        f'{text}<c:dLblPos val="{"ctr" if tops else "outEnd"}"/>{shown(value=True)}</c:dLbls>'
    )


def _end_label(values: Sequence[Decimal | None], shape: str) -> str:
    last = max(at for at, value in enumerate(values) if value is not None)
    return (
        f'<c:dLbls><c:dLbl><c:idx val="{last}"/><c:numFmt formatCode="{shape}" sourceLinked="0"/>'
        f'<c:spPr><a:noFill/></c:spPr><c:dLblPos val="r"/>{shown(value=True)}</c:dLbl>'
        f"{shown(value=False)}</c:dLbls>"
    )


def _fill(at: int) -> str:
    colour = _FILLS[at % 4]
    if at < 4:
        return solid(colour, edge="7F7F7F" if at >= 2 else "")
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
    return f"<c:marker>{symbol}{solid(_STROKES[at % 4])}</c:marker>"
