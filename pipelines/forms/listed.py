"""
Lists with one department or project a row: a part of a form, or no form at all.

A department's form may list its projects with the money of each; a list under the title of one project's
form, or under none, is of many forms.
"""

import re
from itertools import pairwise

from pipelines.forms.anchors import head_label
from pipelines.forms.columns import Header
from pipelines.forms.rows import Row
from pipelines.forms.section import Section
from pipelines.forms.text import key

#: What a section is called that is such a list and no form.
SUMMARY = "汇总表"


def heads_summary(row: Row, header: Header) -> bool:
    """Whether a fund header heads a list with one department or project a row."""
    names = [cell for cell in row.cells if head_label(cell) in ("department", "operator", "project")]
    return (
        bool(names)
        and all("：" not in cell.text and ":" not in cell.text for cell in names)
        and len(header.roles) >= 2
    )


def lists_projects(header: Header) -> bool:
    """Whether a column of project names stands before the indicators: the list of many forms, and none."""
    name = next((column.first for column in header.columns if column.role == "name"), 0)
    return any(
        column.role in ("", "other") and column.first < name and head_label(column.cell) == "project"
        for column in header.columns
    )


def may_hold_list(section: Section) -> bool:
    """
    Whether a list of departments or projects may be a part of the form that a section has begun.

    It may where the title is of a department's whole spending, or the head names the form's own project.
    """
    if section.refused or section.block("indicators"):
        return False
    overall = section.title is not None and "整体" in key(section.title.text)
    return overall or any(_names_project(row) for row in section.head)


def _names_project(row: Row) -> bool:
    """Whether a project's label stands in the row with the name behind it, in its own cell or the next."""
    inside = any(head_label(cell) == "project" and re.search(":.", key(cell.text)) for cell in row.cells)
    beside = (
        head_label(cell) == "project" and head_label(following) is None
        for cell, following in pairwise(row.cells)
    )
    return inside or any(beside)
