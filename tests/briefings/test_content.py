"""Each number of a briefing is a fact, each fact follows from its rows, each row from the warehouse."""

import json
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from dashboard.briefings import compose, record
from dashboard.briefings.document import Briefing
from dashboard.briefings.fact import OPERATIONS, Fact, Row, Unit
from dashboard.briefings.gathered import Gathered
from dashboard.briefings.parts import Chart, Heading, Name, Paragraph, Part, Table
from dashboard.briefings.sayings import FIGURES, SAYS
from dashboard.briefings.seven import COVERAGE, SEVEN
from pipelines.audit import RULES, load_profile
from pipelines.audit.checked import checked
from pipelines.forms.money import YUAN_IN_UNIT
from pipelines.queries import execution, findings, forms, scores
from pipelines.warehouse.derived import DEPARTMENTS, GENERATION, OBLIGATIONS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

KINDS = (
    "district", "department", "letter", "published", "published department", "published letter",
)  # fmt: skip
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")

Values = list[Decimal]


def _known(rows: Sequence[Row]) -> Values:
    return [row.value for row in rows if row.value is not None]


#: The arithmetic again, written by another hand.
BY_HAND: dict[str, Callable[..., Decimal]] = {
    "as_is": lambda rows: _known(rows)[0],
    "count": lambda rows: Decimal(len(rows)),
    "sum": lambda rows: sum(_known(rows), Decimal()),
    "mean": lambda rows: sum(_known(rows), Decimal()) / len(_known(rows)),
    "median": lambda rows: statistics.median(_known(rows)),
    "difference": lambda a, b: sum(_known(a), Decimal()) - sum(_known(b), Decimal()),
    "mean_difference": lambda a, b: statistics.mean(_known(a)) - statistics.mean(_known(b)),
    "ratio": lambda a, b: sum(_known(a), Decimal()) / sum(_known(b), Decimal()),
    "share_of_count": lambda a, b: Decimal(len(a)) / Decimal(len(b)),
    "change_pp": lambda a, b, c, d: (
        100
        * (
            sum(_known(a), Decimal()) / sum(_known(b), Decimal())
            - sum(_known(c), Decimal()) / sum(_known(d), Decimal())
        )
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_fact_follows_from_the_rows_that_it_names(kind: str, briefings: dict[str, Briefing]) -> None:
    facts = briefings[kind].facts()
    assert len(facts) > 20
    for _, _, one in facts:
        assert OPERATIONS[one.operation](*one.terms) == one.value or (one.fixed and one.value == 0), one.key
        if one.value is not None and one.operation in BY_HAND and not (one.fixed and one.value == 0):
            assert abs(BY_HAND[one.operation](*one.terms) - one.value) < Decimal("1e-20"), one.key


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_holds_what_the_warehouse_holds_at_its_place(
    kind: str, briefings: dict[str, Briefing], district: Gathered, published: Gathered,
    district_warehouse_folder: Path, warehouse_folder: Path,
) -> None:  # fmt: skip
    real = kind.startswith("published")
    warehouse = Warehouse.open(warehouse_folder if real else district_warehouse_folder)
    look = _Look(warehouse, published if real else district)
    try:
        seen = 0
        for _, _, one in briefings[kind].facts():
            for row in (row for rows in one.terms for row in rows):
                look.at(row, one)
                seen += 1
        assert seen > 40
    finally:
        warehouse.close()


class _Look:
    """Looks a row up, each kind of source in its own table."""

    def __init__(self, warehouse: Warehouse, gathered: Gathered) -> None:
        self._warehouse = warehouse
        self._day = gathered
        scope = Scope(collection=gathered.collection)
        self._findings = {row["fingerprint"]: row for row in findings.findings(warehouse, scope).to_dicts()}
        self._scores = {row["form_id"]: row for row in scores.scores(warehouse, scope).to_dicts()}
        self._forms = {
            row["form_id"]: row for row in forms.forms_list(warehouse, scope, current=False).to_dicts()
        }
        self._departments = set(warehouse.rows(DEPARTMENTS, ("department",), scope)["department"].to_list())
        self._owed = {
            f"{row['fiscal_year']}/{row['form_type']}/{row['department']}": row
            for row in warehouse.rows(OBLIGATIONS, (), scope).to_dicts()
        }
        self._cells = cache(self._read)
        self._rules = cache(self._by_rule)

    def _read(self, form_id: str) -> dict[str, str]:
        return {
            row["place"]: row["corrected"] or row["printed"]
            for row in forms.grid(self._warehouse, form_id).to_dicts()
        }

    def _by_rule(self, department: str | None) -> dict[str, dict[str, int]]:
        scope = Scope(self._day.year, self._day.collection, (), department)
        return {row["rule"]: row for row in checked(self._warehouse, scope).to_dicts()}

    def at(self, row: Row, one: Fact) -> None:
        kind, _, rest = row.source.partition(":")
        about, _, place = rest.partition("#")
        look = {
            "form": self._form, "recomputed": self._recomputed, "finding": self._finding,
            "department": self._department, "owed": self._owes, "profile": self._profile,
            "year": self._year, "method": self._method, "generation": self._generation,
            "rule": self._rule, "asked": self._checked, "unchecked": self._checked,
        }  # fmt: skip
        look[kind](about, place, row.value, one)

    def _form(self, about: str, place: str, value: Decimal | None, one: Fact) -> None:
        assert about in self._forms
        if not place:
            assert value is None
            return
        text = self._cells(about)[place].replace(",", "").replace("，", "")
        numbers = [Decimal(number) for number in _NUMBER.findall(text)]
        money = one.unit is not Unit.POINTS and (one.unit is Unit.YUAN or value not in numbers)
        factor = YUAN_IN_UNIT[self._forms[about]["unit"]] if money else 1
        assert value in [number * factor for number in numbers], (about, place, text, value, one.key)

    def _recomputed(self, about: str, place: str, value: Decimal | None, one: Fact) -> None:
        assert value == self._scores[about]["recomputed_total"]

    def _finding(self, about: str, place: str, value: Decimal | None, one: Fact) -> None:
        row = self._findings[about]
        if place:
            assert one.shown == row[place]
        elif value is not None:
            assert value == {"E": 3, "W": 2, "S": 1}[row["severity"]]

    def _department(self, about: str, place: str, value: Decimal | None, one: Fact) -> None:
        collection, _, name = about.partition("/")
        assert (collection, value) == (self._day.collection, None)
        assert name in self._departments

    def _owes(self, about: str, place: str, value: Decimal | None, one: Fact) -> None:
        row = self._owed[about.partition("/")[2]]
        assert value == (row["budget_yuan"] if row["status"] == "filed" else row["known_budget_yuan"])

    def _profile(self, about: str, place: str, value: Decimal | None, one: Fact) -> None:
        profile = load_profile()
        assert about == profile.label
        assert value == profile.thresholds[tuple(place.split("."))]  # type: ignore[index]

    def _checked(self, about: str, place: str, value: Decimal | None, one: Fact) -> None:
        collection, year, rule = about.split("/")
        row = self._rules(None)[rule]
        assert (collection, int(year)) == (self._day.collection, self._day.year)
        assert value == row["unchecked"] or (value == row["asked"] and one.key.startswith("checked/"))

    def _rule(self, about: str, place: str, value: Decimal | None, one: Fact) -> None:
        whose = one.key.removeprefix("department/").partition("/")[0] if "department/" in one.key else None
        assert value is None
        if one.key.removesuffix("~").endswith("/blind"):
            assert self._rules(whose)[about]["checked"] == 0

    def _year(self, about: str, place: str, value: Decimal | None, one: Fact) -> None:
        assert str(value) == about

    def _generation(self, about: str, place: str, value: Decimal | None, one: Fact) -> None:
        row = self._warehouse.rows(GENERATION).row(0, named=True)
        assert about == row["generation"]
        assert str(value) == f"{row['built_at']:%Y%m%d}"

    def _method(self, about: str, place: str, value: Decimal | None, one: Fact) -> None:
        assert value is not None
        if about.startswith("grade/"):
            assert value == load_profile().grades[about.removeprefix("grade/")]


def _words(briefing: Briefing) -> Iterator[tuple[str, Part]]:
    """All parts of the text with where they stand: sentences, tables, titles, cards."""
    for section in briefing.sections:
        for block in section.blocks:
            match block:
                case Heading():
                    yield section.key, block.text
                case Paragraph():
                    yield section.key, block.lead
                    yield from ((section.key, part) for one in block.sentences for part in one.parts)
                case Table():
                    yield from _in_table(section.key, block)
                case Chart():
                    yield from ((block.id, part) for part in block.title.parts)
    for slide in briefing.slides:
        for sentence in (slide.title, *slide.points):
            yield from ((slide.key, part) for part in sentence.parts)
        if slide.table is not None:
            yield from _in_table(slide.key, slide.table)
    page = briefing.one_page
    if page is not None:
        said = [page.headline, *page.decisions, *(one for each in page.problems for one in each.sentences)]
        said += [card.beside for card in page.cards if card.beside is not None]
        yield from (("onepage", part) for sentence in said for part in sentence.parts)


def _in_table(where: str, table: Table) -> Iterator[tuple[str, Part]]:
    for row in table.rows:
        for cell in row:
            yield from ((f"{where} {table.id}", part) for part in cell.parts)
    if table.note is not None:
        yield from ((table.id, part) for part in table.note.parts)


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_holds_a_digit_and_every_number_is_in_the_json(
    kind: str, briefings: dict[str, Briefing]
) -> None:
    told = json.loads(record.as_json(briefings[kind]))
    known = {one["key"]: one for one in told["facts"]}
    facts = 0
    for where, part in _words(briefings[kind]):
        if isinstance(part, str):
            assert not _NUMBER.search(part), (where, part)
        elif not isinstance(part, Name):
            assert known[part.key]["shown"] == part.shown
            facts += 1
    assert facts > 20


@pytest.mark.parametrize("kind", KINDS)
def test_one_key_is_one_number(kind: str, briefings: dict[str, Briefing]) -> None:
    seen: dict[str, tuple[str, Decimal | None]] = {}
    for one, _ in briefings[kind].placed():
        assert seen.setdefault(one.key, (one.shown, one.value)) == (one.shown, one.value), one.key


def test_the_money_is_that_of_the_queries_and_of_the_truth(
    district: Gathered, district_warehouse_folder: Path, district_folder: Path
) -> None:
    briefing = compose.district(district)
    facts = {one.key: one.value for _, _, one in briefing.facts()}
    warehouse = Warehouse.open(district_warehouse_folder)
    try:
        rows = execution.district_by_year(
            warehouse, Scope(year=district.year, collection=district.collection)
        )
    finally:
        warehouse.close()
    truth = json.loads((district_folder / "truth.json").read_text(encoding="utf-8"))
    year = next(one for one in truth["year_totals"] if one["year"] == district.year)
    for line, prefix in (("total", ""), ("basic", "basic_"), ("project", "project_")):
        row = rows.filter(rows["line"] == line).row(0, named=True)
        for amount in ("budget_yuan", "executed_yuan"):
            ours = facts[f"district/{district.year}/{line}/{amount}"]
            assert ours == row[amount] == Decimal(year[prefix + amount])
        rate = facts[f"district/{district.year}/{line}/execution_rate"]
        assert float(rate or 0) == pytest.approx(row["execution_rate"])
        assert row["unspent_yuan"] == facts[f"district/{district.year}/{line}/unspent_yuan"]


@pytest.mark.parametrize("kind", ["district", "published"])
def test_shares_of_one_table_add_up_to_100_0(kind: str, briefings: dict[str, Briefing]) -> None:
    groups: dict[str, list[Fact]] = {}
    for _, _, one in briefings[kind].facts():
        if one.fixed and one.operation in ("ratio", "share_of_count"):
            groups.setdefault(one.key.rsplit(".", 1)[0], []).append(one)
    sums = {
        key: sum(Decimal(one.shown.removesuffix("%")) for one in several if one.value is not None)
        for key, several in groups.items()
    }
    assert len(sums) >= 3
    assert set(sums.values()) <= {Decimal("100.0"), Decimal(0)}
    assert Decimal("100.0") in sums.values()


@pytest.mark.parametrize("kind", ["district", "published"])
def test_the_seven_kinds_stand_always_and_in_their_order(kind: str, briefings: dict[str, Briefing]) -> None:
    section = next(one for one in briefings[kind].sections if one.key == "problems")
    headings = [one.text for one in section.blocks if isinstance(one, Heading) and one.level == 2]
    assert headings == [one.title for one in SEVEN]
    proposals = next(one for one in briefings[kind].sections if one.key == "proposals")
    assert len([one for one in proposals.blocks if isinstance(one, Paragraph)]) == len(SEVEN)


def test_every_rule_makes_one_kind_of_problem_and_has_its_phrase() -> None:
    ids = [rule for one in SEVEN for rule in one.rules] + list(COVERAGE)
    assert sorted(ids) == sorted(rule.id for rule in RULES)
    assert set(SAYS) == set(ids)
    assert set(FIGURES) <= set(ids)


def test_the_same_data_give_the_same_bytes(district: Gathered) -> None:
    first, again = compose.district(district), compose.district(district)
    assert record.as_json(first) == record.as_json(again)
    assert record.as_record(first) == record.as_record(again)


def test_a_record_comes_back_whole(briefings: dict[str, Briefing]) -> None:
    for briefing in briefings.values():
        told = record.read_record(record.as_record(briefing))
        facts = {one["key"]: one for one in told["facts"]}
        for _, _, one in briefing.facts():
            assert facts[one.key]["value"] == one.value
            assert [tuple(rows) for rows in facts[one.key]["terms"]] == list(one.terms)


def test_demonstration_data_say_so_and_are_not_mixed_with_published_ones(
    district: Gathered, published: Gathered, briefings: dict[str, Briefing]
) -> None:
    assert district.demo
    assert not published.demo
    assert published.others == [district.collection]
    text = "".join(part for _, part in _words(briefings["district"]) if isinstance(part, str))
    assert "演示数据" in text
    told = [part.text for _, part in _words(briefings["published"]) if isinstance(part, Name)]
    assert district.collection in told


def test_a_letter_asks_about_each_finding_by_its_cell(briefings: dict[str, Briefing]) -> None:
    letter = briefings["published letter"]
    asked, reply = letter.tables()
    assert len(asked.rows) == len(reply.rows) > 10
    (total,) = [row for row in asked.rows if "S-07" in "".join(getattr(p, "text", "") for p in row[4].parts)]
    words = [getattr(part, "shown", getattr(part, "text", part)) for cell in total for part in cell.parts]
    assert [word for word in words if word in ("R38C8", "97.8", "96")] == ["R38C8", "97.8", "96"]
    assert letter.addressee.startswith("上海市闵行区")
