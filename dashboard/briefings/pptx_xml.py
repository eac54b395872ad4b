"""Shapes of a slide as XML: text boxes, tables, places of charts; sizes in inches, text in points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.briefings.fact import Fact
from dashboard.briefings.ooxml import CHART_URI, NAMESPACES, escaped
from dashboard.briefings.parts import Name, Part

_EMU = 914_400
DARK, GREY, RED = "262626", "6B7280", "A61C1C"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float

    def transform(self, prefix: str = "a") -> str:
        """Its `xfrm`."""
        x, y, w, h = (round(each * _EMU) for each in (self.left, self.top, self.width, self.height))
        return f'<{prefix}:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></{prefix}:xfrm>'


@dataclass(frozen=True)
class Ink:
    """
    How text of one deck is written.

    Attributes:
        face: the font of all text. ids: key of a fact → F001. marked: whether numbers carry their mark.
    """

    face: str
    ids: dict[str, str]
    marked: bool

    def run(
        self, text: str, size: float, colour: str = DARK, bold: bool = False, raised: bool = False
    ) -> str:
        raising = ' baseline="30000"' if raised else ""
        return (
            f'<a:r><a:rPr lang="zh-CN" sz="{round(size * 100)}" b="{int(bold)}"{raising}>'
            f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:latin typeface="{self.face}"/>'
            f'<a:ea typeface="{self.face}"/></a:rPr><a:t>{escaped(text)}</a:t></a:r>'
        )

    def parts(self, parts: Iterable[Part], size: float, colour: str = DARK, bold: bool = False) -> str:
        """Words, names and numbers; in the checking copy each number is followed by its mark."""
        out = []
        for part in parts:
            if isinstance(part, Fact):
                out.append(self.run(part.shown, size, colour, bold))
                if self.marked:
                    mark = f"[{int(self.ids[part.key][1:])}]"
                    out.append(self.run(mark, size, "1F4E79", raised=True))
            else:
                out.append(self.run(part.text if isinstance(part, Name) else part, size, colour, bold))
        return "".join(out)


def paragraph(runs: str, align: str = "l", bullet: bool = False, after: float = 0, line: int = 100) -> str:
    """A paragraph; `bullet` gives it a real one, `line` is its pitch in percent."""
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if bullet else "<a:buNone/>"
    indent = ' marL="228600" indent="-228600"' if bullet else ' marL="0" indent="0"'
    return (
        f'<a:p><a:pPr{indent} algn="{align}"><a:lnSpc><a:spcPct val="{line * 1000}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{round(after * 100)}"/></a:spcAft>'
        f"{mark}</a:pPr>{runs}</a:p>"
    )


def text_box(
    number: int, name: str, box: Box, paragraphs: str, fill: str = "", edge: str = "", anchor: str = "t",
    inset: float = 0.0, shape: str = "rect",
) -> str:  # fmt: skip
    """A shape with text, without the shadow and outline that a theme would give it."""
    filled = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
    outline = f'<a:solidFill><a:srgbClr val="{edge}"/></a:solidFill>' if edge else "<a:noFill/>"
    margin = round(inset * _EMU)
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{escaped(name)}"/><p:cNvSpPr txBox="1"/>'
        f'<p:nvPr/></p:nvSpPr><p:spPr>{box.transform()}<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
        f'{filled}<a:ln w="9525">{outline}</a:ln></p:spPr><p:txBody><a:bodyPr wrap="square" lIns="{margin}" '
        f'tIns="{margin}" rIns="{margin}" bIns="{margin}" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{paragraphs or '<a:p/>'}</p:txBody></p:sp>"
    )


def chart_frame(number: int, name: str, alt: str, box: Box, relation: str) -> str:
    """The place of a native chart."""
    return (
        f'<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{escaped(name)}" '
        f'descr="{escaped(alt)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f'<p:nvPr/></p:nvGraphicFramePr>{box.transform("p")}<a:graphic><a:graphicData uri="{CHART_URI}">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def table_frame(
    number: int, name: str, box: Box, widths: Sequence[float], rows: Sequence[Sequence[str]],
    heights: Sequence[float],
) -> str:  # fmt: skip
    """A native table; each cell comes from `table_cell`."""
    grid = "".join(f'<a:gridCol w="{round(width * _EMU)}"/>' for width in widths)
    body = "".join(
        f'<a:tr h="{round(height * _EMU)}">{"".join(row)}</a:tr>'
        for height, row in zip(heights, rows, strict=True)
    )
    return (
        f'<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{escaped(name)}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        f"</p:nvGraphicFramePr>{box.transform('p')}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl></a:graphicData>'
        "</a:graphic></p:graphicFrame>"
    )


def table_cell(runs: str, align: str, fill: str = "", rule: str = "D9D9D9") -> str:
    """A cell with a thin rule below and no other line."""
    none = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in ("L", "R", "T"))
    below = f'<a:lnB w="9525"><a:solidFill><a:srgbClr val="{rule}"/></a:solidFill></a:lnB>'
    filled = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
    side = {"left": "l", "right": "r", "center": "ctr"}[align]
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph(runs, side)}</a:txBody>"
        f'<a:tcPr marL="60000" marR="60000" marT="25000" marB="25000" anchor="ctr">'
        f"{none}{below}{filled}</a:tcPr></a:tc>"
    )
