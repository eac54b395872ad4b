"""`jixiao audit` and `jixiao rules` as a script sees them."""

import json
from pathlib import Path

import openpyxl
import pytest

from pipelines.audit import MEASURES, RULES
from pipelines.refresh import refresh
from pipelines.shipped import shipped
from tests.dashboard.test_cli import jixiao

KEYS = {
    "rule", "outcome", "severity", "department", "fiscal_year", "form_type", "project", "subject", "place",
    "printed", "computed", "difference", "message", "profile", "status",
}  # fmt: skip
SEED = "上海市闵行区浦锦街道办事处党群服务中心"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("warehouse")
    refresh([shipped("samples")], made, workers=1)
    return made


def test_audit_prints_an_array_with_the_keys_of_the_contract(folder: Path) -> None:
    result = jixiao("audit", "--warehouse", folder, "--format", "json", "--department", SEED)
    assert (result.status, result.err) == (0, "")
    findings = json.loads(result.out)
    assert {one["outcome"] for one in findings} == {"failed"}
    assert all(one.keys() >= KEYS for one in findings)
    (output,) = [one for one in findings if one["rule"] == "W-02" and one["subject"] == "产出指标"]
    assert (output["printed"], output["computed"], output["difference"]) == ("25", "30", "5")
    assert (output["place"], output["profile"], output["status"]) == ("R22C2", "default@1", "open")


def test_audit_with_all_has_the_three_outcomes_and_their_reasons(folder: Path) -> None:
    result = jixiao("audit", "--warehouse", folder, "--format", "json", "--all", "--year", "2023")
    findings = json.loads(result.out)
    assert {one["outcome"] for one in findings} == {"failed", "passed", "not_applicable"}
    assert {one["fiscal_year"] for one in findings} == {2023}
    assert all(one["message"] for one in findings)
    assert {one["rule"] for one in findings} == {rule.id for rule in RULES}


