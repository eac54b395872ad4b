"""
Two views of one printed text: what is kept, and what is compared.

`fold` gives what is kept: as printed, without markup, white space folded. `key` gives
what is compared with the vocabulary: one width, one kind of bracket, simplified
characters, no white space. Nothing that is kept ever passes through `key`.
"""

import html
import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

#: Tags that published forms carry as text. "<90%" and "a<b" are not among them.
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|strong|i|em|u|s|font|sub|sup|ul|ol|li|a|h[1-6]|table|tbody|thead|tr|td|th|o:p)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|middot|hellip|mdash|times|#\d{1,6}|#x[0-9a-fA-F]{1,5});"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACE = re.compile(r"[\s\u00a0\u3000]+")
_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef、。《》“”‘’（）]"
_BREAK_IN_WORD = re.compile(
    rf"(?<={_CJK})[ \t\u00a0\u3000]*[\r\n]+\s*|[ \t\u00a0\u3000]*[\r\n]+\s*(?={_CJK})"
)
_SPACE_IN_WORD = re.compile(rf"(?<={_CJK}) (?={_CJK})")

_HAN = re.compile(r"[\u3400-\u9fff]")
#: Arabic (Uyghur, Kazakh), Tibetan, Mongolian, Yi and Korean letters.
_OTHER_SCRIPT = re.compile(
    "[\u0600-\u06ff\u0750-\u077f\u0f00-\u0fff\u1100-\u11ff\u1800-\u18af\ua000-\ua4cf\uac00-\ud7af\ufb50-\ufdff\ufe70-\ufefc]+"
)

#: Signs of one meaning to one sign, for comparing only.
_SAME = str.maketrans(
    dict(zip("≧⩾≦⩽﹥﹤═﹦〉〈﹪〇", "≥≥≤≤><==><%○", strict=True))
    | dict(zip("【〔［[{】〕］]}", "((((()))))", strict=True))
    | {"─": "—", "－": "-", "―": "—", "–": "-", "‐": "-", "《": "", "》": ""}
)

_SIMPLIFIED = OpenCC("t2s")


def has_markup(text: str) -> bool:
    """Whether tags, entities or invisible characters stand in the text."""
    tagged = "<" in text and _TAG.search(text)
    return bool(tagged or ("&" in text and _ENTITY.search(text)) or _INVISIBLE.search(text))


def clean(text: str) -> str:
    """Return the text without markup and invisible characters; line breaks are kept."""
    if "<" in text:
        text = _TAG.sub("\n", text)
    if "&" in text:
        text = html.unescape(text)
    return _INVISIBLE.sub("", text)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """
    Return the text as it is kept: markup out, white space folded to single spaces.

    A line break beside a Chinese character is a break within a word and goes; so does a
    space between two Chinese characters, which justified cells print.
    """
    text = _BREAK_IN_WORD.sub("", clean(text).strip())
    return _SPACE_IN_WORD.sub("", _SPACE.sub(" ", text)).strip()


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """Return the text as it is compared: NFKC, simplified, one sign a meaning, no white space."""
    text = _SPACE.sub("", unicodedata.normalize("NFKC", clean(text).translate(_SAME)).translate(_SAME))
    return text if text.isascii() else _SIMPLIFIED.convert(text)


@lru_cache(maxsize=20_000)
def heading_key(text: str) -> str:
    """Return the key of a heading without its words in Mongolian, Tibetan, Uyghur, Yi or Korean."""
    compared = key(text)
    if compared.isascii():
        return compared
    chinese = _OTHER_SCRIPT.sub("", compared)
    return chinese if _HAN.search(chinese) else compared


def parts(text: str) -> list[str]:
    """Return the words of a cell between white space or 、, each folded; [] for a blank cell."""
    return [fold(part) for part in re.split(r"[\s\u00a0\u3000、]+", clean(text)) if part.strip()]
