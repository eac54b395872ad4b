"""How each cell was understood, and which headings the vocabulary lacks."""

import pytest

from pipelines.forms import read_forms, vocabulary
from pipelines.forms.explain import doubtful_cells, doubtful_part, explain, unknown_headings, worth_listing
from pipelines.forms.fingerprint import fingerprint
from pipelines.readers import read_each
from pipelines.readers.grid import Cell, Document, Grid, Layout
from pipelines.shipped import shipped


def document(heading: str = "全年支出额度", score: str = "95") -> Document:
    """A form with one heading that no vocabulary knows, and a stray short word in its head."""
    rows = [
        ["项目支出绩效自评表（2023年度）"],
        ["项目名称", "道路养护", "", "主办科室", "养护科"],
        ["项目资金（万元）", "", "全年预算数", "全年执行数", heading],
        ["", "年度资金总额", "1,000.00", "900.00", "1"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "佐证编号"],
        ["产出指标", "数量指标", "养护里程", "≥10公里", "10公里", "100", score, "好"],
        ["总分", "", "", "", "", "100", score],
    ]
    cells = tuple(
        Cell(row, column, text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    )
    return Document("道路.xlsx", None, "ab" * 32, "xlsx", (Grid("Sheet1", Layout.RULED, cells),), 100)


def test_every_non_empty_cell_is_explained_once() -> None:
    form = read_forms(document()).forms[0]
    notes = explain(form, document())
    places = [note.place for note in notes]
    assert sorted(places) == sorted(cell.place for cell in document().grids[0].cells)
    assert len(set(places)) == len(places)


def test_a_heading_says_its_concept_and_how_surely() -> None:
    notes = {note.place: note for note in explain(read_forms(document()).forms[0], document())}
    budget = notes["R3C3"]
    assert (budget.role, budget.field) == ("heading", "funds.adjusted")
    assert (budget.concept, budget.strength) == ("funds.adjusted", vocabulary.EXACT)
    assert (notes["R3C1"].concept, notes["R3C1"].strength) == ("block.funds", vocabulary.TRIMMED)


def test_a_value_says_what_it_was_read_as() -> None:
    notes = {note.place: note for note in explain(read_forms(document()).forms[0], document())}
    assert (notes["R4C3"].field, notes["R4C3"].understood) == ("funds[0].adjusted", "1000.00")
    assert notes["R2C2"].understood == "道路养护"
    assert not notes["R4C3"].moved


def test_a_value_beside_its_heading_is_said_to_be_moved() -> None:
    seed = next(shipped("samples").rglob("*党群服务中心*自评表.txt"))
    read = next(iter(read_each(str(seed))))
    assert isinstance(read, Document)
    moved = {note.place for note in explain(read_forms(read).forms[0], read) if note.moved}
    assert {"R7C4", "R15C5"} <= moved
    assert "R7C5" not in moved


def test_headings_that_the_vocabulary_lacks_are_found_with_their_part() -> None:
    form = read_forms(document()).forms[0]
    found = {place: (part, text) for part, text, place in doubtful_cells(form, document())}
    assert found["R3C5"] == ("funds", "全年支出额度")
    assert found["R5C8"] == ("indicators", "佐证编号")
    assert "R3C1" not in found, "the block's own name is no unknown heading"


@pytest.mark.parametrize(
    ("role", "field", "text", "part"),
    [
        ("heading", "funds.unknown_heading", "支出额度", "funds"),
        ("heading", "funds.unknown_heading", "资金来源", None),
        ("heading", "funds.unknown_heading", "项目支出", None),
        ("heading", "indicators.unknown_heading", "存在问题", "indicators"),
        ("heading", "funds.executed", "执行数", None),
        ("unread", None, "主办科室", "unread"),
        ("unread", None, "1,234.00", None),
        ("unread", "hidden", "主办科室", None),
        ("unread", None, "一句话，长到不会是一个标签的程度", None),
        ("value", "department", "养护科", None),
        (None, None, "附注", None),
    ],
)
def test_only_what_the_vocabulary_may_lack_is_doubtful(
    role: str | None, field: str | None, text: str, part: str | None
) -> None:
    assert doubtful_part(role, field, text) == part


def test_unknown_headings_are_counted_by_what_would_be_pasted() -> None:
    met = [
        ("funds", "全年支出额度（万元）", "甲.xlsx", "R3C5"),
        ("funds", "全年 支出额度", "乙.xlsx", "R4C5"),
        ("funds", "全年支出额度", "乙.xlsx", "R9C5"),
        ("indicators", "佐证编号", "甲.xlsx", "R5C8"),
        ("indicators", "——" * 40, "甲.xlsx", "R6C8"),
    ]
    first, second = unknown_headings(met)
    assert (first.part, first.heading, first.times, first.files) == ("funds", "全年支出额度", 3, 2)
    assert first.example == "甲.xlsx R3C5"
    assert second.heading == "佐证编号"
    assert unknown_headings([]) == ()


@pytest.mark.parametrize(
    ("part", "words", "listed"),
    [
        ("funds", ["支出盘子"], True),
        ("unread", ["帮扶政策名称"], True),
        ("unread", ["运维合同"], False),
        ("unread", ["运维合同", "运维合同"], True),
    ],
)
def test_a_word_met_once_is_listed_where_it_is_a_heading_or_like_a_label(
    part: str, words: list[str], listed: bool
) -> None:
    (heading,) = unknown_headings([(part, word, "甲.xlsx", "R1C1") for word in words])
    assert worth_listing(heading) is listed


def test_a_fingerprint_changes_with_a_value_and_with_nothing_else() -> None:
    one, same, other = (read_forms(document(score=score)).forms[0] for score in ("95", "95", "96"))
    assert fingerprint(one) == fingerprint(same)
    assert fingerprint(one) != fingerprint(other)
