"""How each cell of a form was understood, for people who wonder why."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipelines.forms import vocabulary
from pipelines.forms.columns import UNKNOWN_HEADING
from pipelines.forms.form import Form
from pipelines.forms.fund_labels import opened_by
from pipelines.forms.text import key
from pipelines.forms.values import typed
from pipelines.readers.grid import Document

#: How a heading was found in the vocabulary.
STRENGTHS: Mapping[int, str] = {
    vocabulary.EXACT: "词表原词",
    vocabulary.TRIMMED: "去括号与序号后是词表的词",
    vocabulary.PATTERN: "合词表的模式",
}

#: An unread text of so many signs may be a label.
LONGEST_LABEL = 12

_PARTS = ("head", "funds", "goals", "indicators", "block", "line")
_PART_OF_FORM = re.compile(r"(funds|goals|indicators)\[(\d+)\]\.(\w+)")


@dataclass(frozen=True, slots=True)
class CellNote:
    """What one cell was taken for."""

    place: str
    text: str  #: as printed
    role: str  #: of `form.ROLES`
    field: str | None
    concept: str | None  #: what a heading or label means in the vocabulary, as `part.concept`
    strength: int | None  #: EXACT, TRIMMED or PATTERN of `vocabulary`
    understood: str | None  #: the value as it was read
    moved: bool  #: found beside its heading


def explain(form: Form, document: Document) -> tuple[CellNote, ...]:
    """Return every claimed cell of the form, in the order of its claims."""
    texts = {(grid.name, cell.place): cell.text for grid in document.grids for cell in grid.cells}
    notes = []
    for claim in form.claims:
        grid, _, place = claim.place.rpartition("!")
        text = texts.get((grid or form.grid, place), "")
        found = _meaning(text, claim.field) if claim.role in ("heading", "label") else None
        part, concept = found or (None, None)
        notes.append(
            CellNote(
                claim.place,
                text,
                claim.role,
                claim.field,
                f"{part}.{concept.name}" if concept else None,
                concept.strength if concept else None,
                _understood(form, claim.field) if claim.role == "value" else None,
                claim.place in form.moved,
            )
        )
    return tuple(notes)


def _meaning(text: str, field: str | None) -> tuple[str, vocabulary.Concept] | None:
    """Look a heading up in the part that claimed it, then among the blocks."""
    part = re.split(r"[.\[]", field or "", maxsplit=1)[0]
    own = ("line",) if (field or "").endswith("].label") else (part,)
    for name in (*own, "block"):
        if name in _PARTS and (concept := vocabulary.match(name, text)):
            return name, concept
    return None


def _understood(form: Form, field: str | None) -> str | None:
    match = _PART_OF_FORM.fullmatch(field or "")
    if match:
        rows: tuple[object, ...] = getattr(form, match[1])
        number = int(match[2])
        value = getattr(rows[number], match[3], None) if number < len(rows) else None
    else:
        value = getattr(form, (field or "").removeprefix("head."), None)
    return str(value) if isinstance(value, str | int | Decimal) else None


def doubtful_cells(form: Form, document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield (part, text, place) of headings that the vocabulary does not know, and "unread" short words."""
    for note in explain(form, document):
        part = doubtful_part(note.role, note.field, note.text)
        if part:
            yield part, note.text, note.place


def doubtful_part(role: str | None, field: str | None, text: str) -> str | None:
    """Return the part whose vocabulary may lack the cell's word, or "unread"; None for all other cells."""
    if role == "heading":
        part, _, name = (field or "").partition(".")
        if name != UNKNOWN_HEADING:
            return None
        # 资金来源 over the lines of a breakdown opens it, and 基本支出 over a pair of columns is a line.
        line = opened_by(text) or vocabulary.match("line", text) or vocabulary.match("block", text)
        return None if part == "funds" and line else part
    value = typed(text)
    short = 2 <= len(value.key) <= LONGEST_LABEL
    return "unread" if role == "unread" and field is None and short and value.words else None


#: What the labels of a form's head end with.
_LIKE_A_LABEL = re.compile(".+(?:名称|单位|部门|主体|机构|年度|得分|总分|等级|等次)")


@dataclass(frozen=True, slots=True)
class UnknownHeading:
    """A heading that the vocabulary does not know, over a whole collection."""

    part: str  #: the table of `vocabulary.toml`: "funds", "goals" or "indicators"; or "unread"
    heading: str  #: without brackets and numbering, as it would be pasted
    times: int
    files: int
    example: str  #: "file R6C1"


def worth_listing(heading: UnknownHeading) -> bool:
    """Whether it is a heading, or an unread word that stands twice or reads like a label of the head."""
    return heading.part != "unread" or heading.times > 1 or bool(_LIKE_A_LABEL.fullmatch(heading.heading))


def unknown_headings(found: Iterable[tuple[str, str, str, str]]) -> tuple[UnknownHeading, ...]:
    """
    Count the unknown headings of (part, text, file, place), most frequent first, then by part and heading.

    Headings that differ only in brackets, numbering and white space are one.
    """
    seen: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for part, text, file, place in found:
        heading = vocabulary.trim(key(text))
        if heading and len(heading) <= vocabulary.LONGEST_HEADING:
            seen.setdefault((part, heading), []).append((file, place))
    counted = [
        UnknownHeading(part, heading, len(met), len({file for file, _ in met}), " ".join(met[0]))
        for (part, heading), met in seen.items()
    ]
    return tuple(sorted(counted, key=lambda one: (-one.times, one.part, one.heading)))
