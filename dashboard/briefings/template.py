"""
What a bureau may decide about its briefings: office, fonts, red head, sections, wording, its own styles.

A template is a folder with `briefing.toml` and, where wanted, `reference.docx` and `reference.pptx`.
Nothing in it is passed over: an unknown key or a missing style is one line with file, key and expectation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


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
    Attributes:
        office, addressee: put where the briefing has none.
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
