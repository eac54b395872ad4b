"""The axes of a native chart: round bounds, round steps, and their DrawingML."""

import math
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from dashboard.briefings.ooxml import escaped

#: Ids of the two axes of a chart.
ACROSS, UP = 111, 222
AXES = f'<c:axId val="{ACROSS}"/><c:axId val="{UP}"/>'
_FAINT = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr>'
_LINE = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln></c:spPr>'
_NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'


class Axis(NamedTuple):
    """From where to where an axis goes, and by which steps."""

    low: float
    high: float
    step: float

    def nearer(self, one: float, other: float, share: float) -> bool:
        """Whether two values are nearer to each other than a share of the axis."""
        return abs(one - other) < share * (self.high - self.low)


def axis_over(values: Iterable[Decimal | None], from_nought: bool) -> Axis:
    """Round bounds and a round step for about five ticks; of no value at all, from nought to one."""
    known = [float(value) for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    if from_nought:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low, low + 1) if from_nought else (low - 0.5, high + 0.5)
    rough = (high - low) / 5
    size = 10.0 ** math.floor(math.log10(rough))
    step = size * next(each for each in (1, 2, 2.5, 5, 10) if rough <= each * size * 1.0001)
    return Axis(round(math.floor(low / step) * step, 9), round(math.ceil(high / step) * step, 9), step)


def category_axis(title: str, lying: bool) -> str:
    """The axis of names; where bars lie, the first name is the uppermost."""
    order, side = ("maxMin", "l") if lying else ("minMax", "b")
    return (
        f'<c:catAx><c:axId val="{ACROSS}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/>{_title(title)}'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{_NO_TICKS}{_LINE}<c:crossAx val="{UP}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def value_axis(
    own: int, axis: Axis, shape: str, title: str, lying: bool = False, hidden: bool = False
) -> str:
    """An axis of numbers: `own` is `ACROSS` or `UP`; hidden where each bar says its own value."""
    across = own == ACROSS
    side = "b" if across or lying else "l"
    grid = "" if hidden else f"<c:majorGridlines>{_FAINT}</c:majorGridlines>{_title(title)}"
    # Where bars lie the names go downwards, so that the numbers' axis is at the far end of theirs.
    crosses = "max" if lying else "min" if across else "autoZero"
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/><c:max val="{axis.high!r}"/>'
        f'<c:min val="{axis.low!r}"/></c:scaling><c:delete val="{int(hidden)}"/><c:axPos val="{side}"/>{grid}'
        f'<c:numFmt formatCode="{shape}" sourceLinked="0"/>{_NO_TICKS}{_LINE}'
        f'<c:crossAx val="{UP if across else ACROSS}"/><c:crosses val="{crosses}"/>'
        f'<c:crossBetween val="{"midCat" if across else "between"}"/><c:majorUnit val="{axis.step!r}"/>'
        "</c:valAx>"
    )


def _title(text: str) -> str:
    if not text:
        return ""
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr b="0"/></a:pPr><a:r>'
        f'<a:rPr lang="zh-CN" b="0"/><a:t>{escaped(text)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )
