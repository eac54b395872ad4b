"""The reference files of a template: whether Word and slides have what our writers build on."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pptx
from docx.opc.exceptions import PackageNotFoundError as NoDocument
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError as NoSlides
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from pipelines.problems import SourceError

#: Names of Word's own styles that the document is made of, as python-docx says them.
NEEDED = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3")
_UNREADABLE = (
    zipfile.BadZipFile, KeyError, ValueError, AttributeError, etree.LxmlError, NoDocument, NoSlides,
)  # fmt: skip
_WIDEST_TO_HIGHEST = 16 / 9


def checked_docx(path: Path) -> bytes | None:
    """The reference document, if there is one; a `SourceError` names the style that it lacks."""
    if not path.is_file():
        return None
    data = path.read_bytes()
    try:
        document = docx.Document(io.BytesIO(data))
        has = {style.name for style in document.styles}
    except _UNREADABLE as error:
        raise _wrong(path, "打不开", "一个 .docx 文件") from error
    for name in NEEDED:
        if name not in has:
            raise _wrong(path, f"没有样式“{name}”", "含样式 " + "、".join(NEEDED))
    return data


def checked_pptx(path: Path) -> bytes | None:
    """The reference slides, if there are any; a `SourceError` says which layout they lack."""
    if not path.is_file():
        return None
    data = path.read_bytes()
    try:
        slides = pptx.Presentation(io.BytesIO(data))
        layouts = cover_layout(slides), title_layout(slides)
        width, height = slides.slide_width or 0, slides.slide_height or 1
    except _UNREADABLE as error:
        raise _wrong(path, "打不开", "一个 .pptx 文件") from error
    for layout, name in zip(layouts, ("标题幻灯片", "仅标题"), strict=True):
        if layout is None:
            raise _wrong(path, f"没有版式“{name}”", "含版式“标题幻灯片”与“仅标题”，各有标题占位符")
    if abs(width / height - _WIDEST_TO_HIGHEST) > 0.01:
        raise _wrong(path, f"宽高比为 {width / height:.2f}", "16:9 的幻灯片")
    return data


def cover_layout(slides: Presentation) -> SlideLayout | None:
    """The first layout with a centred title: what PowerPoint calls a title slide."""
    return _first(slides, {PP_PLACEHOLDER.CENTER_TITLE}, alone=False)


def title_layout(slides: Presentation) -> SlideLayout | None:
    """The first layout with a title and nothing else to fill in."""
    return _first(slides, {PP_PLACEHOLDER.TITLE}, alone=True)


FURNITURE = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}


def _first(slides: Presentation, titles: set[PP_PLACEHOLDER], alone: bool) -> SlideLayout | None:
    for layout in slides.slide_layouts:
        shapes: Any = layout.placeholders
        kinds = {shape.placeholder_format.type for shape in shapes}
        if kinds & titles and (not alone or kinds <= titles | FURNITURE):
            return layout
    return None


def _wrong(path: Path, found: str, expected: str) -> SourceError:
    return SourceError("template_wrong", f"{path.name}：{found}", expected)
