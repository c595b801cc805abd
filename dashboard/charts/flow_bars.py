"""The stages of a pathway as bars on one scale, from the top: a plain Plotly dict.

Under each bar lies what the place stands against: the range of its neighbours, their average and England. Every set of
neighbours and both averages are in the figure under their conditions. Names stand left of the bars on a wide screen
and above them on a narrow one. No bar leads into the next, because no stage is a part of the one before.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.trend_labels import NARROW, WIDE

ROW, NARROW_ROW = 52, 70  # px that a stage takes
HEADING = 0.78  # of a row: the name of a group of stages
THICK, BELOW, ABOVE = 0.34, 0.31, 0.2  # of a row: a bar, and where the range and a narrow screen's name lie
MARGIN = {"l": 222, "r": 28, "t": 40, "b": 52}
NARROW_MARGIN = {"l": 12, "r": 16, "t": 104}
ROOM = 1.12  # of the longest bar: for the figure at its end
AFTER = 0.01  # of the axis: from the end of a bar to its figure


class Spread(NamedTuple):
    """A set of neighbours at one stage: lowest, highest, the averages by their name, and all that in words."""

    low: float
    high: float
    averages: Mapping[str, float]
    words: str


class Stop(NamedTuple):
    """One stage. ``shown`` is its figure, or the words in place of a bar where ``value`` is not known.

    ``short`` is the note where there is little room. ``standing`` stages count who is there on a day, the others what
    happened in the year.
    """

    group: str
    name: str
    note: str
    value: float | None
    shown: str
    hover: str
    standing: bool = False
    short: str = ""
    limits: tuple[float, float] | None = None
    spreads: Mapping[str, Spread] = {}
    england: tuple[float, str] | None = None


def height_of(stops: Sequence[Stop], *, narrow: bool = False) -> int:
    """The height of the figure in px."""
    margin = MARGIN | (NARROW_MARGIN if narrow else {})
    return round(margin["t"] + margin["b"] + (NARROW_ROW if narrow else ROW) * _places(stops)[1])


def _places(stops: Sequence[Stop]) -> tuple[list[float], float, list[tuple[str, float]]]:
    """Where each stage lies, counted downwards in rows, the whole length, and where each group's name stands."""
    places: list[float] = []
    headings: list[tuple[str, float]] = []
    down = 0.0
    for group, members in groupby(stops, key=lambda stop: stop.group):
        if group:
            headings.append((group, down + HEADING * 0.62))
            down += HEADING
        for _ in members:
            places.append(down + 0.5)
            down += 1
    return places, down, headings


def build_flow_bars(
    home: str, units: tuple[str, str], stops: Sequence[Stop], averages: Mapping[str, str]
) -> dict[str, Any]:
    """The figure. ``units`` is what the axis counts, and that in short.

    ``averages`` are the words for each condition ``neighbours=…&average=…`` that may hold.
    """
    (unit, short), (places, length, headings) = units, _places(stops)
    own = [value for stop in stops for value in (stop.value, *(stop.limits or ())) if value is not None]
    most = max([value * ROOM for value in own] + [value for stop in stops for value in _others(stop)], default=0) or 1.0
    placed = list(zip(places, stops, strict=True))
    return {
        "data": [
            *_bars(home, placed),
            *_ranges(placed),
            *_averages(placed, averages),
            *_england(placed),
            *_ends(placed, most),
        ],
        "layout": {
            "margin": MARGIN,
            "showlegend": any(stop.spreads or stop.england for stop in stops),
            "barmode": "overlay",
            "bargap": 0,
            "legend": {
                "orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "itemclick": False,
                "itemdoubleclick": False, "traceorder": "normal",  # one after the other, whatever group they are of
            },
            "xaxis": {
                "range": [0, most * 1.02], "showgrid": True, "zeroline": True, "nticks": 7, "fixedrange": True,
                "exponentformat": "none", "separatethousands": True, "title": {"text": unit, "standoff": 8},
            },
            "yaxis": {
                "visible": False, "range": [length, 0], "rangemode": "normal", "fixedrange": True,
                "tickvals": [*places, *(place for _, place in headings)],
                "ticktext": [*(_say_row(stop) for stop in stops), *(words for words, _ in headings)],
            },
            "annotations": [*_names(placed), *_words_in_place(placed), *_headings(headings)],
            "shapes": [_rule(place - HEADING * 0.44) for _, place in headings[1:]],
            "meta": {
                "narrow": {"margin": NARROW_MARGIN, "xaxis": {"nticks": 4, "title": {"text": short, "standoff": 8}}}
            },
        },
    }  # fmt: skip


def _say_row(stop: Stop) -> str:
    """All that stands at a row in words."""
    return f"{stop.name}{f' ({stop.note})' if stop.note else ''}: {stop.shown}"


def _others(stop: Stop) -> Iterator[float]:
    yield from (spread.high for spread in stop.spreads.values())
    if stop.england:
        yield stop.england[0]


Placed = Sequence[tuple[float, Stop]]


