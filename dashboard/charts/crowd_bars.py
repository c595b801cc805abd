"""Ranked bars for a crowd: thin, without a name each, the ones of interest named at the side: a plain Plotly dict."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.labels import EndLabel, Scale, build_labels
from dashboard.charts.place_bars import HATCH
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.trend_labels import NARROW, WIDE, shorten

MARGIN = {"l": 20, "r": 250, "t": 12, "b": 56}
NARROW_MARGIN = {"l": 12, "r": 132, "t": 12, "b": 56}
TALL, THIN, MOST = 640, 3, 14  # px: the height aimed at, and the least and most that a bar takes
LONGEST, LONGEST_NARROW = 24, 12  # characters of a name


class Bar(NamedTuple):
    """One bar; ``label`` says whether its name stands at the side."""

    name: str
    value: float
    shown: str
    hover: str
    colour: str
    label: bool = False
    bold: bool = False
    illustrative: bool = False


def row_of(bars: int) -> float:
    """The px that one of so many bars takes."""
    return max(THIN, min(MOST, TALL / max(bars, 1)))


def height_of(bars: int) -> int:
    """The height of the figure in px."""
    return MARGIN["t"] + MARGIN["b"] + round(row_of(bars) * bars)


def build_crowd_bars(bars: Sequence[Bar], unit: str) -> dict[str, Any]:
    """The figure, the first bar on top; the axis takes in zero."""
    axis = choose_scale([0.0, *(bar.value for bar in bars)], 1)
    rows = Scale(-0.5, len(bars) - 0.5, row_of(len(bars)) * len(bars))
    return {
        "data": [_bars(bars)],
        "layout": {
            "height": height_of(len(bars)),
            "margin": MARGIN,
            "bargap": 0.12 if row_of(len(bars)) > 5 else 0,
            "meta": {"narrow": {"margin": NARROW_MARGIN}},
            "xaxis": build_value_axis(axis, unit)
            | {"showgrid": True, "title": {"text": "" if unit == "%" else unit}, "nticks": 6},
            "yaxis": {
                "visible": False,
                "range": [len(bars) - 0.5, -0.5],
                "rangemode": "normal",
                "fixedrange": True,
            },
            "annotations": [
                *_labels(bars, rows, axis, LONGEST, WIDE),
                *_labels(bars, rows, axis, LONGEST_NARROW, NARROW),
            ],
        },
    }


def _bars(bars: Sequence[Bar]) -> dict[str, Any]:
    marker: dict[str, Any] = {"color": [bar.colour for bar in bars], "line": {"width": 0}}
    if any(bar.illustrative for bar in bars):
        marker["pattern"] = HATCH | {"shape": ["/" if bar.illustrative else "" for bar in bars]}
    return {
        "type": "bar",
        "orientation": "h",
        "name": "Places",
        "x": [bar.value for bar in bars],
        "y": list(range(len(bars))),
        "text": [bar.name for bar in bars],
        "textposition": "none",
        "customdata": [bar.hover for bar in bars],
        "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
        "marker": marker,
    }


def _labels(bars: Sequence[Bar], rows: Scale, axis: Scale, longest: int, width: str) -> list[dict[str, Any]]:
    found = []
    for place, bar in enumerate(bars):
        if bar.label:
            text = f"{shorten(bar.name, longest)} {bar.shown}"
            text = f"<b>{text}</b>" if bar.bold else text
            colour = theme.GREY_DARK if bar.colour == theme.GREY_LIGHT else bar.colour
            found.append(EndLabel(text, str(max(bar.value, 0.0)), place, colour, width))
    return build_labels(found, {}, rows, str(axis.high))
