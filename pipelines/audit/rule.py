"""
What a rule is, and what it can answer: failed, passed, or not applicable with the reason.

A rule asks one question of one kind of subject (`SCOPES`). Its check returns the places that
fail (none: passed), or `NotApplicable`. Thresholds are values of a profile, never of a rule.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipelines.wording import Wording

if TYPE_CHECKING:
    from pipelines.audit.profile import Settings

OUTCOMES: dict[str, Wording] = {
    "failed": Wording("有问题", "Failed"),
    "passed": Wording("通过", "Passed"),
    "not_applicable": Wording("不适用", "Not applicable"),
}
#: What a rule looks at: one form, all forms of a department and year, one thing over the
#: years, a whole collection.
SCOPES: dict[str, Wording] = {
    "form": Wording("单表", "One form"),
    "department": Wording("同一单位同一年度", "A department's year"),
    "year-pair": Wording("跨年度", "Over the years"),
    "district": Wording("全批次", "A whole collection"),
}

ARITHMETIC = "表内算术关系"
PRACTICE = "公开的绩效自评复核做法"
MINISTRY = "财预〔2020〕10号、财预〔2021〕101号（全文未核对，数值以规则方案为准）"
SHANGHAI = "沪财绩〔2022〕13号（全文未核对，数值以规则方案为准）"


@dataclass(frozen=True, slots=True)
class Hit:
    """
    One place that fails.

    `difference` has its sign: what the figures give less what is printed; for points
    (rules S-) what is claimed beyond what the figures give. A number that is not there is None.
    """

    zh: str
    en: str
    subject: str | None = None
    places: Sequence[str | None] = ()  #: the first is the one to mark
    printed: Decimal | str | None = None
    computed: Decimal | str | None = None
    difference: Decimal | None = None
    severity: str | None = None  #: where it differs from the rule's
    light: str | None = None  #: "yellow" or "red", of rules that have both
    of: Any = None  #: the form it stands in, where the rule's subject is not one form
    beside: Any = None  #: the other form (`facts.Subject` or `facts.Told`) that it was compared with
    beside_place: str | None = None  #: the cell of that form
    amount_yuan: Decimal | None = None  #: the money that it is about; where None, the form's budget


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Nothing could be checked, and why."""

    zh: str
    en: str


Answer = Sequence[Hit] | NotApplicable
#: A subject is a `facts.Subject`, `facts.Years`, `facts.Unit` or `facts.District`, by the rule's scope.
Check = Callable[[Any, "Settings"], Answer]


@dataclass(frozen=True, slots=True)
class Rule:
    """One question, with all that a reader must know of it."""

    id: str
    question: Wording
    severity: str
    formula: str
    check: Check
    source: str = ARITHMETIC
    scope: str = "form"
    #: Name of each threshold → what it is; a profile gives each a value.
    thresholds: Mapping[str, Wording] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """What rules.md lists and what only measures: it lives in `queries` and has no outcome."""

    id: str
    question: Wording
    formula: str
    home: str


MEASURES = (
    Measure("F-11", Wording("执行率分布", "Distribution of execution"),
            "<30, 30–60, 60–80, 80–100, =100, >100（下界含）", "queries.execution"),
    Measure("F-12", Wording("未执行金额的构成", "Where the unspent money lies"),
            "(B_k − X_k) ÷ Σ(B − X)", "queries.unspent"),
    Measure("F-13", Wording("基本支出与项目支出的执行率分列", "Basic and project execution apart"),
            "X ÷ B，分别列示", "queries.execution"),
    Measure("S-09", Wording("等级分档", "Grade bands"), "优、良、中、差（下界含），数值见规则方案",
            "audit.recompute"),
)  # fmt: skip
