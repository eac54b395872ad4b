"""PDF files drawn stroke by stroke, in a Chinese font that every reader knows and no file carries."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.readers.drawn import Drawn

WIDTH, HEIGHT = 595, 842
SIZE = 10
PAD = 3
_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    "/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)


@dataclass
class Sheet:
    """One page: what is drawn on it, y growing downwards as a person sees it."""

    texts: list[str] = field(default_factory=list)
    strokes: list[str] = field(default_factory=list)
    turn: int = 0  #: how the page lies, clockwise
    picture: bool = False

    def write(self, x: float, y: float, text: str) -> None:
        """Write a line whose head is at `y`; each character is as wide as it is high."""
        code = text.encode("utf-16-be").hex()
        self.texts.append(f"BT /F {SIZE} Tf {x:.2f} {HEIGHT - y - SIZE * 0.88:.2f} Td <{code}> Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float, *, filled: bool = False) -> None:
        """Draw a line, as a stroke or as the thin area that Word makes of it."""
        if filled:
            self.strokes.append(f"{x0} {HEIGHT - y1} {max(x1 - x0, 0.5)} {max(y1 - y0, 0.5)} re f")
        else:
            self.strokes.append(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def stream(self) -> bytes:
        picture = ["q 300 0 0 400 100 200 cm /P Do Q"] if self.picture else []
        return "\n".join([*self.strokes, *picture, *self.texts]).encode()


def pdf(sheets: Sequence[Sheet], trailer: str = "", *, packed: bool = False) -> bytes:
    """Return the file of some pages, their content packed or plain."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _FONT.encode()]
    objects.append(
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\0\nendstream"
    )
    kids = []
    for sheet in sheets:
        content = zlib.compress(sheet.stream()) if packed else sheet.stream()
        about = b"/Filter/FlateDecode" if packed else b""
        objects.append(b"<<%s/Length %d>>stream\n%s\nendstream" % (about, len(content), content))
        box = f"[0 0 {WIDTH} {HEIGHT}]"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Rotate {sheet.turn}/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F 3 0 R>>/XObject<</P 4 0 R>>>>>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def draw(
    sheet: Sheet,
    table: Drawn,
    x: float = 40,
    y: float = 60,
    *,
    column: float = 80,
    line: float = 14,
    rows: range | None = None,
    filled: bool = False,
    closed: bool = True,
) -> float:
    """
    Draw a table, or some of its rows, and return where it ends.

    `closed`: a line is drawn at head and foot even where a cell goes on over the break.
    """
    rows = rows or range(1, table.height + 1)
    lines = dict.fromkeys(rows, 1)
    for cell in table.cells:
        if cell.row in lines and cell.text:
            lines[cell.row] = max(lines[cell.row], cell.text.count("\n") + 1)
    top = {}
    foot = y
    for row in rows:
        top[row] = foot
        foot += lines[row] * line + 2 * PAD
    top[rows.stop] = foot
    for cell in table.cells:
        first, last = max(cell.row, rows.start), min(cell.row + cell.rows, rows.stop)
        if first >= last:
            continue
        left, right = x + (cell.column - 1) * column, x + (cell.column + cell.columns - 1) * column
        sheet.rule(left, top[first], left, top[last], filled=filled)
        sheet.rule(right, top[first], right, top[last], filled=filled)
        if closed or first == cell.row:
            sheet.rule(left, top[first], right, top[first], filled=filled)
        if closed or last == cell.row + cell.rows:
            sheet.rule(left, top[last], right, top[last], filled=filled)
        if first == cell.row:
            for number, text in enumerate(cell.text.split("\n")):
                sheet.write(left + PAD, top[first] + PAD + number * line, text)
    return foot
