"""Bars of places with their intervals, from zero, with the benchmarks as upright lines: a plain Plotly dict."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.rows import build_bars, build_ranges, build_row_axis, build_upright, build_upright_name
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.trend_labels import NARROW, WIDE, shorten
from dashboard.formatting import format_value
from dashboard.measures import Measure

LONGEST = 24  # characters of a name beside its figure on a narrow screen
ROW = 54  # px that one bar and the name above it take
THICK = 0.4  # of a row
MARGIN = {"l": 22, "r": 28, "t": 58, "b": 40}


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
    scale = choose_scale([0.0, *edges, *(line.value for line in lines)], 1)
    return {
        "data": [_bars(bars)],
        "layout": {
            "margin": MARGIN,
            "xaxis": build_value_axis(scale, measure.unit) | {"showgrid": True, "range": [0, scale.high]},
            "yaxis": build_row_axis(-0.75, len(bars) - 0.6),
            "shapes": [_line(line) for line in lines],
            "annotations": [*_line_labels(lines, measure, scale.high), *_names(bars, measure)],
        },
    }


def _bars(bars: Sequence[Bar]) -> dict[str, Any]:
    someone = any(bar.chosen for bar in bars)
    trace = build_bars(
        [bar.name for bar in bars],
        [bar.value for bar in bars],
        [bar.hover for bar in bars],
        [theme.SECOND if bar.chosen or not someone else theme.GREY_LIGHT for bar in bars],
        [bar.illustrative for bar in bars],
    ) | {"width": THICK}
    limits = [None if bar.lower is None or bar.upper is None else (bar.lower, bar.upper) for bar in bars]
    if any(limits):
        ends = [(bar.value, both) for bar, both in zip(bars, limits, strict=True)]
        trace["error_x"] = build_ranges(ends, color=theme.INK, thickness=1.5, width=5)
    return trace


def _line(line: Line) -> dict[str, Any]:
    if line.home:
        return build_upright(line.value, width=3, dash="solid", color=theme.HOME)
    return build_upright(line.value, width=2, dash="dash", color=theme.GREY_DARK)


def _line_labels(lines: Sequence[Line], measure: Measure, high: float) -> list[dict[str, Any]]:
    """Names above the lines, one above the other, each on the side of its line where there is more room."""
    return [
        build_upright_name(
            f"<b>{line.name} {format_value(line.value, measure)}</b>",
            line.value,
            theme.HOME if line.home else theme.GREY_DARK,
            xanchor="right" if line.value > high / 2 else "left",
            yshift=2 + 20 * place,
            xshift=5 if line.value > high / 2 else -5,
        )
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
    return f"<b>{bar.name}</b>  {shown}" if bar.chosen else f"{bar.name}  {shown}"
