"""What charts with one row a place share: the axis of their rows, bars, the ranges around figures, upright lines."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts import theme

HATCH = {"shape": "/", "size": 7, "solidity": 0.65, "bgcolor": theme.PAPER}
Limits = tuple[float, float]


def build_row_axis(top: float, bottom: float) -> dict[str, Any]:
    """A y axis without a line of its own that counts rows from the top."""
    return {"visible": False, "range": [bottom, top], "rangemode": "normal", "fixedrange": True}


def build_bars(
    names: Sequence[str],
    values: Sequence[float | None],
    hovers: Sequence[str],
    colours: Sequence[str],
    illustrative: Sequence[bool],
) -> dict[str, Any]:
    """A bar for each place, from the first row down; those of illustrative figures are hatched."""
    marker: dict[str, Any] = {"color": list(colours), "line": {"width": 0}}
    if any(illustrative):
        marker["pattern"] = HATCH | {"shape": ["/" if each else "" for each in illustrative]}
    return {
        "type": "bar",
        "orientation": "h",
        "name": "Places",
        "x": list(values),
        "y": list(range(len(values))),
        "text": list(names),
        "textposition": "none",
        "customdata": list(hovers),
        "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
        "marker": marker,
    }


def build_ranges(ends: Sequence[tuple[float | None, Limits | None]], **style: Any) -> dict[str, Any]:
    """The ranges around figures (an ``error_x``), drawn in ``style``; none where figure or limits are not known."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [limits[1] - value if limits and value is not None else 0.0 for value, limits in ends],
        "arrayminus": [value - limits[0] if limits and value is not None else 0.0 for value, limits in ends],
    } | style


def build_upright(value: float, **line: Any) -> dict[str, Any]:
    """A line through all rows at a value."""
    return {"name": "", "type": "line", "x0": value, "x1": value, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def build_upright_name(text: str, value: float, colour: str, **place: Any) -> dict[str, Any]:
    """What stands above such a line; ``place`` says on which side and how high."""
    return {
        "name": "",
        "text": text,
        "x": value,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": colour},
    } | place
