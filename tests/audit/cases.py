"""Rule cases of `tests/rules/*.toml` as forms in a warehouse, each case a collection of its own."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.forms.corrections import Corrected
from pipelines.forms.form import Claim, Form, FundLine, Goal, Indicator, Reading
from pipelines.forms.text import key
from pipelines.forms.values import quantity_of
from pipelines.problems import Problem
from pipelines.readers.grid import Cell, Document, Grid, Layout
from pipelines.warehouse.inputs import FileSpec
from pipelines.warehouse.roster import Department, Roster, Rosters, make_roster
from pipelines.warehouse.rows import Rows
from tests.warehouse.made import write_rows

RULES = Path(__file__).resolve().parents[1] / "rules"
_CASE = {
    "name", "form", "funds", "rows", "forms", "roster", "fails", "passes", "not_applicable", "severity",
    "light", "printed", "computed", "difference", "place", "subject", "amount_yuan",
}  # fmt: skip
_FORM = {
    "type", "year", "department", "project", "unit", "total_score", "total_weight", "title", "planned",
    "achieved",
    "problems", "path", "grid", "cells", "supervisor", "funds", "rows",
}  # fmt: skip
_FUND = {"kind", "label", "initial", "budget", "executed", "rate", "weight", "score", "breakdown", "depth"}
_ROW = {
    "level1", "level2", "candidates", "name", "target", "actual", "weight", "score", "reason",
    "level1_weight", "level2_weight",
}  # fmt: skip
#: Of a fund line that does not say so itself.
_LABELS = {
    "total": "年度资金总额", "fiscal": "财政拨款", "other": "其他资金", "carryover": "上年结转",
    "basic": "基本支出",
    "project": "项目支出", "central": "中央资金", "local": "地方资金", "unknown": "资金",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One case: what the forms say, and what the rule has to answer."""

    rule: str
    number: int
    data: Mapping[str, Any]

    @property
    def collection(self) -> str:
        return f"{self.rule}·{self.number}"

    @property
    def forms(self) -> list[Mapping[str, Any]]:
        if "forms" in self.data:
            return list(self.data["forms"])
        return [
            {**self.data.get("form", {}), **{k: self.data[k] for k in ("funds", "rows") if k in self.data}}
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.data['name']}"


def read_cases() -> list[Case]:
    """Every case, checked against the words that a case may say."""
    cases = []
    for path in sorted(RULES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        assert set(data) == {"case"}, path.name
        for number, one in enumerate(data["case"], 1):
            assert set(one) <= _CASE, f"{path.name}: {set(one) - _CASE}"
            case = Case(path.stem, number, one)
            for form in case.forms:
                assert set(form) <= _FORM, f"{path.name}: {set(form) - _FORM}"
                assert all(set(fund) <= _FUND for fund in form.get("funds", ())), path.name
                assert all(set(row) <= _ROW for row in form.get("rows", ())), path.name
            assert sum(word in one for word in ("fails", "passes", "not_applicable")) == 1, str(case)
            cases.append(case)
    return cases


def write_cases(folder: Path, cases: list[Case]) -> None:
    """One warehouse of all cases."""
    rows, rosters = Rows(), {}
    for case in cases:
        for number, form in enumerate(case.forms, 1):
            rows.add(*_file(case.collection, number, form))
        if "roster" in case.data:
            rosters[case.collection] = make_roster(
                Department(**{k: tuple(v) if isinstance(v, list) else v for k, v in one.items()})
                for one in case.data["roster"]
            )
    write_rows(folder, rows, Rosters(rosters, Roster()))


def _file(collection: str, number: int, form: Mapping[str, Any]) -> tuple[FileSpec, Document, Corrected]:
    path = f"{collection}/{form.get('path', f'{number}.xlsx')}"
    sha256 = hashlib.sha256(f"{path}{number}".encode()).hexdigest()
    spec = FileSpec(f"/somewhere/{path}", path, collection)
    title = form.get("title", "部门整体支出绩效自评表")
    cells, claims = [Cell(1, 1, title, 1, 9)], [Claim("R1C1", "value", "title")]
    for row, column, text, role, field in form.get("cells", ()):
        cells.append(Cell(row, column, text))
        claims.append(Claim(f"R{row}C{column}", role, field or None))
    document = Document(
        spec.path, None, sha256, "application/xlsx", (Grid("Sheet1", Layout.RULED, tuple(cells)),), 1
    )
    made = Form(
        form_id=hashlib.sha256(f"{sha256} 1".encode()).hexdigest()[:16],
        grid=form.get("grid", "Sheet1"),
        ordinal=1,
        first_row=1,
        last_row=80,
        form_type=form.get("type", "department_overall"),
        title=title,
        fiscal_year=form.get("year", 2023) or None,
        department=form.get("department", "甲局") or None,
        department_name=form.get("department", "甲局") or None,
        department_code=None,
        supervisor=form.get("supervisor"),
        project=form.get("project"),
        unit=form.get("unit", "元") or None,
        synthetic=False,
        funds=tuple(_funds(form.get("funds", ()))),
        goals=(Goal(form.get("planned"), None, form.get("achieved"), None, {"achieved": "R12C6"}),),
        indicators=tuple(_rows(form.get("rows", ()))),
        total_weight=_number(form.get("total_weight")),
        total_score=_number(form.get("total_score")),
        places={"total_score": "R39C8", "department": "R3C2"},
        problems=tuple(Problem(code, at, "说明") for code, at in form.get("problems", ())),
        claims=tuple(claims),
    )
    return spec, document, Corrected(Reading((made,), ()))


def _funds(lines: list[Mapping[str, Any]]) -> Iterator[FundLine]:
    for number, line in enumerate(lines, 5):
        kind = line["kind"]
        group = {"total": "total", "basic": "structure", "project": "structure"}.get(kind, "source")
        columns = ("label", "initial", "adjusted", "executed", "rate_pct", "weight", "score")
        yield FundLine(
            line.get("label", _LABELS[kind]),
            kind,
            line.get("breakdown", group),
            line.get("depth", 0 if kind == "total" else 1),
            _number(line.get("initial")),
            _number(line.get("budget")),
            _number(line.get("executed")),
            _number(line.get("rate")),
            _number(line.get("weight")),
            _number(line.get("score")),
            place=f"R{number}C1",
            places={name: f"R{number}C{column}" for column, name in enumerate(columns, 1)},
        )


def _rows(lines: list[Mapping[str, Any]]) -> Iterator[Indicator]:
    for number, row in enumerate(lines, 20):
        target, actual = row.get("target", "≥90%") or None, row.get("actual", "95%") or None
        columns = (
            "level1",
            "level2",
            "name",
            "target",
            "actual",
            "weight",
            "score",
            "reason",
            "level1_weight",
        )
        printed = {name for name in columns if row.get(name, "默认") != ""}
        yield Indicator(
            row.get("name", f"指标{number}"),
            row.get("level1", "产出指标") or None,
            row.get("level2", "数量指标") or None,
            tuple(row["candidates"]) if "candidates" in row else None,
            target,
            actual,
            _number(row.get("weight", "10")),
            _number(row.get("score", row.get("weight", "10"))),
            row.get("reason"),
            quantity_of(key(target)) if target else None,
            quantity_of(key(actual)) if actual else None,
            _number(row.get("level1_weight")),
            _number(row.get("level2_weight")),
            place=f"R{number}",
            places={name: f"R{number}C{column}" for column, name in enumerate(columns, 1) if name in printed},
        )


def _number(text: object) -> Decimal | None:
    return None if text is None or text == "" else Decimal(str(text))
