"""A native chart of points: each is one department, and the lowest are named where there is room."""

from collections.abc import Sequence
from decimal import Decimal

from dashboard.briefings.ooxml import escaped
from dashboard.briefings.ooxml_axes import ACROSS, AXES, UP, Axis, axis_over, value_axis
from dashboard.briefings.ooxml_series import cached, head, number_format, numbers, shown, solid
from dashboard.briefings.parts import Chart

_MOST_NAMES = 5
#: Of the axes: how near a point may be to a name, two names to each other, how wide a name is.
_APART, _NAME_HIGH, _NAME_WIDE = 0.05, 0.09, 0.45


def points(chart: Chart) -> str:
    """Series and axes of a chart of points; the first series is x, the second y."""
    across, up = chart.series
    xs, ys = numbers(across), numbers(up)
    x_axis, y_axis = axis_over(xs, False), axis_over(ys, False)
    count = len(chart.categories)
    named = _named(xs, ys, x_axis, y_axis)
    dots = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:marker><c:symbol val="diamond"/><c:size val="10"/>{solid("C55A11")}'
        '</c:marker><c:bubble3D val="0"/></c:dPt>'
        for at in named
    )
    labels = "".join(
        f'<c:dLbl><c:idx val="{at}"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="zh-CN"/>'
        f"<a:t>{escaped(chart.categories[at], 12)}</a:t></a:r></a:p></c:rich></c:tx>"
        f'<c:dLblPos val="{_side(xs[at], x_axis)}"/>{shown(value=True)}</c:dLbl>'
        for at in named
    )
    return (
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f"<c:ser>{head(1, up.name)}<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:marker><c:symbol val="circle"/><c:size val="7"/>{solid("1F4E79")}</c:marker>{dots}'
        f"<c:dLbls>{labels}{shown(value=False)}</c:dLbls>"
        f"<c:xVal>{cached('B', xs, number_format(chart, across), count)}</c:xVal>"
        f'<c:yVal>{cached("C", ys, number_format(chart, up), count)}</c:yVal><c:smooth val="0"/></c:ser>'
        f"{AXES}</c:scatterChart>"
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
