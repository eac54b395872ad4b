"""
The styles of an official document by GB/T 9704: fonts, sizes, pitch, indents.

Written as XML, so that nothing of a library's own look is left; a bureau's reference file keeps
each style that it already has under the same name.
"""

from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml

from dashboard.briefings.ooxml import NAMESPACES
from dashboard.briefings.template import Faces

#: 225 mm of text divided by 22 lines, in twentieths of a point: 28.95 pt.
PITCH = 579
#: A quarter point tighter, so that 28 characters of 16 pt fit into 156 mm.
_TIGHTER = '<w:spacing w:val="-5"/>'
_EXACT = 'w:lineRule="exact"'


@dataclass(frozen=True, slots=True)
class _Style:
    """`before` is what stands in the paragraph's properties, `letters` in those of its text."""

    key: str
    name: str
    based: str
    before: str
    letters: str
    kind: str = "paragraph"
    custom: bool = False


def _face(name: str, latin: str = "Times New Roman") -> str:
    western = f'w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}"'
    return f'<w:rFonts w:hint="eastAsia" {western} w:eastAsia="{name}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _line(twips: int, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{twips}" {_EXACT}/>'


def _free(twips: int, before: int = 0, after: int = 0) -> str:
    """A pitch that does not stand in the grid of 22 lines: snapping would double it."""
    return '<w:snapToGrid w:val="0"/>' + _line(twips, before, after)


_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_HEADING = f"<w:keepNext/><w:keepLines/>{_line(PITCH)}{_INDENT}"


def _styles(faces: Faces) -> list[_Style]:
    small = '<w:spacing w:val="0"/>'
    return [
        _Style("normal", "Normal", "", _line(PITCH) + '<w:jc w:val="both"/>', _TIGHTER),
        _Style("body", "Body Text", "normal", _INDENT, ""),
        _Style(
            "title", "Title", "normal",
            f'<w:keepNext/>{_free(700)}{_FLUSH}<w:jc w:val="center"/><w:outlineLvl w:val="9"/>',
            _face(faces.title) + '<w:spacing w:val="0"/>' + _size(44),
        ),
        _Style("h1", "heading 1", "normal", _HEADING + '<w:outlineLvl w:val="0"/>', _face(faces.first)),
        _Style("h2", "heading 2", "normal", _HEADING + '<w:outlineLvl w:val="1"/>', _face(faces.second)),
        _Style("h3", "heading 3", "normal", _HEADING + '<w:outlineLvl w:val="2"/>', "<w:b/>"),
        _Style("to", "Salutation", "normal", _FLUSH, ""),
        _Style(
            "caption", "caption", "normal",
            f'<w:keepNext/>{_free(400, 160)}{_FLUSH}<w:jc w:val="center"/>',
            _face(faces.first) + small + _size(24),
        ),
        _Style("header", "header", "normal", f'{_free(240)}<w:jc w:val="center"/>', small + _size(18)),
        _Style("footer", "footer", "normal", _free(300), _face(faces.plain) + small + _size(28)),
        _Style("signed", "公文落款", "normal",
               '<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>', "", custom=True),
        _Style("head", "公文红头", "normal", f'<w:keepNext/>{_free(1000, 0, 480)}<w:jc w:val="center"/>',
               _face(faces.title) + '<w:color w:val="C00000"/>', custom=True),
        _Style("unit", "公文单位行", "normal", f'<w:keepNext/>{_free(300)}<w:jc w:val="right"/>',
               small + _size(21), custom=True),
        _Style("cell", "公文表文", "normal", _free(360) + '<w:jc w:val="left"/>', small + _size(24),
               custom=True),
        _Style("cell_small", "公文表文小", "cell", _free(310), _size(21), custom=True),
        _Style("cell_tiny", "公文表文最小", "cell", _free(270), _size(18), custom=True),
        _Style("cell_head", "公文表头", "cell", '<w:keepNext/><w:jc w:val="center"/>', _face(faces.first),
               custom=True),
        _Style("note", "公文注", "normal", _free(320, 40, 160) + '<w:jc w:val="left"/>', small + _size(21),
               custom=True),
        _Style("note_kept", "公文表源", "note", "<w:keepNext/>" + _free(280, 160, 40), _size(18),
               custom=True),
        _Style("figure", "公文图", "normal",
               '<w:keepNext/><w:snapToGrid w:val="0"/>'
               '<w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
               "", custom=True),
        _Style("source", "公文来源", "cell", _free(250), _size(18), custom=True),
        _Style("small", "公文脚注行", "footer", _free(200) + '<w:jc w:val="center"/>',
               '<w:color w:val="7F7F7F"/>' + _size(15), custom=True),
        #: Without a style of this name LibreOffice leaves links out of its PDF; ours looks like the text.
        _Style("link", "Hyperlink", "", "", "", "character"),
        _Style("mark", "公文核对标", "", "",
               '<w:b w:val="0"/><w:color w:val="1F4E79"/><w:vertAlign w:val="superscript"/>',
               "character", custom=True),
    ]  # fmt: skip


