"""A generated form, written in each format that we can write, reads back as it was generated."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.forms import Form, read_forms
from pipelines.forms.money import YUAN_IN_UNIT, to_yuan
from pipelines.readers import read_bytes
from pipelines.synthetic.templates import TEMPLATES, lay_out
from pipelines.synthetic.writers import FORMATS, write
from tests.accuracy import same
from tests.forms.test_conservation import FORMS, accounted

#: Formats that keep every cell's place. Those that lose their blank cells may leave values null.
WHOLE = [name for name in FORMATS if name not in ("web", "lines")]
#: Forms with a unit, points and a name for each row; templates with a column for all of it.
BASE = [
    form
    for form in FORMS
    if form["unit"] and form["fiscal_year"] and any(row["weight"] for row in form["indicators"])
]
FITTING = (
    "national_project",
    "mof_project_points",
    "anhui_project",
    "national_overall",
    "province_weight_first",
)

_WORDS = [
    "道路养护里程",
    "培训人次",
    "设备验收合格率",
    "资金支付及时性",
    "居民满意程度",
    "补贴发放标准",
    "巡查覆盖范围",
]
_TARGETS = ["≥{n}次", "{n}%", "≤{n}万元", "{n}", "明显提升", "2023年12月底前", "≥{n}%"]
_ACTUALS = ["{n}次", "{n}%", "{n}万元", "{n}", "基本达到", "2023年11月完成"]


@st.composite
def generated(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the facts of a form: the frame of a published one, its figures and rows anew."""
    facts = deepcopy(draw(st.sampled_from(BASE)))
    facts["unit"] = draw(st.sampled_from(["元", "万元"]))
    for line in facts["funds"]:
        budget = draw(st.integers(1, 10**9))
        executed = draw(st.integers(0, budget))
        line |= {"initial": budget / 100, "adjusted": budget / 100, "executed": executed / 100}
        line |= {"rate_pct": round(executed / budget * 100, 2), "amount": None}
    number = st.integers(1, 9_999)
    for row in facts["indicators"]:
        weight = draw(st.integers(1, 40))
        row["name"] = draw(st.sampled_from(_WORDS)) + draw(st.sampled_from(["", "情况", "（年度）"]))
        row["target"] = draw(st.sampled_from(_TARGETS)).format(n=draw(number))
        row["actual"] = draw(st.sampled_from(_ACTUALS)).format(n=draw(number))
        row |= {"weight": weight, "score": draw(st.integers(0, weight)), "reason": None}
        row |= {"target_value": None, "actual_value": None}
    return facts


def _templates(facts: dict[str, Any]) -> list[str]:
    return [name for name in FITTING if facts["form_type"] in TEMPLATES[name].titles]


def _read(facts: dict[str, Any], template: str, fmt: str) -> Form:
    result = read_bytes(write([lay_out(facts, template)], fmt), f"自评表{FORMATS[fmt].ending}")
    (document,) = result.documents
    accounted(document.grids[0])
    (form,) = read_forms(document).forms
    return form


_INDICATOR = ("name", "target", "actual", "weight", "score")
_FUND = ("adjusted", "executed", "rate_pct")


def _differing(facts: dict[str, Any], form: Form) -> list[tuple[str, object, object]]:
    """Return each value that is not what was generated: which, generated, read."""
    pairs: list[tuple[str, object, object]] = [
        (f"{name} {number}", row[name], getattr(read, name))
        for number, (row, read) in enumerate(zip(facts["indicators"], form.indicators, strict=True))
        for name in _INDICATOR
    ]
    pairs += [
        (f"{name} {line['label']}", line[name], getattr(read, name))
        for line, read in zip(facts["funds"], form.funds, strict=True)
        for name in _FUND
    ]
    pairs.append(("unit", facts["unit"], form.unit))
    return [(what, want, got) for what, want, got in pairs if got is None or not same(want, got)]


@pytest.mark.parametrize("fmt", WHOLE)
@settings(max_examples=8, deadline=None)
@given(facts=generated(), data=st.data())
def test_a_generated_form_reads_back_as_it_was_written(
    fmt: str, facts: dict[str, Any], data: st.DataObject
) -> None:
    template = data.draw(st.sampled_from(_templates(facts)))
    assert _differing(facts, _read(facts, template, fmt)) == []


@pytest.mark.parametrize("fmt", ["web", "lines"])
@settings(max_examples=20, deadline=None)
@given(facts=generated(), data=st.data())
def test_text_without_its_blank_cells_gives_the_same_values_or_none(
    fmt: str, facts: dict[str, Any], data: st.DataObject
) -> None:
    template = data.draw(st.sampled_from(_templates(facts)))
    form = _read(facts, template, fmt)
    assert [(what, want, got) for what, want, got in _differing(facts, form) if got is not None] == []


@pytest.mark.parametrize("fmt", ["xlsx", "text"])
@settings(max_examples=10, deadline=None)
@given(facts=generated())
def test_the_same_money_in_another_unit_is_the_same_yuan(fmt: str, facts: dict[str, Any]) -> None:
    other = deepcopy(facts)
    other["unit"] = "元" if facts["unit"] == "万元" else "万元"
    factor = YUAN_IN_UNIT[facts["unit"]] / YUAN_IN_UNIT[other["unit"]]
    for line in other["funds"]:
        for name in ("initial", "adjusted", "executed"):
            line[name] = Decimal(str(line[name])) * factor
    template = _templates(facts)[0]
    told = [
        [to_yuan(getattr(line, name), form.unit) for line in form.funds for name in ("adjusted", "executed")]
        for form in (_read(facts, template, fmt), _read(other, template, fmt))
    ]
    assert told[0] == told[1]
    assert None not in told[0]
