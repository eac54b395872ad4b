"""`jixiao rules`: every rule with its question, formula, thresholds and source."""

import argparse
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rich.table import Table
from rich.text import Text

from dashboard.commands import options as common
from dashboard.commands import terminal
from pipelines.problems import SourceError

EXAMPLES = """\
示例：
  jixiao rules                     每条规则：问什么、怎么算、阈值是多少、出自哪里
  jixiao rules --profile 我区.toml  换一套阈值看看
  jixiao rules --json              输出 JSON 数组

本单位的方案是台账旁的 profile.toml（写上 inherits = "default"，只写不同的数），没有就是 default。
改了以后重新建库，发现随之重算；先用 jixiao audit --compare profile.toml 看会变什么。
"""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "列出审核规则与阈值"
    command = subparsers.add_parser("rules", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("--profile", metavar="方案", help="规则方案的名称或 .toml 文件（默认：本单位的）")
    command.add_argument("--json", action="store_true", help="输出一个 JSON 数组")
    common.add_ledger(command)
    common.add_warehouse(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the rules; 1 where the profile cannot be used."""
    from pipelines.audit import load_profile, profile_in_force  # the frames: `--help` does without
    from pipelines.ledger import Ledger

    try:
        ledger = Ledger.open(options.warehouse, options.ledger)
        profile = load_profile(options.profile) if options.profile else profile_in_force(ledger.path)
    except SourceError as error:
        terminal.complain(error.line())
        return 1
    rules = list(_objects(profile))
    if options.json:
        print(json.dumps(rules, ensure_ascii=False, indent=1))
        return 0
    table = Table(title=Text(f"规则方案 {profile.label}"), title_justify="left")
    for heading in ("规则", "度", "范围", "问题", "算法", "阈值", "出处"):
        table.add_column(heading, overflow="fold")
    for rule in rules:
        thresholds = "；".join(
            f"{one['wording']} {_said(one['value'])}" for one in rule["thresholds"].values()
        )
        cells = (
            rule["rule"], rule["severity"] or "—", rule["scope_wording"], rule["question"], rule["formula"],
            thresholds, rule["source"],
        )  # fmt: skip
        table.add_row(*(Text(terminal.plain(str(cell))) for cell in cells))
    terminal.console().print(table)
    return 0


def _objects(profile: Any) -> list[dict[str, Any]]:
    from pipelines.audit import MEASURES, RULES, SCOPES

    found: list[dict[str, Any]] = [
        {
            "rule": rule.id,
            "question": rule.question.zh,
            "question_en": rule.question.en,
            "severity": profile.severity.get(rule.id, rule.severity),
            "scope": rule.scope,
            "scope_wording": SCOPES[rule.scope].zh,
            "formula": rule.formula,
            "thresholds": {
                name: {
                    "value": _plain(profile.thresholds[rule.id, name]),
                    "wording": wording.zh,
                    "wording_en": wording.en,
                }
                for name, wording in rule.thresholds.items()
            },
            "when": [
                {
                    "form_type": one.form_type,
                    "years": list(one.years),
                    "thresholds": {
                        name: _plain(value) for (of, name), value in one.thresholds.items() if of == rule.id
                    },
                }
                for one in profile.when
                if any(of == rule.id for of, _ in one.thresholds)
            ],
            "source": rule.source,
            "profile": profile.label,
        }
        for rule in RULES
    ]
    grades = {
        "grades": {"value": _plain(profile.grades), "wording": "等级下界", "wording_en": "Lower bounds"}
    }
    found += [
        {
            "rule": one.id,
            "question": one.question.zh,
            "question_en": one.question.en,
            "severity": None,
            "scope": "measure",
            "scope_wording": "只度量",
            "formula": one.formula,
            "thresholds": grades if one.id == "S-09" else {},
            "when": [],
            "source": "",
            "profile": profile.label,
        }
        for one in MEASURES
    ]
    return found


def _plain(value: Any) -> Any:
    """A threshold for JSON: numbers as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return list(value) if isinstance(value, tuple) else value


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return "、".join(f"{key}{one}" for key, one in value.items())
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
