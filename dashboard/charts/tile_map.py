"""A tile map of wards: one hexagon each, shaded by value, the wedges outlined. A plain Plotly dict.

The layout is in rows that are shifted by half when odd; rows count upwards from the south. One unit of the axes is the
width of a hexagon, so a hexagon is 2/√3 high and rows stand √3/2 apart.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme

RADIUS = 1 / math.sqrt(3)
RISE = math.sqrt(3) / 2  # from one row to the next
CORNERS = tuple((math.sin(math.radians(60 * k)) * RADIUS, math.cos(math.radians(60 * k)) * RADIUS) for k in range(6))
SHADES = (theme.BETTER_SOFT, theme.SEQUENTIAL[2], theme.SEQUENTIAL[1], theme.SEQUENTIAL[0])  # low to high
INKS = (theme.INK, theme.INK, theme.PAPER, theme.PAPER)  # what can be read on each
UNKNOWN = theme.NEUTRAL_SOFT
SPACING = 0.985  # of a hexagon's size, so that neighbours show a gap
HEIGHT = 640

Point = tuple[float, float]


class Ward(NamedTuple):
    """One tile: its place, its wedge, what is written in it and what its tooltip says; ``value`` shades it."""

    q: int
    r: int
    name: str
    wedge: str
    wedge_name: str
    value: float | None
    shown: str
    hover: str

    @property
    def two_lines(self) -> bool:
        """Whether its name takes two lines in the tile."""
        return "<br>" in short_name(self.name)


class Classes(NamedTuple):
    """The edges between the shades, lowest first, one more than there are shades; and how each edge is written."""

    edges: tuple[float, ...]
    shown: tuple[str, ...]


def choose_edges(values: Sequence[float], decimals: int) -> tuple[float, ...]:
    """Four classes of equal width with round edges that hold all values; fewer where the values are all the same."""
    low, high = min(values), max(values)
    if low == high:
        return (low, high)
    raw = (high - low) / len(SHADES)
    power = 10.0 ** math.floor(math.log10(raw))
    for step in (power * factor for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 15, 20)):
        start = math.floor(low / step + 1e-9) * step
        if start + len(SHADES) * step >= high - 1e-9 and round(step, max(decimals, 0)) == round(step, 10):
            return tuple(round(start + step * place, 10) for place in range(len(SHADES) + 1))
    return tuple(low + raw * place for place in range(len(SHADES) + 1))


def shade_of(value: float | None, edges: Sequence[float]) -> int | None:
    """The number of the shade of a value, from 0; a value on an edge belongs to the higher class. None for no value."""
    if value is None:
        return None
    if len(edges) == 2:
        return 1
    return min(sum(value >= edge for edge in edges[1:-1]), len(SHADES) - 1)


def build_tile_map(wards: Sequence[Ward], classes: Classes | None, unit: str, chosen: str | None) -> dict[str, Any]:
    """The figure. ``classes`` is None where no ward has a value; ``chosen`` is a wedge's code."""
    places = [_centre(ward) for ward in wards]
    shades = [shade_of(ward.value, classes.edges) if classes else None for ward in wards]
    low, high = min(y for _, y in places) - RADIUS, max(y for _, y in places) + RADIUS
    left, right = min(x for x, _ in places) - 0.55, max(x for x, _ in places) + 0.55
    traces = [_fill(places, shades, shade) for shade in (None, *range(len(SHADES))) if shade in shades]
    traces += _outlines(wards, places, chosen)
    inks = [theme.INK if shade is None else INKS[shade] for shade in shades]
    traces += [_values(wards, places, inks), _names(wards, places, inks)]
    legend, words = _legend(classes, unit, left, low - 0.7) if classes else ([], [])
    return {
        "data": [*legend, *traces],
        "layout": {
            "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
            "xaxis": _axis([left - 0.1, right + 0.1]),
            "yaxis": _axis([low - 1.0, high + 0.4]) | {"scaleanchor": "x", "scaleratio": 1},
            "annotations": [*_wedge_names(wards, places, chosen), *words],
        },
    }


def _axis(limits: list[float]) -> dict[str, Any]:
    return {"visible": False, "range": limits, "fixedrange": True, "constrain": "domain", "rangemode": "normal"}


def _centre(ward: Ward) -> Point:
    return ward.q + (0.5 if ward.r % 2 else 0.0), ward.r * RISE


def _fill(places: Sequence[Point], shades: Sequence[int | None], shade: int | None) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for (across, up), own in zip(places, shades, strict=True):
        if own == shade:
            corners = [(_short(across + dx * SPACING), _short(up + dy * SPACING)) for dx, dy in (*CORNERS, CORNERS[0])]
            x += [corner[0] for corner in corners] + [None]
            y += [corner[1] for corner in corners] + [None]
    return _polygon(x[:-1], y[:-1], UNKNOWN if shade is None else SHADES[shade])


def _polygon(x: Sequence[float | None], y: Sequence[float | None], colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "fill": "toself",
        "fillcolor": colour,
        "line": {"width": 0.75, "color": theme.GREY_DARK},
        "hoverinfo": "skip",
    }


