"""`jixiao brief` as a script and a person see it."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from dashboard.briefings.batch import Batch, write
from dashboard.briefings.document import Briefing
from dashboard.briefings.embedded import extract
from dashboard.briefings.gathered import Gathered
from dashboard.briefings.record import read_record
from dashboard.briefings.template import Template
from dashboard.briefings.writers import WRITERS
from pipelines.warehouse.publish import current_file
from tests.briefings.conftest import SEED
from tests.dashboard.test_cli import jixiao

KEYS = {
    "id", "section", "section_key", "text", "value", "unit", "shown", "definition", "rows", "key",
    "operation", "terms",
}  # fmt: skip


def test_json_lists_the_facts_with_the_keys_of_the_contract(
    district_warehouse_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "事实.json"
    result = jixiao("brief", "--warehouse", district_warehouse_folder, "--to", "json", "-o", out)
    assert (result.status, result.err) == (0, "")
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told.keys() >= {"title", "generation", "scope", "demo", "facts", "profile", "kind"}
    assert (told["demo"], told["scope"]["year"]) == (True, 2023)
    assert all(one.keys() >= KEYS for one in told["facts"])
    assert [one["id"] for one in told["facts"]] == [f"F{at:03d}" for at in range(1, len(told["facts"]) + 1)]


def test_published_forms_go_before_demonstration_data_and_it_is_said(
    warehouse_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.json"
    result = jixiao("brief", "--warehouse", warehouse_folder, "--to", "json", "-o", out)
    assert result.status == 0
    assert "只用批次“公开样本”" in result.err
    assert json.loads(out.read_text(encoding="utf-8"))["demo"] is False


def test_a_letter_is_written_and_holds_its_record(warehouse_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "反馈函.docx"
    asked = ("brief", "--warehouse", warehouse_folder, "--department", SEED, "--letter")
    assert jixiao(*asked, "--to", "docx", "-o", out).status == 0
    assert read_record(extract(out))["kind"] == "letter"


def test_what_moved_is_told_and_the_status_is_1(
    warehouse_folder: Path, briefings: dict[str, Briefing], tmp_path: Path
) -> None:
    out = tmp_path / "某局.docx"
    out.write_bytes(WRITERS["docx"].write(briefings["published department"]))
    asked = ("brief", "--warehouse", warehouse_folder, "--check", out)
    same = jixiao(*asked)
    assert (same.status, same.err) == (0, "")
    assert "变动 0 项" in same.out
    strict = tmp_path / "strict.toml"
    strict.write_text(
        'name = "strict"\nversion = "1"\ninherits = "default"\n[thresholds.F-09]\nyellow = 0.6\n',
        encoding="utf-8",
    )
    result = jixiao(*asked, "--profile", strict)
    assert result.status == 1
    assert "规则方案由 default@1 改为 strict@1" in result.out
    assert "审核发现的问题数：15 → 14（-1）" in result.out
    assert "F-09 项目支出表列：65.13% → 不再列入" in result.out


def test_a_file_that_is_not_ours_is_one_line(tmp_path: Path) -> None:
    other = tmp_path / "别的.docx"
    other.write_bytes(b"PK\x03\x04 nothing")
    result = jixiao("brief", "--check", other)
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith(str(other))
    assert result.err.count("\n") == 1


def test_a_batch_is_one_zip_with_the_same_bytes_on_any_number_of_processes(
    district: Gathered, district_warehouse_folder: Path
) -> None:
    file = current_file(district_warehouse_folder)
    assert file is not None
    plan = Batch(
        file, district.collection, district.year, district.profile, "letter", "docx", Template(), False
    )
    names = district.departments[:8]
    one, two = write(plan, names, workers=1), write(plan, names, workers=2)
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        written = package.namelist()
        assert len(written) == len(names)
        assert written[0] == "演示区云溪镇人民政府2023年度绩效自评审核反馈函.docx"
        assert all(package.read(name).startswith(b"PK") for name in written)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((), "须写 --to 和 -o"),
        (("--to", "docx"), "须写 --to 和 -o"),
        (("--letter", "--to", "docx", "-o", "a.docx"), "--letter 须和"),
        (("--all-departments", "--to", "docx", "-o", "a.docx"), "须写 -o 文件.zip"),
        (("--check", "a.docx", "--to", "docx"), "--check 只和"),
        (("--to", "onepage", "-o", "a.txt"), "文件.pdf"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(asked: tuple[str, ...], said: str) -> None:
    result = jixiao("brief", *asked)
    assert result.status == 2
    assert said in result.err


def test_an_empty_warehouse_and_a_foreign_department_are_one_line(
    tmp_path: Path, warehouse_folder: Path
) -> None:
    out = tmp_path / "a.json"
    for given in (tmp_path / "nothing", warehouse_folder):
        result = jixiao("brief", "--warehouse", given, "--department", "没有的局", "--to", "json", "-o", out)
        assert result.status == 1
        assert result.err.count("\n") == 1
        assert not out.exists()


def test_the_folder_beside_the_ledger_is_the_template_unless_another_is_named(
    warehouse_folder: Path, tmp_path: Path
) -> None:
    own, other, out = tmp_path / "ledger" / "briefing", tmp_path / "other", tmp_path / "某局.docx"
    for folder, office in ((own, "甲区财政局"), (other, "乙区财政局")):
        folder.mkdir(parents=True)
        (folder / "briefing.toml").write_text(f'office = "{office}"', encoding="utf-8")
    asked = ("brief", "--warehouse", warehouse_folder, "--ledger", own.parent / "a.sqlite")
    for given, office in (((), "甲区财政局"), (("--template", other), "乙区财政局")):
        made = jixiao(*asked, "--department", SEED, "--letter", "--to", "docx", "-o", out, *given)
        assert made.status == 0
        assert office in zipfile.ZipFile(out).read("word/document.xml").decode()
