"""
The appendix of sources: what each number of the document means, and the rows it comes from.

A reader on paper finds the number by its code; on screen the number in the text is a link to its row.
The workbook has every fact with all of its rows; the appendix says the first of them.
"""

from collections.abc import Iterator, Mapping, Sequence

from dashboard.briefings.document import Briefing
from dashboard.briefings.docx_body import Drawn, Pen, bookmarked, link, printed_rows, run
from dashboard.briefings.fact import Fact
from dashboard.briefings.parts import Block, Chart, Heading, Paragraph, Table, TableColumn

#: More would be an appendix that nobody turns over; the workbook has all.
MOST_LISTED = 400
_FIRST_ROWS = 3
_KINDS = {"finding": "审核发现 ", "department": "单位 ", "owed": "缺报 "}

_COLUMNS = (
    TableColumn("编号", "left", 0.9),
    TableColumn("正文数字", "right", 1.7),
    TableColumn("含义", "left", 3.2),
    TableColumn("来源", "left", 3.6),
    TableColumn("计算方法", "left", 2.6),
)


def printed_facts(briefing: Briefing) -> Iterator[Fact]:
    """The facts that the document prints as text, in order; those of charts are drawn, not printed."""
    for section in briefing.sections:
        for block in section.blocks:
            yield from _of(block)


def _of(block: Block) -> Iterator[Fact]:
    match block:
        case Paragraph():
            for sentence in block.sentences:
                yield from sentence.facts()
        case Table():
            for row in printed_rows(block)[0]:
                for cell in row:
                    yield from (part for part in cell.parts if isinstance(part, Fact))
            if block.note is not None:
                yield from block.note.facts()
        case Chart():
            yield from block.title.facts()
        case Heading():
            pass


def listed_facts(briefing: Briefing) -> list[Fact]:
    """The printed facts that the appendix explains, each once; where they are too many, those of the text."""
    every = {one.key: one for one in printed_facts(briefing)}
    in_text = {
        one.key
        for section in briefing.sections
        for block in section.blocks
        if not isinstance(block, Table)
        for one in _of(block)
    }
    chosen = sorted(every.values(), key=lambda one: one.key not in in_text)[:MOST_LISTED]
    return sorted(chosen, key=lambda one: briefing.ids[one.key])


def source_words(source: str, forms: Mapping[str, str]) -> str:
    """A row's source as a reader would say it: the form by its name, then the cell."""
    kind, _, rest = source.partition(":")
    if kind in {"form", "recomputed"}:
        form, _, place = rest.partition("#")
        said = (forms.get(form, form), place, "重算得分" if kind == "recomputed" else "")
        return " ".join(part for part in said if part)
    return _KINDS.get(kind, kind) + rest


def first_sources(fact: Fact, forms: Mapping[str, str]) -> str:
    """The first rows behind a fact, and how many there are."""
    rows = fact.rows()
    said = "；".join(source_words(row, forms) for row in rows[:_FIRST_ROWS])
    return said if len(rows) <= _FIRST_ROWS else f"{said} 等{len(rows)}处"


def sources(briefing: Briefing, pen: Pen, facts: Sequence[Fact], unlisted: int) -> str:
    """The appendix as XML: how to read it, and one row a fact. The code leads back into the text."""
    intro = "正文中每个数字都可在此查到含义、来源与计算方法；来源中的 R 为行、C 为列，均从一数起。"
    if unlisted:
        intro += f"此处列{len(facts)}项，另有{unlisted}项见附表工作簿；全部来源行也在该工作簿的“来源”表。"
    rows = []
    for fact in facts:
        code = briefing.ids[fact.key]
        said = (fact.shown, fact.text, first_sources(fact, briefing.forms), fact.definition)
        first = Drawn(bookmarked(f"src_{code}", 2 * int(code[1:]) + 1, link(code, run(code))))
        rows.append([first, *(Drawn(run(text)) for text in said)])
    return pen.paragraph("note", run(intro)) + pen.grid(_COLUMNS, rows, "source")
