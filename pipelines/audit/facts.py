"""
What the rules look at: forms, and forms that are judged together.

A form is the type that the parser hands on, so that the arithmetic of `forms` serves here
too. Only current forms are judged; collections are never mixed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import wraps
from typing import Any, TypeVar

from pipelines.forms.form import Form
from pipelines.forms.money import Amounts, to_yuan
from pipelines.queries.following import EVIDENCE, Match
from pipelines.wording import Wording

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell that a rule may want beside the values: of the head, unread, or of suspicious wording."""

    row: int
    column: int
    text: str
    role: str | None
    field: str | None
    before: str = ""  #: `grid!` where it stands on another grid than the form's own

    @property
    def place(self) -> str:
        return f"{self.before}R{self.row}C{self.column}"


@dataclass(frozen=True, slots=True)
class Subject:
    """
    One current form with what the warehouse knows of it beside.

    `own` and `money` (line → amounts) are in the printed unit, `budget_yuan` in yuan, None where
    no unit is printed. `printed_as` is the text of corrected cells, place → as printed.
    """

    form: Form
    collection: str
    department: str | None  #: the roster's name
    path: str  #: of the file, under the build's root
    own: Amounts
    money: Mapping[str, Amounts]
    budget_yuan: Decimal | None
    executed_yuan: Decimal | None
    cells: Sequence[CellText] = ()
    printed_as: Mapping[str, str] = field(default_factory=dict)
    superseded: Sequence[str] = ()  #: files of earlier submissions
    known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  #: by `once`

    @property
    def form_id(self) -> str:
        return self.form.form_id

    @property
    def year(self) -> int | None:
        return self.form.fiscal_year

    def yuan(self, amount: Decimal | None) -> Decimal | None:
        """The size of an amount in the form's unit, in yuan; None where no unit is printed."""
        found = to_yuan(amount, self.form.unit)
        return None if found is None else abs(found)


def once(question: Callable[[Subject], T]) -> Callable[[Subject], T]:
    """A question that several rules ask of a form: its answer is kept with the form, for as long as that."""

    @wraps(question)
    def asked(subject: Subject) -> T:
        known = subject.known
        if question.__name__ not in known:
            known[question.__name__] = question(subject)
        answer: T = known[question.__name__]
        return answer

    return asked


@dataclass(frozen=True, slots=True)
class Years:
    """One form and the forms of the same thing in earlier years, the latest first."""

    this: Subject
    earlier: Sequence[Subject]
    joined: Match | None = None  #: how a project was matched with the latest of them

    def before(self, years: int) -> Subject | None:
        """The form of so many years before; None where there is none."""
        if self.this.year is None:
            return None
        return next((one for one in self.earlier if one.year == self.this.year - years), None)

    @property
    def renamed(self) -> Wording:
        """Words to put behind a message: what the project was called before; none where it kept its name."""
        before = self.before(1)
        if before is None or self.joined is None or "name" in self.joined.matched_by:
            return Wording("", "")
        name, by, sure = before.form.project, self.joined.matched_by, self.joined.confidence
        zh = "、".join(EVIDENCE[word].zh for word in by)
        en = ", ".join(EVIDENCE[word].en.lower() for word in by)
        return Wording(
            f"（上年名为“{name}”，据{zh}对应，把握{sure:.0%}）",
            f" (last year “{name}”: {en}; {sure:.0%} sure)",
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """
    What a department filed for one year.

    `below` are the project forms of departments that its overall form includes; `unclear`
    is true where nobody says whether it includes another's.
    """

    collection: str
    department: str
    year: int
    overall: Subject | None
    projects: Sequence[Subject]
    below: Sequence[Subject] = ()
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """One form that a department owes; `status` is a word of `words.OBLIGATION_STATUS`."""

    department: str
    form_type: str
    year: int
    status: str
    known_budget_yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """A subordinate's overall form beside its parent's; `status` of `words.OVERLAP_STATUS`."""

    form_id: str
    parent_form_id: str
    department: str
    parent: str
    status: str
    budget_yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class Told:
    """A form among thousands: its head and its narrative, which is all that they are compared by."""

    form_id: str
    collection: str
    department: str | None  #: the roster's name
    year: int | None
    form_type: str
    project: str | None
    budget_yuan: Decimal | None
    department_place: str | None
    narrative: str  #: as `figures.narrative`; "" where it tells nothing
    narrative_places: Sequence[str | None]  #: as `figures.told_at`


@dataclass(frozen=True, slots=True)
class District:
    """A collection's forms of one year, with its roster; `names` is empty where no roster covers it."""

    collection: str
    year: int | None
    forms: Sequence[Told]
    owed: Sequence[Owed] = ()
    overlaps: Sequence[Overlap] = ()
    names: frozenset[str] = frozenset()
