"""
Every measure once: its expression, its unit, what it is called, and how it is defined.

Expressions work on the columns of frames named in their definition; money and points are
exact decimals until the ratio is formed.
"""

from dataclasses import dataclass
from enum import Enum

import polars as pl

from pipelines.wording import Wording


class Unit(Enum):
    """What a measure's number counts."""

    FRACTION = "fraction"  #: 0.8224 means 82.24 %
    POINTS_PCT = "percentage points"  #: 百分点; 1.5 means 1.5 percentage points
    YUAN = "yuan"
    POINTS = "points"  #: 分
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure; `expression` is named as the column that it fills."""

    name: str
    expression: pl.Expr
    unit: Unit
    wording: Wording
    definition: Wording


def ratio(part: str, whole: str) -> pl.Expr:
    """Part over whole, formed last; null where the whole is not above zero or either is null."""
    return pl.when(pl.col(whole) > 0).then(pl.col(part).cast(pl.Float64) / pl.col(whole).cast(pl.Float64))


def slope(value: str, over: str) -> pl.Expr:
    """Least-squares slope in a group, over rows that have the value; null with fewer than two."""
    y = pl.col(value)
    # Years counted from 2000: squares of small numbers keep all their digits.
    x = pl.when(y.is_not_null()).then(pl.col(over).cast(pl.Float64) - 2000)
    spread = y.count() * (x * x).sum() - x.sum() * x.sum()
    return pl.when(spread > 0.5).then((y.count() * (x * y).sum() - x.sum() * y.sum()) / spread)


EXECUTION_RATE = Measure(
    "execution_rate",
    ratio("executed_yuan", "budget_yuan").alias("execution_rate"),
    Unit.FRACTION,
    Wording("执行率", "Execution rate"),
    Wording(
        "全年执行数 ÷ 全年（调整后）预算数；多张表先分别求和再相除；预算为0或未印时不适用",
        "Executed ÷ adjusted budget of the year; sums first, then divided; not applicable without a budget",
    ),
)
UNSPENT = Measure(
    "unspent_yuan",
    (pl.col("budget_yuan") - pl.col("executed_yuan")).alias("unspent_yuan"),
    Unit.YUAN,
    Wording("未执行金额", "Unspent money"),
    Wording("全年预算数 − 全年执行数", "Budget − executed"),
)
ADJUSTMENT_RATE = Measure(
    "adjustment_rate",
    pl.when(pl.col("initial_yuan") > 0)
    .then(
        (pl.col("budget_yuan") - pl.col("initial_yuan")).cast(pl.Float64)
        / pl.col("initial_yuan").cast(pl.Float64)
    )
    .alias("adjustment_rate"),
    Unit.FRACTION,
    Wording("预算调整率", "Adjustment rate"),
    Wording(
        "（全年预算数 − 年初预算数）÷ 年初预算数；年初预算为0或未印时不适用",
        "(Budget − initial budget) ÷ initial budget; not applicable without an initial budget",
    ),
)
CHANGE_PP = Measure(
    "change_pp",
    ((pl.col("execution_rate") - pl.col("previous_rate")) * 100).alias("change_pp"),
    Unit.POINTS_PCT,
    Wording("较上年变化（百分点）", "Change on last year (percentage points)"),
    Wording(
        "本年执行率 − 上一年度执行率，以百分点计；任一年不适用则不适用",
        "This year's rate − last year's, in percentage points; not applicable where either is",
    ),
)
WEIGHTED_RATE = Measure(
    "weighted_rate",
    ratio("executed_yuan", "budget_yuan").alias("weighted_rate"),
    Unit.FRACTION,
    Wording("多年执行率（金额加权）", "Rate over the years (weighted by money)"),
    Wording("各年执行数之和 ÷ 各年预算数之和", "Sum of executed ÷ sum of budgets over the years"),
)
MEAN_RATE = Measure(
    "mean_rate",
    pl.col("execution_rate").mean().alias("mean_rate"),
    Unit.FRACTION,
    Wording("年度执行率的简单平均", "Simple mean of yearly rates"),
    Wording("适用的各年执行率相加 ÷ 年数，不按金额加权", "Applicable yearly rates added ÷ years, unweighted"),
)
SLOPE_PP = Measure(
    "slope_pp",
    (slope("execution_rate", "fiscal_year") * 100).alias("slope_pp"),
    Unit.POINTS_PCT,
    Wording("年均变化（百分点/年）", "Trend (percentage points a year)"),
    Wording(
        "各年执行率对年度的最小二乘斜率；不足两年不适用",
        "Least-squares slope over the years; needs two years",
    ),
)
SCORE_RATE = Measure(
    "score_rate",
    ratio("score", "weight").alias("score_rate"),
    Unit.FRACTION,
    Wording("得分率", "Score rate"),
    Wording(
        "得分 ÷ 分值；多项先分别求和再相除；分值为0或未印、得分未印时不适用",
        "Score ÷ weight; sums first, then divided; not applicable without a weight or a score",
    ),
)
LOST_POINTS = Measure(
    "lost_points",
    (pl.col("weight") - pl.col("score")).alias("lost_points"),
    Unit.POINTS,
    Wording("失分", "Points lost"),
    Wording("分值 − 得分", "Weight − score"),
)
LOW_SHARE = Measure(
    "low_share",
    ratio("low", "scored").alias("low_share"),
    Unit.FRACTION,
    Wording("低分占比", "Share of low scores"),
    Wording(
        "得分率低于阈值的指标数 ÷ 有分值和得分的指标数", "Indicators below the threshold ÷ scored indicators"
    ),
)
COVERAGE_RATE = Measure(
    "coverage_rate",
    ratio("filed", "owed").alias("coverage_rate"),
    Unit.FRACTION,
    Wording("报送率", "Coverage"),
    Wording("已报 ÷ 应报（名录所列，扣除免报）", "Filed ÷ owed (by the roster, less those exempt)"),
)
MONEY_COVERAGE_RATE = Measure(
    "money_coverage_rate",
    ratio("filed_budget_yuan", "owed_budget_yuan").alias("money_coverage_rate"),
    Unit.FRACTION,
    Wording("按金额计的报送率", "Coverage by money"),
    Wording(
        "已报的预算数 ÷（已报的预算数 + 缺报单位邻近年度的预算数）；从未报过的缺报单位另列其数",
        "Budget filed ÷ (that + the nearest year's budget of those missing); those never seen stand apart",
    ),
)

MEASURES: tuple[Measure, ...] = (
    EXECUTION_RATE, UNSPENT, ADJUSTMENT_RATE, CHANGE_PP, WEIGHTED_RATE, MEAN_RATE, SLOPE_PP,
    SCORE_RATE, LOST_POINTS, LOW_SHARE, COVERAGE_RATE, MONEY_COVERAGE_RATE,
)  # fmt: skip
