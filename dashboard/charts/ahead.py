"""Where a series is heading if nothing changes: a dashed line of open points in a band, from the latest figure on."""

from typing import Any

from dashboard.charts import theme
from dashboard.charts.bands import Slice, build_band
from dashboard.forecast import LEVEL, Forecast
from dashboard.formatting import format_range, format_value
from dashboard.measures import Measure

NAME = "If nothing changes"
DASH = "7px,4px"


def build_ahead_band(found: Forecast, opacity: float) -> dict[str, Any] | None:
    """The band of a forecast as a trace; None where it has no step."""
    if not found.steps:
        return None
    last = found.base[-1]
    start = Slice(last.period.end, last.value or 0.0, last.value or 0.0)
    band = [start, *(Slice(step.period.end, step.lower, step.upper) for step in found.steps)]
    return build_band([band], f"{LEVEL} % band of the forecast", "", {"fillcolor": theme.HOME, "opacity": opacity})


def build_ahead_line(measure: Measure, place: str, found: Forecast) -> dict[str, Any] | None:
    """The line of a forecast as a trace; None where it has no step."""
    if not found.steps:
        return None
    last = found.base[-1]
    words = [
        f"{format_value(step.value, measure)} · {step.period.label}<br>"
        f"four times in five {format_range(step.lower, step.upper, measure)}"
        for step in found.steps
    ]
    return {
        "type": "scatter",
        "name": NAME,
        "mode": "lines+markers",
        "x": [last.period.end.isoformat(), *(step.period.end.isoformat() for step in found.steps)],
        "y": [last.value, *(float(f"{step.value:.6g}") for step in found.steps)],
        "text": ["", *words],
        "hovertemplate": f"<b>{place}, if nothing changes</b><br>%{{text}}<extra></extra>",
        "line": {"color": theme.HOME, "width": 2.5, "dash": DASH},
        "marker": {
            "size": [0, *([8] * len(found.steps))],
            "color": theme.PAPER,
            "line": {"color": theme.HOME, "width": 2},
            "opacity": 1,
        },
    }
