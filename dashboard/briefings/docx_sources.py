"""
The appendix of sources: what each number of the document means, and the rows it comes from.

Numbers of the text have a row each; numbers of a table have one a row of that table, under a line that
says how its columns are formed. On screen a number leads to its row and the code back; on paper the
checking copy has the code at the number. The workbook has every fact with all of its rows.
"""

from collections.abc import Iterator

from dashboard.briefings.document import Briefing
from dashboard.briefings.docx_body import Drawn, Pen, printed_rows
from dashboard.briefings.docx_xml import bookmarked, link, plain, run
from dashboard.briefings.fact import Fact
from dashboard.briefings.ooxml import table_label
from dashboard.briefings.ooxml_sources import sources_in_words
from dashboard.briefings.parts import Block, Cell, Chart, Heading, Paragraph, Table, TableColumn
from dashboard.formats import NOTHING

#: Key of the section that stands behind the signature; its tables say themselves where they come from.
APPENDIX = "appendix"

_OF_TEXT = (
    TableColumn("编号", "left", 0.8),
    TableColumn("正文数字", "right", 1.6),
    TableColumn("含义", "left", 3.2),
    TableColumn("来源", "left", 3.6),
    TableColumn("计算方法", "left", 2.8),
)
_OF_TABLES = (
    TableColumn("编号", "left", 1.9),
    TableColumn("表中的行", "left", 3.6),
    TableColumn("来源", "left", 5.0),
)


def text_facts(briefing: Briefing) -> dict[str, Fact]:
    """The facts of sentences, captions and notes, by key; those of charts are drawn, not printed."""
    return {one.key: one for section in briefing.sections for block in section.blocks for one in _said(block)}


def _said(block: Block) -> Iterator[Fact]:
    match block:
        case Paragraph():
            for sentence in block.sentences:
                yield from sentence.facts()
        case Table():
            if block.note is not None:
                yield from block.note.facts()
        case Chart():
            yield from block.title.facts()
        case Heading():
            pass


def listed_tables(briefing: Briefing) -> list[Table]:
    """The tables whose rows the appendix explains."""
    return [
        block
        for section in briefing.sections
        if section.key != APPENDIX
        for block in section.blocks
        if isinstance(block, Table)
    ]


def listed_keys(briefing: Briefing) -> frozenset[str]:
    """Keys of all facts that the appendix explains: these are links."""
    in_tables = (
        one.key for table in listed_tables(briefing) for row in printed_rows(table)[0] for one in _facts(row)
    )
    return frozenset(text_facts(briefing)) | frozenset(in_tables)


def _facts(row: tuple[Cell, ...]) -> list[Fact]:
    return [part for cell in row for part in cell.parts if isinstance(part, Fact)]


def sources(briefing: Briefing, pen: Pen) -> str:
    """The appendix as XML."""
    seen: set[str] = set()
    intro = (
        "正文中每个数字都可在此查到含义、来源与计算方法；来源中的 R 为行、C 为列，均从一数起。"
        "全部数字及其全部来源行见随附的工作簿的“来源”表。"
    )
    text = list(text_facts(briefing).values())
    xml = pen.paragraph("note", run(intro)) + pen.grid(
        _OF_TEXT, [_text_row(briefing, pen, one, seen) for one in text], "source", fixed=True
    )
    for table in listed_tables(briefing):
        rows = [row for row in printed_rows(table)[0] if _facts(row)]
        if rows:
            xml += pen.paragraph(
                "note_kept", run(f"{table_label(table.id)}　{table.title}：{_formed(table, rows)}")
            )
            xml += pen.grid(
                _OF_TABLES, [_table_row(briefing, row, seen) for row in rows], "source", fixed=True
            )
    return xml


def _text_row(briefing: Briefing, pen: Pen, fact: Fact, seen: set[str]) -> list[Drawn]:
    said = (fact.shown, fact.text, sources_in_words(fact.rows(), briefing.forms), fact.definition)
    return [_anchor(briefing, [fact], seen), *(Drawn(run(words), words) for words in said)]


def _table_row(briefing: Briefing, row: tuple[Cell, ...], seen: set[str]) -> list[Drawn]:
    facts = _facts(row)
    name = "　".join(
        words
        for cell in row
        if not any(isinstance(part, Fact) for part in cell.parts)
        and (words := plain(cell.parts)) not in ("", NOTHING)
    )
    rows = dict.fromkeys(source for fact in facts for source in fact.rows())
    said = sources_in_words(rows, briefing.forms)
    return [_anchor(briefing, facts, seen), Drawn(run(name), name), Drawn(run(said), said)]


def _anchor(briefing: Briefing, facts: list[Fact], seen: set[str]) -> Drawn:
    """The codes of facts, leading back into the text; each is the mark to which its number leads, once."""
    codes = sorted({briefing.ids[one.key] for one in facts}, key=lambda code: int(code[1:]))
    words = " ".join(_spans(codes))
    runs = link(codes[0], run(words))
    for code in codes:
        if code not in seen:
            seen.add(code)
            runs = bookmarked(f"src_{code}", 2 * int(code[1:]) + 1, runs)
    return Drawn(runs, words)


def _spans(codes: list[str]) -> list[str]:
    """Codes in their order, those that follow each other as one: F003–F006."""
    spans: list[list[str]] = []
    for code in codes:
        if spans and int(code[1:]) == int(spans[-1][-1][1:]) + 1:
            spans[-1].append(code)
        else:
            spans.append([code])
    return [f"{span[0]}–{span[-1]}" if len(span) > 2 else " ".join(span) for span in spans]


def _formed(table: Table, rows: list[tuple[Cell, ...]]) -> str:
    """How the columns of a table are formed, each definition once."""
    formed: dict[str, list[str]] = {}
    for at, column in enumerate(table.columns):
        fact = next((part for row in rows for part in row[at].parts if isinstance(part, Fact)), None)
        if fact is not None:
            formed.setdefault(fact.definition, []).append(column.head.replace("\n", ""))
    return "；".join(f"{'、'.join(heads)}：{definition}" for definition, heads in formed.items()) + "。"
