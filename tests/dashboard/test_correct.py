"""`correct`, `vocabulary` and `show --explain` on the command line."""

import json
from pathlib import Path

import pytest

from dashboard import cli
from pipelines.shipped import shipped

SEED = next(shipped("samples").rglob("*党群服务中心*自评表.txt"))


@pytest.fixture
def seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a published form in a folder of its own, with a warehouse beside it."""
    (tmp_path / "raw").mkdir()
    copy = tmp_path / "raw" / SEED.name
    copy.write_bytes(SEED.read_bytes())
    monkeypatch.setenv("JIXIAO_WAREHOUSE", str(tmp_path / "data" / "warehouse"))
    monkeypatch.setenv("JIXIAO_USER", "王芳")
    monkeypatch.delenv("JIXIAO_LEDGER", raising=False)
    return copy


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert cli.main(["correct", "--list", "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return [entry for entry in found if not str(entry["id"]).startswith("S-")]


def correct(seed: Path, *more: str) -> int:
    given = ["--place", "R15C2", "--value", "21", "--reason", "七条指标之和为21"]
    return cli.main(["correct", str(seed), *given, *more])


def test_a_correction_is_written_with_what_the_cell_says_now(
    seed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correct(seed) == 0
    said = capsys.readouterr().out
    assert "R15C2 “30” → “21”" in said
    assert (tmp_path / "data" / "ledger" / "warehouse.sqlite").is_file()
    (entry,) = listed(capsys)
    assert (entry["id"], entry["printed"], entry["value"], entry["who"]) == ("L1", "30", "21", "王芳")
    assert (entry["grid"], entry["path"], entry["withdrawn"]) == ("正文", str(seed), None)


def test_build_replays_it_and_says_when_the_file_has_changed(
    seed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correct(seed) == 0
    assert cli.main(["build", str(seed.parent), "--json"]) == 0
    summary = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert summary["problems"]["corrected"] == 2  # the shipped one and this one
    seed.write_bytes(seed.read_bytes() + b"\n")
    assert cli.main(["build", str(seed.parent), "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["problems"]["correction_stale"] == 1
    (line,) = [line for line in told.err.splitlines() if "L1" in line]
    assert line.startswith(str(seed))
    assert "文件已变" in line


def test_a_withdrawn_correction_is_listed_as_withdrawn(
    seed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correct(seed, "--who", "李明") == 0
    assert cli.main(["correct", "--withdraw", "L1", "--reason", "看错了行"]) == 0
    assert listed(capsys)[0]["withdrawn"] == "看错了行"
    assert cli.main(["correct", "--withdraw", "L1", "--reason", "再撤"]) == 1
    assert cli.main(["correct", "--withdraw", "S-00000000", "--reason", "没有"]) == 1
    assert "S-00000000" in capsys.readouterr().err


def test_a_reading_is_confirmed(seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["correct", str(seed), "--confirm", "--reason", "逐格看过"]) == 0
    (entry,) = listed(capsys)
    assert (entry["kind"], entry["note"], entry["who"]) == ("confirmation", "逐格看过", "王芳")
    assert len(str(entry["reading"])) == 16


def test_a_ledger_elsewhere_is_written_and_read(
    seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correct(seed, "--ledger", str(tmp_path / "own.sqlite")) == 0
    assert listed(capsys) == []
    monkeypatch.setenv("JIXIAO_LEDGER", str(tmp_path / "own.sqlite"))
    assert len(listed(capsys)) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--place", "15行", "--value", "1", "--reason", "试"], "R15C6"),
        (["--place", "R999C1", "--value", "1", "--reason", "试"], "R38"),
        (["--place", "附表!R1C1", "--value", "1", "--reason", "试"], "正文"),
        (["--field", "unit", "--value", "美元", "--reason", "试"], "万元"),
        (["--field", "unit", "--value", "元", "--reason", "试", "--form", "3"], "第 3 张"),
        (["--place", "R15C2", "--value", "1", "--reason", "试", "--member", "甲.txt"], "--member"),
        (["--confirm", "--form", "9"], "第 9 张"),
    ],
)
def test_what_does_not_fit_is_said_in_one_line_and_not_written(
    seed: Path, given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["correct", str(seed), *given]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert error.startswith(str(seed))
    assert said in error
    assert listed(capsys) == []


def test_a_file_that_is_not_there_is_said(seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert correct(seed.with_name("没有.txt")) == 1
    assert "没有这个文件" in capsys.readouterr().err


@pytest.mark.parametrize("given", [[], ["--list", "--withdraw", "L1"], ["x.txt", "--place", "R1C1"]])
def test_half_a_command_is_wrong_usage(seed: Path, given: list[str]) -> None:
    given = [str(seed) if word == "x.txt" else word for word in given]
    with pytest.raises(SystemExit) as left:
        cli.main(["correct", *given])
    assert left.value.code == 2


def test_the_list_shows_corrections_for_a_person(seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    correct(seed)
    capsys.readouterr()
    assert cli.main(["correct", "--list"]) == 0
    shown = capsys.readouterr().out
    assert "S-" in shown
    assert "30 → 21" in shown


def test_show_explains_each_cell_the_checks_and_the_confidence(
    seed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["show", "--explain", str(seed)]) == 0
    shown = capsys.readouterr().out
    for words in ("funds[0].adjusted", "词表原词", "错列", "≠", "算术核对", "可信度"):
        assert words in shown


def test_unknown_headings_are_printed_ready_to_be_pasted(
    seed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = seed.read_text(encoding="utf-8")
    assert "偏差及原因分析" in text
    seed.write_text(text.replace("偏差及原因分析", "佐证编号"), encoding="utf-8")
    assert cli.main(["vocabulary", "--json", str(seed.parent)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["part"], one["heading"], one["files"]) for one in found] == [("indicators", "佐证编号", 1)]
    assert cli.main(["vocabulary", str(seed.parent)]) == 0
    pasted = capsys.readouterr().out
    assert "[indicators.…]" in pasted
    assert '"佐证编号",' in pasted


def test_the_vocabulary_of_a_warehouse_is_that_of_its_files(
    seed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = seed.read_text(encoding="utf-8")
    seed.write_text(text.replace("偏差及原因分析", "佐证编号"), encoding="utf-8")
    assert cli.main(["vocabulary"]) == 0
    assert "没有词表不认识的表头" in capsys.readouterr().out
    assert cli.main(["build", str(seed.parent), "--json"]) == 0
    capsys.readouterr()
    assert cli.main(["vocabulary", "--json"]) == 0
    assert [one["heading"] for one in json.loads(capsys.readouterr().out)] == ["佐证编号"]
    assert cli.main(["vocabulary", str(seed.parent / "没有")]) == 1
