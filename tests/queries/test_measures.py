"""Every measure is defined once and says what it is."""

import polars as pl
import pytest

from pipelines.queries import measures
from pipelines.queries.measures import EXECUTION_RATE, MEASURES, slope


def test_the_table_of_measures_is_complete() -> None:
    found = [value.name for value in vars(measures).values() if isinstance(value, measures.Measure)]
    assert sorted(found) == sorted(measure.name for measure in MEASURES)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_measure_fills_the_column_of_its_name_and_is_worded(measure: measures.Measure) -> None:
    assert measure.expression.meta.output_name() == measure.name
    assert measure.wording.zh
    assert measure.wording.en
    assert measure.definition.zh
    assert measure.definition.en


@pytest.mark.parametrize(
    ("budget", "executed", "rate"),
    [
        ("100", "80", 0.8),
        ("100", "120", 1.2),
        ("0", "0", None),
        ("0", "5", None),
        (None, "5", None),
        ("100", None, None),
    ],
)
def test_without_a_budget_a_rate_is_not_applicable(
    budget: str | None, executed: str | None, rate: float | None
) -> None:
    frame = pl.DataFrame(
        {"budget_yuan": [budget], "executed_yuan": [executed]}, schema_overrides=None
    ).with_columns(pl.all().cast(pl.String).str.to_decimal(scale=4))
    assert frame.select(EXECUTION_RATE.expression).item() == rate


def test_the_slope_needs_two_years_with_a_value() -> None:
    frame = pl.DataFrame(
        {
            "name": ["a", "a", "a", "b", "b", "c", "c"],
            "year": [2021, 2022, 2024, 2021, 2022, 2022, 2023],
            "rate": [0.5, 0.6, 0.8, 0.9, None, 0.9, 0.7],
        },
        schema_overrides={"year": pl.Int16},
    )
    found = frame.group_by("name").agg(slope("rate", "year").alias("slope")).sort("name")
    assert found["slope"].to_list() == [pytest.approx(0.1), None, pytest.approx(-0.2)]
