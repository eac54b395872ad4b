"""
What a form says, typed, each value with the place it was read from.

Numbers are those printed, in the printed unit. A value that was not printed, or that
could be read in two ways, is None; in the latter case a `Problem` stands at its place.
Places are `R15C6`, and `grid!R15C6` for a cell of another grid than the form's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.problems import Problem
from pipelines.readers.grid import Layout

#: Roles that a cell can have; a blank merged cell has none.
ROLES = ("value", "heading", "label", "unread")


#: What a fund line says of money, in the order in which forms print it.
AMOUNTS = ("initial", "adjusted", "executed")


@dataclass(frozen=True, slots=True)
class FundLine:
    """
    One line of the fund block.

    `kind` is a word of the contract: total, fiscal, carryover, other, basic, project, central, local or
    unknown.
    `breakdown` is "total" for the total line, "source" or "structure" for a part of one
    of the two breakdowns, None for a heading line. `depth` is 0 for the total line,
    1 for a part, 2 for a part of a part (其中), which is inside its parent's figure.
    """

    label: str | None
    kind: str
    breakdown: str | None
    depth: int
    initial: Decimal | None = None
    adjusted: Decimal | None = None
    executed: Decimal | None = None
    rate_pct: Decimal | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    amount: Decimal | None = None
    place: str = ""  #: of the label
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goal:
    """One planned goal beside what was achieved; texts with white space folded."""

    planned: str | None = None
    adjusted: str | None = None
    achieved: str | None = None
    weight: Decimal | None = None
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed in a target or an actual: sign ("", ">=", …), value, unit."""

    sign: str | None
    value: Decimal
    unit: str | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the indicator block (三级指标)."""

    name: str | None
    level1: str | None = None
    level2: str | None = None
    level2_candidates: tuple[str, ...] | None = None
    target: str | None = None
    actual: str | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    reason: str | None = None
    target_value: Quantity | None = None
    actual_value: Quantity | None = None
    level1_weight: Decimal | None = None
    level2_weight: Decimal | None = None
    place: str = ""  #: the row, "R37"
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one cell was taken for: a role of `ROLES`, and the field it gave or names."""

    place: str
    role: str
    field: str | None = None  #: "funds[2].executed", "indicators[4].score", "department", …


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that was not understood."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """One self-evaluation form. The contract's `show --json` prints it."""

    form_id: str  #: hash of content, member, grid and ordinal: the same in every build
    grid: str
    ordinal: int  #: of the form in its document, from 1
    first_row: int  #: rows of the grid that the form covers, both inclusive
    last_row: int
    form_type: str
    title: str | None
    fiscal_year: int | None
    department: str | None  #: as printed, code included
    department_name: str | None
    department_code: str | None
    supervisor: str | None
    project: str | None
    unit: str | None  #: one of `money.YUAN_IN_UNIT`
    synthetic: bool  #: the file says 演示数据
    funds: tuple[FundLine, ...] = ()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    total_weight: Decimal | None = None
    total_score: Decimal | None = None
    grade: str | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
    claims: tuple[Claim, ...] = ()
    layout: Layout = Layout.RULED  #: how far the columns of its grid may be trusted
    moved: tuple[str, ...] = ()  #: places of values found beside their headings


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document gave: its forms, and why the rest of it is none."""

    forms: tuple[Form, ...]
    problems: tuple[Problem, ...]  #: of grids without a form, code "no_form" among them; place "grid" or None
