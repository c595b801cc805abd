"""Lying bars of counts, money or shares, each under its name, in layers where they have some: a plain Plotly dict."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.trend_labels import NARROW, WIDE, shorten

ROW = 50  # px that one bar and the name above it take
THICK = 0.36  # of a row
LONGEST = 34  # characters of a name on a narrow screen
MARGIN = {"l": 16, "r": 24, "t": 10, "b": 58}
LEGEND = 36  # px below the axis
COLOURS = {"green": theme.BETTER, "amber": theme.WORSE, "red": theme.WORSE, "": theme.GREY_LIGHT}
PATTERNS = {"green": "", "amber": "/", "red": "", "": ""}


class Layer(NamedTuple):
    """One part of every bar: its name, how long it is in each, in words for the tooltip, colour and pattern."""

    name: str
    values: Sequence[float | None]
    words: Sequence[str]
    colour: str
    pattern: str = ""


def rag_layer(rag: str, name: str, counts: Sequence[int], what: str) -> Layer:
    """The layer of a status: blue, orange hatched, orange filled; what has none is grey."""
    words = [f"{count} {what}" for count in counts]
    return Layer(name, list(counts), words, COLOURS[rag], PATTERNS[rag])


def height_of(bars: int, *, legend: bool = False) -> int:
    """The height of the figure in px."""
    return MARGIN["t"] + MARGIN["b"] + (LEGEND if legend else 0) + ROW * max(bars, 2)


def build_plan_bars(
    names: Sequence[str], layers: Sequence[Layer], *, title: str, labels: Sequence[str] = ()
) -> dict[str, Any]:
    """The figure, the first bar on top. ``labels`` stand before the names, ``title`` under the axis."""
    rows = list(range(len(names)))
    totals = [sum(layer.values[row] or 0 for layer in layers) for row in rows]
    high, low = max(0.0, *totals, 0.0), min(0.0, *totals, 0.0)
    room = (high - low) * 0.04 or 1
    legend = len(layers) > 1
    return {
        "data": [_trace(layer, rows, names) for layer in layers],
        "layout": {
            "barmode": "stack",
            "margin": MARGIN | {"b": MARGIN["b"] + (LEGEND if legend else 0)},
            "showlegend": legend,
            "legend": {"orientation": "h", "x": 0, "y": -0.0, "yref": "container", "yanchor": "bottom",
                       "traceorder": "normal"},
            "xaxis": {"range": [low - room if low else 0, high + room], "title": {"text": title}, "showgrid": True,
                      "nticks": 6, "zeroline": False},
            "yaxis": {"visible": False, "range": [len(names) - 0.55, -0.8], "rangemode": "normal"},
            "annotations": [part for row in rows for part in _name(row, names[row], labels[row] if labels else "")],
        },
    }  # fmt: skip


def _trace(layer: Layer, rows: list[int], names: Sequence[str]) -> dict[str, Any]:
    marker: dict[str, Any] = {"color": layer.colour, "line": {"width": 0}}
    if layer.pattern:
        marker["pattern"] = {"shape": layer.pattern, "size": 7, "solidity": 0.3, "fgcolor": theme.PAPER,
                             "fillmode": "overlay"}  # fmt: skip
    return {
        "type": "bar",
        "orientation": "h",
        "name": layer.name,
        "x": list(layer.values),
        "y": rows,
        "width": THICK,
        "text": list(names),
        "textposition": "none",
        "customdata": list(layer.words),
        "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
        "marker": marker,
    }


def _name(row: int, name: str, label: str) -> list[dict[str, Any]]:
    """Label and name above the bar; a long name is cut short on a narrow screen."""
    room = max(12, LONGEST - len(label))
    spellings = {"": name} if len(name) <= room else {WIDE: name, NARROW: shorten(name, room)}
    return [
        {
            "name": when,
            "text": f"<b>{label}</b>  {spelling}" if label else spelling,
            "x": 0,
            "xref": "paper",
            "y": row - THICK / 2,
            "xanchor": "left",
            "yanchor": "bottom",
            "xshift": -4,
            "showarrow": False,
        }
        for when, spelling in spellings.items()
    ]
