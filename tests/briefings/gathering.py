"""Small districts of invented forms, judged as a build does it and loaded as a briefing needs them."""

from functools import partial
from pathlib import Path

from dashboard.briefings.document import Briefing
from dashboard.briefings.gather import gather
from dashboard.briefings.gathered import Gathered
from dashboard.briefings.parts import Paragraph
from pipelines.audit import judging, load_profile
from pipelines.warehouse.roster import Department
from tests.warehouse.made import Made, fund, indicator, rosters, warehouse


def gathered(folder: Path, *made: Made, known: tuple[Department, ...] = (), **asked: object) -> Gathered:
    """Those forms, judged as a build does, and loaded."""
    folder.mkdir(exist_ok=True)
    roster = rosters(*known) if known else None
    built = warehouse(folder, *made, known=roster, judge=partial(judging, profile=load_profile()))
    try:
        return gather(built, **asked)  # type: ignore[arg-type]
    finally:
        built.close()


def text_of(briefing: Briefing, section: str) -> str:
    """The sentences of one section."""
    return "".join(
        block.lead + "".join(one.plain() for one in block.sentences)
        for each in briefing.sections
        if each.key == section
        for block in each.blocks
        if isinstance(block, Paragraph)
    )


def filed(department: str, year: int, project: str | None, score: str | None = "95") -> Made:
    """An overall form: basic money of 100, spent; project money of 100, so much of it spent."""
    structure = (fund("basic", "1000000", "1000000", row=6), fund("project", "1000000", project, row=7))
    spent = None if project is None else str(1_000_000 + int(project))
    return Made(
        department, year, (fund("total", "2000000", spent, row=5), *structure), total_score=score,
        total_weight="100", indicators=(indicator("任务完成率", "100", "95"),),
    )  # fmt: skip
