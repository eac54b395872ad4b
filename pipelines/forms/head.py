"""The head of a form: labels with their values, the year, the unit, what type it is."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.rows import Row
from pipelines.forms.section import Section
from pipelines.forms.text import clean, fold, key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell

#: Who fills in the form, the surest first.
_FILLERS = ("operator", "department")
#: A 主管部门 of the place itself, where one above it is named too.
_BELOW = re.compile(r"[市县州旗镇乡]|(?<!自治)区|地方")
_OWN = re.compile(r"本(?:单位|部门|级|局|委|办|中心|院|校|站|所|街道|镇|乡)|同上")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:年度|年|财年|年终|-20\d\d年)")
_FISCAL_YEAR = re.compile(r"(?<![\d\-—~至])(20[0-4]\d)年度")
#: A period that is a whole year.
_WHOLE_YEAR = re.compile(
    r"\(?(?:评价)?(?:时段|期间|时间范围)?:?(20[0-4]\d)年0?1月(?:0?1日)?[-—~至到](?:\1年)?12月(?:31日)?\)?"
)
_BARE_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_CHINESE_YEAR = re.compile(r"二[○零0oO〇]([○零0oO〇一二三四])([○零0oO〇一二三四五六七八九])年")
_UNIT_WORD = re.compile(r"(?:人民币)?(?:万元|元|千元|亿元)")
#: A place for a stamp behind a name is no part of it.
_STAMP = re.compile(r"\s*[(（](?:盖章|公章|签章|章|加盖公章|单位公章|单位盖章|盖单位公章)[)）]$")
_DASH = re.compile(r"[-—–/\\_＿.…]+|无|空")
_LONGEST_GLUED = 8
_LABEL_COLON = re.compile(r"[:：]")
_CODE = re.compile(r"^[\[(（【]?([0-9A-Za-z]{3,})[\])）】]?\s*[-—－_:： ]?\s*(?=[\u4e00-\u9fff])(.+)$")
_ORGANISATION = re.compile(
    r"^(.{2,40}?(?:局|委|委员会|办|办公室|中心|政府|院|学校|中学|小学|幼儿园|所|处|站|会|队|馆|部|厅|公司|街道|办事处|园|宫|社|台|库|大学|学院|支队|大队|集团|场|组))"
    r"(?=(?:20\d\d|二|部门|单位|\(|项目|整体|绩效|预算|财政|关于|本级))"
)


@dataclass(slots=True)
class Head:
    """What stands over the tables. A label whose value is blank gives None."""

    department: str | None = None
    supervisor: str | None = None
    project: str | None = None
    total_score: Decimal | None = None
    grade: str | None = None
    year: int | None = None
    central: bool = False
    transfer_label: bool = False
    places: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Entry:
    concept: str
    label: Cell
    value: Cell | None
    text: str | None  #: the value's words; None where it is blank

    @property
    def place(self) -> str:
        return (self.value or self.label).place


def _pieces(cell: Cell) -> list[tuple[str, str]]:
    """Split `填报单位：甲局  填报日期：2024年` into labels and values; [] without a label and a colon."""
    text = clean(cell.text).strip()
    marks: list[tuple[int, int, int]] = []
    for colon in _LABEL_COLON.finditer(text):
        since = marks[-1][2] if marks else 0
        words = text[since : colon.start()]
        starts = [since, *(since + space.end() for space in re.finditer(r"[\s;；,，。)）]+", words))]
        labels = [
            (at, found) for at in starts if (found := vocabulary.match("head", text[at : colon.start()]))
        ]
        exact = [at for at, found in labels if marks and found.strength == vocabulary.EXACT]
        start = next(
            iter([*exact, *(at for at, _ in labels)]),
            _glued(text, since, colon.start()) if marks else None,
        )
        if start is not None:
            marks.append((start, colon.start(), colon.end()))
    if not marks or (marks[0][0] > 0 and len(text) > 60):
        return []
    stops = [start for start, _, _ in marks[1:]] + [len(text)]
    return [
        (fold(text[start:end]), fold(text[after:stop]))
        for (start, end, after), stop in zip(marks, stops, strict=True)
    ]


def _glued(text: str, first: int, end: int) -> int | None:
    """Return where a label begins that has lost the space before it: 某县司法局金额单位：万元."""
    for start in range(max(first + 1, end - _LONGEST_GLUED), end - 1):
        concept = vocabulary.match("head", text[start:end])
        if concept is not None and concept.strength == vocabulary.EXACT:
            return start
    return None


def _is_label(cell: Cell) -> bool:
    return vocabulary.match("head", cell.text) is not None or bool(_pieces(cell))


def _entries(rows: Sequence[Row], claims: Claims) -> list[_Entry]:
    """Return every label of the head with what stands beside it, claimed."""
    cells = [cell for row in rows for cell in row.cells]
    last_of_row = {
        cell.place: index
        for row in rows
        for index, cell in enumerate(row.cells)
        if index + 1 == len(row.cells)
    }
    found: list[_Entry] = []
    lines = bool(rows) and all(len(row.cells) == 1 for row in rows)
    below = _values_below(rows)
    for index, cell in enumerate(cells):
        if not claims.free(cell):
            continue
        pieces = _pieces(cell)
        if pieces and any(value for _, value in pieces):
            for label, value in pieces:
                concept = vocabulary.match("head", label)
                if concept:
                    found.append(_Entry(concept.name, cell, cell if value else None, value or None))
            claims.take(cell, "value", "head." + "+".join(entry.concept for entry in found[-len(pieces) :]))
            continue
        concept = vocabulary.match("head", cell.text)
        if concept is None:
            continue
        following = cells[index + 1] if index + 1 < len(cells) else None
        if following is not None and cell.place in last_of_row and not lines:
            following = None
        value_cell = following if following is not None and not _is_label(following) else None
        claims.take(cell, "label", f"head.{concept.name}")
        if value_cell is not None:
            claims.take(value_cell, "value", f"head.{concept.name}")
        if value_cell is None:
            value_cell = below.get(cell.place)
            claims.take(value_cell, "value", f"head.{concept.name}") if value_cell else None
        text = fold(value_cell.text) if value_cell is not None else None
        found.append(_Entry(concept.name, cell, value_cell, None if text and _DASH.fullmatch(text) else text))
    return found


def _values_below(rows: Sequence[Row]) -> dict[str, Cell]:
    """Return the value under each label, by its place, where a row holds labels alone, each over one."""
    found: dict[str, Cell] = {}
    for row, following in pairwise(rows):
        same = [(c.column, c.columns) for c in row.cells] == [(c.column, c.columns) for c in following.cells]
        alone = len(row.cells) > 1 and all(vocabulary.match("head", cell.text) for cell in row.cells)
        if same and alone and not any(_is_label(cell) for cell in following.cells):
            found |= {cell.place: value for cell, value in zip(row.cells, following.cells, strict=True)}
    return found


def read_head(section: Section, claims: Claims) -> Head:
    """
    Read the rows over the first table.

    The department is who fills in the form (contract): 实施单位 and its kin, else 单位名称
    and its kin, else 主管部门.
    """
    head = Head()
    if section.title is not None:
        claims.take(section.title, "label", "title")
    entries = _entries(section.head, claims)
    said = [entry for entry in entries if entry.text and not _UNIT_WORD.fullmatch(key(entry.text))]
    first = {entry.concept: entry for entry in reversed(said)}
    for concept in ("supervisor", "project", "grade"):
        if entry := first.get(concept):
            setattr(head, concept, entry.text)
            head.places[concept] = entry.place
    _fillers(head, first | {entry.concept: entry for entry in (*_lowest(said), *_own_unit(said))})
    score, year = first.get("total_score"), first.get("year")
    if score and score.text and (value := typed(score.text)).numeric and not value.percent:
        head.total_score, head.places["total_score"] = value.number, score.place
    if year and year.text and (match := _BARE_YEAR.search(key(year.text))):
        head.year, head.places["fiscal_year"] = int(match[1]), year.place
    head.central = any(entry.concept == "central_supervisor" for entry in entries)
    head.transfer_label = any("转移支付" in key(entry.label.text) for entry in entries)
    return head


def _lowest(entries: Sequence[_Entry]) -> list[_Entry]:
    """Return the entry of the lowest 主管部门, where several stand: 市县主管部门 below 省级主管部门."""
    found = [entry for entry in entries if entry.concept == "supervisor"]
    below = [entry for entry in found if _BELOW.search(key(entry.label.text))]
    return (below or found)[:1]


def _own_unit(entries: Sequence[_Entry]) -> list[_Entry]:
    """Return the entry of a unit (预算单位) where a department over it (部门：…) stands on the form too."""
    found = [(entry, _label(entry)) for entry in entries if entry.concept == "department"]
    units = [entry for entry, label in found if "部门" not in label]
    return units[:1] if any(label in ("部门", "部门名称") for _, label in found) else []


def _label(entry: _Entry) -> str:
    """Return the words of an entry's label, also where it stands in one cell with its value."""
    pieces = _pieces(entry.label)
    return key(next((label for label, value in pieces if value == entry.text), entry.label.text)).rstrip(":")


def _fillers(head: Head, first: Mapping[str, _Entry]) -> None:
    for concept in (*_FILLERS, "supervisor"):
        entry = first.get(concept)
        if entry is not None and entry.text and not _OWN.fullmatch(key(entry.text)):
            head.department, head.places["department"] = _STAMP.sub("", entry.text), entry.place
            return


def split_code(printed: str | None) -> tuple[str | None, str | None]:
    """Return the bare name and the code of `203045-省农垦实验中学`; (name, None) without a code."""
    if printed and (match := _CODE.match(printed)):
        return match[2].strip(), match[1]
    return printed, None


def read_year(
    section: Section, head: Head, claims: Claims, sheet: str, goals: Sequence[str], file_name: str
) -> int | None:
    """
    Return the fiscal year: title, else head, sheet, goal dates that agree, file name.

    The last two leave a problem. A 填报日期 alone gives None.
    """
    cells = [section.title] if section.title is not None else []
    cells += [cell for row in section.head for cell in row.cells if cell is not section.title]
    for cell in cells:
        compared = key(cell.text)
        if cell is not section.title and (len(compared) > 40 or not claims_year(compared)):
            continue
        year = year_in(compared)
        if year:
            if head.year and head.year != year and cell is not section.title:
                continue
            head.places["fiscal_year"] = cell.place
            claims.take(cell, "value", "fiscal_year")
            return year
    if head.year:
        return head.year
    if year := year_in(key(sheet)):
        return year
    dates = Counter(int(match[1]) for text in goals for match in _YEAR.finditer(key(text)))
    if len(dates) == 1:
        year = next(iter(dates))
        claims.problem("year_from_goals", None, f"表中没有印年度；目标文字中的年份一致，取 {year}")
        return year
    year = year_in(key(file_name)) or (
        int(match[1]) if (match := _BARE_YEAR.search(key(file_name))) else None
    )
    if year:
        claims.problem("year_from_file_name", None, f"表中没有印年度；取文件名中的 {year}")
    return year


