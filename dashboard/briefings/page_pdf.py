"""The one page as a PDF, set by a layout engine of its own: no office suite is needed."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import typst

from dashboard.briefings.document import Briefing
from dashboard.briefings.embedded import ATTACHMENT, packed
from dashboard.briefings.page_text import page_text
from dashboard.briefings.template import Template
from pipelines.problems import SourceError

_LAYOUT = Path(__file__).resolve().parent / "templates" / "onepage.typ"
_LATIN, _LATIN_HEAD = ("Times New Roman", "Liberation Serif"), ("Arial", "Liberation Sans")
_SERIF = ("STFangsong", "SimSun", "Source Han Serif SC", "Noto Serif CJK SC")
#: The first is the one that is meant; the others stand in for it.
_BODY = {
    "gb2312": ("FangSong_GB2312", "FangSong", *_SERIF),
    "windows": ("FangSong", "FangSong_GB2312", *_SERIF),
}
_HEAD = ("SimHei", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei")
_LAST = ("Noto Sans CJK SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback")


def write(briefing: Briefing, template: Template, marked: bool, record: bytes) -> bytes:
    """
    Return the PDF: exactly one page, with `record` attached. The same briefing gives the same bytes
    where the same fonts are installed.

    Raises:
        SourceError: the briefing has no one page, or the machine has no Chinese font.
    """
    if briefing.one_page is None:
        raise SourceError("briefing_nothing", "这份简报没有一页纸", "区（县）或单位的简报")
    text = page_text(briefing, briefing.one_page, marked)
    body, head = _chosen(_BODY[template.fonts]), _chosen(_HEAD)
    if body is None or head is None:
        raise SourceError("font_missing", "本机没有中文字体", "安装仿宋与黑体，或思源宋体与思源黑体")
    replaced = (body, head) != (_BODY[template.fonts][0], _HEAD[0])
    notes = (*text.notes, "字体已替换") if replaced else text.notes
    data = {
        **_plain(text._replace(notes=notes)),
        "body_fonts": [*_installed(_LATIN), body],
        "head_fonts": [*_installed(_LATIN_HEAD), head],
    }
    inputs = {
        "page": json.dumps(data, ensure_ascii=False),
        "record": packed(record),
        "attachment": ATTACHMENT,
    }
    return bytes(typst.compile(str(_LAYOUT), format="pdf", sys_inputs=inputs))


def _plain(text: object) -> dict[str, object]:
    """Named tuples as objects of JSON, other tuples as lists."""
    return {name: _value(value) for name, value in text._asdict().items()}  # type: ignore[attr-defined]


def _value(value: object) -> object:
    if hasattr(value, "_asdict"):
        return _plain(value)
    return [_value(one) for one in value] if isinstance(value, tuple) else value


@cache
def _families() -> frozenset[str]:
    """Names of all installed fonts: a tenth of a second, so once a process."""
    return frozenset(typst.Fonts().families())


def _installed(names: Sequence[str]) -> list[str]:
    return [name for name in names if name in _families()][:1]


def _chosen(names: Sequence[str]) -> str | None:
    return next(iter(_installed((*names, *_LAST))), None)
