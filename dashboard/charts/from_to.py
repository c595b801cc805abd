"""From where to where: one row a place, an open dot for then, a full one for now, a line between: a plain Plotly dict.

An upright line marks the place that all are to be seen against. Names and figures stand above the dots, so that they
have room on a screen of any width.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.labels import Scale
from dashboard.charts.scale import build_value_axis, choose_scale

ROW = 58  # px of one row: a line of words and the dots below it
ABOVE = 0.16  # of a row: where the words begin, above the dots
MARGIN = {"l": 18, "r": 24, "t": 30, "b": 40}


class Row(NamedTuple):
    """One place, or a heading where ``start`` is None; ``limits`` are those of ``end``."""

    words: str
    start: float | None = None
    end: float | None = None
    limits: tuple[float, float] | None = None
    hover: str = ""
    colour: str = theme.GREY_DARK


class Mark(NamedTuple):
    """The upright line: its value, and its name above it."""

    value: float
    words: str


def height_of(rows: int) -> int:
    """The height of the figure in px."""
    return MARGIN["t"] + MARGIN["b"] + ROW * rows


def build_from_to(unit: str, rows: Sequence[Row], mark: Mark | None, names: tuple[str, str]) -> dict[str, Any]:
    """The figure, rows from the top; ``names`` are what the open and the full dots are called."""
    ends = [end for row in rows for end in (row.start, row.end, *(row.limits or ())) if end is not None]
    scale = choose_scale([*ends, *([mark.value] if mark else [])], 1)
    placed = [(place, row) for place, row in enumerate(rows) if row.start is not None]
    return {
        "data": [_lines(placed), _dots(names[0], placed, now=False), _dots(names[1], placed, now=True)],
        "layout": {
            "height": height_of(len(rows)),
            "margin": MARGIN,
            "xaxis": build_value_axis(scale, unit) | {"showgrid": True},
            "yaxis": {
                "visible": False,
                "range": [len(rows) - 0.5, -0.7],
                "tickvals": list(range(len(rows))),
                "ticktext": [row.words for row in rows],
                "rangemode": "normal",
                "fixedrange": True,
            },
            "shapes": [_line(mark)] if mark else [],
            "annotations": [
                *([_name(mark, scale)] if mark else []),
                *(_words(place, row, scale) for place, row in enumerate(rows)),
            ],
        },
    }


def _lines(placed: Sequence[tuple[int, Row]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "Change",
        "x": [x for _, row in placed for x in (row.start, row.end, None)],
        "y": [y for place, _ in placed for y in (place, place, None)],
        "line": {"color": theme.GREY_LIGHT, "width": 5},
        "hoverinfo": "skip",
    }


def _dots(name: str, placed: Sequence[tuple[int, Row]], *, now: bool) -> dict[str, Any]:
    colours = [row.colour for _, row in placed]
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [row.end if now else row.start for _, row in placed],
        "y": [place for place, _ in placed],
        "customdata": [row.hover for _, row in placed],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "size": 13,
            "color": colours if now else theme.PAPER,
            "line": {"width": 2.5, "color": colours},
        },
    }
    if now and any(row.limits for _, row in placed):
        ends = [(row.end, row.limits) for _, row in placed]
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [limits[1] - end if limits and end is not None else 0.0 for end, limits in ends],
            "arrayminus": [end - limits[0] if limits and end is not None else 0.0 for end, limits in ends],
            "color": theme.INK,
            "thickness": 1.5,
            "width": 5,
        }
    return trace


def _words(place: int, row: Row, scale: Scale) -> dict[str, Any]:
    heading = row.start is None
    return {
        "name": "",
        "text": row.words,
        "x": scale.low,
        "y": place + 0.3 if heading else place - ABOVE,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -14,
        "showarrow": False,
        "bgcolor": theme.PAPER,
        "borderpad": 1,
    }


def _line(mark: Mark) -> dict[str, Any]:
    return {
        "name": "",
        "type": "line",
        "x0": mark.value,
        "x1": mark.value,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "line": {"width": 2, "color": theme.HOME},
    }


def _name(mark: Mark, scale: Scale) -> dict[str, Any]:
    right = mark.value > (scale.low + scale.high) / 2
    return {
        "name": "",
        "text": mark.words,
        "x": mark.value,
        "y": 1,
        "yref": "paper",
        "xanchor": "right" if right else "left",
        "yanchor": "bottom",
        "yshift": 4,
        "xshift": 5 if right else -5,
        "showarrow": False,
        "font": {"color": theme.HOME},
    }
