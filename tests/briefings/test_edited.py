"""Sentences that a person wrote into a briefing keep its facts as facts, and mark what is none."""

import pytest

from dashboard.briefings import edited
from dashboard.briefings.document import Briefing
from dashboard.briefings.fact import Fact
from dashboard.briefings.parts import Name, Paragraph, Table
from tests.briefings.made import made


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return made()


def _first(briefing: Briefing) -> edited.EditablePart:
    return next(part for part in edited.editable(briefing) if any(letter.isdigit() for letter in part.text))


def _paragraphs(briefing: Briefing) -> list[Paragraph]:
    return [b for section in briefing.sections for b in section.blocks if isinstance(b, Paragraph)]


def test_a_part_written_as_it_was_keeps_its_facts_and_the_briefing_its_tables(briefing: Briefing) -> None:
    part = _first(briefing)
    again = edited.apply(briefing, {part.key: part.text})
    assert [p.text for p in edited.editable(again)] == [p.text for p in edited.editable(briefing)]
    assert edited.unknown_numbers(briefing, part.text) == []
    assert {one.key for _, _, one in again.facts()} == {one.key for _, _, one in briefing.facts()}
    assert [table.id for table in again.tables()] == [table.id for table in briefing.tables()]


def test_a_number_that_is_no_fact_is_marked_and_a_fact_keeps_its_rows(briefing: Briefing) -> None:
    part = _first(briefing)
    said = next(
        part
        for paragraph in _paragraphs(briefing)
        for sentence in paragraph.sentences
        for part in sentence.facts()
    )
    text = f"本年共{said.shown}，另有98765.4万元待查。"
    assert edited.unknown_numbers(briefing, text) == ["98765.4"]
    written = next(
        paragraph
        for paragraph in _paragraphs(edited.apply(briefing, {part.key: text}))
        if any(isinstance(p, Name) and edited.MARK in p.text for s in paragraph.sentences for p in s.parts)
    )
    parts = written.sentences[0].parts
    assert next(p for p in parts if isinstance(p, Fact)).terms == said.terms
    assert "".join(s.plain() for s in written.sentences) == text.replace("98765.4", "98765.4〔未核对〕")


def test_a_fact_within_a_longer_number_is_not_taken_for_it(briefing: Briefing) -> None:
    said = next(one for _, _, one in briefing.facts() if one.shown.isdigit())
    assert edited.unknown_numbers(briefing, f"共9{said.shown}7家") == [f"9{said.shown}7"]


def test_a_text_for_a_part_that_is_gone_changes_nothing(briefing: Briefing) -> None:
    assert edited.apply(briefing, {"nowhere/一、": "空话"}) == briefing


def test_tables_stay_where_they_stood(briefing: Briefing) -> None:
    part = _first(briefing)
    again = edited.apply(briefing, {part.key: "只有一句。"})
    kinds = [[type(b) for b in section.blocks if isinstance(b, Table)] for section in again.sections]
    assert kinds == [[type(b) for b in s.blocks if isinstance(b, Table)] for s in briefing.sections]
