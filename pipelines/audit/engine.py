"""All rules over all forms: each rule asked of each of its subjects, the answers as one frame."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from pipelines.audit.facts import District, Owed, Subject, Unit, Years
from pipelines.audit.figures import plain
from pipelines.audit.load import by_district, by_unit, load_overlaps, load_subjects, over_years
from pipelines.audit.profile import Profile
from pipelines.audit.rule import Hit, NotApplicable, Rule
from pipelines.audit.rules import RULES
from pipelines.audit.rules.i13_above_review import HEADING
from pipelines.audit.rules.w09_residue import pattern
from pipelines.queries.frames import conform
from pipelines.warehouse.column import MONEY, MONEY_LIMIT
from pipelines.warehouse.derived import DEPARTMENTS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

#: One row a finding; with every outcome, also one a subject and rule that passed or was not applicable.
FINDINGS = pl.Schema(
    {
        "rule": pl.String(), "outcome": pl.String(), "severity": pl.String(), "light": pl.String(),
        "form_id": pl.String(), "collection": pl.String(), "department": pl.String(),
        "fiscal_year": pl.Int16(), "form_type": pl.String(), "project": pl.String(),
        "subject": pl.String(), "place": pl.String(),
        "places": pl.List(pl.String()), "printed": pl.String(), "computed": pl.String(),
        "difference": pl.String(), "message": pl.String(), "message_en": pl.String(), "profile": pl.String(),
        "budget_yuan": MONEY, "amount_yuan": MONEY, "other_form_id": pl.String(), "other_place": pl.String(),
    }
)  # fmt: skip

#: Who an answer is about: form, collection, department, year, type, project, budget.
_About = tuple[str | None, str, str | None, int | None, str | None, str | None, Decimal | None]


def audit(
    warehouse: Warehouse,
    scope: Scope,
    profile: Profile,
    every: bool = True,
    rules: Sequence[Rule] = RULES,
) -> pl.DataFrame:
    """
    Ask every rule of every current form in the scope.

    Args:
        warehouse: the open generation.
        scope: what is judged; forms beside it (other years, departments) are looked at where a rule compares.
        profile: gives the thresholds.
        every: with those that passed and those to which a rule does not apply; else the findings alone.
        rules: those to ask.

    Returns:
        A frame of `FINDINGS` in the order of the rules, then of collection, department, year, type and
        project. `place` is the cell to mark, `places` all of them; numbers are text in the form's own
        unit, `amount_yuan` is the money that a finding is about, where the rule knows no nearer one the
        budget; `other_form_id` and `other_place` are the form and the cell that it was compared with. A
        rule about a whole collection that passed says so of the collection. Empty without forms.
    """
    subjects = load_subjects(warehouse, Scope(collection=scope.collection), wording(profile))
    return ask(warehouse, scope, profile, subjects, every, rules)


def ask(
    warehouse: Warehouse,
    scope: Scope,
    profile: Profile,
    subjects: list[Subject],
    every: bool = True,
    rules: Sequence[Rule] = RULES,
) -> pl.DataFrame:
    """As `audit`, of forms that are loaded already: all those of the scope's collection."""
    wide = Scope(collection=scope.collection)
    overlaps = load_overlaps(warehouse, wide)
    inside = _Inside(warehouse, scope)
    subjects_of: dict[str, list[Any]] = {
        "form": subjects,
        "year-pair": over_years(subjects),
        "department": by_unit(subjects, [one for several in overlaps.values() for one in several]),
        "district": by_district(warehouse, wide, subjects, overlaps),
    }
    asked = {
        name: [
            (one, about, profile.settings(about[4], about[3]))
            for one in several
            for about in [_about(one)]
            if (inside.touches(one) if name == "district" else inside.has(about))
        ]
        for name, several in subjects_of.items()
    }
    found = _Rows(profile)
    for rule in rules:
        for subject, about, settings in asked[rule.scope]:
            answer = rule.check(subject, settings)
            if isinstance(answer, NotApplicable):
                if every:
                    found.add(rule, "not_applicable", about, answer.zh, answer.en)
                continue
            hits = [(hit, about if hit.of is None else _about(hit.of, about)) for hit in answer]
            kept = [(hit, whose) for hit, whose in hits if rule.scope != "district" or inside.has(whose)]
            for hit, whose in kept:
                found.add(rule, "failed", whose, hit.zh, hit.en, hit)
            if every and not kept:
                found.add(rule, "passed", about, f"{rule.question.zh}：通过", f"{rule.question.en} Passed.")
    return found.frame()


