"""The vertical scale of a line chart: round ends and round steps, from zero unless that would flatten the lines."""

import math
from collections.abc import Collection
from typing import Any

from dashboard.charts import theme
from dashboard.charts.labels import Scale
from dashboard.formatting import format_value
from dashboard.measures import Measure

FLAT = 0.35  # lines that use less of the way from zero than this start higher up
STEPS_WANTED = 6
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def choose_scale(values: Collection[float], height: float, wanted: int = STEPS_WANTED, *, flat: float = FLAT) -> Scale:
    """The ends of an axis for these values, both on a round step. Empty or equal values get a range all the same.

    ``flat`` is the share of the way from zero below which zero is left out; infinite, it is always left out.
    """
    low, high = min(values, default=0.0), max(values, default=1.0)
    if low >= 0 and high - low >= flat * high:
        low = 0.0
    if low == high:
        low, high = (0.0, high * 1.25 or 1.0) if low >= 0 else (low * 1.25, 0.0)
    step = _round_step((high - low) / wanted)
    return Scale(_tidy(math.floor(low / step) * step), _tidy(math.ceil(high / step - 1e-9) * step), height)


def _round_step(raw: float) -> float:
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in STEPS if step * power >= raw * (1 - 1e-9))


def _tidy(value: float) -> float:
    return float(f"{value:.10g}")


def build_value_axis(scale: Scale, unit: str) -> dict[str, Any]:
    """A Plotly y axis with few lines and plain numbers; the unit stands in the subtitle and on a per cent axis."""
    return {
        "range": [scale.low, scale.high],
        "tick0": 0,
        "dtick": _round_step((scale.high - scale.low) / STEPS_WANTED),
        "ticksuffix": " %" if unit == "%" else "",
        "separatethousands": True,
        "exponentformat": "none",
        "zeroline": scale.low < 0 < scale.high,
        "fixedrange": True,
    }


def build_hint(measure: Measure, scale: Scale, unit: str = "") -> list[dict[str, Any]]:
    """Above the axis: the unit where it is not on the axis, which way is good, and whether zero is left out."""
    words = [unit] if unit and unit != "%" else []
    if measure.polarity:
        words.append({"low": "▼ lower is better", "high": "▲ higher is better"}[measure.polarity])
    if scale.low > 0:
        words.append(f"axis starts at {format_value(scale.low, measure)}")
    if not words:
        return []
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 8}
    return [{"name": "", "text": " · ".join(words), "showarrow": False, "font": {"color": theme.GREY_DARK}, **place}]
