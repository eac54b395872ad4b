"""Corrections from a TOML file: those of the samples are shipped with the product."""

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from pipelines.forms.corrections import Correction, wrong
from pipelines.ledger.ledger import Ledger
from pipelines.problems import SourceError
from pipelines.shipped import shipped

_TEXTS = (
    "document", "member", "grid", "place", "field", "printed", "value", "reason", "who", "path",
)  # fmt: skip
_NEEDED = ("document", "value", "reason")
_KEYS = frozenset((*_TEXTS, "form", "when"))

Corrections = tuple[Correction, ...]


def in_force(ledger: Ledger | None = None) -> Corrections:
    """
    Return what a build replays: the shipped corrections, then the ledger's by time of writing.

    Raises:
        SourceError: the file or the ledger cannot be read.
    """
    gone = ledger.withdrawn() if ledger else {}
    told = tuple(one for one in shipped_corrections() if one.id not in gone)
    return told + (ledger.corrections() if ledger else ())


def shipped_corrections() -> Corrections:
    """Return the corrections of `data/corrections.toml`; () where there is no such file."""
    path = shipped("corrections.toml")
    return read_corrections(path) if path.is_file() else ()


def read_corrections(path: Path) -> Corrections:
    """
    Read a file of corrections (TOML, a list of `[[correction]]`), in its order.

    The id of each is a hash of what it says, so that it stays when others come and go.

    Raises:
        SourceError: no TOML, an unknown key, a missing one, or a wrong value; the message says where.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise _error(path.name, str(error), "UTF-8 编码的 TOML") from error
    if unknown := set(data) - {"correction"}:
        raise _error(path.name, f"未知的键 {'、'.join(sorted(unknown))}", "只含 [[correction]]")
    entries = data.get("correction", [])
    if not isinstance(entries, list):
        raise _error(path.name, "correction 不是列表", "[[correction]]")
    return tuple(_entry(entry, f"{path.name} 第{number}条") for number, entry in enumerate(entries, 1))


def _entry(entry: object, where: str) -> Correction:
    if not isinstance(entry, dict):
        raise _error(where, str(entry)[:40], "[[correction]]")
    if unknown := set(entry) - _KEYS:
        raise _error(where, f"未知的键 {'、'.join(sorted(unknown))}", "、".join(sorted(_KEYS)))
    if missing := [key for key in _NEEDED if key not in entry]:
        raise _error(where, f"没有 {'、'.join(missing)}", "、".join(_NEEDED))
    for key in _TEXTS:
        if key in entry and not isinstance(entry[key], str):
            raise _error(where, f"{key} = {entry[key]!r}", "文字")
    number = entry.get("form", 1)
    if type(number) is not int:
        raise _error(where, f"form = {number!r}", "整数")
    made = Correction(
        _id(entry),
        entry["document"],
        entry["value"],
        entry["reason"],
        entry.get("who", "随程序提供"),
        _when(entry.get("when", ""), where),
        entry.get("place"),
        entry.get("grid"),
        entry.get("field"),
        number,
        entry.get("printed"),
        entry.get("path"),
        entry.get("member"),
    )
    if reason := wrong(made):
        raise _error(where, reason, "一条完整的更正")
    return made


def _when(value: object, where: str) -> str:
    if isinstance(value, date | datetime | str):
        return str(value)
    raise _error(where, f"when = {value!r}", "日期")


def _id(entry: Mapping[str, object]) -> str:
    told = "\x1f".join(f"{key}={entry[key]}" for key in sorted(entry))
    return f"S-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def _error(where: str, found: str, expected: str) -> SourceError:
    return SourceError("corrections_unreadable", found, expected, where)
