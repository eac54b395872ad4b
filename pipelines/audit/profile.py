"""
Profiles: every threshold of the rules, as data that a bureau can correct without code.

A profile is a TOML file with a name and a version; it may inherit another and then says
only what differs, for all forms or for a form type and years ([[when]]). Nothing in it is
passed over: an unknown key, rule or threshold is one line with file, key and expectation.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from pipelines.audit.rule import Rule
from pipelines.problems import SourceError
from pipelines.warehouse.words import SEVERITIES

PROFILES = Path(__file__).resolve().parent / "profiles"
#: A bureau's own profile, beside the ledger: it outlives every warehouse, as what people write does.
OWN = "profile.toml"

Value = Decimal | str | tuple[str, ...] | Mapping[str, Decimal]
_TOP = {"name", "version", "inherits", "title", "thresholds", "severity", "grades", "when"}
_WHEN = {"form_type", "years", "thresholds"}
_TYPES = ("department_overall", "project", "transfer_payment", "unknown")


@dataclass(frozen=True, slots=True)
class Settings:
    """The thresholds that hold for one form type and year."""

    values: Mapping[tuple[str, str], Value]

    def number(self, rule: str, name: str) -> Decimal:
        value = self.values[rule, name]
        assert isinstance(value, Decimal)
        return value

    def words(self, rule: str, name: str) -> tuple[str, ...]:
        value = self.values[rule, name]
        assert isinstance(value, tuple)
        return value

    def table(self, rule: str, name: str) -> Mapping[str, Decimal]:
        value = self.values[rule, name]
        assert isinstance(value, Mapping)
        return value


@dataclass(frozen=True, slots=True)
class When:
    """Thresholds that hold for one form type, some years, or both."""

    form_type: str | None
    years: tuple[int, ...]
    thresholds: Mapping[tuple[str, str], Value]

    def holds(self, form_type: str | None, year: int | None) -> bool:
        return self.form_type in (None, form_type) and (not self.years or year in self.years)


@dataclass(frozen=True)
class Profile:
    """One profile with all that it inherits. `label` stands in each finding."""

    name: str
    version: str
    thresholds: Mapping[tuple[str, str], Value]
    severity: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, Decimal] = field(default_factory=dict)  #: grade → its lower bound, inclusive
    when: tuple[When, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.name}@{self.version}"

    @cached_property
    def digest(self) -> str:
        """32 hex digits over all that the profile says, what it inherits among it."""
        parts = (
            self.label, _sorted(self.thresholds), sorted(self.severity.items()), sorted(self.grades.items()),
            [(one.form_type, one.years, _sorted(one.thresholds)) for one in self.when],
        )  # fmt: skip
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

    @cached_property
    def _known(self) -> dict[tuple[str | None, int | None], Settings]:
        return {}

    def settings(self, form_type: str | None = None, year: int | None = None) -> Settings:
        """The thresholds for a form type and year; a later [[when]] goes before an earlier."""
        key = (form_type, year)
        if key not in self._known:
            values = dict(self.thresholds)
            for one in self.when:
                if one.holds(form_type, year):
                    values |= one.thresholds
            self._known[key] = Settings(values)
        return self._known[key]

    def grade(self, total: Decimal) -> str | None:
        """The grade of a total: the highest band whose lower bound it reaches; not rounded."""
        reached = [(least, name) for name, least in self.grades.items() if total >= least]
        return max(reached)[1] if reached else None


def load_profile(name: str = "default") -> Profile:
    """
    Read a profile: a shipped one by its name, or a file by its path (ends in .toml).

    Raises:
        SourceError: no such profile, or one that says what no rule knows; the line names file and key.
    """
    from pipelines.audit.rules import RULES  # which import this module for its types

    return _Reader(RULES).read(name, ())


def profile_in_force(ledger: Path) -> Profile:
    """The bureau's own profile, `profile.toml` beside its ledger; where there is none, the default one."""
    own = ledger.parent / OWN
    return load_profile(str(own) if own.is_file() else "default")


def _sorted(values: Mapping[tuple[str, str], Value]) -> list[tuple[tuple[str, str], Value]]:
    return [(key, values[key]) for key in sorted(values)]


