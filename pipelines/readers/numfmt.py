"""
A stored number becomes the text that the sheet shows: 0.8224 under `0.00%` is "82.24%".

`docs/decisions/0002-readers.md` says why this is ours: no library knows the codes that
Chinese sheets use (`0!.0,"万"`, `aaaa`, `上午/下午`, `[DBNum1]`).
"""

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from pipelines.readers.numcode import Kind, Section, Token, sections

#: Numbers carry 15 digits in a sheet; what lies beyond is noise of binary fractions.
_DIGITS = 15
#: Wide enough for 1E308 written out.
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_LAST_DAY = 2_958_465  #: 9999-12-31


def shown(value: float, code: str, *, date1904: bool = False) -> str:
    """
    Return `value` as the number format `code` shows it, without padding for alignment.

    `General` gives up to 15 digits, whatever the width of the column. A code that is not
    understood is shown as `General`, never as something else.
    """
    number = exact(value)
    if code == "General":
        return _general(number)
    section, absolute = _choose(sections(code), number)
    if section is None:
        return _general(number)
    if section.kind is Kind.DATE:
        return _date(section, value, date1904) or _general(number)
    if section.kind is Kind.UNKNOWN:
        return _general(number)
    return _number(section, abs(number) if absolute else number)


def shown_text(text: str, code: str) -> str:
    """Return a stored text as `code` shows it: `@"元"` adds a word, most codes add nothing."""
    if "@" not in code:
        return text
    last = sections(code)[-1]
    if last.kind is not Kind.TEXT:
        return text
    return "".join(text if token.kind == "@" else token.text for token in last.tokens)


def exact(value: float) -> Decimal:
    """Return the decimal of at most 15 digits that `value` stands for."""
    number = Decimal(repr(value))
    excess = len(number.as_tuple().digits) - _DIGITS
    if excess <= 0:
        return number
    step = Decimal(1).scaleb(int(number.as_tuple().exponent) + excess)
    return number.quantize(step, context=_WIDE)


def _choose(all_sections: tuple[Section, ...], number: Decimal) -> tuple[Section | None, bool]:
    """Return the section that `number` falls under, and whether its sign is the section's own."""
    numeric = [one for one in all_sections if one.kind is not Kind.TEXT]
    if any(one.condition for one in numeric):
        for index, one in enumerate(numeric):
            if one.condition is None or one.condition.holds(number):
                # After "[<0]…" or in a second section the sign is written by the code itself.
                return one, number < 0 and index > 0 and len(numeric) > 1
        return None, False
    if not numeric:
        return None, False
    if number < 0 and len(numeric) > 1:
        return numeric[1], True
    if number == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def _general(number: Decimal) -> str:
    number = number.normalize()
    if number == 0:
        return "0"
    if -10 < number.adjusted() < 20:
        return f"{number:f}"
    mantissa, _, exponent = f"{number:E}".partition("E")
    return f"{mantissa}E{exponent[0]}{exponent[1:]:0>2}"


def _number(section: Section, number: Decimal) -> str:
    """Lay the digits of `number` into the places of the section, from the point outwards."""
    sign = "-" if number < 0 else ""
    number = abs(number).scaleb(2 * section.percents - 3 * section.thousands)
    exponent = 0
    if section.exponent is not None:
        exponent = number.adjusted() - (len(section.whole) - 1) if number else 0
        number = number.scaleb(-exponent)
    rounded = number.quantize(Decimal(1).scaleb(-len(section.fraction)), context=_WIDE)
    whole, _, fraction = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0")
    parts = [sign]
    for token in section.tokens:
        if token.kind == "whole":
            parts.append(_whole(section, token, whole))
        elif token.kind == "fraction":
            parts.append(_fraction(section, token, fraction))
        elif token.kind == "exponent":
            plus = "-" if exponent < 0 else "+" if token.text.startswith("+") else ""
            parts.append(f"E{plus}{abs(exponent):0{len(token.text) - 1}d}")
        elif token.kind == "general":
            parts.append(_general(number))
        else:
            parts.append(token.text)
    return "".join(parts)


