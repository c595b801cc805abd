"""Schools as dots along one axis, a row for each phase, with the city's own figure as a mark in each row."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.formatting import format_value
from dashboard.measures import Measure

ROW = 130
MARGIN = {"l": 120, "r": 24, "t": 16, "b": 44}
SPREAD = 0.3  # of a row, up and down, so that dots do not cover each other
STEP = 0.075


class Dot(NamedTuple):
    """One school with a figure; ``pupils`` sizes its dot."""

    value: float
    pupils: float
    hover: str


class Row(NamedTuple):
    """One phase and the city's figure for it (None where there is none)."""

    name: str
    dots: tuple[Dot, ...]
    city: float | None


def height_of(rows: int) -> int:
    """The height of the figure in px."""
    return MARGIN["t"] + MARGIN["b"] + ROW * max(rows, 1)


def build_school_dots(measure: Measure, rows: Sequence[Row], city: str) -> dict[str, Any]:
    """The figure, rows from the top. ``city`` names whose figure the marks are."""
    values = [dot.value for row in rows for dot in row.dots] + [row.city for row in rows if row.city is not None]
    scale = choose_scale([0.0, *values], 1)
    return {
        "data": [_dots(place, row, scale.high) for place, row in enumerate(rows)],
        "layout": {
            "margin": MARGIN,
            "xaxis": build_value_axis(scale, measure.unit) | {"showgrid": True, "range": [0, scale.high]},
            "yaxis": {
                "tickvals": list(range(len(rows))),
                "ticktext": [f"<b>{row.name}</b><br>{len(row.dots)} shown " for row in rows],
                "range": [len(rows) - 0.5, -0.5],
                "showgrid": False,
                "ticks": "",
                "automargin": False,
                "rangemode": "normal",
                "zeroline": False,
                "fixedrange": True,
            },
            "shapes": [_mark(place, row.city) for place, row in enumerate(rows) if row.city is not None],
            "annotations": [
                _name(place, row.city, f"{city} {format_value(row.city, measure)}")
                for place, row in enumerate(rows)
                if row.city is not None
            ],
        },
    }


def _dots(place: int, row: Row, width: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": row.name,
        "x": [dot.value for dot in row.dots],
        "y": [round(place + shift, 3) for shift in swarm([dot.value for dot in row.dots], width / 60)],
        "customdata": [dot.hover for dot in row.dots],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {
            "color": theme.SECOND,
            "opacity": 0.75,
            "size": [_size(dot.pupils) for dot in row.dots],
            "line": {"width": 1, "color": theme.INK},
        },
    }


def _size(pupils: float) -> float:
    """Area in proportion to pupils: 200 pupils 9 px, 1,800 pupils 27 px across."""
    return round(max(7.0, 9.0 * math.sqrt(pupils / 200)), 1)


def swarm(values: Sequence[float], near: float) -> list[float]:
    """How far up or down each dot moves so that those nearer than ``near`` to each other spread around the middle."""
    shifts = [0.0] * len(values)
    lanes: dict[int, float] = {}
    for index in sorted(range(len(values)), key=values.__getitem__):
        lane = next((step for step in _lanes() if values[index] - lanes.get(step, float("-inf")) >= near), 0)
        lanes[lane] = values[index]
        shifts[index] = lane * STEP
    return shifts


def _lanes() -> list[int]:
    outwards = range(1, int(SPREAD / STEP) + 1)
    return [0, *(sign * step for step in outwards for sign in (1, -1))]


def _mark(place: int, value: float) -> dict[str, Any]:
    return {
        "name": "",
        "type": "line",
        "x0": value,
        "x1": value,
        "y0": place - 0.36,
        "y1": place + 0.42,
        "layer": "below",
        "line": {"width": 3, "color": theme.HOME},
    }


def _name(place: int, value: float, text: str) -> dict[str, Any]:
    return {
        "name": "",
        "text": f"<b>{text}</b>",
        "x": value,
        "y": place - 0.36,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -2,
        "yshift": -3,
        "showarrow": False,
        "font": {"color": theme.HOME},
    }
