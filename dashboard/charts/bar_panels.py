"""A few measures of one period beside each other, each with bars on its own scale from zero: a plain Plotly dict.

Names stand above the bars, so that a panel of any width has room for them.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts.place_bars import HATCH
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.small_multiples import COLUMNS, MARGIN, domains
from dashboard.charts.trend_labels import shorten

ROW, BETWEEN, GAP = 44, 78, 0.08  # px of a bar with its name, px between rows of panels, share between columns
THICK = 0.4  # of a row
SIDES = {"l": 24, "r": 32}
LONGEST = 30  # characters of a name above a bar


class Bar(NamedTuple):
    """One bar; ``shown`` is its figure in words."""

    name: str
    value: float
    shown: str
    hover: str
    colour: str
    bold: bool = False
    illustrative: bool = False


class BarPanel(NamedTuple):
    """One measure: its title, its unit on the axis, its bars from the top."""

    title: str
    unit: str
    bars: Sequence[Bar]


def height_of(panels: Sequence[BarPanel], columns: int = COLUMNS) -> int:
    """The height of the figure in px; on a narrow screen with one column."""
    rows, most = -(-len(panels) // columns), max(len(panel.bars) for panel in panels)
    return MARGIN["t"] + MARGIN["b"] + rows * most * ROW + (rows - 1) * BETWEEN


def build_bar_panels(panels: Sequence[BarPanel]) -> dict[str, Any]:
    """The figure; every panel has room for as many bars as the fullest."""
    most = max(len(panel.bars) for panel in panels)
    layout: dict[str, Any] = {"annotations": [], "margin": MARGIN | SIDES, "bargap": 0}
    narrow: dict[str, Any] = {"margin": MARGIN | SIDES}
    data = []
    for index, panel in enumerate(panels):
        number = "" if index == 0 else str(index + 1)
        scale = choose_scale([0.0, *(bar.value for bar in panel.bars)], 1, 4)
        data += [_bars(panel.bars, number), _names(panel.bars, scale.low, number)]
        wide, tall = _place(index, len(panels), most, COLUMNS), _place(index, len(panels), most, 1)
        layout[f"xaxis{number}"] = build_value_axis(scale, panel.unit) | {
            "domain": wide[0], "anchor": f"y{number}", "showgrid": True, "nticks": 5,
        }  # fmt: skip
        layout[f"yaxis{number}"] = {
            "domain": wide[1], "anchor": f"x{number}", "visible": False, "range": [most - 0.6, -0.75],
            "rangemode": "normal", "fixedrange": True,
        }  # fmt: skip
        narrow[f"xaxis{number}"], narrow[f"yaxis{number}"] = {"domain": tall[0]}, {"domain": tall[1]}
        layout["annotations"].append(_title(panel, number))
    return {"data": data, "layout": layout | {"meta": {"narrow": narrow}}}


def _title(panel: BarPanel, number: str) -> dict[str, Any]:
    unit = "" if panel.unit.lower() in panel.title.lower() else f", {panel.unit}"
    return {
        "name": "", "text": f"<b>{panel.title}</b>{unit}", "xref": f"x{number} domain", "x": 0, "xanchor": "left",
        "yref": f"y{number} domain", "y": 1, "yanchor": "bottom", "yshift": 4, "showarrow": False,
    }  # fmt: skip


def _place(index: int, panels: int, most: int, columns: int) -> tuple[list[float], list[float]]:
    """The shares of width and height that a panel takes."""
    rows = -(-panels // columns)
    gap = BETWEEN / (rows * most * ROW + (rows - 1) * BETWEEN)
    return domains(index, panels, columns, across=GAP, down=gap)


def _bars(bars: Sequence[Bar], number: str) -> dict[str, Any]:
    marker: dict[str, Any] = {"color": [bar.colour for bar in bars], "line": {"width": 0}}
    if any(bar.illustrative for bar in bars):
        marker["pattern"] = HATCH | {"shape": ["/" if bar.illustrative else "" for bar in bars]}
    return {
        "type": "bar", "orientation": "h", "name": "Places", "width": THICK,
        "x": [bar.value for bar in bars], "y": list(range(len(bars))),
        "text": [bar.name for bar in bars], "textposition": "none", "customdata": [bar.hover for bar in bars],
        "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>", "marker": marker,
        "xaxis": f"x{number}", "yaxis": f"y{number}",
    }  # fmt: skip


def _names(bars: Sequence[Bar], low: float, number: str) -> dict[str, Any]:
    words = [f"{shorten(bar.name, LONGEST)}  <b>{bar.shown}</b>" for bar in bars]
    return {
        "type": "scatter", "mode": "text", "name": "Names", "x": [low] * len(bars),
        "y": [place - THICK / 2 - 0.02 for place in range(len(bars))],
        "text": [f"<b>{text}</b>" if bar.bold else text for bar, text in zip(bars, words, strict=True)],
        "textposition": "top right", "cliponaxis": False, "hoverinfo": "skip",
        "xaxis": f"x{number}", "yaxis": f"y{number}",
    }  # fmt: skip
