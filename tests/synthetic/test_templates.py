"""Any template prints the facts of any form."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.synthetic.printing import money, points, rate, split_target
from pipelines.synthetic.templates import TEMPLATES, lay_out, printed, render
from pipelines.synthetic.writers import FORMATS

FACTS: list[dict[str, Any]] = [
    json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    for path in sorted((Path(__file__).resolve().parents[1] / "facts").glob("*.json"))
]
EVERY = pytest.mark.parametrize("template", TEMPLATES)


@EVERY
def test_every_row_of_a_form_is_as_wide_as_its_table(template: str) -> None:
    for facts in FACTS:
        table = lay_out(facts, template)
        filled = [0] * len(table.rows)
        for row, _, slot in table.placed():
            for covered in range(row, row + slot.rows):
                filled[covered] += slot.columns
        assert set(filled) == {table.width}


@EVERY
def test_a_template_prints_every_indicator_once(template: str) -> None:
    for facts in FACTS:
        texts = [slot.text for _, _, slot in lay_out(facts, template).placed()]
        for row in facts["indicators"]:
            same = [other for other in facts["indicators"] if other["name"] == row["name"]]
            assert sum(text.endswith(row["name"]) for text in texts) >= len(same)


@EVERY
def test_facts_without_a_column_are_not_expected_back(template: str) -> None:
    for facts in FACTS:
        shown = {slot.text for _, _, slot in lay_out(facts, template).placed()}
        for line in printed(facts, template)["funds"]:
            for key in ("initial", "adjusted", "executed"):
                told = {money(line[key], style).text for style in ("plain", "thousands")}
                assert line[key] is None or told & {text.rstrip("万元") for text in shown}


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_form_can_be_written_in_every_format(fmt: str) -> None:
    name, content = render(FACTS[0], "national_project", fmt)
    assert name == f"2022年度义务教育营养改善计划专项资金绩效自评表{FORMATS[fmt].ending}"
    assert content


def test_headings_and_values_of_a_drifted_fund_block_stand_in_different_columns() -> None:
    table = lay_out(FACTS[0], "shanghai_overall_drifted")
    placed = {slot.text: column for _, column, slot in table.placed()}
    assert [placed[text] for text in ("全年预算数", "全年执行数", "执行率")] == [1, 3, 5]
    row = next(slots for slots in table.rows if slots[0].text.startswith("资金来源"))
    assert [slot.columns for slot in row] == [2, 1, 1, 4]


def test_money_keeps_its_decimals() -> None:
    assert money("207.4538", "thousands").text == "207.4538"
    assert money("10937482.14", "thousands").text == "10,937,482.14"
    assert money(Decimal("250000.0"), "plain").text == "250000"


def test_what_is_not_printed_is_blank_and_zero_is_zero() -> None:
    assert money(None, "plain").text == points(None, "two").text == rate(None, "percent").text == ""
    assert money(0, "thousands").text == "0.00"


def test_a_percentage_is_stored_as_a_fraction() -> None:
    slot = rate("82.24", "percent2")
    assert (slot.text, slot.number, slot.number_format) == ("82.24%", 0.8224, "0.00%")


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("≧735人次", ("≧", "735", "人次")),
        (">=90%", (">=", "90", "%")),
        ("及时", ("", "及时", "")),
        ("12种", ("", "12", "种")),
    ],
)
def test_a_target_is_split_into_sign_value_and_unit(target: str, parts: tuple[str, str, str]) -> None:
    assert split_target(target) == parts
