"""How the cells of a briefing's workbook look, and the words that its 来源 sheet uses."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

#: Of the heat levels; apart from each other in grey, too.
SHADES = ("", "#FDF3D8", "#F6CF9F", "#E8998D")
#: How a value comes from its rows, in a reader's words; keys are those of `fact.OPERATIONS`.
OPERATION_WORDS: Mapping[str, str] = {
    "as_is": "照表", "count": "计数", "sum": "合计", "mean": "平均", "median": "中位数",
    "difference": "相减", "days_after": "若干日之后", "mean_difference": "平均数相减", "ratio": "相除",
    "ratio_of_differences": "差额之比", "share_of_count": "占总数之比", "change_pp": "两年比率之差",
    "rank_of_sum": "合计数排位", "median_of_ratios": "各比率的中位数",
    "above_median_pp": "与中位数之差", "rank_of_ratio": "比率排位",
}  # fmt: skip
#: By `fact.Unit`.
UNIT_WORDS: Mapping[str, str] = {
    "fraction": "比率（1 即 100%）", "yuan": "元", "points": "分", "count": "个", "year": "年",
    "percentage_points": "百分点", "number": "原值", "date": "日期",
}  # fmt: skip


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any, face: str) -> None:
        self._book = book
        self._face = {"font_name": face, "font_size": 10, "valign": "vcenter"}
        self._made: dict[tuple[str, int, bool], Any] = {}

    def _format(self, **more: object) -> Any:
        return self._book.add_format({**self._face, **more})

    @cached_property
    def title(self) -> Any:
        return self._format(bold=True, font_size=14)

    @cached_property
    def head(self) -> Any:
        return self._format(bold=True, bg_color="#E6EFF9", bottom=1, text_wrap=True, align="center")

    @cached_property
    def text(self) -> Any:
        return self._format()

    @cached_property
    def right(self) -> Any:
        return self._format(align="right")

    @cached_property
    def wrapped(self) -> Any:
        return self._format(text_wrap=True, valign="top")

    @cached_property
    def label(self) -> Any:
        return self._format(bold=True, valign="top")

    @cached_property
    def faint(self) -> Any:
        return self._format(font_color="#566173")

    @cached_property
    def link(self) -> Any:
        return self._format(font_color="#1F4E79", underline=1)

    @cached_property
    def exact(self) -> Any:
        return self._format(num_format="#,##0.######")

    def shade(self, level: int) -> Any:
        """A sample of a heat level, for the sheet that explains the colours."""
        return self.words("left", level, False)

    def number(self, shape: str, level: int, is_sum: bool) -> Any:
        """Of a number in Excel's format `shape`, shaded by its heat level, bold in a sum."""
        return self._cell(shape, level, is_sum, {"num_format": shape, "align": "right"})

    def words(self, align: str, level: int, is_sum: bool) -> Any:
        """Of a text."""
        return self._cell(align, level, is_sum, {"align": align})

    def _cell(self, kind: str, level: int, is_sum: bool, more: Mapping[str, object]) -> Any:
        key = (kind, level, is_sum)
        if key not in self._made:
            shade = {"bg_color": SHADES[level]} if level else {}
            weight = {"bold": True, "top": 1} if is_sum else {"bold": level == 3}
            self._made[key] = self._format(**more, **shade, **weight)
        return self._made[key]
