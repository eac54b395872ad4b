"""Figures say what their frames hold; words of strangers stay words."""

from dashboard.figures import shapes
from dashboard.figures.shapes import Bars, Series
from dashboard.theme import Look

LOOK = Look()


def test_a_gap_stays_a_gap_and_is_never_zero():
    figure = shapes.lines(LOOK, ["2021", "2022", "2023"], [Series("甲", [0.5, None, 0.7], "#1D4E89")])
    assert figure["data"][0]["y"] == [0.5, None, 0.7]


def test_a_line_is_named_at_its_last_point():
    figure = shapes.lines(LOOK, ["2021", "2022"], [Series("项目支出", [0.5, None], "#1D4E89")])
    name = figure["layout"]["annotations"][0]
    assert name["text"] == "项目支出 50.0"
    assert name["x"] == 0


def test_names_of_lines_that_end_together_are_moved_apart():
    moved = shapes.spread([0.50, 0.501, 0.9], 0.05)
    assert moved[1] - moved[0] >= 0.05
    assert sorted(moved) == moved


def test_without_values_there_is_a_line_that_says_so():
    assert shapes.lines(LOOK, [], [])["data"] == []
    assert shapes.bars(LOOK, Bars([], [], [], []))["layout"]["meta"] == "没有符合条件的记录"


def test_a_strangers_tag_in_a_bar_is_literal_everywhere():
    name = '<a href="http://x">甲</a>'
    figure = shapes.bars(LOOK, Bars([name], [1.0], [name], ["#1D4E89"], [[name]], [[name, "二"]]))
    shown = [
        figure["data"][0]["text"][0],
        figure["data"][0]["hovertext"][0],
        figure["layout"]["yaxis"]["ticktext"][0],
    ]
    assert all("<a" not in text for text in shown)
    assert figure["data"][0]["customdata"] == [[name]]  # the parameter itself stays as it is


def test_two_bars_of_one_name_stay_two_bars():
    figure = shapes.bars(LOOK, Bars(["甲", "甲"], [2.0, 1.0], ["", ""], ["#1D4E89"] * 2))
    assert figure["data"][0]["y"] == [0, 1]


def test_every_cell_of_a_heat_map_with_a_form_is_a_target():
    figure = shapes.heat(
        LOOK,
        ["甲", "乙"],
        ["2022", "2023"],
        [[0.5, None], [None, 1.0]],
        [[["甲", "2022"], []], [["乙", "2022"], ["乙", "2023"]]],
        [[["a"], ["b"]], [["c"], ["d"]]],
        [["50%", ""], ["—", "100%"]],
    )
    colours, targets = figure["data"]
    assert colours["z"] == [[0.5, None], [None, 1.0]]
    assert targets["customdata"] == [["甲", "2022"], ["乙", "2022"], ["乙", "2023"]]
    assert targets["hovertemplate"].startswith("%{hovertext}")  # "skip" would kill the click


def test_text_on_a_filled_mark_can_be_read():
    for look in (Look(), Look(dark=True)):
        for colour in (*look.grades, *look.categories, *look.line.values()):
            assert contrast(colour, look.on(colour)) >= 3.0


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours after WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_text_on_the_page_can_be_read_in_both_themes():
    for look in (Look(), Look(dark=True)):
        assert contrast(look.text, look.page) >= 7
        assert contrast(look.faint, look.page) >= 4.5