def _bars(home: str, placed: Placed) -> Iterator[dict[str, Any]]:
    for standing, words in ((False, "in the year"), (True, "on 31 March")):
        found = [(place, stop) for place, stop in placed if stop.value is not None and stop.standing == standing]
        if not found:
            continue
        trace: dict[str, Any] = {
            "type": "bar", "orientation": "h", "name": f"{home}, {words}", "width": THICK, "legendgroup": home,
            "x": [stop.value for _, stop in found], "y": [place for place, _ in found],
            "customdata": [stop.hover for _, stop in found], "hovertemplate": "%{customdata}<extra></extra>",
            "marker": {"color": theme.PAPER if standing else theme.HOME, "line": {"width": 2.5, "color": theme.HOME}},
        }  # fmt: skip
        if any(stop.limits for _, stop in found):
            trace["error_x"] = {
                "type": "data", "symmetric": False, "color": theme.GREY_DARK, "thickness": 2, "width": 0,
                "array": [stop.limits[1] - (stop.value or 0) if stop.limits else 0 for _, stop in found],
                "arrayminus": [(stop.value or 0) - stop.limits[0] if stop.limits else 0 for _, stop in found],
            }  # fmt: skip
        yield trace


def _ranges(placed: Placed) -> Iterator[dict[str, Any]]:
    for choice in dict.fromkeys(choice for _, stop in placed for choice in stop.spreads):
        x: list[float | None] = []
        y: list[float | None] = []
        for place, stop in placed:
            if spread := stop.spreads.get(choice):
                x += [spread.low, spread.high, None]
                y += [place + BELOW, place + BELOW, None]
        yield {
            "type": "scatter", "mode": "lines", "name": "Neighbours, lowest to highest", "x": x, "y": y,
            "meta": f"neighbours={choice}", "line": {"color": theme.GREY_LIGHT, "width": 7}, "hoverinfo": "skip",
        }  # fmt: skip


def _averages(placed: Placed, averages: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for condition, words in averages.items():
        choice, kind = (part.partition("=")[2] for part in condition.split("&"))
        found = [(place, stop.spreads[choice]) for place, stop in placed if choice in stop.spreads]
        if found:
            yield _marks(
                words, [(place, spread.averages[kind], spread.words) for place, spread in found],
                {"symbol": "diamond", "color": theme.THIRD, "size": 13},
            ) | {"meta": condition, "error_x": _unseen_range(kind, [spread for _, spread in found])}  # fmt: skip


def _unseen_range(kind: str, spreads: Sequence[Spread]) -> dict[str, Any]:
    """The range about each average for a chart that has bars for both: here lines of their own show it."""
    return {
        "type": "data", "symmetric": False, "visible": False,
        "array": [spread.high - spread.averages[kind] for spread in spreads],
        "arrayminus": [spread.averages[kind] - spread.low for spread in spreads],
    }  # fmt: skip


def _england(placed: Placed) -> Iterator[dict[str, Any]]:
    found = [(place, *stop.england) for place, stop in placed if stop.england]
    if found:
        style = {"symbol": "line-ns", "size": 11, "line": {"width": 4, "color": theme.GREY_DARK}}
        yield _marks("England", found, style | {"color": theme.GREY_DARK})


def _marks(name: str, found: Sequence[tuple[float, float, str]], marker: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "name": name, "cliponaxis": False, "marker": dict(marker),
        "x": [value for _, value, _ in found], "y": [place + BELOW for place, _, _ in found],
        "customdata": [words for _, _, words in found], "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip


def _ends(placed: Placed, most: float) -> Iterator[dict[str, Any]]:
    """The figure at the end of each bar."""
    known = [(place, stop.value, stop) for place, stop in placed if stop.value is not None]
    yield {
        "type": "scatter", "mode": "text", "showlegend": False, "hoverinfo": "skip", "cliponaxis": False,
        "x": [max(value, (stop.limits or (0, 0))[1]) + most * AFTER for _, value, stop in known],
        "y": [place for place, *_ in known], "text": [f"<b>{stop.shown}</b>" for *_, stop in known],
        "textposition": "middle right", "textfont": {"color": theme.INK},
    }  # fmt: skip


def _words_in_place(placed: Placed) -> Iterator[dict[str, Any]]:
    for place, stop in placed:
        if stop.value is None:
            side = {"xanchor": "left", "xshift": 6, "yanchor": "middle", "align": "left"}
            yield _annotation(WIDE, f"<i>{stop.shown}</i>", place, side)
            yield _annotation(NARROW, "<i>" + "<br>".join(wrap(stop.shown, 34)) + "</i>", place + 0.14, side)


def _names(placed: Placed) -> Iterator[dict[str, Any]]:
    for place, stop in placed:
        small = f"<br><span style='font-size:14px'>{stop.note}</span>" if stop.note else ""
        beside = f"  {stop.short or stop.note}" if stop.note else ""
        yield _annotation(WIDE, f"<b>{stop.name}</b>{small}", place + 0.06, {"xanchor": "right", "xshift": -10,
                          "align": "right", "yanchor": "middle"})  # fmt: skip
        yield _annotation(NARROW, f"<b>{stop.name}</b>{beside}", place - ABOVE, {"xanchor": "left", "yanchor": "bottom",
                          "align": "left"})  # fmt: skip


def _headings(headings: Sequence[tuple[str, float]]) -> Iterator[dict[str, Any]]:
    for words, place in headings:
        quiet = {"yanchor": "middle", "font": {"color": theme.GREY_DARK}}
        yield _annotation(WIDE, f"<b>{words}</b>", place, quiet | {"xanchor": "right", "xshift": -10})
        yield _annotation(NARROW, f"<b>{words}</b>", place, quiet | {"xanchor": "left"})


def _annotation(condition: str, text: str, place: float, more: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": condition, "text": text, "x": 0, "xref": "paper", "y": place, "showarrow": False} | dict(more)


def _rule(place: float) -> dict[str, Any]:
    line = {"width": 1, "color": theme.GREY_LIGHT}
    return {
        "name": "", "type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": place, "y1": place, "layer": "below",
        "line": line,
    }  # fmt: skip
