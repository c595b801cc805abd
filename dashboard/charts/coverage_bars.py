"""How many areas have a figure in each period, as stacked bars: a plain Plotly dict."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme

HEIGHT = 300
COLOURS = (theme.HOME, theme.SEQUENTIAL[1], theme.SECOND, theme.THIRD, theme.FOURTH, theme.GREY_DARK, theme.GREY_LIGHT)
HATCH = {"shape": "/", "size": 6, "solidity": 0.35, "fgcolor": theme.PAPER, "fillmode": "overlay"}


class Layer(NamedTuple):
    """One state: its name, how many areas are in it in each period, its colour, and whether it is hatched."""

    name: str
    counts: Sequence[int]
    colour: str
    hatched: bool = False


def build_coverage_bars(periods: Sequence[str], layers: Sequence[Layer]) -> dict[str, Any]:
    """The figure; the first layer stands at the bottom. ``periods`` are short names, oldest first."""
    highest = max((sum(layer.counts[index] for layer in layers) for index in range(len(periods))), default=0)
    places = list(range(len(periods)))
    step = -(-len(periods) // 10)
    return {
        "data": [_trace(layer, places, periods) for layer in layers],
        "layout": {
            "barmode": "stack",
            "bargap": 0.25,
            "margin": {"l": 44, "r": 12, "t": 12, "b": 64 if len(layers) > 1 else 36},
            "showlegend": len(layers) > 1,
            "legend": {
                "orientation": "h",
                "x": 0,
                "xanchor": "left",
                "y": -0.16,
                "yanchor": "top",
                "traceorder": "normal",
            },
            "xaxis": {
                "tickvals": places[::-1][::step][::-1],
                "ticktext": list(periods[::-1][::step][::-1]),
                "range": [-0.6, len(periods) - 0.4],
                "fixedrange": True,
                "showgrid": False,
            },
            "yaxis": {"range": [0, highest * 1.04 or 1], "rangemode": "tozero", "fixedrange": True, "nticks": 5},
            "meta": {
                "narrow": {
                    "xaxis": {
                        "tickvals": places[::-1][:: step * 3][::-1],
                        "ticktext": list(periods[::-1][:: step * 3][::-1]),
                    }
                }
            },
        },
    }


def _trace(layer: Layer, places: Sequence[int], periods: Sequence[str]) -> dict[str, Any]:
    marker: dict[str, Any] = {"color": layer.colour, "line": {"width": 0}}
    if layer.hatched:
        marker["pattern"] = HATCH
    return {
        "type": "bar",
        "name": layer.name,
        "x": list(places),
        "y": list(layer.counts),
        "text": list(periods),
        "textposition": "none",
        "marker": marker,
        "hovertemplate": f"<b>%{{text}}</b><br>%{{y}}: {layer.name}<extra></extra>",
    }
