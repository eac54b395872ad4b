"""
The few shapes that all figures are made of, as plain dicts.

Each takes what is to be drawn as plain lists and returns a whole figure. Texts of
strangers are made literal here, so no figure can forget it. A value of None is a gap or
an empty place, never zero.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.formats import chart, short
from dashboard.theme import Figure, Look, layout, note


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a value for each x (None is a gap), its name at the right end."""

    name: str
    values: Sequence[float | None]
    colour: str
    ids: Sequence[list[str]] = ()  #: customdata of the points
    hover: Sequence[Sequence[str]] = ()  #: for each point, lines of text
    width: float = 2.4
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from top to bottom."""

    labels: Sequence[str]
    values: Sequence[float | None]
    texts: Sequence[str]
    colours: Sequence[str]
    ids: Sequence[list[str]] = ()
    hover: Sequence[Sequence[str]] = ()


def _hover(lines: Sequence[str]) -> str:
    return "<br>".join(chart(line) for line in lines)


def empty(look: Look, words: str) -> Figure:
    """Return a figure without data whose `meta` says in one line of ours why there is none."""
    return {"data": [], "layout": layout(look, 120, meta=words)}


def spread(places: Sequence[float], least: float) -> list[float]:
    """Return the places moved apart so that neighbours are `least` apart, order kept."""
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = list(places)
    for before, after in itertools.pairwise(order):
        moved[after] = max(moved[after], moved[before] + least)
    over = (moved[order[-1]] - places[order[-1]]) / 2 if order else 0.0
    return [place - over for place in moved]


def lines(
    look: Look,
    x: Sequence[str],
    series: Sequence[Series],
    height: int = 320,
    band: tuple[Sequence[float | None], Sequence[float | None]] | None = None,
    mark: float | None = None,
) -> Figure:
    """
    Return lines of fractions over `x`, shown in percent, each named at its right end.

    `x` are the years in order; `band` holds the lower and upper ends of a range behind the
    lines; `mark` is a dotted level, such as a threshold. Without a value: a line that says so.
    """
    drawn = [value for one in series for value in one.values if value is not None]
    if not drawn or not x:
        return empty(look, look.say("没有可画的年度数据", "No years to draw"))
    traces: list[dict[str, Any]] = []
    if band:
        edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "x": list(x)}
        traces.append({**edge, "type": "scatter", "y": list(band[0])})
        traces.append(
            {**edge, "type": "scatter", "y": list(band[1]), "fill": "tonexty", "fillcolor": look.band}
        )
        drawn += [value for end in band for value in end if value is not None]
    for one in series:
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": list(x),
                "y": list(one.values),
                "name": chart(one.name),
                "line": {"color": one.colour, "width": one.width, "dash": one.dash},
                "marker": {"size": 8, "color": one.colour},
                "customdata": list(one.ids) or None,
                "hovertext": [_hover(lines) for lines in one.hover] or None,
                "hovertemplate": "%{hovertext}<extra></extra>" if one.hover else "%{y:.2%}<extra></extra>",
            }
        )
    low, high = min(drawn), max(drawn)
    if mark is not None:
        low, high = min(low, mark), max(high, mark)
    room = max((high - low) * 0.18, 0.015)
    bottom, top = max(low - room, 0.0) if low >= 0 else low - room, high + room
    if high <= 1:
        top = min(top, 1 + room / 4)  # no grid line above 100 % where nothing lies there
    figure = layout(
        look,
        height,
        margin={"l": 50, "r": 118 if look.language == "zh" else 150, "t": 12, "b": 28},
        xaxis={"type": "category", "range": [-0.25, len(x) - 0.72], "automargin": False},
        yaxis={
            "showgrid": True,
            "automargin": False,
            "tickformat": ".0%" if top - bottom > 0.06 else ".1%",
            "range": [bottom, top],
            "nticks": 6,
        },
    )
    figure["annotations"] = _end_names(look, series, (top - bottom) * 18 / max(height - 60, 60))
    if mark is not None:
        figure["shapes"] = [_level(look, mark)]
    return {"data": traces, "layout": figure}


def _level(look: Look, at: float) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": at,
        "y1": at,
        "line": {"color": look.faint, "width": 1, "dash": "dot"},
        "layer": "below",
    }


def _end_names(look: Look, series: Sequence[Series], gap: float) -> list[dict[str, Any]]:
    """
    Name each line at its last point, moved apart where two would overlap.

    A category axis takes "2023" for the 2,024th category, so the place is the index.
    """
    ends = []
    for one in series:
        found = [(at, value) for at, value in enumerate(one.values) if value is not None]
        if found:
            ends.append((one, *found[-1]))
    places = spread([value for _, _, value in ends], gap)
    return [
        note(
            look,
            f"{chart(short(one.name, 8 if look.language == 'zh' else 13))} {value * 100:.1f}",
            at,
            place,
            xanchor="left",
            xshift=12,
            font={"size": 13, "color": one.colour},
        )
        for (one, at, value), place in zip(ends, places, strict=True)
    ]


def bars(look: Look, given: Bars, label_length: int = 15, room: float = 1.15) -> Figure:
    """
    Return horizontal bars from top to bottom, labels at the left, texts in or beside the bars.

    The whole label stands in the hover. `room` is how far the axis goes beyond the longest
    bar, for texts beside bars. An empty list gives a line that says so.
    """
    if not given.labels:
        return empty(look, look.say("没有符合条件的记录", "Nothing fits"))
    count = len(given.labels)
    places = list(range(count))
    given_values = [value for value in given.values if value is not None]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": list(given.values),
        "y": places,
        "text": [chart(text) for text in given.texts],
        "textposition": "auto",
        "insidetextanchor": "end",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "textfont": {"size": 12},
        "insidetextfont": {"color": [look.on(colour) for colour in given.colours]},
        "outsidetextfont": {"color": look.faint},
        "marker": {"color": list(given.colours), "cornerradius": 3},
        "customdata": list(given.ids) or None,
        "hovertext": [_hover(lines) for lines in given.hover] or None,
        "hovertemplate": "%{hovertext}<extra></extra>" if given.hover else "%{x}<extra></extra>",
        "unselected": {"marker": {"opacity": 0.45}},
    }
    return {
        "data": [trace],
        "layout": layout(
            look,
            24 + 34 * count,
            margin={"l": 8, "r": 20, "t": 4, "b": 4},
            xaxis={"showticklabels": False, "range": [0, max(given_values, default=1) * room or 1]},
            yaxis={
                "range": [count - 0.5, -0.5],
                "tickvals": places,
                "ticktext": [chart(short(label, label_length)) for label in given.labels],
                "tickfont": {"size": 12.5, "color": look.text},
            },
        ),
    }


def heat(
    look: Look,
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float | None]],
    ids: Sequence[Sequence[list[str]]],
    hover: Sequence[Sequence[Sequence[str]]],
    texts: Sequence[Sequence[str]],
    scale: list[list[float | str]] | None = None,
) -> Figure:
    """
    Return a table of colours, fractions from 0 to 1, each cell a target for a click.

    Plotly's heat map reports no clicks, so invisible squares lie above it and carry `ids`
    (a cell whose id is empty takes no click).
    """
    if not rows:
        return empty(look, look.say("没有符合条件的记录", "Nothing fits"))
    places = list(range(len(rows)))
    cells = [(at, column) for at in places for column in range(len(columns)) if ids[at][column]]
    return {
        "data": [
            {
                "type": "heatmap",
                "x": list(columns),
                "y": places,
                "z": [list(line) for line in values],
                "zmin": 0,
                "zmax": 1,
                "colorscale": scale or look.scale,
                "showscale": False,
                "xgap": 3,
                "ygap": 3,
                "hoverongaps": False,
                "hoverinfo": "skip",
                "text": [[chart(text) for text in line] for line in texts],
                "texttemplate": "%{text}",
                "textfont": {"size": 12},
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": [columns[column] for _, column in cells],
                "y": [at for at, _ in cells],
                "customdata": [ids[at][column] for at, column in cells],
                "hovertext": [_hover(hover[at][column]) for at, column in cells],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "marker": {"symbol": "square", "size": 26, "opacity": 0},
                "selected": {"marker": {"opacity": 0.25}},
                "unselected": {"marker": {"opacity": 0}},
            },
        ],
        "layout": layout(
            look,
            48 + 28 * len(rows),
            margin={"l": 8, "r": 8, "t": 28, "b": 4},
            xaxis={
                "type": "category",
                "side": "top",
                "range": [-0.5, len(columns) - 0.5],
                "automargin": False,
            },
            yaxis={
                "range": [len(rows) - 0.5, -0.5],
                "tickvals": places,
                "ticktext": [chart(short(row, 15)) for row in rows],
                "tickfont": {"size": 12.5, "color": look.text},
            },
        ),
    }
