"""The series of a native chart: names, values and formats, as they stand in the part and in its workbook."""

from collections.abc import Sequence
from decimal import Decimal

from dashboard.briefings.fact import Unit
from dashboard.briefings.ooxml import escaped
from dashboard.briefings.parts import Chart, Series

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


def printed(shape: str, value: Decimal) -> str:
    """A value as an office program prints it in one of our formats."""
    return _PRINTED[shape].format(value)


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


def format_of(chart: Chart) -> str:
    """The format of the axis: that of the first series."""
    return number_format(chart, chart.series[0]) if chart.series else _FORMATS[_BY_NAME[chart.unit]]


def head(at: int, name: str) -> str:
    """Number, place and name of the series that is the `at`th, counted from 0."""
    said = names_of(f"Sheet1!${chr(66 + at)}$1", [name])
    return f'<c:idx val="{at}"/><c:order val="{at}"/><c:tx>{said}</c:tx>'


def names_of(where: str, names: Sequence[str]) -> str:
    """Words with the cells of the workbook where they stand."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{escaped(name)}</c:v></c:pt>' for at, name in enumerate(names))
    count = f'<c:ptCount val="{len(names)}"/>'
    return f"<c:strRef><c:f>{where}</c:f><c:strCache>{count}{points}</c:strCache></c:strRef>"


def categories(chart: Chart) -> str:
    """The names below or beside the bars."""
    return f"<c:cat>{names_of(f'Sheet1!$A$2:$A${len(chart.categories) + 1}', chart.categories)}</c:cat>"


def values_of(at: int, series: Series, chart: Chart) -> str:
    """The values of the series that is the `at`th."""
    known = numbers(series)
    return (
        f"<c:val>{cached(chr(66 + at), known, number_format(chart, series), len(chart.categories))}</c:val>"
    )


def cached(column: str, values: Sequence[Decimal | None], shape: str, count: int) -> str:
    """Numbers with the column of the workbook where they stand; a gap has no point."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{float(value)!r}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>Sheet1!${column}$2:${column}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>{shape}</c:formatCode><c:ptCount val="{count}"/>{points}</c:numCache></c:numRef>'
    )


def shown(value: bool) -> str:
    """What labels say: the value, or nothing."""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def solid(colour: str, edge: str = "") -> str:
    """A filled shape with a thin edge, of its own colour or another."""
    return (
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f'<a:ln w="6350"><a:solidFill><a:srgbClr val="{edge or colour}"/></a:solidFill></a:ln></c:spPr>'
    )