def _whole(section: Section, token: Token, digits: str) -> str:
    """Return the digit or digits that fall on one place left of the point."""
    places = len(section.whole)
    from_right = places - 1 - token.index
    mine = digits[: max(len(digits) - from_right, 0)] if token.index == 0 else digits[-from_right - 1 :][:1]
    if token.index > 0 and len(digits) <= from_right:
        mine = ""
    filler = {"0": "0", "?": " ", "#": ""}[token.text]
    mine = mine or filler
    if not section.grouped or not mine.strip():
        return mine
    grouped = []
    for offset, digit in enumerate(mine):
        grouped.append(digit)
        behind = from_right + len(mine) - 1 - offset
        if behind and behind % 3 == 0:
            grouped.append(",")
    return "".join(grouped)


def _fraction(section: Section, token: Token, digits: str) -> str:
    """Return what stands on one place right of the point."""
    if digits[token.index :].strip("0"):
        return digits[token.index]
    # Only zeros follow: "#" drops them, "?" leaves a blank, and a "0" further right keeps all.
    if "0" in section.fraction[token.index :]:
        return "0"
    return {"?": " ", "#": ""}[token.text]


_CHINESE = "〇一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _date(section: Section, value: float, date1904: bool) -> str | None:
    """Return the date or time of a serial number, or None where it is none."""
    step = 86_400 * 10**section.subseconds
    if not 0 <= value <= _LAST_DAY + 1:
        return None
    ticks = int((Decimal(repr(value)) * step).quantize(Decimal(1), context=_WIDE))
    days, of_day = divmod(ticks, step)
    calendar = _calendar(days, date1904)
    if calendar is None:
        return None
    year, month, day, weekday = calendar
    seconds, sub = divmod(of_day, 10**section.subseconds)
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    total = ticks // 10**section.subseconds
    clock = hour if section.halves is False else (hour % 12 or 12)
    values = {
        "y": f"{year % 100:02d}", "yyyy": f"{year:04d}", "m": str(month), "mm": f"{month:02d}",
        "mmm": _ENGLISH_MONTHS[month - 1][:3], "mmmm": _ENGLISH_MONTHS[month - 1],
        "mmmmm": _ENGLISH_MONTHS[month - 1][:1],
        "d": str(day), "dd": f"{day:02d}",
        "ddd": _ENGLISH_DAYS[weekday][:3], "dddd": _ENGLISH_DAYS[weekday],
        "aaa": _WEEKDAYS[weekday], "aaaa": "星期" + _WEEKDAYS[weekday],
        "h": str(clock), "hh": f"{clock:02d}", "n": str(minute), "nn": f"{minute:02d}",
        "s": str(second), "ss": f"{second:02d}",
        "[h]": str(total // 3600), "[m]": str(total // 60), "[s]": str(total),
        "halves": ("上午", "下午")[hour >= 12], "AM/PM": ("AM", "PM")[hour >= 12], "A/P": "AP"[hour >= 12],
        "sub": f"{sub:0{section.subseconds or 1}d}",
    }  # fmt: skip
    if section.chinese_digits:
        values["yyyy"] = "".join(_CHINESE[int(digit)] for digit in values["yyyy"])
        for name, number in (("m", month), ("d", day), ("h", clock), ("n", minute), ("s", second)):
            values[name] = values[name * 2] = _chinese(number)
    return "".join(values[one.text] if one.kind == "date" else one.text for one in section.tokens)


@lru_cache(maxsize=4096)
def _calendar(days: int, date1904: bool) -> tuple[int, int, int, int] | None:
    """Return year, month, day and weekday (Monday is 0) of a serial day, or None outside 1900-9999."""
    if date1904:
        days += 1462
    if days == 60:  # the leap day of 1900, which was none but is shown
        return 1900, 2, 29, 2
    if days > _LAST_DAY:
        return None
    if days == 0:
        return 1900, 1, 0, 5
    when = date.fromordinal(days + (693_595 if days < 60 else 693_594))
    return when.year, when.month, when.day, when.weekday()


def _chinese(number: int) -> str:
    """Return 0 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _CHINESE[ones]
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")
