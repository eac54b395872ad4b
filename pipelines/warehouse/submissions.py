"""
Which submission of a form is the current one.

The same department, form type, project and year in the same collection is one form; of
several submissions the latest is current, and all stay. No file time is asked, since it
changes with every copy: later is what says so in its path.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipelines.warehouse.form_rows import name_key
from pipelines.warehouse.inputs import natural

_CORRECTED = re.compile("更正|修订|修改|订正|重报|补报|重新报送|最终|终稿")
_VERSION = re.compile(r"(?<![A-Za-z])[vV]([0-9]{1,2})(?![0-9])|第([0-9]{1,2})(?:版|稿|次)")
_DATE = re.compile(
    r"(?<![0-9])(20[0-9]{2})(?:"
    r"(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
    r"|[-_.年](0?[1-9]|1[0-2])[-_.月](0?[1-9]|[12][0-9]|3[01])"
    r")(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class Submission:
    """What is needed of one form to tell whether it is an earlier submission of another."""

    form_id: str
    relative_path: str
    member: str | None
    grid_no: int
    ordinal: int
    collection: str
    form_type: str
    fiscal_year: int | None
    department: str | None
    project: str | None

    @property
    def lateness(self) -> tuple[object, ...]:
        """
        Sorts submissions of one form, the latest last.

        First what calls itself a correction (更正, 修订, 重报 …) or a higher version (v2, 第3稿),
        then the date in the path (2024-03-05, 20240305, 2024年3月5日), then the path by name.
        """
        path = f"{self.relative_path}/{self.member or ''}"
        versions = [int(v or times) for v, times in _VERSION.findall(path)]
        dates = [(int(y), int(m1 or m2), int(d1 or d2)) for y, m1, d1, m2, d2 in _DATE.findall(path)]
        corrected = bool(_CORRECTED.search(path))
        return (
            max([*versions, 1 if corrected else 0]),
            corrected,
            max(dates, default=(0, 0, 0)),
            natural(path),
            self.grid_no,
            self.ordinal,
        )

    @property
    def identity(self) -> tuple[object, ...] | None:
        """What makes two submissions the same form; None where it cannot be known."""
        if self.department is None or self.fiscal_year is None:
            return None
        if self.form_type == "department_overall":
            return (self.collection, self.form_type, self.department, self.fiscal_year)
        project = name_key(self.project)
        if project is None:
            return None
        return (self.collection, self.form_type, self.department, self.fiscal_year, project)


def superseded(submissions: Iterable[Submission]) -> dict[str, str]:
    """
    Return the form id of every older submission, and the one that took its place next.

    All submissions of a form must be among them; those of other forms may be.
    """
    groups: dict[tuple[object, ...], list[Submission]] = {}
    for one in submissions:
        if one.identity is not None:
            groups.setdefault(one.identity, []).append(one)
    found: dict[str, str] = {}
    for group in groups.values():
        ordered = sorted(group, key=lambda one: one.lateness)
        found |= {older.form_id: newer.form_id for older, newer in pairwise(ordered)}
    return found
