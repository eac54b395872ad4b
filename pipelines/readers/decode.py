"""
Bytes become text, decided by the bytes and not by what the file says of itself.

Chinese pages that name GB2312 use characters beyond it, and copies of them kept as UTF-8
still name it. So strict UTF-8 comes first (a GB text of any length is not valid UTF-8),
then GB18030, of which all GB sets are parts. Only Big5 has to be believed.
"""

import codecs
import re
import unicodedata
from collections import Counter

from pipelines.problems import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BIG5 = re.compile(rb"charset\s*=\s*[\"']?\s*(?:big5|cp950|x-x-big5)", re.IGNORECASE)
#: Of the characters outside ASCII: more damage than this is not damage but another encoding.
_MAX_DAMAGED = 0.1
_SAMPLE = 8192


def decode(data: bytes) -> str:
    """
    Return the text of `data`, without its byte order mark.

    A few damaged characters, or one cut off at the end, become U+FFFD.

    Raises:
        SourceError: "unreadable" where it is no text in UTF-8, UTF-16, GB18030 or Big5.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace").removeprefix("\ufeff")
            break
    else:
        text = _without_mark(data)
    _refuse_noise(text)
    return text


def _without_mark(data: bytes) -> str:
    if order := _utf16_order(data):
        return data.decode(order, "replace")
    try:
        return _strict(data, "utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    if _damage(text) <= _MAX_DAMAGED:
        return text
    candidates = ("big5hkscs", "gb18030") if _BIG5.search(data[:4096]) else ("gb18030",)
    for encoding in candidates:
        try:
            return _strict(data, encoding)
        except UnicodeDecodeError:
            pass
        text = data.decode(encoding, "replace")
        if _damage(text) <= _MAX_DAMAGED:
            return text
    raise _no_text()


def _strict(data: bytes, encoding: str) -> str:
    """Decode strictly, but for a last character that was cut off."""
    decoder = codecs.getincrementaldecoder(encoding)()
    text = decoder.decode(data)
    cut_off = decoder.getstate()[0]
    return text + "\ufffd" if cut_off else text


def _damage(text: str) -> float:
    """Return the share of damaged characters among those outside ASCII."""
    others = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") / others if others else 0.0


def _utf16_order(data: bytes) -> str | None:
    """Return the UTF-16 whose ASCII characters would explain the NULs in `data`, if any."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 50 < len(sample) or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _refuse_noise(text: str) -> None:
    """Raise where `text` is made of characters that no one writes."""
    sample = text[:_SAMPLE]
    strange = sum(often for character, often in Counter(sample).items() if _is_strange(character))
    if strange > 1 + len(sample) // 20:
        raise _no_text()


def _is_strange(character: str) -> bool:
    """Return whether `character` is damage, a control, or stands for nothing in Unicode."""
    if character < " ":
        return character not in "\t\n\r\v\f\x1a"
    return character == "\ufffd" or unicodedata.category(character) in ("Cn", "Co", "Cs")


def _no_text() -> SourceError:
    return SourceError("unreadable", "无法辨认的二进制内容", "UTF-8 或 GB18030 编码的文字")
