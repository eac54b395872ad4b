"""
Every type that a cell can have, with its value.

Numbers are `Decimal`, as printed. A number that cannot be read without a guess (letters
for digits, two numbers) is none.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipelines.forms.form import Quantity
from pipelines.forms.text import fold, key

_NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_PLAIN = re.compile(rf"({_NUMBER})")
_PERCENT = re.compile(rf"({_NUMBER})\(?%\)?")
_CHINESE_PERCENT = re.compile(r"百分之([一二三四五六七八九十百]+)")
_POINTS = re.compile(rf"({_NUMBER})分")
_MONEY = re.compile(rf"(?:¥|￥|人民币)?({_NUMBER})\(?(万元|万|元|千元|亿元)\)?(?:整)?")
_PLACEHOLDER = re.compile(
    r"(?:#(?:DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!)|[.…·。]{2,}|[/\\\-—_＿~～*×xX]+|一|无|空|暂无|不适用|N/?A|(?:指标|目标)(?:\d{1,2}|[一二三四五六七八九十])?[:：.、…]*|[:：.、]+)",
    re.IGNORECASE,
)
_NOT_INDICATOR = re.compile(
    r"(?:[.…·。]{2,}|[/\\\-—_~～*×xX]+|空|(?:指标|目标)(?:\d{1,2}|[一二三四五六七八九十])?[:：.、…/\\]*|[:：.、]+)"
)
_SIGNS = (
    (re.compile(r"(?:≥|>=|=>|大于等于|大于或等于|不少于|不低于|不小于|至少)"), ">="),
    (re.compile(r"(?:≤|<=|=<|小于等于|小于或等于|不超过|不高于|不大于|不多于|控制在)"), "<="),
    (re.compile(r"(?:>|大于|高于|超过|多于)"), ">"),
    (re.compile(r"(?:<|小于|低于|少于)"), "<"),
    (re.compile(r"(?:=|等于)"), "="),
)
_QUANTITY = re.compile(rf"({_NUMBER})(.{{0,10}})")
_DATE = re.compile(
    r"(?:\d{1,4}年(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?)"
    r"(?:份|底|末|前|之前|以前|内|中旬|上旬|下旬|初|完成|-.*|~.*|至.*)*"
)
_CUT_DATE = re.compile(r"0\d{2}年(?:\d{1,2}月)?.*")
_CHECK = re.compile(
    r"(?:(?:全部|基本|部分|已|未|按期|按时|如期)*(?:完成|达成|达标|实现|达到)(?:预期|年度|既定)?(?:指标|目标|效果|要求|值)?"
    r"|(?:达成|达到)?预期(?:指标|目标|效果)?|符合(?:要求|预期)?|是|否|优|良|合格|有效|及时|显著|明显|提升|提高|改善|好|高|较好|100%完成)"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}


def _chinese_number(text: str) -> int | None:
    """Return 1–100 written as 九十五, or None."""
    if text in ("百", "一百"):
        return 100
    tens, mark, ones = text.partition("十")
    if not mark:
        return _DIGITS.get(text)
    if (tens not in _DIGITS and tens) or (ones not in _DIGITS and ones):
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def decimal(text: str) -> Decimal:
    """Return the number of a matched text: thousands separators out."""
    return Decimal(text.replace(",", ""))


@dataclass(frozen=True, slots=True)
class Typed:
    """
    A text with every type that it can have.

    `number` is a plain number, one with 分, or a percentage (`percent` is then true);
    `money` an amount, with `money_unit` where the cell carries its own.
    """

    text: str
    key: str
    number: Decimal | None
    percent: bool
    points: bool
    money: Decimal | None
    money_unit: str | None
    quantity: Quantity | None
    signed: bool
    date: bool
    placeholder: bool
    check: bool
    numeric: bool  #: it has a number
    figure: bool  #: it is a number or an amount
    words: bool  #: it is text that says something: no number, sign, dash or blank

    @property
    def blank(self) -> bool:
        return not self.key


@lru_cache(maxsize=20_000)
def typed(text: str) -> Typed:
    """Return the text with its types. Never raises."""
    folded, compared = fold(text), key(text)
    number = percent = points = None
    money = unit = None
    if match := _PLAIN.fullmatch(compared):
        number = money = decimal(match[1])
    elif match := _PERCENT.fullmatch(compared):
        number, percent = decimal(match[1]), True
    elif (match := _CHINESE_PERCENT.fullmatch(compared)) and (value := _chinese_number(match[1])):
        number, percent = Decimal(value), True
    elif match := _POINTS.fullmatch(compared):
        number, points = decimal(match[1]), True
    elif match := _MONEY.fullmatch(compared):
        money, unit = decimal(match[1]), {"万": "万元"}.get(match[2], match[2])
    quantity = quantity_of(compared)
    figure = number is not None or money is not None
    placeholder = bool(_PLACEHOLDER.fullmatch(compared))
    return Typed(
        folded,
        compared,
        number,
        bool(percent),
        bool(points),
        money,
        unit,
        quantity,
        bool(quantity and quantity.sign),
        bool(_DATE.fullmatch(compared)),
        placeholder,
        bool(_CHECK.fullmatch(compared)),
        number is not None,
        figure,
        bool(compared) and not (figure or placeholder),
    )


def quantity_of(compared: str) -> Quantity | None:
    """
    Return sign, number and unit of a target or an actual, given its `key`.

    None for dates, ranges, two numbers, and text without a number.
    """
    if match := _CHINESE_PERCENT.search(compared):
        value = _chinese_number(match[1])
        if value is not None:
            compared = compared.replace(match[0], f"{value}%")
    if len(compared) > 30 or _DATE.fullmatch(compared):
        return None
    sign = None
    for pattern, name in _SIGNS:
        if match := pattern.match(compared):
            sign, compared = name, compared[match.end() :].lstrip(":=")
            break
    match = _QUANTITY.fullmatch(compared)
    if not match or re.search(r"\d|[~～至]|^[-.、]", match[2]) or _DATE.match(compared):
        return None
    unit = re.sub(r"^\((.*)\)$", r"\1", match[2]) or None
    for suffix, name in (("以上", ">="), ("及以上", ">="), ("以内", "<="), ("以下", "<=")):
        if unit and unit.endswith(suffix):
            sign, unit = (
                sign or name,
                unit.removesuffix(suffix).removesuffix("(含)").removesuffix("及") or None,
            )
    return Quantity(sign, decimal(match[1]), {"百分比": "%"}.get(unit or "", unit))


def is_placeholder_name(text: str) -> bool:
    """Whether the cell only keeps a place for an indicator: `……`, `指标2：`, `/`."""
    compared = key(text)
    return not compared or bool(_NOT_INDICATOR.fullmatch(compared))


def is_cut_date(text: str) -> bool:
    """Whether it is a date whose first digit is gone (023年12月底前)."""
    return bool(_CUT_DATE.fullmatch(key(text)))
