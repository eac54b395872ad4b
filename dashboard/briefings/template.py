"""
What a bureau may decide about its briefings: office, fonts, red head, sections, wording, its own styles.

A template is a folder with `briefing.toml` and, where wanted, `reference.docx` and `reference.pptx`.
Nothing in it is passed over: an unknown key or a missing style is one line with file, key and expectation.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from dashboard.briefings import template_reference
from dashboard.briefings.document import Briefing
from dashboard.briefings.parts import Block, Heading, Paragraph, Section
from pipelines.problems import SourceError

#: The bureau's own template: a folder of this name beside its ledger.
OWN = "briefing"
FILE, DOCX, PPTX = "briefing.toml", "reference.docx", "reference.pptx"
#: Keys of the sections that can be switched off: of a district, then those of a department besides.
SECTIONS = (
    "opening", "basics", "results", "progress", "problems", "sample", "proposals", "appendix",
    "years", "peers", "scores", "todo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts of one house, by name; none is shipped."""

    title: str
    body: str
    first: str  #: 一、
    second: str  #: （一）
    plain: str  #: page numbers
    screen: str  #: slides


FACES: Mapping[str, Faces] = {
    "gb2312": Faces("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "微软雅黑"),
    #: What Windows brings without further fonts.
    "windows": Faces("华文中宋", "仿宋", "黑体", "楷体", "宋体", "微软雅黑"),
}


@dataclass(frozen=True, slots=True)
class Template:
    """
    One bureau's choices; without any it is ours.

    Attributes:
        office, addressee: go before those of the briefing; empty leaves them.
        red_head: the text of the red head above the title; empty for none.
        sections: key of a section → whether it is written; those not named are.
        wording: a heading or lead-in as we write it → as the bureau does.
        docx, pptx: reference files, whole; None for ours.
    """

    office: str = ""
    addressee: str = ""
    fonts: Literal["gb2312", "windows"] = "gb2312"
    red_head: str = ""
    sections: Mapping[str, bool] = field(default_factory=dict)
    wording: Mapping[str, str] = field(default_factory=dict)
    docx: bytes | None = None
    pptx: bytes | None = None

    @property
    def faces(self) -> Faces:
        return FACES[self.fonts]


def load_template(folder: Path) -> Template:
    """
    Read a template's folder.

    Raises:
        SourceError: no such folder, an unknown key, a value of another kind, a reference file without a
            style that is needed; the line names file, key, what was found and what is expected.
    """
    path = folder / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError("template_missing", f"没有 {path}", f"模板文件夹里有 {FILE}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError("template_unreadable", f"{FILE}：{error}", "UTF-8 的 TOML 文件") from error
    _only(data, "", ("office", "addressee", "fonts", "red_head", "sections", "wording"))
    sections = _table(data, "sections")
    _only(sections, "sections.", SECTIONS)
    for key, value in sections.items():
        _of_kind(value, f"sections.{key}", bool, "true 或 false")
    wording = _table(data, "wording")
    for key, value in wording.items():
        _of_kind(value, f"wording.“{key}”", str, "一句文字")
    words = {key: data.get(key, "") for key in ("office", "addressee", "red_head")}
    for key, value in words.items():
        _of_kind(value, key, str, "一句文字")
    fonts = data.get("fonts", "gb2312")
    if fonts not in FACES:
        raise _wrong("fonts", repr(fonts), " 或 ".join(f'"{name}"' for name in FACES))
    return Template(
        **words,
        fonts=fonts,
        sections=sections,
        wording=wording,
        docx=template_reference.checked_docx(folder / DOCX),
        pptx=template_reference.checked_pptx(folder / PPTX),
    )


def template_in_force(ledger: Path) -> Template:
    """
    The bureau's own template, the folder `briefing` beside its ledger; where there is none, ours.

    Raises as `load_template`.
    """
    own = ledger.parent / OWN
    return load_template(own) if own.is_dir() else Template()


def applied(briefing: Briefing, template: Template) -> Briefing:
    """
    The briefing as the bureau wants it: its office, without the sections it left out, in its words.

    The codes of the facts follow the sections that remain, so this comes before anything is written.
    """
    sections = tuple(
        Section(section.key, tuple(_reworded(block, template.wording) for block in section.blocks))
        for section in briefing.sections
        if template.sections.get(section.key, True)
    )
    return replace(
        briefing,
        office=template.office or briefing.office,
        # A letter is addressed to the department that it is about, whatever the bureau writes elsewhere.
        addressee=briefing.addressee
        if briefing.kind == "letter"
        else template.addressee or briefing.addressee,
        sections=sections,
    )


def _reworded(block: Block, wording: Mapping[str, str]) -> Block:
    match block:
        case Heading():
            return replace(block, text=wording.get(block.text, block.text))
        case Paragraph():
            return replace(block, lead=wording.get(block.lead, block.lead))
        case _:
            return block


def _only(data: Mapping[str, Any], where: str, known: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            raise _wrong(where + key, "不认识的键", "、".join(known))


def _table(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key, {})
    _of_kind(value, key, dict, f"一节 [{key}]")
    return dict(value)


def _of_kind(value: object, key: str, kind: type, expected: str) -> None:
    if not isinstance(value, kind):
        raise _wrong(key, repr(value), expected)


def _wrong(key: str, found: str, expected: str) -> SourceError:
    return SourceError("template_wrong", f"{FILE} 的 {key}：{found}", expected)