def test_audit_writes_a_workbook_and_csv(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "发现.xlsx"
    assert jixiao("audit", "--warehouse", folder, "--format", "xlsx", "-o", book).status == 0
    sheet = openpyxl.load_workbook(book).active
    assert sheet["A2"].value == "规则"
    assert sheet.max_row > 20
    result = jixiao("audit", "--warehouse", folder, "--format", "csv")
    assert result.out.startswith("\ufeff规则,")


def test_audit_for_a_person_counts_by_severity(folder: Path) -> None:
    result = jixiao("audit", "--warehouse", folder, "--department", SEED)
    assert "错误 6" in result.out
    assert "R22C2" in result.out


def test_audit_without_a_warehouse_says_that_there_is_nothing(tmp_path: Path) -> None:
    assert json.loads(jixiao("audit", "--warehouse", tmp_path, "--format", "json").out) == []
    assert "没有" in jixiao("audit", "--warehouse", tmp_path).out


def test_a_broken_profile_is_one_line(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "我区.toml"
    broken.write_text('name = "我区"\nversion = "1"\ninherits = "default"\n[thresholds.F-09]\ngreen = 1\n')
    result = jixiao("audit", "--warehouse", folder, "--profile", broken)
    assert result.status == 1
    (line,) = result.lines
    assert "我区.toml 的 thresholds.F-09.green" in line


def test_a_year_that_is_none_is_wrong_usage(folder: Path) -> None:
    assert jixiao("audit", "--warehouse", folder, "--year", "去年").status == 2


def test_rules_lists_every_rule_with_question_formula_thresholds_and_source() -> None:
    rules = {one["rule"]: one for one in json.loads(jixiao("rules", "--json").out)}
    assert set(rules) == {rule.id for rule in RULES} | {measure.id for measure in MEASURES}
    assert rules["F-09"]["thresholds"]["yellow"]["value"] == 0.8
    assert rules["S-09"]["thresholds"]["grades"]["value"]["优"] == 90
    assert all(one["question"] and one["formula"] and one["profile"] for one in rules.values())
    assert "F-09" in jixiao("rules").out


def test_the_bureaus_own_profile_holds_where_none_is_named(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "profile.toml"
    own.write_text('name = "我区"\nversion = "2"\ninherits = "default"\n[thresholds.F-09]\nyellow = 0.6\n')
    ledger = ("--warehouse", folder, "--ledger", tmp_path / "ledger.sqlite")
    weak = [
        {(one["form_id"], one["profile"]) for one in json.loads(found.out) if one["rule"] == "F-09"}
        for found in (
            jixiao("audit", "--format", "json", *ledger),
            jixiao("audit", "--format", "json", "--profile", "default", *ledger),
        )
    ]
    assert {label for _, label in weak[0]} == {"我区@2"}
    assert len(weak[0]) < len(weak[1])
    rules = {one["rule"]: one for one in json.loads(jixiao("rules", "--json", *ledger).out)}
    assert rules["F-09"]["thresholds"]["yellow"]["value"] == 0.6


def test_compare_says_what_another_profile_would_change(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "我区.toml"
    other.write_text(
        'name = "我区"\nversion = "2"\ninherits = "default"\n[thresholds.F-09]\nyellow = 0.6\n'
        '[severity]\nW-02 = "W"\n[grades]\n"优" = 98\n"良" = 0\n',
        encoding="utf-8",
    )
    asked = ("audit", "--warehouse", folder, "--compare", other)
    told = json.loads(jixiao(*asked, "--format", "json").out)
    assert (told["before"], told["after"]) == ("default@1", "我区@2")
    rules = {one["rule"]: one for one in told["rules"]}
    assert rules["F-09"]["goes"] == rules["F-09"]["before"] - rules["F-09"]["after"] > 0
    assert rules["W-02"]["severity"] == rules["W-02"]["before"] == rules["W-02"]["after"]
    assert {one["change"] for one in told["findings"]} == {"goes", "severity"}
    assert told["scores"][0]["grade_claimed_before"] != told["scores"][0]["grade_claimed_after"]
    shown = jixiao(*asked).out
    assert "规则方案 default@1 → 我区@2" in shown
    assert "E → W" in shown
    back = jixiao(
        "audit", "--warehouse", folder, "--profile", other, "--compare", "default", "--format", "json"
    )
    goes, appears = (
        {one["fingerprint"] for one in found["findings"] if one["change"] == change}
        for found, change in ((told, "goes"), (json.loads(back.out), "appears"))
    )
    assert goes == appears
    assert jixiao(*asked, "--format", "csv").status == 2
    assert "default@1 → default@1：新出现 0 条" in jixiao(*asked[:-1], "default").out


def test_what_was_worked_on_is_counted_and_can_be_asked_for(folder: Path, tmp_path: Path) -> None:
    ledger = ("--warehouse", folder, "--ledger", tmp_path / "ledger.sqlite")
    first = json.loads(jixiao("audit", "--format", "json", *ledger).out)[0]["fingerprint"]
    assert "处理情况" not in jixiao("audit", *ledger).out
    jixiao("finding", first[:8], "--state", "误报", "--why", "已核", "--who", "李明", *ledger)
    assert "误报 1" in jixiao("audit", *ledger).out
    (one,) = json.loads(jixiao("audit", "--format", "json", "--status", "dismissed", *ledger).out)
    assert (one["fingerprint"], one["status"], one["who"], one["why"]) == (first, "dismissed", "李明", "已核")
    trial = jixiao("audit", "--format", "json", "--status", "误报", "--all", *ledger)
    assert [one["fingerprint"] for one in json.loads(trial.out)] == [first]
    assert json.loads(jixiao("status", "--json", *ledger).out)["finding_states"]["dismissed"] == 1
    assert jixiao("audit", "--status", "没有", *ledger).status == 2
