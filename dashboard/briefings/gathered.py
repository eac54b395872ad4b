"""
What briefings are made of, as it was loaded: forms, the cells of their money, findings, scores.

One collection and its years up to the one that is told of; whole districts, and as many departments
as wanted, are written from the same `Gathered`, and nothing is asked of the warehouse again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from dashboard.briefings.fact import Row
from pipelines.audit import Profile

OVERALL, PROJECT = "department_overall", "project"
Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One current form; `score` is the printed total, None where none is printed."""

    id: str
    type: str
    year: int | None
    department: str | None
    kind: str
    project: str | None
    counted: bool
    why_not: str | None
    score: Decimal | None
    score_place: str | None
    recomputed: Decimal | None
    path: str

    @property
    def row(self) -> Row:
        return Row(f"form:{self.id}")

    @property
    def score_rows(self) -> Rows:
        place = f"#{self.score_place}" if self.score_place else ""
        return () if self.score is None else (Row(f"form:{self.id}{place}", self.score),)

    @property
    def recomputed_rows(self) -> Rows:
        return () if self.recomputed is None else (Row(f"recomputed:{self.id}", self.recomputed),)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of the audit; `figures` are texts as the rule gave them."""

    fingerprint: str
    series: str
    rule: str
    severity: str
    form_id: str | None
    department: str | None
    form_type: str | None
    project: str | None
    subject: str | None
    place: str | None
    printed: str | None
    computed: str | None
    difference: str | None
    message: str
    amount_yuan: Decimal | None
    status: str  #: a word of `ledger.STATES`

    @property
    def row(self) -> Row:
        return Row(f"finding:{self.fingerprint}")


@dataclass(frozen=True, slots=True)
class Owed:
    """One owed form; `budget` is that of the form, or of the nearest year where it is missing."""

    department: str
    form_type: str
    kind: str
    status: str
    budget: Decimal | None
    source: str

    @property
    def row(self) -> Row:
        return Row(self.source, self.budget)


@dataclass(frozen=True, slots=True)
class Scored:
    """One indicator with its weight and score, each with its cell."""

    level1: str | None
    name: str | None
    weight: Row
    score: Row
    lost: Decimal
    reason: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """
    What became of one rule over this year's forms, of a department or of all.

    `asked` and `unchecked` count forms, or departments' or collections' years, by what the rule looks at;
    `why` are the reasons for which it could check nothing, the most frequent first, in Chinese.
    """

    asked: int
    unchecked: int
    why: str
    about: str  #: collection, year, rule

    @property
    def asked_row(self) -> Row:
        return Row(f"asked:{self.about}", Decimal(self.asked))

    @property
    def unchecked_row(self) -> Row:
        return Row(f"unchecked:{self.about}", Decimal(self.unchecked))


@dataclass(frozen=True)
class Gathered:
    """
    What a briefing of one collection and year is written from.

    Attributes:
        forms: current forms of all years up to this one, in a fixed order.
        cells: form, line, amount → the printed amounts, in yuan.
        half: forms and lines that print only one of budget and execution.
        findings: of this year, open or worked on, without those that a person dismissed.
        before: findings of the year before, in the same way.
        dismissed: of this year.
        owed: of this year; empty where no roster covers the collection.
        checked: rule and department (None: all) → what became of it this year.
        superseded: ids of older submissions of this year.
        others: collections beside this one that the warehouse holds.
    """

    collection: str
    year: int
    generation: str
    day: date
    demo: bool
    profile: Profile
    forms: Sequence[FormRow]
    cells: dict[tuple[str, str, str], Rows]
    half: frozenset[tuple[str, str]]
    findings: Sequence[Finding]
    before: Sequence[Finding]
    dismissed: Sequence[Finding]
    owed: Sequence[Owed]
    indicators: dict[str, list[Scored]]
    checked: Mapping[tuple[str, str | None], Checked]
    superseded: Sequence[str]
    others: Sequence[str]

    @cached_property
    def by_id(self) -> dict[str, FormRow]:
        return {form.id: form for form in self.forms}

    @cached_property
    def _by_year(self) -> dict[tuple[int | None, str], list[FormRow]]:
        found: dict[tuple[int | None, str], list[FormRow]] = {}
        for form in self.forms:
            found.setdefault((form.year, form.type), []).append(form)
        return found

    def of(self, year: int, form_type: str, department: str | None = None) -> list[FormRow]:
        """Current forms of a year and type, of one department or all."""
        every = self._by_year.get((year, form_type), [])
        return every if department is None else [one for one in every if one.department == department]

    @cached_property
    def years(self) -> list[int]:
        """The years with an overall or a project form, at most three, the latest last."""
        found = {form.year for form in self.forms if form.year is not None and form.type != "unknown"}
        return sorted(found)[-3:]

    @cached_property
    def departments(self) -> list[str]:
        """Departments with a form of this year, sorted."""
        return sorted({one.department for one in self.forms if one.year == self.year and one.department})

    def money(self, forms: Iterable[FormRow], line: str, amount: str) -> list[Row]:
        """Cells of an amount; forms that print only one of budget and execution are left out, as in sums."""
        found: list[Row] = []
        for form in forms:
            if (form.id, line) not in self.half:
                found += self.cells.get((form.id, line, amount), ())
        return found
