"""
What the words on both sides of a page break tell: whether one text goes on, or another begins.

The words alone, as forms use them; where they stand on the page is for `pdf_cut` to look at. Texts have
no breaks of lines here.
"""

import re

from pipelines.readers.pdf_text import CLOSING

SENTENCE_ENDS = ("。", "；", ";", "！", "？")
#: What the whole text of a label ends with; without it the label goes on.
_WHOLE_LABEL = re.compile(r"(?:指标|产出|目标|情况|效益|绩效|资金|预算|\d|[)）。；;%％])$")
#: The whole label of a level; its last characters are no label of their own.
_LEVEL = re.compile(r"(?:产出|数量|质量|时效|成本|效益|影响|满意度)指标等?(?:[（(].*)?$")
#: The label of a level, which nothing but such words before a break makes the end of a longer one.
_OTHER_LEVEL = re.compile(r"(?:产出|数量|质量|时效|成本|效益|满意度)指标(?:[（(].*)?")
_LEVEL_BEGINS = re.compile(r"(?:经济|社会|生态|环境|可持续|服务对象|群众)$")
_LEVEL_END = re.compile(r"(?:影响|满?意?度|[出量效益本])?指?标等?(?:[（(].*)?$")
#: No cell holds nothing but this: 投入管理 goes on with 指标.
_LABEL_END = re.compile(r"指?标等?(?:[（(].*)?")
_UNIT = re.compile(r"[%％‰]|[个人次元万亿亩户家场台套项件吨年月日天米处份批册辆公里/]{1,4}")
#: A date on both sides of a break, for which | stands here.
_PARTED_DATE = re.compile(r"\d\|年\d|年\|\d{1,2}月|月\|\d{1,2}日")
_BEGUN_NUMBER = re.compile(r"[≥≤＞＜><=＝±]*\d[\d,]*[.,]")
#: Points or a unit, which stand under the words of a label.
_POINTS = re.compile(r"[（(][^（()）]{1,6}[)）]")
#: The number of an item within a text: 目标2：, 3、, 4., （5）
_COUNTED = re.compile(r"(?<![\d.])(\d{1,2})[：:、.．）)](?!\d)")
_BEFORE_COUNT = re.compile(r"^(?:目标|[（(])")
#: What no text ends with: the number of an item with nothing behind it, 其中：, half of 其他. A label may end
#: with a colon, 按收入性质分：, a sentence not.
_UNFINISHED = re.compile(
    r"(?:(?:^|[。；;])\s*\d{1,2}[、.．]|[，、（(]|[，。；、].*[：:]|^其(?:中[：:]?)?|目标\d*[：:])$"
)
#: What only the text of a new row begins with.
_NEW_ROW = re.compile(r"指标\s*[\d：:]|…|其中|其他|上年|财政|一般公共|政府性|单位资金|基本支出|项目支出")
#: What the text of a new row begins with, and an item within a text.
_ITEM = re.compile(r"[（(]?\d+[)）、.．](?!\d)|[（(]?[一二三四五六七八九十]+[)）、]|目标\s*[\d：:]|[①-⑳]")
_LONGEST_LABEL = 14
_GOAL_HEADING = re.compile(
    r"(?:预期|年初|年度|全年|总体|绩效|设定|实际|的)*(?:目标)?(?:实际|全年)?(?:目标|完成情况|完成)[:：]?"
)
#: A figure with all that belongs to it: 10, ≥95%, 1,260.5万元, 2023年12月底前
_FIGURE = re.compile(
    r"[≥≤＞＜><=＝±]*(?:\d[\d,，]*\d|\d)(?:\.\d+)?(?:[%％‰]|[^\W\d]{1,4})?"
    r"|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?[底前]*"
)
_PUNCTUATION = re.compile("[，。；;：:、！？]")


def completes(above: str, below: str) -> bool:
    """Return whether a text ends the label of a level, a number or a date that begins above it."""
    if above[-1:].isdigit() and _UNIT.fullmatch(below):
        return True
    if _PARTED_DATE.search(f"{above}|{below}") or (_BEGUN_NUMBER.fullmatch(above) and below[:1].isdigit()):
        return True
    if _OTHER_LEVEL.fullmatch(below):
        return _LEVEL_BEGINS.search(above) is not None
    if _LABEL_END.fullmatch(below):
        return not above.endswith("指标")
    whole = _LEVEL.search(above) is None and _LEVEL.search(above + below) is not None
    return whole and _LEVEL_END.fullmatch(below) is not None


def closes(above: str, below: str) -> bool:
    """Return whether a text closes the bracket that another opens, or is the points that belong under it."""
    return _open_brackets(above) > 0 > _open_brackets(below) or (
        _POINTS.fullmatch(below) is not None and not above.endswith((")", "）"))
    )


def _open_brackets(text: str) -> int:
    """Return how many more brackets a text opens than it closes."""
    return sum(text.count(one) for one in "(（") - sum(text.count(one) for one in ")）")


def counts_on(above: str, below: str) -> bool:
    """
    Return whether a text counts (目标1：… 目标2：…) and the one below goes on with the next number.

    A text that holds the first item alone may have a row for each item; one whose first item has no number
    has not.
    """
    following = counted(below)
    if following is None:
        return False
    numbers = [int(number) for number in _COUNTED.findall(above)]
    tacit = above.endswith(SENTENCE_ENDS) and counted(above) is None
    if tacit and numbers[:1] in ([], [2]):
        numbers.insert(0, 1)
    counts = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return counts and (tacit or len(numbers) > 1) and following == numbers[-1] + 1


def counted(text: str) -> int | None:
    """Return the number of the item with which a text begins; None where it begins with none."""
    match = _COUNTED.match(_BEFORE_COUNT.sub("", text))
    return int(match[1]) if match else None


def must_go_on(above: str, below: str) -> bool:
    """Return whether a text cannot have ended, or another cannot begin a cell."""
    return _UNFINISHED.search(above) is not None or below[0] in CLOSING


def is_whole_label(text: str) -> bool:
    """Return whether a text ends as labels do."""
    return _WHOLE_LABEL.search(text) is not None


def is_other_level(text: str) -> bool:
    """Return whether a text is the label of a level, whole."""
    return _OTHER_LEVEL.fullmatch(text) is not None


def begins_row(above: str, below: str) -> bool:
    """Return whether a text begins as only a new row's does, and the one above is no unended sentence."""
    unended = is_prose(above) and not above.endswith(SENTENCE_ENDS)
    if _GOAL_HEADING.fullmatch(above) and is_prose(below):
        return True  # no heading is the beginning of a sentence
    return (_NEW_ROW.match(below) is not None and not unended) or _are_labels_of_goals(above, below)


def _are_labels_of_goals(above: str, below: str) -> bool:
    """Return whether both are labels of goals, 年度总体目标 and 目标完成情况: none says 目标 twice."""
    return all(
        "目标" in text and len(text) <= _LONGEST_LABEL and is_whole_label(text.rstrip("：:"))
        for text in (above, below)
    )


def is_item(text: str) -> bool:
    """Return whether a text begins with the number of an item, be it a row's or a text's."""
    return _ITEM.match(text) is not None


def is_figure(text: str) -> bool:
    """Return whether a text is a whole figure: with its sign, its unit, or a date."""
    return _FIGURE.fullmatch(text) is not None


def is_prose(text: str) -> bool:
    """Return whether a text has sentences, or parts of one."""
    return any(sign in text for sign in "，。；")


def has_punctuation(text: str) -> bool:
    """Return whether a text is more than a name: sentences, or a list."""
    return _PUNCTUATION.search(text) is not None
