"""What all sheets of a workbook share: its tabs, its texts, its number formats."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zipfile import ZipFile

from lxml import etree

from pipelines.problems import SourceError
from pipelines.readers.package import local_name, part, relations, xml

#: The formats that a file names by number only, as Excel shows them in China.
BUILT_IN = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00",
    "5": '"¥"#,##0;"¥"\\-#,##0', "6": '"¥"#,##0;"¥"\\-#,##0',
    "7": '"¥"#,##0.00;"¥"\\-#,##0.00', "8": '"¥"#,##0.00;"¥"\\-#,##0.00',
    "9": "0%", "10": "0.00%", "11": "0.00E+00", "12": "# ?/?", "13": "# ??/??",
    "14": "yyyy/m/d", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy", "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM",
    "20": "h:mm", "21": "h:mm:ss", "22": "yyyy/m/d h:mm",
    "27": 'yyyy"年"m"月"', "28": 'm"月"d"日"', "29": 'm"月"d"日"', "30": "m-d-yy",
    "31": 'yyyy"年"m"月"d"日"',
    "32": 'h"时"mm"分"', "33": 'h"时"mm"分"ss"秒"', "34": '上午/下午h"时"mm"分"',
    "35": '上午/下午h"时"mm"分"ss"秒"',
    "36": 'yyyy"年"m"月"',
    "37": "#,##0;\\-#,##0", "38": "#,##0;\\-#,##0", "39": "#,##0.00;\\-#,##0.00",
    "40": "#,##0.00;\\-#,##0.00",
    "41": '#,##0;\\-#,##0;"-"', "42": '"¥"#,##0;"¥"\\-#,##0;"¥""-"',
    "43": '#,##0.00;\\-#,##0.00;"-"', "44": '"¥"#,##0.00;"¥"\\-#,##0.00;"¥""-"',
    "45": "mm:ss", "46": "[h]:mm:ss", "47": "mm:ss.0", "48": "##0.0E+0", "49": "@",
    "50": 'yyyy"年"m"月"', "51": 'm"月"d"日"', "52": 'yyyy"年"m"月"', "53": 'm"月"d"日"',
    "54": 'm"月"d"日"',
    "55": '上午/下午h"时"mm"分"', "56": '上午/下午h"时"mm"分"ss"秒"', "57": 'yyyy"年"m"月"',
    "58": 'm"月"d"日"',
}  # fmt: skip
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One tab: its name, the part that holds it, and whether the tab is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook without its cells."""

    sheets: tuple[Sheet, ...]
    strings: Sequence[str]
    codes: Sequence[str]  #: the number format of each cell style
    date1904: bool

    def code(self, style: str | None) -> str:
        """Return the number format of a cell's style, `General` where it has none."""
        index = int(style) if style and style.isascii() and style.isdigit() else 0
        return self.codes[index] if index < len(self.codes) else "General"

    def shared(self, index: str) -> str:
        """Return a shared text; "" for a number that the file does not have."""
        number = int(index) if index.isascii() and index.isdigit() else -1
        return self.strings[number] if 0 <= number < len(self.strings) else ""


def book(archive: ZipFile) -> Book:
    """
    Read what the sheets share.

    Raises:
        SourceError: "unreadable" where the file names no workbook.
    """
    main = next(
        (target for kind, target in relations(archive, "").values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    data = part(archive, main)
    if data is None:
        raise SourceError("unreadable", f"缺少 {main}", "完好的 Excel 工作簿")
    root = xml(data)
    targets = relations(archive, main)
    sheets: list[Sheet] = []
    for element in root.iterfind("{*}sheets/{*}sheet"):
        reference = next((value for key, value in element.items() if key.endswith("}id")), "")
        kind, target = targets.get(reference, ("", ""))
        if kind == "worksheet":  # charts and dialogs have no cells
            hidden = element.get("state", "visible") != "visible"
            sheets.append(Sheet(element.get("name", ""), target, hidden))
    by_kind = dict(targets.values())
    properties = root.find("{*}workbookPr")
    date1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
    return Book(
        tuple(sheets),
        _strings(archive, by_kind.get("sharedStrings")),
        _codes(archive, by_kind.get("styles")),
        date1904,
    )


def string_of(element: etree._Element) -> str:
    """Return the text of a shared or inline string: its runs, without reading aids (rPh)."""
    pieces: list[str] = []
    for child in element:
        kind = local_name(child)
        if kind == "t":
            pieces.append(child.text or "")
        elif kind == "r":
            pieces += (text.text or "" for text in child.iterchildren("{*}t"))
    text = "".join(pieces)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _strings(archive: ZipFile, name: str | None) -> list[str]:
    data = part(archive, name) if name else None
    return [string_of(element) for element in xml(data).iterfind("{*}si")] if data else []


def _codes(archive: ZipFile, name: str | None) -> list[str]:
    data = part(archive, name) if name else None
    if not data:
        return []
    root = xml(data)
    own = {
        element.get("numFmtId", ""): element.get("formatCode", "General")
        for element in root.iterfind("{*}numFmts/{*}numFmt")
    }
    codes: list[str] = []
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        number = style.get("numFmtId", "0")
        codes.append(own.get(number) or BUILT_IN.get(number, "General"))
    return codes
