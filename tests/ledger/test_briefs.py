"""Briefings that were made, and sentences that people wrote into them, stay in the ledger."""

from pathlib import Path

import pytest

from pipelines.ledger import Ledger, briefs
from pipelines.problems import SourceError

ABOUT = briefs.About("district", "甲区", 2023, None)


def test_a_briefing_that_was_made_is_kept_with_its_record_the_latest_first(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "台账.sqlite")
    assert briefs.made(ledger) == ()
    for form in ("docx", "pptx"):
        briefs.keep(ledger, ABOUT, "报告", "g1", "default@1", form, 12, b'{"facts": []}', "张三")
    latest, first = briefs.made(ledger)
    assert (latest.id, latest.format, first.format) == ("B2", "pptx", "docx")
    assert (first.about, first.record, first.who) == (ABOUT, b'{"facts": []}', "张三")


def test_the_later_text_of_a_part_holds_and_a_withdrawn_one_does_not(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "台账.sqlite")
    briefs.write(ledger, ABOUT, "basics/一、", "第一稿", "张三")
    briefs.write(ledger, ABOUT, "basics/一、", "第二稿", "李四")
    briefs.write(ledger, ABOUT, "results/二、", "另一节", "李四")
    assert briefs.wordings(ledger)[ABOUT] == {"basics/一、": "第二稿", "results/二、": "另一节"}
    briefs.write(ledger, ABOUT, "basics/一、", None, "李四")
    assert briefs.wordings(ledger)[ABOUT] == {"results/二、": "另一节"}
    assert briefs.About("district", "甲区", 2022, None) not in briefs.wordings(ledger)


def test_nobody_and_nothing_are_refused_in_one_line(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "台账.sqlite")
    with pytest.raises(SourceError, match="姓名"):
        briefs.write(ledger, ABOUT, "basics/一、", "文字", " ")
    with pytest.raises(SourceError, match="没有文字"):
        briefs.write(ledger, ABOUT, "basics/一、", " \n", "张三")
    assert not ledger.path.exists()
