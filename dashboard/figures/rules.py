"""The rules and the profile in force, as tables and lines: what is asked, how, with which thresholds."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from dashboard.formats import Column, column
from dashboard.theme import Look
from pipelines.audit import MEASURES, RULES, SCOPES, SEVERITIES, Profile
from pipelines.queries.measures import MEASURES as FIGURES
from pipelines.warehouse.words import FORM_TYPES

RULE_COLUMNS: Mapping[str, Column] = {
    "rule": column("规则", "Rule"),
    "severity": column("严重程度", "Severity"),
    "question": column("问什么", "Question", width="medium"),
    "formula": column("怎么算", "Formula", width="medium"),
    "thresholds": column("阈值", "Thresholds", width="medium"),
    "scope": column("看什么", "Looks at"),
    "source": column("出处", "Source", width="medium"),
}


MEASURE_COLUMNS: Mapping[str, Column] = {
    "name": column("指标", "Measure", width="medium"),
    "definition": column("算法", "Definition"),
}


def measures(look: Look) -> pl.DataFrame:
    """Return every measure with its definition."""
    rows = [(look.name(one.wording), look.name(one.definition)) for one in FIGURES]
    return pl.DataFrame(rows, schema=["name", "definition"], orient="row")


def table(profile: Profile, look: Look) -> pl.DataFrame:
    """Return every rule with its question, formula, thresholds and source, then what only measures."""
    rows = [
        {
            "rule": rule.id,
            "severity": look.name(SEVERITIES[profile.severity.get(rule.id, rule.severity)]),
            "question": look.name(rule.question),
            "formula": rule.formula,
            "thresholds": _thresholds(profile, rule, look),
            "scope": look.name(SCOPES[rule.scope]),
            "source": rule.source,
        }
        for rule in RULES
    ]
    rows += [
        {
            "rule": one.id,
            "severity": look.say("只度量", "measures"),
            "question": look.name(one.question),
            "formula": one.formula,
            "thresholds": "",
            "scope": "",
            "source": "",
        }
        for one in MEASURES
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(RULE_COLUMNS, pl.String))


def _thresholds(profile: Profile, rule: Any, look: Look) -> str:
    parts = [
        f"{look.name(words)} {_said(profile.thresholds[rule.id, name])}"
        for name, words in rule.thresholds.items()
    ]
    for when in profile.when:
        own = [
            f"{look.name(rule.thresholds[name])} {_said(value)}"
            for (of, name), value in when.thresholds.items()
            if of == rule.id
        ]
        if own:
            parts.append(f"{_holds(when.form_type, when.years, look)}：{'、'.join(own)}")
    return "；".join(parts)


def _holds(form_type: str | None, years: tuple[int, ...], look: Look) -> str:
    named = look.name(FORM_TYPES[form_type]) if form_type in FORM_TYPES else ""
    return " ".join(part for part in (named, "、".join(map(str, years))) if part)


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return "、".join(f"{name} {_said(one)}" for name, one in value.items())
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "、".join(value) if isinstance(value, tuple) else str(value)


def title(look: Look) -> str:
    """Return how many rules there are."""
    return look.say(f"{len(RULES)} 条审核规则", f"{len(RULES)} rules")


def note(profile: Profile, stored: pl.DataFrame, look: Look) -> str:
    """
    Return the profile in force with its grade bands, in one line.

    `stored` has the columns of `queries.scores.PROFILES`; where they are others than the one in force, the
    next build will use it.
    """
    bands = sorted(profile.grades.items(), key=lambda item: -item[1])
    grades = "、".join(f"{name} ≥ {_said(least)}" for name, least in bands)
    line = look.say(
        f"规则方案 {profile.label}；等级下界：{grades}", f"Profile {profile.label}; grades: {grades}"
    )
    others = [one for one in stored["profile"].to_list() if one != profile.label]
    if others:
        line += look.say(
            f"。现有发现按 {'、'.join(others)} 得出，重建后改用 {profile.label}",
            f". The findings were made with {', '.join(others)}; a build will use {profile.label}",
        )
    return line