class _Reader:
    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = {rule.id: rule for rule in rules}

    def read(self, name: str, below: tuple[str, ...]) -> Profile:
        path = Path(name) if name.endswith(".toml") else PROFILES / f"{name}.toml"
        if name in below:
            raise _wrong(path.name, "inherits", " → ".join((*below, name)), "不绕回自己的继承")
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        except OSError as error:
            known = "、".join(sorted(one.stem for one in PROFILES.glob("*.toml")))
            raise SourceError(
                "profile_missing", f"没有规则方案 {name}", f"{known}，或一个 .toml 文件"
            ) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SourceError("profile_unreadable", f"{path.name}：{error}", "UTF-8 的 TOML 文件") from error
        self._known(path.name, "", data, _TOP)
        for key in ("name", "version"):
            if not isinstance(data.get(key), str) or not data[key]:
                raise _wrong(path.name, key, data.get(key, "没有"), "文字")
        parent = data.get("inherits")
        base = self.read(_beside(path, str(parent)), (*below, name)) if parent is not None else None
        own = self._thresholds(path.name, "thresholds", data.get("thresholds", {}), base)
        values = {**(base.thresholds if base else {}), **own}
        for rule in self._rules.values():
            for threshold in rule.thresholds:
                if (rule.id, threshold) not in values:
                    raise _wrong(
                        path.name,
                        f"thresholds.{rule.id}.{threshold}",
                        "没有",
                        "一个值（没有继承任何方案时须写全）",
                    )
        when = tuple(
            self._when(path.name, number, one, values)
            for number, one in enumerate(self._list(path.name, data), 1)
        )
        return Profile(
            data["name"],
            data["version"],
            values,
            {**(base.severity if base else {}), **self._severity(path.name, data.get("severity", {}))},
            self._grades(path.name, data.get("grades")) or (base.grades if base else {}),
            (*(base.when if base else ()), *when),
        )

    def _list(self, file: str, data: dict[str, Any]) -> list[Any]:
        found = data.get("when", [])
        if not isinstance(found, list):
            raise _wrong(file, "when", found, "[[when]]")
        return found

    def _when(self, file: str, number: int, data: Any, base: Mapping[tuple[str, str], Value]) -> When:
        at = f"when[{number}]"
        self._known(file, at, data, _WHEN)
        form_type, years = data.get("form_type"), data.get("years", [])
        if form_type is not None and form_type not in _TYPES:
            raise _wrong(file, f"{at}.form_type", form_type, "、".join(_TYPES))
        if not isinstance(years, list) or not all(type(year) is int for year in years):
            raise _wrong(file, f"{at}.years", years, "年度的列表，如 [2022, 2023]")
        like = Profile("", "", base)
        own = self._thresholds(file, f"{at}.thresholds", data.get("thresholds", {}), like)
        return When(form_type, tuple(years), own)

    def _thresholds(
        self, file: str, at: str, data: Any, base: Profile | None
    ) -> dict[tuple[str, str], Value]:
        found: dict[tuple[str, str], Value] = {}
        self._known(file, at, data, set(self._rules))
        for rule_id, values in data.items():
            rule = self._rules[rule_id]
            self._known(file, f"{at}.{rule_id}", values, set(rule.thresholds))
            for name, value in values.items():
                where = f"{at}.{rule_id}.{name}"
                read = _value(file, where, value)
                like = base.thresholds.get((rule_id, name)) if base else None
                if like is not None and type(like) is not type(read):
                    raise _wrong(file, where, value, _KINDS[type(like)])
                found[rule_id, name] = read
        return found

    def _severity(self, file: str, data: Any) -> dict[str, str]:
        self._known(file, "severity", data, set(self._rules))
        for rule, severity in data.items():
            if severity not in SEVERITIES:
                raise _wrong(file, f"severity.{rule}", severity, "、".join(SEVERITIES))
        return dict(data)

    def _grades(self, file: str, data: Any) -> dict[str, Decimal]:
        if data is None:
            return {}
        read = _value(file, "grades", data)
        if not isinstance(read, dict) or not read:
            raise _wrong(file, "grades", data, "等级 = 下界")
        return read

    @staticmethod
    def _known(file: str, at: str, data: Any, allowed: set[str]) -> None:
        if not isinstance(data, dict):
            raise _wrong(file, at, data, "一张表")
        for key in data:
            if key not in allowed:
                shown = sorted(allowed) or ["没有可写的键"]
                raise _wrong(file, f"{at}.{key}".lstrip("."), "不认识的键", "其中之一：" + "、".join(shown))


def _beside(path: Path, parent: str) -> str:
    """What a profile inherits: a shipped one by its name, or a file, from the profile's own folder."""
    return str(path.parent / parent) if parent.endswith(".toml") else parent


_KINDS: dict[type, str] = {Decimal: "一个数", tuple: "文字的列表", dict: "名称 = 数 的表", str: "文字"}


def _value(file: str, where: str, value: Any) -> Value:
    """A threshold: a finite number, texts, or a table of numbers."""
    if type(value) in (int, Decimal) and Decimal(value).is_finite():
        return Decimal(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if isinstance(value, dict) and value and all(type(one) in (int, Decimal) for one in value.values()):
        return {key: Decimal(one) for key, one in value.items()}
    raise _wrong(file, where, value, "一个数、文字的列表，或 名称 = 数 的表")


def _wrong(file: str, key: str, found: object, expected: str) -> SourceError:
    return SourceError("profile_wrong", f"{file} 的 {key}：{found}", expected)
