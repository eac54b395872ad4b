"""What a template decides: the wording and the order of the parts of a form."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, the fact that stands under it, its width in grid columns, a heading above it."""

    heading: str
    key: str
    width: int = 1
    group: str = ""


#: Form type → title, where a template has no wording of its own.
TITLES: Mapping[str, str] = {
    "department_overall": "部门整体支出绩效自评表",
    "project": "项目支出绩效自评表",
    "transfer_payment": "转移支付区域（项目）绩效目标自评表",
    "unknown": "绩效自评表",
}

#: Rows of (label, key of the facts) pairs. A text for the label in the facts' own `head` goes first.
Head = tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """
    One template. Its grid is as wide as its indicator columns (and their side label).

    `{unit}` in a heading becomes "（万元）", or nothing where the facts have no unit;
    `{points}` the weight of the total line.
    """

    titles: Mapping[str, str]  #: form type → title
    head: Head
    fund_label: str
    fund_columns: tuple[Column, ...]  #: the first holds the line's label
    columns: tuple[Column, ...]  #: of the indicators
    year: str = "line"  #: "line" under the title, "title" within it, "none"
    unit_right: bool = False  #: 单位：元 at the upper right instead of in a label
    funds: str = "lines"  #: "lines", "drifted", "side_by_side", "pairs"
    fund_groups: str = ""  #: "" none; "prefix" 资金来源： in the label; "column" a merged cell
    fund_dash: str = ""  #: in weight and score of the lines below the total line
    money: str = "plain"
    rate: str = "percent"
    points: str = "plain"
    goals: str = "beside"  #: "beside", "blocks" (each goal with its own indicators), "none"
    goal_label: str = "年度总体目标"
    goal_headings: tuple[str, str] = ("预期目标", "实际完成情况")
    side_label: str = "绩效指标"  #: merged at the left of the indicators; "" for none
    indicator_title: str = ""  #: a row of its own over the indicators
    levels: str = "merged"  #: "merged", "repeated", "once"
    level_points: tuple[str, ...] = ()  #: of "level1", "level2": those whose words carry points
    name_mark: str = ""  #: "指标{n}：" before each name, counted within its level 2
    fillers: bool = False  #: 指标2： and …… after each level 2
    total: str = "row"  #: "row", "bare", "text", "none"
    total_label: str = "总分"
    grade_in_total: bool = False

    @property
    def width(self) -> int:
        return bool(self.side_label) + sum(column.width for column in self.columns)

    @property
    def prints(self) -> frozenset[str]:
        """The facts of a row of funds or indicators for which there is a column."""
        keys = {column.key for column in self.fund_columns} | {column.key for column in self.columns}
        return frozenset(keys | {"target"} if "target_value" in keys else keys)
