"""What an Excel number format code means: its sections, each as tokens in order."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne


class Kind(Enum):
    """What a section is for."""

    NUMBER = "number"  #: digits, or only words
    DATE = "date"
    TEXT = "text"  #: has an `@`
    UNKNOWN = "unknown"  #: not understood, such as fractions


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: a literal, a digit's place ("whole", "fraction" and its index), a part of a date."""

    kind: str
    text: str
    index: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """`[>=60]`."""

    sign: str
    bound: Decimal

    def holds(self, number: Decimal) -> bool:
        return bool(_SIGNS[self.sign](number, self.bound))


@dataclass(frozen=True, slots=True)
class Section:
    """One of up to four parts of a code, between semicolons."""

    kind: Kind
    tokens: tuple[Token, ...]
    condition: Condition | None = None
    whole: str = ""  #: the places left of the point, such as "##0"
    fraction: str = ""  #: those right of it
    grouped: bool = False  #: a comma every three digits
    percents: int = 0
    thousands: int = 0  #: commas at the end, each a division by 1,000
    exponent: str | None = None
    subseconds: int = 0
    halves: bool = False  #: 上午/下午 or AM/PM: hours run to 12
    chinese_digits: bool = False


_SIGNS = {"<": lt, ">": gt, "<=": le, ">=": ge, "=": eq, "<>": ne}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|[\\!](?P<escaped>.)"
    r"|_(?P<pad>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<halves>上午/下午|AM/PM|A/P)"
    r"|(?P<exponent>[Ee][+-][0#?]+)"
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4}|[eE]+|[bB]{1,2})"
    r"|(?P<digit>[0#?])"
    r"|(?P<other>.)",
    re.DOTALL,
)


_LONGEST = 255  #: characters of a code that Excel takes


@lru_cache(maxsize=1024)
def sections(code: str) -> tuple[Section, ...]:
    """Return the sections of `code`, at least one."""
    split: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code if len(code) <= _LONGEST else "General"):
        if match["other"] == ";":
            split.append([])
        else:
            split[-1].append(match)
    return tuple(_section(matches) for matches in split)


def _section(matches: list[re.Match[str]]) -> Section:
    condition = None
    chinese = False
    pieces: list[Token] = []
    for match in matches:
        kind, text = match.lastgroup or "other", match[match.lastgroup or "other"]
        if kind == "bracket":
            if found := _CONDITION.match(text):
                condition = Condition(found[1], Decimal(found[2]))
            elif text.startswith("$"):
                pieces.append(Token("literal", text[1:].partition("-")[0]))
            elif text.upper() == "DBNUM1":
                chinese = True
            elif re.fullmatch(r"[hH]+|[mM]+|[sS]+", text):
                pieces.append(Token("date", f"[{text[0].lower()}]"))
            # All else names a colour or a language.
        elif kind in ("quoted", "escaped"):
            pieces.append(Token("literal", text))
        elif kind == "pad":
            pieces.append(Token("literal", " "))
        elif kind == "other":
            pieces.append(Token("@" if text == "@" else "mark", text))
        elif kind != "fill":
            pieces.append(Token(kind, text))
    kinds = {piece.kind for piece in pieces}
    if "@" in kinds:
        return Section(Kind.TEXT, tuple(pieces), condition)
    if "general" not in kinds and kinds & {"date", "halves"}:
        return _date(pieces, condition, chinese)
    return _number(pieces, condition)


def _number(pieces: list[Token], condition: Condition | None) -> Section:
    """Sort the digits' places, commas, points and percent signs of a number's section."""
    digits = [index for index, piece in enumerate(pieces) if piece.kind == "digit"]
    marks = [(index, piece.text) for index, piece in enumerate(pieces) if piece.kind == "mark"]
    if digits and any(text == "/" for _, text in marks):
        return Section(Kind.UNKNOWN, (), condition)
    point = next((index for index, text in marks if text == "."), len(pieces))
    last = max(digits, default=-1)
    last_whole = max((index for index in digits if index < point), default=-1)
    grouped, thousands, percents = False, 0, 0
    whole = fraction = ""
    exponent = None
    tokens: list[Token] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "digit":
            if index < point:
                tokens.append(Token("whole", piece.text, len(whole)))
                whole += piece.text
            else:
                tokens.append(Token("fraction", piece.text, len(fraction)))
                fraction += piece.text
        elif piece.kind == "exponent":
            exponent = piece.text
            tokens.append(Token("exponent", piece.text[1:]))
        elif piece.kind == "mark" and piece.text == "," and digits and index > digits[0]:
            if index < last_whole:
                grouped = True
            elif index > last or index > last_whole:
                thousands += 1
        else:
            percents += piece.kind == "mark" and piece.text == "%"
            kind = piece.kind if piece.kind == "general" else "literal"
            tokens.append(Token(kind, piece.text))
    if not whole and fraction:  # ".00": the digits left of the point are shown, a lone 0 is not
        at = next(i for i, token in enumerate(tokens) if token.kind == "fraction")
        tokens.insert(max(at - 1, 0), Token("whole", "#", 0))
        whole = "#"
    return Section(
        Kind.NUMBER, tuple(tokens), condition, whole, fraction, grouped, percents, thousands, exponent
    )  # fmt: skip


def _date(pieces: list[Token], condition: Condition | None, chinese: bool) -> Section:
    """Tell months from minutes and name each part of a date as `numfmt` looks it up."""
    tokens: list[Token] = []
    subseconds = 0
    halves = any(piece.kind == "halves" for piece in pieces)
    parts = [piece for piece in pieces if piece.kind == "date"]
    position = 0
    for index, piece in enumerate(pieces):
        if piece.kind == "digit":
            before = pieces[index - 1]
            if before.kind == "mark" and before.text == ".":
                subseconds = 1
                while index + subseconds < len(pieces) and pieces[index + subseconds].kind == "digit":
                    subseconds += 1
                tokens.append(Token("date", "sub"))
            elif not subseconds:
                return Section(Kind.UNKNOWN, (), condition)
        elif piece.kind == "halves":
            tokens.append(Token("date", "halves" if piece.text.startswith("上") else piece.text.upper()))
        elif piece.kind == "date":
            before_it = parts[position - 1].text[:2].lower() if position else ""
            after_it = parts[position + 1].text[:2].lower() if position + 1 < len(parts) else ""
            minutes = before_it[:1] == "h" or before_it == "[h" or after_it[:1] == "s" or after_it == "[s"
            tokens.append(Token("date", _part(piece.text, minutes)))
            position += 1
        else:
            tokens.append(Token("literal", piece.text))
    return Section(
        Kind.DATE, tuple(tokens), condition, subseconds=subseconds, halves=halves, chinese_digits=chinese
    )


def _part(text: str, minutes: bool) -> str:
    """Return the name of one part of a date: "yyyy", "mm", "nn" for minutes, "[h]" …"""
    if text.startswith("["):
        return text
    letters = text.lower()
    if letters[0] == "e":  # the year of the era, which in China is the year
        return "yyyy"
    if letters[0] in "yb":
        return "y" if len(letters) <= 2 else "yyyy"
    if letters[0] == "m" and minutes and len(letters) <= 2:
        return "n" * len(letters)
    longest = {"m": 5, "d": 4, "h": 2, "s": 2, "a": 4}[letters[0]]
    return letters[:longest]
