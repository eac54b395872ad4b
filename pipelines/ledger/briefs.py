"""What people keep of briefings: each one made, with its facts, and sentences that they wrote themselves."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.ledger.file import LedgerFile, now
from pipelines.problems import SourceError


@dataclass(frozen=True, slots=True)
class About:
    """What a briefing is of: its kind, collection, year and department (None: of the whole)."""

    kind: str
    collection: str | None
    year: int | None
    department: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """A briefing that was handed out."""

    id: str  #: "B7"
    about: About
    title: str
    generation: str
    profile: str
    format: str
    facts: int
    who: str
    when: str  #: ISO 8601, UTC
    packed: bytes  #: the record of its facts, as it is stored

    @property
    def record(self) -> bytes:
        """What `briefings.record` wrote; unpacked only where somebody asks, since it is large."""
        return zlib.decompress(self.packed)


def keep(
    ledger: LedgerFile,
    about: About,
    title: str,
    generation: str,
    profile: str,
    format: str,
    facts: int,
    record: bytes,
    who: str,
) -> str:
    """
    Keep that a briefing was made, with the record of its facts; return its id.

    Raises:
        SourceError: nobody's name, or a ledger that cannot be written.
    """
    number = ledger.add(
        "briefings", **_about(about), title=title, generation=generation, profile=profile, format=format,
        facts=facts, record=zlib.compress(record, 6), who=_name(who), at=now(),
    )  # fmt: skip
    return f"B{number}"


def made(ledger: LedgerFile) -> tuple[Made, ...]:
    """Return the briefings that were made, the latest first."""
    return tuple(
        Made(
            f"B{row['id']}", _of(dict(row)), row["title"], row["generation"], row["profile"], row["format"],
            row["facts"], row["who"], row["at"], row["record"],
        )
        for row in reversed(ledger.rows("briefings"))
    )  # fmt: skip


def write(ledger: LedgerFile, about: About, part: str, text: str | None, who: str) -> None:
    """
    Put `text` in place of the sentences of one part of a briefing; None goes back to them.

    Raises:
        SourceError: nobody's name, a text of nothing, or a ledger that cannot be written.
    """
    if text is not None and not text.strip():
        raise SourceError("wording_wrong", "没有文字", "这一节的文字；要恢复原文，请选“恢复”")
    ledger.add("wordings", **_about(about), part=part, text=text, who=_name(who), at=now())


def wordings(ledger: LedgerFile) -> dict[About, dict[str, str]]:
    """Return the texts in force, by briefing and part; the later one of a part holds."""
    found: dict[About, dict[str, str | None]] = {}
    for row in ledger.rows("wordings"):
        found.setdefault(_of(dict(row)), {})[row["part"]] = row["text"]
    return {
        about: {part: text for part, text in texts.items() if text is not None}
        for about, texts in found.items()
    }


def _about(about: About) -> dict[str, object]:
    return {
        "kind": about.kind, "collection": about.collection, "fiscal_year": about.year,
        "department": about.department,
    }  # fmt: skip


def _of(row: Mapping[str, Any]) -> About:
    return About(row["kind"], row["collection"], row["fiscal_year"], row["department"])


def _name(who: str) -> str:
    if not who.strip():
        raise SourceError("wording_wrong", "没有写是谁", "姓名")
    return who.strip()
