"""The Trends figure: a plain Plotly dict with every line a reader can switch on, each under its condition.

Back to front: what NEET could be, range of the neighbours, each neighbour, wedges, England, region, averages, range of
natural variation, the chosen wedge, the home authority.
"""

from collections.abc import Sequence
from typing import Any

from dashboard.charts import theme
from dashboard.charts.bands import Slice, build_band
from dashboard.charts.labels import Scale
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.time_axis import (
    NARROW_TICKS,
    build_breaks,
    build_gap_marks,
    build_ticks,
    build_time_axis,
    choose_time_axis,
    find_gaps,
)
from dashboard.charts.trend_labels import WIDE, build_line_labels
from dashboard.charts.trend_style import LINES
from dashboard.formatting import format_number, format_range, format_value
from dashboard.intervals import interval_label, interval_of
from dashboard.schema import Observation
from dashboard.trend_series import Lines, NeighbourLines, Role, Series

HEIGHT = 480
MARGIN = {"l": 56, "r": 190, "t": 34, "b": 44}
NARROW_MARGIN = {"l": 44, "r": 104}


def build_trend_figure(lines: Lines) -> dict[str, Any]:
    """The figure of one measure. ``lines.subject`` must have at least one figure with a value."""
    axis = choose_time_axis(_all_periods(lines))
    drawn = [series for series in lines.every() if series.drawn and series.runs]
    scale = choose_scale(_heights(lines, drawn), HEIGHT - MARGIN["t"] - MARGIN["b"])
    shapes, breaks = build_breaks(lines.measure, axis)
    bands = [_neet_trace(lines), *(_spread_band(group) for group in lines.groups)]
    on_top = [_interval_band(lines, series) for series in _bold(lines)]
    order: list[Role] = list(LINES)
    drawn.sort(key=lambda series: order.index(series.role))
    traces = [*bands, *(_line(lines, series) for series in drawn)]
    split = next((index for index, trace in enumerate(traces) if trace and trace["line"]["width"] > 3), len(traces))
    traces[split:split] = on_top
    traces += [_provisional(lines, series) for series in _bold(lines)]
    return {
        "data": [trace for trace in traces if trace],
        "layout": {
            "height": HEIGHT,
            "margin": MARGIN,
            "showlegend": False,
            "hovermode": "closest",
            "xaxis": build_time_axis(axis),
            "yaxis": build_value_axis(scale, lines.measure.unit),
            "shapes": shapes,
            "meta": {"narrow": {"margin": NARROW_MARGIN, "xaxis": build_ticks(axis, NARROW_TICKS)}},
            "annotations": [
                *build_line_labels(lines, drawn, scale, axis.edge),
                *breaks,
                *build_gap_marks(find_gaps(lines.subject.observations)),
                *_hint(lines, scale),
                *_illustrative(lines),
            ],
        },
    }


def _bold(lines: Lines) -> list[Series]:
    return [series for series in (lines.home, lines.wedge) if series and series.runs]


def _all_periods(lines: Lines) -> list[Observation]:
    """The subject's and the home's figures in order of time: what the axis has to reach."""
    shown = {point.period: point for series in (lines.home, lines.subject) for point in series.observations}
    return sorted(shown.values(), key=lambda point: point.period.end)


def _heights(lines: Lines, drawn: Sequence[Series]) -> list[float]:
    values = [point.value for series in drawn for run in series.runs for point in run if point.value is not None]
    limits = [interval_of(lines.measure, point) for series in _bold(lines) for point in series.observations]
    values += [edge for both in limits if both for edge in both]
    return values + [edge for run in lines.neet_band for part in run for edge in (part.floor, part.ceiling)]


