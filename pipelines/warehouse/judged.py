"""Tables of what the rules found when a generation was built, and what a build asks of its judge."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from pipelines.warehouse.column import MONEY_SQL, POINTS_SUM_SQL, Table
from pipelines.warehouse.column import column as _c
from pipelines.wording import Wording

if TYPE_CHECKING:
    from pipelines.warehouse.warehouse import Warehouse

_ABOUT = (
    _c("form_id", "VARCHAR", "表编号", "Form id"),
    _c("collection", "VARCHAR", "批次", "Collection"),
    _c("department", "VARCHAR", "单位", "Department"),
    _c("kind", "VARCHAR", "单位类别", "Kind of department"),
    _c("fiscal_year", "SMALLINT", "年度", "Fiscal year"),
    _c("form_type", "VARCHAR", "表类型", "Form type"),
    _c("project", "VARCHAR", "项目", "Project"),
)

#: Forms are judged in this order, and so are findings within a rule; nulls last.
ORDER = ("collection", "department", "fiscal_year", "form_type", "project", "form_id")

FINDINGS = Table(
    "findings",
    Wording("审核发现", "Findings"),
    ("finding_no",),
    (
        _c("finding_no", "INTEGER", "序号", "Number of the finding"),
        _c("fingerprint", "VARCHAR", "发现编号", "Fingerprint of the finding"),
        _c("series", "VARCHAR", "跨年度编号", "Fingerprint whatever the year"),
        _c("figures", "VARCHAR", "数字指纹", "Fingerprint of the figures"),
        _c("rule", "VARCHAR", "规则", "Rule"),
        _c("severity", "VARCHAR", "严重程度", "Severity"),
        _c("light", "VARCHAR", "灯", "Light"),
        *_ABOUT,
        _c("subject", "VARCHAR", "对象", "Subject"),
        _c("place", "VARCHAR", "位置", "Place"),
        _c("all_places", "VARCHAR", "全部位置", "All places"),
        _c("printed", "VARCHAR", "印的", "Printed"),
        _c("computed", "VARCHAR", "算的", "Computed"),
        _c("difference", "VARCHAR", "差", "Difference"),
        _c("message", "VARCHAR", "说明", "Message"),
        _c("message_en", "VARCHAR", "说明（英文）", "Message in English"),
        _c("profile", "VARCHAR", "规则方案", "Rule profile"),
        _c("budget_yuan", MONEY_SQL, "全年预算数（元）", "Budget (yuan)"),
        _c("amount_yuan", MONEY_SQL, "涉及金额（元）", "Money concerned (yuan)"),
        _c("other_form_id", "VARCHAR", "对照的表", "Form compared with"),
        _c("other_place", "VARCHAR", "对照的位置", "Place compared with"),
    ),
)
RECOMPUTED = Table(
    "recomputed",
    Wording("重算得分", "Recomputed scores"),
    ("form_id",),
    (
        *_ABOUT,
        _c("claimed_total", POINTS_SUM_SQL, "自评总分", "Claimed total"),
        _c("rows_total", POINTS_SUM_SQL, "各行得分之和", "Sum of the rows"),
        _c("unexplained", POINTS_SUM_SQL, "没有来由的分数", "Unexplained points"),
        _c("recomputed_total", POINTS_SUM_SQL, "重算总分", "Recomputed total"),
        _c("change", POINTS_SUM_SQL, "重算与自评之差", "Recomputed less claimed"),
        _c("verified_rows", "INTEGER", "可核的行", "Rows that figures support"),
        _c("unverifiable_rows", "INTEGER", "无法核的行", "Rows that cannot be verified"),
        _c("unverifiable_weight", POINTS_SUM_SQL, "无法核的分值", "Weight that cannot be verified"),
        _c("grade_claimed", "VARCHAR", "自评等级", "Grade of the claimed total"),
        _c("grade_recomputed", "VARCHAR", "重算等级", "Grade of the recomputed total"),
        _c("profile", "VARCHAR", "规则方案", "Rule profile"),
    ),
)
STEPS = Table(
    "steps",
    Wording("重算步骤", "Steps of recomputing"),
    ("form_id", "step_no"),
    (
        _c("form_id", "VARCHAR", "表编号", "Form id"),
        _c("step_no", "INTEGER", "序号", "Number of the step"),
        _c("part", "VARCHAR", "步骤", "Part"),
        _c("subject", "VARCHAR", "对象", "Subject"),
        _c("place", "VARCHAR", "位置", "Place"),
        _c("basis", "VARCHAR", "依据", "Basis"),
        _c("weight", POINTS_SUM_SQL, "分值", "Weight"),
        _c("claimed", POINTS_SUM_SQL, "自评得分", "Claimed points"),
        _c("given", POINTS_SUM_SQL, "按数字应得", "Points that the figures give"),
        _c("change", POINTS_SUM_SQL, "变化", "Change"),
        _c("level", POINTS_SUM_SQL, "至此的总分", "Total so far"),
    ),
)

ASKED = Table(
    "asked",
    Wording("审核的对象", "What rules were asked of"),
    ("rule_scope", *ORDER),
    (_c("rule_scope", "VARCHAR", "规则看什么", "What a rule looks at"), *_ABOUT),
)
UNCHECKED = Table(
    "unchecked",
    Wording("没能核查的", "What could not be checked"),
    ("rule", *ORDER),
    (
        _c("rule", "VARCHAR", "规则", "Rule"),
        _c("reason", "VARCHAR", "没能核查的原因", "Why it could not be checked"),
        _c("reason_en", "VARCHAR", "没能核查的原因（英文）", "Why, in English"),
        *_ABOUT,
    ),
)
#: In the order in which they are filled.
JUDGED = (FINDINGS, RECOMPUTED, STEPS, ASKED, UNCHECKED)
#: Rows of these stand in the order in which they were judged, some departments at a time: there are thirty
#: a form, and sorting them all would take memory that a build has not.
AS_JUDGED = (ASKED, UNCHECKED)


@dataclass(frozen=True, slots=True)
class Judgement:
    """
    What a judge says of a generation, or of some departments of it: rows of the tables of `JUDGED`.

    `finding_no` counts within this judgement alone; numbers of the table are given when all is said.
    """

    findings: pl.DataFrame
    recomputed: pl.DataFrame
    steps: pl.DataFrame
    asked: pl.DataFrame
    unchecked: pl.DataFrame
    rules: tuple[str, ...]  #: their ids, in the order in which findings are numbered
    profile: str  #: its label
    profile_digest: str  #: of all that it says

    @property
    def tables(self) -> dict[Table, pl.DataFrame]:
        frames = (self.findings, self.recomputed, self.steps, self.asked, self.unchecked)
        return dict(zip(JUDGED, frames, strict=True))


#: Looks at a finished generation before it is published; at least one judgement comes.
Judge = Callable[["Warehouse"], Iterable[Judgement]]
