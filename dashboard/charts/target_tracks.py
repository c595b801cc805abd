"""Targets with the figure of their own period, each on a line of its own: how far the baseline and the figure are from
the target, in per cent of it, so that rates, shares and numbers can stand under each other. A plain Plotly dict."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.trend_labels import NARROW, WIDE
from dashboard.targets import Colour

HEAD, ROW = 46, 50  # px that an indicator's name takes, and each of its targets with the words above it
TEXT = 11  # px from a line of marks up to its words
MARGIN = {"l": 16, "r": 24, "t": 30, "b": 58}
LONGEST = 30  # characters of a line of an indicator's name on a narrow screen, which has room for two
LEAST = 12.0  # per cent that the scale reaches at least
FIGURE = "Figure of the target’s period"
MARKS: dict[Colour, tuple[str, str, str]] = {  # symbol, its colour, what it is called in words
    "green": ("circle", theme.BETTER, "a disc"),
    "amber": ("circle-open-dot", theme.WORSE, "a ring with a dot"),
    "red": ("square", theme.WORSE, "a square"),
    "grey": ("circle-open", theme.GREY_DARK, "a ring"),
}


class Track(NamedTuple):
    """One target. ``start`` and ``figure`` are per cent of the target above or below it, None where there is none to
    draw; ``words`` and ``short`` stand above the marks, ``short`` where there is little room."""

    words: str
    short: str
    start: float | None
    figure: float | None
    colour: Colour
    hover: str


class Group(NamedTuple):
    """An indicator with its targets."""

    name: str
    tracks: tuple[Track, ...]


class _Place(NamedTuple):
    y: float
    track: Track


def height_of(groups: Sequence[Group]) -> int:
    """The height of the figure in px."""
    return MARGIN["t"] + MARGIN["b"] + max(_depth(groups), HEAD + ROW)


def _depth(groups: Sequence[Group]) -> int:
    return sum(HEAD + ROW * len(group.tracks) for group in groups)


def build_target_tracks(groups: Sequence[Group]) -> dict[str, Any]:
    """The figure, the first group on top; a step of the upright axis is a pixel."""
    names: list[tuple[float, str]] = []
    places: list[_Place] = []
    top = 0.0
    for group in groups:
        names.append((top, group.name))
        places += [_Place(top + HEAD + ROW * (at + 0.66), track) for at, track in enumerate(group.tracks)]
        top += HEAD + ROW * len(group.tracks)
    ends = [end for _, track in places for end in (track.start, track.figure) if end is not None]
    low, high = min([-LEAST, *ends]), max([LEAST, *ends])
    room = (high - low) * 0.05
    rows = {**{y: name for y, name in names}, **{y: track.words for y, track in places}}
    return {
        "data": [_ways(places), _starts(places), *_figures(places), _ticks(places)],
        "layout": {
            "margin": MARGIN,
            "xaxis": {"range": [low - room, high + room], "ticksuffix": " %", "tickformat": ",~r", "showgrid": False,
                      "zeroline": False, "nticks": 7, "fixedrange": True,
                      "title": {"text": "% above or below the target", "standoff": 6}},
            "yaxis": {"visible": False, "range": [max(top, HEAD + ROW), 0], "rangemode": "normal", "fixedrange": True,
                      "tickvals": list(rows), "ticktext": list(rows.values())},
            "shapes": [_target_line()],
            "annotations": [
                _target_name(),
                *(part for y, name in names for part in _spellings(y + HEAD - 6, f"<b>{name}</b>", _cut(name))),
                *(part for y, track in places for part in _spellings(y - TEXT, track.words, track.short)),
            ],
        },
    }  # fmt: skip


def _cut(name: str) -> str:
    return f"<b>{'<br>'.join(wrap(name, LONGEST, max_lines=2, placeholder='…'))}</b>"


def _ways(places: Sequence[_Place]) -> dict[str, Any]:
    """From each baseline to its target."""
    found = [(y, track.start) for y, track in places if track.start is not None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "The way from the baseline",
        "x": [x for _, start in found for x in (start, 0, None)],
        "y": [at for y, _ in found for at in (y, y, None)],
        "line": {"color": theme.GREY_LIGHT, "width": 4},
        "hoverinfo": "skip",
    }


def _starts(places: Sequence[_Place]) -> dict[str, Any]:
    found = [place for place in places if place.track.start is not None]
    ends = [place.track.start or 0.0 for place in found]
    return _marks(found, "Baseline", ends, {"symbol": "circle", "size": 9, "color": theme.GREY_DARK})


def _figures(places: Sequence[_Place]) -> list[dict[str, Any]]:
    """One trace for each colour, each with a shape of its own."""
    traces = []
    for colour, (symbol, paint, _) in MARKS.items():
        found = [place for place in places if place.track.figure is not None and place.track.colour == colour]
        if found:
            ends = [place.track.figure or 0.0 for place in found]
            mark = {"symbol": symbol, "size": 15, "color": paint, "line": {"color": paint, "width": 3}}
            traces.append(_marks(found, colour.capitalize(), ends, mark) | {"legendgroup": FIGURE})
    return traces


def _ticks(places: Sequence[_Place]) -> dict[str, Any]:
    mark = {"symbol": "line-ns", "size": 10, "color": theme.INK, "line": {"color": theme.INK, "width": 4}}
    return _marks(places, "Target", [0.0] * len(places), mark)


def _marks(places: Sequence[_Place], name: str, ends: Sequence[float], mark: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(ends),
        "y": [place.y for place in places],
        "customdata": [place.track.hover for place in places],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "marker": mark | {"opacity": 1},
    }


def _target_line() -> dict[str, Any]:
    line = {"width": 1, "color": theme.GREY_DARK, "dash": "dot"}
    return {"name": "", "type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper", "layer": "below",
            "line": line}  # fmt: skip


def _target_name() -> dict[str, Any]:
    return {"name": "", "text": "<b>Target</b>", "x": 0, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2,
            "showarrow": False}  # fmt: skip


def _spellings(y: float, words: str, short: str) -> list[dict[str, Any]]:
    """Words on paper of their own, so that no line runs through them; shorter ones on a narrow screen."""
    return [
        {"name": when, "text": spelling, "x": 0, "xref": "paper", "y": y, "xanchor": "left", "yanchor": "bottom",
         "xshift": -12, "showarrow": False, "bgcolor": theme.PAPER, "borderpad": 1, "align": "left"}
        for when, spelling in ({"": words} if words == short else {WIDE: words, NARROW: short}).items()
    ]  # fmt: skip
