"""
What people do with findings: states, assignments and answers, each a row that stays.

Whether a finding still fires, is reopened or was carried over is worked out of the generation
(`queries.findings`), never written.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from pipelines.ledger.file import LedgerFile, now
from pipelines.problems import SourceError
from pipelines.wording import Wording

_TABLE = "finding_acts"
#: The states of a finding. All but the first close it, with a reason.
STATES: dict[str, Wording] = {
    "open": Wording("待处理", "Open"),
    "explained": Wording("已说明", "Explained"),
    "rectified": Wording("已整改", "Rectified"),
    "dismissed": Wording("误报", "Dismissed"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as it stood when somebody worked on it; the names are those of `queries.findings`."""

    fingerprint: str  #: which finding: the same in every generation
    series: str  #: the same thing, whatever the year
    figures: str  #: digest of what was printed and computed
    rule: str
    severity: str
    collection: str
    department: str | None
    fiscal_year: int | None
    form_type: str | None
    project: str | None
    subject: str | None
    place: str | None
    printed: str | None
    computed: str | None
    difference: str | None
    message: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Finding":
        """Take it from a row of `queries.findings` (or of the ledger), whatever else stands there."""
        return cls(**{name: row[name] for name in _FINDING})


_FINDING = tuple(field.name for field in fields(Finding))


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody did; what its kind does not say is None."""

    id: str  #: "F7"
    kind: str  #: "state", "assignment" or "answer"
    finding: Finding
    who: str
    when: str  #: ISO 8601, UTC
    state: str | None = None  #: a word of `STATES`
    why: str | None = None
    assignee: str | None = None
    due: str | None = None  #: ISO date
    answer: str | None = None


def set_state(ledger: LedgerFile, finding: Finding, state: str, who: str, why: str | None = None) -> Act:
    """
    Say that a finding is explained, rectified, dismissed, or open again.

    Raises:
        SourceError: a state that is none, no reason for closing, nobody's name, or a ledger that cannot be
            written.
    """
    if state not in STATES:
        raise SourceError("finding_wrong", f"状态 {state}", "、".join(STATES))
    if state != "open" and not (why or "").strip():
        raise SourceError("finding_wrong", "没有写理由", f"记为“{STATES[state].zh}”的理由")
    return _write(ledger, "state", finding, who, state=state, why=why)


def assign(
    ledger: LedgerFile,
    finding: Finding,
    assignee: str,
    who: str,
    due: date | None = None,
    why: str | None = None,
) -> Act:
    """Give a finding to somebody, to be done by `due`; a later one replaces it. Raises as `set_state`."""
    if not assignee.strip():
        raise SourceError("finding_wrong", "没有写交给谁", "责任人或责任单位")
    return _write(
        ledger, "assignment", finding, who, why=why, assignee=assignee, due=due.isoformat() if due else None
    )


def answer(ledger: LedgerFile, finding: Finding, text: str, who: str) -> Act:
    """Keep what the department says to a finding; it closes nothing. Raises as `set_state`."""
    if not text.strip():
        raise SourceError("finding_wrong", "没有写答复", "单位的说明或整改情况")
    return _write(ledger, "answer", finding, who, answer=text)


def acts(ledger: LedgerFile) -> tuple[Act, ...]:
    """Return all that was done, in the order of writing."""
    return tuple(
        Act(
            f"F{row['id']}", row["kind"], Finding.of(dict(row)), row["who"], row["at"], row["state"],
            row["why"], row["assignee"], row["due"], row["answer"],
        )
        for row in ledger.rows(_TABLE)
    )  # fmt: skip


def last_act(ledger: LedgerFile) -> int:
    """Return the number of the latest act, 0 where nothing was done: acts are only added."""
    return ledger.last(_TABLE)


def _write(ledger: LedgerFile, kind: str, finding: Finding, who: str, **said: str | None) -> Act:
    told = {name: (value or "").strip() or None for name, value in said.items()}
    if not who.strip():
        raise SourceError("finding_wrong", "没有写是谁", "姓名")
    at = now()
    number = ledger.add(_TABLE, kind=kind, **told, **asdict(finding), who=who.strip(), at=at)
    return Act(f"F{number}", kind, finding, who.strip(), at, **told)
