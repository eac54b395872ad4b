"""What published files do to a table changes no value: it stays, or it is null with a problem."""

import json
from itertools import pairwise
from typing import Any

import pytest

from pipelines.forms import read_forms
from pipelines.forms.contract import as_json
from pipelines.readers.grid import Document, Grid
from pipelines.synthetic.templates import TEMPLATES, lay_out
from tests.accuracy import FACTS, Tally, compare
from tests.forms.drifting import DRIFTS, as_grid, stacked

TEMPLATES_TRIED = (
    "national_project",
    "shanghai_overall",
    "province_weight_first",
    "yunnan_project",
    "anhui_project",
)

#: Least share of values right, and largest share of given values wrong. Where text has lost its
#: empty cells, a row such as `name 10 10` in a table with four columns for it cannot be certain.
LIMITS = {"closed_up": (0.955, 0.005), "shifted_block": (0.998, 0.002)}


def _facts() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in sorted(FACTS.glob("*.json"))
    ]


def _read(grid: Grid) -> list[dict[str, Any]]:
    document = Document("自评表.xlsx", None, "0" * 64, "text/plain", (grid,), 1)
    return [as_json(form, document) for form in read_forms(document).forms]


@pytest.mark.parametrize("drift", list(DRIFTS))
def test_a_drifted_table_gives_the_same_values(drift: str) -> None:
    tally = Tally()
    for name, facts in _facts():
        for template in TEMPLATES_TRIED:
            grid = as_grid(lay_out(facts, template))
            (expected,), given = _read(grid), _read(DRIFTS[drift](grid))
            assert len(given) == 1, (name, template)
            tally.add(compare(expected, given[0], f"{template} {name}"))
    right, wrong = LIMITS.get(drift, (0.999, 0.001))
    assert tally.share_right >= right, tally.missed[:20]
    assert tally.share_wrong <= wrong, tally.wrong[:20]


def test_two_forms_on_one_sheet_are_two_forms() -> None:
    facts = [facts for _, facts in _facts() if facts["form_type"] == "project"]
    for one, other in pairwise(facts):
        grids = [as_grid(lay_out(form, "national_project")) for form in (one, other)]
        expected = [_read(grid)[0] for grid in grids]
        given = _read(stacked(*grids))
        assert len(given) == 2
        for want, got in zip(expected, given, strict=True):
            tally = compare(want, got, "stacked")
            assert (tally.missed, tally.wrong) == ([], [])


def test_every_template_is_read_as_it_was_laid_out() -> None:
    tally = Tally()
    for template, plan in TEMPLATES.items():
        for name, facts in _facts():
            if facts["form_type"] not in plan.titles or plan.funds == "pairs":
                continue
            given = _read(as_grid(lay_out(facts, template)))
            assert len(given) == 1, (template, name)
            want = [row["name"] for row in facts["indicators"]]
            got = {row["name"] for row in given[0]["indicators"]}
            tally.right += sum(name in got for name in want)
            tally.missed += [f"{template} {name} {row}" for row in want if row not in got]
    assert tally.share_right >= 0.98, tally.missed
