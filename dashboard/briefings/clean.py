"""
The one mouth through which strangers' words enter a document.

A character that cannot be stored or cannot be seen is shown as its code, 〔U+202E〕: a document
neither breaks on it nor reads otherwise than it looks. Nothing is lost silently.
"""

import re
import unicodedata

#: In tables and prose; the workbook has the whole text.
LONGEST = 200
#: Excel keeps no more in one cell.
LONGEST_CELL = 32_000

#: Joiners inside of emoji and of some scripts: harmless, and words fall apart without them.
_JOINERS = "\u200c\u200d"
_BREAKS = re.compile(r"\r\n|[\t\n\v\f\r\x85\u2028\u2029]")
_ODD = re.compile(r"[^\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u3000-\u9fff\uff00-\uffef]")


#: What Windows allows in no file name, and marks that turn a name around.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')


def file_name(text: str, longest: int) -> str:
    """Return `text` as the stem of a file's name on any system; empty where nothing of it is left."""
    return _UNSAFE.sub("_", text)[:longest].strip(" .")


def clean(text: str, longest: int | None = LONGEST) -> str:
    """
    Return `text` as one line that every format can hold and shows as it is stored.

    Line breaks and tabs become a space; controls, lone surrogates, noncharacters and marks that turn
    or hide text become their code. Longer than `longest` characters, it is cut and ends in 「…」.
    Never raises; the empty text stays empty.
    """
    whole = _ODD.sub(_shown, _BREAKS.sub(" ", text))
    return whole if longest is None or len(whole) <= longest else whole[: longest - 1] + "…"


def _shown(match: re.Match[str]) -> str:
    """The character itself where it is harmless, else its code."""
    character = match[0]
    code = ord(character)
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character not in _JOINERS
    nonsense = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return f"〔U+{code:04X}〕" if hidden or nonsense else character
