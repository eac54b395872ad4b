"""All rules over all forms: each rule asked of each of its subjects, the answers as one frame."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import localcontext
from typing import Any

import polars as pl

from pipelines.audit.answers import About, Answers
from pipelines.audit.asked import Asked
from pipelines.audit.district import districts
from pipelines.audit.facts import District, Owed, Subject, Told, Unit, Years
from pipelines.audit.group import by_unit, load_overlaps, over_years
from pipelines.audit.load import load_batches
from pipelines.audit.profile import Profile
from pipelines.audit.rule import Answer, NotApplicable, Rule
from pipelines.audit.rules import RULES
from pipelines.audit.rules.i13_above_review import HEADING
from pipelines.audit.rules.w09_residue import pattern
from pipelines.ledger.links import ProjectLink
from pipelines.warehouse.derived import DEPARTMENTS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

#: Rules divide and multiply what strangers print, and round the result: no number may be too long for that.
_DIGITS = 100


def audit(
    warehouse: Warehouse,
    scope: Scope,
    profile: Profile,
    every: bool = True,
    rules: Sequence[Rule] = RULES,
    links: Sequence[ProjectLink] = (),
) -> pl.DataFrame:
    """
    Ask every rule of every current form in the scope.

    Args:
        warehouse: the open generation.
        scope: what is judged; forms beside it (other years, departments) are looked at where a rule compares.
        profile: gives the thresholds.
        every: with those that passed and those to which a rule does not apply; else the findings alone.
        rules: those to ask.
        links: what people said of projects that were renamed (`ledger.links`).

    Returns:
        A frame of `FINDINGS` in the order of the rules, then of collection, department, year, type and
        project. `place` is the cell to mark, `places` all of them; numbers are text in the form's own
        unit, `amount_yuan` is the money that a finding is about, where the rule knows no nearer one the
        budget; `other_form_id` and `other_place` are the form and the cell that it was compared with. A
        rule about a whole collection that passed says so of the collection. Empty without forms.
    """
    asking = Asking(warehouse, scope, profile, every, rules, links)
    for _ in asking.batches():
        pass
    return asking.take()


class Asking:
    """
    Rules asked of forms, some departments at a time: memory follows the batch, not the warehouse.

    What a whole collection's year is compared by (its heads and its goals) is read once more at the end,
    for the rules that ask of it. `asked`, where given, is told whom each rule looked at and what it could
    not check.
    """

    def __init__(
        self,
        warehouse: Warehouse,
        scope: Scope,
        profile: Profile,
        every: bool,
        rules: Sequence[Rule],
        links: Sequence[ProjectLink] = (),
        asked: Asked | None = None,
    ) -> None:
        self._warehouse, self._scope, self._profile = warehouse, scope, profile
        self._every, self._rules, self._links = every, rules, links
        self._wide = Scope(collection=scope.collection)
        self._overlaps = load_overlaps(warehouse, self._wide)
        self._inside = _Inside(warehouse, scope)
        self._found, self._asked = Answers(profile), asked

    def batches(self) -> Iterator[list[Subject]]:
        """
        Load and ask batch after batch, and hand each on when it was asked.

        After them comes an empty one for each collection's year that was compared as a whole.
        """
        words = wording(self._profile)
        for subjects in load_batches(self._warehouse, self._scope, words, self._overlaps):
            self.of(subjects)
            yield subjects
            del subjects  # or else they would be held while the next ones are loaded
        if any(rule.scope == "district" for rule in self._rules):
            for district in districts(self._warehouse, self._wide, self._overlaps):
                self._ask("district", [district])
                del district  # nor a year while the next one is
                yield []

    def of(self, subjects: Sequence[Subject]) -> None:
        """Ask what is asked of forms, of departments and over the years, of forms that are loaded already."""
        self._ask("form", subjects)
        self._ask("year-pair", over_years(subjects, self._links))
        self._ask("department", by_unit(subjects, self._overlaps))

    def take(self) -> pl.DataFrame:
        """All answers since the last time, in the order that `audit` gives."""
        found, self._found = self._found, Answers(self._profile)
        return found.frame(self._rules)

    def _ask(self, scope: str, several: Iterable[Any]) -> None:
        asked = [
            (one, about, self._profile.settings(about[4], about[3]))
            for one in several
            for about in [_about(one)]
            if (self._inside.touches(one) if scope == "district" else self._inside.has(about))
        ]
        told = self._asked
        first = told.add(scope, [about for _, about, _ in asked]) if told else 0
        with localcontext(prec=_DIGITS):
            for rule in self._rules:
                if rule.scope == scope:
                    for number, (subject, about, settings) in enumerate(asked, first):
                        answer = rule.check(subject, settings)
                        if told and isinstance(answer, NotApplicable):
                            told.pass_over(rule, number, answer)
                        if self._every or (answer and not isinstance(answer, NotApplicable)):
                            self._keep(rule, about, answer)

    def _keep(self, rule: Rule, about: About, answer: Answer) -> None:
        if isinstance(answer, NotApplicable):
            self._found.add(rule, "not_applicable", about, answer.zh, answer.en)
            return
        hits = [(hit, about if hit.of is None else _about(hit.of, about)) for hit in answer]
        kept = [(hit, whose) for hit, whose in hits if rule.scope != "district" or self._inside.has(whose)]
        for hit, whose in kept:
            self._found.add(rule, "failed", whose, hit.zh, hit.en, hit)
        if self._every and not kept:
            zh, en = f"{rule.question.zh}：通过", f"{rule.question.en} Passed."
            self._found.add(rule, "passed", about, zh, en)


class _Inside:
    """What a scope wants to be told of."""

    def __init__(self, warehouse: Warehouse, scope: Scope) -> None:
        self._scope = scope
        rows = warehouse.rows(DEPARTMENTS, ("collection", "department"), Scope(kinds=scope.kinds))
        self._of_kinds = set(rows.iter_rows()) if scope.kinds else None

    def has(self, about: About) -> bool:
        """Whether an answer about this is wanted."""
        _, collection, department, year, form_type, _, _ = about
        return (
            self._scope.collection in (None, collection)
            and self._scope.department in (None, department)
            and self._scope.year in (None, year)
            and self._scope.form_type in (None, form_type)
            and (self._of_kinds is None or (collection, department) in self._of_kinds)
        )

    def touches(self, one: Any) -> bool:
        """Whether a collection's year has a form, or an owed one, that is wanted; true of all else."""
        if not isinstance(one, District):
            return True
        return any(self.has(_about(x)) for x in one.forms) or any(
            self.has(_about(x, _about(one))) for x in one.owed
        )


