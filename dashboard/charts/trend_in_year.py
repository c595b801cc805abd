"""Provisional, local figures on the Trends figure: dashed lines with open points on the axis of the published ones."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from dashboard.charts.open_points import open_line, open_marker
from dashboard.charts.runs import lay_out_runs
from dashboard.charts.time_axis import PADDING, TimeAxis
from dashboard.charts.trend_labels import WIDE
from dashboard.charts.trend_style import LINES
from dashboard.formatting import format_range, format_value
from dashboard.in_year import as_at
from dashboard.intervals import interval_label
from dashboard.schema import Observation
from dashboard.trend_series import Lines, Series

KEY = "○╌○ Provisional, local"


def reach_in_year(axis: TimeAxis, lines: Lines) -> TimeAxis:
    """The axis, long enough for the latest of these figures."""
    days = [series.observations[-1].period.end for series in lines.in_year]
    if not days or max(days) <= axis.end:
        return axis
    return replace(axis, end=max(days) + max((max(days) - axis.start) * PADDING, timedelta(days=20)))


def build_in_year_line(lines: Lines, series: Series) -> dict[str, Any]:
    """A trace of its own, so that nothing joins it to the published line of the same colour."""
    colour = LINES[series.role][0]
    points = lay_out_runs(series.runs, lambda point: _hover(lines, point))
    name = f"{series.name}, provisional, local"
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines+markers",
        **points,
        "hovertemplate": f"<b>{name}</b><br>%{{text}}<extra></extra>",
        "line": open_line(colour),
        "marker": open_marker(colour, len(points["x"])),
    }


def _hover(lines: Lines, point: Observation) -> str:
    words = f"{format_value(point.value, lines.measure)} · {as_at(point.period)}"
    limits = lines.limits_of(point)
    if limits:
        words += f"<br>{interval_label(lines.measure)} {format_range(*limits, lines.measure)}"
    if point.illustrative:
        words += "<br><b>Illustrative, not a real figure</b>"
    return words


def build_key(lines: Lines) -> list[dict[str, Any]]:
    """What dashes with open points mean, above the right end of the plot."""
    if not lines.in_year:
        return []
    place = {"x": 1, "xref": "paper", "xanchor": "right", "y": 1, "yref": "paper", "yanchor": "bottom"}
    return [{"name": WIDE, "text": KEY, "showarrow": False, "xshift": -14, "yshift": 8, **place}]
