"""Whole briefings of what was gathered: of a district, of one department, and the letter to it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dashboard.briefings.chapters import (
    appendix,
    basics,
    department_page,
    onepage,
    opening,
    problems,
    progress,
    proposals,
    results,
    sample,
    slides,
)
from dashboard.briefings.chapters import department as chapters_of
from dashboard.briefings.chapters import letter as letter_of
from dashboard.briefings.check import PATH
from dashboard.briefings.document import Briefing
from dashboard.briefings.draft import Draft
from dashboard.briefings.gathered import Gathered
from dashboard.briefings.parts import Block, Chart, Section, Table
from pipelines.warehouse.words import FORM_TYPES

_DEMO = "（演示数据）"


def district(g: Gathered) -> Briefing:
    """The briefing of a collection's year: six sections and an appendix, slides, the one page."""
    drafts = [
        chapter.write(g) for chapter in (opening, basics, results, progress, problems, sample, proposals)
    ]
    beside = Draft("slides")
    title = (g.collection.removesuffix(_DEMO), f"{g.year}年度部门整体支出绩效自评情况报告")
    deck, page = slides.write(g, beside, title), onepage.write(g, beside)
    left_out = [one for draft in (*drafts, beside) for one in draft.left_out]
    last = appendix.write(g, left_out)
    return Briefing(
        "district", title, g.year, None, g.collection, g.generation, g.day, g.demo, g.profile.label,
        _numbered((*drafts, last)), deck, page,
        left_out=tuple(dict.fromkeys(left_out)), forms=form_names(g),
    )  # fmt: skip


def department(g: Gathered, name: str) -> Briefing:
    """One department's briefing: its years, its kind, its scores, its findings, what to do."""
    title = (name, f"{g.year}年度绩效自评情况")
    drafts = chapters_of.write(g, name)
    beside = Draft("onepage")
    page, deck = department_page.write(g, name, beside), department_page.slides(g, name, beside, title)
    left_out = [one for draft in (*drafts, beside) for one in draft.left_out]
    last = appendix.of_department(g, name, left_out)
    return Briefing(
        "department", title, g.year, name, g.collection, g.generation, g.day, g.demo, g.profile.label,
        _numbered((*drafts, last)), deck, page,
        left_out=tuple(dict.fromkeys(left_out)), forms=form_names(g, name),
    )  # fmt: skip


def letter(g: Gathered, name: str) -> Briefing:
    """The letter to a department: its findings, what is asked, the table for its answer."""
    drafts = letter_of.write(g, name)
    left_out = [one for draft in drafts for one in draft.left_out]
    return Briefing(
        "letter", (f"关于{g.year}年度绩效自评审核情况的反馈函",), g.year, name, g.collection, g.generation,
        g.day, g.demo, g.profile.label, _numbered(drafts), addressee=f"{name}：",
        left_out=tuple(dict.fromkeys(left_out)), forms=form_names(g, name),
    )  # fmt: skip


_DIGITS = "0123456789"


def _numbered(drafts: Sequence[Draft]) -> tuple[Section, ...]:
    """Sections whose tables and charts count from one without gaps: T1, T2 … C1 … in order of reading."""
    counts: Counter[str] = Counter()

    def counted(block: Block) -> Block:
        if not isinstance(block, Table | Chart):
            return block
        letters = block.id.rstrip(_DIGITS)
        counts[letters] += 1
        return replace(block, id=f"{letters}{counts[letters]}")

    return tuple(Section(draft.key, tuple(counted(block) for block in draft.blocks)) for draft in drafts)


def of_kind(g: Gathered, kind: str, name: str | None) -> Briefing:
    """The briefing of the district; where a department is named, its own one, or the letter to it."""
    if name is None:
        return district(g)
    return letter(g, name) if kind == "letter" else department(g, name)


def form_names(g: Gathered, department: str | None = None) -> dict[str, str]:
    """What a reader calls each form and each finding: department, year, type, project; then the file."""
    found = {}
    for one in g.forms:
        # Beside a department's own, those of this year: the others of its kind are compared with.
        if department in (None, one.department) or one.year == g.year:
            year = f"{one.year}年度" if one.year else None
            words = (one.department, year, FORM_TYPES[one.type].zh, one.project)
            found[one.id] = " ".join(word for word in words if word) + f"{PATH}{one.path}）"
    for finding in (*g.findings, *g.before, *g.dismissed):
        about = (finding.department, finding.project, finding.rule, finding.subject)
        found[finding.fingerprint] = " ".join(word for word in about if word)
    return found
