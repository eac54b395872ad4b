"""The seed form reads as a careful person reads it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines import readers
from pipelines.forms import Form, read_forms
from pipelines.forms.contract import as_json

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


@pytest.fixture(scope="module")
def seed() -> Form:
    path = next(SAMPLES.rglob("浦锦街道党群服务中心*自评表.txt"))
    (document,) = readers.read(path).documents
    (form,) = read_forms(document).forms
    return form


def test_its_head_is_read(seed: Form) -> None:
    assert seed.form_type == "department_overall"
    assert seed.fiscal_year == 2023
    assert seed.department == "上海市闵行区浦锦街道办事处党群服务中心"
    assert seed.unit == "元"
    assert (seed.supervisor, seed.project) == (None, None)
    assert (seed.places["department"], seed.places["fiscal_year"]) == ("R5C2", "R4C1")


@pytest.mark.parametrize(
    ("line", "kind", "adjusted", "executed", "rate"),
    [
        (0, "fiscal", "10937482.14", "8995241.89", "82.24"),
        (1, "other", "0.00", "0.00", "0.00"),
        (2, "basic", "5850613.72", "5682353.47", "97.12"),
        (3, "project", "5086868.42", "3312888.42", "65.12"),
    ],
)
def test_its_fund_values_are_found_beside_their_headings(
    seed: Form, line: int, kind: str, adjusted: str, executed: str, rate: str
) -> None:
    fund = seed.funds[line]
    row = 7 + line
    assert len(seed.funds) == 4
    assert fund.kind == kind
    assert (fund.adjusted, fund.executed, fund.rate_pct) == (
        Decimal(adjusted),
        Decimal(executed),
        Decimal(rate),
    )
    assert fund.places == {"adjusted": f"R{row}C4", "executed": f"R{row}C5", "rate_pct": f"R{row}C6"}
    assert (fund.initial, fund.weight, fund.score) == (None, None, None)


def test_its_breakdowns_are_told_apart(seed: Form) -> None:
    assert [line.breakdown for line in seed.funds] == ["source", "source", "structure", "structure"]


def test_its_indicators_stand_under_the_right_levels(seed: Form) -> None:
    levels = [row.level1 for row in seed.indicators]
    assert levels == ["投入管理指标"] * 7 + ["产出指标"] * 6 + ["效益指标"] * 7 + ["满意度指标"] * 3
    assert [row.level2 for row in seed.indicators] == [None] * 13 + ["社会效益指标"] * 7 + [
        "服务对象满意度指标"
    ] * 3
    assert seed.indicators[7].level2_candidates == ("数量指标", "质量指标", "时效指标", "成本指标")
    assert {row.level1: row.level1_weight for row in seed.indicators} == {
        "投入管理指标": 30, "产出指标": 25, "效益指标": 35, "满意度指标": 10,
    }  # fmt: skip


def test_the_shifted_block_is_put_back_and_flagged(seed: Form) -> None:
    first = seed.indicators[0]
    assert (first.name, first.target, first.actual) == ("完成党建活动开展工作", "023年12月底前", "达成指标")
    assert (first.weight, first.score) == (Decimal("3.00"), Decimal("3.00"))
    assert {f"R{row}C5" for row in range(15, 22)} <= set(seed.moved)
    assert [p.place for p in seed.problems if p.code == "value_moved"] == ["R7C4", "R15C5"]
    assert seed.indicators[4].reason is not None
    assert [row.reason for row in seed.indicators].count(None) == 22


def test_its_totals_are_those_printed_not_those_that_add_up(seed: Form) -> None:
    assert (seed.total_weight, seed.total_score) == (Decimal(100), Decimal("97.8"))
    assert sum(row.weight or 0 for row in seed.indicators) == 96


def test_markup_is_out_of_the_goals_and_noted(seed: Form) -> None:
    (goal,) = seed.goals
    assert goal.planned is not None
    assert goal.planned.startswith("1、聚焦重点")
    assert goal.achieved is not None
    assert "<p>" not in goal.planned + goal.achieved
    assert {p.place for p in seed.problems if p.code == "markup_removed"} == {"R12C2", "R12C6"}


def test_the_cut_date_is_named_and_kept(seed: Form) -> None:
    assert [p.place for p in seed.problems if p.code == "date_cut"] == ["R15C6"]


def test_one_cell_is_left_over_and_listed(seed: Form) -> None:
    assert [(cell.place, cell.text[:4]) for cell in seed.unread] == [("R15C4", "根据沪财")]


def test_its_json_has_the_keys_of_the_contract(seed: Form) -> None:
    path = next(SAMPLES.rglob("浦锦街道党群服务中心*自评表.txt"))
    (document,) = readers.read(path).documents
    shown: dict[str, Any] = as_json(seed, document)
    assert {
        "source", "form", "places", "form_type", "fiscal_year", "department", "supervisor", "project", "unit", "funds",
        "goals", "indicators", "total_weight", "total_score", "grade", "problems", "unread",
    } <= set(shown)  # fmt: skip
    assert shown["source"]["member"] is None
    last = shown["indicators"][-1]
    assert last["place"] == "R37"
    assert last["target_value"] == {"sign": ">=", "value": 90.0, "unit": "%"}
    assert last["actual_value"] == {"value": 90.0, "unit": "%"}
    assert last["places"]["score"] == "R37C8"
