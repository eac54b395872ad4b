"""What people say of two project forms of different years: one project under two names, or two projects."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.ledger.file import LedgerFile, now
from pipelines.problems import SourceError


@dataclass(frozen=True, slots=True)
class ProjectKey:
    """Which project of which year, whatever file or generation it stands in."""

    collection: str
    department: str
    form_type: str
    fiscal_year: int
    project: str

    @property
    def text(self) -> str:
        """As it stands in the ledger."""
        return json.dumps(
            [self.collection, self.department, self.form_type, self.fiscal_year, self.project],
            ensure_ascii=False,
        )

    @classmethod
    def read(cls, text: str) -> "ProjectKey":
        return cls(*json.loads(text))


@dataclass(frozen=True, slots=True)
class ProjectLink:
    """One judgement."""

    id: str  #: "P3"
    earlier: ProjectKey
    later: ProjectKey
    same: bool
    why: str
    who: str
    when: str  #: ISO 8601, UTC


def link(
    ledger: LedgerFile, earlier: ProjectKey, later: ProjectKey, same: bool, who: str, why: str = ""
) -> ProjectLink:
    """
    Say that two forms are about one project, or are not; a later word on the same two replaces it.

    Raises:
        SourceError: nobody's name, forms of one year or two departments, a ledger that cannot be written.
    """
    if not who.strip():
        raise SourceError("link_wrong", "没有写是谁", "姓名")
    if earlier.fiscal_year >= later.fiscal_year:
        raise SourceError("link_wrong", f"{earlier.fiscal_year}与{later.fiscal_year}", "先后两个年度的项目")
    if _owner(earlier) != _owner(later):
        raise SourceError(
            "link_wrong", f"{earlier.department}与{later.department}", "同一单位、同一类表的项目"
        )
    at = now()
    number = ledger.add(
        "project_links",
        earlier=earlier.text, later=later.text, same=int(same), why=why.strip(), who=who.strip(), at=at,
    )  # fmt: skip
    return ProjectLink(f"P{number}", earlier, later, same, why.strip(), who.strip(), at)


def links(ledger: LedgerFile) -> tuple[ProjectLink, ...]:
    """Return every judgement in the order of writing, those that were replaced too."""
    read = ProjectKey.read
    return tuple(
        ProjectLink(f"P{number}", read(earlier), read(later), bool(same), why, who, at)
        for number, earlier, later, same, why, who, at in ledger.rows("project_links")
    )


def in_force(written: Iterable[ProjectLink]) -> dict[tuple[ProjectKey, ProjectKey], ProjectLink]:
    """Return the last judgement on each two projects, in the order of writing."""
    last: dict[tuple[ProjectKey, ProjectKey], ProjectLink] = {}
    for one in written:
        last.pop((one.earlier, one.later), None)
        last[one.earlier, one.later] = one
    return last


def _owner(key: ProjectKey) -> tuple[str, str, str]:
    return key.collection, key.department, key.form_type