def _outlines(wards: Sequence[Ward], places: Sequence[Point], chosen: str | None) -> list[dict[str, Any]]:
    """A line around each wedge, the chosen one's last and boldest."""
    edges: dict[str, dict[frozenset[Point], tuple[Point, Point]]] = defaultdict(dict)
    for ward, (across, up) in zip(wards, places, strict=True):
        corners = [(_short(across + dx), _short(up + dy)) for dx, dy in CORNERS]
        for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
            own = edges[ward.wedge]
            key = frozenset((start, end))
            if key in own:
                del own[key]  # shared by two wards of the wedge: inside it
            else:
                own[key] = (start, end)
    order = sorted(edges, key=lambda wedge: wedge == chosen)
    return [_outline(list(edges[wedge].values()), wedge == chosen) for wedge in order]


def _outline(pieces: Sequence[tuple[Point, Point]], bold: bool) -> dict[str, Any]:
    points = [point for start, end in pieces for point in (start, end, (None, None))]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [point[0] for point in points],
        "y": [point[1] for point in points],
        "line": {"width": 6 if bold else 2.5, "color": theme.FOURTH if bold else theme.INK},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _values(wards: Sequence[Ward], places: Sequence[Point], inks: Sequence[str]) -> dict[str, Any]:
    """The figure in each tile, and its tooltip; a click names the wedge (customdata)."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [_short(across) for across, _ in places],
        "y": [_short(up - 0.19 - 0.09 * ward.two_lines) for ward, (_, up) in zip(wards, places, strict=True)],
        "text": [f"<b>{ward.shown}</b>" for ward in wards],
        "customdata": [[ward.wedge, ward.hover] for ward in wards],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "textfont": {"size": 14, "color": list(inks)},
        "marker": {"size": 40, "symbol": "hexagon2", "color": "rgba(0,0,0,0)"},
        "cliponaxis": False,
    }


def _names(wards: Sequence[Ward], places: Sequence[Point], inks: Sequence[str]) -> dict[str, Any]:
    """The wards' names: the last trace, which assets/wedges.css takes away where tiles are too small for words."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_short(across) for across, _ in places],
        "y": [_short(up + 0.1 + 0.02 * ward.two_lines) for ward, (_, up) in zip(wards, places, strict=True)],
        "text": [short_name(ward.name) for ward in wards],
        "textfont": {"size": 14, "color": list(inks)},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def short_name(name: str) -> str:
    """A ward's name in one or two short lines: the part before “and”."""
    first = name.split(" and ", maxsplit=1)[0]
    return "<br>".join(first.split(" ", 1)) if len(first) > 10 else first


def _wedge_names(wards: Sequence[Ward], places: Sequence[Point], chosen: str | None) -> list[dict[str, Any]]:
    """The name of each wedge beside its tile farthest out, away from the middle of the map."""
    members: Mapping[str, list[int]] = defaultdict(list)
    for index, ward in enumerate(wards):
        members[ward.wedge].append(index)
    middle = _mean(places)
    labels = []
    for wedge, own in members.items():
        centre = _mean([places[index] for index in own])
        way = (centre[0] - middle[0], centre[1] - middle[1])
        across, up = max((places[index] for index in own), key=lambda point: point[0] * way[0] + point[1] * way[1])
        side = across - middle[0]
        anchor = "center" if abs(side) < 1.2 else "right" if side > 0 else "left"
        labels.append(
            {
                "name": "",
                "text": f"<b>{wards[own[0]].wedge_name}</b>",
                "x": _short(across + {"center": 0.0, "right": 0.5, "left": -0.5}[anchor]),
                "xanchor": anchor,
                "y": _short(up + math.copysign(RADIUS + 0.02, way[1])),
                "yanchor": "bottom" if way[1] > 0 else "top",
                "showarrow": False,
                "font": {"size": 16, "color": theme.WORSE if wedge == chosen else theme.INK},
            }
        )
    return labels


def _mean(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _legend(classes: Classes, unit: str, left: float, up: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A strip of the shades with a number at every edge."""
    shades = [1] if len(classes.edges) == 2 else list(range(len(SHADES)))
    width = 1.1
    boxes = []
    for place, shade in enumerate(shades):
        start, end = _short(left + place * width), _short(left + (place + 1) * width)
        boxes.append(_polygon([start, end, end, start, start], [up, up, up + 0.22, up + 0.22, up], SHADES[shade]))
    numbers = [
        {
            "name": "",
            "text": f"{shown} {unit}".strip() if place == len(classes.shown) - 1 else shown,
            "x": _short(left + place * width),
            "y": up,
            "xanchor": "left" if place == 0 else "center",
            "yanchor": "top",
            "showarrow": False,
            "font": {"size": 14},
        }
        for place, shown in enumerate(classes.shown[: len(shades) + 1])
    ]
    return boxes, numbers


def _short(number: float) -> float:
    return round(number, 3)
