"""The text of a cell as a person sees it."""

import re

#: White space at the ends carries nothing; the last four are the no-break and the ideographic
#: space, and the two marks without width that Word and browsers leave behind.
_OUTER = " \t\r\n\xa0\u3000\u200b\ufeff"
_BREAK = re.compile(r"\r\n?|\v|\f|\u2028|\u2029")
#: A line break as programs spell it that turn tables into text; not a path such as D:\name.
_SPELT = re.compile(r"(?:\\r)?\\n(?![A-Za-z])")
#: Cannot be seen; NUL and lone surrogates would besides not survive in a database.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def printed(raw: str) -> str:
    """
    Return `raw` with one kind of line break, also where it is spelt \\n, and no white space at its ends.

    Inner spaces, line breaks and markup stay. What cannot be seen (control characters)
    is left out; half of a surrogate pair becomes U+FFFD. Blank text gives "".
    """
    if raw.isalnum():  # the common case, and nothing to do
        return raw
    text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", _BREAK.sub("\n", raw)))
    if "\\" in text:
        text = _SPELT.sub("\n", text)
    return text.strip(_OUTER)
