"""One line of the Trends figure: its points, what is said at hover, and the hollow points of provisional figures."""

from typing import Any

from dashboard.charts import theme
from dashboard.charts.runs import lay_out_runs
from dashboard.charts.trend_style import LINES
from dashboard.formatting import format_number, format_range, format_value
from dashboard.intervals import interval_label
from dashboard.schema import Observation
from dashboard.trend_series import Lines, Series

BOLD = 3  # the width in px above which a line also shows its points


def build_line(lines: Lines, series: Series) -> dict[str, Any]:
    """A trace with a gap between runs; bold, and with its points, for the home authority and the wedge."""
    colour, width = LINES[series.role]
    hover, after = (_brief, f" {lines.measure.unit}") if series.role == "neighbour" else (_hover, "")
    points = lay_out_runs(series.runs, lambda point: hover(lines, series, point))
    bold = width > BOLD
    trace: dict[str, Any] = {
        "type": "scatter",
        "name": series.name,
        "meta": series.when,
        "mode": "lines+markers" if bold else "lines",
        **points,
        "y": [_coordinate(value) for value in points["y"]],
        "hovertemplate": f"<b>{series.name}</b><br>%{{text}}{after}<extra></extra>",
        "line": {"color": colour, "width": width},
    }
    if bold:
        trace["marker"] = {"size": 8, "color": colour}
    if series.illustrative:
        trace["line"]["dash"] = "5px,4px"
    return trace


def build_lone_points(series: Series) -> dict[str, Any] | None:
    """Dots for the figures of a thin line that no line joins to another; a bold line has its points anyway."""
    colour, width = LINES[series.role]
    alone = [run[0] for run in series.runs if len(run) == 1]
    if width > BOLD or not alone:
        return None
    return {
        "type": "scatter",
        "name": series.name,
        "meta": series.when,
        "mode": "markers",
        "x": [point.period.end.isoformat() for point in alone],
        "y": [_coordinate(point.value) for point in alone],
        "hoverinfo": "skip",
        "marker": {"size": 5, "color": colour},
    }


def _coordinate(value: float | None) -> float | None:
    """A stored value as it is; an average without the digits that no screen shows."""
    return None if value is None else float(f"{value:.6g}")


def _brief(lines: Lines, _series: Series, point: Observation) -> str:
    """Period and number: neighbours have many points, and this keeps the figure small."""
    return f"{point.period.key}: {format_number(point.value or 0.0, lines.measure.decimals)}"


def _hover(lines: Lines, series: Series, point: Observation) -> str:
    words = f"{format_value(point.value, lines.measure)} · {point.period.label}"
    limits = lines.limits_of(point) if series.role in ("home", "wedge", "other-wedge") else None
    if limits:
        words += f"<br>{interval_label(lines.measure)} {format_range(*limits, lines.measure)}"
    if series.role == "average":
        words += _members_in(lines, series, point)
    if point.illustrative:
        words += "<br><b>Illustrative, not a real figure</b>"
    if point.provisional:
        words += "<br>Provisional"
    return words


def _members_in(lines: Lines, series: Series, point: Observation) -> str:
    """How many members the average is made from."""
    group = next(group for group in lines.groups if series in group.averages)
    part = next(part for part in group.spread if part.period == point.period)
    return f"<br>of {part.n} of {len(group.members)}"


def build_provisional(lines: Lines, series: Series) -> dict[str, Any] | None:
    """Hollow points over the line for figures that may still change."""
    points = [point for run in series.runs for point in run if point.provisional]
    if not points:
        return None
    colour = LINES[series.role][0]
    return {
        "type": "scatter",
        "name": f"{series.name}, provisional",
        "mode": "markers+text",
        "x": [point.period.end.isoformat() for point in points],
        "y": [point.value for point in points],
        "text": ["Provisional" for _ in points],
        "textposition": "top center",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "marker": {"size": 10, "color": theme.PAPER, "line": {"color": colour, "width": 2.5}},
    }
