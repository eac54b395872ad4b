"""
Colours of both themes, and the layout that every figure shares.

The browser chooses the theme for each person, so colours are functions of `dark` and
never constants of a module. All sets were measured to stay apart for red-blind,
green-blind and blue-blind eyes; a colour is never the only bearer of a meaning.
"""

import html
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.wording import Wording

#: A plotly figure as a plain dict: building `go.Figure` costs more than the queries.
Figure = dict[str, Any]

LINES = ("overall", "project", "basic")


@dataclass(frozen=True, slots=True)
class Look:
    """How one person sees the page: the language and the theme."""

    language: str = "zh"
    dark: bool = False

    def say(self, zh: str, en: str) -> str:
        """Return `zh` or `en`."""
        return en if self.language == "en" else zh

    def name(self, wording: Wording) -> str:
        return wording(self.language)

    @property
    def line(self) -> Mapping[str, str]:
        """Colours of 整体, 项目, 基本 and of further money: source lines."""
        if self.dark:
            return {"overall": "#6FA8DC", "project": "#F0A654", "basic": "#9AA4B2", "source": "#8FE0CF"}
        return {"overall": "#1D4E89", "project": "#D9822B", "basic": "#6B7280", "source": "#14907F"}

    @property
    def categories(self) -> tuple[str, ...]:
        """Six colours for things of equal rank, the last for 其他."""
        if self.dark:
            return ("#5B9BE0", "#8FE0CF", "#F0A654", "#A5763A", "#C9B3F0", "#9AA4B2")
        return ("#1D4E89", "#14907F", "#D9822B", "#7A5A2B", "#A58BD0", "#6B7280")

    @property
    def grades(self) -> tuple[str, str, str, str]:
        """From good to poor: 优 良 中 差."""
        if self.dark:
            return ("#4A86C8", "#A6E3EE", "#F2C14E", "#E0604A")
        return ("#1D4E89", "#5AAFC6", "#D9972A", "#9E2B1B")

    @property
    def severities(self) -> tuple[str, str, str, str]:
        """Of findings: 错误, 违规待核, 疑点, 提示."""
        if self.dark:
            return ("#E0604A", "#F2C14E", "#8FA3BF", "#3F5069")
        return ("#B8371F", "#D9972A", "#6B7280", "#C3CCD8")

    @property
    def scale(self) -> list[list[float | str]]:
        """Rates from 0 to 1: poor is warm, 80 % is pale, full is deep blue."""
        if self.dark:
            stops = ("#E0604A", "#C9823B", "#5C5340", "#33506F", "#6FA8DC")
        else:
            stops = ("#9E2B1B", "#DB8B3A", "#F6EBD5", "#A9C8E6", "#1D4E89")
        return [[where, colour] for where, colour in zip((0.0, 0.45, 0.75, 0.9, 1.0), stops, strict=True)]

    @property
    def text(self) -> str:
        return "#E6ECF4" if self.dark else "#0F1826"

    @property
    def faint(self) -> str:
        """Text of axes and notes: 4.5 to 1 on the page."""
        return "#A9B4C2" if self.dark else "#566173"

    @property
    def rule(self) -> str:
        """Hairlines."""
        return "#2B3747" if self.dark else "#E3E9F1"

    @property
    def page(self) -> str:
        return "#10161F" if self.dark else "#FFFFFF"

    @property
    def band(self) -> str:
        """The fill of a range behind lines."""
        return "rgba(111,168,220,0.16)" if self.dark else "rgba(29,78,137,0.10)"

    @property
    def alert(self) -> str:
        return "#E0604A" if self.dark else "#B8371F"

    def on(self, colour: str) -> str:
        """Return the text colour that reads on a filled mark of `colour`."""
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return "#10202E" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.52 else "#FFFFFF"


def layout(look: Look, height: int, **more: Any) -> dict[str, Any]:
    """
    Return the layout that all figures share: no title, no toolbar room, quiet axes.

    `more` replaces whole entries; axes given in it are merged over the quiet axis. Where the labels of
    an axis are known here, so is their room: else plotly draws a figure twice, to see how wide they are.
    """
    quiet = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "automargin": True,
        "ticks": "",
        "tickfont": {"size": 12, "color": look.faint},
        "gridcolor": look.rule,
        "title": {"text": ""},
    }
    made: dict[str, Any] = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": 13, "color": look.text},
        "showlegend": False,
        "dragmode": False,
        "clickmode": "event+select",
        "hoverlabel": {"align": "left", "font": {"size": 13}},
        "bargap": 0.32,
        "xaxis": dict(quiet),
        "yaxis": dict(quiet),
    }
    for key, value in more.items():
        if key.startswith(("xaxis", "yaxis")):
            made[key] = {**quiet, **value}
        else:
            made[key] = value
    for key in [key for key in made if key.startswith(("xaxis", "yaxis"))]:
        axis = made[key]
        if axis.get("showticklabels") is False and not axis["title"]["text"]:
            axis["automargin"] = False
    labels, beside = made["yaxis"].get("ticktext"), made["yaxis"]
    if labels is not None:
        beside["automargin"] = False
        made["margin"] = {**made["margin"], "l": label_room(labels, beside["tickfont"]["size"])}
    return made


def label_room(labels: Sequence[str], size: float) -> int:
    """Return the pixels that labels beside an axis take: a Chinese character is as wide as it is high."""
    widths = [
        sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.62 for sign in html.unescape(label))
        for label in labels
    ]
    return round(max(widths, default=0) * size) + 12


def note(look: Look, text: str, x: object, y: object, **more: Any) -> dict[str, Any]:
    """Return one annotation without an arrow."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "font": {"size": 12, "color": look.faint},
        **more,
    }


def streamlit_style(look: Look, most_mb: int) -> str:
    """
    Return the style that says in the reader's language what Streamlit's boxes say in English.

    On a narrow window it lets 「较上年」 stand under its change, where Streamlit would cut it off. Streamlit
    1.67 has no setting for either. Nothing of a file or a person stands in it. `most_mb` is
    the largest file that may be handed in.
    """
    box, hint = "[data-testid=stFileUploaderDropzone]", "[data-testid=InputInstructions]"
    words = {
        f"{box} button p": look.say("选择文件", "Choose files"),
        f"{box} [data-testid=stFileUploaderDropzoneInstructions] span": look.say(
            f"也可以拖到这里，每个文件不超过 {most_mb} MB", f"or drop them here, {most_mb} MB each at most"
        ),
        f"{box} > div:not([data-testid]) > span": look.say("松开，放进这里", "Drop them here"),
        '[role=option][style*="contents"] > span': look.say("没有匹配的", "Nothing fits"),
        f"[data-testid=stTextInput] {hint}": look.say("按回车确定", "Press Enter"),
        f"[data-testid=stTextArea] {hint}": look.say("按 Ctrl+回车确定", "Press Ctrl+Enter"),
    }
    rules = [
        f"{place}, {place} * {{font-size: 0; white-space: normal}} "
        f'{place}::after {{content: "{said}"; font-size: {"0.75rem" if hint in place else "0.95rem"}}}'
        for place, said in words.items()
    ]
    rules.append(":has(> [data-testid=stMetricDelta]) {flex-wrap: wrap}")
    return f"<style>{' '.join(rules)}</style>"
