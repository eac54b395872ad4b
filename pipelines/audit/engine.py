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
from pipelines.warehouse.column import MONEY
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
        "budget_yuan": MONEY,
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
        unit. A rule about several forms names the form that it marks, or none. Empty without forms.
    """
    wide = Scope(collection=scope.collection)
    subjects = load_subjects(warehouse, wide, _wording(profile))
    overlaps = load_overlaps(warehouse, wide)
    wanted: dict[str, list[Any]] = {
        "form": [one for one in subjects if _within(_about(one), one, scope)],
        "year-pair": [one for one in over_years(subjects) if _within(_about(one), one.this, scope)],
        "department": [
            one
            for one in by_unit(subjects, [overlap for several in overlaps.values() for overlap in several])
            if _within(_about(one), one.overall, scope)
        ],
        "district": [
            one for one in by_district(warehouse, wide, subjects, overlaps) if scope.year in (None, one.year)
        ],
    }
    asked = {
        name: [
            (one, about, profile.settings(about[4], about[3])) for one in several for about in [_about(one)]
        ]
        for name, several in wanted.items()
    }
    found = _Rows(profile)
    for rule in rules:
        for subject, about, settings in asked[rule.scope]:
            answer = rule.check(subject, settings)
            if answer and not isinstance(answer, NotApplicable):
                for hit in answer:
                    whose = about if hit.of is None else _about(hit.of, about)
                    if rule.scope != "district" or _within(whose, None, scope):
                        found.add(rule, "failed", whose, hit.zh, hit.en, hit)
            elif every and (rule.scope != "district" or _within(about, None, scope)):
                if isinstance(answer, NotApplicable):
                    found.add(rule, "not_applicable", about, answer.zh, answer.en)
                else:
                    found.add(
                        rule, "passed", about, rule.question.zh + "：通过", rule.question.en + " Passed."
                    )
    return found.frame()


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
        hits = _frame(
            self._hits, ("light", "subject", "place", "places", "printed", "computed", "difference")
        )
        return conform(
            answers.join(about.with_row_index("who"), on="who", how="left", maintain_order="left")
            .join(hits.with_row_index("hit"), on="hit", how="left", maintain_order="left")
            .with_columns(
                pl.lit(self._profile.label).alias("profile"),
                pl.col("places").fill_null(pl.lit([], dtype=FINDINGS["places"])),
            ),
            FINDINGS,
        )


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


def _within(about: _About, subject: Subject | None, scope: Scope) -> bool:
    """Whether an answer is about what the scope wants; `kinds` is not asked of here."""
    _, collection, department, year, form_type, _, _ = about
    return (
        scope.collection in (None, collection)
        and scope.department in (None, department)
        and scope.year in (None, year)
        and scope.form_type in (None, form_type)
    )


def _wording(profile: Profile) -> str:
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
