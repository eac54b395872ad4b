"""Small and odd districts: one form, none, nothing printed, no year before, no roster; what is said then."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.briefings import compose, record
from dashboard.briefings.gather import gather
from dashboard.briefings.parts import Chart, Paragraph
from pipelines.ledger import Finding, Ledger, acts, set_state
from pipelines.problems import SourceError
from pipelines.queries import findings
from pipelines.warehouse.roster import Department
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.briefings.gathering import filed, gathered, text_of
from tests.warehouse.made import COLLECTION, Made, fund, overall

NAMES = ("甲局", "乙局", "丙局", "丁局", "戊局", "己局")


def test_an_empty_warehouse_gives_one_line() -> None:
    with pytest.raises(SourceError, match="数据仓库里没有自评表"):
        gather(Warehouse.empty())


def test_a_year_without_forms_names_the_years_with_some(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"没有2021年度的自评表.*2023"):
        gathered(tmp_path, filed("甲局", 2023, "900000"), year=2021)


def test_a_department_without_forms_gives_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="没有“乙局”的自评表"):
        gathered(tmp_path, filed("甲局", 2023, "900000"), department="乙局")


def test_one_form_gives_a_whole_briefing_without_comparisons(tmp_path: Path) -> None:
    briefing = compose.district(gathered(tmp_path, filed("甲局", 2023, "500000")))
    assert "只有甲局印有项目支出执行情况，执行率50.0%，低于80%。" in text_of(briefing, "results")
    assert "没有上年度的部门整体支出自评表，不作比较。" in text_of(briefing, "progress")
    assert "没有应报名录，报送率不适用" in text_of(briefing, "basics")
    assert "报送的部门只有1个，建议全部复核。" in text_of(briefing, "sample")
    blocks = [block for section in briefing.sections for block in section.blocks]
    assert not [block for block in blocks if isinstance(block, Chart)]
    left = {one.what for one in briefing.left_out}
    assert {"得分与执行率散点图", "与上年比较", "等级变化"} <= left
    assert "得分与执行率散点图" in "".join(
        part.text for one in briefing.sections[-1].blocks if isinstance(one, Paragraph)
        for sentence in one.sentences for part in sentence.parts if hasattr(part, "text")
    )  # fmt: skip


def test_what_is_not_printed_is_no_number(tmp_path: Path) -> None:
    briefing = compose.district(gathered(tmp_path, Made("甲局", 2023, (fund("total", "100", None),))))
    assert "—" not in text_of(briefing, "opening")
    assert "自评平均得分" not in text_of(briefing, "opening")
    assert {"自评得分", "资金总体情况"} <= {one.what for one in briefing.left_out}
    known = {one.key: one.value for _, _, one in briefing.facts()}
    assert known["overall/2023/mean_score"] is None
    assert 0 not in [value for key, value in known.items() if key.endswith("execution_rate")]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("700000", "800000", "项目支出预算100.00万元，执行率80.0%，比上年上升10.0个百分点。"),
        ("800000", "700000", "项目支出预算100.00万元，执行率70.0%，比上年下降10.0个百分点。"),
        ("800000", "800400", "项目支出预算100.00万元，执行率80.0%，与上年持平。"),
    ],
)
def test_a_rate_rises_falls_or_stays(before: str, now: str, said: str, tmp_path: Path) -> None:
    forms = (filed("甲局", 2022, before), filed("甲局", 2023, now))
    briefing = compose.district(gathered(tmp_path, *forms))
    assert said in text_of(briefing, "basics")
    rose = "项目支出执行率由上年的" in text_of(briefing, "progress")
    assert rose == (int(now) - int(before) > 50_000)


def test_a_kind_of_five_is_compared_and_one_of_four_is_not(tmp_path: Path) -> None:
    known = tuple(Department(name, kind="甲类" if at < 5 else "乙类") for at, name in enumerate(NAMES))
    forms = [filed(name, 2023, str(900_000 - 100_000 * at)) for at, name in enumerate(NAMES)]
    found = gathered(tmp_path, *forms, known=known)
    first = text_of(compose.department(found, "甲局"), "peers")
    assert "项目支出执行率90.0%，在同类（甲类）5个部门中由高到低列第1位" in first
    assert "比同类其他部门的中位数高25.0个百分点" in first  # of 0.8, 0.7, 0.6, 0.5
    last = text_of(compose.department(found, "己局"), "peers")
    assert "同类（乙类）有这一执行率的部门1个，不足5个，不作比较。" in last


def test_missing_forms_are_weighed_by_the_nearest_year(tmp_path: Path) -> None:
    owing = tuple(Department(name, owes=("department_overall",)) for name in NAMES[:3])
    forms = (filed("甲局", 2023, "900000"), filed("乙局", 2022, "900000"))
    said = text_of(compose.district(gathered(tmp_path, *forms, known=owing)), "basics")
    assert "应报部门整体支出自评表3张，已报1张，缺报2张，报送率33.3%；按金额计为50.0%。" in said
    assert "缺报的是丙局、乙局，其邻近年度预算为200.00万元；1个单位从未报过，金额不详。" in said


def test_a_letter_without_findings_asks_for_nothing(tmp_path: Path) -> None:
    plain = overall("甲局", 2023, "100", "100")
    found = gathered(tmp_path, plain)
    letter = compose.letter(found, "甲局")
    own = [one for one in found.findings if one.severity != "I"]
    assert own == []
    assert "不需要书面答复。" in text_of(letter, "letter")
    assert letter.tables() == []


def test_another_profile_is_asked_anew(tmp_path: Path) -> None:
    strict = tmp_path / "strict.toml"
    strict.write_text(
        'name = "strict"\nversion = "2"\ninherits = "default"\n[thresholds.F-09]\nyellow = 0.95\n',
        encoding="utf-8",
    )
    made = filed("甲局", 2023, "900000")
    usual = gathered(tmp_path / "one", made)
    other = gathered(tmp_path / "other", made, profile=str(strict))
    assert "F-09" not in {one.rule for one in usual.findings}
    assert "F-09" in {one.rule for one in other.findings}
    briefing = compose.district(other)
    assert briefing.profile == "strict@2"
    assert "低于95%" in text_of(briefing, "results")


def test_hostile_names_come_through_whole(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)>[x](javascript:y)=1+1\u202e"
    found = gathered(tmp_path, filed(name, 2023, "500000"), filed("乙局", 2023, "500000"))
    briefing = compose.department(found, name)
    assert name in text_of(briefing, "opening")
    assert record.read_record(record.as_record(briefing))["scope"]["department"] == name


def test_forms_of_projects_alone_are_told_among_themselves(tmp_path: Path) -> None:
    one = Made("甲局", 2023, (fund("total", "1000000", "500000"),), form_type="project", project="某项目")
    briefing = compose.district(gathered(tmp_path, one))
    assert "项目支出自评表涉及全年预算100.00万元，全年执行50.00万元，执行率50.0%。" in text_of(
        briefing, "opening"
    )
    assert briefing.one_page is not None
    assert "没有计入合计的部门整体支出自评表" in briefing.one_page.headline.plain()
    assert COLLECTION in briefing.title


def test_the_samples_as_they_are_shipped_give_every_year_and_department(
    warehouse_folder: Path,
) -> None:
    built = Warehouse.open(warehouse_folder)
    try:
        for year in (2020, 2021, 2022, 2023):
            found = gather(built, "公开样本", year)
            assert len(compose.district(found).facts()) > 20
            for name in found.departments:
                assert compose.department(found, name).facts()
                assert compose.letter(found, name).sections
    finally:
        built.close()


def test_a_department_that_filed_no_more_is_told_of_in_its_own_latest_year(tmp_path: Path) -> None:
    forms = (filed("甲局", 2022, "500000"), filed("乙局", 2023, "500000"))
    found = gathered(tmp_path, *forms, department="甲局")
    assert found.year == 2022
    assert "甲局2022年度报送部门整体支出自评表1张。" in text_of(compose.department(found, "甲局"), "opening")


def test_a_dismissed_finding_is_counted_apart_and_one_that_was_answered_is_told(tmp_path: Path) -> None:
    forms = (filed("甲局", 2023, "500000"), filed("乙局", 2023, "500000"))
    before = gathered(tmp_path / "before", *forms)
    low = [one for one in before.findings if one.rule == "F-09"]
    ledger = Ledger.open(tmp_path / "after", tmp_path / "ledger.sqlite")
    rows = {one["fingerprint"]: one for one in _stored(tmp_path / "before")}
    set_state(ledger, Finding.of(rows[low[0].fingerprint]), "dismissed", "张三", "口径不同")
    set_state(ledger, Finding.of(rows[low[1].fingerprint]), "explained", "张三", "已说明")
    after = gathered(tmp_path / "after", *forms, done=acts(ledger))
    assert len(after.findings) == len(before.findings) - 1
    briefing = compose.district(after)
    assert "另有1项审核发现经人认定为误报，不计入以下各项。" in text_of(briefing, "problems")
    assert "本年审核发现的问题中，已说明1项，待处理" in text_of(briefing, "sample")


def _stored(folder: Path) -> list[dict[str, object]]:
    built = Warehouse.open(folder)
    try:
        return findings.findings(built, Scope()).to_dicts()
    finally:
        built.close()


def test_a_profile_without_grades_leaves_out_what_needs_them(tmp_path: Path) -> None:
    found = gathered(tmp_path, *(filed(name, 2023, "500000") for name in NAMES))
    briefing = compose.district(replace(found, profile=replace(found.profile, grades={})))
    assert "自评平均得分95.00分" in text_of(briefing, "results")
    assert "没有分档" in text_of(briefing, "appendix")
    assert {"等级", "得分与执行对照", "等级表", "结果应用建议表"} <= {one.what for one in briefing.left_out}


def test_what_could_not_be_checked_is_not_told_as_nothing_found(tmp_path: Path) -> None:
    g = gathered(tmp_path, overall("甲局", 2023, None, None), overall("乙局", 2023, None, None))
    briefing = compose.district(g)
    told = text_of(briefing, "problems")
    assert told.count("这一类没能查：各表上没有所需的数，或没有可比的表。") == 5
    assert "审核未发现此类问题；所问规则18条，其中17条一处也没能查。" in told
    assert "逐表审核没有发现问题，但有60条规则没能查。" in text_of(briefing, "opening")
    assert "F-05 执行数超过全年预算数吗（没有预算数与执行数可比）等。没能查不等于没有问题。" in text_of(
        briefing, "appendix"
    )
    own = compose.department(g, "甲局")
    assert "逐表审核没有发现问题，但有60条规则没能查。" in text_of(own, "problems")
    assert briefing.one_page is not None
    assert "规则65条，其中60条没能查" in [note.plain() for note in briefing.one_page.notes]


def test_another_profile_tells_of_what_it_could_not_check_itself(tmp_path: Path) -> None:
    form = filed("甲局", 2023, "900000")
    own = tmp_path / "我区.toml"
    own.write_text('name = "我区"\nversion = "2"\ninherits = "default"\n', encoding="utf-8")
    stored, anew = gathered(tmp_path / "1", form), gathered(tmp_path / "2", form, profile=str(own))
    assert stored.checked
    assert anew.checked == stored.checked