def claims_year(compared: str) -> bool:
    """Whether a head cell may name the fiscal year: no date of filling in, no period."""
    return bool(_WHOLE_YEAR.fullmatch(compared)) or not re.search(
        r"日期|时间|\d月|电话|文号|号\)?$|起止|20\d\d年?[-—–~至到]+20\d\d", compared
    )


def year_in(compared: str) -> int | None:
    """Return the year that a text names as 2023年 or 二〇二三年, or None."""
    if match := _FISCAL_YEAR.search(compared) or _YEAR.search(compared):
        return int(match[1])  # 2024年开展2023年度…自评 is of 2023
    if match := _CHINESE_YEAR.search(compared):
        digits = "".join(
            str("○一二三四五六七八九".find(c)) if c in "一二三四五六七八九" else "0" for c in match.groups()
        )
        return int("20" + digits)
    return None


def form_type(title: str | None, head: Head) -> str:
    """Return the contract's type: the title's words decide, then the head's labels."""
    compared = key(title or "")
    if "转移支付" in compared or head.transfer_label or head.central:
        return "transfer_payment"
    if "整体" in compared:
        return "department_overall"
    return "project" if head.project or "项目" in compared else "unknown"


def department_in_title(title: str | None) -> str | None:
    """Return the organisation whose name begins a title (甲局2023年度部门整体支出…), or None."""
    if title and (match := _ORGANISATION.match(key(title))):
        name = match[1]
        return None if name in ("部门", "单位") or vocabulary.match("head", name) else name
    return None