def _about(one: Any, district: About | None = None) -> About:
    match one:
        case Subject():
            form = one.form
            return (
                form.form_id, one.collection, one.department, form.fiscal_year, form.form_type, form.project,
                one.budget_yuan,
            )  # fmt: skip
        case Told():
            return (
                one.form_id, one.collection, one.department, one.year, one.form_type, one.project,
                one.budget_yuan,
            )  # fmt: skip
        case Years():
            return _about(one.this)
        case Unit():
            overall = one.overall
            return (
                overall.form.form_id if overall else None, one.collection, one.department, one.year,
                overall.form.form_type if overall else None, None, overall.budget_yuan if overall else None,
            )  # fmt: skip
        case District():
            return None, one.collection, None, one.year, None, None, None
        case Owed():
            collection = district[1] if district else ""
            return None, collection, one.department, one.year, one.form_type, None, one.known_budget_yuan
    raise TypeError(f"no subject of a rule: {type(one).__name__}")


def wording(profile: Profile) -> str:
    """Texts of cells that a rule looks for under any form type and year."""
    whens: Iterable[tuple[str | None, int | None]] = [
        (None, None),
        *((one.form_type, year) for one in profile.when for year in (one.years or (None,))),
    ]
    words = [profile.settings(*when).words("W-09", "anywhere") for when in whens]
    return "|".join([*dict.fromkeys(_for_polars(pattern(one).pattern) for one in words), HEADING])


def _for_polars(text: str) -> str:
    """The same without look-around, which polars' expressions lack: more cells are kept, none is lost."""
    return text.replace(r"(?<![A-Za-z0-9*×✕])", "").replace(r"(?![A-Za-z0-9*×✕])", "")
