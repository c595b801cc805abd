"""Bars of places with their intervals, from zero, with the benchmarks as upright lines: a plain Plotly dict."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.trend_labels import NARROW, WIDE, shorten
from dashboard.formatting import format_value
from dashboard.measures import Measure

LONGEST = 24  # characters of a name beside its figure on a narrow screen
ROW = 54  # px that one bar and the name above it take
THICK = 0.4  # of a row
MARGIN = {"l": 22, "r": 28, "t": 58, "b": 40}
HATCH = {"shape": "/", "size": 7, "solidity": 0.65, "bgcolor": theme.PAPER}


class Goal(NamedTuple):
    """What a plan wants of a place: the figure, and in words."""

    value: float
    words: str


class Bar(NamedTuple):
    """One place. ``hover`` is what its tooltip says below its name; ``illustrative`` bars are hatched."""

    name: str
    value: float | None
    status: str | None
    lower: float | None
    upper: float | None
    hover: str
    chosen: bool = False
    illustrative: bool = False
    target: Goal | None = None


class Line(NamedTuple):
    """A benchmark: an upright line with its name and value above it."""

    name: str
    value: float
    home: bool


def height_of(bars: int) -> int:
    """The height of the figure in px."""
    return MARGIN["t"] + MARGIN["b"] + ROW * bars


def build_place_bars(measure: Measure, bars: Sequence[Bar], lines: Sequence[Line]) -> dict[str, Any]:
    """The figure; the bars from the top in the order given. A place without a figure says why in its place."""
    edges = [edge for bar in bars for edge in (bar.value, bar.upper) if edge is not None]
    edges += [bar.target.value for bar in bars if bar.target]
    scale = choose_scale([0.0, *edges, *(line.value for line in lines)], 1)
    rows = list(range(len(bars)))
    return {
        "data": [_bars(bars, rows), *_targets(bars)],
        "layout": {
            "margin": MARGIN,
            "xaxis": build_value_axis(scale, measure.unit) | {"showgrid": True, "range": [0, scale.high]},
            "yaxis": {
                "visible": False,
                "range": [len(bars) - 0.6, -0.75],
                "rangemode": "normal",
                "fixedrange": True,
            },
            "shapes": [_line(line) for line in lines],
            "annotations": [*_line_labels(lines, measure, scale.high), *_names(bars, measure)],
        },
    }


def _bars(bars: Sequence[Bar], rows: list[int]) -> dict[str, Any]:
    someone = any(bar.chosen for bar in bars)
    colours = [theme.SECOND if bar.chosen or not someone else theme.GREY_LIGHT for bar in bars]
    above = [0.0 if bar.upper is None or bar.value is None else bar.upper - bar.value for bar in bars]
    below = [0.0 if bar.lower is None or bar.value is None else bar.value - bar.lower for bar in bars]
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "name": "Places",
        "x": [bar.value for bar in bars],
        "y": rows,
        "width": THICK,
        "text": [bar.name for bar in bars],
        "textposition": "none",
        "customdata": [bar.hover for bar in bars],
        "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
        "marker": {"color": colours, "line": {"width": 0}},
    }
    if any(above):
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": above,
            "arrayminus": below,
            "color": theme.INK,
            "thickness": 1.5,
            "width": 5,
        }
    if any(bar.illustrative for bar in bars):
        trace["marker"]["pattern"] = HATCH | {"shape": ["/" if bar.illustrative else "" for bar in bars]}
    return trace


def _targets(bars: Sequence[Bar]) -> list[dict[str, Any]]:
    """A diamond on each bar whose place has a target, as on the Trends page."""
    found = [(row, bar, bar.target) for row, bar in enumerate(bars) if bar.target]
    if not found:
        return []
    return [
        {
            "type": "scatter",
            "name": "Target",
            "mode": "markers",
            "x": [target.value for _, _, target in found],
            "y": [row for row, _, _ in found],
            "text": [bar.name for _, bar, _ in found],
            "customdata": [bar.hover for _, bar, _ in found],
            "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
            "marker": {
                "symbol": "diamond",
                "size": 13,
                "opacity": 1,
                "color": theme.PAPER,
                "line": {"color": theme.INK, "width": 2},
            },
            "cliponaxis": False,
            "showlegend": False,
        }
    ]


def _line(line: Line) -> dict[str, Any]:
    return {
        "name": "",
        "type": "line",
        "x0": line.value,
        "x1": line.value,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {
            "width": 3 if line.home else 2,
            "dash": "solid" if line.home else "dash",
            "color": theme.HOME if line.home else theme.GREY_DARK,
        },
    }


def _line_labels(lines: Sequence[Line], measure: Measure, high: float) -> list[dict[str, Any]]:
    """Names above the lines, one above the other, each on the side of its line where there is more room."""
    return [
        {
            "name": "",
            "text": f"<b>{line.name} {format_value(line.value, measure)}</b>",
            "x": line.value,
            "y": 1,
            "yref": "paper",
            "xanchor": "right" if line.value > high / 2 else "left",
            "yanchor": "bottom",
            "yshift": 2 + 20 * place,
            "xshift": 5 if line.value > high / 2 else -5,
            "showarrow": False,
            "font": {"color": theme.HOME if line.home else theme.GREY_DARK},
        }
        for place, line in enumerate(lines)
    ]


def _names(bars: Sequence[Bar], measure: Measure) -> list[dict[str, Any]]:
    """Name and figure above each bar, where they have room; a long name is cut short on a narrow screen."""
    return [
        {
            "name": when,
            "text": _name(bar._replace(name=name), measure),
            "x": 0,
            "y": row - THICK / 2,
            "xanchor": "left",
            "yanchor": "bottom",
            "xshift": -4,
            "showarrow": False,
            "bgcolor": theme.PAPER,
            "borderpad": 1,
        }
        for row, bar in enumerate(bars)
        for when, name in _spellings(bar.name).items()
    ]


def _spellings(name: str) -> dict[str, str]:
    return {"": name} if len(name) <= LONGEST else {WIDE: name, NARROW: shorten(name, LONGEST)}


def _name(bar: Bar, measure: Measure) -> str:
    shown = f"<b>{format_value(bar.value, measure, bar.status)}</b>"
    wanted = f"  target {bar.target.words}" if bar.target else ""
    return f"<b>{bar.name}</b>  {shown}{wanted}" if bar.chosen else f"{bar.name}  {shown}{wanted}"
