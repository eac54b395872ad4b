"""Shared passages are marked in both texts, and what a stranger wrote stays text."""

from dashboard.figures.passages import finding, marked
from dashboard.theme import Look
from pipelines.audit.passages import passages

ONE = "我局完成排水管网更新改造任务。\n[x](javascript:1)群众满意。"
OTHER = "完成排水管网更新改造任务。另有安排。"


def test_what_two_texts_share_is_marked_in_both() -> None:
    shared = passages(ONE, OTHER)
    one, other = marked(ONE, OTHER, shared)
    assert one.startswith("我局:orange-background[完成排水管网更新改造任务。]")
    assert other == ":orange-background[完成排水管网更新改造任务。]另有安排。"
    assert finding(ONE, shared, Look()) == "1 段文字相同，占本表 34%"


def test_a_strangers_markdown_is_literal_and_lines_stay_lines() -> None:
    one, _ = marked(ONE, OTHER, [])
    assert "\\[x\\]\\(javascript" in one
    assert "  \n" in one
    assert ":orange-background" not in one


def test_a_passage_over_a_line_break_is_marked_on_both_lines() -> None:
    text = "第一行的文字很长\n第二行的文字也长"
    one, _ = marked(text, text, [(0, len(text), 0, len(text))])
    assert one == ":orange-background[第一行的文字很长]  \n:orange-background[第二行的文字也长]"