def _line(lines: Lines, series: Series) -> dict[str, Any]:
    colour, width = LINES[series.role]
    x: list[str] = []
    y: list[float | None] = []
    text: list[str] = []
    hover, after = (_brief, f" {lines.measure.unit}") if series.role == "neighbour" else (_hover, "")
    for index, run in enumerate(series.runs):
        if index:
            x.append(run[0].period.end.isoformat())
            y.append(None)
            text.append("")
        for point in run:
            x.append(point.period.end.isoformat())
            y.append(_coordinate(point.value))
            text.append(hover(lines, series, point))
    alone = any(len(run) == 1 for run in series.runs)
    trace: dict[str, Any] = {
        "type": "scatter",
        "name": series.name,
        "meta": series.when,
        "mode": "lines+markers" if alone or width > 3 else "lines",
        "x": x,
        "y": y,
        "text": text,
        "hovertemplate": f"<b>{series.name}</b><br>%{{text}}{after}<extra></extra>",
        "line": {"color": colour, "width": width},
    }
    if alone or width > 3:
        trace["marker"] = {"size": 8 if width > 3 else 5, "color": colour}
    if series.illustrative:
        trace["line"]["dash"] = "5px,4px"
    return trace


def _coordinate(value: float | None) -> float | None:
    """A stored value as it is; an average without the digits that no screen shows."""
    return None if value is None else float(f"{value:.6g}")


def _brief(lines: Lines, _series: Series, point: Observation) -> str:
    """Period and number: neighbours have many points, and this keeps the figure small."""
    return f"{point.period.key}: {format_number(point.value or 0.0, lines.measure.decimals)}"


def _hover(lines: Lines, series: Series, point: Observation) -> str:
    words = f"{format_value(point.value, lines.measure)} · {point.period.label}"
    limits = interval_of(lines.measure, point) if series.role in ("home", "wedge", "other-wedge") else None
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


def _spread_band(group: NeighbourLines) -> dict[str, Any] | None:
    """The range of a neighbour set, cut where the lines of its average are cut."""
    slices = {part.period: Slice(part.period.end, part.low, part.high) for part in group.spread}
    runs = [[slices[point.period] for point in run] for run in group.averages[0].runs] if group.averages else []
    name = f"Range of {len(group.members)} neighbours"
    fill = {"fillcolor": theme.GREY_LIGHT, "opacity": 0.28}
    return build_band(runs, name, f"neighbours={group.choice}&shown=neighbours", fill)


def _interval_band(lines: Lines, series: Series) -> dict[str, Any] | None:
    runs = []
    for run in series.runs:
        limits = [(point.period.end, interval_of(lines.measure, point)) for point in run]
        runs.append([Slice(day, *both) for day, both in limits if both])
    fill = {"fillcolor": LINES[series.role][0], "opacity": 0.2}
    return build_band(runs, interval_label(lines.measure).capitalize(), "shown=interval", fill)


def _neet_trace(lines: Lines) -> dict[str, Any] | None:
    runs = [[Slice(part.period.end, part.floor, part.ceiling) for part in run] for run in lines.neet_band]
    pattern = {"shape": "/", "size": 9, "solidity": 0.12, "fgcolor": theme.SEQUENTIAL[1], "bgcolor": "rgba(0,0,0,0)"}
    fill = {"fillpattern": pattern, "opacity": 0.45}
    return build_band(runs, "From NEET to NEET or not known", "shown=band", fill)


def _provisional(lines: Lines, series: Series) -> dict[str, Any] | None:
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


def _hint(lines: Lines, scale: Scale) -> list[dict[str, Any]]:
    """Which way is good, and whether the axis leaves out zero, above the axis."""
    words = {"low": "▼ lower is better", "high": "▲ higher is better"}.get(lines.measure.polarity or "", "")
    if scale.low > 0:
        start = format_value(scale.low, lines.measure)
        words = f"{words} · axis starts at {start}" if words else f"axis starts at {start}"
    if not words:
        return []
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 8}
    return [{"name": "", "text": words, "showarrow": False, "font": {"color": theme.GREY_DARK}, **place}]


def _illustrative(lines: Lines) -> list[dict[str, Any]]:
    """What dashes mean, above the labels: always with a made-up chosen wedge, with the others while they are shown."""
    made_up = [series for series in (lines.wedge, *lines.other_wedges) if series and series.illustrative]
    if not made_up:
        return []
    when = WIDE if lines.wedge in made_up else f"shown=wedges&{WIDE}"
    place = {"x": 1, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 8}
    return [{"name": when, "text": "╍╍ Illustrative", "showarrow": False, **place}]
