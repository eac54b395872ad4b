"""
A briefing's facts as data: the JSON that people script against, and the record that rides in each file.

The record holds each row once and the groups of rows by their numbers, values as exact text, so that a
later day can work every fact out again and say through which rows it moved.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dashboard.briefings.document import Briefing
from dashboard.briefings.fact import Fact, Row
from dashboard.briefings.parts import Heading
from pipelines.problems import SourceError

FORMAT = "jixiao-briefing/1"


def as_json(briefing: Briefing) -> bytes:
    """The facts as the contract's object: each once, in order of reading; values are numbers or null."""
    called = _sections(briefing)
    return _dump(
        {
            "title": "".join(briefing.title),
            "kind": briefing.kind,
            "generation": briefing.generation,
            "profile": briefing.profile,
            "scope": _scope(briefing),
            "demo": briefing.demo,
            "facts": [
                {
                    "id": name,
                    "section": called[section],
                    "section_key": section,
                    **_about(one),
                    "value": _number(one.value),
                    "rows": one.rows(),
                    "operation": one.operation,
                    "terms": [
                        [{"row": row.source, "value": _number(row.value)} for row in rows]
                        for rows in one.terms
                    ],
                }
                for name, section, one in briefing.facts()
            ],
            "left_out": [
                {"section": one.section, "what": one.what, "why": one.why} for one in briefing.left_out
            ],
        },
        indent=1,
    )


def as_record(briefing: Briefing) -> bytes:
    """The same, compact and exact: what a writer embeds into a file."""
    rows: dict[Row, int] = {}
    facts = []
    for name, section, one in briefing.facts():
        terms = [_spans([rows.setdefault(row, len(rows)) for row in several]) for several in one.terms]
        value = None if one.value is None else str(one.value)
        facts.append({"id": name, "section": section, **_about(one), "value": value,
                      "operation": one.operation, "terms": terms})  # fmt: skip
    used = {row.source.partition(":")[2].partition("#")[0] for row in rows}
    return _dump(
        {
            "format": FORMAT,
            "title": "".join(briefing.title),
            "kind": briefing.kind,
            "scope": _scope(briefing),
            "demo": briefing.demo,
            "generation": briefing.generation,
            "day": briefing.day.isoformat(),
            "profile": briefing.profile,
            "forms": {form: name for form, name in briefing.forms.items() if form in used},
            "rows": [[row.source] if row.value is None else [row.source, str(row.value)] for row in rows],
            "facts": facts,
        }
    )


def read_record(data: bytes) -> Mapping[str, Any]:
    """
    Return what `as_record` wrote, each fact's terms again lists of `Row`, values `Decimal` or None.

    Raises:
        SourceError: these bytes are no record of ours.
    """
    try:
        told = json.loads(data)
        if told["format"] != FORMAT:
            raise SourceError("briefing_foreign", f"简报记录 {str(told['format'])[:40]}", FORMAT)
        rows = [Row(one[0], _decimal(one[1] if len(one) > 1 else None)) for one in told["rows"]]
        for one in told["facts"]:
            one["value"] = _decimal(one["value"])
            one["terms"] = [[rows[at] for at in _unspanned(spans)] for spans in one["terms"]]
        for key in ("kind", "scope", "profile", "generation", "forms"):
            told[key]
    except (ValueError, KeyError, TypeError, IndexError, ArithmeticError) as error:
        raise SourceError("briefing_foreign", "不是本程序写的简报记录", "jixiao brief 写出的文件") from error
    return dict(told)


def _sections(briefing: Briefing) -> dict[str, str]:
    """What a reader calls each section: 一, 二 … by its heading, else by what it is."""
    called = {"opening": "导语", "appendix": "附件", "slides": "幻灯片", "onepage": "一页纸"}
    for section in briefing.sections:
        first = next((one for one in section.blocks if isinstance(one, Heading) and one.level == 1), None)
        if first is not None and section.key not in called:
            called[section.key] = first.mark.rstrip("、") or first.text
        called.setdefault(section.key, "正文")
    return called


def _about(one: Fact) -> dict[str, Any]:
    return {"key": one.key, "text": one.text, "unit": one.unit.value, "shown": one.shown,
            "definition": one.definition}  # fmt: skip


def _scope(briefing: Briefing) -> dict[str, Any]:
    return {"year": briefing.year, "collection": briefing.collection, "department": briefing.department}


def _spans(numbers: list[int]) -> list[int | list[int]]:
    """Numbers with runs as [first, last], since the rows of a sum mostly follow each other."""
    found: list[list[int]] = []
    for one in numbers:
        if found and one == found[-1][1] + 1:
            found[-1][1] = one
        else:
            found.append([one, one])
    return [first if first == last else [first, last] for first, last in found]


def _unspanned(spans: list[int | list[int]]) -> list[int]:
    return [at for one in spans for at in ([one] if isinstance(one, int) else range(one[0], one[1] + 1))]


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _dump(told: Mapping[str, Any], indent: int | None = None) -> bytes:
    separators = (",", ":") if indent is None else None
    text = json.dumps(told, ensure_ascii=False, indent=indent, separators=separators)
    return text.encode("utf-8", "backslashreplace") + b"\n"