def install(document: Document, faces: Faces, keep: bool) -> dict[str, str]:
    """
    Put our styles into a document, and return key → id of each.

    With `keep`, a style that the document already has under the same name stays as it is.
    """
    # A second copy of the styles, which Word 2010 left and holds against the first.
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[name]
    root = document.styles.element
    if not keep:
        for child in list(root):
            root.remove(child)
        root.append(parse_xml(_defaults(faces)))
    known = {
        str(style.xpath("string(w:name/@w:val)")).lower(): str(style.xpath("string(@w:styleId)"))
        for style in root.xpath("w:style")
    }
    ids: dict[str, str] = {}
    for style in _styles(faces):
        ids[style.key] = known.get(style.name.lower(), f"jx{style.key.replace('_', '')}")
        if style.name.lower() not in known:
            root.append(parse_xml(_written(style, ids)))
    return ids


def _defaults(faces: Faces) -> str:
    return (
        f"<w:docDefaults {NAMESPACES}><w:rPrDefault><w:rPr>{_face(faces.body)}{_size(32)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _written(style: _Style, ids: dict[str, str]) -> str:
    default = ' w:default="1"' if style.key == "normal" else ""
    custom = ' w:customStyle="1"' if style.custom else ""
    based = f'<w:basedOn w:val="{ids[style.based]}"/>' if style.based else ""
    following = f'<w:next w:val="{ids["body"]}"/>' if style.key in {"h1", "h2", "h3"} else ""
    return (
        f'<w:style {NAMESPACES} w:type="{style.kind}"{default}{custom} w:styleId="{ids[style.key]}">'
        f'<w:name w:val="{style.name}"/>{based}{following}<w:qFormat/>'
        + (f"<w:pPr>{style.before}</w:pPr>" if style.before else "")
        + (f"<w:rPr>{style.letters}</w:rPr>" if style.letters else "")
        + "</w:style>"
    )


#: Other names under which an office suite may have a font; LibreOffice passes over them, Word and WPS do not.
_OTHER_NAMES = {
    "仿宋_GB2312": "仿宋,FangSong",
    "楷体_GB2312": "楷体,KaiTi",
    "方正小标宋简体": "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋",
    "仿宋": "FangSong,仿宋_GB2312",
    "楷体": "KaiTi,楷体_GB2312",
    "华文中宋": "STZhongsong,方正小标宋简体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}


def font_table(faces: Faces) -> bytes:
    """The part that says which other names a font has."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{_OTHER_NAMES[name]}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for name in dict.fromkeys((faces.body, faces.second, faces.title, faces.first, faces.plain))
    )
    latin = (
        '<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:fonts {NAMESPACES}>{latin}{fonts}</w:fonts>".encode()
