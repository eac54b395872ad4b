"""What the words on both sides of a page break tell by themselves."""

import pytest

from pipelines.readers.pdf_words import begins_row


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("年度总体目标", "总体目标完成情况"),
        ("年度绩效目标：", "年度绩效目标完成情况："),
        ("预期目标", "支持100家企业实施改造，培育工厂6家。"),
        ("实际完成情况", "支持93家企业完成改造，获批工厂7个。"),
    ],
)
def test_a_label_of_goals_is_whole_before_another_one_and_before_sentences(above: str, below: str) -> None:
    assert begins_row(above, below)


@pytest.mark.parametrize(
    ("above", "below"), [("年度总体目标", "完成情况"), ("年度总体", "目标"), ("目标1：建房10间", "目标完成")]
)
def test_the_rest_of_a_label_begins_no_row(above: str, below: str) -> None:
    assert not begins_row(above, below)
