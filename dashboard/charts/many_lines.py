"""Lines over time: a few are told apart and named at their ends, any number more are grey behind."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.bands import Slice, build_band
from dashboard.charts.labels import EndLabel, Scale, build_labels
from dashboard.charts.time_axis import TimeAxis, build_narrow_ticks, build_time_axis
from dashboard.charts.trend_labels import NARROW, WIDE, shorten

HEIGHT = 480
MARGIN = {"l": 56, "t": 34, "b": 44}
NARROW_MARGIN = {"l": 44, "r": 122}
CHARACTER, LEAST_ROOM = 8, 130  # px: of a label's type, and the least right margin
LONGEST, LONGEST_NARROW = 28, 10  # characters of a name
MARKED = 150  # points up to which the named lines have theirs marked
DASH = "5px,4px"


class Point(NamedTuple):
    """One figure of a line; ``hollow`` ones may still change."""

    day: date
    value: float
    hover: str
    hollow: bool = False


class Style(NamedTuple):
    """Colour, width in px and symbol of a line that is told apart; without a symbol its points are not marked."""

    colour: str
    width: float
    symbol: str = "circle"


class Track(NamedTuple):
    """One line in unbroken runs. ``figure`` is its latest figure in words; dashed where it is made up.

    ``brief`` is its name on a phone where the start of the whole one would not tell it from others.
    """

    name: str
    runs: Sequence[Sequence[Point]]
    style: Style
    figure: str
    bold: bool = False
    dashed: bool = False
    brief: str = ""


def build_many_lines(
    named: Sequence[Track], rest: Sequence[Track], axis: TimeAxis, scale: Scale, band: Sequence[Sequence[Slice]]
) -> dict[str, Any]:
    """The figure without a y axis: ``named`` lines with labels, the first on top; ``rest`` thin and grey behind.

    ``band`` is the interval of the first line, in its runs.
    """
    marked = sum(len(run) for track in named for run in track.runs) <= MARKED
    behind = _background(rest)
    shade = build_band(band, "Interval", "", {"fillcolor": named[0].style.colour, "opacity": 0.2}) if named else None
    lines = [build_line(track, marked) for track in reversed(named)]
    hollow = [trace for track in reversed(named) for trace in _hollow(track)]
    labels = _labels(named, scale, axis.edge)
    room = max((len(track.name[:LONGEST]) + len(track.figure) + 1 for track in named), default=0)
    return {
        "data": [*behind, *([shade] if shade else []), *lines, *hollow],
        "layout": {
            "height": HEIGHT,
            "margin": MARGIN | {"r": max(LEAST_ROOM, 20 + CHARACTER * room) if named else 24},
            "showlegend": False,
            "hovermode": "closest",
            "xaxis": build_time_axis(axis),
            "meta": {"narrow": {"margin": NARROW_MARGIN, "xaxis": build_narrow_ticks(axis)}},
            "annotations": labels,
        },
    }


def inside_height() -> int:
    """The height in px of the plot itself."""
    return HEIGHT - MARGIN["t"] - MARGIN["b"]


def _joined(runs: Iterable[Sequence[Point]]) -> tuple[list[str], list[float | None], list[str]]:
    """Coordinates and words of runs, with a gap between each and the next."""
    x: list[str] = []
    y: list[float | None] = []
    words: list[str] = []
    for run in runs:
        if x:
            x.append(run[0].day.isoformat())
            y.append(None)
            words.append("")
        x += [point.day.isoformat() for point in run]
        y += [point.value for point in run]
        words += [point.hover for point in run]
    return x, y, words


def _background(rest: Sequence[Track]) -> list[dict[str, Any]]:
    """All grey lines as one trace, since each trace costs time; figures without neighbours as dots."""
    found = []
    runs = [run for track in rest for run in track.runs]
    for mode, chosen in (("lines", [r for r in runs if len(r) > 1]), ("markers", [r for r in runs if len(r) == 1])):
        if chosen:
            x, y, words = _joined(chosen)
            found.append(
                {
                    "type": "scatter",
                    "name": "Others",
                    "mode": mode,
                    "x": x,
                    "y": y,
                    "hovertext": words,
                    "hovertemplate": "%{hovertext}<extra></extra>",
                    "line": {"color": theme.GREY_LIGHT, "width": 1},
                    "marker": {"color": theme.GREY_LIGHT, "size": 4},
                }
            )
    return found


def build_line(track: Track, marked: bool) -> dict[str, Any]:
    """A line with a gap between its runs; its points are drawn where ``marked``, and where one stands alone."""
    x, y, words = _joined(track.runs)
    style = track.style
    points = (marked and style.symbol) or any(len(run) == 1 for run in track.runs)
    line: dict[str, Any] = {"color": style.colour, "width": style.width}
    return {
        "type": "scatter",
        "name": track.name,
        "mode": "lines+markers" if points else "lines",
        "x": x,
        "y": y,
        "hovertext": words,
        "hovertemplate": f"<b>{track.name}</b><br>%{{hovertext}}<extra></extra>",
        "line": line | ({"dash": DASH} if track.dashed else {}),
        "marker": {"color": style.colour, "size": 4 + style.width, "symbol": style.symbol or "circle"},
    }


def _hollow(track: Track) -> list[dict[str, Any]]:
    """Points that may still change, drawn over their line with paper inside."""
    points = [point for run in track.runs for point in run if point.hollow]
    if not points:
        return []
    style = track.style
    return [
        {
            "type": "scatter",
            "name": f"{track.name}, provisional",
            "mode": "markers",
            "x": [point.day.isoformat() for point in points],
            "y": [point.value for point in points],
            "cliponaxis": False,
            "hoverinfo": "skip",
            "marker": {
                "size": 6 + style.width,
                "symbol": style.symbol or "circle",
                "color": theme.PAPER,
                "line": {"color": style.colour, "width": 2},
            },
        }
    ]


def _labels(named: Sequence[Track], scale: Scale, edge: str) -> list[dict[str, Any]]:
    """Names at the ends of the lines, none on another; the same with shorter names for a phone."""
    found = []
    for width, longest in ((WIDE, LONGEST), (NARROW, LONGEST_NARROW)):
        labels = []
        for track in named:
            last = track.runs[-1][-1]
            brief = track.brief if width == NARROW else ""
            text = f"{brief or shorten(track.name, longest)} {track.figure}"
            text = f"<b>{text}</b>" if track.bold else text
            labels.append(EndLabel(text, last.day.isoformat(), last.value, track.style.colour, width))
        found += build_labels(labels, {}, scale, edge)
    return found