class _Inside:
    """What a scope wants to be told of."""

    def __init__(self, warehouse: Warehouse, scope: Scope) -> None:
        self._scope = scope
        rows = warehouse.rows(DEPARTMENTS, ("collection", "department"), Scope(kinds=scope.kinds))
        self._of_kinds = set(rows.iter_rows()) if scope.kinds else None

    def has(self, about: _About) -> bool:
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
        return any(self.has(_about(x)) for x in one.subjects) or any(
            self.has(_about(x, _about(one))) for x in one.owed
        )


class _Rows:
    """Answers on their way into a frame: who they are about stands once, whatever the number of rules."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._about: dict[_About, int] = {}
        self._answers: list[tuple[Any, ...]] = []
        self._hits: list[tuple[Any, ...]] = []

    def add(self, rule: Rule, outcome: str, about: _About, zh: str, en: str, hit: Hit | None = None) -> None:
        severity = self._profile.severity.get(rule.id, rule.severity)
        number = None
        if hit is not None:
            severity = hit.severity or severity
            places = list(dict.fromkeys(one for one in hit.places if one))
            number = len(self._hits)
            self._hits.append(
                (
                    hit.light, hit.subject, places[0] if places else None, places, _text(hit.printed),
                    _text(hit.computed), _text(hit.difference),
                    hit.beside.form.form_id if hit.beside else None, hit.beside_place, _kept(hit.amount_yuan),
                )
            )  # fmt: skip
        who = self._about.setdefault(about, len(self._about))
        self._answers.append((rule.id, outcome, severity, zh, en, who, number))

    def frame(self) -> pl.DataFrame:
        """All of it as a frame of `FINDINGS`, in the order in which it was added."""
        answers = _frame(
            self._answers, ("rule", "outcome", "severity", "message", "message_en"), "who", "hit"
        )
        about = _frame(list(self._about), _WHO)
        hits = _frame(self._hits, _HIT)
        return conform(
            answers.join(about.with_row_index("who"), on="who", how="left", maintain_order="left")
            .join(hits.with_row_index("hit"), on="hit", how="left", maintain_order="left")
            .with_columns(
                pl.lit(self._profile.label).alias("profile"),
                pl.when(pl.col("outcome") == "failed")
                .then(pl.coalesce("amount_yuan", "budget_yuan"))
                .alias("amount_yuan"),
                pl.col("places").fill_null(pl.lit([], dtype=FINDINGS["places"])),
            ),
            FINDINGS,
        )


_HIT = (
    "light", "subject", "place", "places", "printed", "computed", "difference", "other_form_id",
    "other_place", "amount_yuan",
)  # fmt: skip
_WHO = ("form_id", "collection", "department", "fiscal_year", "form_type", "project", "budget_yuan")


def _frame(rows: Sequence[tuple[Any, ...]], names: Sequence[str], *numbers: str) -> pl.DataFrame:
    """Rows as columns of `FINDINGS`, and `numbers` behind them."""
    schema = {**{name: FINDINGS[name] for name in names}, **dict.fromkeys(numbers, pl.UInt32())}
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pl.DataFrame(
        [
            pl.Series(name, list(values), dtype=dtype)
            for (name, dtype), values in zip(schema.items(), columns, strict=True)
        ]
    )


def _kept(amount: Decimal | None) -> Decimal | None:
    """An amount of money that its column can hold; a larger one was never money."""
    return None if amount is None or amount >= MONEY_LIMIT else amount


def _text(value: Decimal | str | None) -> str | None:
    return plain(value) if isinstance(value, Decimal) else value


def _about(one: Any, district: _About | None = None) -> _About:
    match one:
        case Subject():
            form = one.form
            return (
                form.form_id, one.collection, one.department, form.fiscal_year, form.form_type, form.project,
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
